from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Case, Pointer, Span
from stemma.show.labels import Labels
from stemma.show.page import limits, render
from stemma.show.page.snapshots import Reference, exact, snapshot
from tests.show.cases import hostile_case, report, silo_case


class Page(HTMLParser):
    """What a page's markup holds: ids, links, sources, inline handlers, and the text behind each place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.places: defaultdict[str, str] = defaultdict(str)
        self.text = ""
        self._open: list[list[str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.attributes |= held.keys()
        if "id" in held:
            self.ids[held["id"] or ""] += 1
        if tag == "a" and held.get("href"):
            self.links.append(held["href"] or "")
        if tag in ("span", "bdi", "a"):
            self._open.append((held.get("data-p") or "").split())

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "bdi", "a"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for places in self._open:
            for place in places:
                self.places[place] += data


@pytest.fixture(params=[silo_case, hostile_case], ids=["plain", "hostile"])
def case(request: pytest.FixtureRequest) -> Case:
    built: Case = request.param()
    return built


def held(text: str) -> str:
    """What of a text HTML can hold."""
    return "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


def test_every_quotation_leads_to_exactly_its_characters(case: Case) -> None:
    page = Page(render(case, title="Silo"))
    reports = list(Labels(case).reports.values())
    places = {link[1:] for link in page.links if re.fullmatch(r"#r\d+-\d+-\d+", link)}
    assert len(places) > 5
    for place in places:
        number, start, end = map(int, place[1:].split("-"))
        assert page.places[place] == held(reports[number - 1].text[start:end])


def test_every_link_within_the_page_has_one_target(case: Case) -> None:
    page = Page(render(case, title="Silo"))
    for link in page.links:
        if link.startswith("#"):
            assert page.ids[link[1:]] == 1, link
    assert set(page.ids.values()) == {1}


def test_nothing_on_the_page_asks_for_anything(case: Case) -> None:
    html = render(case, title="Silo")
    page = Page(html)
    assert not page.attributes & {"src", "srcset", "action", "style", "background", "poster", "ping"}
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not re.search(r"@import|url\(", html)
    assert all(link.startswith(("#", "https://")) for link in page.links)


def test_the_policy_lets_nothing_run_but_the_page_s_own_style_and_script(case: Case) -> None:
    html = render(case, title="Silo")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'; ")
    assert "unsafe" not in allowed
    for element in ("style", "script"):
        (content,) = re.findall(f"<{element}>(.*?)</{element}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in allowed


def test_hostile_text_is_shown_as_text() -> None:
    html = render(hostile_case(), title="</title><script>alert(1)</script>")
    assert "<script>document" not in html
    assert "<script>alert" not in html
    assert 'href="javascript:' not in html
    assert "javascript:document.title" in Page(html).text
    assert "{{ 7 * 7 }}" in html
    html.encode("utf-8")


def test_marks_that_reorder_lines_stand_isolated() -> None:
    html = render(hostile_case(), title="Silo")
    assert "\u202e" in html
    assert html.count("\u202e") == html.count('<bdi class="ctl" data-c="202E">\u202e</bdi>')


def test_the_count_is_a_range() -> None:
    assert "1 origin shown, at most 2" in Page(render(silo_case(), title="Silo")).text


def test_who_contests_is_said_in_words() -> None:
    text = Page(render(silo_case(), title="Silo")).text
    assert "Contested" in text
    assert "denied in 1 report" in text


def test_the_same_case_gives_the_same_page() -> None:
    assert render(silo_case(), title="Silo") == render(silo_case(), title="Silo")


def test_an_empty_case_has_a_page() -> None:
    assert "No claim was found" in render(Case(reports=()), title="")


def test_a_report_too_large_for_the_page_is_cut_to_what_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TEXT", 400)
    case = silo_case()
    long = tuple(replace(one, text=one.text + " More of it." * 200) for one in case.reports)
    html = render(replace(case, reports=(*long, report("unquoted", "Nothing. " * 200))), title="Silo")
    page = Page(html)
    assert html.count("characters left out on this page") == len(case.reports)
    assert "its 1,800 characters were left out" in page.text
    assert all(page.ids[link[1:]] == 1 for link in page.links if link.startswith("#"))


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8)


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60), SPANS, st.booleans())
def test_a_snapshot_s_places_hold_exactly_their_characters(
    text: str, spans: list[tuple[int, int]], whole: bool
) -> None:
    one = report("a", text)
    pointers = {Pointer("a", Span(s, s + n)): f"r1-{s}-{s + n}" for s, n in spans if s + n <= len(text)}
    page = Page(str(snapshot(one, (), pointers, Labels(Case(reports=(one,))), whole=whole)))
    for pointer, place in pointers.items():
        assert page.places[place] == held(pointer.span.of(text))
        assert page.ids[place] == 1


@given(st.text(st.characters(exclude_categories=())))
def test_exact_markup_holds_the_text_and_no_element_of_it(text: str) -> None:
    assert Page(exact(text)).text == held(text)


def test_words_of_a_report_lead_to_their_claim_place_and_time() -> None:
    text = "In Ressel the silo burned on Friday."
    one = report("a", text)
    found = [
        Reference(Span(10, 25), "claim", "c7", "Claim 7", 7),
        Reference(Span(3, 9), "place", "pl1", "Ressel: on the map"),
        Reference(Span(29, 35), "time", "t1", "2 May 2031"),
    ]
    markup = str(snapshot(one, (), {}, Labels(Case(reports=(one,))), whole=True, references=found))
    assert '<a href="#pl1" class="pl" title="Ressel: on the map">Ressel</a>' in markup
    assert '<a href="#t1" class="ti" title="2 May 2031">Friday</a>' in markup
    assert 'the silo burned<a class="ref" href="#c7" data-n="7"' in markup
    assert Page(markup).text == text
