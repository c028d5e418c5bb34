from __future__ import annotations

from typing import Any

import pytest

import newscopy
from newscopy.checking import judge
from newscopy.model import Byline, Category, Dateline, Paragraph, SourceInfo, Story, Timestamp

BLANKS = (" ", "\x85", "\u2003", "\xa0")


@pytest.mark.parametrize(
    ("name", "options"), [("newsml", {}), ("nitf", {}), ("ninjs", {}), ("ninjs", {"dialect": "superdesk"})]
)
@pytest.mark.parametrize("blank", BLANKS)
def test_what_is_blank_is_left_out_and_the_file_is_valid(blank: str, name: str, options: dict[str, Any]) -> None:
    story = Story(
        id="urn:x:1",
        headline="Wall",
        slugline=blank,
        keywords=(blank,),
        categories=(Category(name=blank), Category(name="World")),
        bylines=(Byline(name=blank), Byline(name="Ana Porter")),
        dateline=Dateline(text="YORK -", place=blank, agency=blank),
        published=Timestamp(value="2024-05-03", text=blank),
        updated=Timestamp(value=None, text=blank),
        body=(Paragraph(text="The council voted."),),
        source=SourceInfo(name="w.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    )

    data = newscopy.write(story, name, **options)
    read = newscopy.read(data, name)

    assert judge(data).valid
    assert (read.slugline, read.keywords, read.updated) == (None, (), None)
    assert [category.name for category in read.categories] == ["World"]
    assert [byline.name for byline in read.bylines] == ["Ana Porter"]
