"""The page about a run, its plots, and the stories that a run is not sure of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

import newscopy
from archive.sources.archives import STORIES, rows
from newscopy.archive import charts
from newscopy.cli import run
from newscopy.model import Notice

Told = Callable[[], str]


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Told:
    return lambda: capfd.readouterr().err


def archive(folder: Path) -> str:
    """Three stories, a copy of one, one that carries the notice, and two without a text."""
    notice = Notice(code="low-confidence", message="the structure is doubtful")
    story = newscopy.read(STORIES[0].replace("Rain at last", "Rain <of> doubt")).model_copy(
        update={"notices": (notice,)}
    )
    doubtful = json.loads(newscopy.write(story, "json"))
    stories = [*rows(), rows()[0], doubtful, {"id": "none"}, {"id": "<script>"}]
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), "utf-8")
    return str(path)


def test_the_page_shows_counts_plots_and_every_failure(tmp_path: Path, told: Told) -> None:
    page = tmp_path / "report.html"
    arguments = ["convert", archive(tmp_path), "-o", str(tmp_path / "out"), "--duplicates", "drop"]
    assert run([*arguments, "--report", str(page)]) == 3
    root = html.fromstring(page.read_bytes())
    counts = {item.text_content().lstrip("0123456789"): int(item.find("b").text) for item in root.iterfind(".//ul/li")}
    assert counts == {"stories read": 7, "converted": 4, "failed": 2, "skipped": 0, "duplicate": 1, "doubtful": 1}
    failures = [row.text_content() for row in root.xpath("//h2[@id='failures']/following-sibling::table[1]//tr")]
    assert [failure.partition(" (")[0] for failure in failures[1:]] == [
        f"30a.jsonl: record {number}: no text: the fields are id" for number in (6, 7)
    ]
    doubtful = root.xpath("//h2[@id='doubtful']/following-sibling::table[1]//td[2]/text()")
    assert len(doubtful) == 1
    assert "rain-of-doubt" in doubtful[0]
    assert root.xpath("//h2[@id='duplicates']/following-sibling::table[1]//td/text()") == [
        "a.jsonl: record 4",
        "the same as story 1 of a.jsonl",
    ]
    captions = [caption.text for caption in root.iter("figcaption")]
    assert captions[:3] == ["Dates of publication (1 stories have none)", "Languages", "Sections"]
    assert len(list(root.iter("svg"))) == len(captions)
    assert not root.xpath("//script | //link | //img | //*[@src]")
    again = tmp_path / "again.html"
    assert run(["status", str(tmp_path / "out"), "--report", str(again)]) == 0
    assert again.read_bytes() == page.read_bytes()
    assert f"newscopy review {tmp_path / 'out'} -o" in page.read_text("utf-8")

    assert run(["review", str(tmp_path / "out"), "-o", str(tmp_path / "out" / "review.html")]) == 0
    assert run(["status", str(tmp_path / "out"), "--report", str(again)]) == 0
    (link,) = html.fromstring(again.read_bytes()).xpath("//a/@href")
    assert (again.parent / link).is_file()


def test_doubtful_stories_are_named_at_the_end(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["convert", archive(tmp_path), "-o", str(out)]) == 3
    line = next(line for line in capfd.readouterr().err.splitlines() if "doubtful" in line)
    assert line.startswith("newscopy: 1 stories are doubtful: a/00000/rain-of-doubt-")
    assert line.endswith(f"(all of them: newscopy status {out} --doubtful)")
    assert run(["status", str(out)]) == 0
    assert "1 doubtful: their structure may be wrong" in capfd.readouterr().out
    assert run(["status", str(out), "--doubtful"]) == 0
    sure, name = capfd.readouterr().out.rstrip("\n").split("\t")
    assert 0 <= float(sure.rstrip("%")) <= 100
    assert (out / name).is_file()


def test_a_page_of_no_run_is_refused(tmp_path: Path, told: Told) -> None:
    assert run(["status", str(tmp_path), "--report", str(tmp_path / "report.html")]) == 2
    assert "no run was planned here" in told()


@pytest.mark.parametrize("draw", [charts.lying, charts.standing])
def test_plots_are_well_formed_whatever_their_labels(draw: Callable[[charts.Counts, str], str]) -> None:
    svg = draw([("<b>&" * 30, 1), ("x", 1_000_000), ("", 0)], 'a "title" & more')
    root = html.fromstring(svg)
    assert len(root.xpath("//rect")) == 3
    assert root.xpath("//title")[0].text == 'a "title" & more'
    assert draw([], "nothing") == ""
