"""Counts the lines of many pages by site, in bounded memory: of a large site a sample of its pages is kept.

Which pages are kept follows from their ranks alone, numbers that are as good as random and follow from their names. So
the order in which pages come makes no difference, nor how many others there are besides.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from newscopy.structure.furniture import Furniture, Seen

SITE_PAGES = 200
"""Pages of a site that are kept: those of lowest rank."""
ALL_PAGES = 5_000
"""Pages of all sites together; when there are more, those of the upper half of ranks are forgotten, again and again."""
PAGE_LINES = 600
"""Lines of a page that are kept: half of them from its top, half from its end."""
SITE_LINES = 3_000
"""Lines of a site in a profile: those that stand on most pages."""
_FEWEST = 2
_Kept = tuple[int, str, dict[str, int]]
"""The rank of a page, negative; a digest of its lines; its lines."""


def rank_of(name: str) -> int:
    """The rank of a page, by a name that no other page has."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[:8], "big")


class Sketch:
    """The pages that are kept, by site. Memory: at most ALL_PAGES times PAGE_LINES lines of some 120 characters."""

    def __init__(self, site_pages: int = SITE_PAGES, all_pages: int = ALL_PAGES) -> None:
        self._most, self._all = site_pages, all_pages
        self._limit = 1 << 64
        self._sites: dict[str, list[_Kept]] = defaultdict(list)  # heaps, the highest rank on top
        self._count = 0

    def wants(self, site: str | None, rank: int) -> bool:
        """True if a page would be kept; without a site, if that may be."""
        if rank >= self._limit:
            return False
        kept = self._sites.get(site) if site is not None else None
        return kept is None or len(kept) < self._most or rank < -kept[0][0]

    def add(self, site: str, rank: int, lines: Mapping[str, int]) -> None:
        """Take a page: its lines in order, each with where it stands (see `furniture.where`)."""
        if not self.wants(site, rank) or not lines:
            return
        kept, ends = self._sites[site], dict(_ends(lines))
        page = (-rank, hashlib.sha256(repr(ends).encode("utf-8", "replace")).hexdigest(), ends)
        if any(page[:2] == other[:2] for other in kept):
            return  # the same page once more
        heapq.heappush(kept, page)
        self._count += 1
        if len(kept) > self._most:
            heapq.heappop(kept)
            self._count -= 1
        while self._count > self._all:
            self._limit >>= 1
            self._sites = defaultdict(
                list, {name: left for name, pages in self._sites.items() if (left := self._below(pages))}
            )
            self._count = sum(map(len, self._sites.values()))

    def sites(self) -> list[Furniture]:
        """What is known of each site of two pages or more, by name; pages that are the same count as one."""
        found = []
        for name in sorted(self._sites):
            pages = list({digest: lines for _, digest, lines in self._sites[name]}.values())
            if len(pages) >= _FEWEST:
                found.append(Furniture(name, len(pages), _counted(pages)))
        return found

    def _below(self, pages: list[_Kept]) -> list[_Kept]:
        left = [page for page in pages if -page[0] < self._limit]
        heapq.heapify(left)
        return left


def _ends(lines: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    if len(lines) <= PAGE_LINES:
        return iter(lines.items())
    half = PAGE_LINES // 2
    return chain(islice(lines.items(), half), islice(lines.items(), len(lines) - half, None))


def _counted(pages: list[dict[str, int]]) -> dict[str, Seen]:
    times = {place: Counter(line for page in pages for line, at in page.items() if at == place) for place in (-1, 0, 1)}
    total = times[-1] + times[0] + times[1]
    often = sorted((-count, line) for line, count in total.items() if count >= _FEWEST)[:SITE_LINES]
    return {line: Seen(-count, times[-1][line], times[1][line]) for count, line in often}
