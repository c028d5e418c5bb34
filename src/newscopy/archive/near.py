"""Finds stories that are nearly the same: an update, a story cut for space, one that a second paper took over.

Of each story the eight least digests of its sentences are kept (a bottom-k sketch: Broder, "On the resemblance and
containment of documents", 1997). Two stories that share many sentences share many of them, and their resemblance is
estimated from these alone: in steps of an eighth, and no better than that.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 8
_SHORTEST = 12  # letters; what is shorter stands in stories that have nothing to do with each other
_MOST = 50  # stories that share a sentence; what more of them have is a phrase of the house
_AT_ONCE = 4_000_000  # digests sorted in memory
_BETWEEN = "\0"
_SPACE = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_ENDS = (_BETWEEN, "!", "?", "…", "。", "！", "？", "؟", "।")


def plain(paragraphs: Iterable[str]) -> str:
    """The words of paragraphs without cases and white space, however they are wrapped; a sign between paragraphs."""
    text = _BETWEEN.join(paragraphs)
    if text.isascii():  # ten times as fast
        return text.lower().encode().translate(None, _SPACE).decode()
    return "".join(text.casefold().split())


def words(text: str) -> str:
    """A digest of what `plain` has made, 12 hexadecimal digits: the same for stories that say the same, however they
    are cut up.
    """
    return blake2b(text.replace(_BETWEEN, "").encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def sketch(text: str) -> str:
    """The least digests of the sentences of what `plain` has made, in hexadecimal, 12 digits each; "" if none."""
    for end in _ENDS:
        text = text.replace(end, ".")
    sentences = {part.encode("utf-8", "surrogatepass") for part in text.split(".") if len(part) >= _SHORTEST}
    # CRC-32 is enough to choose by, and costs a third; two bytes more keep strangers apart.
    least = sorted((crc32(sentence), sentence) for sentence in sentences)[:KEPT]
    return b"".join(crc.to_bytes(4, "big") + blake2b(one, digest_size=2).digest() for crc, one in least).hex()


def pairs(sketches: Callable[[], Iterator[str]], least: float) -> list[tuple[float, int, int]]:
    """Pairs of stories whose resemblance is `least` or more, from 0 to 1: how much, and their numbers, in order.

    `sketches` gives those of all stories, each time it is called. They are kept in a file; memory holds no more than
    a few million digests at once, and the pairs.
    """
    import numpy as np

    with tempfile.TemporaryFile() as file:
        count = 0
        for told in sketches():
            row = np.zeros(KEPT, np.uint64)
            row[: len(told) // 12] = [int(told[at : at + 12], 16) for at in range(0, len(told), 12)]
            file.write(row.tobytes())
            count += 1
        if not count:
            return []
        file.flush()
        table = np.memmap(file, np.uint64, "r", shape=(count, KEPT))
        found: dict[tuple[int, int], float] = {}
        parts = -(-count * KEPT // _AT_ONCE)
        for part in range(parts):
            for one, other in _sharing(table, part, parts):
                if (one, other) not in found:
                    found[one, other] = resemblance(table[one], table[other])
                    if found[one, other] < least:
                        del found[one, other]
    return sorted((much, *pair) for pair, much in found.items())[::-1]


def resemblance(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """The share of the least digests of both that both have."""
    first, second = ({int(told) for told in told_of if told} for told_of in (one, other))
    least = sorted(first | second)[:KEPT]
    return sum(told in first and told in second for told in least) / len(least) if least else 0.0


def _sharing(table: Any, part: int, parts: int) -> Iterator[tuple[int, int]]:
    """Pairs of stories that share a digest of one part of all digests."""
    import numpy as np

    flat = table.reshape(-1)
    chosen = np.flatnonzero((flat % parts == part) & (flat != 0))
    digests = flat[chosen]
    order = np.argsort(digests, kind="stable")
    digests, stories = digests[order], chosen[order] // KEPT
    starts = np.flatnonzero(np.concatenate(([True], digests[1:] != digests[:-1])))
    lengths = np.diff(np.append(starts, len(digests)))
    for at in np.flatnonzero((lengths > 1) & (lengths <= _MOST)):
        same = stories[starts[at] : starts[at] + lengths[at]]
        yield from combinations((int(story) for story in same), 2)
