"""What a page says of its story where no reader sees it: JSON-LD, Open Graph, meta elements, microdata.

It is evidence and no truth: pages carry the headline of search engines, the site's name as author, the day of the last
change as that of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

# https://schema.org/Article and its kinds, and what else pages give their stories.
_ARTICLES = re.compile(
    r"(?:Article|NewsArticle|BlogPosting|Report|LiveBlogPosting|Review|Recipe|BackgroundArticle|OpinionArticle)\b"
    r"|Article$|Posting$|Gallery$"
)
_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]{1,200}>")
_TRAIL, _MOST_STEPS = "BreadcrumbList", 20
_HOST = re.compile(r"^https?://(?:www\d?\.)?")
_SITE_ITSELF = re.compile(r"https?://[^/]+/?")
# A page holds a handful of objects; more are a list of something else.
_MOST_OBJECTS, _DEEPEST = 2000, 12
_LONGEST = 500
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
# In front of what the front matter of Markdown says and no meta element has a name for.
FRONT_MATTER = "front-matter:"
_DESCRIPTIONS = (
    "og:description", "description", "twitter:description", "dc.description", f"{FRONT_MATTER}standfirst",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "byl",
    "article.author", "cxenseparse:author", "og:article:author",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "og:published_time", "last-modified",
    "cxenseparse:recs:publishtime", "dcterms.issued", "article.published", "og:article:published_time",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "dcterms.modified", "og:updated_time", "article:modified")
_SECTIONS = ("article:section", "section", "parsely-section", "og:article:section")
_KEYWORDS = ("news_keywords", "keywords", "article:tag", "parsely-tags")


@dataclass
class Metadata:
    """All that a page's head says of its story, each list with the likelier ones first and every text in one line.

    `trail` is the way to the story from the site's own page, which it leaves out. `typed` says that it is the front
    matter of Markdown: written with the story, and not for search engines.
    """

    titles: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    window: str = ""
    site: str = ""
    body: str = ""
    language: str = ""
    address: str = ""
    for_free: bool | None = None
    typed: bool = False

    @property
    def host(self) -> str:
        """The host of the page's address, "" if it has none."""
        return _HOST.sub("", self.address).partition("/")[0]


def metadata(root: etree._Element) -> Metadata:
    """What the page says of itself; what cannot be read is left out."""
    found = Metadata(
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    )
    things = [item for script in root.iter("script") for item in _things(script)]
    articles = [item for item in things if any(_ARTICLES.search(kind) for kind in _words(item.get("@type")))]
    # The one story of a page is told most of.
    for article in sorted(articles, key=len, reverse=True)[:1]:
        _take_article(found, article)
    found.kinds = list(dict.fromkeys(kind for article in articles for kind in _words(article.get("@type"))))
    found.trail = [name for item in things if _TRAIL in _words(item.get("@type")) for name in _steps(item)]
    found.trail = found.trail or list(_marked_steps(root))
    free = [str(article["isAccessibleForFree"]).lower() for article in articles if "isAccessibleForFree" in article]
    found.for_free = free[0] == "true" if free else None
    _take_meta(found, root)
    window = root.find(".//title")
    found.window = _line(window.text if window is not None else "")
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and not found.address:
            found.address = (link.get("href") or "").strip()
    for name in ("titles", "descriptions", "authors", "published", "modified", "sections", "trail", "keywords"):
        setattr(found, name, list(dict.fromkeys(text for text in getattr(found, name) if text)))
    return found


def _things(script: etree._Element) -> Iterator[dict[str, Any]]:
    """What a script of JSON-LD describes."""
    if "ld+json" not in (script.get("type") or "").lower() or not script.text:
        return
    try:
        data = json.loads(_BLANKS.sub(" ", script.text), strict=False)
    except (ValueError, RecursionError):
        return
    yield from _objects(data)


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON value, outer ones first, as far as a page can need them."""
    waiting: list[tuple[object, int]] = [(data, 0)]
    count = 0
    while waiting and count < _MOST_OBJECTS:
        value, depth = waiting.pop(0)
        count += 1
        if isinstance(value, dict):
            yield value
            inner = [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb") if key in value]
        else:
            inner = value if isinstance(value, list) else []
        if depth < _DEEPEST:
            waiting += [(part, depth + 1) for part in inner]


def _take_article(found: Metadata, article: dict[str, Any]) -> None:
    found.titles += [_line(article.get(key)) for key in ("headline", "name")]
    found.descriptions.append(_line(article.get("description")))
    found.authors += _names(article.get("author")) or _names(article.get("creator"))
    found.published.append(_line(article.get("datePublished")))
    found.modified.append(_line(article.get("dateModified")))
    found.publishers += _names(article.get("publisher"))
    found.sections += _words(article.get("articleSection"))
    found.keywords += _words(article.get("keywords"))
    body = article.get("articleBody")
    found.body = _BLANKS.sub(" ", _TAG.sub(" ", body)) if isinstance(body, str) else ""


def _steps(trail: dict[str, Any]) -> Iterator[str]:
    """The names on the way to the story; https://schema.org/BreadcrumbList has several ways to write them."""
    listed = trail.get("itemListElement")
    for step in listed[:_MOST_STEPS] if isinstance(listed, list) else ():
        if isinstance(step, dict):
            item = step.get("item")
            thing = item if isinstance(item, dict) else {"@id": item}
            name = _line(step.get("name")) or _line(thing.get("name"))
            if name and not _SITE_ITSELF.fullmatch(_line(thing.get("@id")) or _line(thing.get("url"))):
                yield name


def _marked_steps(root: etree._Element) -> Iterator[str]:
    """The same from microdata, where each step has a name and a link."""
    around = (place for place in root.iterfind(".//*[@itemtype]") if _TRAIL in (place.get("itemtype") or ""))
    steps = [step for place in around for step in place.iterfind(".//*[@itemprop='itemListElement']")]
    for step in steps[:_MOST_STEPS]:
        said = step.find(".//*[@itemprop='name']")
        link = step.find(".//*[@href]")
        name = "" if said is None else _line(said.get("content") or "".join(map(str, said.itertext())))
        address = "" if link is None else _line(link.get("href"))
        if name and address != "/" and not _SITE_ITSELF.fullmatch(address):
            yield name


def _take_meta(found: Metadata, root: etree._Element) -> None:
    told: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if content and name:
            told.setdefault(name.lower(), []).append(_line(content))
    for target, names in (
        (found.titles, _TITLES), (found.descriptions, _DESCRIPTIONS), (found.published, _PUBLISHED),
        (found.modified, _MODIFIED), (found.sections, _SECTIONS),
    ):  # fmt: skip
        target += [text for name in names for text in told.get(name, ())]
    # What the meta elements call the author often is the owner; JSON-LD tells people apart.
    found.authors = found.authors or [text for name in _AUTHORS for text in told.get(name, ())]
    for name in _KEYWORDS:
        found.keywords += [word.strip() for text in told.get(name, ()) for word in text.split(",")]
    found.kinds += told.get("og:type", [])
    found.others += [(name, text) for name, texts in told.items() if name.startswith(FRONT_MATTER) for text in texts]
    found.site = next(iter(told.get("og:site_name", ())), "")
    found.address = next(iter(told.get("og:url", ())), "")
    locale = next(iter(told.get("og:locale", ())), "")
    found.language = found.language or locale.replace("_", "-")


def _names(value: object) -> list[str]:
    """The names of people or organisations, however they are written."""
    if isinstance(value, dict):
        return _names(value.get("name")) if value.get("name") else []
    if isinstance(value, list):
        return [name for part in value[:20] for name in _names(part)]
    return [_line(value)] if isinstance(value, str) else []


def _words(value: object) -> list[str]:
    if isinstance(value, list):
        return [word for part in value[:50] for word in _words(part)]
    return [_line(value)] if isinstance(value, str) else []


def _line(value: object) -> str:
    """A text of the head in one line, without what people's programs leave in it."""
    if not isinstance(value, str):
        return ""
    if "&" in value:
        import html

        value = html.unescape(value)
    return _BLANKS.sub(" ", value).strip()[:_LONGEST]
