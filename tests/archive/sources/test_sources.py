"""Every kind of source gives its stories and what it says of them, and proves that it was read to its end."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

import newscopy
from archive.sources.archives import KINDS, STORIES, json_lines, made, rows, tar, titles, warc_records, zipped, zst
from newscopy.archive.records import LONGEST, Damage, Entry, NoStory, Record
from newscopy.archive.sources import entries
from newscopy.archive.sources.detect import Found, detect
from newscopy.archive.sources.settings import Settings, settings
from newscopy.cli import run
from newscopy.errors import OptionError, ReadError
from newscopy.readers.page.saved import shown_text


def read(path: Path, given: Settings | None = None, mark: int = 0, number: int = 0) -> list[Record | Damage | str]:
    """What a source gives; an entry that cannot be read is told by its reason."""
    given = given or Settings()
    found = detect(path, given)
    assert found is not None
    told: list[Record | Damage | str] = []
    for entry in entries(path, found, given, mark, number):
        if isinstance(entry, Damage):
            told.append(entry)
            continue
        try:
            told.append(entry.record(entry.load()))
        except (ReadError, NoStory) as error:
            told.append(f"{type(error).__name__}: {error}")
    return told


def text(record: Record | Damage | str) -> str:
    assert isinstance(record, Record), record
    if record.reader == "html":
        return shown_text(record.data, record.name).text
    return record.data.decode() if isinstance(record.data, bytes) else record.data


def damages(told: list[Record | Damage | str]) -> list[str]:
    return [item.message for item in told if isinstance(item, Damage)]


@pytest.mark.parametrize("name", KINDS)
def test_each_story_comes_whole_with_its_headline_first(tmp_path: Path, name: str) -> None:
    told = [record for record in read(made(tmp_path, name)) if record != "NoStory: page"]

    words = [" ".join(text(record).split()) for record in told]
    assert [" ".join(story.split()) for story in STORIES] == [line.removesuffix(" </item>") for line in words]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xml", "a.rss", "a.mbox"])
def test_what_a_source_says_beside_the_text_is_evidence(tmp_path: Path, name: str) -> None:
    first = read(made(tmp_path, name))[0]

    assert isinstance(first, Record)
    assert first.evidence.title == "Rain at last"
    assert first.evidence.date in ("2024-05-01", "2024-05-03 15:47:00Z", "Fri, 03 May 2024 17:47:00 +0200")
    if name in ("a.jsonl", "a.csv", "a.xml"):
        assert (first.evidence.author, first.evidence.section) == ("Ada Ferris", "Weather")


@pytest.mark.parametrize(
    ("row", "given", "reader", "told"),
    [
        ({"title": "Rain", "markdown": "It *rained*."}, (), "markdown", "# Rain\n\nIt *rained*."),
        ({"markdown": "# Rain\n\nIt rained.", "title": "Rain"}, (), "markdown", "# Rain\n\nIt rained."),
        ({"text": "It rained.", "markdown": "It *rained*."}, (), "text", "It rained."),
        ({"content": "It *rained*."}, (("markdown", "content"),), "markdown", "It *rained*."),
    ],
)
def test_a_field_of_markdown_is_read_as_such(
    tmp_path: Path, row: dict[str, str], given: tuple[tuple[str, str], ...], reader: str, told: str
) -> None:
    path = tmp_path / "scraped.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")

    (record,) = read(path, Settings(given))

    assert isinstance(record, Record)
    assert (record.reader, record.data) == (reader, told)


@pytest.mark.parametrize("name", ["a.jsonl", "a.mbox", "a.rss", "a.xml", "a.warc"])
def test_reading_can_begin_again_at_a_mark(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, name)
    found = detect(path, Settings())
    assert found is not None
    whole = [entry for entry in entries(path, found, Settings()) if isinstance(entry, Entry)]

    again = list(entries(path, found, Settings(), whole[1].mark or 0, 1))

    assert [(entry.key, entry.load()) for entry in again if isinstance(entry, Entry)] == [
        (entry.key, entry.load()) for entry in whole[1:]
    ]


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("a.jsonl", "a.mbox")])
@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_a_file_that_breaks_off_gives_what_is_there_and_says_so(tmp_path: Path, name: str, cut: float) -> None:
    path = made(tmp_path, name)
    data = path.read_bytes().rstrip(b"\0")
    path.write_bytes(data[: int(len(data) * cut)])

    told = read(path)

    assert damages(told), told
    whole = [record for record in told if isinstance(record, Record)]
    assert all(title in text(record) for title, record in zip(titles(), whole, strict=False))


def test_a_file_cut_between_two_members_is_not_whole_either(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tar()[:1024])

    told = read(path)

    assert len(told) == 2
    assert damages(told) == ["the tar archive breaks off: its end mark is missing"]


def test_behind_a_broken_gzip_member_reading_goes_on(tmp_path: Path) -> None:
    members = [gzip.compress(line, mtime=0) for line in json_lines().splitlines(keepends=True)]
    broken = bytearray(members[1])
    broken[20:24] = b"\xff\xff\xff\xff"
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(members[0] + bytes(broken) + members[2])

    told = read(path)

    stories = [record for record in told if isinstance(record, Record)]
    assert [record.evidence.title for record in stories] == ["Rain at last", "No rain"]
    (damage,) = (item for item in told if isinstance(item, Damage))
    assert damage.offset >= len(members[0])
    assert damage.message.startswith("the gzip data is broken: ")


def test_behind_a_broken_warc_record_reading_goes_on(tmp_path: Path) -> None:
    records = warc_records()
    members = [gzip.compress(record, mtime=0) for record in records]
    broken = bytearray(members[2])
    broken[60:64] = b"\xff\xff\xff\xff"
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(members[:2]) + bytes(broken) + b"".join(members[3:]))
    assert [text(record).partition("\n")[0] for record in read(path) if isinstance(record, Record)] == titles()[1:]
    assert damages(read(path))

    path = tmp_path / "b.warc"
    lying = records[2].replace(b"Content-Length: ", b"Content-Length: 1")
    path.write_bytes(b"".join([*records[:2], lying, *records[3:], b"\r\n" * 2000]))
    told = read(path)
    assert [text(record).partition("\n")[0] for record in told if isinstance(record, Record)] == titles()[1:]
    assert damages(told) == [
        "the record of https://paper.invalid/0 is broken or not as long as it says, and was not read"
    ]


def test_a_zip_without_its_list_of_members_is_read_member_by_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped()[:-30])

    told = read(path)

    assert [text(record) for record in told if isinstance(record, Record)] == list(STORIES)
    assert damages(told)[0].startswith("the list of members is broken")


@pytest.mark.parametrize("start", [0, 7, 0xFFFF, 0xFFFFFFF0])
def test_a_zip_whose_list_of_members_points_elsewhere_is_read_member_by_member(tmp_path: Path, start: int) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped())
    end = data.rindex(b"PK\5\6")
    data[end + 16 : end + 20] = start.to_bytes(4, "little")
    path.write_bytes(data)

    told = read(path)

    assert [text(record) for record in told if isinstance(record, Record)] == list(STORIES)
    assert damages(told)[0].startswith("the list of members is broken")


def test_a_zip_member_whose_content_is_broken_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped())
    data[60:64] = b"\0\0\0\0"
    path.write_bytes(data)

    told = read(path)

    assert str(told[0]).startswith("ReadError: it cannot be unpacked: ")
    assert [text(record) for record in told[1:]] == list(STORIES[1:])


def test_bombs_are_not_taken_into_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "a.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\0" * (LONGEST + 1))
    assert read(bomb) == [f"ReadError: {LONGEST + 1:,} bytes are too long for a story; the limit is {LONGEST:,}"]

    line = tmp_path / "a.jsonl.zst"
    line.write_bytes(zst(b"x" * (3 * LONGEST) + b"\n" + json_lines()))
    told = read(line)
    assert told[0] == f"ReadError: a line of more than {LONGEST:,} bytes is too long for a story"
    assert len(told) == 4


def test_names_of_members_are_kept_apart_and_broken_ones_are_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1") as archive:
        for name in ("a.txt", "a.txt", "M\u00fcnchen.txt", "../../etc/passwd"):
            member = tarfile.TarInfo(name)
            member.size = 5
            archive.addfile(member, io.BytesIO(b"Rain."))
    path = tmp_path / "a.tar"
    path.write_bytes(out.getvalue())
    found = detect(path, Settings())
    assert found is not None

    keys = [entry.key for entry in entries(path, found, Settings()) if isinstance(entry, Entry)]

    assert keys == ["a.txt", "a.txt'", "M\udcfcnchen.txt", "../../etc/passwd"]


def test_lines_that_are_no_objects_fail_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"title": \n[1]\n{"no": "text"}\n\n' + b"[" * 100_000 + b"\n" + json_lines())

    told = read(path)

    assert [str(item).partition(":")[2].partition(":")[0].strip() for item in told[:4]] == [
        "not JSON",
        "not a JSON object but list",
        "no text",
        "not readable as JSON",
    ]
    assert len(told) == 7


def test_fields_are_chosen_by_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Titel;Inhalt\nRegen;Es regnet.\n", "utf-8")
    (record,) = read(path, settings([("text", "inhalt"), ("title", "Titel")]))
    assert text(record) == "Regen\n\nEs regnet."
    with pytest.raises(OptionError, match="no field 'colour'"):
        settings([("colour", "x")])


def test_bytes_that_are_no_utf8_reach_the_decoder_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Ü: Es regnet in Köln."}\n'.encode("cp1252"))
    (record,) = read(path)
    assert isinstance(record, Record)
    assert record.data == "Ü: Es regnet in Köln.".encode("cp1252")


def test_a_text_file_holds_as_many_stories_as_the_caller_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n%%\n".join(STORIES), "utf-8")
    assert detect(path, Settings()) is None
    assert [text(record).strip() for record in read(path, Settings(ends="%%"))] == [story.strip() for story in STORIES]
    path.write_text("One.\nTwo.\n\nThree.", "utf-8")
    assert [text(record).strip() for record in read(path, Settings(ends="line"))] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("documents", "cover"),
    [
        (["   1 of 2 DOCUMENTS\n\nOne.\n", "   2 of 2 DOCUMENTS\n\nTwo.\n"], "Download Request: Items 1-2\n\n"),
        (["One.\n\nEnd of Document\n", "\nTwo.\n\nEnd of Document\n"], ""),
        (["One.\nAN Document ELLAN00020210603eh6300b2x\n", "\nTwo.\nDocument ELLAN00020210604eh6400b2x\n"], ""),
        (["Dokument 1 von 2\n\nEins.\n", "Dokument 2 von 2\n\nZwei.\n"], "Suche: Fähre\n"),
    ],
)
def test_an_export_of_a_database_holds_documents(tmp_path: Path, documents: list[str], cover: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(cover + "".join(documents), "utf-8")
    given = Settings(ends="documents")

    told = read(path, given)

    assert told[:1] == ["NoStory: what stands around the documents of an export"] or not cover
    # Each with the lines that open and end it, so that nothing of it is lost.
    assert [text(record) for record in told[bool(cover) :]] == documents
    # Reading goes on at any of them.
    second = len((cover + documents[0]).encode())
    assert [text(record) for record in read(path, given, mark=second, number=1)] == documents[1:]


def test_a_text_that_is_no_export_is_one_story(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORIES[0], "utf-8")
    assert [text(record) for record in read(path, Settings(ends="documents"))] == [STORIES[0]]


def test_mail_with_a_page_instead_of_a_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"Message-ID: <a@x.invalid>\nSubject: =?utf-8?q?Rain_at_last?=\nMIME-Version: 1.0\nContent-Type: text/html; charset=latin-1\n\n"
        b"<p>It rained in K\xf6ln.</p><p>Farmers were glad.</p>"
    )
    (record,) = read(path)
    assert text(record) == "Rain at last\n\nIt rained in Köln.\n\nFarmers were glad."


def test_one_story_that_is_only_compressed_is_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "rain.txt.gz"
    path.write_bytes(gzip.compress(STORIES[0].encode()))
    (record,) = read(path)
    assert isinstance(record, Record)
    assert (record.name, record.data, record.place) == ("rain.txt", STORIES[0].encode(), "rain")


@pytest.mark.parametrize(
    "data", [b"Plain words.", b'{\n "schema_version": "1.0"\n}', b"<newsItem/>", b"From: me\nwe sing", b""]
)
def test_what_holds_one_story_is_no_source(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert detect(path, Settings()) is None


def mail_with(*files: tuple[str, bytes], text: str = "The release is attached.") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"], mail["Subject"] = "desk@agency.invalid", "<1@x.invalid>", "Two releases"
    if text:
        mail.set_content(text)
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def test_what_is_attached_to_a_mail_is_a_story_of_its_own(tmp_path: Path) -> None:
    story = newscopy.read(STORIES[1])
    files = (
        ("rain.txt", STORIES[0].encode()),
        ("rain.txt", STORIES[2].encode()),
        ("../house.docx", newscopy.write(story, "docx")),
        ("logo.png", b"\x89PNG"),
    )
    path = tmp_path / "a.eml"
    path.write_bytes(mail_with(*files))
    assert run(["convert", str(path), "-o", str(tmp_path / "out"), "--layout", "files"]) == 0
    written = [path for path in (tmp_path / "out").rglob("*.json") if ".newscopy" not in path.parts]
    headlines = [json.loads(path.read_bytes())["headline"] for path in written]
    assert sorted(headlines) == sorted(["Two releases", *titles()])
    assert sorted(path.name.partition("-")[0] for path in written) == ["a", "house", "rain", "rain"]


def test_a_message_with_nothing_but_attachments_is_skipped(tmp_path: Path) -> None:
    mails = [mail_with(("rain.txt", STORIES[0].encode()), text=""), mail_with(text="Rain in Ellan.")]
    path = tmp_path / "a.mbox"
    path.write_bytes(b"".join(b"From desk@agency.invalid Fri May  3 17:47:00 2024\n" + mail + b"\n" for mail in mails))
    found = list(entries(path, Found("mbox"), Settings()))
    assert [entry.key for entry in found if isinstance(entry, Entry)] == [
        "message 1",
        "message 1, rain.txt",
        "message 3",
    ]
    with pytest.raises(NoStory, match="only with attachments"):
        found[0].record(found[0].load())  # type: ignore[union-attr]
    assert [entry.mark for entry in found if isinstance(entry, Entry)][1] is None
    assert found[1].record(found[1].load()).data == STORIES[0].encode()  # type: ignore[union-attr]


def test_a_row_of_a_parquet_table_is_a_story(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow.parquet import write_table

    path = tmp_path / "a.parquet"
    write_table(pyarrow.Table.from_pylist(rows()), path)
    found = detect(path, Settings())
    assert found == Found("parquet")
    records = [entry.record(entry.load()) for entry in entries(path, found, Settings()) if isinstance(entry, Entry)]
    assert [record.evidence.title for record in records] == titles()
    path.write_bytes(path.read_bytes()[:-20])
    (damage,) = entries(path, found, Settings())
    assert isinstance(damage, Damage)
