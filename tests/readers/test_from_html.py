"""What the reader makes of whole saved pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newscopy
from newscopy import loss
from newscopy.errors import NewscopyError, OptionError, StructureError
from newscopy.model import Caption, ListItem, Quote
from newscopy.readers.from_html import WEIGHTS
from newscopy.readers.page.saved import opened
from newscopy.structure import dense

HEAD = """<!DOCTYPE html><html lang="en-gb"><head><meta charset="utf-8"><title>Board sells its old ferry - The Courier</title>
<link rel="canonical" href="https://courier.example/ferry"><meta property="og:title" content="Board sells its old ferry">
<meta property="article:published_time" content="2024-03-09T17:47:00+00:00"><meta name="author" content="Nora Quillfeather">
</head><body><nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li></ul></nav>"""
STORY = """<main><article class="story"><h1>Board sells its old ferry</h1><p class="byline">By <a href="/nq">Nora Quillfeather</a></p>
<time datetime="2024-03-09">9 March 2024</time>
<figure><img src="/ferry.jpg" alt="ferry"><figcaption>The ferry at its pier on Saturday. <span class="credit">Photo: Tam Orrell</span>
</figcaption></figure>
<p>The council of Harrow Bay said on Tuesday that work would begin <b>before the autumn storms</b>, and that the money would
come from <a href="https://region.example/">the region</a>.</p>
<h2>A vote without a winner</h2>
<p>Engineers warned last winter that the cost had doubled since the first plan, although the vote was closer than expected.</p>
<ul><li>The ferry is forty years old, and it has had three owners.</li><li>Its engine was changed in 1999 by a yard in the north.</li></ul>
<p>People who live on the quay say that nobody had asked the fishing families, which the opposition called a mistake.</p>
<blockquote><p>We were never asked about it, and we would have said no to all of it.</p></blockquote>
<p>The mayor told reporters in the evening that the ferries would keep to their timetable, but the last word lies with the parliament.</p>
</article>"""
FOOT = """<aside class="related"><h3>Related articles</h3><ul><li><a href="/strike">Ferry strike enters its second week</a></li>
<li><a href="javascript:open()">Old lighthouse finds a buyer at last</a></li></ul></aside></main>
<footer><p>© 2024 The Courier</p><a href="file:///etc/passwd">Privacy policy</a></footer></body></html>"""
PAGE = HEAD + STORY + FOOT


def read(page: str | bytes) -> newscopy.Story:
    return newscopy.read(page, "html", name="ferry.html")


def codes(story: newscopy.Story) -> list[str]:
    return [notice.code for notice in story.notices]


def test_a_page_becomes_a_story() -> None:
    story = read(PAGE.encode())

    assert story.headline == "Board sells its old ferry"
    assert [byline.name for byline in story.bylines] == ["Nora Quillfeather"]
    assert story.published is not None
    assert story.published.value == "2024-03-09"
    assert story.language == "en-GB"
    assert len(story.paragraphs) == 4
    assert story.paragraphs[0].startswith("The council of Harrow Bay")
    assert story.subheadings == ("A vote without a winner",)
    assert [block.text for block in story.body if isinstance(block, Quote)] == [
        "We were never asked about it, and we would have said no to all of it."
    ]
    assert len([block for block in story.body if isinstance(block, ListItem)]) == 2


def test_the_printed_headline_is_taken_and_not_that_of_the_trail() -> None:
    trail = (
        "<nav><ol><li><a href=/>Home</a></li><li><h1>Ferry sold: what the board of Harrow Bay said</h1></li></ol></nav>"
    )
    page = PAGE.replace("<h1>Board sells its old ferry</h1>", f"{trail}<h2>Board sells its old ferry</h2>")

    assert read(page).headline == "Board sells its old ferry"


@pytest.mark.parametrize("between", [" – ", ": ", " | "])
def test_before_the_title_of_the_head_stands_the_kicker(between: str) -> None:
    data = PAGE.replace("<h1>", f"<h1>Harbours of the north{between}").encode()
    story = read(data)

    assert (story.kicker, story.headline) == ("Harbours of the north", "Board sells its old ferry")
    assert "nothing lost" in loss.verify(story.model_dump_json().encode(), "ferry.json", data, "ferry.html")


@pytest.mark.parametrize("title", ["Harbours of the north: Board sells its old ferry", "Old ferry goes south"])
def test_a_headline_stays_whole_whose_end_alone_is_no_title_of_the_head(title: str) -> None:
    head = HEAD.replace('"Board sells its old ferry"', f'"{title}"').replace("Board sells its old ferry -", "x -")
    page = head + STORY.replace("<h1>", "<h1>Harbours of the north: ") + FOOT

    assert read(page).headline == "Harbours of the north: Board sells its old ferry"


def test_sections_of_the_menu_are_not_those_of_the_story() -> None:
    page = PAGE.replace("<h1>", '<p class="section">Sport</p><h1>')

    assert [category.name for category in read(page).categories] == ["Sport"]


def test_links_emphasis_and_pictures_are_kept() -> None:
    story = read(PAGE)
    first = next(block for block in story.body if block.kind == "paragraph")
    caption = next(block for block in story.body if isinstance(block, Caption))

    assert [(mark.kind, first.text[mark.start : mark.end], mark.url) for mark in first.marks] == [
        ("strong", "before the autumn storms", None),
        ("link", "the region", "https://region.example/"),
    ]
    assert (caption.text, caption.url) == ("The ferry at its pier on Saturday.", "/ferry.jpg")


def test_what_the_story_does_not_hold_is_listed() -> None:
    source = read(PAGE).source
    told = {(one.name, one.value) for one in source.metadata}

    assert {"/", "/news", "/sport", "file:///etc/passwd"} <= {link.url for link in source.links}
    assert "https://region.example/" not in {link.url for link in source.links}
    assert ("address", "https://courier.example/ferry") in told
    assert ("window", "Board sells its old ferry - The Courier") in told


def test_nothing_of_what_a_page_shows_is_lost() -> None:
    data = PAGE.encode()
    story = read(data)

    assert "nothing lost" in loss.verify(story.model_dump_json().encode(), "ferry.json", data, "ferry.html")
    assert story.source.media_type == "text/html"


def test_every_export_takes_the_story_of_a_page() -> None:
    story = read(PAGE)

    for format_name in ("json", "newsml", "nitf", "ninjs", "docx", "html"):
        assert newscopy.write(story, format_name)


def test_people_of_the_head_sign_where_the_page_prints_none() -> None:
    page = PAGE.replace('<p class="byline">By <a href="/nq">Nora Quillfeather</a></p>', "")

    assert [byline.name for byline in read(page).bylines] == ["Nora Quillfeather"]


def test_all_who_sign_stand_where_the_head_knows_one_of_them() -> None:
    signed = '<p class="byline">By <a href="/nq">Nora Quillfeather</a></p>'
    page = PAGE.replace(signed, signed.replace("</a>", "</a>, Tam Orrell and Ines Vidal"))
    assert [byline.name for byline in read(page).bylines] == ["Nora Quillfeather", "Tam Orrell", "Ines Vidal"]


def test_who_signs_on_a_line_of_their_own_stands_beside_one_whom_the_head_knows() -> None:
    signed = '<p class="byline">By <a href="/nq">Nora Quillfeather</a></p>'
    lines = (
        '<p class="byline"><a href="/to">Tam Orrell</a></p><p class="byline"><a href="/nq">Nora Quillfeather</a></p>'
    )
    assert [byline.name for byline in read(PAGE.replace(signed, lines)).bylines] == ["Tam Orrell", "Nora Quillfeather"]


def test_who_is_named_in_an_element_before_the_date_signs_the_story() -> None:
    line = '<div class="signature"><span>Anna HOLM</span> <span>Publié le <time>22/02/2024 à 18h31</time></span></div>'
    copy = "<p>Le conseil de Harrow a décidé mardi que les travaux commenceraient avant les tempêtes d'automne.</p>" * 3
    page = f"<html lang='fr'><body><h1>Le vieux ferry est vendu aux enchères</h1>{line}{copy}</body></html>"
    story = newscopy.read(page, "html")
    assert [byline.name for byline in story.bylines] == ["Anna HOLM"]
    assert story.published
    assert story.published.value == "2024-02-22T18:31"


def test_names_are_parted_by_their_elements_where_nothing_else_does() -> None:
    signed = '<p class="byline">By <a href="/nq">Nora Quillfeather</a></p>'
    spans = " ".join(f"<span>{name}</span>" for name in ("Tam Orrell", "Ines van Vidal", "Nora Quillfeather"))
    page = PAGE.replace(signed, f'<p class="byline">{spans}</p>').replace('name="author"', 'name="other"')
    story = read(page)
    assert [byline.name for byline in story.bylines] == ["Tam Orrell", "Ines van Vidal", "Nora Quillfeather"]
    assert story.byline == "Tam Orrell Ines van Vidal Nora Quillfeather"


def test_a_kicker_before_the_title_of_a_related_story_is_left_out_of_it() -> None:
    title = "Ferry strike enters its second week"
    data = PAGE.replace(title, f"<span>Harbour</span> <strong>{title}</strong>").encode()
    story = read(data)
    assert title in [item.title for item in story.related_items]
    assert "nothing lost" in loss.verify(story.model_dump_json().encode(), "ferry.json", data, "ferry.html")


@pytest.mark.parametrize(
    "marked", ["<span>Harbour:</span> <b>Ferry strike goes on</b>", "<b>Strike goes</b> <i>on</i>"]
)
def test_what_leads_to_the_title_of_a_related_story_or_is_most_of_it_stays(marked: str) -> None:
    story = read(PAGE.replace("Ferry strike enters its second week", f"{marked} in the old harbour"))
    assert any(item.title.endswith("goes on in the old harbour") for item in story.related_items)


def test_one_name_in_two_elements_stays_one() -> None:
    signed = '<p class="byline">By <a href="/nq">Nora Quillfeather</a></p>'
    page = PAGE.replace(signed, '<p class="byline">By <span>Nora</span> <span>Quillfeather</span></p>')
    assert [byline.name for byline in read(page).bylines] == ["Nora Quillfeather"]


def test_a_step_of_the_trail_is_a_section_though_its_words_are_furniture_elsewhere() -> None:
    told = '{"@type": "BreadcrumbList", "itemListElement": [{"name": "Newsletter", "item": "/newsletter"}]}'
    page = PAGE.replace("</head>", f'<script type="application/ld+json">{told}</script></head>')
    page = page.replace("<h1>", '<p><a href="/newsletter">Newsletter</a></p><h1>')
    story = read(page)
    assert [category.name for category in story.categories] == ["Newsletter"]
    assert ("categories", "Newsletter") in [(one.name, one.value) for one in story.source.metadata]


@pytest.mark.parametrize(
    ("printed", "head", "names", "told"),
    [
        ("By nqu", "Nora Quillfeather", ["Nora Quillfeather"], True),
        ("By The Courier", "Nora Quillfeather", ["Nora Quillfeather"], True),
        ("By Tam Orrell", "The Courier", ["Tam Orrell"], False),
        ("By The Courier", "The Courier", ["The Courier"], False),
    ],
)
def test_of_a_desk_and_a_person_the_person_wrote_it(printed: str, head: str, names: list[str], told: bool) -> None:
    page = PAGE.replace('By <a href="/nq">Nora Quillfeather</a>', printed)
    page = page.replace('name="author" content="Nora Quillfeather"', f'name="author" content="{head}"')
    story = read(page.replace("</head>", '<meta property="og:site_name" content="The Courier"></head>'))
    assert [byline.name for byline in story.bylines] == names
    assert story.byline == printed
    assert ("metadata-differs" in codes(story)) is told


@pytest.mark.parametrize("told", ["2023", "2023-05"])
@pytest.mark.parametrize(
    ("printed", "stands"),
    [("12 April 2021", "printed"), ("12 April 2024", "told"), ("April 2021", "told"), ("2021", "told")],
)
def test_a_head_that_tells_no_whole_day_is_compared_as_far_as_it_goes(told: str, printed: str, stands: str) -> None:
    head = PAGE[PAGE.index("<head>") : PAGE.index("</head>")]
    page = PAGE.replace(head, f'<head><meta property="article:published_time" content="{told}">')
    story = read(page.replace("9 March 2024", printed))

    assert story.published is not None
    assert story.published.value == ("2021-04-12" if stands == "printed" else told)


def test_the_credit_of_a_picture_is_no_author() -> None:
    credited = '<meta name="author" content="(Image: Northwire)"></head>'
    page = PAGE.replace("</head>", credited).replace("Photo: Tam Orrell", "(Image: Northwire)")
    assert [byline.name for byline in read(page).bylines] == ["Nora Quillfeather"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12 April 2024", "2024-03-09T17:47:00+00:00"),
        ("11 March 2024", "2024-03-09T17:47:00+00:00"),
        ("8 March 2024", "2024-03-09T17:47:00+00:00"),
        ("7 March 2024", "2024-03-07"),
        ("12 April 2021", "2021-04-12"),
    ],
)
def test_a_date_that_differs_is_told_and_the_earlier_one_stands(printed: str, value: str) -> None:
    story = read(PAGE.replace("9 March 2024", printed))

    assert "metadata-differs" in codes(story)
    assert story.published is not None
    assert story.published.value == value
    assert story.published.text == printed


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("error-page", "<h1>404 Not Found</h1><p>The page you asked for is not here, or it has gone.</p>"),
        (
            "list-of-links",
            "<main>"
            + "".join(f"<p><a href=/{n}>Harbour board meets for the {n}th time this year</a></p>" for n in range(20)),
        ),
        (
            "consent-wall",
            '<div class="cookie-consent"><p>We and our 811 partners store and read information on your device to show you '
            "advertisements that fit you.</p><p>You may agree to all of it, or choose for yourself what you agree to at any "
            "time below.</p><button>Accept all</button></div>",
        ),
        (
            "paywall",
            "<article><h1>Board sells its old ferry</h1><p>The council of Harrow Bay said on Tuesday that work would begin "
            'before the autumn storms.</p><div class="paywall"><p>Subscribe to read on</p></div></article>',
        ),
    ],
)
def test_a_page_that_is_no_story_says_what_it_looks_like(code: str, body: str) -> None:
    assert code in codes(read(f"<html><body>{body}</body></html>"))


def test_a_page_of_scripts_alone_says_what_to_do() -> None:
    with pytest.raises(StructureError, match="save it from a browser"):
        read("<html><body><div id=app></div><script>start()</script></body></html>")


@pytest.mark.parametrize("page", ["", "   ", "<html></html>", "<!-- only a comment -->", "<script>"])
def test_a_page_without_text_is_an_error_of_ours(page: str) -> None:
    with pytest.raises(NewscopyError):
        read(page)


def test_a_page_nested_without_end_keeps_its_words() -> None:
    story = read("<html><body>" + "<div>" * 200_000 + "The council met on Tuesday, and the mayor spoke.")

    assert "deep-nesting" in codes(story)
    assert "The council met on Tuesday" in json.dumps(story.model_dump(mode="json"))


def test_what_stands_behind_the_end_of_the_page_is_shown_as_browsers_show_it() -> None:
    page = "<html><body><header>Harbour Post</header></body >\n</HTML><p>The mayor spoke</p></body></html> of ferries."

    assert opened(page, "page.html").source.text == "Harbour Post\n\nThe mayor spoke\n\nof ferries."


def test_an_element_with_attributes_without_end_keeps_its_words() -> None:
    attributes = " ".join(f"a{number}=x" for number in range(100_000))

    story = read(f"<html><body><p {attributes}>The council met on Tuesday, and the mayor spoke.</p>")

    assert "The council met on Tuesday" in story.model_dump_json()


def test_a_page_that_shows_a_library_is_refused() -> None:
    with pytest.raises(StructureError, match=r"5,000,0\d\d characters"):
        read("<p>" + "The council met. " * 294_120)


@pytest.mark.parametrize(
    "page",
    [
        PAGE[: len(PAGE) // 2], HEAD + STORY.replace("</", "<") + FOOT, PAGE.replace('"', ""), PAGE.replace("<p>", "<p><b><i>"),
        PAGE.replace("<head>", '<head><base href="https://evil.example/"><meta http-equiv=refresh content="0;url=/x">'),
        PAGE.replace("<main>", "<svg><text>no</text></svg><math><mi>x</mi></math><template><p>no</p></template><main>"),
        PAGE.replace("the region", "the &#0; &#150; &#x1F6A2; &bogus; region"), "just words, and no element at all",
    ],
)  # fmt: skip
def test_broken_pages_are_read_and_accounted_for(page: str) -> None:
    data = page.encode()
    story = read(data)

    assert "nothing lost" in loss.verify(story.model_dump_json().encode(), "a.json", data, "a.html")


def test_weights_of_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="columns"):
        newscopy.read(PAGE, "html", weights=dense.WEIGHTS)


def test_both_weights_together_are_small() -> None:
    folder = dense.WEIGHTS.parent

    assert sum(path.stat().st_size for path in folder.glob("*.npz")) < 2_000_000


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [("", ("2024-03-09T17:47:00+00:00", "2 April 2024"), None),
     ('<meta property="article:modified_time" content="2024-04-02T08:00:00+00:00">',
      ("2024-03-09T17:47:00+00:00", None), ("2024-04-02", "2 April 2024"))],
)  # fmt: skip
def test_a_printed_date_stays_told_where_the_head_says_another(
    head: str, published: tuple[str, str | None], updated: tuple[str, str] | None
) -> None:
    page = PAGE.replace("9 March 2024", "2 April 2024").replace("</head>", f"{head}</head>")
    story = read(page)
    assert story.published is not None
    assert (story.published.value, story.published.text) == published
    assert (story.updated and (story.updated.value, story.updated.text)) == updated
    told = loss.verify(newscopy.write(story, "json"), "ferry.json", page.encode(), "ferry.html")
    assert told.startswith("nothing lost")


TABLES = """\
<html><head><title>The Varn Standard</title></head><body bgcolor="#ffffff"><table width="600"><tr><td valign="top">
<font size="2"><a href="/">Front page</a><br><a href="/sport">Sports</a><br><a href="/obits">Obituaries</a><br>
<a href="/cam">Bridge Cam</a><br>You are visitor 20417</font></td><td>
<font size="5"><b>Ice storm caf&eacute; feeds its last</b></font><br>
<font size="3"><b>After 61 days the stoves go cold</b></font><br>
<font size="2">By ANN LEE</font><br><font size="2">March 9, 1998</font><br><br>
VARN - The last pot of soup was ladled out at ten past six on Saturday evening, and nobody in the hall wanted to be the
one to finish it.<br><br>
The caf&eacute; opened on January 7, the second night of the ice storm, when the power failed and the school was the only
building in town with gas stoves.<br><br>
"We thought it would be three days," said Mia Roe, who runs the kitchen. "Then it was sixty-one."<br><br>
The town council will thank the cooks on Friday, with a supper that somebody else will make.<br><br>
<a href="/index.html">Back to the front page</a><br>&copy; 1998 The Varn Standard
</td></tr></table></body></html>
"""


def test_a_page_of_tables_and_line_breaks_is_labelled_by_its_words() -> None:
    story = newscopy.read(TABLES, "html", name="storm.html")
    assert story.headline == "Ice storm café feeds its last"
    assert story.standfirst == "After 61 days the stoves go cold"
    assert [byline.name for byline in story.bylines] == ["ANN LEE"]
    assert story.published is not None
    assert story.published.value == "1998-03-09"
    assert [paragraph[:10] for paragraph in story.paragraphs] == [
        "VARN - The",
        "The café o",
        '"We though',
        "The town c",
    ]
    assert story.dateline is not None
    assert story.dateline.place == "VARN"
    # Weights of pages are none of texts.
    assert newscopy.read(TABLES, "html", name="storm.html", weights=WEIGHTS) == story


def test_soft_hyphens_are_no_letters_and_nothing_is_lost() -> None:
    page = (
        "<html><body><article><h1>Lind\xadwurm aus Schrott bleibt</h1>"
        "<p>Der Lind\xadwurm am <a href='https://varn.example/orts'>Orts\xadeingang von Kalten\xadbrück</a> darf bleiben, "
        "ent\xadschied der Rat am Dienstag nach langer Debatte.</p>"
        "<p>Er besteht aus drei Mäh\xaddreschern und vier\xadhundert Huf\xadeisen, die sein Erbauer gesammelt hat.</p>"
        "</article></body></html>"
    )
    story = newscopy.read(page, "html", name="wurm.html")
    assert story.headline == "Lindwurm aus Schrott bleibt"
    assert "\xad" not in "".join(story.paragraphs)
    mark = next(mark for block in story.body for mark in getattr(block, "marks", ()) if mark.url)
    assert story.paragraphs[0][mark.start : mark.end] == "Ortseingang von Kaltenbrück"
    told = newscopy.write(story, "json").decode()
    assert "nothing lost" in loss.verify(told, "wurm.json", page.encode(), "wurm.html")
    text = (
        "Lind\xadwurm bleibt\n\nDer Lind\xadwurm darf bleiben, ent\xadschied der Rat am Dienstag nach langer Debatte.\n"
    )
    assert "\xad" not in "".join(newscopy.read(text).paragraphs)


def test_a_kicker_on_the_line_of_a_headline_with_soft_hyphens_is_parted_from_it() -> None:
    copy = "Der Rat von Varn hat am Dienstag nach langer Debatte entschieden, dass der Landeplatz gebaut werden darf."
    page = (
        "<html><head><meta property='og:title' content='Varn plant Helikopter\xadlandeplatz'></head><body><article>"
        f"<h1>Umbau des Rathauses – Varn plant Helikopter\xadlandeplatz</h1><p>{copy}</p><p>{copy.replace('Rat', 'Stadtrat')}</p>"
        "</article></body></html>"
    )
    story = newscopy.read(page, "html", name="varn.html")
    assert (story.kicker, story.headline) == ("Umbau des Rathauses", "Varn plant Helikopterlandeplatz")
