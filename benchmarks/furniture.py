"""What profiles of sites bring: errors with and without them, on real pages and on made-up sites.

    python benchmarks/furniture.py [--data FOLDER... --folds PREFIX.npz --html-folds PREFIX.npz] [--made] [--pages N]

With --data, the pages of publishers that have two or more in the folders (in the form of accuracy.py), each labelled by
the nets that never saw its publisher: as they are, with a profile of all these publishers, and with one that was taught
by the gold of all other pages of the publisher, as if people had corrected them. A page never counts among the others
of its site. --made makes sites from a grammar (tests/made_sites.py), which need no data: how much of their furniture is
found, how many paragraphs are lost, and what five corrected pages of a site bring.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), *(str(Path(__file__).parents[1] / name) for name in ("training", "tests"))]
from accuracy import FOLDS, HTML, Scorer  # noqa: E402
from gold import BLIND, CLASS, Dump, classes, fold_of, rows  # noqa: E402

import newscopy  # noqa: E402
from made_sites import DESIGNS, STANDING, TEASER, MadePage, pages_of  # noqa: E402
from newscopy import formats  # noqa: E402
from newscopy.profiles import profile  # noqa: E402
from newscopy.profiles.counting import Sketch, rank_of  # noqa: E402
from newscopy.profiles.profile import Profile  # noqa: E402
from newscopy.profiles.teaching import Corrected, taught  # noqa: E402
from newscopy.readers.page.saved import shown_text  # noqa: E402
from newscopy.structure.furniture import Furniture, Laid, key, where  # noqa: E402

NAMES = {number: name for name, number in CLASS.items()}
BODY = frozenset({"headline", "standfirst", "paragraph", "subheading", "list_item"})


@dataclass(frozen=True)
class Page:
    """A page of a publisher with its gold, and as it is read."""

    id: str
    publisher: str
    data: str
    inner: str
    gold: dict[str, Any]
    noted: dict[str, Any] | None
    scorer: Scorer
    weights: Path | None
    kind: str

    def read(self, known: Path | None) -> dict[str, Any]:
        """The story, as its JSON."""
        try:
            story = newscopy.read(self.data, self.kind, name=self.id, weights=self.weights, profile=known)
        except newscopy.NewscopyError as error:
            print(f"{self.id}: {error}", file=sys.stderr)
            return {}
        return json.loads(story.model_dump_json())

    def laid(self) -> Laid:
        """The page before it is labelled."""
        reader = formats.reader(self.kind)
        assert reader.lay_out is not None
        return reader.lay_out(self.data, self.id, reader.options(weights=self.weights))


def pages(folders: Sequence[Path], kind: str, folds: Path) -> list[Page]:
    """The pages of publishers that have two or more in a folder."""
    found = []
    for folder in folders:
        scorer = Scorer(folder)
        times = Counter(gold["publisher"] for gold in scorer.gold.values())
        inner = {row["id"]: row["text"] for row in rows(folder / "raw" / "innertext.jsonl.gz")}
        data = {row["id"]: row["html"] for row in rows(folder / "html.jsonl.gz")} if kind == HTML else inner
        for name, gold in scorer.gold.items():
            if times[gold["publisher"]] > 1 and inner.get(name, "").strip() and name in data:
                weights = folds.with_suffix(f".fold{fold_of(gold['publisher'], FOLDS)}.npz")
                noted = scorer.noted.get(name)
                form = HTML if kind == HTML else "text"
                found.append(Page(name, gold["publisher"], data[name], inner[name], gold, noted, scorer, weights, form))
    return found


def errors(found: Iterable[Page], known: Path | None, laid: dict[str, Laid]) -> Counter[str]:
    """Counts of score.py over pages, read with a profile; of annotated ones also how many blocks have a wrong role."""
    total: Counter[str] = Counter()
    for page in found:
        story = page.read(known)
        total.update(page.scorer.module.score_story(page.gold, story, page.inner, page.noted))
        if page.noted and story:
            ends = [segment["end"] for segment in story["segments"]]
            told = classes(laid[page.id].blocks, dump_of(page)).tolist()
            for start, number in zip(laid[page.id].blocks.start, told, strict=True):
                if number == BLIND:
                    continue
                got = story["segments"][bisect_right(ends, start)]["role"]
                name = NAMES.get(number, "other")
                total.update(blocks=1, wrong=int(_SAME.get(got, got) != _SAME.get(name, name)))
    return total


def counted(found: Iterable[tuple[str, str, Laid]]) -> list[Furniture]:
    """The sites of pages: site, name and blocks of each."""
    sketch = Sketch()
    for site, name, laid in found:
        sketch.add(site, rank_of(name), where([key(block.text) for block in laid.blocks], laid.page))
    return sketch.sites()


def dump_of(page: Page) -> Dump:
    """The page as the labeller's training knows it."""
    noted = page.noted["roles"] if page.noted else None
    return Dump(page.id, page.publisher, page.kind, page.data, page.inner, page.gold, noted)


def as_corrected(page: Page, laid: Laid) -> Corrected:
    """A page as a person would leave it: with the gold's class for each block, and the program's where none is told."""
    told = classes(laid.blocks, dump_of(page)).tolist()
    thought = {one["start"]: one["role"] for one in page.read(None).get("segments", ())}
    segments = []
    for at, number in enumerate(told):
        start, end = laid.blocks.start[at], laid.blocks.end[at]
        name = NAMES.get(number) or (now if (now := thought.get(start, "discarded")) not in BODY else "discarded")
        segments.append((start, end, "discarded" if name == "other" else name, None))
    return Corrected(laid, segments, ())


def line(name: str, total: Counter[str], base: Counter[str]) -> str:
    """A row of the table."""

    def told(counts: Counter[str]) -> tuple[int, int, int, int, int]:
        false, lost = counts["p_pred"] - counts["p_hit"], counts["p_gold"] - counts["p_hit"]
        heads = counts["head_n"] - counts["head_ok"]
        return false, heads, lost, counts["wrong"], false + heads

    def change(at: int) -> str:
        return f"{100 * (told(total)[at] / told(base)[at] - 1):+.1f} %"

    false, heads, lost, wrong, _ = told(total)
    return (
        f"{name:32}{false:8}{heads:8}{lost:8}{total['perfect']:8.0f}{change(4):>15}"
        f"{wrong:8} / {total['blocks']:<6}{change(3):>10}"
    )


def with_data(folders: Sequence[Path], kind: str, folds: Path, room: Path) -> None:
    """The rows of one kind of page."""
    found = pages(folders, kind, folds)
    laid = {page.id: page.laid() for page in found}
    sites = counted((page.publisher, page.id, laid[page.id]) for page in found)
    place = room / "all.profile"
    place.write_bytes(profile.dump(Profile(sites)))
    corrected = {page.id: as_corrected(page, laid[page.id]) for page in found}
    rows_of = (
        ("no profile", lambda some: errors(some, None, laid)),
        ("profile", lambda some: errors(some, place, laid)),
        ("and corrected others", lambda some: _taught(some, found, corrected, laid, sites, room)),
        ("corrected other sites", lambda some: _taught_elsewhere(some, found, corrected, laid, sites, room)),
    )
    lines = {site.name: site.lines for site in sites}
    alike = [page for page in found if _alike(laid[page.id], lines.get(page.publisher, {}))]
    for what, some in ((kind, found), (f"{kind}, one design", alike)):
        print(f"{what}: {len(some)} pages of {len({page.publisher for page in some})} publishers")
        plain: Counter[str] = Counter()
        for name, counts in rows_of:
            total = counts(some)
            plain = plain or total
            print(line(f"  {name}", total, plain), flush=True)


def _alike(laid: Laid, lines: Collection[str]) -> bool:
    """True if a third of a page's lines stand on another page of its publisher, too: those have the same design."""
    keys = {key(block.text) for block in laid.blocks} - {""}
    return sum(one in lines for one in keys) > len(keys) / 3


def _taught(
    some: Sequence[Page],
    found: Sequence[Page],
    corrected: dict[str, Corrected],
    laid: dict[str, Laid],
    sites: Sequence[Furniture],
    room: Path,
) -> Counter[str]:
    """Each page with a profile that was taught by all other pages of its publisher."""
    by_name = {site.name: site for site in sites}
    total: Counter[str] = Counter()
    for number, page in enumerate(some):
        others = [corrected[one.id] for one in found if one.publisher == page.publisher and one.id != page.id]
        site = taught(by_name.get(page.publisher) or Furniture(page.publisher, 0, {}), others)
        place = room / f"{number}.profile"
        place.write_bytes(profile.dump(Profile([site, *(one for one in sites if one.name != site.name)])))
        total.update(errors([page], place, laid))
    return total


def _taught_elsewhere(
    some: Sequence[Page],
    found: Sequence[Page],
    corrected: dict[str, Corrected],
    laid: dict[str, Laid],
    sites: Sequence[Furniture],
    room: Path,
) -> Counter[str]:
    """Each page with a profile of all other publishers, taught by all of their pages, and nothing of its own."""
    all_taught = [taught(site, [corrected[page.id] for page in found if page.publisher == site.name]) for site in sites]
    total: Counter[str] = Counter()
    for publisher in dict.fromkeys(page.publisher for page in some):
        place = room / "elsewhere.profile"
        place.write_bytes(profile.dump(Profile(site for site in all_taught if site.name != publisher)))
        total.update(errors([page for page in some if page.publisher == publisher], place, laid))
    return total


CORRECTED = 5
# Roles that are not held apart where lines of a wrong role are counted.
_SAME = {
    **dict.fromkeys(("other", "related_heading"), "discarded"),
    **dict.fromkeys(("quote", "list_item", "dateline"), "paragraph"),
    "kicker": "category",
}


def made(count: int, room: Path) -> None:
    """Tables of made sites: each design as saved pages, and as the text that these show."""
    print(f"\n{'':18}{'standing found':>24}{'paragraphs lost':>24}{'wrong lines':>34}")
    print(f"{'':18}{'plain':>12}{'profile':>12}{'plain':>12}{'profile':>12}{'plain':>12}{'profile':>10}{'taught':>12}")
    sums = {kind: [Counter[str]() for _ in range(3)] for kind in (HTML, "text")}
    for kind in sums:
        for design in DESIGNS:
            totals = _made_site(design, kind, count, room)
            print(_made_line(f"{design}, {kind}", totals), flush=True)
            for total, more in zip(sums[kind], totals, strict=True):
                total.update(more)
        print(_made_line(f"all, {kind}", sums[kind]), flush=True)


def _made_site(design: str, kind: str, count: int, room: Path) -> list[Counter[str]]:
    """Counts of a site without a profile, with one, and with one taught by the first pages, which then do not count."""
    found = pages_of(design, count)
    reader = formats.reader(kind)
    assert reader.lay_out is not None
    texts = [shown_text(page.html, design).text for page in found]
    data = [page.html for page in found] if kind == HTML else texts
    laid = [reader.lay_out(one, design, reader.options()) for one in data]
    (site,) = counted((design, f"{design} {number}", one) for number, one in enumerate(laid))
    corrected = [
        Corrected(laid[number], _made_segments(found[number], texts[number]), ()) for number in range(CORRECTED)
    ]
    places: list[Path | None] = [None]
    for name, known in (("counted", site), ("taught", taught(site, corrected))):
        places.append(room / f"{design}-{kind}-{name}.profile")
        places[-1].write_bytes(profile.dump(Profile([known])))
    totals = []
    for place in places:
        total: Counter[str] = Counter()
        for number, page in enumerate(found):
            story = newscopy.read(data[number], kind, name=design, profile=place)
            total.update(_made_errors(page, texts[number], story, counts=number >= CORRECTED))
        totals.append(total)
    return totals


def _made_segments(page: MadePage, text: str) -> list[tuple[int, int, str, str | None]]:
    """The lines of a made page as a person would leave them, by their place in the text that it shows."""
    segments, at = [], 0
    for said, _, role in page.lines:
        start = text.index(said, at)
        at = start + len(said)
        segments.append((start, at, role, None))
    return segments


def _made_errors(page: MadePage, text: str, story: newscopy.Story, *, counts: bool) -> Counter[str]:
    """What became of each line: furniture found is discarded, a paragraph that is no copy is lost."""
    found: Counter[str] = Counter()
    ends = [segment.end for segment in story.segments]
    for (start, _, role, _), (_, kind, _) in zip(_made_segments(page, text), page.lines, strict=True):
        got = story.segments[bisect_right(ends, start)].role.value
        if kind == STANDING:
            found.update(standing=1, found=int(got == "discarded"))
        elif role == "paragraph":
            found.update(
                paragraphs=1, lost=int(got not in ("paragraph", "dateline", "quote", "list_item", "standfirst"))
            )
        if counts and kind != TEASER:
            found.update(lines=1, wrong=int(_SAME.get(got, got) != _SAME.get(role, role)))
    return found


def _made_line(name: str, totals: Sequence[Counter[str]]) -> str:
    plain, known, told = totals
    return (
        f"{name:18}{plain['found'] / plain['standing']:12.4f}{known['found'] / known['standing']:12.4f}"
        f"{plain['lost']:6} / {plain['paragraphs']:<5}{known['lost']:6} / {known['paragraphs']:<5}"
        f"{plain['wrong']:8}{known['wrong']:10}{told['wrong']:12}  of {told['lines']}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", default=[])
    parser.add_argument("--folds", type=Path, help="PREFIX.npz of the five files PREFIX.foldN.npz for texts")
    parser.add_argument("--html-folds", type=Path, help="the same for saved pages")
    parser.add_argument("--made", action="store_true", help="also make sites and measure on them")
    parser.add_argument("--pages", type=int, default=50, help="of each made site")
    arguments = parser.parse_args()
    heads = f"{'false':>8}{'heads':>8}{'lost':>8}{'perfect':>8}{'false + heads':>15}{'wrong blocks':>18}"
    print(f"{'':32}{heads}")
    with tempfile.TemporaryDirectory() as name:
        for kind, folds in (("innertext", arguments.folds), (HTML, arguments.html_folds)):
            if arguments.data and folds:
                with_data(arguments.data, kind, folds, Path(name))
        if arguments.made:
            made(arguments.pages, Path(name))


if __name__ == "__main__":
    main()
