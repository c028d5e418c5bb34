"""The files that the arguments of a run name: files as they are, folders with all that is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newscopy.archive.folders import Rules, Tally, walk
from newscopy.convert import load

STDIN = "-"


@dataclass(frozen=True)
class Input:
    """One thing to read. `place` is where its outputs go below the output folder, without a suffix.

    `data` is what was read already: of standard input, which only one process can read.
    """

    path: Path
    place: Path
    data: bytes | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return "standard input" if self.data is not None else str(self.path)

    @property
    def file_name(self) -> str:
        """What the Story's source is called."""
        return self.path.name

    def load(self) -> bytes:
        """Its bytes; raises ReadError if it cannot be read."""
        return load(self.path) if self.data is None else self.data


@dataclass(frozen=True)
class Gathered:
    """The inputs in order, how many files of folders were passed over as hidden, junk or excluded, and whether several
    count.
    """

    inputs: tuple[Input, ...]
    ignored: int
    several: bool


def gather(
    arguments: Sequence[str], stdin: bytes | None = None, skip: Path | None = None, rules: Rules | None = None
) -> Gathered:
    """What the arguments name. "-" is `stdin`; a folder gives its files in order of their paths, all the way down.

    `skip` is a folder not to walk into: that of the outputs. `rules` say which files of folders count. A folder counts
    as several inputs whatever it holds. A path that does not exist is an input too, and fails when it is read.
    """
    inputs: list[Input] = []
    ignored = 0
    for argument in arguments:
        path = Path(argument)
        if argument == STDIN:
            inputs.append(Input(Path("stdin"), Path("stdin"), stdin or b""))
        elif path.is_dir():
            tally = Tally()
            inputs += (Input(file, file.relative_to(path).with_suffix("")) for file in walk(path, skip, tally, rules))
            ignored += tally.ignored
        else:
            inputs.append(Input(path, Path(path.stem)))
    several = len(arguments) > 1 or any(Path(argument).is_dir() for argument in arguments if argument != STDIN)
    return Gathered(tuple(inputs), ignored, several)
