"""Makes small archives of every kind that hold the same three stories."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import zstandard

STORIES = tuple(
    f"{title}\n\nIt rained in {place} on Friday, for the first time since May.\n\nFarmers were glad.\n"
    for title, place in (("Rain at last", "Ellan"), ("Rain again", "Osk"), ("No rain", "Tessaly"))
)


def titles() -> list[str]:
    return [story.partition("\n")[0] for story in STORIES]


def rows() -> list[dict[str, str]]:
    return [{"id": f"n-{n}", "title": story.partition("\n")[0], "text": story.partition("\n\n")[2],
             "date": f"2024-05-0{n + 1}", "author": "Ada Ferris", "section": "Weather"} for n, story in enumerate(STORIES)]  # fmt: skip


def json_lines() -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows())


def table() -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows()[0]))
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue().encode()


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for n, story in enumerate(STORIES):
            member = tarfile.TarInfo(f"1987/{n}.txt")
            member.size = len(story.encode())
            archive.addfile(member, io.BytesIO(story.encode()))
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, story in enumerate(STORIES):
            archive.writestr(f"1987/{n}.txt", story)
        archive.writestr("__MACOSX/._0.txt", "x")
    return out.getvalue()


def mbox() -> bytes:
    return b"".join(
        f"From desk@agency.invalid Fri May  3 17:47:00 2024\nFrom: Desk <desk@agency.invalid>\nMessage-ID: <{n}@x.invalid>\n"
        f"Date: Fri, 03 May 2024 17:47:00 +0200\nSubject: {story.partition(chr(10))[0]}\n\n{story.partition(chr(10) * 2)[2]}\n".encode()
        for n, story in enumerate(STORIES)
    )


def rss() -> bytes:
    items = "".join(
        f"<item><title>{row['title']}</title><link>https://paper.invalid/{n}</link><pubDate>Fri, 03 May 2024 17:47:00 +0200</pubDate>"
        f"<category>{row['section']}</category><description>&lt;p&gt;{'&lt;/p&gt;&lt;p&gt;'.join(row['text'].split(chr(10) * 2))}&lt;/p&gt;</description></item>\n"
        for n, row in enumerate(rows())
    )
    return (
        f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Paper</title>\n{items}</channel></rss>\n'.encode()
    )


def wxr() -> bytes:
    spaces = ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
    kinds = ("post", "post", "page", "post")
    all_rows = [rows()[0], rows()[1], rows()[0], rows()[2]]
    items = "".join(
        f"<item><title>{row['title']}</title><link>https://paper.invalid/{n}</link><dc:creator>ada</dc:creator>"
        f"<excerpt:encoded><![CDATA[wrong]]></excerpt:encoded><content:encoded><![CDATA[{row['text']}\x08 </item> ]]></content:encoded>"
        f"<wp:post_date_gmt>2024-05-03 15:47:00</wp:post_date_gmt><wp:post_type>{kind}</wp:post_type><wp:status>publish</wp:status>"
        f'<category domain="post_tag">tag</category><category domain="category">{row["section"]}</category></item>\n'
        for n, (kind, row) in enumerate(zip(kinds, all_rows, strict=True))
    )
    author = "<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Ferris</wp:author_display_name></wp:author>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{spaces}><channel>{author}\n{items}</channel></rss>\n'.encode()


def page(story: str) -> str:
    title, *paragraphs = story.strip().split("\n\n")
    return f"<html><head><title>x</title></head><body><h1>{title}</h1>{''.join(f'<p>{text}</p>' for text in paragraphs)}<script>no()</script></body></html>"


def warc_records() -> list[bytes]:
    made = [_record("warcinfo", "", "application/warc-fields", b"software: x\r\n")]
    for n, story in enumerate(STORIES):
        body = page(story).encode()
        answer = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
            + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        )
        made.append(
            _record(
                "request", f"https://paper.invalid/{n}", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"
            )
        )
        made.append(_record("response", f"https://paper.invalid/{n}", "application/http; msgtype=response", answer))
    return made


def _record(kind: str, uri: str, media: str, content: bytes) -> bytes:
    target = f"WARC-Target-URI: {uri}\r\n" if uri else ""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def warc() -> bytes:
    return b"".join(warc_records())


def warc_gz() -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in warc_records())


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


KINDS: dict[str, Callable[[], bytes]] = {
    "a.jsonl": json_lines,
    "a.jsonl.gz": lambda: gzip.compress(json_lines()),
    "a.jsonl.zst": lambda: zst(json_lines()),
    "a.csv": table,
    "a.tar": tar,
    "a.tar.gz": lambda: gzip.compress(tar()),
    "a.tar.zst": lambda: zst(tar()),
    "a.zip": zipped,
    "a.mbox": mbox,
    "a.rss": rss,
    "a.xml": wxr,
    "a.warc": warc,
    "a.warc.gz": warc_gz,
}


def made(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(KINDS[name]())
    return path
