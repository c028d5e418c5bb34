"""docProps/core.xml: title, authors, subject, dates, all from the story itself and never from the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from newscopy.model import Story, Timestamp
from newscopy.writers.docx.text import escaped

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_END = "</cp:coreProperties>"


def core_properties(story: Story) -> str:
    """The part's XML. Subject is the section labels, keywords open with the slugline; what is unknown is left out."""
    texts = (
        ("dc:title", story.headline),
        ("dc:subject", "; ".join(category.name for category in story.categories)),
        ("dc:creator", "; ".join(byline.name for byline in story.bylines) or story.byline),
        ("cp:keywords", ", ".join(word for word in (story.slugline, *story.keywords) if word)),
        ("dc:description", story.standfirst),
        ("dc:identifier", story.id),
        ("dc:language", story.language),
        ("cp:category", story.category),
    )
    dates = (("created", story.published), ("modified", story.updated or story.published))
    return "".join(
        (
            _HEAD,
            *(f"<{name}>{escaped(text)}</{name}>" for name, text in texts if text),
            *(
                f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{value}</dcterms:{name}>'
                for name, stamp in dates
                if (value := w3c_date(stamp))
            ),
            _END,
        )
    )


def book_properties(title: str, language: str | None) -> str:
    """The part's XML for a book."""
    texts = (("dc:title", title), ("dc:language", language))
    return "".join((_HEAD, *(f"<{name}>{escaped(text)}</{name}>" for name, text in texts if text), _END))


def w3c_date(stamp: Timestamp | None) -> str | None:
    """The date as W3CDTF: in UTC to the second where the zone is known, else the day, month or year alone.

    W3CDTF has no time of day without a zone, so a time in an unknown zone is left out rather than guessed.
    """
    if stamp is None or stamp.value is None:
        return None
    value = stamp.value
    try:
        moment = datetime.fromisoformat(value) if len(value) > len("2024-05-03") else None
        known = moment is not None and moment.tzinfo is not None
        return moment.astimezone(UTC).isoformat(timespec="seconds")[:-6] + "Z" if moment and known else value[:10]
    except (ValueError, OverflowError):  # an offset beyond a day, or a moment before the year 1
        return value[:10]
