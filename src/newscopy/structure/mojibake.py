"""Text that was UTF-8, was once read as Windows-1252 or the like, and was kept so: "donâ€™t" for "don’t"."""

from __future__ import annotations

import re

from newscopy.model import Notice

# What stands for the second and further bytes of a character, and what a character of two, three or four bytes became.
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_TORN = re.compile(f"[Â-ß]{_REST}|[à-ï]{_REST}{{2}}|[ð-ô]{_REST}{{3}}")
# One of these stands in any such text: they became of accents and quotation marks, Cyrillic, Greek, Arabic and CJK.
_LEADS = "ÂÃâÐÑÎÏØÙãïì"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# So many of them at least, and so much of all that is not ASCII: a text about encodings has its own quotation marks.
_FEWEST, _SHARE = 3, 0.5


def repaired(text: str) -> tuple[str, list[Notice]]:
    """The text with such lines put right, by ftfy, and how many there are; nearly all texts are left alone."""
    if text.isascii() or not any(lead in text for lead in _LEADS):
        return text, []
    torn = _TORN.findall(text)
    if len(torn) < _FEWEST or sum(map(len, torn)) < _SHARE * len(_BEYOND_ASCII.findall(text)):
        return text, []
    from ftfy import TextFixerConfig, fix_text  # a tenth of a second, and hardly any text needs it

    only_encoding = TextFixerConfig(
        unescape_html=False, remove_terminal_escapes=False, fix_c1_controls=False, fix_latin_ligatures=False,
        fix_character_width=False, uncurl_quotes=False, fix_line_breaks=False, fix_surrogates=False,
        remove_control_chars=False, normalization=None,
    )  # fmt: skip
    lines = text.split("\n")
    put_right = [fix_text(line, only_encoding) if _TORN.search(line) else line for line in lines]
    count = sum(one != other for one, other in zip(lines, put_right, strict=True))
    if not count:
        return text, []
    message = f"{count} lines were UTF-8 that had been read in another encoding; they are put right"
    return "\n".join(put_right), [Notice(code="mojibake", message=message)]
