"""Running heads and page numbers as artifacts: a screen reader must not speak them in the middle of a sentence.

WeasyPrint 70 marks them as content, but leaves them out of the structure tree (ISO 14289-1, 7.1 and 7.8).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Reference = bytes


def mark_furniture(pdf: Any) -> None:
    """Turn marked content that the structure tree does not lead to into pagination artifacts, in a pydyf PDF."""
    parts: dict[Reference, Any] = {part.reference: part for part in pdf.objects}
    tree = parts[pdf.catalog["StructTreeRoot"]]
    in_tree = _reached(tree["K"], parts)
    loose = [part for reference, part in parts.items() if _is_element(part) and reference not in in_tree]
    marks: defaultdict[Reference, set[int]] = defaultdict(set)
    for element in loose:
        marks[element["Pg"]].update(kid for kid in element["K"] if isinstance(kid, int))
        element.clear()
    parents = _parents_by_page(parts[tree["ParentTree"]]["Nums"])
    for page_reference, numbers in marks.items():
        page = parts[page_reference]
        _as_artifacts(parts[page["Contents"]].stream, numbers)
        for number in numbers:
            parents[page["StructParents"]][number] = b"null"


def _reached(start: Iterable[Any], parts: Mapping[Reference, Any]) -> set[Reference]:
    """The references of all elements of the structure tree."""
    reached: set[Reference] = set()
    ahead = list(start)
    while ahead:
        reference = ahead.pop()
        if isinstance(reference, bytes) and reference not in reached:
            reached.add(reference)
            ahead.extend(parts[reference].get("K", ()))
    return reached


def _is_element(part: Any) -> bool:
    return isinstance(part, dict) and part.get("Type") == "/StructElem"


def _parents_by_page(numbers: list[Any]) -> dict[int, Any]:
    """The parent tree as a table: number of a page to the elements of its marked content, by mark."""
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def _as_artifacts(operations: list[Any], numbers: set[int]) -> None:
    """Rewrite "/Span <</MCID 3>> BDC" for these marks, in place."""
    for at, operation in enumerate(operations):
        if operation == b"BDC" and operations[at - 1].get("MCID") in numbers:
            operations[at - 2] = "/Artifact"
            operations[at - 1] = type(operations[at - 1])({"Type": "/Pagination"})
