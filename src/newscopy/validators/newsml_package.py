"""What is wrong with a packageItem or a newsMessage: groups that lead nowhere, and items that stand there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscopy.formats import Finding
from newscopy.g2 import NAR
from newscopy.safe_xml import finding

_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def packages_and_messages(root: etree._Element) -> Iterator[Finding]:
    """Findings in the newsMessage that `root` is, and in each packageItem."""
    if root.tag == f"{{{NAR}}}newsMessage":
        yield from _header(root)
        yield from _items_once(root)
    for package in root.iter(f"{{{NAR}}}packageItem"):
        yield from _package(package)


def _header(message: etree._Element) -> Iterator[Finding]:
    header = message.find(f"{{{NAR}}}header")
    sent = message.find(f"{{{NAR}}}header/{{{NAR}}}sent")
    if header is None or sent is None:
        place = message if header is None else header
        yield finding(place, "newsMessage: header with sent is missing: add when the message is sent")
    elif not _INSTANT.fullmatch((sent.text or "").strip()):
        yield finding(sent, f"sent: {sent.text!r} is no instant: write it like 2026-05-03T17:47:00+02:00")
    if message.find(f"{{{NAR}}}itemSet") is None:
        yield finding(message, "newsMessage: itemSet is missing: put the items into it")
    for items in message.iterfind(f"{{{NAR}}}itemSet"):
        if not any(isinstance(child.tag, str) for child in items):
            yield finding(items, "itemSet: is empty: put at least one item into it")
        for comment in items.iterchildren(etree.Comment):
            yield finding(comment, "itemSet: holds a comment, which some readers fail on: take it out", "warning")


def _items_once(message: etree._Element) -> Iterator[Finding]:
    """The same guid and version twice is an error; two versions of one item are allowed, but seldom meant."""
    seen: dict[str, dict[str, object]] = {}
    for item in message.iterfind(f"{{{NAR}}}itemSet/*"):
        guid = (item.get("guid") or "").strip()
        name = etree.QName(item).localname
        if name not in _ITEMS or not guid:
            continue
        version = item.get("version") or "1"
        lines = seen.setdefault(guid, {})
        if version in lines:
            cure = "give each item its own guid, or a changed one the next version"
            yield finding(item, f"{name}: guid {guid} of version {version} stands on line {lines[version]} too: {cure}")
        elif lines:
            others = ", ".join(lines)
            yield finding(item, f"{name}: guid {guid} stands here in version {others} too", "warning")
        lines.setdefault(version, item.sourceline)


def _package(package: etree._Element) -> Iterator[Finding]:
    if not (package.get("guid") or "").strip():
        yield finding(package, "packageItem: guid is missing or empty: give the package its identifier")
    sets = package.findall(f"{{{NAR}}}groupSet")
    if not sets:
        yield finding(package, "packageItem: groupSet is missing: put the items into a group of it")
    for groups in sets:
        ids = {group.get("id") for group in groups.iterfind(f"{{{NAR}}}group")}
        if groups.get("root") not in ids:
            yield finding(groups, f"groupSet: root {groups.get('root')!r} is the id of no group: name the first group")
        for group in groups.iterfind(f"{{{NAR}}}group"):
            yield from _group(group, ids)


def _group(group: etree._Element, ids: set[str | None]) -> Iterator[Finding]:
    if not (group.get("role") or group.get("roleuri")):
        yield finding(group, "group: has no role: name by role or roleuri what the group is")
    if group.get("id") is None:
        yield finding(group, "group: has no id: readers fail without it", "warning")
    for reference in group.iterfind(f"{{{NAR}}}groupRef"):
        if reference.get("idref") not in ids:
            yield finding(reference, f"groupRef: idref {reference.get('idref')!r} is the id of no group")
    for reference in group.iterfind(f"{{{NAR}}}itemRef"):
        if not (reference.get("residref") or reference.get("href")):
            yield finding(reference, "itemRef: leads nowhere: give it the guid of an item in residref, or its href")
