"""Runs over archives of invented stories: speed, memory, what stories that kill cost, and others beside it.

    python benchmarks/archive.py make FILE COUNT        a .jsonl, .tar, either with .zst, or a folder of COUNT stories
    python benchmarks/archive.py scale [--stories N]    N/10 and N stories with one process and with two, --rounds times
    python benchmarks/archive.py share [--stories N]    how much is reading and writing stories, how much is around it
    python benchmarks/archive.py poison [--stories N]   five that crash, five that hang, five that eat memory
    python benchmarks/archive.py beside [--stories N]   trafilatura and datatrove on the same pages; one kill -9
    python benchmarks/archive.py all [--stories N]

Ratios hold within one call alone: machines are noisy.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from archive_made import lines, make
from archive_peers import beside
from archive_processes import NEWSCOPY, ran
from archive_share import share

# A reader that does what poisonous documents do, where the word for it stands in front of the text.
POISON = """
import os, signal, time
from newscopy.formats import Reader
from newscopy.readers import from_text

def read(data, name, options):
    text = data if isinstance(data, str) else data.decode()
    word, _, rest = text.partition(" ")
    if word == "CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "HANG":
        time.sleep(100_000)
    if word == "EAT":
        held = []
        while True:
            held.append(bytearray(1 << 26))
    return from_text.read(text, name, options)

READER = Reader("poison", (".poison",), read, from_text.READER.options)
"""


def scale(folder: Path, count: int, formats: str, rounds: int) -> None:
    """Convert an archive and one ten times as large, with one process and with two in turn, so many times."""
    print(
        f"{'stories':>9} {'-j':>3} {'seconds':>9} {'a second':>9} {'driver CPU':>11} {'driver MiB':>11} {'worker':>8}"
    )
    for size in (count // 10, count):
        archive = folder / f"{size}.tar.zst"
        make(archive, size)
        gains = []
        for _ in range(rounds):
            seconds = {}
            for processes in ("1", "2"):
                out = folder / "out"
                command = [*NEWSCOPY, "convert", archive, "-t", formats, "-o", out]
                done = ran([*command, "-j", processes, "--layout", "shards"])
                if done.code != 0:
                    raise SystemExit(f"ended with {done.code}: {done.said[-2000:]}")
                shutil.rmtree(out)
                seconds[processes] = done.seconds
                own = done.driver_cpu / (done.driver_cpu + done.workers_cpu)
                print(
                    f"{size:9,} {processes:>3} {done.seconds:8.1f} {size / done.seconds:9,.0f}"
                    f" {own:11.1%} {done.driver:11.0f} {done.worker:8.0f}",
                    flush=True,
                )
            gains.append(seconds["1"] / seconds["2"])
        print(f"two are {median(gains):.2f} times as fast as one ({min(gains):.2f} to {max(gains):.2f})", flush=True)


def around(folder: Path, count: int, formats: str) -> None:
    """Print on what the CPU time of a run is spent."""
    archive = folder / "share.jsonl.zst"
    make(archive, count)
    spent = share(archive, formats.split(","), rounds=3)
    print(f"CPU time of a run over {count:,} stories in JSON Lines, in one process; 3 rounds")
    for name in ("reading", "writing", "packing", "source", "planning", "rest"):
        print(f"{name:>16} {spent[name]:9.2f} s {spent[name] / spent['all']:7.1%}")


def poison(folder: Path, count: int, seconds: float) -> None:
    """Convert stories of which fifteen kill, and print what came of them."""
    plug = folder / "plug"
    info = plug / "poison-1.dist-info"
    info.mkdir(parents=True)
    (plug / "poison_reader.py").write_text(POISON)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[newscopy.readers]\npoison = poison_reader:READER\n")
    words = ("CRASH ", "HANG ", "EAT ")
    spoilt = {(number * 2 + 1) * count // 30: words[number % 3] for number in range(15)}
    archive = folder / "poison.jsonl"
    with archive.open("wb") as file:
        for line in lines(count, spoilt):
            file.write(line)
    env = {"PYTHONPATH": str(plug)}
    for name, source, more in (
        ("without", folder / "harmless.jsonl", {}),
        ("with fifteen that kill", archive, spoilt),
    ):
        if not more:
            make(source, count)
        out = folder / f"out-{len(more)}"
        command = [*NEWSCOPY, "convert", source, "-f", "poison", "-o", out, "-j", "2", "--layout", "shards"]
        done = ran([*command, "--timeout", str(seconds), "--memory-limit", "1G", "--shard-size", "200"], env)
        balance = next(line for line in done.said.splitlines() if " stories = " in line)
        print(f"{name}: {done.seconds:.1f} s, exit code {done.code}: {balance}")
    listed = subprocess.run([*NEWSCOPY, "failures", str(out)], capture_output=True, text=True, check=True).stdout
    print(listed, end="")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("file", type=Path)
    making.add_argument("count", type=int)
    for name in ("scale", "share", "poison", "beside", "all"):
        timing = commands.add_parser(name)
        timing.add_argument("--stories", type=int, default=5000)
        timing.add_argument("--to", default="json,newsml")
        timing.add_argument("--timeout", type=float, default=10)
        timing.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    if given.command == "make":
        make(given.file, given.count)
        return
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    parts = {
        "scale": lambda folder: scale(folder, given.stories, given.to, given.rounds),
        "share": lambda folder: around(folder, min(given.stories, 3000), given.to),
        "poison": lambda folder: poison(folder, given.stories, given.timeout),
        "beside": lambda folder: beside(folder, given.stories, 2),
    }
    for name, part in parts.items():
        if given.command in (name, "all"):
            print(f"\n{name}", flush=True)
            with tempfile.TemporaryDirectory() as place:
                part(Path(place))


if __name__ == "__main__":
    main()
