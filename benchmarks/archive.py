"""Makes archives of invented stories, converts them, and says how fast and in how much memory.

    python benchmarks/archive.py make FILE COUNT        a .jsonl, .jsonl.zst, .tar.zst or folder of COUNT stories
    python benchmarks/archive.py speed [--stories N]    stories a second with one and with two processes, and memory

The stories come from a small grammar with a seed, so that the same call makes the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

PLACES = ("Ellan", "Harrow Bay", "Osk", "Tessaly", "Brindle", "Port Quill", "Marrow Hills", "Vesper", "Lorne", "Cask")
NAMES = ("Nora Quillfeather", "Ada Ferris", "Tom Bracket", "Ines Colophon", "Piet Serif", "Mara Ligature")
SECTIONS = ("Politics", "World News", "Business", "Sport", "Weather", "Culture")
WHO = ("the harbour board", "the ferry company", "the town council", "the teachers' union", "the football club")
DID = ("agreed to rebuild", "refused to close", "voted to sell", "promised to repair", "asked the court to open")
WHAT = ("the old bridge", "two schools", "the night train", "the fish market", "the public baths", "a second stadium")
WHY = (
    "after eleven years of talks",
    "because the money has run out",
    "although neighbours had objected",
    "before the first frost arrives",
    "while the minister was abroad",
)


def story(number: int) -> tuple[str, str]:
    """The headline and the whole text of a story, about 3 kB."""
    chance = random.Random(number)
    pick = chance.choice

    def sentence() -> str:
        who = pick(WHO)
        return f"{who[0].upper()}{who[1:]} of {pick(PLACES)} {pick(DID)} {pick(WHAT)} {pick(WHY)}, {pick(NAMES)} said."

    headline = f"{pick(PLACES)} {pick(DID).split()[0]} {pick(WHAT)} number {number}"
    day = f"May {chance.randint(1, 28)}, 20{chance.randint(10, 24)}"
    paragraphs = [" ".join(sentence() for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(7, 12))]
    head = [pick(SECTIONS), headline, f"By {pick(NAMES)}", day]
    return headline, "\n\n".join([*head, *paragraphs, "Share this article", "Subscribe to our newsletter"]) + "\n"


def make(path: Path, count: int) -> None:
    """Write an archive of `count` stories; a path without a suffix becomes a folder of text files."""
    if not path.suffix:
        for number in range(count):
            place = path / f"{number // 1000:03d}" / f"{number:07d}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(story(number)[1], "utf-8")
        return
    with ExitStack() as stack:
        file: BinaryIO = stack.enter_context(path.open("wb"))
        if path.suffix == ".zst":
            import zstandard

            file = stack.enter_context(zstandard.ZstdCompressor(write_checksum=True).stream_writer(file))
        if ".tar" in path.suffixes:
            with tarfile.open(fileobj=file, mode="w|") as archive:
                for number in range(count):
                    data = story(number)[1].encode()
                    member = tarfile.TarInfo(f"{number // 1000:03d}/{number:07d}.txt")
                    member.size = len(data)
                    archive.addfile(member, io.BytesIO(data))
        else:
            for number in range(count):
                line = json.dumps({"id": f"n{number:07d}", "text": story(number)[1]})
                file.write(line.encode() + b"\n")


def tree(process: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield process
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == process:
            yield from tree(int(place.name))


def resident(process: int) -> float:
    """MiB of memory of a process, shared pages counted in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def measured(command: list[str]) -> tuple[float, float, float]:
    """Seconds, and the most MiB of the driver and of any worker."""
    start = time.monotonic()
    driver = worker = 0.0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as program:
        while program.poll() is None:
            own, *others = (resident(process) for process in tree(program.pid))
            driver, worker = max(driver, own), max([worker, *others])
            time.sleep(0.5)
    if program.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {program.returncode}")
    return time.monotonic() - start, driver, worker


def speed(count: int, formats: str) -> None:
    """Convert one archive with one process and with two, and print what it took."""
    program = [sys.executable, "-c", "from newscopy.cli import main; main()"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in (count // 10, count):
            archive = folder / f"{size}.tar.zst"
            make(archive, size)
            planning = measured([*program, "plan", str(archive), "-t", formats, "-o", str(folder / f"p{size}")])[0]
            print(f"{size:>9,} stories, {archive.stat().st_size / 1e6:.1f} MB; planning {planning:.1f} s")
            for processes in ("1", "2"):
                out = folder / f"out{size}-{processes}"
                command = [*program, "convert", str(archive), "-t", formats, "-o", str(out), "-j", processes]
                seconds, driver, worker = measured([*command, "--layout", "shards"])
                print(
                    f"{'':10}-j {processes}: {seconds:8.1f} s {size / seconds:8,.0f} a second,"
                    f" driver {driver:.0f} MiB, worker {worker:.0f} MiB"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("file", type=Path)
    making.add_argument("count", type=int)
    timing = commands.add_parser("speed")
    timing.add_argument("--stories", type=int, default=10_000)
    timing.add_argument("--to", default="json,newsml")
    given = parser.parse_args()
    if given.command == "make":
        make(given.file, given.count)
    else:
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        speed(given.stories, given.to)


if __name__ == "__main__":
    main()
