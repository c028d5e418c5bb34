"""Press releases as mail: mbox files, and single messages (.eml), with the stories that are attached to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path, PurePosixPath

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, NoStory, Record, content_of
from newscopy.archive.sources.junk import is_junk
from newscopy.archive.sources.lines import Line, lines
from newscopy.archive.sources.markup import html_record, with_title
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError
from newscopy.evidence import Evidence

_ATTACHED = re.compile(rb"^content-(?:disposition|type):[^\n]*(?:\n[ \t][^\n]*)*?name", re.IGNORECASE | re.MULTILINE)
# What readers of ours know; a plug-in's format has to be taken out of the mail first.
_STORIES = (
    ".txt", ".text", ".md", ".rtf", ".docx", ".html", ".htm", ".pdf", ".xml", ".nitf", ".newsml", ".ninjs", ".json",
)  # fmt: skip
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry a message of an mbox."""
    del settings
    for message in _messages(lines(path, compression, mark)):
        if isinstance(message, Damage):
            yield message
            continue
        number += 1
        key = f"message {number}"
        start = None if compression else message.start
        yield Entry(key, message.content, _recorder(f"{path.name}, {key}"), mark=start)
        if not message.cut:
            for entry in _attached(message.data, key):
                number += 1
                yield entry


def message(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """One entry: the message that the file is."""
    del compression, settings, mark, number
    with path.open("rb") as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise ReadError(f"{path}: more than {LONGEST:,} bytes are too long for a story")
    yield Entry(path.name, content_of(data), _recorder(path.name, path.stem))
    yield from _attached(data, path.name)


def _attached(data: bytes, key: str) -> Iterator[Entry]:
    """An entry for each file attached to a message that can hold a story; pictures and the like are none."""
    if not _ATTACHED.search(data):
        return
    names: set[str] = set()
    for part in _parsed(data).walk():
        try:
            name = PurePosixPath(str(part.get_filename() or "").replace("\\", "/")).name
            content = part.get_payload(decode=True)
        except (LookupError, ValueError, AttributeError, TypeError):
            continue
        if not name.lower().endswith(_STORIES) or not isinstance(content, bytes) or is_junk(name):
            continue
        while name in names:
            name = f"'{name}"
        names.add(name)
        yield Entry(f"{key}, {name}", content_of(content), _file_recorder(name, key))


def _file_recorder(name: str, key: str) -> Callable[[bytes], Record]:
    return lambda data: Record(name, data, place=f"{PurePosixPath(key).stem}/{PurePosixPath(name).stem}")


def _messages(found: Iterator[Line | Damage]) -> Iterator[Line | Damage]:
    """Each message as one line with its "From " line left out."""
    start, parts, length, blank = 0, list[bytes](), 0, True
    open_message = False
    for line in found:
        if isinstance(line, Damage):
            yield line
            continue
        if blank and line.data.startswith(b"From "):
            if open_message:
                yield Line(start, b"".join(parts), length > LONGEST)
            start, parts, length, open_message = line.start, [], 0, True
        else:
            length += LONGEST + 1 if line.cut else len(line.data)
            if length <= LONGEST:
                parts.append(line.data)
        blank = not line.data.strip() and not line.cut
    if open_message:
        yield Line(start, b"".join(parts), length > LONGEST)


def _recorder(name: str, place: str = "") -> Callable[[bytes], Record]:
    def record(data: bytes) -> Record:
        try:
            return _record(_parsed(data), name, place)
        except (LookupError, ValueError, AttributeError, TypeError) as error:  # the library trusts headers too much
            raise ReadError(f"not readable as mail: {type(error).__name__}: {error}") from error

    return record


def _parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(_QUOTED.sub(rb"\1", data), policy=policy.default)


def _record(mail: EmailMessage, name: str, place: str) -> Record:
    subject = " ".join(str(mail.get("subject") or "").split())
    evidence = Evidence(title=subject or None, date=str(mail.get("date") or "") or None)
    place = place or subject
    body = mail.get_body(preferencelist=("plain", "html"))
    content = body.get_content() if body is not None else None
    if body is None or not isinstance(content, str) or not content.strip():
        if next(mail.iter_attachments(), None) is not None:
            raise NoStory("a message without a text, only with attachments")
        raise ReadError("the text of the message is empty")
    if body.get_content_subtype() == "html":
        return html_record(name, content, evidence, place)
    return Record(name, with_title(content, evidence.title), "text", evidence, place)
