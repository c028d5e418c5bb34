"""Bylines of Chinese, Japanese and Korean pages, in which a title or a place tells where the name is."""

from __future__ import annotations

import re

from newscopy.model import Byline

# The link to a reporter's page ("기자 페이지") may be glued to the title.
_HANGUL = re.compile(
    r"(?P<name>(?!기자|특파원|앵커)[\uac00-\ud7a3]{2,4})\s?"
    r"(?P<role>(?:선임|수습|인턴|객원|전문|의학전문|사진)?\s?(?:기자|특파원|논설위원|칼럼니스트|앵커))"
    r"(?=기자\s?페이지|[^\uac00-\ud7a3]|$)"
)
_HANGUL_PLACE = re.compile(r"^\(?(?P<place>[\uac00-\ud7a3]{2,6})=")
# 【ソウル＝山田太郎】, (山田太郎 編集委員); without a title or a place it is any word.
_JAPANESE = re.compile(
    r"^(?:【|［|（|\()?(?:(?P<place>[^\s＝=【】]{1,10})[＝=])?(?P<name>[\u3400-\u9fff々\u3040-\u30ff・]{2,10}?)\s?"
    r"(?P<role>編集委員|論説委員|特派員|支局長|専門記者|客員編集委員|記者)?(?:】|］|）|\))?$"
)
_JAPANESE_TITLE = re.compile(r"^(?P<role>編集委員|論説委員|特派員)\s+(?P<name>[\u3400-\u9fff々\u3040-\u30ff]{2,8})$")
# 文・写真　山田 太郎（フリーライター）: what each did, then the names, with a blank between family and given name or
# none. "文" alone opens many words, and is followed by a colon in Chinese as well.
_WORK = r"(?:文|取材|構成|編集|執筆|聞き手)"
_NAME = r"[\u3400-\u9fff々\u3040-\u30ff]{2,7}(?:[ \u3000][\u3400-\u9fff々\u3040-\u30ff]{1,8})?"
_JAPANESE_WORK = re.compile(
    rf"^(?:【|［|（|\()?(?:(?:写真|撮影)[・/／])?{_WORK}(?P<more>(?:[・/／](?:{_WORK}|写真|撮影))*)"
    rf"\s*(?(more)[・:：/／＝=\s]|[・／＝=\s])\s*(?P<names>{_NAME}(?:[、,，・]{_NAME})*)"
    r"(?:[（(](?P<role>[^（）()]{2,15})[）)])?(?:】|］|）|\))?$"
)
_CHINESE = re.compile(
    r"^[（(【]?(?:文(?=[\s:：/／])|撰文|作者|(?:[\u3400-\u9fff]{2,5}(?:社|报|報|网|網))?"
    r"(?:本报|本報|本网|特约|特約|实习|見習|见习)?(?P<title>记者|記者))\s*[:：/／]?\s*"
    r"(?P<names>[\u3400-\u9fff々·]{1,6}(?:[\s、,，][\u3400-\u9fff々·\u3040-\u30ff]{1,6})*)"
    r"(?:\s?[/／]\s?[\u3400-\u9fff]{2,8}|\s?[\u3400-\u9fff]{0,4}[报報][道導])?[）)】]?$"
)
_REPORTS = ("报道", "報導", "報道", "摄", "攝")


def people(text: str) -> tuple[Byline, ...]:
    """The people a line names in one of these ways; none if it does not."""
    if text.isascii():
        return ()
    return _korean(text) or _chinese(text) or _japanese(text)


def _korean(text: str) -> tuple[Byline, ...]:
    place = _HANGUL_PLACE.match(text)
    where = place["place"] if place else None
    return tuple(Byline(name=one["name"], role=one["role"].strip(), place=where) for one in _HANGUL.finditer(text))


def _chinese(text: str) -> tuple[Byline, ...]:
    match = _CHINESE.match(text)
    if match is None:
        return ()
    # Chinese names have no blank inside, Japanese ones often have; the title shows which it is.
    between = r"[、,，]" if match["title"] == "記者" else r"[\s、,，]"
    names = (name.strip() for name in re.split(between, match["names"]))
    return tuple(Byline(name=name) for name in names if len(name) > 1 and not name.endswith(_REPORTS))


def _japanese(text: str) -> tuple[Byline, ...]:
    worked = _JAPANESE_WORK.match(text)
    if worked is not None:
        return tuple(Byline(name=name, role=worked["role"]) for name in re.split("[、,，・]", worked["names"]))
    match = _JAPANESE_TITLE.match(text) or _JAPANESE.match(text)
    if match is None:
        return ()
    place = match.groupdict().get("place")
    return (Byline(name=match["name"], role=match["role"], place=place),) if match["role"] or place else ()
