from __future__ import annotations

from hypothesis import example, given
from lxml import etree

import strategies
from newscopy.g2 import XHTML
from newscopy.model import Block, Caption, ListItem, Mark, Paragraph, PullQuote, Related
from newscopy.writers.xhtml_body import append_blocks, said
from told_again import as_told, blocks_told


def written(*body: Block) -> str:
    """The body as XML, without the namespace that only clutters the comparison."""
    parent = etree.Element(f"{{{XHTML}}}body", None, {None: XHTML})
    append_blocks(parent, body)
    return etree.tostring(parent, encoding="unicode").replace(f' xmlns="{XHTML}"', "")


@given(strategies.bodies())
@example((ListItem(text="deep", level=3), ListItem(text="less", level=2, ordered=True), ListItem(text="top")))
@example((PullQuote(text="ends in a line feed\n", attribution="A. Porter"),))
def test_each_block_can_be_told_again(body: tuple[Block, ...]) -> None:
    xml = written(*body)

    assert blocks_told(etree.fromstring(xml.replace("<body>", f'<body xmlns="{XHTML}">', 1))) == [
        as_told(block) for block in body
    ]


def test_blocks_stand_on_lines_of_their_own_and_lists_nest() -> None:
    xml = written(
        Paragraph(text="Three walls:"),
        ListItem(text="north"),
        ListItem(text="old part", level=2, ordered=True),
        ListItem(text="south"),
        Caption(text="The wall.", credit="A. Porter"),
    )

    assert xml == (
        "<body>\n"
        "<p>Three walls:</p>\n"
        "<ul><li>north<ol><li>old part</li></ol></li><li>south</li></ul>\n"
        '<p class="caption">The wall.<br/> <cite>A. Porter</cite></p>\n'
        "</body>"
    )


def test_a_link_holds_the_emphasis_inside_it_and_stays_one_link() -> None:
    marks = (Mark(kind="link", start=0, end=8, url="https://news.example/"), Mark(kind="emphasis", start=4, end=12))

    assert written(Paragraph(text="The plan now", marks=marks)) == (
        '<body>\n<p><a href="https://news.example/">The <em>plan</em></a><em> now</em></p>\n</body>'
    )


def test_an_address_that_runs_a_program_is_not_written() -> None:
    mark = Mark(kind="link", start=0, end=4, url="javascript:alert(1)")

    assert (
        written(Paragraph(text="Here", marks=(mark,)), Related(title="There", url="data:text/html,x", placement="end"))
        == '<body>\n<p>Here</p>\n<aside class="related end"><p>There</p></aside>\n</body>'
    )


def test_markup_in_a_text_is_text() -> None:
    assert written(Paragraph(text="a <b> &amp; ]]> c")) == "<body>\n<p>a &lt;b&gt; &amp;amp; ]]&gt; c</p>\n</body>"


def test_every_text_of_a_block_counts() -> None:
    body = (PullQuote(text="one", attribution="two"), Related(title="three", summary="four"), Paragraph(text="five"))

    assert list(said(body)) == ["one", "two", "three", "four", "five"]
