"""What makes a PDF archival and accessible: PDF/A-3a that claims PDF/UA-1 too and carries the Story as its source.

Built to the standards, not certified: checked with qpdf, pikepdf and outloud.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal

from newscopy.model import Story
from newscopy.writers.as_json import JsonOptions
from newscopy.writers.as_json import write as write_json
from newscopy.writers.printing.furniture import mark_furniture
from newscopy.writers.printing.packing import pack
from newscopy.writers.printing.weasy import weasyprint

Kind = Literal["a", "ua", "plain"]
"""a: PDF/A-3a and UA-1 with the Story inside; ua: PDF/UA-1; plain: tagged, claims nothing."""

ATTACHMENT = "story.json"
_VARIANTS: Mapping[Kind, Mapping[str, Any]] = MappingProxyType(
    {"a": {"pdf_variant": "pdf/a-3a"}, "ua": {"pdf_variant": "pdf/ua-1"}, "plain": {"pdf_tags": True}}
)
# The date of an attachment has to be something, and the clock would make each copy differ.
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)

# PDF/A allows in its metadata only properties it knows or that are described in this form (ISO 19005-3, 6.6.2.3.3).
_UA_CLAIM = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file keeps to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
# U+2060 WORD JOINER: no width, and no break where it stands.
_INVISIBLE = b"> <2060>"
_RDF_END = b"</rdf:RDF>"


def pdf_settings(kind: Kind, stories: Sequence[Story], front: int = 0, first: int = 1) -> dict[str, Any]:
    """Arguments for WeasyPrint's write_pdf that make a file of this kind. An attachment serves one file only.

    `front` pages before the stories are numbered apart; `first` is the number of the page after them.
    """
    settings: dict[str, Any] = dict(_VARIANTS[kind])
    finish = _archival if kind == "a" else _readable

    def finisher(document: Any, pdf: Any) -> None:
        finish(pdf)
        if front:
            _number(pdf, front, first)
            _name_languages(document, pdf)
        pack(pdf)

    settings["finisher"] = finisher
    if kind == "a":
        names = [ATTACHMENT] if not front else [f"story-{number:05}.json" for number in range(1, len(stories) + 1)]
        settings["attachments"] = [_source(story, name) for story, name in zip(stories, names, strict=True)]
    return settings


def _source(story: Story, name: str) -> Any:
    """The Story's JSON, byte for byte what the "json" format writes, as the source this PDF was made from."""
    date = _date_of(story)
    return weasyprint().Attachment(
        string=write_json(story, JsonOptions()),
        name=name,
        description="The story as data (newscopy Story JSON)",
        relationship="Source",
        created=date,
        modified=date,
    )


def _number(pdf: Any, front: int, first: int) -> None:
    """Give the pages the numbers that are printed on them (ISO 32000-1, 12.4.2): Roman ones in front."""
    import pydyf

    roman, decimal = pydyf.Dictionary({"S": "/r"}), pydyf.Dictionary({"S": "/D", "St": first})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, roman, front, decimal])})


def _name_languages(document: Any, pdf: Any) -> None:
    """State the language of what stands on pages in another language than the book's (ISO 32000-1, 14.9.2)."""
    import pydyf

    parts = {part.reference: part for part in pdf.objects}
    languages = [_language_of(page) for page in document.pages]
    numbers = {reference: at for at, reference in enumerate(pdf.page_references)}
    (root,) = parts[pdf.catalog["StructTreeRoot"]]["K"]
    for reference in parts[root]["K"]:
        element = parts[reference]
        language = languages[numbers[element["Pg"]]]
        if language != languages[0]:
            element["Lang"] = pydyf.String(language)


def _language_of(page: Any) -> str:
    """The language of the page's root element; WeasyPrint has no public word for it."""
    return str(page._page_box.children[0].style["lang"])


def _date_of(story: Story) -> datetime:
    """When the story was last said to change, at midnight UTC where only the day is known."""
    for stamp in (story.updated, story.published):
        if stamp and stamp.value:
            whole_day = (stamp.value[:10] + "-01-01")[:10]
            given = datetime.fromisoformat(stamp.value if len(stamp.value) > 10 else whole_day)
            return given.replace(tzinfo=UTC) if given.tzinfo is None else _in_utc(given)
    return _NO_DATE


def _in_utc(given: datetime) -> datetime:
    try:
        return given.astimezone(UTC)
    except OverflowError:  # the first or last hours that datetime can tell
        return given.replace(tzinfo=UTC)


def _archival(pdf: Any) -> None:
    """Adds the PDF/UA claim to the metadata and names each attachment once (WeasyPrint 70 lists it twice)."""
    _readable(pdf)
    for part in pdf.objects:
        if getattr(part, "extra", {}).get("Type") == "/Metadata":
            part.stream = [chunk.replace(_RDF_END, _UA_CLAIM + _RDF_END) for chunk in part.stream]
    files = pdf.catalog.get("AF")
    if files is not None:
        files[:] = list(dict.fromkeys(files))


def _readable(pdf: Any) -> None:
    """Takes running heads out of what is read aloud, and gives every glyph a character (ISO 14289-1, 7.21.7).

    Where several glyphs draw one Devanagari syllable, WeasyPrint 70 gives its text to the first and none to the
    others; those get an invisible one.
    """
    mark_furniture(pdf)
    for part in pdf.objects:
        stream = getattr(part, "stream", None)
        if isinstance(stream, list) and b"begincmap" in stream:
            part.stream = [
                line.replace(b"> <>", _INVISIBLE) if isinstance(line, bytes) and line.endswith(b"> <>") else line
                for line in stream
            ]
