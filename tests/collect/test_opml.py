"""Lists of feeds as programs and people write them, and as nobody should."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.collect.opml import read_opml
from stemma.model import InputError


def feeds(outlines: str, head: str = "") -> tuple[str, ...]:
    return read_opml(f'{head}<opml version="2.0"><body>{outlines}</body></opml>'.encode(), "list.opml").feeds


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as error:
        read_opml(data, "list.opml")
    assert error.value.name == "list.opml"
    return error.value.why


def test_feeds_come_in_their_order_each_once_however_deep_they_lie() -> None:
    assert feeds(
        '<outline text="News"><outline type="rss" xmlUrl="https://b.example/rss"/>'
        '<outline text="Sea"><outline type="atom" xmlUrl="https://a.example/atom"/></outline></outline>'
        '<outline xmlUrl="https://b.example/rss"/>'
    ) == ("https://b.example/rss", "https://a.example/atom")


@pytest.mark.parametrize(
    ("attribute", "address"),
    [
        ('xmlurl="https://a.example/f"', "https://a.example/f"),
        ('XMLURL=" https://a.example/f\n"', "https://a.example/f"),
        ('xmlUrl="feed:https://a.example/f"', "https://a.example/f"),
        ('xmlUrl="feed://a.example/f"', "http://a.example/f"),
        ('xmlUrl="feed://https://a.example/f"', "https://a.example/f"),
        ('xmlUrl="https://a.example/f?x=1&y=2"', "https://a.example/f?x=1&y=2"),
        ('xmlUrl="https://a.example/f?x=1&amp;y=2"', "https://a.example/f?x=1&y=2"),
    ],
)
def test_addresses_as_programs_write_them(attribute: str, address: str) -> None:
    assert feeds(f"<outline {attribute}/>") == (address,)


def test_what_is_commented_out_is_left_out_with_all_in_it() -> None:
    assert feeds(
        '<outline isComment="true" text="old"><outline xmlUrl="https://old.example/f"/></outline>'
        '<!-- <outline xmlUrl="https://older.example/f"/> --><outline xmlUrl="https://new.example/f"/>'
    ) == ("https://new.example/f",)


def test_lists_within_lists_and_other_addresses_are_said() -> None:
    outlines = (
        '<outline type="include" url="https://x.example/more.opml"/><outline xmlUrl="file:///etc/passwd"/>'
        '<outline xmlUrl="https://a.example/f"/>'
    )
    found = read_opml(f"<opml><body>{outlines}</body></opml>".encode(), "list.opml")
    assert found.feeds == ("https://a.example/f",)
    assert ["passed over" in found.notes[0], "not followed" in found.notes[1]] == [True, True]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(coding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{coding}"?>\n<opml><outline text="Küste" xmlUrl="https://a.example/k"/></opml>'
    )
    assert read_opml(text.encode(coding), "list.opml").feeds == ("https://a.example/k",)


def test_no_entity_is_ever_read() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    data = f'<!DOCTYPE opml [<!ENTITY e0 "ha">{bomb}]><opml><outline xmlUrl="https://a.example/&e8;"/></opml>'
    assert "document type" in refusal(data.encode())
    assert "document type" in refusal(data.encode("utf-16"))
    outside = '<!doctype opml SYSTEM "file:///etc/passwd"><opml/>'
    assert "document type" in refusal(outside.encode())


def test_nesting_without_end_is_cut() -> None:
    deep = '<outline text="x">' * 100_000
    outer = '<outline xmlUrl="https://a.example/f"/>'
    assert feeds(f'{outer}{deep}<outline xmlUrl="https://deep.example/f"/>') == ("https://a.example/f",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a list of feeds"),
        (b"https://a.example/feed", "not a list of feeds"),
        (b"<rss><channel/></rss>", "not a list of feeds"),
        (b"<opml><body/></opml>", "names no feed"),
        (b'<opml><outline xmlUrl=""/></opml>', "names no feed"),
        (b" " * 10_000_001, "over 10 MB"),
        (b"<opml>" + b"".join(b'<outline xmlUrl="http://a.example/%d"/>' % n for n in range(5001)), "over 5000 feeds"),
    ],
)
def test_files_that_are_no_such_list(data: bytes, why: str) -> None:
    assert why in refusal(data)


def test_a_list_that_is_cut_short_gives_what_is_whole() -> None:
    assert read_opml(b'<opml><body><outline xmlUrl="https://a.example/f"/><outli', "list.opml").feeds


LISTS = st.text(max_size=200).map(lambda text: f"<opml>{text}</opml>".encode("utf-8", "replace"))


@given(st.binary(max_size=300) | LISTS)
def test_whatever_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    with suppress(InputError):
        assert read_opml(data, "list.opml").feeds
