"""The page as files: one that holds everything, or numbered ones with an index; none asks anybody for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from newscopy.assets import asset, asset_bytes
from newscopy.review.payload import Told, in_html

STORIES, CHARACTERS = 2000, 40_000_000
"""What one page holds at most; past it the stories go on in another one."""
# In an order in which each module comes behind those that it imports.
_MODULES = ("text", "roles", "state", "corrections", "preview", "lines", "list", "keep", "fields", "main")
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|class|function|async)", re.MULTILINE)


def files(stories: Sequence[Told], path: Path, title: str) -> Iterator[tuple[Path, bytes]]:
    """Each file and its content: `path` alone, or `path` as the index of NAME-1.html, NAME-2.html and so on."""
    parts = list(_parts(stories))
    if len(parts) == 1:
        yield path, page(parts[0], title)
        return
    names = [path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, len(parts) + 1)]
    for here, part in zip(names, parts, strict=True):
        pages = [{"number": n, "file": name.name, "here": name == here} for n, name in enumerate(names, 1)]
        yield here, page(part, title, pages)
    yield path, _index(parts, names, title)


def page(stories: Sequence[Told], title: str, pages: Sequence[dict[str, Any]] = ()) -> bytes:
    """One page with all that it needs."""
    from markupsafe import Markup

    index = {"stories": [{"at": at, **story.entry} for at, story in enumerate(stories)]}
    return _rendered(
        "page.html",
        title=title,
        pages=pages,
        index=Markup(in_html(index)),
        stories=[Markup(story.story) for story in stories],
        script=Markup(script()),
        policy=_policy(script()),
    )


def script() -> str:
    """The modules of the page as one: inside one file they cannot import each other."""
    sources = (asset_bytes(f"templates/review/{name}.js").decode() for name in _MODULES)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", source)) for source in sources)


def _parts(stories: Iterable[Told]) -> Iterator[list[Told]]:
    part: list[Told] = []
    size = 0
    for story in stories:
        if part and (len(part) == STORIES or size + len(story.story) > CHARACTERS):
            yield part
            part, size = [], 0
        part.append(story)
        size += len(story.story)
    yield part


def _index(parts: Sequence[Sequence[Told]], names: Sequence[Path], title: str) -> bytes:
    told = [
        {
            "file": name.name,
            "stories": f"{len(part):,}",
            "least": round(100 * part[0].entry["sure"]),
            "most": round(100 * part[-1].entry["sure"]),
        }
        for part, name in zip(parts, names, strict=True)
    ]
    count = f"{sum(map(len, parts)):,}"
    return _rendered("index.html", title=title, pages=told, count=count, policy=_policy(""))


def _rendered(template: str, **values: Any) -> bytes:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(asset("templates/review")), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(template).render(style=Markup(_style()), **values).encode()


def _style() -> str:
    return asset_bytes("templates/review/page.css").decode()


def _policy(code: str) -> str:
    """Nothing may be loaded or sent, and nothing runs but the page's own script, which is known by its hash."""
    allowed = [f"style-src 'sha256-{_digest(_style())}'"] + ([f"script-src 'sha256-{_digest(code)}'"] if code else [])
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
