"""Makes src/newscopy/structure/calendar.toml from CLDR, by way of Babel. Run once by a developer:

    pip install babel && python training/make_calendar.py

Unicode CLDR data is under the Unicode License v3.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale, __version__

TARGET = Path(__file__).parents[1] / "src/newscopy/structure/calendar.toml"
LOCALES = """
    en de fr es pt it nl sv nb nn da fi is et lv lt pl cs sk sl hr sr bs hu ro bg mk ru uk be el tr az kk he ar ar_SY
    ar_DZ fa ur hi bn mr ta te ml gu pa ne th vi id ms fil sw ca eu gl ga cy sq hy ka
"""
# Printed by newspapers, not in CLDR.
LEVANTINE = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول"
PORTUGUESE = "jan,fev,mar,abr,mai,jun,jul,ago,set,out,nov,dez"
EXTRA = {
    "en": {9: ["Sept"]},
    "de": {1: ["Jänner", "Jan"], 2: ["Feber"], 3: ["Mrz", "Mär"]},
    "ar": {number: [name] for number, name in enumerate(LEVANTINE.split(","), 1)},
    "pt": {number: [name] for number, name in enumerate(PORTUGUESE.split(","), 1)},
    "es": {9: ["set", "setiembre"]},
}


def forms(locale: Locale, code: str, number: int) -> list[str]:
    """All ways a month is written: wide and short, inside a date and on its own; no numbers, no single letters."""
    found = []
    for context in ("format", "stand-alone"):
        for size in ("wide", "abbreviated"):
            name = locale.months[context][size][number].strip().rstrip(".")
            if len(name) > 1 and not any(char.isdigit() for char in name):
                found.append(name)
    return list(dict.fromkeys(found + EXTRA.get(code, {}).get(number, [])))


def main() -> None:
    lines = [
        f"# Month names, made by training/make_calendar.py from CLDR (Babel {__version__}); do not edit.",
        "[months]",
    ]
    for code in LOCALES.split():
        months = [forms(Locale.parse(code), code, number) for number in range(1, 13)]
        if all(months):
            rows = ", ".join("[" + ", ".join(f'"{name}"' for name in names) + "]" for names in months)
            lines.append(f"{code} = [{rows}]")
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
