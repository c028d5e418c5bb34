"""Write the expected exports of the samples anew: `python tests/regenerate_samples.py [NAME...]`.

What expected.toml states by hand must hold first, so that an export that is plainly wrong is never written. Read the
difference (`git diff samples/`) before you commit it: from then on the tests hold the program to it.
"""

from __future__ import annotations

import sys

from sample_exports import EXPORTS, SAMPLES, names, story_of, wrong


def regenerate(name: str) -> list[str]:
    """Write a sample's exports and return the names of those that changed; raises ValueError if a fact is wrong."""
    mistakes = wrong(name)
    if mistakes:
        raise ValueError("\n  ".join([f"samples/{name}: nothing written", *mistakes]))
    changed = []
    for file, made in EXPORTS.items():
        path, data = SAMPLES / name / file, made(story_of(name))
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            changed.append(file)
    return changed


def main(chosen: list[str]) -> int:
    """Regenerate the chosen samples, or all; the exit code is 1 if any could not be."""
    failed = False
    for name in chosen or names():
        try:
            print(f"samples/{name}: {', '.join(regenerate(name)) or 'unchanged'}")
        except ValueError as error:
            failed = True
            print(error, file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
