"""Makes src/newscopy/structure/calendar.toml from CLDR, by way of Babel. Run once by a developer:

    pip install babel && python training/make_calendar.py

Unicode CLDR data is under the Unicode License v3.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from babel import Locale, __version__

TARGET = Path(__file__).parents[1] / "src/newscopy/structure/calendar.toml"
LOCALES = (  # noqa: SIM905
    "en de fr es pt it nl sv nb nn da fi is et lv lt pl cs sk sl hr sr sr_Latn bs hu ro bg mk ru uk be el tr az kk he "
    "ar ar_SY ar_DZ fa ur hi bn mr ta te ml gu pa ne th id ms fil sw af ca eu gl ga cy sq hy ka ja ko zh vi"
).split()
# Printed by newspapers, not in CLDR: twelve fields, several forms of a month with a comma between them.
EXTRA = {
    "en": ";;;;;;;;Sept;;;",
    "de": "Jänner;Feber;Mrz,Mär,Maerz;;;;;;;;;",
    "fr": ";fev,fév;;;;;;;;;;dec",
    "es": ";;;;;;;;set,setiembre;;;",
    "pt": "jan;fev;mar;abr;mai;jun;jul;ago;set;out;nov;dez",
    "nl": ";;mrt;;;;;;sept;;;",
    "sv": ";;;;;;;;sept;;;",
    "da": ";;;;;;;;sept;;;",
    "id": ";Pebruari;;;;;;Agt,Ags;Sept;;Nop,Nopember;",
    "ru": ";фев;;;;;;;сен;;ноя;",
    "uk": ";лют;;кві;тра;чер;лип;;;жов;лис;",
    "bg": ";;;;;;;;септ;;;",
    "he": "ינו;פבר;;אפר;;;;אוג;ספט;אוק;נוב;דצמ",
    "ar": "كانون الثاني;شباط;آذار,اذار;نيسان,ابريل,إبريل;أيار,ايار;حزيران;تموز;آب,اغسطس;أيلول,ايلول;"
    "تشرين الأول,تشرين الاول,اكتوبر;تشرين الثاني;كانون الأول,كانون الاول",
    "fa": ";;;;می;جون;جولای,ژوییه;آگوست,اگست;;;;",
    "hi": ";फरवरी;;;;;;;सितम्बर;अक्तूबर;नवम्बर;दिसम्बर",
}


def names(code: str) -> tuple[str, str]:
    """A locale's months, twelve fields of comma-separated forms, and its weekdays; numbers are left out."""
    locale = Locale.parse(code)
    extra = EXTRA.get(code, ";" * 11).split(";")
    months = []
    for number in range(1, 13):
        forms = [
            locale.months[context][size][number]
            for context in ("format", "stand-alone")
            for size in ("wide", "abbreviated")
        ]
        months.append(joined([*forms, *extra[number - 1].split(",")]))
    days = [
        locale.days[context][size][number]
        for context in ("format", "stand-alone")
        for size in ("wide", "abbreviated")
        for number in range(7)
    ]
    return "; ".join(months), joined(days)


def joined(forms: list[str]) -> str:
    """Each form once, without final full stop; single letters and forms with digits in them are left out."""
    plain = [form.strip().rstrip(".").removeprefix("de ").removeprefix("d’") for form in forms]
    return ", ".join(dict.fromkeys(form for form in plain if len(form) > 1 and not any(map(str.isdigit, form))))


def main() -> None:
    # A process each: what Babel resolves for one locale leaks into those that are asked later.
    with ProcessPoolExecutor(max_workers=1, max_tasks_per_child=1) as pool:
        found = dict(zip(LOCALES, pool.map(names, LOCALES), strict=True))
    lines = [
        f"# Made by training/make_calendar.py from CLDR (Babel {__version__}); do not edit.",
        "# Months: January to December, a semicolon between two months, a comma between two forms of one.",
        "[months]",
        *(f"{code} = '{months}'" for code, (months, _) in found.items()),
        "",
        "[weekdays]",
        *(f"{code} = '{days}'" for code, (_, days) in found.items()),
    ]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
