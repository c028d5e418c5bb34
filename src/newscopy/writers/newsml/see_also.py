"""The related stories of a Story as one list of links: safe addresses, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from newscopy.model import Block, Related
from newscopy.writers.links import safe_url

# Parameters that say how a reader came, not what the page is.
_TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "ref"})


@dataclass(frozen=True)
class SeeAlso:
    """A pointer to another story; without `url` if none was safe."""

    title: str
    url: str | None
    summary: str | None


def see_also(body: Iterable[Block], own: str) -> list[SeeAlso]:
    """One pointer for each story pointed to, at the place of the first; the longest title and a summary are kept.

    Two pointers are to the same story if their addresses are the same page, or one lacks an address and their
    titles agree. A pointer to `own`, the story's own id, is left out.
    """
    found: list[SeeAlso] = []
    pages: dict[str, int] = {}
    titles: dict[str, int] = {}
    for block in body:
        if not isinstance(block, Related) or block.url == own:
            continue
        link = SeeAlso(block.title, safe_url(block.url), block.summary)
        page, title = link.url and canonical(link.url), link.title.casefold()
        at = titles.get(title) if page is None else pages.get(page, _unaddressed(found, titles.get(title)))
        if at is None:
            at = len(found)
            found.append(link)
        else:
            found[at] = _merged(found[at], link)
        titles.setdefault(title, at)
        if page:
            pages.setdefault(page, at)
    return found


def canonical(url: str) -> str:
    """What names a page: without scheme, host case, standard port, tracking parameters, fragment or last slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "") + (f":{parts.port}" if parts.port not in (None, 80, 443) else "")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(list(_telling(parts.query)))}"


def _telling(query: str) -> Iterator[tuple[str, str]]:
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name.lower() not in _TRACKING and not name.lower().startswith("utm_"):
            yield name, value


def _unaddressed(found: Sequence[SeeAlso], at: int | None) -> int | None:
    """The place `at` of a pointer if that one still lacks an address."""
    return at if at is not None and found[at].url is None else None


def _merged(first: SeeAlso, again: SeeAlso) -> SeeAlso:
    return replace(
        first,
        title=max(first.title, again.title, key=len),
        url=first.url or again.url,
        summary=first.summary or again.summary,
    )
