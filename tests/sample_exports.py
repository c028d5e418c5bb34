"""The samples and what is made of them: known to the tests and to the script that writes the expected files."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import newscopy
from newscopy.model import PullQuote, Role, Story

SAMPLES = Path(__file__).parents[1] / "samples"


def document_xml(docx: bytes) -> bytes:
    """The main part of a DOCX, as it stands in the package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml")


EXPORTS: MappingProxyType[str, Callable[[Story], bytes]] = MappingProxyType(
    {
        "expected.json": lambda story: newscopy.write(story, "json"),
        "expected.newsml.xml": lambda story: newscopy.write(story, "newsml"),
        "expected.docx.xml": lambda story: document_xml(newscopy.write(story, "docx")),
        "expected.html": lambda story: newscopy.write(story, "html"),
    }
)
"""File name of each expected export, and how it is made. The HTML is what the PDF is printed from."""

BY_HAND = ("source.txt", "expected.toml", "NOTICE")


def names() -> list[str]:
    """Every folder in samples/."""
    return sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())


@cache
def story_of(name: str) -> Story:
    """The Story of a sample, read as `newscopy convert` reads it."""
    return newscopy.read((SAMPLES / name / "source.txt").read_bytes(), name="source.txt")


def expected(name: str) -> dict[str, Any]:
    """The facts of a sample's expected.toml, and its table of faults."""
    table = tomllib.loads((SAMPLES / name / "expected.toml").read_text("utf-8"))
    faults = table.pop("faults", {})
    facts = {fact: table.pop(fact, absent) for fact, absent in ABSENT.items()}
    if table or not faults.keys() <= facts.keys():
        unknown = ", ".join(sorted({*table, *(faults.keys() - facts.keys())}))
        raise ValueError(f"{name}/expected.toml: no such fact: {unknown}")
    return {"facts": facts, "faults": faults}


ABSENT: MappingProxyType[str, Any] = MappingProxyType(
    {
        "language": None,
        "direction": "ltr",
        "encoding": "utf-8",
        "headline": None,
        "kicker": None,
        "slugline": None,
        "standfirst": None,
        "categories": [],
        "bylines": [],
        "dateline": None,
        "published": None,
        "published_text": None,
        "updated": None,
        "updated_text": None,
        "paragraphs": 0,
        "opens": "",
        "closes": "",
        "subheadings": [],
        "pull_quotes": [],
        "related": [],
        "notices": [],
        "discarded": {},
    }
)
"""The facts that expected.toml can state, and what each is where it is not stated."""


def found(story: Story, fact: str, stated: Any) -> Any:
    """What a story has for a fact, in the form in which expected.toml states it.

    `stated` says how much of the first and last paragraph, and which discarded lines, are asked for.
    """
    match fact:
        case "encoding":
            return story.source.encoding
        case "categories" | "bylines":
            return [part.name for part in getattr(story, fact)]
        case "dateline":
            return story.dateline and story.dateline.model_dump(exclude_none=True)
        case "published" | "updated":
            stamp = getattr(story, fact)
            return stamp and stamp.value
        case "published_text" | "updated_text":
            stamp = getattr(story, fact.removesuffix("_text"))
            return stamp and stamp.text
        case "paragraphs":
            return len(story.paragraphs)
        case "opens":
            return story.paragraphs[0][: len(stated)]
        case "closes":
            return story.paragraphs[-1][-len(stated) :]
        case "subheadings":
            return list(story.subheadings)
        case "pull_quotes":
            return [
                block.model_dump(exclude={"kind"}, exclude_none=True)
                for block in story.body
                if isinstance(block, PullQuote)
            ]
        case "related":
            return [item.model_dump(exclude_none=True) for item in story.related_items]
        case "notices":
            return [notice.code for notice in story.notices]
        case "discarded":
            return {line: _discarded(story).get(line) for line in stated}
        case _:
            return getattr(story, fact)


def _discarded(story: Story) -> dict[str, str | None]:
    """The reason for each discarded line; neighbours that went for the same reason share a segment."""
    dropped = [part for part in story.segments if part.role is Role.DISCARDED]
    return {line.strip(): part.reason for part in dropped for line in (part.text or "").splitlines()}


def wrong(name: str) -> list[str]:
    """Facts of a sample that do not hold, and faults that no longer do, one line each."""
    table = expected(name)
    lines = []
    for fact, stated in table["facts"].items():
        holds = found(story_of(name), fact, stated) == stated
        if holds and fact in table["faults"]:
            lines.append(f"{fact} is right now: take it out of [faults]")
        elif not holds and fact not in table["faults"]:
            lines.append(f"{fact} is {found(story_of(name), fact, stated)!r}, not {stated!r}")
    return lines
