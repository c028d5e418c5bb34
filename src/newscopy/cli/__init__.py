"""The command line. This module and those beside it import click alone; what works is imported when it is needed."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeVar

import click

from newscopy import __version__
from newscopy.errors import InternalError, NewscopyError, OutputError

Command = TypeVar("Command", bound=Callable[..., Any])

_INTERRUPTED = 130  # 128 + SIGINT, as shells count it
_ENDED = 143  # 128 + SIGTERM
_BROKEN_PIPE = 141  # 128 + SIGPIPE
# What a full or failing disk says; any other error of the system is told by who met it, with the file's name.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
# In the order of the help page; the module of each command has its name.
_COMMANDS = (
    *("convert", "bind", "explain", "review", "apply", "learn", "validate", "verify"),
    *("watch", "plan", "status", "failures", "duplicates", "merge", "repair"),
    *("formats", "schema", "template", "topics", "doctor"),
)
_DEBUG = "newscopy.debug"
_WIDTH = MappingProxyType({"max_content_width": 100, "help_option_names": ["-h", "--help"]})


class Commands(click.Group):
    """The group of commands, each imported when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which one needs them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"newscopy.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None


def debuggable(command: Command) -> Command:
    """Add --debug, which may stand before the command's name and after it."""
    option = click.option(
        "--debug", is_flag=True, expose_value=False, callback=_remember, help="Show the trace of an internal error."
    )
    return option(command)


def debugging() -> bool:
    """True when the run was asked to show traces."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_DEBUG))


def _remember(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.meta[_DEBUG] = True


@click.group(cls=Commands, context_settings=dict(_WIDTH))
@click.version_option(__version__, prog_name="newscopy")
@debuggable
def group() -> None:
    """Pandoc for news copy: raw story text in; JSON, NewsML-G2, DOCX and PDF out, with nothing lost.

    \b
    newscopy convert story.txt                       the story as JSON, on standard output
    newscopy convert story.txt -t pdf -o story.pdf   a printed page
    newscopy explain story.txt                       what became of each line, and why

    Data goes to standard output, everything else to standard error.

    \b
    Exit codes
      0  all went well                      30-35  an input: unreadable, not text, no story in it,
      2  wrong use of the command line             breaks the schema, in doubt (--strict)
      3  some of several inputs failed      40-44  an export: not possible, software missing, house
      4  a run that can go on was stopped          style fails, not valid, cannot be written
      5  no input                              50  a story took too long or too much memory
      6  verify: text was lost                 70  an error in newscopy itself
      7  validate: not valid             130, 143  interrupted, told to end
     20, 21  no such format; no such option
    """


def main() -> None:
    """The program: runs the command line it was called with, and exits."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED))
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; what goes wrong is told on standard error in one line."""
    meta: dict[str, Any] = {}
    try:
        with group.make_context("newscopy", list(arguments)) as context:
            meta = context.meta
            group.invoke(context)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("newscopy: interrupted", err=True)
        return _INTERRUPTED
    except NewscopyError as error:
        click.echo(f"newscopy: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        _discard_output()
        return _BROKEN_PIPE
    except OSError as error:
        if error.filename is not None or error.errno not in _FULL:
            return _tell_bug(error, debug=bool(meta.get(_DEBUG)))
        _discard_output()
        click.echo(f"newscopy: standard output: {error.strerror}", err=True)
        return OutputError.exit_code
    except Exception as error:  # noqa: BLE001 - the last place where a bug can be told in one line
        return _tell_bug(error, debug=bool(meta.get(_DEBUG)))
    return 0


def _tell_bug(error: Exception, *, debug: bool) -> int:
    if debug:
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    line = " ".join(f"{type(error).__name__}: {error}".split())
    hint = "" if debug else " (--debug says where)"
    click.echo(f"newscopy: internal error, please report it: {line}{hint}", err=True)
    return InternalError.exit_code


def _discard_output() -> None:
    """Nobody takes the output any more: what is still buffered must not raise once more when the program ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
