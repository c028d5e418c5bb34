"""What qpdf says of a broken PDF, in words for a user."""

from __future__ import annotations

import re

_NAMELESS = re.compile(r"^((WARNING|ERROR): )?stream <[^>]*>:? ?")


def in_one_line(message: object) -> str:
    """qpdf's words on one line, without the name it gives to bytes that came from no file."""
    return " ".join(_NAMELESS.sub("", str(message)).split())
