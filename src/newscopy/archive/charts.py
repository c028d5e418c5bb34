"""Plots as SVG to stand in a page: bars that lie and bars that stand. Nothing is needed to show them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

_WIDTH = 640
_LABEL, _NUMBER, _ROW = 180, 80, 22
_HEIGHT, _FOOT = 140, 20
_CHARACTER = 7  # about as wide as one letter of the labels is, for what must be cut
_MOST_LABELS = 12

Counts = Sequence[tuple[str, int]]


def lying(counts: Counts, title: str) -> str:
    """A bar a row with its label and its number, in the order given; "" if there are none."""
    if not counts:
        return ""
    most = max(number for _, number in counts)
    room = _WIDTH - _LABEL - _NUMBER
    parts = []
    for row, (label, number) in enumerate(counts):
        top, length = row * _ROW, max(1.0, room * number / most)
        parts.append(
            f'<text x="{_LABEL - 8}" y="{top + 15}" text-anchor="end">{_cut(label, _LABEL)}</text>'
            f'<rect x="{_LABEL}" y="{top + 3}" width="{length:.1f}" height="{_ROW - 6}"/>'
            f'<text x="{_LABEL + length + 6:.1f}" y="{top + 15}">{number:,}</text>'
        )
    return _svg(title, len(counts) * _ROW, parts)


def standing(counts: Counts, title: str) -> str:
    """A column for each, from left to right; "" if there are none. Where they are many, not each has its label."""
    if not counts:
        return ""
    most = max(number for _, number in counts)
    step = _WIDTH / len(counts)
    every = -(-len(counts) // _MOST_LABELS)
    parts = []
    for at, (label, number) in enumerate(counts):
        height = (_HEIGHT - _ROW) * number / most
        left = at * step
        parts.append(
            f'<rect x="{left + step * 0.1:.1f}" y="{_HEIGHT - height:.1f}" width="{step * 0.8:.1f}"'
            f' height="{height:.1f}"><title>{escape(label)}: {number:,}</title></rect>'
        )
        if at % every == 0:
            middle = left + step / 2
            parts.append(f'<text x="{middle:.1f}" y="{_HEIGHT + 15}" text-anchor="middle">{escape(label)}</text>')
    parts.append(f'<text x="0" y="12">{most:,}</text>')
    return _svg(title, _HEIGHT + _FOOT, parts)


def _svg(title: str, height: int, parts: Sequence[str]) -> str:
    head = f'<svg viewBox="0 0 {_WIDTH} {height}" role="img"><title>{escape(title)}</title>'
    return head + "".join(parts) + "</svg>"


def _cut(label: str, width: int) -> str:
    longest = width // _CHARACTER
    return escape(label if len(label) <= longest else f"{label[: longest - 1]}…")
