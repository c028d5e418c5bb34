"""Running text with its marks as mixed content, for every dialect of markup that we write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from newscopy.model import Mark
from newscopy.writers.flow import runs
from newscopy.writers.links import safe_url


@dataclass(frozen=True)
class InlineTags:
    """The full names of a dialect's inline elements; `strong_class` tells strong from emphasis if they share one."""

    link: str
    strong: str
    emphasis: str
    line_break: str
    strong_class: str | None = None


def append_running(parent: etree._Element, text: str, marks: Sequence[Mark], tags: InlineTags) -> None:
    """Add text and marks, nested in the order link, strong, emphasis.

    Neighbours with the same mark share one element, so that they read as one again. Of links, those that are safe to
    follow are kept; the words of the others stay.
    """
    if not marks:
        append_text(parent, text, tags.line_break)
        return
    strong_class = {"class": tags.strong_class} if tags.strong_class else {}
    for address, linked in groupby(runs(text, marks), key=lambda run: safe_url(run.url)):
        link = etree.SubElement(parent, tags.link, {"href": address}) if address else parent
        for strong, weighted in groupby(linked, key=lambda run: run.strong):
            weight = etree.SubElement(link, tags.strong, strong_class) if strong else link
            for emphasis, stretches in groupby(weighted, key=lambda run: run.emphasis):
                holder = etree.SubElement(weight, tags.emphasis) if emphasis else weight
                for run in stretches:
                    append_text(holder, run.text, tags.line_break)


def append_text(parent: etree._Element, text: str, line_break: str) -> None:
    """Add text at the end of `parent`, with an empty `line_break` element for each line feed.

    A blank follows each, since some readers take the element out, and words would grow together.
    """
    first, *rest = text.split("\n")
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + first
    else:
        parent.text = (parent.text or "") + first
    for line in rest:
        add_break(parent, line_break).tail = " " + line


def add_break(parent: etree._Element, line_break: str) -> etree._Element:
    """Add a line break and the blank after it."""
    element = etree.SubElement(parent, line_break)
    element.tail = " "
    return element
