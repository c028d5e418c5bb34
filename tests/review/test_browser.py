"""The review page in a real browser: `make test-review` installs what it needs; without it these tests are skipped."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import newscopy
from newscopy.cli import run
from newscopy.corrections import records
from newscopy.corrections.correct import correct
from review.stories import HARBOUR, HOSTILE, harbour

_REQUIRED = os.environ.get("NEWSCOPY_BROWSER") == "required"
SAMPLES = Path(__file__).parents[2] / "samples"
Opened = Callable[..., Any]
DOUBTFUL = "Share\nRain in the hills\nMore\nComments\nWind from the west\n"


def _missing(what: str) -> None:
    if _REQUIRED:
        pytest.fail(f"{what} is not there, and NEWSCOPY_BROWSER says that it must be")
    pytest.skip(f"{what} is not there: make test-review installs it")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        _missing("playwright")
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        try:
            started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        except Error:
            _missing("a Chromium")
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """Opens a review page of texts, and sees to it that it asks for nothing and that nothing fails in it."""
    contexts, problems = [], []

    def open_page(*texts: str, file: Path | None = None, **settings: Any) -> Any:
        made = file or tmp_path / "review.html"
        if file is None:
            sources = []
            for number, text in enumerate(texts):
                sources.append(tmp_path / f"source-{number}.txt")
                sources[-1].write_text(text, encoding="utf-8")
            assert run(["review", *map(str, sources), "-o", str(made)]) == 0
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on(
            "request", lambda asked: None if asked.url.startswith(("file:", "blob:")) else problems.append(asked.url)
        )
        page.goto(made.as_uri())
        page.wait_for_selector("html[data-kept=yes]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def line(page: Any, words: str) -> Any:
    """The line of the source with these words."""
    return page.locator("#lines .line", has_text=words).first


def chip(page: Any, words: str) -> str:
    return str(line(page, words).locator(".chip").inner_text())


def to_line(page: Any, words: str) -> None:
    line(page, words).click()


@contextmanager
def saving(page: Any, path: Path) -> Iterator[None]:
    with page.expect_download() as download:
        yield
    download.value.save_as(path)


def violations(page: Any) -> list[str]:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        _missing("axe-playwright-python")
    found = Axe().run(page).response
    assert found["passes"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def test_a_persons_whole_path_becomes_the_exports(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = harbour(tmp_path / "in", 9)
    text.write_text(HARBOUR, encoding="utf-8")
    out = tmp_path / "out"
    formats = ["-t", "json,newsml,docx,pdf", "--layout", "files", "--timeout", "600"]
    assert run(["convert", str(tmp_path / "in"), *formats, "-o", str(out)]) == 0
    assert run(["review", str(out), "-o", str(tmp_path / "review.html")]) == 0
    page = opened(file=tmp_path / "review.html")

    keys = page.keyboard
    keys.press("n")
    assert page.locator(".line.cursor.doubtful").count() == 1 or page.locator(".doubtful").count() < 2
    to_line(page, "Sport")
    keys.press("k")
    to_line(page, "Nobody was")
    keys.press("x")
    to_line(page, "What the crews want")
    keys.press("w")
    assert [chip(page, words) for words in ("Sport", "Nobody was", "What the")] == ["Kicker", "Discarded", "Pull quote"]
    assert "Nobody was willing" not in page.locator("#print").inner_text()
    keys.press("e")
    page.get_by_label("Headline", exact=True).fill("Ferries stay in port")
    page.get_by_label("Byline names, one a line").fill("Nora Quillfeather\nTom Ask")
    page.get_by_role("button", name="Set").click()
    assert page.locator("#print h2").inner_text() == "Ferries stay in port"
    keys.press("z")
    assert page.locator("#print h2").inner_text() == "Ferry strike enters its second week"
    keys.press("y")
    keys.press("a")
    with saving(page, tmp_path / "corrections.jsonl"):
        page.get_by_role("button", name="Save corrections").click()
    assert page.locator("#unsaved").inner_text() == "All is saved"

    told = records.load([tmp_path / "corrections.jsonl"]).records
    said = {
        (HARBOUR[one.start : one.end], one.role.value)
        if isinstance(one, records.RoleCorrection)
        else getattr(one, "field", "accepted")
        for one in told
    }
    assert said == {
        ("Sport", "kicker"),
        ("Nobody was willing to say when the talks would go on, or where.", "discarded"),
        ("What the crews want", "pull_quote"),
        "headline",
        "bylines",
        "accepted",
    }
    assert run(["apply", str(tmp_path / "corrections.jsonl"), str(out)]) == 0
    story = json.loads((out / f"{text.stem}.json").read_bytes())
    assert (story["kicker"], story["headline"]) == ("Sport", "Ferries stay in port")
    assert story["byline"] == "Nora Quillfeather, Tom Ask"
    assert "Ferries stay in port" in (out / f"{text.stem}.newsml.xml").read_text("utf-8")
    for suffix in ("docx", "pdf"):
        again = newscopy.read((out / f"{text.stem}.{suffix}").read_bytes(), suffix, f"a.{suffix}")
        assert (again.headline, again.kicker, again.paragraphs) == (
            story["headline"],
            "Sport",
            tuple(story["paragraphs"]),
        )
    assert run(["verify", str(out)]) == 0


@pytest.mark.parametrize("press", ["keys", "mouse", "touch"])
def test_lines_are_joined_split_and_set_at_once(opened: Opened, tmp_path: Path, press: str) -> None:
    page = opened(HARBOUR, has_touch=press == "touch")
    do = page.keyboard.press

    to_line(page, "Our summer offer")
    if press == "keys":
        do("Shift+ArrowDown")
        do("j")
    else:
        if press == "touch":
            page.get_by_label("Select several lines").tap()
            line(page, "Nobody was").tap()
        else:
            line(page, "Nobody was").click(modifiers=["Shift"])
        page.get_by_role("button", name="Join lines").click()
    page.get_by_role("button", name="p Paragraph").click()
    assert "crown\nNobody" in line(page, "Our summer offer").locator(".said").inner_text()
    if press == "touch":
        page.get_by_label("Select several lines").tap()

    to_line(page, "The crews ask")
    page.get_by_role("button", name="Split line").click()
    place = "The crews ask for a second engineer on each night crossing,"
    page.evaluate("place => document.getElementById('split-text').setSelectionRange(place, place)", len(place))
    page.get_by_role("button", name="Split here").click()
    assert line(page, "and the owners").locator(".said").inner_text().startswith("and the owners say")

    with saving(page, tmp_path / "c.jsonl"):
        page.get_by_role("button", name="Save corrections").click()
    story = correct(newscopy.read(HARBOUR, name="source-0.txt"), records.load([tmp_path / "c.jsonl"]).records)
    assert place in story.paragraphs
    assert any(text.startswith("and the owners") for text in story.paragraphs)
    assert any("crown Nobody was willing" in text for text in story.paragraphs)


def test_characters_beyond_the_first_plane_are_counted_once(opened: Opened, tmp_path: Path) -> None:
    text = HARBOUR.replace("The crews ask", "🛳️🛳️ 𝒞rews ask")
    page = opened(text)
    to_line(page, "rews ask")
    page.keyboard.press(".")
    page.evaluate(
        "() => { const t = document.getElementById('split-text'); const n = t.value.indexOf('and the'); t.setSelectionRange(n, n) }"
    )
    page.get_by_role("button", name="Split here").click()

    with saving(page, tmp_path / "c.jsonl"):
        page.get_by_role("button", name="Save corrections").click()

    found = records.load([tmp_path / "c.jsonl"]).records
    assert [text[one.start : one.end].split()[0] for one in found] == ["🛳️🛳️", "and"]


@pytest.mark.parametrize(
    "settings",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 844}},
        {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    ],
    ids=["light", "dark", "narrow", "zoomed"],
)
@pytest.mark.parametrize("name", ["arabic", "related-list-and-consent"])
def test_everybody_can_use_it(opened: Opened, settings: dict[str, Any], name: str) -> None:
    page = opened((SAMPLES / name / "source.txt").read_text("utf-8"), DOUBTFUL, **settings)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cut = "e => e.scrollWidth > e.clientWidth + 1"
    assert (
        page.locator("button:not(.story), .chip, .sure, #print > *").evaluate_all(f"all => all.filter({cut}).length")
        == 0
    )
    to_line(page, "")
    page.keyboard.press("x")
    assert violations(page) == []
    page.keyboard.press("e")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Split line").click()
    assert violations(page) == []


def test_right_to_left_sources_are_printed_so(opened: Opened) -> None:
    page = opened((SAMPLES / "arabic" / "source.txt").read_text("utf-8"))

    assert page.locator("#print").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("#print h2").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("#lines .said").nth(1).evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_a_hostile_story_is_shown_as_text_and_runs_nothing(opened: Opened) -> None:
    page = opened(HOSTILE)

    assert page.evaluate("window.ran") is None
    assert page.locator("#print img, #lines img, #lines script").count() == 0
    shown = page.locator("#lines").inner_text()
    assert "<img src=x onerror=window.ran=1>" in shown
    assert "[U+202E]" in shown
    assert "more characters" in shown
    assert len(shown) < 10_000
    page.keyboard.press("e")
    page.get_by_label("Headline", exact=True).fill("<img src=x onerror=window.ran=1>")
    page.get_by_role("button", name="Set").click()
    assert page.locator("#print h2").inner_text() == "<img src=x onerror=window.ran=1>"
    assert page.evaluate("window.ran") is None


def test_work_is_kept_until_it_is_saved_and_leaving_warns(opened: Opened, tmp_path: Path) -> None:
    page = opened(HARBOUR, DOUBTFUL)
    page.locator(".story", has_text="Ferry strike").click()
    to_line(page, "Sport")
    page.keyboard.press("k")
    assert page.locator("#unsaved").inner_text() == "1 story not saved"
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.reload()
    page.wait_for_selector("html[data-kept=yes]")

    assert asked == ["beforeunload"]
    page.locator(".story", has_text="Ferry strike").click()
    assert chip(page, "Sport") == "Kicker"
    assert "corrected" in page.locator(".story", has_text="Ferry strike").inner_text()
    with saving(page, tmp_path / "c.jsonl"):
        page.get_by_role("button", name="Save corrections").click()
    page.reload()
    assert asked == ["beforeunload"]


def test_both_sides_light_up_and_notices_lead_to_their_place(opened: Opened) -> None:
    page = opened(HARBOUR.replace("ninth", "\u202ehtnin\u202c"))

    line(page, "The crews ask").hover()
    assert page.locator("#print .lit").inner_text().startswith("The crews ask")
    page.locator("#print h2").hover()
    assert page.locator("#lines .lit .said").inner_text() == "Ferry strike enters its second week"
    page.locator("button.notice").first.click()
    assert "htnin" in page.locator(".line.cursor .said").inner_text()


def test_search_keys_and_the_switch_for_them(opened: Opened) -> None:
    page = opened(HARBOUR, DOUBTFUL)
    do = page.keyboard.press

    do("/")
    page.keyboard.type("ferry")
    assert page.locator(".story").all_inner_texts()[0].startswith("Ferry strike")
    assert page.locator(".story").count() == 1
    page.locator(".story").click()
    to_line(page, "Sport")
    page.get_by_label("One-key commands").uncheck()
    page.locator("#lines").focus()
    do("k")
    assert chip(page, "Sport") != "Kicker"
    do("ArrowDown")
    assert "Ferry strike" in page.locator(".line.cursor .said").inner_text()
    page.get_by_label("One-key commands").check()
    page.locator("#lines").focus()
    do("k")
    assert page.locator(".line.cursor .chip").inner_text() == "Kicker"


def test_only_what_is_in_view_is_drawn(opened: Opened, tmp_path: Path) -> None:
    long = HARBOUR + "".join(f"\nLine {number} of the annex says nothing new.\n" for number in range(3000))
    page = opened(long, *(HARBOUR.replace("ninth", f"day {number}") for number in range(60)))
    page.locator(".story", has_text="Ferry").first.wait_for()

    assert page.locator(".story").count() < 40
    page.locator("#search").fill("")
    number = page.evaluate(
        "JSON.parse(document.getElementById('index').textContent).stories.find(s => s.name === 'source-0.txt').at"
    )
    page.get_by_role("button", name="Next story").focus()
    for _ in range(number):
        page.keyboard.press("Enter")
    page.locator("#lines").focus()
    page.keyboard.press("End")
    assert page.locator("#lines .line").count() == 200
    assert page.locator(".line.cursor").count() == 1
