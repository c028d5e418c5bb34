"""Any story, in every exchange format: valid by our rules and the official schemas, and the same when it comes back.

A hundred stories each time, a thousand with `make test-thorough`.
"""

from __future__ import annotations

import pytest
from hypothesis import given

import newscopy
import strategies
from held import held
from newscopy.checking import judge
from newscopy.model import Story
from shared_data import shared

# Format, options, and the fields that it holds; None is all of them (docs/exchange.md).
FORMS = {
    "newsml": ("newsml", {}, None),
    "newsml-message": ("newsml-message", {}, None),
    "nitf": ("nitf", {}, None),
    "nitf without namespace": ("nitf", {"namespace": False}, None),
    "ninjs 3.2": ("ninjs", {"version": "3.2"}, {"kicker"}),
    "ninjs 2.3": ("ninjs", {"version": "2.3"}, {"kicker"}),
    "ninjs for Superdesk": ("ninjs", {"dialect": "superdesk"}, {"keywords"}),
}
_IN_ALL = {"id", "language", "direction", "headline", "standfirst", "slugline", "body"}


@pytest.mark.parametrize("form", FORMS)
@given(given=strategies.stories())
def test_any_story_is_valid_and_comes_back(given: Story, form: str) -> None:
    name, options, kept = FORMS[form]
    data = newscopy.write(given, name, **options)

    verdict = judge(data, shared("standards"))
    assert verdict.valid, verdict.findings

    again, expected = held(newscopy.read(data, verdict.format or name)), held(given)
    fields = expected.keys() if kept is None else _IN_ALL | kept
    assert {field: again[field] for field in fields} == {field: expected[field] for field in fields}
