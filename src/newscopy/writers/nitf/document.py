"""A Story as the tree of a NITF document in NITF's namespace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lxml import etree

from newscopy.g2 import NITF
from newscopy.model import Story
from newscopy.writers.nitf.body import append_body_content
from newscopy.writers.nitf.body_head import add_body_head
from newscopy.writers.nitf.head import add_head
from newscopy.writers.nitf.options import NitfOptions

# lxml takes None for the default namespace; its stubs do not say so.
_NAMESPACES = cast("Mapping[str, str]", {None: NITF})


def nitf_document(story: Story, options: NitfOptions) -> etree._Element:
    """The nitf element; text inside it is not indented.

    Raises ValueError if a field holds a character that XML cannot carry.
    """
    root = etree.Element(f"{{{NITF}}}nitf", None, _NAMESPACES)
    if story.language:
        root.set("baselang", story.language)
    add_head(root, story, options)
    body = etree.SubElement(root, f"{{{NITF}}}body")
    add_body_head(body, story, options)
    append_body_content(body, story.body)
    return root
