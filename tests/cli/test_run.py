"""The program as a whole: its start, interrupts, pipes, and bugs of our own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newscopy.archive import batch
from newscopy.cli import _COMMANDS, group, run

Make = Callable[..., Path]
PROGRAM = [sys.executable, "-c", "from newscopy.cli import main; main()"]
HEAVY = ("weasyprint", "docx", "numpy", "pydantic", "lxml", "jinja2", "rich", "py3langid", "newscopy.model")


@pytest.mark.parametrize("arguments", [["--help"], ["convert", "--help"], ["--version"]])
def test_help_imports_click_and_little_else(arguments: list[str]) -> None:
    script = (
        "import sys; from newscopy.cli import run; code = run(sys.argv[1:]);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[] 0"


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_has_a_help_page(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    page = capfd.readouterr().out
    assert page.startswith(f"Usage: newscopy {name}")
    assert "--debug" in page


def test_an_unknown_command_is_wrong_use(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["transmogrify"]) == 2
    assert "No such command 'transmogrify'" in capfd.readouterr().err
    assert run([]) == 2


def test_the_exit_codes_of_the_help_page_are_those_of_the_errors() -> None:
    from newscopy import errors

    text = " ".join((group.help or "").split())
    for error in (
        errors.PartialFailure,
        errors.NoInputError,
        errors.LossError,
        errors.NotValidError,
        errors.InternalError,
    ):
        assert f" {error.exit_code} " in text


def test_an_interrupt_ends_with_130_and_no_trace(story_file: Make, tmp_path: Path) -> None:
    fifo = tmp_path / "never.json"
    os.mkfifo(fifo)
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background may ignore it
    program = subprocess.Popen([*PROGRAM, "convert", "-f", "json", str(fifo)], stdout=-1, stderr=-1)
    signal.signal(signal.SIGINT, heard)
    # Opening the other end waits till the program reads.
    with program, fifo.open("wb"):
        time.sleep(0.3)
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=20)
    assert program.returncode == 130
    assert (out, err) == (b"", b"newscopy: interrupted\n")


def test_a_reader_that_goes_away_is_no_reason_to_complain(story_file: Make) -> None:
    paths = [str(story_file(f"in/{number}.json")) for number in range(50)]
    arguments = [*PROGRAM, "convert", "-f", "json", "-t", "json", "-o", "-", *paths]
    with subprocess.Popen(arguments, bufsize=0, stdout=-1, stderr=-1) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["template"], ["convert", "-f", "json", "FILE"]])
def test_a_full_disk_behind_standard_output_is_told(story_file: Make, command: list[str]) -> None:
    arguments = [str(story_file()) if word == "FILE" else word for word in command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b"newscopy: standard output: No space left on device\n"
    assert done.returncode == 44


@pytest.mark.parametrize("debug", [False, True])
def test_a_bug_is_one_line_and_a_trace_on_demand(
    story_file: Make, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], debug: bool
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("a bug\nof ours")

    monkeypatch.setattr(batch, "_read", fail)
    assert run(["convert", "-f", "json", str(story_file()), *(["--debug"] if debug else [])]) == 70
    err = capfd.readouterr().err
    assert "internal error, please report it: ZeroDivisionError: a bug of ours" in err
    assert ("Traceback" in err) is debug
    assert debug or err.count("\n") == 1


def test_a_bug_outside_the_stories_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise KeyError("lost")

    monkeypatch.setattr("newscopy.house_styles.names", fail)
    assert run(["template"]) == 70
    assert (
        capfd.readouterr().err == "newscopy: internal error, please report it: KeyError: 'lost' (--debug says where)\n"
    )
    assert run(["--debug", "template"]) == 70
    assert "Traceback" in capfd.readouterr().err
