from __future__ import annotations

from pathlib import Path

import pytest

from labelled import blocks_of
from newscopy.errors import OptionError
from newscopy.profiles import profile
from newscopy.profiles.profile import Profile
from newscopy.structure.furniture import Furniture, Seen

TARN = Furniture(
    "tarn.example",
    30,
    {"home “news”": Seen(30, 30, 0), "read next": Seen(28, 0, 27), "letters": Seen(9, 2, 1)},
    {"letters": {"category": 2, "other": 1}},
    {"p.x < div": {"paragraph": 40}},
    corrected=2,
)
ESK = Furniture("esk.example", 12, {"read next": Seen(12, 0, 12), "end of copy": Seen(12, 0, 12)})


def test_a_profile_is_read_back_as_it_was() -> None:
    data = profile.dump(Profile([ESK, TARN]))
    back = profile.parse(data, "site.profile")
    assert [vars(site) for site in back.sites] == [vars(ESK), vars(TARN)]
    assert profile.dump(back) == data
    assert b'\n  "read next": [28, 0, 27],\n' in data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cut off or broken"),
        (profile.dump(Profile([TARN]))[:90], "cut off or broken"),
        (b"\xff\xfe\x00profile", "cut off or broken"),
        (b"[" * 100_000, "cut off or broken"),
        (b"[1, 2]", "no profile"),
        (b'{"newscopy": "corrections", "version": 1, "count": 0}', "no profile"),
        (b'{"newscopy": "profile", "version": 2, "sites": []}', "version 2"),
        (b'{"newscopy": "profile", "sites": []}', "version None"),
        (b'{"newscopy": "profile", "version": 1}', "sites"),
        (b'{"newscopy": "profile", "version": 1, "sites": [], "more": 1}', "more"),
        (b'{"newscopy": "profile", "version": 1, "sites": [{"name": "a", "pages": -3}]}', "pages"),
        (b'{"newscopy": "profile", "version": 1, "sites": [{"name": "a", "pages": 3, "lines": {"b": [3]}}]}', "b"),
        (b'{"newscopy": "profile", "version": 1, "sites": [{"name": "a", "pages": 3, "lines": {"b": [4, 0, 0]}}]}', "4 of 3"),
        (b'{"newscopy": "profile", "version": 1, "sites": [{"name": "a", "pages": 3, "lines": {"b": [2, 2, 2]}}]}', "2 of 3"),
        (b'{"newscopy": "profile", "version": 1, "sites": [{"name": "a", "pages": 3, "lines": {"b": [2, "x", 2]}}]}', "integer"),
        (b'{"newscopy": "profile", "version": 1, "sites": [{"name": "a", "pages": 3, "taught": {"b": {"boss": 1}}}]}', "boss"),
    ],
)  # fmt: skip
def test_what_is_no_profile_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(OptionError, match=said) as error:
        profile.parse(data, "site.profile")
    assert str(error.value).startswith("site.profile: ")
    assert "\n" not in str(error.value)


def test_a_file_that_is_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "site.profile"
    path.write_bytes(profile.dump(Profile([TARN])))
    assert profile.load(path).sites[0].name == "tarn.example"
    path.write_bytes(profile.dump(Profile([ESK, TARN])))
    assert profile.load(path).sites[0].name == "esk.example"
    path.unlink()
    with pytest.raises(OptionError, match="No such file"):
        profile.load(path)


def test_a_page_is_of_the_site_whose_lines_it_has() -> None:
    both = Profile([ESK, TARN])
    assert both.of(blocks_of("Home “News”\n\nFerry stays in port\n\nRead next\n\nLetters")) is both.sites[1]
    assert both.of(blocks_of("Ferry stays in port\n\nRead next\n\nEnd of copy")) is both.sites[0]
    assert both.of(blocks_of("Ferry stays in port\n\nNobody knows why")) is None
    own = [
        f"The {word} of the harbour"
        for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    ]
    letters = Profile([TARN]).of(blocks_of("\n\n".join(["Letters", *own])))
    assert letters is None  # one line of many, as any site may have


def test_a_profile_is_told_in_rows() -> None:
    told = list(profile.rows(Profile([TARN])))
    assert ("tarn.example", "on 30 of 30 pages, above the copy", "home “news”") in told
    assert ("tarn.example", "on 28 of 30 pages, below the copy", "read next") in told
    assert ("tarn.example", "on 9 of 30 pages, around the copy", "letters") in told
    assert ("tarn.example", "corrected: category 2, other 1", "letters") in told
