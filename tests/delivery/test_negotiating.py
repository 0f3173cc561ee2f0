"""`Accept-Encoding`, as RFC 9110 has it and as clients write it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khabar.delivery.negotiating import PREFERRED, acceptable

pytestmark = pytest.mark.once

CODINGS = st.sampled_from(["br", "gzip", "identity", "*", "zstd", "deflate"])
QUALITIES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
PREFERENCES = st.dictionaries(CODINGS, QUALITIES, max_size=6)
BLANKS = st.sampled_from(["", " ", "\t", "  "])


def written(preferences, blank, *, upper=False):
    header = ",".join(
        f"{blank}{coding}{blank};{blank}q={quality:.3f}{blank}"
        for coding, quality in preferences.items()
    )
    return header.upper() if upper else header


@given(PREFERENCES, BLANKS, st.booleans())
def test_what_is_refused_is_never_sent(preferences, blank, upper):
    accepted = acceptable(written(preferences, blank, upper=upper))
    for coding in PREFERRED:
        if preferences.get(coding) == 0:
            assert coding not in accepted
        if coding not in preferences and preferences.get("*") == 0:
            assert coding not in accepted


@given(PREFERENCES, BLANKS)
def test_what_is_liked_is_always_sent_and_the_best_first(preferences, blank):
    accepted = acceptable(written(preferences, blank))
    named = [coding for coding in accepted if coding in preferences]
    assert {coding for coding in PREFERRED if preferences.get(coding)} == set(named)
    qualities = [preferences[coding] for coding in named]
    assert qualities == sorted(qualities, reverse=True)


@given(PREFERENCES)
def test_a_compression_is_sent_only_to_who_asks_for_it(preferences):
    for coding in set(acceptable(written(preferences, ""))) - {"identity"}:
        assert preferences.get(coding) or preferences.get("*")


@given(st.text(max_size=80))
@example("gzip;q=1;q=0")
@example(",,;q=1,")
@example("gzip;q=2")
@example("br;q=0.0000")
def test_no_header_upsets_it(header):
    accepted = acceptable(header)
    assert set(accepted) <= set(PREFERRED) and len(set(accepted)) == len(accepted)


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        (None, ("identity",)),
        ("", ("identity",)),
        ("gzip, deflate, br", ("br", "gzip", "identity")),
        ("gzip", ("gzip", "identity")),
        ("x-gzip", ("gzip", "identity")),
        ("*", ("br", "gzip", "identity")),
        ("*;q=0", ()),
        ("*;q=0, gzip", ("gzip",)),
        ("identity;q=0", ()),
        ("identity;q=0, gzip;q=0.5", ("gzip",)),
        ("gzip;q=0.5, identity", ("identity", "gzip")),
        ("br;q=0.5, gzip;q=0.5", ("br", "gzip", "identity")),
        ("GZIP;Q=1.0", ("gzip", "identity")),
        ("gzip" * 500, ("identity",)),
    ],
)
def test_these_headers_mean(header, accepted):
    assert acceptable(header) == accepted
