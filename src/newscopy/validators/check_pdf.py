"""Checks a PDF: whole, readable by machines and people, and what it claims of PDF/A and PDF/UA, with pikepdf.

This finds what is plainly missing. It is no full validator of PDF/A or PDF/UA.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from newscopy.formats import Finding, Validator
from newscopy.qpdf import in_one_line

# ISO 32000-1, implementation note 13: readers look for the header in the first kilobyte.
_HEADER_WITHIN = 1024


def claims(data: bytes) -> bool:
    """True for bytes with the header of a PDF."""
    return b"%PDF-" in data[:_HEADER_WITHIN]


def check(data: bytes) -> list[Finding]:
    """What is wrong with the file."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return list(_findings(pdf))
    except pikepdf.PasswordError:
        return [Finding("error", "encrypted: it cannot be read without its password")]
    except pikepdf.PdfError as error:
        return [Finding("error", f"damaged: {in_one_line(error)}")]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        # pikepdf hands on odd structures as they are; whatever breaks on them is damage too.
        return [Finding("error", f"damaged: {type(error).__name__}: {in_one_line(error)}")]


def _findings(pdf: Any) -> Iterator[Finding]:
    # The structure is checked before anything is read from it; the warnings of opening count as well.
    damage = [*_syntax(pdf), *(str(warning) for warning in pdf.get_warnings())]
    for problem in dict.fromkeys(in_one_line(problem) for problem in damage):
        yield Finding("error", f"damaged: {problem}")
    if not len(pdf.pages):
        yield Finding("error", "it has no pages")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        archival = metadata.pdfa_status
        accessible = metadata.get("pdfuaid:part")
        titled = bool(metadata.get("dc:title") or pdf.docinfo.get("/Title"))
    yield from _accessibility(pdf, titled, accessible)
    if archival:
        yield from _archive(pdf, archival)


def _syntax(pdf: Any) -> list[str]:
    """What qpdf finds; pikepdf 10 calls the method by another name than 9."""
    check_syntax = getattr(pdf, "check_pdf_syntax", None) or pdf.check
    found: list[str] = check_syntax()
    return found


def _accessibility(pdf: Any, titled: bool, claim: str | None) -> Iterator[Finding]:
    """Title, language and tags: any PDF should have them, one that claims PDF/UA must (ISO 14289-1, 7.1 and 7.2)."""
    root = pdf.Root
    severity, why = ("error", f"; it claims PDF/UA-{claim}") if claim else ("warning", "")
    if not titled:
        yield Finding(severity, f"no title{why}")
    if not str(root.get("/Lang", "")):
        yield Finding(severity, f"no language{why}")
    if "/StructTreeRoot" not in root or not _is_true(root, "/MarkInfo", "/Marked"):
        yield Finding(severity, f"not tagged{why}")
    if claim and not _is_true(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Finding("error", f"the title is not shown in the window (DisplayDocTitle){why}")


def _archive(pdf: Any, claim: str) -> Iterator[Finding]:
    """What a PDF/A must have and can be seen at once (ISO 19005-3, 6.1.3, 6.2.4, 6.8, 6.2.11.4)."""
    why = f"; it claims PDF/A-{claim}"
    if pdf.is_encrypted:
        yield Finding("error", f"encrypted{why}")
    if "/ID" not in pdf.trailer:
        yield Finding("error", f"no file identifier{why}")
    if not any(str(intent.get("/S", "")) == "/GTS_PDFA1" for intent in pdf.Root.get("/OutputIntents", ())):
        yield Finding("error", f"no output intent{why}")
    if claim.upper().endswith("A") and "/StructTreeRoot" not in pdf.Root:
        yield Finding("error", f"not tagged{why}")
    for font in _fonts_not_embedded(pdf):
        yield Finding("error", f"font {font} is not embedded{why}")
    if claim.startswith("3"):
        for name, attached in pdf.attachments.items():
            if "/AFRelationship" not in attached.obj:
                yield Finding("error", f"the attachment {name} says nothing of its relationship (AFRelationship){why}")


def _fonts_not_embedded(pdf: Any) -> Iterator[str]:
    # A Type 3 font is made of drawings in the file itself (ISO 32000-1, 9.6.5), as fonts of colour pictures are.
    drawn = {
        part.FontDescriptor.objgen
        for part in pdf.objects
        if _kind(part) == "/Font" and str(part.get("/Subtype", "")) == "/Type3" and "/FontDescriptor" in part
    }
    for part in pdf.objects:
        described = _kind(part) == "/FontDescriptor" and part.objgen not in drawn
        if described and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(part.keys()):
            yield str(part.get("/FontName", "?"))


def _kind(part: Any) -> str:
    return str(part.get("/Type", "")) if hasattr(part, "keys") and hasattr(part, "get") else ""


def _is_true(root: Any, group: str, key: str) -> bool:
    found = root.get(group)
    return found is not None and bool(found.get(key, False))


VALIDATOR = Validator("pdf", claims, check)
