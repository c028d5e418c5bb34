"""Which addresses a printed or published page may link to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_WEB = frozenset({"http", "https"})
# RFC 3986 §2.2 and §2.3, and the percent sign of what is encoded already; brackets are legal in a host only.
_LEGAL = ":/?@!$&'()*+,;=-._~%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def safe_url(url: str | None) -> str | None:
    """The address with what a URI cannot hold percent-encoded, or None if it is no web or mail address.

    javascript:, data:, file: and relative addresses are not safe to click in a document that travels.
    """
    try:
        parts = urlsplit((url or "").strip())
        reachable = parts.hostname if parts.scheme in _WEB else parts.scheme == "mailto" and "@" in parts.path
        _ = parts.port  # a port that is no number makes the address unusable, and is only found when asked for
    except ValueError:
        return None
    if not reachable:
        return None
    host = quote(parts.netloc, safe=_LEGAL + "[]")
    rest = (quote(_LONE_PERCENT.sub("%25", part), safe=_LEGAL) for part in parts[2:])
    return urlunsplit((parts.scheme, host, *rest))
