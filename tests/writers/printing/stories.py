"""Stories made by hand for the tests of printing; every sentence is written for this project."""

from __future__ import annotations

from typing import Any

from newscopy.model import (
    Byline,
    Caption,
    Category,
    Dateline,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    SourceInfo,
    Story,
    Subheading,
    Timestamp,
)

SOURCE = SourceInfo(name="a.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=0)


def story(*body: Any, headline: str = "Harbour lights go out for a night", **fields: Any) -> Story:
    """A Story with this body; English unless told otherwise."""
    return Story(**{"id": "t:1", "source": SOURCE, "headline": headline, "language": "en", "body": body} | fields)


def full_story() -> Story:
    """One of everything the model has."""
    return story(
        Paragraph(
            text="PORT MARLOW, May 3 (Coast Wire) - The harbour of Port Marlow went dark on Friday evening, and for once nobody rang the power company.",
            marks=(),
        ),
        Paragraph(
            text="For six hours the town switched off every lamp along the quay so that astronomers could count young eels by moonlight. More is in the town's plan.",
            marks=(
                Mark(kind="emphasis", start=4, end=13),
                Mark(kind="strong", start=27, end=39),
                Mark(kind="link", start=129, end=144, url="https://example.org/plan"),
            ),
        ),
        Subheading(text="A count by moonlight"),
        Paragraph(text="Volunteers stood knee deep in the water with nets and a tally sheet." * 3),
        PullQuote(text="We had forgotten how many stars the harbour has.", attribution="Ines Valdor, harbour master"),
        Paragraph(text="The last such count was made in 1987, when the quay still burned gas."),
        Subheading(text="What was found", level=3),
        ListItem(text="4,210 glass eels"),
        ListItem(text="two lost oars"),
        ListItem(text="one painted blue", level=2),
        ListItem(text="one wedding ring"),
        Quote(text="Nobody complained.\nNot even the gulls."),
        Related(
            title="Gas lamps may return to the old quay",
            summary="The council votes in June.",
            url="https://example.org/gas",
        ),
        Caption(text="The quay on Friday night.", credit="Photo: Tam Orrell"),
        Paragraph(text="The lights came back at two in the morning."),
        Note(text="Additional reporting by Lio Brandt."),
        Related(
            title="Eel numbers rise for a third year",
            summary="Counts on nine rivers.",
            url="javascript:alert(1)",
            placement="end",
        ),
        Related(title="Moonlight swim draws a crowd", placement="end"),
        kicker="Night work",
        standfirst="A fishing town turned off its lamps so that scientists could count eels, and found its stars again.",
        categories=(Category(name="Environment"), Category(name="Coast")),
        bylines=(Byline(name="Mara Quill", role="Coast correspondent"), Byline(name="Odd Renner")),
        dateline=Dateline(text="PORT MARLOW, May 3 (Coast Wire) -", place="Port Marlow"),
        published=Timestamp(value="2024-05-03T17:47+02:00", text="3 May 2024, 17:47"),
        updated=Timestamp(value="2024-05-04T09:10", text="4 May 2024, 09:10"),
        keywords=("eels", "dark sky"),
    )


TEXTS = {
    "en": ("ltr", "The harbour went dark on Friday evening, and nobody rang the power company."),
    "de": ("ltr", "Der letzte Raddampfer lag seit zwölf Jahren im Trockendock, nun fährt er wieder."),
    "ar": ("rtl", "قال وزير الطاقة إن لجنة من المهندسين زارت الموقع عدة مرات في الأشهر الماضية"),
    "fa": ("rtl", "وزیر نیرو گفت نیروگاه تازه از ماه آینده به کار خواهد افتاد"),
    "he": ("rtl", "שר האנרגיה אמר כי התחנה החדשה תתחיל לפעול בחודש הבא"),
    "ja": ("ltr", "エネルギー相は金曜日、新しい発電所が来月から運転を始めると述べた。"),
    "zh-Hans": ("ltr", "能源部长周五表示，新电站将于下月投入运行。"),
    "ru": ("ltr", "Министр энергетики сообщил, что новая станция заработает в следующем месяце."),
    "el": ("ltr", "Ο υπουργός δήλωσε ότι ο νέος σταθμός θα λειτουργήσει από τον επόμενο μήνα."),
    "hi": ("ltr", "ऊर्जा मंत्री ने शुक्रवार को कहा कि नया बिजलीघर अगले महीने से काम करने लगेगा।"),
    "ko": ("ltr", "에너지 장관은 금요일 새 발전소가 다음 달부터 가동될 것이라고 밝혔다."),
    "uk": ("ltr", "Міністр енергетики повідомив 😀 у п’ятницю, що нова станція 🛶 запрацює за місяць."),
    "vi": ("ltr", "Bộ trưởng năng lượng cho biết nhà máy điện mới sẽ hoạt động từ tháng tới."),
}
"""A sentence in each script that is printed often, with its direction; one has emoji."""


def in_language(tag: str) -> Story:
    """A story of that sentence in each of the common blocks."""
    direction, text = TEXTS[tag]
    return story(
        *[Paragraph(text=text)] * 3,
        ListItem(text=text),
        Related(title=text[:30], summary=text, url="https://example.org/"),
        headline=text[:40],
        standfirst=text,
        language=tag,
        direction=direction,
    )
