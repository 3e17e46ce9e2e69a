"""What changed, as lines in the terminal, as an Atom feed and as JSON: the same words, and nothing in them acts."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rich.console import Console

from stemma.collect import Collected, collect
from stemma.model import Change, ChangeKind, ChangePlace, NotedChange, Span, Watch
from stemma.show.changes import HEADINGS, print_change
from stemma.show.export.atom import MOST_ENTRIES, atom_feed
from stemma.show.export.changes import change_document, change_id
from stemma.show.paper import Paper

WATCH = Watch(id="7f0c2d5e-9d1b-4a51-8f0e-0f3ad5a5b2c1", since="2031-05-06T08:00:00+00:00")
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
HOSTILE = "<b>[bold]x[/]\x1b[2J</b> & ]]> \u202e \ud83d \ufffe \x00 \n end"


def place(words: str = "the light was dark", **fields: object) -> ChangePlace:
    made: dict[str, object] = {
        "report": "https://post.example/7",
        "span": Span(12, 30),
        "words": words,
        "publisher": "Harbour Post",
        "title": "Dark",
        "url": "https://post.example/7",
        "published": "2031-05-06T09:00:00Z",
    }
    return ChangePlace(**{**made, **fields})  # type: ignore[arg-type]


def noted(number: int = 1, **fields: object) -> NotedChange:
    made: dict[str, object] = {
        "kind": "denied",
        "claim": "c1",
        "gloss": "The light was dark",
        "why": "Brandt Lines now denies it.",
        "status": "contested",
        "places": (place(),),
    }
    change = Change(**{**made, **fields})  # type: ignore[arg-type]
    return NotedChange(number=number, made=f"2031-05-06T10:{number % 60:02}:00+00:00", change=change)


def printed(one: NotedChange, encoding: str = "utf-8", **how: bool) -> str:
    data = io.BytesIO()
    out = io.TextIOWrapper(data, encoding=encoding, write_through=True)
    print_change(one, Paper(Console(file=out, width=100, highlight=False, **how), None))  # type: ignore[arg-type]
    return data.getvalue().decode(encoding)


def test_every_kind_of_change_has_a_heading() -> None:
    assert set(HEADINGS) == set(get_args(ChangeKind))


def test_a_change_in_the_terminal() -> None:
    assert printed(noted()).splitlines() == [
        "",
        "2031-05-06 10:01 UTC  DENIED  contested",
        "    The light was dark  c1",
        "    Brandt Lines now denies it.",
        "      “the light was dark” Harbour Post, 6 May 2031 [https://post.example/7:12–30]",
    ]


def test_further_places_are_counted() -> None:
    assert "… and in 6 further places" in printed(noted(places=tuple(place() for _ in range(5)), more=4))


def test_colour_in_a_terminal_and_none_in_a_pipe() -> None:
    assert "\x1b[" in printed(noted(), force_terminal=True)
    assert "\x1b[" not in printed(noted())


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_nothing_in_a_report_acts_on_the_terminal(encoding: str) -> None:
    where = place(HOSTILE, publisher=HOSTILE)
    out = printed(noted(gloss=HOSTILE, why=HOSTILE, claim=HOSTILE, places=(where,)), encoding)
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]x[/]" in out


def feed(*changes: NotedChange) -> etree._Element:
    """The changes as a feed that the schema of the standard holds for one."""
    root = etree.fromstring(atom_feed(changes, WATCH, "harbour"))
    SCHEMA.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str | None]:
    return [found.text for found in root.iterfind(path.replace("/", f"/{ATOM}").replace("^", ATOM))]


def test_the_feed_has_the_newest_change_first() -> None:
    root = feed(noted(1), noted(2, kind="figure"))
    assert texts(root, "^entry/title") == ["Another figure: The light was dark", "Denied: The light was dark"]
    assert texts(root, "^updated") == ["2031-05-06T10:02:00+00:00"]
    assert texts(root, "^entry/id") == [change_id(WATCH, 2), change_id(WATCH, 1)]
    (link, _) = root.iterfind(f"{ATOM}entry/{ATOM}link")
    assert (link.get("rel"), link.get("href")) == ("related", "https://post.example/7")


def test_a_feed_of_nothing_is_one() -> None:
    assert texts(feed(), "^updated") == [WATCH.since]


def test_the_schema_would_refuse_what_is_no_feed() -> None:
    root = feed(noted())
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    entry.remove(entry[0])  # its id
    assert not SCHEMA.validate(root)


def test_the_same_changes_make_the_same_bytes_with_a_bounded_number_of_entries() -> None:
    many = [noted(number) for number in range(1, MOST_ENTRIES + 50)]
    made = atom_feed(many, WATCH, "harbour")
    assert made == atom_feed(many[::-1], WATCH, "harbour") == atom_feed(many[49:], WATCH, "harbour")
    assert made.count(b"<entry>") == MOST_ENTRIES


def test_a_feed_of_changes_can_be_read_as_a_feed() -> None:
    (item,) = collect(atom_feed([noted()], WATCH, "harbour"), "changes.xml", None)
    assert isinstance(item, Collected)
    assert item.report.title == "Denied: The light was dark"
    assert "Brandt Lines now denies it." in item.report.text


@given(st.text(), st.sampled_from(["javascript:alert(1)", "https://post.example/ü", None, "http://[", "https://a b/"]))
def test_whatever_reports_hold_the_feed_is_valid_and_nothing_in_it_acts(words: str, url: str | None) -> None:
    for text in (words, HOSTILE):
        where = place(text, publisher=text, title=text, report=text, url=url, published=text)
        root = feed(noted(gloss=text, why=text, places=(where,), claim=text))
        assert root.find(".//{*}script") is None
        assert all(str(a.get("href")).startswith("https://") for a in root.iter("{http://www.w3.org/1999/xhtml}a"))


def test_ids_are_those_of_the_watch_and_the_number() -> None:
    other = Watch(id="0c1cfb7e-3f43-4d5c-8c52-6b8d0a2f9f7a", since=WATCH.since)
    assert change_id(WATCH, 1) == "urn:uuid:19bbcc33-034a-529d-9ed9-48c5ac60e234"
    assert len({change_id(WATCH, 1), change_id(WATCH, 2), change_id(other, 1)}) == 3


def test_a_change_as_json() -> None:
    document = json.loads(json.dumps(change_document(noted(3), WATCH, "harbour")))
    assert document == {
        "format": "stemma-change/1",
        "id": change_id(WATCH, 3),
        "case": "harbour",
        "number": 3,
        "made": "2031-05-06T10:03:00+00:00",
        "kind": "denied",
        "claim": "c1",
        "gloss": "The light was dark",
        "status": "contested",
        "why": "Brandt Lines now denies it.",
        "before": None,
        "after": None,
        "reports": ["https://post.example/7"],
        "places": [
            {
                "report": "https://post.example/7",
                "words": "the light was dark",
                "publisher": "Harbour Post",
                "title": "Dark",
                "url": "https://post.example/7",
                "published": "2031-05-06T09:00:00Z",
                "span": [12, 30],
            }
        ],
        "more": 0,
    }
