"""The related stories of a Story as one list of links: safe addresses, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    for block in body:
        if not isinstance(block, Related) or block.url == own:
            continue
        link = SeeAlso(block.title, safe_url(block.url), block.summary)
        same = next((at for at, other in enumerate(found) if _same(link, other)), None)
        if same is None:
            found.append(link)
        else:
            found[same] = _merged(found[same], link)
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


def _same(one: SeeAlso, other: SeeAlso) -> bool:
    if one.url and other.url:
        return canonical(one.url) == canonical(other.url)
    return one.title.casefold() == other.title.casefold()


def _merged(first: SeeAlso, again: SeeAlso) -> SeeAlso:
    return replace(
        first,
        title=max(first.title, again.title, key=len),
        url=first.url or again.url,
        summary=first.summary or again.summary,
    )
