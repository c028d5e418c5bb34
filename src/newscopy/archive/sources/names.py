"""Names of members told apart, in eight bytes each: an archive of millions must not fill the memory with them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 50_000


class Seen:
    """Names that were met before."""

    def __init__(self) -> None:
        self._recent: set[int] = set()
        self._before: NDArray[np.uint64] | None = None

    def __contains__(self, name: str) -> bool:
        digest = _digest(name)
        if digest in self._recent:
            return True
        if self._before is None:
            return False
        at = int(self._before.searchsorted(self._before.dtype.type(digest)))
        return at < len(self._before) and int(self._before[at]) == digest

    def add(self, name: str) -> None:
        """Meet a name."""
        self._recent.add(_digest(name))
        if len(self._recent) == _AT_ONCE:
            self._put_by()

    def _put_by(self) -> None:
        """Sort the recent ones in with those before."""
        import numpy as np

        recent = np.fromiter(self._recent, np.uint64, len(self._recent))
        self._before = np.sort(recent if self._before is None else np.concatenate((self._before, recent)))
        self._recent.clear()


class Names:
    """The names that an archive has had so far."""

    def __init__(self) -> None:
        self._seen = Seen()

    def fresh(self, name: str) -> str:
        """The name, or if another was called so: with an apostrophe behind it, and the number from 3 on (a, a', a'3).

        A name that stands n times is looked up log n times for each, since its numbers follow each other.
        """
        number = 1
        if name in self._seen:
            taken, number = 1, 2
            while _numbered(name, number) in self._seen:
                taken, number = number, 2 * number
            while number - taken > 1:
                middle = (taken + number) // 2
                if _numbered(name, middle) in self._seen:
                    taken = middle
                else:
                    number = middle
        name = _numbered(name, number)
        self._seen.add(name)
        return name


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}'" if number == 2 else f"{name}'{number}"


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())
