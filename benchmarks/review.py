"""How quick the review page is in a real browser: a page of many stories opens, and answers keys.

Needs `pip install -e .[browser]` and a Chromium. Prints the size of the page, seconds until it answers, and
milliseconds from a key to the next frame (median and the slowest of fifty).
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import newscopy
from newscopy.corrections.basis import of_segments
from newscopy.review import page, payload

_WORDS = ("harbour", "board", "ferry", "night", "talks", "crews", "owners", "island", "week", "second", "port", "said")
_FRAME = """key => new Promise(done => {
  const before = performance.now();
  const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.getElementById("lines").dispatchEvent(pressed);
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - before)));
})"""


def made_up(number: int) -> str:
    """A story of some thirty lines, the same for the same number."""
    chance = random.Random(number)
    paragraphs = [" ".join(chance.choices(_WORDS, k=chance.randint(20, 60))).capitalize() + "." for _ in range(20)]
    head = f"Home\nSport\nShare\nFerry strike enters week {number}\n\nBy Nora Quillfeather\n3 May 2024\n\n"
    return head + "\n\n".join(paragraphs) + "\n\nPrivacy policy\nTerms of use\n"


def main() -> None:
    """Make the page, open it, press keys."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=2000)
    stories = parser.parse_args().stories
    told = []
    for number in range(stories):
        story = newscopy.read(made_up(number), name=f"story-{number}.txt")
        told.append(payload.told(story, of_segments(story), from_source=False))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "review.html")
        path.write_bytes(page.page(told, "Benchmark"))
        print(f"{stories:,} stories, {path.stat().st_size / 1e6:.1f} MB")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = []
        for _ in range(5):
            tab = browser.new_page()
            start = time.perf_counter()
            tab.goto(path.as_uri())
            tab.wait_for_selector("html[data-ready]")
            opened.append((time.perf_counter() - start, tab.evaluate("+document.documentElement.dataset.ready") / 1000))
            if len(opened) < 5:
                tab.close()
        whole, inside = (sorted(times) for times in zip(*opened, strict=True))
        clock, seen = statistics.median(inside), statistics.median(whole)
        print(f"opens in {clock:.2f} s by the page's own clock, {seen:.2f} s as seen from outside")
        for name, keys in (("arrow", ["ArrowDown"]), ("role", ["k", "p"]), ("next doubtful", ["n"]), ("undo", ["z"])):
            took = [tab.evaluate(_FRAME, keys[turn % len(keys)]) for turn in range(50)]
            print(f"{name}: {statistics.median(took):.1f} ms, slowest {max(took):.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
