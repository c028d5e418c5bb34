"""Hypothesis strategies for Stories in many scripts: what the tests of all formats draw from."""

from __future__ import annotations

from hypothesis import strategies as st

from newscopy.model import (
    Block,
    Byline,
    Caption,
    Category,
    Dateline,
    DiscardReason,
    ListItem,
    Mark,
    Note,
    Notice,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    Role,
    Segment,
    SourceInfo,
    Story,
    Subheading,
    Timestamp,
)

# Words of many scripts, and the characters that formats stumble over: markup, quotes, bidi marks, joiners,
# combining marks, astral and private characters, separators that are no line breaks to us.
WORDS = (
    "harbour",
    "Council's",
    "“quoted”",
    "façade",
    "Straße",
    "naïve",
    "вулиця",
    "Αθήνα",
    "المدينة",
    "۱۴۰۲",
    "می‌خواهد",
    "ירושלים",
    "दिल्ली",
    "ประชุมสภา",
    "東京",
    "市長が辞任",
    "한국어",
    "北京时间",
    "🛶",
    "👩‍🚒",
    "𝒳",
    "𐎠𐎼𐎹",
    "e\u0301te\u0301",
    "\u2067nested\u2069",
    "\u200fmark",
    "soft\u00adhyphen",
    "a\u00a0b",
    "x\u2028y",
    "\ufeffbom",
    "]]>",
    "<p>",
    "&amp;",
    "<!--",
    "<?xml",
    '"double"',
    "{{name}}",
    "{% if %}",
    "C:\\dir",
    "100%",
    "#1",
    "*star*",
    "—",
)
# Surrogates are no characters; the rest is what XML 1.0 §2.2 cannot carry (C0 without tab and line ends, U+FFFE, U+FFFF).
_FORBIDDEN = (*(chr(n) for n in range(0x20) if n not in (9, 10, 13)), "\ufffe", "\uffff")
_ANY = st.characters(exclude_categories=("Cs",), exclude_characters=_FORBIDDEN)
_ANY_INLINE = st.characters(exclude_categories=("Cs",), exclude_characters=(*_FORBIDDEN, "\t", "\n", "\r"))
_PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
URLS = (
    "https://news.example/2024/05/harbour-wall?edition=uk&page=1",
    "http://NEWS.example/2024/05/harbour-wall/?utm_source=feed",
    "https://news.example/a b/[c]?q=%zz&x={y}",
    "https://例え.example/記事?キー=値",
    "https://user@news.example:8443/x#part",
    "https://[2001:db8::1]/x",
    "http://[broken",
    "http://news.example:port/",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/hostname",
    "/relative/path",
    "mailto:desk@news.example",
    "no address at all",
)


def lines(max_size: int = 60) -> st.SearchStrategy[str]:
    """Text without line breaks, never empty; sometimes only a blank."""
    return _PHRASES | st.text(_ANY_INLINE, min_size=1, max_size=max_size)


def block_texts(max_size: int = 200) -> st.SearchStrategy[str]:
    """Any text XML can carry, never empty; may hold line breaks and tabs, may be blank."""
    return (
        _PHRASES
        | st.lists(_PHRASES, min_size=2, max_size=3).map("\n".join)
        | st.text(_ANY, min_size=1, max_size=max_size)
    )


def urls() -> st.SearchStrategy[str]:
    """Addresses good, broken and dangerous."""
    return st.sampled_from(URLS) | lines().map(lambda tail: f"https://news.example/{tail}")


@st.composite
def date_values(draw: st.DrawFn) -> str:
    """ISO 8601 dates of each precision the Story knows."""
    moment = draw(st.datetimes())
    cut = draw(st.sampled_from((4, 7, 10, 16, 19)))
    value = moment.isoformat(timespec="seconds")[:cut]
    zones = ("", "Z", "+00:00", "+05:45", "-03:30", "+14:00", "-12:00")
    return value + (draw(st.sampled_from(zones)) if cut > 10 else "")


@st.composite
def marks(draw: st.DrawFn, text: str) -> tuple[Mark, ...]:
    """Up to four marks inside `text`, in order; they may overlap."""
    made = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(("emphasis", "strong", "link")))
        made.append(Mark(kind=kind, start=start, end=end, url=draw(urls()) if kind == "link" else None))
    return tuple(sorted(made, key=lambda mark: mark.start))


@st.composite
def _running_text(draw: st.DrawFn) -> dict[str, object]:
    text = draw(block_texts())
    return {"text": text, "marks": draw(marks(text))}


def paragraphs() -> st.SearchStrategy[Paragraph]:
    return _running_text().map(lambda fields: Paragraph(**fields))


def blocks() -> st.SearchStrategy[Block]:
    """A block of any kind."""
    maybe_line = st.none() | lines()
    return st.one_of(
        paragraphs(),
        st.builds(lambda fields, level: Subheading(level=level, **fields), _running_text(), st.integers(1, 5)),
        st.builds(
            lambda fields, level, ordered: ListItem(level=level, ordered=ordered, **fields),
            _running_text(),
            st.integers(1, 9),
            st.booleans(),
        ),
        _running_text().map(lambda fields: Quote(**fields)),
        st.builds(PullQuote, text=block_texts(), attribution=maybe_line),
        st.builds(Caption, text=block_texts(), credit=maybe_line),
        st.builds(
            Related,
            title=lines(),
            summary=st.none() | block_texts(),
            url=st.none() | urls(),
            placement=st.sampled_from(("inline", "end")),
        ),
        st.builds(Note, text=block_texts()),
    )


def bodies(max_size: int = 12) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(blocks(), max_size=max_size).map(tuple)


def timestamps() -> st.SearchStrategy[Timestamp]:
    return st.builds(Timestamp, value=st.none() | date_values(), text=st.none() | lines())


def datelines() -> st.SearchStrategy[Dateline]:
    maybe_line = st.none() | lines()
    return st.builds(Dateline, text=lines(), place=maybe_line, agency=maybe_line, date=st.none() | date_values())


def categories() -> st.SearchStrategy[Category]:
    codes = st.sampled_from(("medtop:11000000", "medtop:04000000", "subj:15000000", "house:sport/football", "x:ü&<"))
    return st.builds(Category, name=lines(), qcode=st.none() | codes)


def bylines() -> st.SearchStrategy[Byline]:
    maybe_line = st.none() | lines()
    return st.builds(Byline, name=lines(), role=maybe_line, organisation=maybe_line, place=maybe_line)


def sources() -> st.SearchStrategy[SourceInfo]:
    return st.builds(
        SourceInfo,
        name=lines(),
        media_type=st.just("text/plain"),
        encoding=st.sampled_from(("utf-8", "cp1252", "shift_jis")),
        sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
        length=st.integers(200, 10**6),
    )


def segments() -> st.SearchStrategy[tuple[Segment, ...]]:
    """A headline and discarded text around it."""
    headline = Segment(start=0, end=50, role=Role.HEADLINE, target="/headline", confidence=0.9, reason="first line")
    rest = st.builds(
        lambda text, reason: Segment(
            start=50, end=150, role=Role.DISCARDED, target=None, confidence=0.5, reason=reason.value, text=text
        ),
        block_texts(100),
        st.sampled_from(DiscardReason),
    )
    return st.just(()) | rest.map(lambda segment: (headline, segment))


def notices() -> st.SearchStrategy[Notice]:
    return st.builds(Notice, code=st.sampled_from(("ambiguous-date", "doubtful-headline")), message=lines())


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A whole Story: any script, any gaps, any order of blocks."""
    maybe_line = st.none() | lines()
    language, direction = draw(
        st.sampled_from(
            (
                (None, "ltr"),
                ("en-GB", "ltr"),
                ("de", "ltr"),
                ("ar", "rtl"),
                ("fa", "rtl"),
                ("ja", "ltr"),
                ("zh-Hant", "ltr"),
            )
        )
    )
    return Story(
        id=draw(
            st.sampled_from(
                ("urn:newsml:archive.invalid:20240503:harbour-0a1b2c3d4e5f", "tag:news.example,2024:x'&<y>")
            )
        ),
        language=language,
        direction=direction,
        headline=draw(lines()),
        kicker=draw(maybe_line),
        standfirst=draw(st.none() | block_texts()),
        slugline=draw(maybe_line),
        categories=tuple(draw(st.lists(categories(), max_size=3))),
        bylines=tuple(draw(st.lists(bylines(), max_size=3))),
        byline=draw(st.none() | block_texts()),
        dateline=draw(st.none() | datelines()),
        published=draw(st.none() | timestamps()),
        updated=draw(st.none() | timestamps()),
        keywords=tuple(draw(st.lists(lines(), max_size=3))),
        body=draw(bodies()),
        source=draw(sources()),
        segments=draw(segments()),
        notices=tuple(draw(st.lists(notices(), max_size=2))),
    )
