"""A Story as it would have been read, had newscopy known what a person has corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newscopy.corrections import fields
from newscopy.corrections.basis import Basis, of_segments
from newscopy.corrections.parts import Part, corrected, parts_of
from newscopy.corrections.records import FieldCorrection, Record, RoleCorrection
from newscopy.errors import CorrectionError
from newscopy.model import Block, Category, Notice, Related, Segment, Story
from newscopy.structure import provenance
from newscopy.structure.assemble import assemble
from newscopy.structure.blocks import Divided
from newscopy.structure.decode import Source
from newscopy.structure.words import load

_KEPT = frozenset({"schema_version", "id", "body", "source", "segments", "notices", "categories"})
# What the assembler says of its own work, and says again.
_SAID_ANEW = frozenset(
    {
        "no-headline",
        "no-body",
        "other-story",
        "low-confidence",
        "ambiguous-date",
        "relative-date",
        "published-from-update",
    }
)


def correct(story: Story, records: Sequence[Record], basis: Basis | None = None, lexicon: Path | None = None) -> Story:
    """The Story with corrections applied, each character of its source still in one segment.

    `story` is as it was read, `basis` its text, made from its segments if not given, `lexicon` the word lists it was
    read with. What came from elsewhere than the text (an archive's date, codes, links) is kept where the corrections
    leave it its place. Raises CorrectionError if a correction does not fit the story.
    """
    roles = [record for record in records if isinstance(record, RoleCorrection)]
    values = [record for record in records if isinstance(record, FieldCorrection)]
    if not roles and not values:
        return story
    where = records[0].name or story.source.name
    basis = basis or _own_basis(story, where)
    if roles:
        story = _reassembled(story, roles, basis, lexicon, where)
    for record in values:
        story = fields.changed(story, record, basis.text)
    provenance.check(story, basis.text)
    return story


def _own_basis(story: Story, where: str) -> Basis:
    try:
        return of_segments(story)
    except LookupError as error:
        raise CorrectionError(f"{where}: its segments do not hold its text ({error}): give the source") from error


def _reassembled(
    story: Story, roles: Sequence[RoleCorrection], basis: Basis, lexicon: Path | None, where: str
) -> Story:
    parts = parts_of(story)
    before = _assembled(story, parts, basis, lexicon) if parts else None
    if before is None or [_words(block) for block in before.body] != [_words(block) for block in story.body]:
        raise CorrectionError(
            f"{where}: was not read from a plain text, so only its fields can be corrected, not its lines"
        )
    after = _assembled(story, corrected(parts, basis, roles, where), basis, lexicon)
    return _carried_over(story, before, after)


def _assembled(story: Story, parts: Sequence[Part], basis: Basis, lexicon: Path | None) -> Story:
    source = Source(story.source.name, basis.text, story.source.encoding, story.source.sha256)
    page = Divided(basis.text, [(part.start, part.end) for part in parts])
    made = assemble(source, page, [part.label for part in parts], load(lexicon), story.language, "archive.invalid")
    segments = tuple(_stretched(segment, basis) for segment in made.segments)
    return made.model_copy(update={"id": story.id, "source": story.source, "segments": segments})


def _stretched(segment: Segment, basis: Basis) -> Segment:
    """A segment up to where it ends in the source."""
    end = basis.ends.get(segment.end, segment.end)
    return segment if end == segment.end else segment.model_copy(update={"end": end})


def _carried_over(story: Story, before: Story, after: Story) -> Story:
    """`after` with what the story has from elsewhere than its text: where it differs from `before`, and `after` not."""
    changes: dict[str, Any] = {"notices": _notices(story, after), "categories": _categories(story, before, after)}
    for name in set(Story.model_fields) - _KEPT:
        if getattr(after, name) == getattr(before, name):
            changes[name] = getattr(story, name)
    own = {_key(plain): block for plain, block in zip(before.body, story.body, strict=True)}
    changes["body"] = tuple(_placed(own.get(_key(block), block), block) for block in after.body)
    return after.model_copy(update=changes)


def _notices(story: Story, after: Story) -> tuple[Notice, ...]:
    """Those of decoding and of the archive as they were; those of the assembler as they are now."""
    settled = after.headline != story.headline
    kept = (
        notice
        for notice in story.notices
        if notice.code not in _SAID_ANEW and not (settled and notice.message.startswith("headline:"))
    )
    return (*kept, *after.notices)


def _categories(story: Story, before: Story, after: Story) -> tuple[Category, ...]:
    if after.categories == before.categories:
        return story.categories
    known = {category.name: category for category in story.categories}
    return tuple(known.get(category.name, category) for category in after.categories)


def _words(block: Block) -> tuple[str, str]:
    return block.kind, provenance.nonblank(block.title if isinstance(block, Related) else block.text)


def _key(block: Block) -> str:
    """All of a block but where it stands."""
    return block.model_dump_json(exclude={"placement"})


def _placed(own: Block, block: Block) -> Block:
    if isinstance(own, Related) and isinstance(block, Related) and own.placement != block.placement:
        return own.model_copy(update={"placement": block.placement})
    return own
