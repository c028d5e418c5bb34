"""Addresses that may be clicked, and those that may not."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscopy.writers.links import safe_url


@pytest.mark.parametrize(
    "url", ["https://example.com/a?b=c#d", "http://[::1]:80/", "mailto:desk@example.com", "https://example.com/a%20b"]
)
def test_a_web_or_mail_address_stays_as_it_is(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "/story/2", "//example.com/x", "https:///x", "http://[bad", "http://example.com:port/", "mailto:", "", None,
    ],
)  # fmt: skip
def test_other_addresses_are_refused(url: str | None) -> None:
    assert safe_url(url) is None


def test_what_a_uri_cannot_hold_is_percent_encoded() -> None:
    assert safe_url("https://example.com/Straße [1]?q=50% off") == (
        "https://example.com/Stra%C3%9Fe%20%5B1%5D?q=50%25%20off"
    )


@given(st.text())
def test_any_text_gives_an_ascii_address_or_none(text: str) -> None:
    made = safe_url("https://example.com/" + text)
    assert made is not None
    assert made.isascii()
    assert urlsplit(made).hostname == "example.com"
    assert safe_url(made) == made
