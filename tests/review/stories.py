"""Stories for the review page."""

from __future__ import annotations

from pathlib import Path

HARBOUR = """Home
Sport
Ferry strike enters its second week

By Nora Quillfeather
3 May 2024, 17:47

Ferries between Harrow Bay and the islands stayed in port for the ninth day on Friday, as talks between crews and owners broke off after an hour.

What the crews want

The crews ask for a second engineer on each night crossing, and the owners say that there is nobody to hire.

Our summer offer: four weeks for one crown

Nobody was willing to say when the talks would go on, or where.
Privacy policy
"""

HOSTILE = (
    "</script><script>window.ran = 1</script><img src=x onerror=window.ran=1>\n\n"
    "Rain \u202egnimoc\u202c is here\n\n"
    "It rained in Ellan on Friday & on Saturday, <b>for the first time</b> since May. <!-- --> ]]> \u2028 {{ 7 * 7 }}\n\n"
    + "long " * 200_000
    + "\n"
)


def harbour(folder: Path, number: int) -> Path:
    """A text like HARBOUR, one of its own."""
    path = folder / f"harbour-{number:05d}.txt"
    text = HARBOUR.replace("ninth day", f"day {number} of the strike").replace("second week", f"week {number}")
    path.write_text(text, encoding="utf-8")
    return path
