from __future__ import annotations

import pytest

from newscopy.errors import SchemaError
from newscopy.topics.importing import read_vocabulary
from newscopy.topics.vocabulary import Topic
from topics.vocabularies import AS_JSON, AS_KNOWLEDGE_ITEM


@pytest.mark.parametrize("data", [AS_JSON, AS_KNOWLEDGE_ITEM], ids=["json", "knowledge item"])
def test_both_forms_give_names_parents_retirement_and_subject_codes(data: bytes) -> None:
    read = read_vocabulary(data, "mediatopic")

    assert read.released == "2025-03-31T12:00:00+00:00"
    assert read.topics == {
        "medtop:15000000": Topic({"en-GB": "sport", "de": "Sport", "nb": "sport"}, subject="subj:15000000"),
        "medtop:20000822": Topic(
            {"en-GB": "competition discipline", "de": "Sportart", "da": "sportsgren"}, parent="medtop:15000000"
        ),
        "medtop:20001065": Topic(
            {"en-GB": "soccer", "de": "Fussball-Verband"}, parent="medtop:20000822", subject="subj:15054000"
        ),
        "medtop:20000823": Topic({"en-GB": "old games"}, parent="medtop:20000822", retired=True),
    }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "no vocabulary of IPTC in JSON"),
        (b"[]", "no vocabulary of IPTC in JSON"),
        (b'{"conceptSet": 1}', "no vocabulary of IPTC in JSON"),
        (b'{"conceptSet": []}', "holds no Media Topic"),
        (b"<newsItem/>", "the root element is newsItem, not knowledgeItem"),
        (b"<knowledgeItem>", "line 1: not well-formed XML"),
        (b'<!DOCTYPE k [<!ENTITY a "b">]><k>&a;</k>', "document type declaration"),
    ],
)
def test_another_file_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        read_vocabulary(data, "x.json")
