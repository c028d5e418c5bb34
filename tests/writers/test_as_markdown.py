"""Markdown of a Story: the document itself, any story as any parser sees it, and what our own reader gets back."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from markdown_it import MarkdownIt

import newscopy
import strategies
from newscopy.errors import OptionError
from newscopy.model import Caption, Dateline, ListItem, Paragraph, Related, Story, Timestamp
from sample_exports import names, story_of
from writers.printing.stories import full_story, story

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

FULL = """\
---
title: Harbour lights go out for a night
kicker: Night work
standfirst: A fishing town turned off its lamps so that scientists could count eels, and found its stars again.
byline: By Mara Quill, Coast correspondent and Odd Renner
authors:
- Mara Quill
- Odd Renner
date: 2024-05-03T17:47+02:00
updated: 2024-05-04T09:10
categories:
- Environment
- Coast
tags:
- eels
- dark sky
lang: en
id: t:1
---

PORT MARLOW, May 3 (Coast Wire) - The harbour of Port Marlow went dark on Friday evening, and for once nobody rang the power company.

For *six hours* the town swit**ched off eve**ry lamp along the quay so that astronomers could count young eels by moonlight. More is in[ the town's pla](https://example.org/plan)n.

## A count by moonlight

Volunteers stood knee deep in the water with nets and a tally sheet.Volunteers stood knee deep in the water with nets and a tally sheet.Volunteers stood knee deep in the water with nets and a tally sheet.

> We had forgotten how many stars the harbour has.
>
> — Ines Valdor, harbour master

The last such count was made in 1987, when the quay still burned gas.

### What was found

- 4,210 glass eels
- two lost oars
  - one painted blue
- one wedding ring

> Nobody complained.\\
> Not even the gulls.

**Related**

* [Gas lamps may return to the old quay](https://example.org/gas)\\
  The council votes in June.

*The quay on Friday night.*\\
Photo: Tam Orrell

The lights came back at two in the morning.

*Additional reporting by Lio Brandt.*

## Related

* Eel numbers rise for a third year\\
  Counts on nine rivers.
* Moonlight swim draws a crowd
"""


def written(told: Story, **options: object) -> str:
    return newscopy.write(told, "markdown", **options).decode()


def test_one_of_everything() -> None:
    assert written(full_story()) == FULL


def test_without_front_matter_the_head_is_printed() -> None:
    made = written(full_story(), front_matter=False)
    assert made.startswith(
        "Environment · Coast\n\n**Night work**\n\n# Harbour lights go out for a night\n\n"
        "**A fishing town turned off its lamps so that scientists could count eels, and found its stars again.**\n\n"
        "By Mara Quill, Coast correspondent and Odd Renner\n\nPublished 3 May 2024, 17:47\n\nUpdated 4 May 2024, 09:10\n\n"
        "PORT MARLOW, May 3 (Coast Wire) - The harbour"
    )
    assert made.endswith(FULL[FULL.index("For *six hours*") :])


def test_an_option_of_another_kind_is_refused() -> None:
    with pytest.raises(OptionError, match="front_matter"):
        written(full_story(), front_matter="perhaps")


def test_numbered_lists_count_and_nest_as_deep_as_their_markers() -> None:
    items = [ListItem(text=f"point {number}", ordered=True) for number in range(1, 11)]
    body = (
        Paragraph(text="Ten points:"),
        *items,
        ListItem(text="below\nthe tenth", level=2),
        ListItem(text="1. a bullet"),
    )
    assert written(story(*body), front_matter=False).splitlines()[-5:] == [
        "9. point 9", "10. point 10", "    - below\\", "      the tenth", r"- 1\. a bullet",
    ]  # fmt: skip


def test_a_picture_stands_above_its_caption() -> None:
    body = (Caption(text="The quay", url="https://example.org/quay_(1).jpg"), Caption(text="Dusk", url="file:///x.png"))
    assert written(story(*body)).endswith("\n![](<https://example.org/quay_(1).jpg>)\\\n*The quay*\n\n*Dusk*\n")


def test_a_dateline_on_a_line_of_its_own_and_a_doubtful_date_are_in_the_head() -> None:
    told = story(
        Paragraph(text="The quay was dark."),
        dateline=Dateline(text="PORT MARLOW", place="Port Marlow"),
        published=Timestamp(value=None, text="03/04/2024"),
    )
    head = yaml.safe_load(written(told).split("---\n")[1])
    assert (head["dateline"], head["date"]) == ("PORT MARLOW", "03/04/2024")


def test_a_story_from_the_web_has_its_address() -> None:
    told = full_story()
    told = told.model_copy(update={"source": told.source.model_copy(update={"name": "https://news.example/eels?id=1"})})
    assert "\nurl: https://news.example/eels?id=1\n" in written(told)
    listed = newscopy.read(written(told), "markdown").source.metadata
    assert ("address", "https://news.example/eels?id=1") in [(one.name, one.value) for one in listed]


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_the_same_bytes_come_from_any_process(form: str) -> None:
    program = (
        "import sys, newscopy; from newscopy.model import Story; "
        f"sys.stdout.buffer.write(newscopy.write(Story.model_validate_json(sys.stdin.buffer.read()), {form!r}))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=full_story().model_dump_json().encode(),
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/St_Johns"))
    }
    assert made == {newscopy.write(full_story(), form)}


@given(strategies.stories())
def test_any_story_is_one_document_with_all_its_words(told: Story) -> None:
    made = written(told)
    _, head, copy = re.split(r"^---\n", made, maxsplit=2, flags=re.MULTILINE)
    assert yaml.safe_load(head)["title"] == told.headline
    tokens = PARSER.parse(copy)
    assert not {token.type for token in tokens} & {"code_block", "fence", "hr", "html_block", "table_open"}
    assert not any(token.type == "image" and token.content for token in tokens)
    shown = "".join(
        child.content
        for token in tokens
        for child in token.children or ()
        if child.type in ("text", "text_special", "code_inline")
    )
    letters = "".join(shown.split())
    for block in told.body:
        text = block.title if isinstance(block, Related) else block.text
        assert "".join(text.split()) in letters


@pytest.mark.parametrize("name", names())
def test_the_samples_come_back(name: str) -> None:
    told = story_of(name)
    back = newscopy.read(written(told), "markdown", name="back.md")
    assert back.headline.split() == told.headline.split()
    for field in ("kicker", "standfirst", "slugline", "bylines", "keywords", "language", "paragraphs", "subheadings"):
        assert getattr(back, field) == getattr(told, field), field
    assert [category.name for category in back.categories] == [category.name for category in told.categories]
    assert [item.title for item in back.related_items] == [item.title for item in told.related_items]
    dates = (told.published, told.updated), (back.published, back.updated)
    values = [tuple(stamp and stamp.value for stamp in pair) for pair in dates]
    assert values[0] == values[1]
