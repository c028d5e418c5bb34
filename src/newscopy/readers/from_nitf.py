"""Reads a Story from NITF, in its namespace or without one, with its text in a block or not."""

from __future__ import annotations

from newscopy.errors import SchemaError
from newscopy.formats import Reader, ReadOptions
from newscopy.model import Story
from newscopy.readers.markup.words import local_name
from newscopy.readers.nitf.fields import story_fields
from newscopy.readers.source_file import as_bytes, source_info, xml_root
from newscopy.readers.values import as_id, as_language, story

_MEDIA_TYPE = "application/nitf+xml"


def read(data: bytes | str, name: str, options: ReadOptions) -> Story:
    """The story of a NITF document; one without doc-id gets an id of the file's fingerprint.

    Raises SchemaError if the file is no XML that is safe to read, or no NITF.
    """
    content = as_bytes(data)
    root = xml_root(content, name, names_a_dtd=True)
    if local_name(root) != "nitf":
        raise SchemaError(f"{name}: the root element is {root.tag}, not nitf: is it a file of another format?")
    fields = story_fields(root)
    source = source_info(content, name, _MEDIA_TYPE)
    fields["id"] = as_id(fields["id"]) or f"tag:{options.id_domain},2026:nitf-{source.sha256[:16]}"
    fields["language"] = as_language(options.language) or fields["language"]
    return story({**fields, "source": source}, name, [])


READER = Reader("nitf", (".nitf.xml", ".nitf"), read)
