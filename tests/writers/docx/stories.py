"""Stories for the DOCX tests: one with every kind of block, in five languages; all text written for them."""

from __future__ import annotations

from dataclasses import dataclass

from newscopy.model import (
    Block,
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

SOURCE = SourceInfo(name="a.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=1)


@dataclass(frozen=True)
class Words:
    """The sentences of one language."""

    headline: str
    kicker: str
    section: str
    standfirst: str
    name: str
    place: str
    opening: str
    said: str
    subheading: str
    related: str
    summary: str
    item: str
    caption: str


WORDS = {
    "en": Words(
        "Harbour pilots end a nine-day strike after ministers promise a new rota",
        "Ports", "Transport", "Forty ships waited outside the breakwater.", "Maria Hale", "PORT ELLAN",
        "Pilots, who guide ships past the sandbanks, voted by 61 to 12 to return to work on Friday.",
        "“We asked for sleep, and we got it in writing,” said the union's secretary.",
        "A rota nobody wanted", "What the sandbanks cost", "Dredging takes a tenth of the budget.",
        "Two nights of rest between watches", "The tug Corrie meets the first ship.",
    ),
    "de": Words(
        "Lotsen beenden neuntägigen Streik: Ministerium verspricht neuen Dienstplan",
        "Häfen", "Verkehr", "Vierzig Schiffe warteten vor der Mole.", "Jörg Größ", "ELLANHAFEN",
        "Lotsen, die Schiffe an den Sandbänken vorbeiführen, stimmten für die Rückkehr an die Arbeit.",
        "„Wir wollten Schlaf, und nun haben wir ihn schriftlich“, sagte die Sekretärin.",
        "Ein Plan, den niemand wollte", "Was die Sandbänke kosten", "Ein Zehntel geht in das Baggern.",
        "Zwei freie Nächte zwischen den Wachen", "Der Schlepper Corrie trifft das erste Schiff.",
    ),
    "ar": Words(
        "مرشدو السفن ينهون إضرابا دام تسعة أيام بعد وعود بجدول جديد",
        "موانئ", "النقل", "انتظرت أربعون سفينة خارج كاسر الأمواج.", "ليلى حداد", "ميناء إيلان",
        "صوّت المرشدون بأغلبية 61 مقابل 12 للعودة إلى العمل، بحسب نقابة Harbour Union في المدينة.",
        "«طلبنا النوم وحصلنا عليه مكتوبا»، قالت أمينة النقابة.",
        "جدول لم يرده أحد", "كم تكلف الرمال الميناء", "يذهب عُشر الميزانية إلى الجرف.",
        "ليلتان من الراحة بين النوبات", "القاطرة Corrie تلتقي السفينة الأولى.",
    ),
    "fa": Words(
        "راهنمایان کشتی به اعتصاب نه‌روزه پایان دادند",
        "بندرها", "حمل‌ونقل", "چهل کشتی بیرون موج‌شکن منتظر بودند.", "نگار رستگار", "بندر الان",
        "راهنمایان با ۶۱ رأی در برابر ۱۲ به بازگشت رأی دادند، به گفتهٔ Harbour Union.",
        "«خواب می‌خواستیم و حالا روی کاغذ داریم.»",
        "برنامه‌ای که کسی نمی‌خواست", "هزینهٔ سالانهٔ شن", "یک‌دهم بودجه صرف لایروبی می‌شود.",
        "دو شب استراحت میان نوبت‌ها", "یدک‌کش نخستین کشتی را می‌بیند.",
    ),
    "ja": Words(
        "水先案内人、九日間のストを終結　新しい勤務表を約束",
        "港湾", "交通", "防波堤の外では四十隻の船が待っていた。", "小川 澪", "【エラン港】",
        "砂州のわきを通って船を導く水先案内人は、61対12の賛成で金曜日に仕事へ戻ることを決めた。",
        "「眠る時間を求め、それを書面で得た」と組合の書記は話した。",
        "だれも望まなかった勤務表", "砂州が港に強いる費用", "予算の一割が浚渫に使われる。",
        "当直の間に二晩の休み", "最初の船を迎える曳船コリー号。",
    ),
}  # fmt: skip


def plain(*body: Block, **fields: object) -> Story:
    """A story with little besides its body."""
    return Story.model_validate({"id": "urn:x:1", "headline": "Quiet day", "source": SOURCE, "body": body, **fields})


def full(language: str) -> Story:
    """A story with every field and every kind of block."""
    words = WORDS[language]
    marks = (
        Mark(kind="strong", start=0, end=6),
        Mark(kind="link", start=8, end=14, url="https://example.com/x?a=1&b=2"),
        Mark(kind="emphasis", start=12, end=20),
    )
    bullets = [ListItem(text=f"{words.item} {at}", level=level) for at, level in enumerate((1, 2, 3, 1), 1)]
    numbers = [ListItem(text=words.item, level=level, ordered=True) for level in (1, 1, 2, 1)]
    return Story(
        id=f"urn:newscopy:{language}",
        language=language,
        direction="rtl" if language in ("ar", "fa") else "ltr",
        headline=words.headline,
        kicker=words.kicker,
        standfirst=words.standfirst,
        slugline="harbour-strike",
        categories=(Category(name=words.section),),
        bylines=(Byline(name=words.name), Byline(name="Ada Roe", role="Court Reporter")),
        dateline=Dateline(text=words.place),
        published=Timestamp(value="2024-05-03T17:47+02:00", text="3.5.2024"),
        updated=Timestamp(value="2024-05-04"),
        keywords=("port", "strike"),
        body=(
            Paragraph(text=words.opening, marks=marks),
            Subheading(text=words.subheading),
            Paragraph(text=words.said),
            Related(title=words.related, summary=words.summary, url="https://example.com/r"),
            Related(title=words.subheading),
            Paragraph(text=f"{words.opening}\n{words.said}\tx  y "),
            *bullets,
            Paragraph(text=words.said),
            *numbers,
            Subheading(text=words.subheading, level=3),
            *numbers,
            Quote(text=words.said),
            PullQuote(text=words.said, attribution=words.name),
            Caption(text=words.caption, credit="Ada Roe"),
            Note(text=words.caption),
            Related(title=words.related, summary=words.summary, url="https://example.com/r", placement="end"),
            Related(title=words.subheading, url="javascript:alert(1)", placement="end"),
        ),
        source=SOURCE,
    )
