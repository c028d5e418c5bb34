"""Press releases as mail: mbox files, and single messages (.eml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, Record, content_of
from newscopy.archive.sources.lines import Line, lines
from newscopy.archive.sources.markup import html_record, with_title
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError
from newscopy.evidence import Evidence

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
        yield Entry(key, message.content, _recorder(f"{path.name}, {key}"), mark=None if compression else message.start)


def message(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """One entry: the message that the file is."""
    del compression, settings, mark, number
    with path.open("rb") as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise ReadError(f"{path}: more than {LONGEST:,} bytes are too long for a story")
    yield Entry(path.name, content_of(data), _recorder(path.name, path.stem))


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
        mail = message_from_bytes(_QUOTED.sub(rb"\1", data), policy=policy.default)
        try:
            return _record(mail, name, place)
        except (LookupError, ValueError, AttributeError, TypeError) as error:  # the library trusts headers too much
            raise ReadError(f"not readable as mail: {type(error).__name__}: {error}") from error

    return record


def _record(mail: EmailMessage, name: str, place: str) -> Record:
    subject = " ".join(str(mail.get("subject") or "").split())
    evidence = Evidence(title=subject or None, date=str(mail.get("date") or "") or None)
    place = place or subject
    body = mail.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise ReadError("the message holds no text, only attachments")
    content = body.get_content()
    if not isinstance(content, str) or not content.strip():
        raise ReadError("the text of the message is empty")
    if body.get_content_subtype() == "html":
        return html_record(name, content, evidence, place)
    return Record(name, with_title(content, evidence.title), "text", evidence, place)
