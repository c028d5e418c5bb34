"""PDF: what a reader, a screen reader and an archive find in it; the same bytes always; hostile input."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

import newscopy
from newscopy.errors import MissingDependencyError, TemplateError, WriteError
from newscopy.model import ListItem, Mark, Paragraph
from newscopy.validators import check_pdf
from writers.printing.programs import letters, run
from writers.printing.stories import TEXTS, full_story, in_language, story

# One glyph draws both letters. The file gives them in reading order, as ISO 32000-1 (9.10.3) and pdf.js have it;
# pdftotext turns them round with the line they stand in.
_LAM_ALEF = re.compile("ل[اأإآ]")


@pytest.fixture(scope="module")
def full_pdf() -> bytes:
    return newscopy.write(full_story(), "pdf")


def test_the_file_says_what_it_is_about(full_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        assert str(pdf.docinfo.Title) == full_story().headline
        assert str(pdf.docinfo.Author) == "Mara Quill, Odd Renner"
        assert str(pdf.docinfo.Keywords) == "eels, dark sky, Environment, Coast"
        assert str(pdf.docinfo.CreationDate).startswith("D:20240503174700+02")
        assert str(pdf.docinfo.ModDate).startswith("D:20240504")
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo.Creator) == "newscopy"


def test_it_claims_archive_and_access_and_shows_its_title(full_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_story_is_attached_as_the_source(full_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        attached = pdf.attachments["story.json"]
        assert attached.get_file().read_bytes() == newscopy.write(full_story(), "json")
        assert str(attached.obj.AFRelationship) == "/Source"
        assert len(pdf.Root.AF) == 1


@pytest.mark.parametrize(("kind", "claim"), [("ua", ("", "1")), ("plain", ("", None))])
def test_other_kinds_carry_no_story_and_claim_less(kind: str, claim: tuple[str, str | None]) -> None:
    with pikepdf.open(io.BytesIO(newscopy.write(full_story(), "pdf", pdf=kind))) as pdf:
        assert len(pdf.attachments) == 0
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert (metadata.pdfa_status, metadata.get("pdfuaid:part")) == claim


def test_bookmarks_follow_the_headings(full_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [full_story().headline]
        assert [item.title for item in outline.root[0].children] == ["A count by moonlight", "Related"]


def test_links_lead_to_web_addresses_only(full_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        targets = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", ()) if note.Subtype == "/Link"}
    assert targets == {"https://example.org/plan", "https://example.org/gas"}


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792)), ("a5", (420, 595))])
def test_paper_sizes(paper: str, size: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(newscopy.write(story(), "pdf", paper=paper))) as pdf:
        assert tuple(round(float(edge)) for edge in pdf.pages[0].mediabox[2:]) == size


def test_the_foot_counts_the_pages_and_the_head_names_the_story(tmp_path: Path) -> None:
    told = story(*[Paragraph(text="The harbour went dark and stayed so. " * 12)] * 14, kicker="Coast")
    (tmp_path / "a.pdf").write_bytes(newscopy.write(told, "pdf"))
    pages = run("pdftotext", "-layout", str(tmp_path / "a.pdf"), "-").stdout.split("\f")
    assert f"Page 2 of {len(pages) - 1}" in pages[1]
    assert told.headline in pages[1].splitlines()[0]
    assert all("Coast" in page for page in pages[:-1])
    assert pages[0].count(told.headline) == 1


@pytest.mark.parametrize("tag", sorted(TEXTS))
def test_every_word_can_be_read_back(tmp_path: Path, tag: str) -> None:
    told = in_language(tag)
    (tmp_path / "a.pdf").write_bytes(newscopy.write(told, "pdf"))
    shown = letters(run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout)
    words = [word for text in (told.headline, *told.paragraphs) for word in text.split()]
    lost = [word for word in words if not _LAM_ALEF.search(word) and letters(word) not in shown]
    assert lost == []


def test_running_heads_and_page_numbers_are_not_read_aloud(tmp_path: Path) -> None:
    told = story(*[Paragraph(text=f"On night {n} the harbour stayed dark. " * 12) for n in range(14)], kicker="Coast")
    (tmp_path / "a.pdf").write_bytes(newscopy.write(told, "pdf"))
    spoken = run("pdfinfo", "-struct-text", str(tmp_path / "a.pdf")).stdout
    assert "On night 13" in spoken
    assert "Page 1" not in spoken
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        opened = [op for op in pikepdf.parse_content_stream(pdf.pages[1]) if str(op.operator) == "BDC"]
    artifacts = [op.operands[1] for op in opened if op.operands[0] == "/Artifact"]
    assert [str(kind.Type) for kind in artifacts] == ["/Pagination"] * 3
    assert run("outloud", str(tmp_path / "a.pdf")).stdout.startswith("PASS")


@pytest.mark.parametrize("tag", sorted(TEXTS))
def test_checkers_find_nothing(tmp_path: Path, tag: str) -> None:
    made = newscopy.write(in_language(tag), "pdf")
    (tmp_path / "a.pdf").write_bytes(made)
    assert check_pdf.check(made) == []
    qpdf = run("qpdf", "--check", str(tmp_path / "a.pdf"))
    assert (qpdf.returncode, qpdf.stderr) == (0, "")


@pytest.mark.parametrize("tag", sorted(TEXTS))
def test_outloud_passes_it(tmp_path: Path, tag: str) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(in_language(tag), "pdf"))
    said = run("outloud", str(tmp_path / "a.pdf")).stdout
    assert said.startswith("PASS"), said


def test_outloud_passes_a_story_with_one_of_everything(tmp_path: Path, full_pdf: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(full_pdf)
    said = run("outloud", str(tmp_path / "a.pdf")).stdout
    assert said.startswith("PASS"), said


def test_the_html_format_is_what_is_printed() -> None:
    """The sheet is parsed apart from the page; taken from the page itself it gives the same bytes."""
    from newscopy.writers.printing.conformance import pdf_settings
    from newscopy.writers.printing.weasy import weasyprint

    whole = newscopy.write(full_story(), "html").decode()
    plain = weasyprint().HTML(string=whole).write_pdf(**pdf_settings("plain", [full_story()]))
    assert plain == newscopy.write(full_story(), "pdf", pdf="plain")


_TWICE = """
import sys, hashlib, newscopy
story = newscopy.read(sys.stdin.buffer.read(), "json")
for options in ({}, {"pdf": "ua"}, {"pdf": "plain", "paper": "a5", "accent": "teal"}):
    print(hashlib.sha256(newscopy.write(story, "pdf", **options)).hexdigest())
print(hashlib.sha256(newscopy.write(story, "html")).hexdigest())
"""


def test_same_bytes_in_any_process_hash_seed_time_zone_and_locale() -> None:
    made = []
    for seed, zone, locale in (("1", "UTC", "C.UTF-8"), ("77", "Asia/Tokyo", "tr_TR.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
        run = subprocess.run(
            [sys.executable, "-c", _TWICE],
            input=newscopy.write(full_story(), "json"),
            capture_output=True,
            env=environment,
            timeout=120,
            check=True,
        )
        assert run.stderr == b""
        made.append(run.stdout)
    assert made[0] == made[1]
    assert len(set(made[0].split())) == 4


_WITHOUT_PANGO = """
import cffi, newscopy
from newscopy.errors import MissingDependencyError
def missing(self, name, flags=0):
    raise OSError(f"cannot load library {name!r}")
cffi.FFI.dlopen = missing
story = newscopy.read(STORY, "json")
for made in ("json", "html"):
    assert newscopy.write(story, made)
for attempt in range(2):
    try:
        newscopy.write(story, "pdf")
    except MissingDependencyError as error:
        print(error)
"""


def test_without_pango_only_pdf_fails_and_says_what_to_install() -> None:
    code = f"STORY = {newscopy.write(story(), 'json')!r}\n{_WITHOUT_PANGO}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert run.stderr == ""
    assert (
        run.stdout.splitlines()
        == [
            "PDF output needs Pango; on Debian or Ubuntu: apt-get install -y --no-install-recommends "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ]
        * 2
    )
    assert MissingDependencyError.exit_code == 41


def test_html_needs_no_weasyprint() -> None:
    code = (
        "import sys, newscopy; newscopy.write(newscopy.read(sys.stdin.buffer.read(), 'json'), 'html'); "
        "assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], input=newscopy.write(story(), "json"), timeout=60, check=True)


_HOSTILE = {
    "a word of 100 kB": story(Paragraph(text="a" * 100_000)),
    "100 kB of no-break spaces": story(Paragraph(text="ab\u00a0" * 33_000)),
    "a headline of 100 kB": story(headline="W" * 100_000),
    "an Arabic word of 100 kB": story(Paragraph(text="م" * 100_000), language="ar", direction="rtl"),
    "a sentence of 100 kB without a space": story(Paragraph(text="漢" * 100_000), language="zh"),
    "4,000 links": story(
        Paragraph(
            text="ab " * 4000,
            marks=tuple(Mark(kind="link", start=3 * n, end=3 * n + 2, url="https://e.org/") for n in range(4000)),
        )
    ),
    "bidi overrides and markup": story(
        Paragraph(text="\u202e" * 2000 + "</style><script>alert(1)</script>{{ 7*7 }}" + "\u2066" * 2000)
    ),
    "30,000 emoji": story(Paragraph(text="😀🛶 " * 10_000 + "👩‍🚒" * 5000)),
    "400 quotes within quotes": story(*(ListItem(text="“" * 400 + str(n), level=n % 9 + 1) for n in range(400))),
    "controls and odd spaces": story(Paragraph(text="a\tb\r\nc\u0085d\u2028e\u2029f\ufeffg\u00adh\U0010ffff")),
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_hostile_text_prints_within_seconds(name: str) -> None:
    made = newscopy.write(_HOSTILE[name], "pdf", time_limit=60)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) >= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        pytest.param([Paragraph(text=f"Paragraph {n} says little.") for n in range(10_000)], id="10,000 paragraphs"),
        pytest.param([Paragraph(text="word and space " * 70_000)], id="a paragraph of 1 MB"),
    ],
)
def test_a_huge_story_prints(body: list[Paragraph]) -> None:
    with pikepdf.open(io.BytesIO(newscopy.write(story(*body), "pdf", time_limit=300))) as pdf:
        assert len(pdf.pages) > 100


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        (
            "page.css",
            "/* Mine. */\n@import 'http://127.0.0.1:9/x.css';",
            r"page\.css:2: asks for http://127\.0\.0\.1:9/x\.css",
        ),
        ("page.css", "body { background: url(file:///etc/hostname) }", r"page\.css:1: asks for file:///etc/hostname"),
        ("page.html", "<p>\n<img alt='' src='http://127.0.0.1:9/a.png'>", r"page\.html:2: asks for"),
        ("page.html", "<link rel=attachment href='file:///etc/hostname'>", r"page\.html:1: asks for file"),
        ("page.html", "<svg><image href='file:///etc/hostname'/></svg>", r"page\.html:1: asks for file"),
        (
            "page.html",
            "<iframe src='file:///etc/hostname'></iframe><object data='file:///etc/hosts'></object>",
            "asks for",
        ),
    ],
)
def test_a_style_that_reaches_out_is_refused_by_file_and_line(
    tmp_path: Path, file: str, content: str, said: str
) -> None:
    (tmp_path / file).write_text(content)
    for _ in range(2):  # the parsed sheet is kept, and so is what it asked for
        with pytest.raises(TemplateError, match=said):
            newscopy.write(story(), "pdf", template=tmp_path)


def test_an_extra_sheet_that_reaches_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text("@import 'https://example.org/x.css';")
    with pytest.raises(TemplateError, match="extra css: asks for https://example"):
        newscopy.write(story(), "pdf", css=tmp_path / "x.css")


@pytest.mark.usefixtures("no_collector_callbacks")
def test_a_template_that_loops_is_stopped_and_the_next_story_is_unharmed(tmp_path: Path, full_pdf: bytes) -> None:
    loop = "{% for n in range(90000) %}" * 3 + "{% endfor %}" * 3
    (tmp_path / "page.html").write_text(loop)
    with pytest.raises(WriteError, match="given up after 1 seconds"):
        newscopy.write(story(), "pdf", template=tmp_path, time_limit=1)
    assert newscopy.write(full_story(), "pdf") == full_pdf


@pytest.mark.usefixtures("no_collector_callbacks")
def test_layout_that_runs_on_is_stopped_and_the_next_story_is_unharmed(full_pdf: bytes) -> None:
    with pytest.raises(WriteError, match="given up after 1 seconds"):
        newscopy.write(story(*[Paragraph(text="x")] * 10_000), "pdf", time_limit=1)
    assert newscopy.write(full_story(), "pdf") == full_pdf


def test_broken_css_of_a_user_says_nothing_on_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.css").write_text("h1 { colour: red; color: }")
    newscopy.write(story(), "pdf", css=tmp_path / "x.css")
    assert capfd.readouterr() == ("", "")
