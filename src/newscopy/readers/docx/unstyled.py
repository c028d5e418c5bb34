"""Documents whose styles do not tell the parts of a story, as most have them: their text takes the way of any text."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from newscopy.errors import InternalError, LossError
from newscopy.formats import ReadOptions
from newscopy.model import DiscardReason, ListItem, Paragraph, Quote, Role, Story, Subheading
from newscopy.readers.docx.paragraphs import MEDIA_TYPE, Read, opened, paragraphs
from newscopy.readers.source_text import named, number_of, part_of
from newscopy.readers.values import as_language
from newscopy.structure import blocks, dense, documents, provenance
from newscopy.structure.assemble import assemble
from newscopy.structure.blocks import Blocks, ends_sentence
from newscopy.structure.decode import Source, drawn
from newscopy.structure.label import FIELD, Label, label
from newscopy.structure.words import load

_BETWEEN = "\n\n"
# Styles that only desks and our own documents have.
_HEAD = frozenset({"standfirst", "category", "kicker", "byline", "timestamp", "dateline"})
_STYLED = MappingProxyType(
    {
        "headline": Role.HEADLINE, "bullet": Role.LIST_ITEM, "number": Role.LIST_ITEM, "quote": Role.QUOTE,
        "pull_quote": Role.PULL_QUOTE, "caption": Role.CAPTION, "credit": Role.CREDIT, "note": Role.NOTE,
    }
)  # fmt: skip
_WHY = "its style says so"
# So many characters of a paragraph are copy.
_COPY = 100
# Why blocks are left out that have no word of furniture.
_BY_PLACE = frozenset({DiscardReason.NAVIGATION.value, DiscardReason.FURNITURE.value})


def is_unstyled(read: Iterable[Read]) -> bool:
    """True where no style tells who wrote a story and when, or introduces it: labels are to be found."""
    return not any(paragraph.kind in _HEAD for paragraph in read)


def parts(read: Sequence[Read], name: str) -> dict[str, Sequence[Read]]:
    """The documents of an export of a database by their names: "a.docx, document 2"; of any other file it is one."""
    found = documents.parts([paragraph.text for paragraph in read])
    return {named(name, at, len(found)): read[part] for at, part in enumerate(found, 1)}


def source(read: Sequence[Read], content: bytes, name: str) -> Source:
    """The text of a document's paragraphs, with an empty line between each two."""
    whole = Source(name, "", "utf-8", hashlib.sha256(content).hexdigest(), part=number_of(name))
    return drawn(whole, _BETWEEN.join(paragraph.text for paragraph in read))


def document_text(data: bytes, name: str) -> str:
    """The text that a Story's offsets count which was found in a document's text; raises SchemaError if it is none."""
    read = list(paragraphs(opened(data, name)))
    found = parts(read, name.removesuffix(part_of(name)))
    return source(found.get(name, read), data, name).text


def told(read: Sequence[Read], origin: Source, properties: Any, options: ReadOptions) -> Story:
    """The story in the paragraphs of a document, of which there must be one; styles go before what their words say.

    Every character of them that is not blank is in one of the Story's segments.
    """
    lexicon, weights = load(), dense.load()
    found = blocks.build(origin.text, lexicon, weights)
    labels = _styled(read, found, label(found, lexicon, weights))
    language = as_language(options.language) or as_language(properties.language)
    story = assemble(origin, found, labels, lexicon, language, options.id_domain, MEDIA_TYPE)
    try:
        provenance.check(story, origin.text)
    except LossError as error:
        raise InternalError(f"{error}: please report this document") from error
    return _marked(story, read)


def _styled(read: Sequence[Read], found: Blocks, labels: Sequence[Label]) -> list[Label]:
    """The labels, with those of paragraphs that have a style which says what they are."""
    starts = list(accumulate((len(paragraph.text) + len(_BETWEEN) for paragraph in read), initial=0))
    of = [read[bisect_right(starts, start) - 1] for start in found.start]
    titles = [at for at, paragraph in enumerate(of) if _is_title(paragraph)]
    copy = next((at for at, one in enumerate(of) if one.kind == "paragraph" and len(one.text) >= _COPY), len(of))
    titles = titles if titles[:1] < [copy] else []  # below copy they head parts of it
    styled = list(labels)
    for at, paragraph in enumerate(of):
        role = Role.SUBHEADING if paragraph.kind in ("heading", "headline") else _STYLED.get(paragraph.kind)
        if titles:
            # The first is the headline, and what was taken for one is not.
            role = Role.HEADLINE if at == titles[0] else role
            if role is None and labels[at].role is Role.HEADLINE:
                role = Role.PARAGRAPH if at > titles[0] else Role.KICKER
        said_twice = labels[at].role is Role.DISCARDED and labels[at].reason == DiscardReason.DUPLICATE.value
        if role is not None and not (said_twice and role is not Role.HEADLINE):
            styled[at] = Label(role, 1.0, _WHY)
    return _with_sentences(styled, found)


def _with_sentences(labels: list[Label], found: Blocks) -> list[Label]:
    """The labels, where sentences below the headline are copy if no word of theirs says that they are furniture.

    Documents have no menus; those of databases, of which fields name the parts, have lists of what they are about.
    """
    headline = next((at for at, told in enumerate(labels) if told.role is Role.HEADLINE), len(labels))
    if any(told.reason == FIELD for told in labels):
        return labels
    for at in range(headline + 1, len(labels)):
        left_out = labels[at].role is Role.DISCARDED and labels[at].reason in _BY_PLACE
        if left_out and ends_sentence(found.texts[at]):
            labels[at] = Label(Role.PARAGRAPH, 1 - labels[at].confidence, "a sentence of a document")
    return labels


def _is_title(paragraph: Read) -> bool:
    return paragraph.kind == "headline" or (paragraph.kind == "heading" and paragraph.level == 1)


def _marked(story: Story, read: Sequence[Read]) -> Story:
    """The story with the emphasis and links of its paragraphs, and the levels of headings and list items."""
    known = {paragraph.text: paragraph for paragraph in reversed(read)}
    body = []
    for block in story.body:
        paragraph = known.get(block.text) if isinstance(block, Paragraph | Subheading | ListItem | Quote) else None
        if paragraph is not None:
            changes: dict[str, object] = {"marks": paragraph.marks}
            if isinstance(block, ListItem):
                changes |= {"level": paragraph.level, "ordered": paragraph.kind == "number" or block.ordered}
            elif isinstance(block, Subheading) and paragraph.kind == "heading":
                changes |= {"level": max(paragraph.level - 1, 1)}
            block = block.model_copy(update=changes)
        body.append(block)
    return story.model_copy(update={"body": tuple(body)})
