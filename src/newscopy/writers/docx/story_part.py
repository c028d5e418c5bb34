"""The custom XML part that carries the Story, and the two parts that Word wants beside it (ECMA-376 Part 1, 15.2.5)."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import to_json

from newscopy import docx_story
from newscopy.model import Story
from newscopy.writers.docx.package import Part, deflated, stored

PART = "customXml/item1.xml"
PROPERTIES = "customXml/itemProps1.xml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
# The part's name among others of its kind; one for all our documents, as it names the kind and not the copy.
_ID = "{6E657773-636F-7079-8000-73746F727931}"


def frozen() -> tuple[Part, ...]:
    """The parts beside the Story's own, which are the same in every document."""
    properties = (
        f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_ID}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{docx_story.NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    relationships = (
        f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="properties"'
        f' Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    return deflated(PROPERTIES, properties), deflated("customXml/_rels/item1.xml.rels", relationships)


def story_part(stories: Sequence[Story], text: str, *, held: bool) -> Part:
    """The part with these stories and the fingerprint of the document's text; empty where they are not to be `held`."""
    if not held:
        return stored(PART, docx_story.part((), ""))
    # Without the views, which the reader makes again; not deflated, as that would take as long as all the rest.
    made = (to_json(story, round_trip=True) for story in stories)
    return stored(PART, docx_story.part(made, docx_story.fingerprint(text)))
