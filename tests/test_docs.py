"""What README and docs say of commands, options, formats and exit codes is so, and their examples run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from newscopy import errors, formats
from newscopy.cli import group
from newscopy.model import Story

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
README = PAGES[0].read_text("utf-8")
SAMPLE = ROOT / "samples" / "browser-dump" / "source.txt"
# What the shell and click themselves end with.
OTHER_CODES = {0, 2, 130, 143}


def examples(page: Path, language: str) -> list[str]:
    """The code blocks of a language in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def commands(page: Path) -> list[str]:
    """What is typed in a page's console examples."""
    return [line[2:] for block in examples(page, "console") for line in block.splitlines() if line.startswith("$ ")]


def of_newscopy(lines: list[str]) -> list[str]:
    return [line for line in lines if "newscopy " in line and not line.startswith(("pip ", "sudo ", "$"))]


def exception_codes() -> set[int]:
    kinds = [value for value in vars(errors).values() if isinstance(value, type)]
    return {kind.exit_code for kind in kinds if issubclass(kind, errors.NewscopyError)}


def test_exit_codes_are_those_of_the_exceptions() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}

    assert told == exception_codes() | OTHER_CODES


def test_formats_are_those_that_are_written() -> None:
    told = re.findall(r"^\| `([\w-]+)` \| `(\.[\w.]+)` \|", README, re.MULTILINE)

    assert told == [(name, formats.writer(name).suffix) for name in formats.names("writers")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)[^)]*\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_named_exist(page: Path) -> None:
    """Each option in a command line of a code block is one of that command, and takes a value the way it is shown."""
    context = click.Context(group)
    for line in of_newscopy(commands(page)):
        for part in re.split(r"[|>]", line):
            words = shlex.split(part)
            if "newscopy" not in words:
                continue
            name, *arguments = words[words.index("newscopy") + 1 :]
            command = group.get_command(context, name)
            assert command is not None, line
            known = {option for parameter in command.params for option in parameter.opts}
            used = {word for word in arguments if re.fullmatch(r"--?[A-Za-z][\w-]*", word)}
            assert used <= known | {"-h", "--help"}, line


def test_every_command_has_its_section_and_every_option_its_row() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    sections = dict(re.findall(r"^## newscopy (\w+)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    context = click.Context(group)

    assert list(sections) == group.list_commands(context)
    for name, section in sections.items():
        command = group.get_command(context, name)
        assert command is not None
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
        assert {option for option in options - {"--debug"} if f"`{option}" not in section} == set(), name


def test_every_option_of_a_format_is_described() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")

    for name in formats.names("writers"):
        row = re.search(rf"^\| `{name}` \| (.*) \|$", page, re.MULTILINE)
        assert row, name
        assert re.findall(r"`(\w+)`", row[1]) == list(formats.writer(name).options.model_fields), name


def test_every_field_of_a_story_is_described_in_order() -> None:
    page = (ROOT / "docs" / "story.md").read_text("utf-8")
    section = page.split("## The Story\n")[1].split("\n## ")[0]
    told = [
        name for row in re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    ]

    assert told == [*Story.model_fields, *Story.model_computed_fields]


def test_the_shell_examples_run(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(SAMPLE.read_bytes())
    for name in ("one", "two"):
        (tmp_path / "archive").mkdir(exist_ok=True)
        (tmp_path / "archive" / f"{name}.txt").write_bytes(SAMPLE.read_bytes())
    shutil.make_archive(str(tmp_path / "archive"), "zip", tmp_path / "archive")

    done = _run(["bash", "-euo", "pipefail", "-c", "\n".join(of_newscopy(commands(PAGES[0])))], tmp_path)

    assert done.returncode == 0, done.stderr
    assert "nothing lost: all 2,029 characters of story.txt accounted for" in done.stdout
    assert {"out/story.pdf: valid pdf", "out/story.docx: valid docx"} <= set(done.stdout.splitlines())
    assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "stories.jsonl.gz").stat().st_size > 0


def test_the_python_example_runs(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(SAMPLE.read_bytes())
    (block,) = examples(PAGES[0], "python")

    done = _run([sys.executable, "-W", "error", "-c", block], tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Harrow Bay and Tessaly sign ferry treaty after eleven years of talks")


def _run(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    """Run a command where `newscopy` is the one of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command, cwd=place, env=os.environ | {"PATH": path}, capture_output=True, text=True)
