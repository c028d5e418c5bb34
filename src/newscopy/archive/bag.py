"""The output of a run as a bag (BagIt 1.0, RFC 8493), as archives keep and hand over files.

What was written lies below data/; beside it stand the checksums, which were made while it was written. No date is put
down: the same stories make the same bag.
"""

from __future__ import annotations

import hashlib
from typing import Any

from newscopy import __version__
from newscopy.archive import shelf
from newscopy.archive.made import made_in
from newscopy.archive.output import write_whole
from newscopy.archive.shards import PAYLOAD, Plan
from newscopy.archive.state import State
from newscopy.errors import LossError

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_DECLARED, _INFO, _MANIFEST, _TAGS = "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"


def write(state: State, plan: Plan) -> None:
    """Write the tag files of a run that is done, its declaration last."""
    manifest, octets, count = hashlib.sha256(), 0, 0

    def lines() -> Any:
        nonlocal octets, count
        for path, size, told in made_in(state, plan):
            octets, count = octets + size, count + 1
            line = f"{told}  {_escaped(path)}\n".encode("utf-8", "surrogateescape")
            manifest.update(line)
            yield line

    (state.out / PAYLOAD).mkdir(exist_ok=True)
    write_whole(state.out / _MANIFEST, lines())
    info = f"Bag-Software-Agent: newscopy {__version__}\nPayload-Oxum: {octets}.{count}\n".encode()
    write_whole(state.out / _INFO, info)
    digests = {_INFO: _sha256(info), _DECLARED: _sha256(_DECLARATION), _MANIFEST: manifest.hexdigest()}
    write_whole(state.out / _TAGS, "".join(f"{told}  {name}\n" for name, told in sorted(digests.items())).encode())
    write_whole(state.out / _DECLARED, _DECLARATION)
    shelf.of(state).take([], [_MANIFEST, _INFO, _TAGS, _DECLARED])


def undo(state: State) -> None:
    """What is being changed is no bag: take its tag files away."""
    store = shelf.of(state)
    for name in (_DECLARED, _TAGS, _INFO, _MANIFEST):
        store.delete(name)


def verify(state: State) -> None:
    """Raises LossError if a tag file is missing or not as it was written, or data/ holds what the manifest does not."""
    store = shelf.of(state)

    def lines(name: str) -> list[str]:
        with store.open(name) as file:
            return file.read().decode("utf-8", "surrogateescape").splitlines()

    try:
        for line in lines(_TAGS):
            told, _, name = line.partition("  ")
            with store.open(name) as file:
                if _sha256(file.read()) != told:
                    raise LossError(f"{name}: is not what was written there")
        # The checksums are those of the shards, which are compared with the files.
        listed = {line.partition("  ")[2] for line in lines(_MANIFEST)}
    except OSError as error:
        raise LossError(f"the bag has lost a tag file: {error}") from error
    for path in store.files(PAYLOAD):
        if _escaped(path) not in listed:
            raise LossError(f"{path}: lies in the bag, but not in its manifest")


def _escaped(path: str) -> str:
    """RFC 8493 §2.1.3: a line feed, a carriage return and the sign itself."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
