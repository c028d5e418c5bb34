"""Saved pages with gold: the same classes, on the lines that their markup tells, with its hints beside the numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from gold import Classes, Dump, classes, rows

from newscopy.errors import NewscopyError
from newscopy.readers.page import columns
from newscopy.readers.page.saved import SavedPage, opened
from newscopy.structure import net, words

GROUPS = columns.groups()
COLUMNS = GROUPS[-1].stop


def pages(folder: Path, without: Collection[str] = ()) -> Iterator[tuple[Dump, SavedPage]]:
    """The saved pages of a folder that have gold and show any text, `without` those of some names."""
    gold = {row["id"]: row for row in rows(folder / "gold.jsonl.gz") if row["id"] not in without}
    noted = {row["id"]: row["roles"] for row in rows(folder / "annotations.jsonl")}
    for row in rows(folder / "html.jsonl.gz"):
        story = gold.get(row["id"])
        if story is None:
            continue
        try:
            page = opened(row["html"], row["id"])
        except NewscopyError:
            continue
        text = page.source.text
        yield Dump(row["id"], story["publisher"], "html", text, text, story, noted.get(row["id"])), page


def measured(dump: Dump, page: SavedPage) -> tuple[Any, Classes, int]:
    """The numbers of a page's blocks, their classes, and where its body starts."""
    blocks = page.blocks(words.load())
    found = net.page_of(blocks, words.load(), page.hints)
    return found.rows.astype(np.float16), classes(blocks, dump), found.body[0]
