"""Other programs that convert archives, each on the same stories, and what a killed process costs each of them.

datatrove wants an older trafilatura than the one of the extra `bench`, so it is installed from PyPI into an environment
of its own in .consumers/, when it is first asked for.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import zstandard
from archive_made import make, page
from archive_processes import NEWSCOPY, Ran, killer, ran

PLACE = Path(__file__).parents[1] / ".consumers" / "archive-datatrove"
WANTED = ("datatrove[io,processing]>=0.10", "lxml_html_clean")

DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

if __name__ == "__main__":
    folder, out, workers = sys.argv[1:]
    LocalPipelineExecutor(
        [JsonlReader(folder, text_key="html"), Trafilatura(), JsonlWriter(out)],
        tasks=int(workers), workers=int(workers), logging_dir=f"{out}-log",
    ).run()
"""


@dataclass(frozen=True)
class Peer:
    """A program: its command for an output folder and so many processes, and how many stories are in the folder."""

    name: str
    command: Callable[[Path, int], list[str | Path]]
    written: Callable[[Path], int]


def beside(folder: Path, count: int, processes: int) -> None:
    """Convert the same pages with each program, undisturbed and with one process killed, and print what comes out."""
    python = _environment()
    pages, lines = folder / "pages-html", folder / "lines"
    make(pages, count)
    lines.mkdir()
    for part in range(processes):  # datatrove gives each of its tasks whole files
        rows = (json.dumps({"id": f"n{n:07d}", "html": page(n)}) + "\n" for n in range(part, count, processes))
        (lines / f"{part}.jsonl").write_text("".join(rows), "utf-8")
    script = folder / "run_datatrove.py"
    script.write_text(DATATROVE)
    trafilatura = Path(sys.executable).parent / "trafilatura"
    peers = [
        Peer("newscopy", lambda out, n: [*NEWSCOPY, "convert", lines, "-o", out, "-j", str(n), "--layout", "shards",
                                         "--shard-size", "250"], _in_shards),
        Peer("trafilatura", lambda out, n: [trafilatura, "--input-dir", pages, "--output-dir", out,
                                            "--output-format", "json", "--parallel", str(n)], _in_files),
        Peer("datatrove", lambda out, n: [python, script, lines, out, str(n)], _in_lines),
    ]  # fmt: skip
    print(
        f"{count:,} pages, {processes} processes\n{'':14}{'seconds':>9}{'a second':>10}   after kill -9 of one process"
    )
    for peer in peers:
        whole = ran(peer.command(folder / f"{peer.name}-whole", processes))
        out = folder / f"{peer.name}-killed"
        killed = ran(peer.command(out, processes), limit=whole.seconds * 4 + 60, meanwhile=killer(whole.seconds / 2))
        there = peer.written(folder / f"{peer.name}-whole")
        print(
            f"{peer.name:14}{whole.seconds:9.1f}{count / whole.seconds:10.0f}   {_end(killed)},"
            f" {max(0, there - peer.written(out)):,} of {there:,} stories lost"
        )


def _end(killed: Ran) -> str:
    return "hangs" if killed.code is None else f"exit code {killed.code}"


def _in_files(out: Path) -> int:
    return sum(1 for path in out.rglob("*.json"))


def _in_lines(out: Path) -> int:
    count = 0
    for path in out.rglob("*.jsonl.gz"):
        try:
            with gzip.open(path) as file:
                for _ in file:
                    count += 1
        except EOFError:
            continue
    return count


def _in_shards(out: Path) -> int:
    count = 0
    for path in (out / "json").glob("*.jsonl.zst"):
        with path.open("rb") as file:
            reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
            count += reader.read().count(b"\n")
    return count


def _environment() -> Path:
    """The Python of the environment, which is made if it is not there."""
    python = PLACE / "bin" / "python"
    if not (PLACE / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *WANTED], check=True)
        (PLACE / "ready").touch()
    return python
