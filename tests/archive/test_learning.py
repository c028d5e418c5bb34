from __future__ import annotations

import json
import shutil
import tracemalloc
from pathlib import Path

import pytest

import newscopy
from made_sites import STANDING, pages_of
from newscopy.archive import correcting, learning, run
from newscopy.archive.learning import FOLDER, HOST, NONE
from newscopy.archive.run import Result, Wishes
from newscopy.archive.shards import Options
from newscopy.errors import CorrectionError, NoInputError, OptionError
from newscopy.profiles import profile
from newscopy.readers.page.saved import shown_text

READING = Options({}, {})


def site(folder: Path, design: str, count: int = 8, suffix: str = ".html") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages_of(design, count)):
        data = page.html if suffix == ".html" else shown_text(page.html, design).text
        (folder / f"{number:02}{suffix}").write_text(data, "utf-8")
    return folder


def converted(source: Path, out: Path, learn: str | None = HOST, processes: int = 1, size: int = 3) -> Result:
    options = Options({"json": {}}, {}, learn=learn, shard_size=size)
    return run.start([str(source)], options, out, Wishes(processes), lambda done, plan: None)


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.rglob("*.json")) if ".newscopy" not in path.parts}


def furniture_left(story: newscopy.Story, standing: set[str]) -> list[str]:
    """Standing lines that became part of a story."""
    kept = {segment.target: segment for segment in story.segments if segment.target}
    told = [story.headline, story.standfirst or "", *story.paragraphs, *story.subheadings]
    return [line for line in told if line in standing and kept]


@pytest.mark.parametrize("suffix", [".html", ".txt"])
@pytest.mark.parametrize("design", ["wire", "soup", "magazine"])
def test_what_is_learned_keeps_furniture_out_of_stories(design: str, suffix: str, tmp_path: Path) -> None:
    source = site(tmp_path / design, design, 12, suffix)
    place = tmp_path / "site.profile"
    learning.write(learning.learn([str(source)], READING, HOST), place)
    form = "html" if suffix == ".html" else "text"
    before = after = paragraphs = 0
    for page, path in zip(pages_of(design, 12), sorted(source.iterdir()), strict=True):
        standing = {text for text, kind, _ in page.lines if kind == STANDING}
        copy = {text for text, _, role in page.lines if role == "paragraph"}
        plain = newscopy.read(path.read_bytes(), form, path.name)
        known = newscopy.read(path.read_bytes(), form, path.name, profile=place)
        before += len(furniture_left(plain, standing))
        after += len(furniture_left(known, standing))
        paragraphs += len(copy)
        assert copy & set(plain.paragraphs) <= {*known.paragraphs, known.standfirst or ""}
    assert paragraphs > 40
    assert after == 0
    assert before > 0


def test_sites_are_told_apart_by_folder_host_or_not_at_all(tmp_path: Path) -> None:
    for number in range(4):
        for name in ("tarn", "esk"):
            path = tmp_path / "in" / name / "2024" / f"{number}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            head = f"<link rel='canonical' href='https://www.{'one' if number % 2 else 'two'}.example/{number}'>"
            path.write_text(f"<html><head>{head}</head><body><p>Home of {name}<p>Story {'abcd'[number]}</body></html>")

    def names(group: str) -> list[tuple[str, int]]:
        found = learning.learn([str(tmp_path / "in")], READING, group).profile
        return [(one.name, one.pages) for one in found.sites]

    assert names(FOLDER) == [("esk", 4), ("tarn", 4)]
    assert names(HOST) == [("one.example", 4), ("two.example", 4)]
    assert names(NONE) == [("all", 8)]


def test_a_run_that_learns_writes_the_same_however_it_is_done(tmp_path: Path) -> None:
    source = site(tmp_path / "in", "soup")
    converted(source, tmp_path / "one")
    converted(source, tmp_path / "two", processes=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    own = (tmp_path / "one/.newscopy/site.profile").read_bytes()
    assert own == (tmp_path / "two/.newscopy/site.profile").read_bytes()
    assert own == profile.dump(learning.learn([str(source)], READING, HOST).profile)
    converted(source, tmp_path / "plain", learn=None)
    assert files(tmp_path / "plain") != files(tmp_path / "one")


def test_a_run_that_learns_goes_on_where_it_stopped(tmp_path: Path) -> None:
    source = site(tmp_path / "in", "wire")
    converted(source, tmp_path / "whole")
    converted(source, tmp_path / "out")
    (tmp_path / "out/.newscopy/shards/00001.json").unlink()
    (tmp_path / "out/04.json").unlink()
    done: list[int] = []
    options = Options({"json": {}}, {}, learn=HOST, shard_size=3)
    result = run.start([str(source)], options, tmp_path / "out", Wishes(), lambda shard, plan: done.append(shard.id))
    assert done == [1]
    assert result.notes == ()
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_pages_that_come_later_change_what_is_known_of_the_others(tmp_path: Path) -> None:
    source = site(tmp_path / "in", "wire", 6)
    converted(source, tmp_path / "out")
    site(source, "wire", 9)
    result = converted(source, tmp_path / "out")
    assert any("site.profile" in note for note in result.notes)
    converted(source, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def lines_of(story: dict[str, object], role: str) -> list[dict[str, object]]:
    segments = story["segments"]
    assert isinstance(segments, list)
    return [segment for segment in segments if segment["role"] == role]


def test_what_is_corrected_on_five_pages_is_right_on_the_others(tmp_path: Path) -> None:
    source, out = site(tmp_path / "in", "soup", 12), tmp_path / "out"
    converted(source, out)
    records = []
    for path in sorted(out.glob("*.json"))[:5]:
        story = json.loads(path.read_bytes())
        first = lines_of(story, "standfirst")[0]  # a house that prints a note of its own there
        where = {"source": story["source"]["sha256"], "start": first["start"], "end": first["end"]}
        records.append(where | {"old": "standfirst", "role": "note"})
    head = {"newscopy": "corrections", "version": 1, "count": len(records)}
    corrections = tmp_path / "corrections.jsonl"
    corrections.write_text("".join(json.dumps(line) + "\n" for line in (head, *records)))

    def right() -> int:
        return sum(json.loads(data)["standfirst"] is None for data in files(out).values())

    assert (len(files(out)), right()) == (12, 0)
    applied = correcting.to_run(out, [corrections])
    assert any("learns from it" in remark for remark in applied.remarks)
    assert right() == 5
    converted(source, out)
    assert right() >= 11
    learned = learning.learn([str(source)], READING, HOST, [corrections])
    assert learned.corrected == 5
    assert any("of corrected pages" in line for line in learning.told(learned))
    assert profile.dump(learned.profile) == (out / ".newscopy/site.profile").read_bytes()


def test_what_is_corrected_on_one_site_changes_no_other(tmp_path: Path) -> None:
    taught, other = site(tmp_path / "in/soup", "soup", 8), site(tmp_path / "other", "portal", 10)
    first = sorted(taught.iterdir())[0]
    story = newscopy.read(first.read_bytes(), "html", first.name)
    segment = next(one for one in story.segments if one.role.value == "paragraph")
    record = {"source": story.source.sha256, "start": segment.start, "end": segment.end, "old": "paragraph"}
    head = {"newscopy": "corrections", "version": 1, "count": 1}
    lines = (head, record | {"role": "caption"})
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    place = tmp_path / "site.profile"
    learning.write(learning.learn([str(taught)], READING, HOST, [tmp_path / "c.jsonl"]), place)
    for path in sorted(other.iterdir()):
        assert newscopy.read(path.read_bytes(), "html", path.name, profile=place) == newscopy.read(
            path.read_bytes(), "html", path.name
        )


def test_corrections_of_other_pages_are_refused(tmp_path: Path) -> None:
    source = site(tmp_path / "in", "wire", 2)
    record = {"source": "0" * 64, "start": 0, "end": 3, "old": "paragraph", "role": "caption"}
    head = {"newscopy": "corrections", "version": 1, "count": 1}
    (tmp_path / "c.jsonl").write_text(json.dumps(head) + "\n" + json.dumps(record) + "\n")
    with pytest.raises(CorrectionError, match=r"c\.jsonl: none of the corrections"):
        learning.learn([str(source)], READING, HOST, [tmp_path / "c.jsonl"])


def test_where_nothing_can_be_learned_that_is_said(tmp_path: Path) -> None:
    one = site(tmp_path / "one", "wire", 1)
    assert list(learning.told(learning.learn([str(one)], READING, HOST))) == [learning.NOTHING]
    for number in range(5):
        shutil.copy(one / "00.html", one / f"copy-{number}.html")
    assert list(learning.told(learning.learn([str(one)], READING, HOST))) == [learning.NOTHING]
    assert learning.NOTHING in converted(one, tmp_path / "out").notes
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoInputError, match="no text or saved page"):
        learning.learn([str(tmp_path / "empty")], READING, HOST)


def test_pages_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    source = site(tmp_path / "in", "wire", 4)
    (source / "broken.html").write_bytes(b"\x00\x01\x02" * 50)
    (source / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (source / "blank.txt").write_text("   \n")
    (found,) = learning.learn([str(source)], READING, HOST).profile.sites
    assert found.pages == 4


def test_a_large_page_takes_a_bounded_part_of_memory(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(3):
        words = (
            f"Line {'xyz'[number]} {chr(97 + at % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at // 676)}"
            for at in range(15_000)
        )
        (source / f"{number}.txt").write_text("Home\n\n" + "\n\n".join(words) + "\n\nRead next\n")
    tracemalloc.start()
    found = learning.learn([str(source)], READING, HOST).profile
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {"home", "read next"} <= set(found.sites[0].lines)
    assert kept < 20_000_000


def test_a_profile_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    place = tmp_path / "site.profile"
    place.write_text("{")
    with pytest.raises(OptionError, match="cut off"):
        newscopy.read("Rain at last\n\nIt rained.", profile=place)
    place.unlink()
    with pytest.raises(OptionError, match="No such file"):
        newscopy.read("<p>Rain at last<p>It rained.", "html", profile=place)
