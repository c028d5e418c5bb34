"""What is written into the review page: all of each story, as data that nothing can break out of, and nothing foreign."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

import newscopy
from newscopy.cli import run
from newscopy.convert import write
from newscopy.corrections import records
from newscopy.corrections.basis import of_segments, of_source
from newscopy.corrections.records import Accepted
from newscopy.model import Role
from newscopy.review import page, payload
from review.stories import HARBOUR, HOSTILE, harbour

MODULES = Path(__file__).parents[2] / "templates" / "review"


def data_of(html: str) -> list[dict]:
    """The stories that a page holds, in order."""
    return [
        json.loads(text) for text in re.findall(r'<script type="application/json" id="story-\d+">(.*?)</script>', html)
    ]


def test_rows_are_the_source_line_by_line() -> None:
    story = newscopy.read(HARBOUR, name="harbour.txt")
    basis = of_source(story, HARBOUR, "harbour.txt")
    assert basis is not None

    rows = payload.rows(story, basis, numbered=True)

    assert [HARBOUR[start:end] for start, end, *_ in rows] == [text for *_, text in rows]
    assert [row[5] for row in rows][:4] == [1, 2, 3, 5]
    assert {row[6] for row in rows} == {False}
    assert "".join("".join(text.split()) for *_, text in rows) == "".join(HARBOUR.split())


def test_without_the_source_the_page_is_made_from_segments() -> None:
    spaced = HARBOUR.replace("stayed in port for ", "stayed in port for   ")
    story = newscopy.read(spaced, name="harbour.txt")

    rows = payload.rows(story, of_segments(story), numbered=False)

    assert {row[5] for row in rows} == {None}
    assert [row[6] for row in rows].count(True) == 1
    assert "".join("".join(text.split()) for *_, text in rows) == "".join(spaced.split())


@pytest.mark.parametrize("text", [HARBOUR, HOSTILE], ids=["plain", "hostile"])
def test_every_text_comes_back_as_it_was_and_breaks_out_of_nothing(text: str) -> None:
    story = newscopy.read(text, name="<b>.txt")
    basis = of_source(story, text, "<b>.txt")
    assert basis is not None

    html = page.page([payload.told(story, basis, from_source=True)], "<i>Review</i>").decode()

    (data,) = data_of(html)
    assert [row[-1] for row in data["rows"]] == [text[start:end] for start, end, *_ in data["rows"]]
    assert html.count("<script") == html.count("</script>") == 3
    assert "<!--" not in html
    assert "<img" not in html
    assert "<title>&lt;i&gt;Review&lt;/i&gt;</title>" in html


def test_nothing_runs_but_the_pages_own_script_and_nothing_is_loaded() -> None:
    html = page.page([], "Review").decode()

    policy = re.search(r'Content-Security-Policy" content="(.*?)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].replace("&#39;", "'").split("; "))
    (script,) = re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'",
        "script-src": f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"https?://|\bsrc=|innerHTML|insertAdjacentHTML|\beval\b", html)


def test_modules_that_become_one_share_no_name() -> None:
    names = [
        name
        for path in sorted(MODULES.glob("*.js"))
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)", path.read_text("utf-8"), re.MULTILINE
        )
    ]

    assert len(names) == len(set(names)) > 50
    assert "import " not in re.sub(r"//.*|/\*.*?\*/", "", page.script())
    assert {path.stem for path in MODULES.glob("*.js")} == set(page._MODULES)


def test_past_a_size_there_are_numbered_pages_and_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "STORIES", 2)
    story = newscopy.read(HARBOUR, name="harbour.txt")
    told = [payload.told(story, of_segments(story), from_source=False)] * 5

    made = dict(page.files(told, Path("out/review.html"), "Review"))

    assert [path.name for path in made] == ["review-1.html", "review-2.html", "review-3.html", "review.html"]
    assert [len(data_of(data.decode())) for data in made.values()] == [2, 2, 1, 0]
    assert b'href="review-2.html"' in made[Path("out/review.html")]
    assert b'href="review-3.html"' in made[Path("out/review-1.html")]


def test_texts_and_stories_come_in_the_order_of_doubt(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sure = harbour(tmp_path, 1)
    doubtful = tmp_path / "doubtful.txt"
    doubtful.write_text("Share\nRain\nMore\nComments\nWind\n", encoding="utf-8")
    story = tmp_path / "other.json"
    story.write_bytes(write(newscopy.read(HARBOUR + "\nMore on this tomorrow.", name="other.txt"), "json"))
    out = tmp_path / "review.html"

    assert run(["review", str(sure), str(story), str(doubtful), "-o", str(out), "--title", "Mine"]) == 0

    data = data_of(out.read_text("utf-8"))
    assert data[0]["name"] == "doubtful.txt"
    assert [one["sure"] for one in data] == sorted(one["sure"] for one in data)
    assert "3 stories, the least sure first" in capfd.readouterr().err

    assert run(["review", str(sure), str(doubtful), "-o", str(out), "--most", "1"]) == 0
    assert [one["name"] for one in data_of(out.read_text("utf-8"))] == ["doubtful.txt"]
    assert "1 surer ones left out (--most)" in capfd.readouterr().err


def test_what_cannot_be_read_is_told_and_the_rest_is_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf.txt").write_bytes(b"%PDF-1.7")
    out = tmp_path / "review.html"

    assert run(["review", str(harbour(tmp_path, 1)), str(tmp_path / "a.pdf.txt"), "-o", str(out)]) == 3
    assert "this is a PDF, not text" in capfd.readouterr().err
    assert len(data_of(out.read_text("utf-8"))) == 1
    assert run(["review", str(tmp_path / "a.pdf.txt"), "-o", str(out)]) == 5
    assert run(["review", str(harbour(tmp_path, 1)), "-o", "page.pdf"]) == 2


@pytest.mark.parametrize(("layout", "formats"), [("files", "json"), ("shards", "json"), ("files", "newsml")])
def test_a_run_is_reviewed_with_its_sources_or_without(
    tmp_path: Path, layout: str, formats: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    texts = [harbour(tmp_path / "in", number) for number in (1, 2)]
    run_folder, out = tmp_path / "out", tmp_path / "review.html"
    asked = ["-t", formats, "-o", str(run_folder), "--layout", layout]
    assert run(["convert", str(tmp_path / "in"), *asked]) == 0

    assert run(["review", str(run_folder), "-o", str(out)]) == 0
    data = data_of(out.read_text("utf-8"))
    assert {one["name"] for one in data} == {path.name for path in texts}
    assert all(row[5] for one in data for row in one["rows"])

    sha = hashlib.sha256(texts[0].read_bytes()).hexdigest()
    (tmp_path / "c.jsonl").write_bytes(records.dump([Accepted(source=sha, accepted=True)]))
    assert run(["apply", str(tmp_path / "c.jsonl"), str(run_folder)]) == 0
    assert run(["review", str(run_folder), "-o", str(out)]) == 0
    assert [one["name"] for one in data_of(out.read_text("utf-8"))] == [texts[1].name]
    assert "1 accepted before" in capfd.readouterr().err

    for path in texts:
        path.unlink()
    code = run(["review", str(run_folder), "-o", str(out)])
    if formats == "json":
        assert code == 0
        (one,) = data_of(out.read_text("utf-8"))
        assert {row[5] for row in one["rows"]} == {None}
    else:
        assert code == 5
        assert "No such file" in capfd.readouterr().err


def test_confidence_below_which_lines_are_outlined_is_the_same_on_both_sides() -> None:
    told = re.search(r"DOUBTFUL = ([\d.]+);", (MODULES / "lines.js").read_text("utf-8"))

    assert told
    assert float(told[1]) == payload.DOUBTFUL


def test_every_role_has_a_key_of_its_own_that_no_command_has() -> None:
    roles = re.findall(r'role: "(\w+)", key: "(\w)"', (MODULES / "roles.js").read_text("utf-8"))
    commands = set("nzyaej./[]")

    assert {role for role, _ in roles} == {role.value for role in Role}
    assert len({key for _, key in roles}) == len(roles)
    assert not {key for _, key in roles} & commands
