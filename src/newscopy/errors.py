"""Every exception newscopy raises on purpose, and the exit code of each.

    NewscopyError                     1
    ├── PlanError                     2   an output folder that another plan holds, or a changed input
    ├── PartialFailure                3   several inputs; at least one failed
    ├── StoppedEarly                  4   a run over an archive, to be taken up again: disk full, too many failures
    ├── NoInputError                  5   the inputs hold no story file at all
    ├── LossError                     6   `verify`: the text does not match its source
    ├── NotValidError                 7   `validate`: a file is not what it claims to be
    ├── FormatError                  20   no such format, or two plug-ins claim the name
    ├── OptionError                  21   an option the format does not know, or a bad value
    ├── ReadError                    30   an input that cannot be opened
    │   ├── DecodeError              31   not text (a PDF, an image, UTF-16 without a mark …)
    │   ├── StructureError           32   no story in the text
    │   ├── SchemaError              33   a Story file that breaks the schema
    │   ├── DoubtError               34   `--strict`: the story carries a warning
    │   └── CorrectionError          35   corrections that are broken, or of another archive
    ├── WriteError                   40   the export could not be made
    │   ├── MissingDependencyError   41   says what to install
    │   ├── TemplateError            42   a house style that fails
    │   ├── InvalidOutputError       43   our own output fails its check
    │   └── OutputError              44   the place to write to: taken, full, forbidden
    ├── LimitError                   50   a story that took too long or too much memory, and was given up
    └── InternalError                70   a bug in newscopy

Wrong use of the command line is click's own exit code 2; an interrupted run ends with 130.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "CorrectionError",
    "DecodeError",
    "DoubtError",
    "FormatError",
    "InternalError",
    "InvalidOutputError",
    "LimitError",
    "LossError",
    "MissingDependencyError",
    "NewscopyError",
    "NoInputError",
    "NotValidError",
    "OptionError",
    "OutputError",
    "PartialFailure",
    "PlanError",
    "ReadError",
    "SchemaError",
    "StoppedEarly",
    "StructureError",
    "TemplateError",
    "WriteError",
]


class NewscopyError(Exception):
    """Root of the tree; its message is one line, fit to be shown to a user."""

    exit_code: ClassVar[int] = 1


class PlanError(NewscopyError):
    """The output folder holds a run over other inputs or with other options, or its plan cannot be read."""

    exit_code = 2


class StoppedEarly(NewscopyError):  # noqa: N818 - what is done is done; the same command goes on with the rest
    """A run over an archive that stopped before its end: the disk is full, or too much failed."""

    exit_code = 4


class PartialFailure(NewscopyError):  # noqa: N818 - the run is not an error: some of its inputs are
    """Of several inputs, at least one failed; the others were converted."""

    exit_code = 3


class NoInputError(NewscopyError):
    """The inputs given hold no file that could be a story."""

    exit_code = 5


class LossError(NewscopyError):
    """Text of the source is missing from the Story, or stands in it twice, or differs."""

    exit_code = 6


class NotValidError(NewscopyError):
    """A file is not what it claims to be."""

    exit_code = 7


class FormatError(NewscopyError):
    """A format name that nobody, or more than one plug-in, answers to."""

    exit_code = 20


class OptionError(NewscopyError):
    """An option that the format does not have, or a value it does not take."""

    exit_code = 21


class ReadError(NewscopyError):
    """An input that cannot be opened or read."""

    exit_code = 30


class DecodeError(ReadError):
    """Bytes that are no text in any encoding we can tell."""

    exit_code = 31


class StructureError(ReadError):
    """Text without a story in it."""

    exit_code = 32


class SchemaError(ReadError):
    """A Story file that breaks the schema, or is of a newer version of it."""

    exit_code = 33


class DoubtError(ReadError):
    """The caller asked for no doubt (`--strict`), and the story carries a notice."""

    exit_code = 34


class CorrectionError(ReadError):
    """A file of corrections that is broken, of another version, or does not fit the stories it is applied to."""

    exit_code = 35


class WriteError(NewscopyError):
    """An export that could not be made."""

    exit_code = 40


class MissingDependencyError(WriteError):
    """A library or program that is not installed; the message says how to install it."""

    exit_code = 41


class TemplateError(WriteError):
    """A house style that cannot be read or rendered; the message names its file and line."""

    exit_code = 42


class InvalidOutputError(WriteError):
    """What we made does not pass its own check, so it was not written."""

    exit_code = 43


class OutputError(WriteError):
    """The place to write to is taken, full or forbidden."""

    exit_code = 44


class LimitError(NewscopyError):
    """A story that took longer or more memory than a story may."""

    exit_code = 50


class InternalError(NewscopyError):
    """An invariant of ours is broken: a bug, please report it."""

    exit_code = 70
