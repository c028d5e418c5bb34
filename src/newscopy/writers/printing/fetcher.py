"""The only way out of a page: a fetcher that opens data: addresses and notes down everything it refused."""

from __future__ import annotations

from functools import cache
from typing import Any

from newscopy.writers.printing.weasy import weasyprint


@cache
def fetcher_type() -> type[Any]:
    """The fetcher class; made late because its base is WeasyPrint's.

    A plain function will not do: WeasyPrint 70 reads attributes of the fetcher.
    """
    weasyprint()
    from weasyprint.urls import URLFetcher

    class LockedFetcher(URLFetcher):  # type: ignore[misc]
        """Opens no file and no connection. `refused` lists the addresses that were asked for, in order."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols={"data"}, allow_redirects=False)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The content of a data: address; raises ValueError for any other, which WeasyPrint passes over."""
            if url[:5].lower() != "data:":
                self.refused.append(url)
                raise ValueError("a house style opens its own files only")
            return super().fetch(url, headers)

    return LockedFetcher
