"""Reads NewsML-G2 items with IPTC's newsmlg2 and prints what its objects say, and the XML it makes of them again.

Runs in an environment that has newsmlg2 and not newscopy: newsmlg2_reader.py FILE...
"""

import json
import sys
from pathlib import Path

from lxml import etree
from NewsMLG2 import NewsMLG2Document


def said(item):
    meta = item.contentmeta
    return {
        "guid": item.guid,
        "version": item.version,
        "headlines": [str(headline) for headline in meta.headline],
        "by": [str(by) for by in meta.by],
        "creators": [str(creator.name[0]) for creator in meta.creator],
        "languages": [language.tag for language in meta.language],
        "keywords": [str(keyword) for keyword in meta.keyword],
        "subjects": [subject.qcode or subject.literal for subject in meta.subject],
        "links": [[link.rank, link.href] for link in item.itemmeta.link],
        "status": item.itemmeta.pubstatus.qcode,
    }


def main(paths):
    for path in paths:
        told = {"file": path}
        try:
            item = NewsMLG2Document(Path(path).read_bytes()).get_item()
            told["said"] = said(item)
            told["xml"] = etree.tostring(item.to_xml(), encoding="unicode")
        except Exception as error:  # noqa: BLE001 - whatever it raises is what the test is about
            told["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
