"""read, write and convert: the only module that knows readers and writers both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscopy import formats
from newscopy.errors import ReadError
from newscopy.model import Story


def read(data: bytes | str, format: str = "text", name: str = "text", **options: Any) -> Story:  # noqa: A002
    """Find the story in a text, or read it from a structured format.

    `name` is the file's name, kept in the Story's source. Options are the format's own, such as
    `language="de"`. Raises a ReadError if there is no story, FormatError and OptionError for a wrong call.
    """
    reader = formats.reader(format)
    return reader.read(data, name, formats.made_options(reader.options, options, format))


def write(story: Story, format: str, **options: Any) -> bytes:  # noqa: A002
    """The story in a format, as the bytes of a whole file.

    Options are the format's own, such as `style="article"` for "pdf". The same story and options give the
    same bytes. Raises a WriteError if the export fails, FormatError and OptionError for a wrong call.
    """
    writer = formats.writer(format)
    return writer.write(story, formats.made_options(writer.options, options, format))


def convert(path: str | Path, to: str, format: str | None = None, **options: Any) -> bytes:  # noqa: A002
    """Read a file and write its story in another format, as bytes.

    `format` is the reader's name, told from the file's suffix if not given; `options` are the writer's.
    """
    path = Path(path)
    story = read(load(path), format or formats.read_format_of(path.name), path.name)
    return write(story, to, **options)


def load(path: Path) -> bytes:
    """The bytes of an input file; raises ReadError with the reason in one line."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from error
