from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscopy
import strategies
from newscopy.formats import Finding
from newscopy.g2 import CATALOG, NAR
from newscopy.model import Paragraph, SourceInfo, Story
from newscopy.validators.check_newsml import VALIDATOR
from newscopy.writers.as_newsml_message import MessageOptions, stream

PACKAGE = f"""<packageItem xmlns="{NAR}" standard="NewsML-G2" standardversion="2.35" guid="urn:x:p" version="1">
<catalogRef href="{CATALOG}"/>
<catalog><scheme alias="house" uri="https://news.example/s/"/></catalog>
<itemMeta><itemClass qcode="ninat:composite"/></itemMeta>
<groupSet root="g1">
<group id="g1" role="house:top"><groupRef idref="g2"/></group>
<group id="g2" role="house:more"><itemRef residref="urn:x:1"/></group>
</groupSet>
</packageItem>"""


def check(xml: str) -> list[Finding]:
    return VALIDATOR.check(xml.encode())


def written(number: int, version: int = 1) -> str:
    given = Story(
        id=f"urn:newsml:archive.invalid:20240503:wall-{number}",
        headline="Wall",
        body=(Paragraph(text="The council voted."),),
        source=SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    )
    return newscopy.write(given, "newsml", version=version).decode().partition("\n")[2]


def message(*items: str, head: str = "<header><sent>2024-05-03T18:00:00Z</sent></header>") -> str:
    return f'<newsMessage xmlns="{NAR}">{head}<itemSet>\n{"".join(items)}</itemSet></newsMessage>'


def test_a_sound_package_and_a_sound_message_have_no_findings() -> None:
    assert check(PACKAGE) == []
    assert check(message(written(1), written(2))) == []


@settings(max_examples=20)
@given(st.lists(strategies.stories(), min_size=1, max_size=3, unique_by=lambda story: story.id))
def test_a_message_that_we_write_has_no_errors(given: list[Story]) -> None:
    data = b"".join(stream(given, MessageOptions()))

    assert [found for found in VALIDATOR.check(data) if found.severity == "error"] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('guid="urn:x:p"', 'guid=" "', 1, "packageItem: guid is missing or empty"),
        ('root="g1"', 'root="g9"', 5, "groupSet: root 'g9' is the id of no group"),
        ('idref="g2"', 'idref="g9"', 6, "groupRef: idref 'g9' is the id of no group"),
        (' role="house:top"', "", 6, "group: has no role"),
        (' residref="urn:x:1"', "", 7, "itemRef: leads nowhere"),
    ],
)
def test_a_broken_package_is_told_with_line_element_and_cure(old: str, new: str, line: int, words: str) -> None:
    assert old in PACKAGE
    (found,) = check(PACKAGE.replace(old, new))

    assert (found.severity, found.line) == ("error", line)
    assert found.message.startswith(words)


def test_a_guid_that_stands_twice_is_an_error_with_both_lines() -> None:
    (found,) = check(message(written(1), written(2), written(1)))

    assert found.severity == "error"
    assert found.line is not None
    assert found.line > 2
    assert "guid urn:newsml:archive.invalid:20240503:wall-1 of version 1 stands on line 2 too" in found.message


def test_two_versions_of_an_item_are_a_warning() -> None:
    (found,) = check(message(written(1), written(1, version=2)))

    assert (found.severity, "stands here in version 1 too" in found.message) == ("warning", True)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (message(written(1), head=""), "newsMessage: header with sent is missing"),
        (message(written(1), head="<header/>"), "newsMessage: header with sent is missing"),
        (message(written(1), head="<header><sent>2024-05-03</sent></header>"), "sent: '2024-05-03' is no instant"),
        (message(), "itemSet: is empty"),
        (
            f'<newsMessage xmlns="{NAR}"><header><sent>2024-05-03T18:00:00Z</sent></header></newsMessage>',
            "newsMessage: itemSet is missing",
        ),
    ],
)
def test_a_broken_message_is_told(xml: str, words: str) -> None:
    assert [found.message[: len(words)] for found in check(xml)] == [words]
