"""A saved web page becomes one report: its text, the facts it states of itself, the places of its links."""

from __future__ import annotations

import hashlib
import json

import pytest

from stemma.collect import Collected
from tests.collect.pages import HEADLINE, items, page, refusal, report


def test_the_snapshot_is_the_headline_and_the_paragraphs_with_blank_lines() -> None:
    text = report(page()).text
    assert text.startswith(f"{HEADLINE}\n\nThe ferry Maribel sank")
    assert "\n\n“We heard the hull crack at four,” said the mate, Joss Pell.\n\n" in text
    assert "\n\nThirty islanders were brought ashore.\nTen people are still missing.\n\n" in text
    assert text.count(HEADLINE) == 1


def test_navigation_and_footer_stay_out() -> None:
    text = report(page()).text
    assert "Cow elected" not in text
    assert "Copyright" not in text
    assert "At sea" not in text


def test_the_original_is_the_whole_file() -> None:
    data = page().encode()
    (item,) = items(data)
    assert isinstance(item, Collected)
    assert item.original == data
    assert item.report.sha256 == hashlib.sha256(data).hexdigest()


def test_links_select_exactly_the_linked_words() -> None:
    found = report(page('<link rel="canonical" href="https://harbour.example/2031/ferry">'))
    assert [(link.span.of(found.text), link.url) for link in found.links] == [
        ("hull had been patched", "https://harbour.example/reports/hull"),
        ("log of the coast guard", "https://guard.example/log?day=1"),
    ]


def test_relative_links_are_left_out_where_the_page_states_no_address() -> None:
    assert [link.url for link in report(page()).links] == ["https://guard.example/log?day=1"]


def test_a_base_element_resolves_links() -> None:
    urls = [link.url for link in report(page('<base href="https://mirror.example/a/">')).links]
    assert urls[0] == "https://mirror.example/reports/hull"


def test_the_canonical_address_is_the_id() -> None:
    found = report(page('<link rel="canonical" href="https://harbour.example/2031/ferry#top">'), "saved/page.html")
    assert found.id == found.url == "https://harbour.example/2031/ferry"


def test_without_an_address_the_file_name_is_the_id() -> None:
    found = report(page(), "saved/ferry.html")
    assert (found.id, found.url) == ("ferry.html", None)


def test_a_front_page_as_canonical_address_is_not_an_item() -> None:
    assert report(page('<link rel="canonical" href="https://harbour.example/">'), "ferry.html").id == "ferry.html"


def test_a_copy_keeps_its_own_address_though_it_names_the_original_as_canonical() -> None:
    head = '<link rel="canonical" href="https://harbour.example/ferry"><meta property="og:url" content="https://portal.example/7">'
    assert report(page(head)).id == "https://portal.example/7"


def test_the_address_that_a_browser_noted_when_saving() -> None:
    saved = page().replace("<html", "<!-- saved from url=(0031)https://harbour.example/ferry/9 -->\n<html")
    assert report(saved).id == "https://harbour.example/ferry/9"


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize("year", ["1912", "2031"])
def test_publication_time_keeps_its_zone_in_any_year(year: str) -> None:
    assert report(page(ld(datePublished=f"{year}-04-15T08:30:00+02:00"))).published == f"{year}-04-15T08:30:00+02:00"


def test_the_hour_is_taken_from_where_it_is_stated() -> None:
    head = ld(datePublished="2031-05-05") + '<meta property="article:published_time" content="2031-05-05T08:30:00Z">'
    assert report(page(head)).published == "2031-05-05T08:30:00Z"


def test_a_placeholder_is_not_a_publication_time() -> None:
    head = ld(datePublished="0001-01-01T00:00:00Z") + '<meta name="date" content="2031-05-05">'
    assert report(page(head)).published == "2031-05-05"


def test_publisher_and_byline() -> None:
    head = '<meta property="og:site_name" content="The Harbour Post">'
    found = report(page(head + ld(author=[{"name": "Ann Otter"}, {"name": "Bo Reed"}], publisher={"name": "Sea Wire"})))
    assert (found.publisher, found.byline) == ("The Harbour Post", "Ann Otter, Bo Reed")


def test_a_publisher_that_is_only_referred_to() -> None:
    graph = [
        {"@type": "Organization", "@id": "#post", "name": "The Harbour Post"},
        {"@type": "Article", "publisher": {"@id": "#post"}},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert report(page(head)).publisher == "The Harbour Post"


def test_the_printed_headline_goes_before_the_one_for_sharing() -> None:
    found = report(page('<meta property="og:title" content="Ferry Maribel sinks, ten missing | Harbour">'))
    assert found.title == HEADLINE


def test_language_is_told_from_the_text_not_from_the_template() -> None:
    assert report(page().replace('lang="en"', 'lang="fr"')).language == "en"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("windows-1252", "windows-1252"),
        ("windows-1252", "iso-8859-1"),
        ("windows-1252", ""),
        ("windows-1252", "no-such-charset"),
        ("utf-8", "iso-8859-1"),
    ],
)
def test_encodings_declared_rightly_wrongly_or_not(encoding: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    html = page().replace('<meta charset="utf-8">', meta)
    assert "“We heard the hull crack at four,” said" in report(html.encode(encoding)).text


@pytest.mark.parametrize("body", ["", "<p>   </p>", "<script>alert(1)</script>", '<div id="app"></div>'])
def test_a_page_without_text(body: str) -> None:
    assert "no article text" in refusal(f"<!doctype html><html><body>{body}</body></html>")


def test_deeply_nested_html_is_refused_not_cut() -> None:
    assert "nested" in refusal("<html><body>" + "<div>" * 100_000 + "<p>The ferry sank.</p>")


def test_a_text_hundreds_of_levels_deep_is_read() -> None:
    assert "Ten people" in report(page(article="<div>" * 900 + page() + "</div>" * 900)).text


def test_lists_in_lists_without_end_are_refused() -> None:
    assert "tangled" in refusal(page(article="<ul><li>Ten missing. " * 900))


def test_a_tag_with_thousands_of_attributes_is_refused() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(20_000))
    assert "attributes" in refusal(page(article=f"<p {attributes}>Sunk.</p>"))


def test_a_huge_attribute_does_no_harm() -> None:
    assert "Ten people" in report(page().replace("<article>", f'<article data-x="{"a " * 6_000_000}">')).text


def test_characters_that_xml_forbids_are_left_out() -> None:
    text = report(page().replace("The search", "The\x0b &#xD800;&#1;&#60;b&#62; crew&#146;s search")).text
    assert "<b> crew’s search goes on" in text
    assert not {"\x0b", "\x01", "\ud800"} & set(text)


def test_a_page_of_more_tags_than_any_report_has_is_refused() -> None:
    assert "over 200,000 tags" in refusal(page(article="<p> " * 200_001))


@pytest.mark.parametrize("finder", ["stemma.collect.html.main_text", "trafilatura.metadata.extract_metadata"])
def test_what_trafilatura_raises_costs_the_page_at_most(monkeypatch: pytest.MonkeyPatch, finder: str) -> None:
    def fails(*_: object) -> None:
        raise ValueError("All strings must be XML compatible")

    monkeypatch.setattr(finder, fails)
    (item,) = items(page())
    assert isinstance(item, Collected) == finder.endswith("extract_metadata")
