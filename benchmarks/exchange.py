"""NewsML-G2 items a second beside IPTC's newsmlg2, and the memory that a message of many items takes.

    python benchmarks/exchange.py --data FOLDER [--rounds 5] [--message 100000]

FOLDER as for speed.py. All figures are CPU milliseconds an item, the median over the rounds, in which the rivals take
turns. For the message, a process of its own writes and reads it, and tells the most memory it ever took; the same is
done with a hundredth of the items, to show what grows. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from speed import TYPICAL, measured, rows, show

import newscopy
from newscopy import formats
from newscopy.formats import ReadOptions
from newscopy.model import Story


def items_a_second(stories: list[Story], rounds: int) -> None:
    from lxml import etree
    from NewsMLG2 import NewsMLG2Document

    written = [newscopy.write(story, "newsml") for story in stories]
    read = [NewsMLG2Document(data).get_item() for data in written]

    def theirs_written() -> int:
        for item in read:
            etree.tostring(item.to_xml())
        return len(read)

    def theirs_read() -> int:
        for data in written:
            NewsMLG2Document(data).get_item()
        return len(written)

    def ours_written() -> int:
        for story in stories:
            newscopy.write(story, "newsml")
        return len(stories)

    def ours_read() -> int:
        for data in written:
            newscopy.read(data, "newsml")
        return len(written)

    size = sum(map(len, written)) / len(written) / 1024
    rivals = {"newsmlg2, write": theirs_written, "newscopy, write, XHTML and NITF": ours_written}
    show(f"NewsML-G2, {len(stories)} items of {size:.0f} KB", measured(rivals, rounds), "newsmlg2, write")
    rivals = {"newsmlg2, read, text not looked into": theirs_read, "newscopy, read to a Story": ours_read}
    show("The same", measured(rivals, rounds), "newsmlg2, read, text not looked into")


def numbered(stories: list[Story], count: int) -> Iterator[Story]:
    """That many stories with ids of their own."""
    for number, story in enumerate(islice(cycle(stories), count)):
        yield story.model_copy(update={"id": f"{story.id}-{number}"})


def message(stories: list[Story], count: int, path: Path) -> None:
    """Write a message and read it, and print what that took."""
    from newscopy.writers.as_newsml_message import MessageOptions, stream

    start = time.process_time()
    with path.open("wb") as file:
        file.writelines(stream(numbered(stories, count), MessageOptions()))
    wrote, most_written = time.process_time() - start, peak()
    reader = formats.reader("newsml")
    assert reader.read_many is not None
    start = time.process_time()
    with path.open("rb") as opened:
        read = sum(isinstance(story, Story) for story in reader.read_many(opened, path.name, ReadOptions()))
    assert read == count, f"{read} of {count} came back"
    print(
        f"{count:>8,} items, {path.stat().st_size / 2**20:7,.0f} MB: written {count / wrote:6,.0f} a second in"
        f" {most_written:4.0f} MB at most, read {count / (time.process_time() - start):6,.0f} a second in"
        f" {peak():4.0f} MB at most"
    )


def peak() -> float:
    """The most memory that this process ever took, in MB; getrusage would count that of the process that started it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def messages(stories: list[Story], count: int) -> None:
    print("\nA newsMessage, written and read in a process of its own")
    with tempfile.TemporaryDirectory() as folder:
        some = Path(folder, "stories.jsonl")
        some.write_bytes(b"".join(newscopy.write(story, "json", indent=0) for story in stories))
        for number in (count // 100, count):
            command = [sys.executable, __file__, "--stories", some, "--message", str(number)]
            subprocess.run(command, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--stories", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--message", type=int, default=100_000)
    arguments = parser.parse_args()
    if arguments.stories:
        stories = [newscopy.read(line, "json") for line in io.BytesIO(arguments.stories.read_bytes())]
        message(stories, arguments.message, arguments.stories.with_name("wire.newsmessage.xml"))
        return
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} CPUs, {time.strftime('%Y-%m-%d')}"
    )
    texts = [row["text"] for row in rows(arguments.data / "raw" / "innertext.jsonl.gz") if row["text"].strip()]
    stories = [newscopy.read(text) for text in texts]
    typical = [story for story in stories if TYPICAL[0] <= len(story.paragraphs) <= TYPICAL[1]]
    items_a_second(typical, arguments.rounds)
    items_a_second(stories, arguments.rounds)
    messages(stories, arguments.message)


if __name__ == "__main__":
    main()
