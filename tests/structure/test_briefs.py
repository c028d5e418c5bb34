"""Short stories with little around them, in many languages: all of their copy is kept, and the lines around it told."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest

import newscopy


class Brief(NamedTuple):
    trail: str
    section: str
    headline: str
    byline: str
    name: str
    date: str
    copy: tuple[str, ...]
    tags: str
    keywords: tuple[str, ...]


BRIEFS = {
    "en": Brief(
        "Home > Local",
        "Local",
        "Ferries cancelled until Thursday",
        "By Nora Quillfeather",
        "Nora Quillfeather",
        "4 March 2026, 10:30",
        (
            "All ferries between Ellan and Skerry are cancelled until Thursday morning, Harbour Lines said.",
            "The wind has turned west and reached 141 km/h at Gull Point.",
            "Tickets stay valid until Sunday.",
        ),
        "Tags: ferries, weather",
        ("ferries", "weather"),
    ),
    "de": Brief(
        "Startseite > Regional",
        "Regional",
        "Fähren fallen bis Donnerstag aus",
        "Von Nora Federkiel",
        "Nora Federkiel",
        "4. März 2026, 10:30 Uhr",
        (
            "Alle Fähren zwischen Ellan und Skerry fallen bis Donnerstagmorgen aus, teilte die Reederei mit.",
            "Der Wind hat auf West gedreht und erreichte an der Spitze 141 km/h.",
            "Fahrkarten gelten bis Sonntag.",
        ),
        "Schlagwörter: Fähren, Wetter",
        ("Fähren", "Wetter"),
    ),
    "es": Brief(
        "Portada > Local",
        "Local",
        "Cancelados los ferris hasta el jueves",
        "Por Nora Plumas",
        "Nora Plumas",
        "4 de marzo de 2026, 10:30",
        (
            "Todos los ferris entre Ellan y Skerry quedan cancelados hasta el jueves por la mañana, informó la naviera.",
            "El viento ha girado al oeste y alcanzó 141 km/h en el cabo.",
            "Los billetes valen hasta el domingo.",
        ),
        "Etiquetas: ferris, tiempo",
        ("ferris", "tiempo"),
    ),
    "fr": Brief(
        "Accueil > Local",
        "Local",
        "Les ferries annulés jusqu'à jeudi",
        "Par Nora Plume",
        "Nora Plume",
        "4 mars 2026 à 10h30",
        (
            "Tous les ferries entre Ellan et Skerry sont annulés jusqu'à jeudi matin, a annoncé la compagnie.",
            "Le vent a tourné à l'ouest et a atteint 141 km/h à la pointe.",
            "Les billets restent valables jusqu'à dimanche.",
        ),
        "Mots-clés : ferries, météo",
        ("ferries", "météo"),
    ),
    "ru": Brief(
        "Главная > Общество",
        "Общество",
        "Паромы отменены до четверга",
        "Нора Перова",
        "Нора Перова",
        "4 марта 2026, 10:30",
        (
            "Все паромы между Элланом и Скерри отменены до утра четверга, сообщила компания.",
            "Ветер сменился на западный и достиг 141 км/ч на мысе.",
            "Билеты действуют до воскресенья.",
        ),
        "Теги: паромы, погода",
        ("паромы", "погода"),
    ),
    "ar": Brief(
        "الرئيسية > محليات",
        "محليات",
        "إلغاء رحلات العبارات حتى الخميس",
        "كتبت: سلمى الحداد",
        "سلمى الحداد",
        "4 مارس 2026",
        (
            "ألغيت جميع رحلات العبارات بين الجزيرتين حتى صباح الخميس، بحسب ما أعلنته الشركة المشغلة.",
            "وتحولت الرياح إلى غربية وبلغت سرعتها 141 كيلومترا في الساعة.",
            "وتبقى التذاكر صالحة حتى الأحد.",
        ),
        "وسوم: عبارات، طقس",
        ("عبارات", "طقس"),
    ),
    "zh": Brief(
        "首页 > 国际",
        "国际",
        "渡轮停航至星期四",
        "作者：林晓梅",
        "林晓梅",
        "2026年3月4日 10:30",
        (
            "埃兰与斯凯里之间的所有渡轮停航至星期四上午，航运公司表示。",
            "风向转为西风，角上最大风速达每小时一百四十一公里。",
            "船票有效期至星期日。",
        ),
        "标签：渡轮，天气",
        ("渡轮", "天气"),
    ),
    "ja": Brief(
        "トップ > 社会",
        "社会",
        "フェリー、木曜まで欠航",
        "山田花子",
        "山田花子",
        "2026年3月4日 10時30分",
        (
            "エラン島とスケリー島を結ぶフェリーは木曜の朝まで全便欠航すると、運航会社が発表した。",
            "風は西に変わり、岬では時速百四十一キロを記録した。",
            "切符は日曜まで有効だ。",
        ),
        "タグ：フェリー、天気",
        ("フェリー", "天気"),
    ),
}


@pytest.mark.parametrize("parted", ["\n", "\n\n"])
@pytest.mark.parametrize("language", sorted(BRIEFS))
@pytest.mark.parametrize("paragraphs", [2, 3])
def test_a_brief_is_kept_whole(language: str, parted: str, paragraphs: int) -> None:
    brief = BRIEFS[language]
    lines = (brief.trail, brief.headline, brief.byline, brief.date, *brief.copy[:paragraphs], brief.tags)
    story = newscopy.read(parted.join(lines), "text")
    assert story.headline == brief.headline
    assert list(story.paragraphs) == list(brief.copy[:paragraphs])
    assert [byline.name for byline in story.bylines] == [brief.name]
    assert story.published is not None
    assert story.published.value is not None
    assert story.published.value.startswith("2026-03-04")
    assert [category.name for category in story.categories] == [brief.section]
    assert tuple(story.keywords) == brief.keywords


@pytest.mark.parametrize("language", sorted(BRIEFS))
def test_a_brief_of_one_sentence_has_it_as_its_copy(language: str) -> None:
    brief = BRIEFS[language]
    story = newscopy.read(f"{brief.headline}\n\n{brief.copy[0]}\n\n{brief.tags}", "text")
    assert (story.headline, list(story.paragraphs)) == (brief.headline, [brief.copy[0]])


WRAPPED = """\
Ferries cancelled until Thursday

All ferries between Ellan and Skerry are cancelled until Thursday.
Harbour Lines hopes for less wind on the day after, it said on Monday.

At Gull Point the wind has turned west and reached more than 141 kilometres
an hour, and two masts fell on the road to the harbour.
"""


def test_two_sentences_that_each_end_a_line_are_one_paragraph_where_the_text_is_wrapped() -> None:
    assert len(newscopy.read(WRAPPED, "text").paragraphs) == 2
    alone = WRAPPED.partition("\n\nAt Gull")[0]
    assert len(newscopy.read(alone, "text").paragraphs) == 2


def test_nearly_all_briefs_are_kept_whole_whatever_stands_around_them() -> None:
    right = 0
    for brief, parted in product(BRIEFS.values(), ("\n", "\n\n")):
        head: list[list[list[str]]] = [
            [[], [brief.trail]],
            [[], [brief.byline], [brief.byline, brief.date], [brief.date]],
        ]
        for trail, told, paragraphs, tags in product(*head, (1, 2, 3), ([], [brief.tags])):
            copy = brief.copy[:paragraphs]
            story = newscopy.read(parted.join([*trail, brief.headline, *told, *copy, *tags]), "text")
            right += tuple(story.paragraphs) == copy
    assert right >= 720  # of 768; 732 on 2026-11-26


def test_nearly_all_pages_of_briefs_are_kept_whole() -> None:
    right = 0
    menu, foot = "<nav><ul><li><a href=/a>A</a></li></ul></nav>", "<footer><p>© 2026 Ellan Courier</p></footer>"
    for brief, above, below, paragraphs in product(BRIEFS.values(), ("", menu), ("", foot), (1, 2, 3)):
        copy = brief.copy[:paragraphs]
        lines = "".join(f"<p>{line}</p>" for line in copy)
        told = f"<h1>{brief.headline}</h1><p class=byline>{brief.byline}</p><time>{brief.date}</time>"
        story = newscopy.read(f"<html><body>{above}<article>{told}{lines}</article>{below}</body></html>", "html")
        assert story.headline == brief.headline
        right += tuple(story.paragraphs) == copy
    assert right >= 92  # of 96
