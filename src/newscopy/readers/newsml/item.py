"""One item of NewsML-G2 as a Story."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newscopy.errors import SchemaError
from newscopy.g2 import OWN_ALIAS
from newscopy.model import Notice, Related, SourceInfo, Story
from newscopy.readers.markup.words import all_text, as_line, as_text, local_name
from newscopy.readers.newsml.content import text_fields
from newscopy.readers.newsml.meta import g2, is_ours, meta_fields, see_also
from newscopy.readers.values import as_language, story

_TEXT = frozenset({"text", "composite"})


def story_of(item: etree._Element, name: str, source: SourceInfo, language: str | None) -> Story:
    """The story of a newsItem, or the list of stories that a packageItem is.

    Raises SchemaError if the item is a picture, a film or other thing without copy, or names no guid.
    """
    place = f"{name}, line {item.sourceline}"
    _refuse_other_media(item, place)
    meta, exact = meta_fields(item), is_ours(item)
    if local_name(item) == "packageitem":
        fields = meta | {"body": tuple(_members(item))}
    else:
        told = text_fields(item, exact=exact)
        fields = meta | {key: value for key, value in told.items() if not meta.get(key)}
        if not any(isinstance(block, Related) for block in fields["body"]):
            fields["body"] = (*fields["body"], *see_also(item))
    fields["language"] = as_language(language) or fields["language"]
    return story({**fields, "source": source}, place, _notices(item))


def only_orders(part: etree._Element) -> bool:
    """True for the group in the package with which we end a message, and for what it refers to.

    It says nothing that the order of the items does not say.
    """
    group = part.getparent() if local_name(part) == "itemref" else part
    return group is not None and group.get("role") == f"{OWN_ALIAS}:stories"


def _refuse_other_media(item: etree._Element, place: str) -> None:
    kind = item.find(g2("itemMeta/itemClass"))
    nature = (kind.get("qcode") or kind.get("uri") or "" if kind is not None else "ninat:text").strip()
    if nature.rpartition(":")[2].rpartition("/")[2] not in _TEXT:
        raise SchemaError(f"{place}: the item is of class {nature or 'unknown'}, not text: there is no copy in it")


def _members(package: etree._Element) -> Iterator[Related]:
    """The items that a package puts together, in the order of its groups."""
    for reference in package.iter(g2("itemRef")):
        address = as_line(reference.get("href")) or as_line(reference.get("residref"))
        words = (as_line(all_text(reference.find(g2(part)))) for part in ("headline", "title"))
        title = next((text for text in words if text), address)
        if title:
            summary = as_text(all_text(reference.find(g2("description"))))
            yield Related(title=title, url=address, summary=summary, placement="end")


def _notices(item: etree._Element) -> list[Notice]:
    """What of the item a Story has no field for, and a desk must know."""
    told = []
    status = item.find(g2("itemMeta/pubStatus"))
    code = (status.get("qcode") or "") if status is not None else ""
    if code.endswith((":canceled", ":withheld")):
        told.append(Notice(code="not-usable", message=f"the item is {code.rpartition(':')[2]}: do not publish it"))
    embargo = item.find(g2("itemMeta/embargoed"))
    if embargo is not None:
        until = as_line(embargo.text) or "a time that is not told"
        told.append(Notice(code="embargoed", message=f"the item is embargoed until {until}"))
    note = as_line(all_text(item.find(g2("itemMeta/edNote"))))
    if note:
        told.append(Notice(code="note-to-desks", message=note))
    return told
