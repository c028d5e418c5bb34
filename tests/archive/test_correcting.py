"""Corrections applied to runs and to Story files: exactly those stories, in every format, or nothing at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from newscopy.archive.state import State
from newscopy.cli import run
from newscopy.corrections import records
from newscopy.corrections.records import Accepted, FieldCorrection, Record, RoleCorrection
from newscopy.model import Role, Story

PLACES = ("Ellan", "Varn", "Tessaly")


def text_of(place: str) -> str:
    return f"Rain over {place}\n\nOur summer offer\n\nIt rained in {place} on Friday, for the first time since May.\n"


def sha_of(place: str) -> str:
    return hashlib.sha256(text_of(place).encode()).hexdigest()


def kicker(place: str) -> RoleCorrection:
    """The offer stands above the headline, so to say."""
    start = text_of(place).index("Our")
    return RoleCorrection(
        source=sha_of(place), name=f"{place}.txt", start=start, end=start + 16, old=Role.PARAGRAPH, role=Role.KICKER
    )


def headline(place: str, value: str) -> FieldCorrection:
    return FieldCorrection(source=sha_of(place), field="headline", value=value)


def saved(path: Path, *told: Record) -> str:
    path.write_bytes(records.dump(told))
    return str(path)


def digests(out: Path) -> dict[str, str]:
    """Everything that a run has written, by its SHA-256."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".newscopy" not in path.parts
    }


@pytest.fixture(scope="module", params=["files", "shards"])
def done(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with an archive and the run over it, in each layout."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "in").mkdir()
    for place in PLACES:
        (folder / "in" / f"{place}.txt").write_bytes(text_of(place).encode())
    asked = ["-t", "json,newsml", "-o", str(folder / "out"), "--layout", request.param]
    assert run(["convert", str(folder / "in"), *asked]) == 0
    return folder, request.param


@pytest.fixture
def out(done: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(done[0] / "out", tmp_path / "out"))


def stories_in(out: Path) -> list[Story]:
    written = [path for path in out.rglob("*") if ".newscopy" not in path.parts]
    held = [path.read_bytes() for path in written if path.name.endswith(".json")]
    for path in (path for path in written if path.name.endswith(".jsonl.zst")):
        with path.open("rb") as file:
            held += zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read().splitlines()
    return [Story.model_validate_json(story) for story in held]


def story_in(out: Path, place: str) -> Story:
    return next(story for story in stories_in(out) if story.source.name == f"{place}.txt")


def test_exactly_the_corrected_story_is_exported_anew(
    out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = digests(out)
    file = saved(tmp_path / "c.jsonl", kicker("Varn"), headline("Varn", "Rain, at last"))

    assert run(["apply", file, str(out)]) == 0

    assert "1 stories corrected, 0 only accepted" in capfd.readouterr().err
    story = story_in(out, "Varn")
    assert (story.kicker, story.headline) == ("Our summer offer", "Rain, at last")
    assert story_in(out, "Ellan").kicker is None
    changed = {name for name, digest in digests(out).items() if before[name] != digest}
    files = {"Varn.json", "Varn.newsml.xml"}
    assert changed == (
        files if (out / "Varn.json").exists() else {"json/00000.jsonl.zst", "newsml/00000.newsml.xml.zip"}
    )
    assert run(["verify", str(out)]) == 0
    assert run(["status", str(out)]) == 0
    assert "3 converted" in capfd.readouterr().out


def test_a_file_applied_twice_changes_nothing(out: Path, tmp_path: Path) -> None:
    file = saved(tmp_path / "c.jsonl", kicker("Varn"))
    assert run(["apply", file, str(out)]) == 0
    once = digests(out)

    assert run(["apply", file, str(out)]) == 0

    assert digests(out) == once
    assert [path.name for path in State(out).corrections.iterdir()] == ["00001.jsonl"]


def test_corrections_count_whenever_the_run_is_done_again(out: Path, done: tuple[Path, str], tmp_path: Path) -> None:
    assert run(["apply", saved(tmp_path / "a.jsonl", kicker("Varn")), str(out)]) == 0
    assert run(["apply", saved(tmp_path / "b.jsonl", headline("Varn", "Rain, at last")), str(out)]) == 0
    corrected = digests(out)
    for path in out.rglob("*Varn*" if done[1] == "files" else "*.zst"):
        if ".newscopy" not in path.parts:
            path.unlink()

    assert run(["convert", str(done[0] / "in"), "-t", "json,newsml", "-o", str(out), "--layout", done[1]]) == 0

    assert digests(out) == corrected


def test_acceptance_is_kept_and_changes_nothing(out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = digests(out)
    file = saved(tmp_path / "c.jsonl", Accepted(source=sha_of("Ellan"), accepted=True))

    assert run(["apply", file, str(out)]) == 0

    assert "0 stories corrected, 1 only accepted" in capfd.readouterr().err
    assert digests(out) == before
    assert len(list(State(out).corrections.iterdir())) == 1


def wrong_source(_: Path) -> Record:
    return headline("Elsewhere", "Rain")


def wrong_id(_: Path) -> Record:
    return headline("Varn", "Rain").model_copy(update={"id": "tag:other"})


def wrong_place(_: Path) -> Record:
    return kicker("Varn").model_copy(update={"start": 9000, "end": 9001})


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (wrong_source, "corrections of another archive, or the source has changed since"),
        (wrong_id, "corrections of another archive, or the source has changed since"),
        (wrong_place, "Varn.txt: characters 9000 to 9001 are not there or blank"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_if_one_does_not_fit_none_is_applied(
    out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], made: Callable[[Path], Record], said: str
) -> None:
    before = digests(out)
    file = saved(tmp_path / "c.jsonl", kicker("Ellan"), made(out))

    assert run(["apply", file, str(out)]) == 35

    assert said in capfd.readouterr().err
    assert digests(out) == before
    assert not State(out).corrections.exists()


def test_a_check_applies_nothing(out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = digests(out)

    assert run(["apply", saved(tmp_path / "c.jsonl", kicker("Varn")), str(out), "--check"]) == 0

    assert "1 stories would be corrected" in capfd.readouterr().err
    assert digests(out) == before
    assert not State(out).corrections.exists()


def test_a_source_that_has_changed_or_is_gone_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "Varn.txt"
    source.write_text(text_of("Varn"), encoding="utf-8")
    out = tmp_path / "out"
    assert run(["convert", str(tmp_path / "in"), "-t", "json", "-o", str(out), "--layout", "files"]) == 0
    file = saved(tmp_path / "c.jsonl", kicker("Varn"))

    source.write_text(text_of("Varn") + "More.\n", encoding="utf-8")
    assert run(["apply", file, str(out)]) == 35
    assert "Varn.txt: has changed since it was converted: convert it again first" in capfd.readouterr().err

    source.unlink()
    assert run(["apply", file, str(out)]) == 35
    assert "its source cannot be read" in capfd.readouterr().err

    assert run(["apply", file, str(out / "Varn.json"), "-t", "docx"]) == 0
    assert json.loads((out / "Varn.json").read_bytes())["kicker"] == "Our summer offer"
    assert (out / "Varn.docx").read_bytes().startswith(b"PK")


def test_a_story_file_is_corrected_in_its_place(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Varn.txt").write_text(text_of("Varn"), encoding="utf-8")
    story = str(tmp_path / "Varn.json")
    assert run(["convert", str(tmp_path / "Varn.txt"), "-o", story]) == 0
    file = saved(tmp_path / "c.jsonl", kicker("Varn"))

    assert run(["apply", file, story, "--source", file]) == 35
    assert "is not what" in capfd.readouterr().err
    assert run(["apply", saved(tmp_path / "d.jsonl", kicker("Ellan")), story]) == 35
    assert "none of the corrections is of this story" in capfd.readouterr().err
    assert run(["apply", file, story, "--source", str(tmp_path / "Varn.txt")]) == 0
    assert run(["verify", story, "--source", str(tmp_path / "Varn.txt")]) == 0
    assert json.loads(Path(story).read_bytes())["kicker"] == "Our summer offer"


def test_a_section_that_people_told_has_its_topic_by_the_table_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Ellan.txt").write_bytes(text_of("Ellan").encode())
    (tmp_path / "sections.toml").write_text('"Our summer offer" = "medtop:04000000"\n', "utf-8")
    asked = ["-t", "json", "-o", str(tmp_path / "out"), "--layout", "files"]
    table = ["-O", f"sections={tmp_path / 'sections.toml'}"]
    assert run(["convert", str(tmp_path / "in"), *asked, *table]) == 0
    start = text_of("Ellan").index("Our")
    section = RoleCorrection(
        source=sha_of("Ellan"), name="Ellan.txt", start=start, end=start + 16, old=Role.PARAGRAPH, role=Role.CATEGORY
    )
    assert run(["apply", saved(tmp_path / "c.jsonl", section), str(tmp_path / "out")]) == 0
    (category,) = story_in(tmp_path / "out", "Ellan").categories
    assert (category.name, category.qcode) == ("Our summer offer", "medtop:04000000")


def test_a_folder_without_a_run_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["apply", saved(tmp_path / "c.jsonl", kicker("Varn")), str(tmp_path)]) == 2
    assert "no run was planned here" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["c.jsonl"]


def test_statistics_tell_what_was_corrected_and_how_right_the_rest_was(
    out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told = [kicker("Varn"), headline("Varn", "Rain, at last")]
    told += [Accepted(source=sha_of(place), accepted=True) for place in ("Varn", "Ellan")]
    assert run(["apply", saved(tmp_path / "c.jsonl", *told), str(out)]) == 0
    capfd.readouterr()

    assert run(["review", "--stats", str(out)]) == 0

    lines = capfd.readouterr().out.splitlines()
    assert lines[:4] == [
        "2 stories reviewed, 2 of them accepted",
        "100.0 corrections per 100 stories",
        "  50.0  paragraph -> kicker",
        "  50.0  field headline",
    ]
    counted = [line.split() for line in lines[5:]]
    assert sum(int(words[4]) for words in counted) == 6
    assert sum(round(int(words[4]) * int(words[-1].rstrip("%")) / 100) for words in counted) == 5
    assert run(["review", "--stats", str(out), "more"]) == 2


@pytest.mark.parametrize("layout", ["files", "shards"])
def test_of_an_export_of_documents_one_is_corrected(tmp_path: Path, layout: str) -> None:
    def exported(place: str, number: int) -> str:
        return f"{number} of 2 DOCUMENTS\n\nRain over {place}\n\nBYLINE: Ann Lee\n\nLENGTH: 9 words\n\nIt rained in {place} on Friday.\n"

    words = "\n".join(exported(place, number) for number, place in enumerate(PLACES[:2], 1))
    content = ("{\\rtf1\\ansi " + words.replace("\n", "\\par\n") + "}").encode()
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr("export.rtf", content)
        archive.writestr("other.txt", text_of(PLACES[2]))
    out = tmp_path / "out"
    assert run(["convert", str(tmp_path / "archive.zip"), "-t", "json", "-o", str(out), "--layout", layout]) == 0
    before = digests(out)
    headlines = {story.id: story.headline for story in stories_in(out)}
    second = next(name for name in headlines if name.endswith("-2"))
    mended = FieldCorrection(
        source=hashlib.sha256(content).hexdigest(), id=second, field="headline", value="Rain in Varn at last"
    )

    assert run(["apply", saved(tmp_path / "c.jsonl", mended), str(out)]) == 0

    now = {story.id: story.headline for story in stories_in(out)}
    assert now == headlines | {second: "Rain in Varn at last"}
    assert len(now) == len(PLACES)
    assert len(set(before.items()) - set(digests(out).items())) == 1
