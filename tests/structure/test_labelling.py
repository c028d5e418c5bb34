"""The net and its decoding: shapes, sums, and what can never come out."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelled import blocks_of, labels_of, page_of
from newscopy.errors import StructureError
from newscopy.model import DiscardReason, Role
from newscopy.structure import dense, net
from newscopy.structure.decode import decode

LINES = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=80),
        st.sampled_from(
            [
                "By Ann Lee",
                "3 May 2024",
                "Share",
                "Related",
                "The wall was built in spring, said the mayor, who had asked for it since 2019.",
            ]
        ),
    ),
    min_size=1,
    max_size=30,
)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_probabilities_are_such_and_every_block_gets_one_label(lines: list[str]) -> None:
    try:
        blocks = blocks_of(decode("\n".join(lines), "any.txt").text)
    except StructureError:
        return
    page = page_of(blocks)
    chances = net.chances(page, dense.load())
    assert page.rows.shape[0] == len(blocks)
    assert np.isfinite(page.rows).all()
    assert chances.shape == (len(blocks), len(net.CLASSES))
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-4)
    labels = labels_of(blocks)
    assert len(labels) == len(blocks)
    assert Counter(found.role for found in labels)[Role.HEADLINE] <= 1
    reasons = {reason.value for reason in DiscardReason}
    assert all(found.reason in reasons for found in labels if found.role is Role.DISCARDED)
    assert all(0 <= found.confidence <= 1 for found in labels)


def test_the_packaged_weights_fit_the_features_and_the_size_promised() -> None:
    weights = dense.load()
    blocks = blocks_of("A line")
    assert weights["mean"].shape == (page_of(blocks).rows.shape[1],)
    assert dense.WEIGHTS.stat().st_size < 1_000_000
    with np.load(dense.WEIGHTS) as stored:
        assert int(stored["version"]) == dense.VERSION


def test_the_probabilities_are_the_mean_of_those_of_all_nets() -> None:
    weights = dense.load()
    page = page_of(blocks_of("The council of Harrow Bay said so\n\nIt would cost too much, said the harbour master."))
    own = {name: value for name, value in weights.items() if not name.startswith(("joint_", net.NETS[1]))}
    other = {f"{net.NETS[1]}{name}": value * 0.9 for name, value in own.items()}
    alone = net.chances(page, own)
    both = net.chances(page, own | other)
    second = 2 * both - alone
    assert not np.allclose(alone, second, atol=1e-3)
    assert (second > -1e-5).all()
    assert np.allclose(second.sum(axis=1), 1, atol=1e-4)
    assert np.allclose(net.chances(page, own | {f"{net.NETS[1]}{name}": value for name, value in own.items()}), alone)


@pytest.mark.parametrize("text", ["x", "?", "。" * 50])
def test_the_shortest_pages_are_labelled(text: str) -> None:
    assert len(labels_of(blocks_of(text))) == 1
