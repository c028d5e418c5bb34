"""What Word must know of a story's language: proofing languages and fonts by kind of script."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

# Word proofs by language and region; where a tag names no region, the one most of its readers live in, as CLDR has it
# but for Arabic, Portuguese and English, which follow Word's own first choice.
_REGIONS = MappingProxyType(
    {
        "ar": "ar-SA", "bg": "bg-BG", "bn": "bn-BD", "ca": "ca-ES", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE",
        "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
        "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "it": "it-IT", "ja": "ja-JP",
        "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "mr": "mr-IN", "nb": "nb-NO", "ne": "ne-NP", "nl": "nl-NL",
        "nn": "nn-NO", "no": "nb-NO", "pl": "pl-PL", "ps": "ps-AF", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU",
        "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-Cyrl-RS", "sv": "sv-SE", "ta": "ta-IN", "te": "te-IN", "th": "th-TH",
        "tr": "tr-TR", "uk": "uk-UA", "ur": "ur-PK", "vi": "vi-VN", "yi": "yi-Hebr", "zh": "zh-CN", "zh-hans": "zh-CN",
        "zh-hant": "zh-TW",
    }
)  # fmt: skip
# Text faces that come with Word for Windows and macOS.
_EAST_ASIAN = MappingProxyType(
    {"ja": "Yu Mincho", "ko": "Batang", "zh": "SimSun", "zh-TW": "PMingLiU", "zh-HK": "PMingLiU", "zh-MO": "PMingLiU"}
)
_COMPLEX = MappingProxyType(
    {
        **dict.fromkeys(("ar", "fa", "he", "ps", "ur", "yi", "ckb", "ug", "sd"), "Times New Roman"),
        **dict.fromkeys(("as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "si", "ta", "te"), "Nirmala UI"),
        **dict.fromkeys(("km", "lo", "th"), "Leelawadee UI"),
    }
)
_UNKNOWN = "x-none"  # Word's own mark for text that is not to be proofed


@dataclass(frozen=True)
class Tongue:
    """Languages for the attributes val, eastAsia and bidi of w:lang, and the fonts of the last two.

    None leaves what the house style says.
    """

    latin: str
    east_asian: str | None = None
    complex: str | None = None
    east_asian_font: str | None = None
    complex_font: str | None = None


def tongue(language: str | None) -> Tongue:
    """Languages and fonts for a BCP 47 tag; Latin letters inside an Asian text are proofed as English."""
    if language is None:
        return Tongue(_UNKNOWN)
    tag = _REGIONS.get(language.lower(), language)
    base = tag.partition("-")[0].lower()
    if base in _EAST_ASIAN:
        return Tongue("en-US", east_asian=tag, east_asian_font=_EAST_ASIAN.get(tag, _EAST_ASIAN[base]))
    if base in _COMPLEX:
        return Tongue("en-US", complex=tag, complex_font=_COMPLEX[base])
    return Tongue(tag)
