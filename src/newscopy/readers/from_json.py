"""Reads a Story from its own JSON."""

from __future__ import annotations

from pydantic import ValidationError

from newscopy.errors import SchemaError
from newscopy.formats import Reader, ReadOptions
from newscopy.model import Story


def read(data: bytes | str, name: str, options: ReadOptions) -> Story:
    """The Story that `data` holds, unchanged; `options` do not apply to a finished Story.

    Raises SchemaError that says where the file breaks the schema, and how.
    """
    del options
    try:
        return Story.model_validate_json(data)
    except ValidationError as error:
        problems = error.errors()
        place = "/" + "/".join(str(part) for part in problems[0]["loc"])
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise SchemaError(f"{name}: at {place}: {problems[0]['msg']}{more}") from error


READER = Reader("json", (".json",), read)
