"""RSS, Atom and JSON Feed: each entry is a report of its own, and a broken one spoils no other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from stemma.collect import Collected, collect, feeds
from stemma.model import InputError, Report, Span
from tests.collect.mangled import MANY, mangled, sound
from tests.collect.pages import items, refusal

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Harbour Post &amp; Mail</title><link>https://post.example/</link><language>en-gb</language>
<atom:link rel="self" href="https://post.example/feed.xml"/>
<item>
  <title><![CDATA[Ferry <i>Maribel</i> sinks & burns]]></title>
  <link>/sea/maribel?from=rss</link><guid isPermaLink="false">8812</guid>
  <pubDate>Mon, 05 May 31 10:00:00 EST</pubDate><atom:updated>2031-05-05T18:30:00Z</atom:updated>
  <description>The ferry sank.</description>
  <content:encoded><![CDATA[<p>The ferry sank off <a href="/log">Port El&shy;lery</a> on Monday.</p>
    <!-- <item>no entry</item> --><p>Ten are missing, the guard said.</p>]]></content:encoded>
  <media:title>A picture of the ferry</media:title>
  <source url="https://guard.example/feed">Coast Guard Wire</source>
  <author>desk@post.example (Ada Brandt)</author>
</item>
<item><title>Hull had been patched, owner says</title><guid>https://post.example/sea/hull</guid>
  <pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate>
  <description>&lt;p&gt;The owner denied it.&lt;br&gt;&amp;nbsp;So did the yard.&lt;/p&gt;</description></item>
<item><title>&unknown; caf&eacute; closed by the tide</title><description>The <b>caf&eacute; is shut.</description>
<item><title>מעבורת טבעה מול החוף ביום שני</title><dc:date>2031-05-05</dc:date><dc:creator>דנה לוי</dc:creator></item>
<item><link>https://post.example/nothing</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://planet.example/">
<title type="html">Planet &lt;b&gt;Sea&lt;/b&gt;</title>
<link href="https://planet.example/"/><updated>2031-05-06T00:00:00Z</updated>
<entry><id>tag:post.example,2031:maribel</id><title>Ferry &lt;i&gt;Maribel&lt;/i&gt; sinks</title>
<link rel="enclosure" href="https://post.example/a.mp3"/><link rel="alternate" href="sea/maribel"/>
<published>2031-05-05T10:00:00+02:00</published><updated>2031-05-05T12:00:00+02:00</updated>
<author><name>Ada Brandt</name><email>ada@post.example</email></author><author><name>Joss Pell</name></author>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>The ferry sank &amp; burnt.</p><p>See <a href="log">the log</a>.</p></div></content>
<source><id>https://post.example/feed</id><title>The Harbour Post</title><link href="https://post.example/"/></source></entry>
<entry><id>https://post.example/2</id><title type="text">Yard: 3 &lt; 4 boats &amp;amp; &amp; no more</title>
<updated>2031-05-06T08:00:00Z</updated>
<summary type="html">&lt;p&gt;The yard built four boats.&lt;/p&gt;</summary></entry>
</feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour notes",
        "home_page_url": "https://notes.example/",
        "language": "en",
        "items": [
            {
                "id": "https://notes.example/1",
                "url": "https://notes.example/1",
                "title": "Ferry sinks",
                "content_html": "<p>The ferry sank at four.</p>",
                "date_published": "2031-05-05T10:00:00Z",
                "date_modified": "2031-05-05T11:00:00Z",
                "authors": [{"name": "Ada Brandt"}, {"url": "https://x.example"}],
            },
            {"id": 7, "content_text": "1 < 2 & the guard said nothing.", "date_published": "yesterday"},
            "no item",
            {"id": "8", "title": "\ud800"},
        ],
    }
)


def reports(data: str | bytes) -> list[Report]:
    return [item.report for item in items(data, "feed.xml") if isinstance(item, Collected)]


def test_an_rss_entry_keeps_all_that_the_feed_says_of_it() -> None:
    first = reports(RSS)[0]
    assert first.text == (
        "Ferry Maribel sinks & burns\n\nThe ferry sank off Port El\xadlery on Monday.\n\n"
        "Ten are missing, the guard said."
    )
    assert (first.title, first.publisher, first.byline) == (
        "Ferry Maribel sinks & burns",
        "The Harbour Post & Mail",
        "Ada Brandt",
    )
    assert (first.url, first.id) == ("https://post.example/sea/maribel?from=rss", "https://post.example/#8812")
    assert (first.published, first.updated) == ("2031-05-05T10:00:00-05:00", "2031-05-05T18:30:00Z")
    assert [(link.span.of(first.text), link.url) for link in first.links] == [
        ("Port El\xadlery", "https://post.example/log")
    ]


def test_the_source_that_an_entry_names_is_kept_apart_from_the_feed() -> None:
    (source,) = reports(RSS)[0].stated_sources
    assert (source.name, source.url) == ("Coast Guard Wire", "https://guard.example/feed")
    (source,) = reports(ATOM)[0].stated_sources
    assert (source.name, source.url) == ("The Harbour Post", "https://post.example/")
    assert source.span == Span(0, len(reports(ATOM)[0].text))


def test_a_year_that_nobody_publishes_in_is_no_date_and_is_told() -> None:
    (item,) = [i for i in items(RSS) if isinstance(i, Collected) and i.report.id.endswith("/hull#entry")]
    assert item.report.published is None
    assert "line 17: 'Fri, 31 Dec 9999" in item.notes[0]
    assert item.report.text.endswith("The owner denied it.\n\xa0So did the yard.")


def test_an_entry_that_is_not_closed_is_read_as_far_as_it_goes() -> None:
    (item,) = [i for i in items(RSS) if isinstance(i, Collected) and "café" in i.report.text]
    assert item.report.text == "&unknown; café closed by the tide\n\nThe café is shut."
    assert "in the middle of this entry" in item.notes[0]


def test_right_to_left_dublin_core_and_an_entry_without_words() -> None:
    hebrew = reports(RSS)[3]
    assert (hebrew.language, hebrew.published, hebrew.byline) == ("he", "2031-05-05", "דנה לוי")
    (error,) = [item for item in items(RSS) if isinstance(item, InputError)]
    assert (error.why, error.line) == ("an entry without any words", 22)


def test_an_entrys_original_is_its_own_characters() -> None:
    originals = [item.original.decode() for item in items(RSS) if isinstance(item, Collected)]
    assert all(original in RSS for original in originals)
    assert originals[0].startswith("<item>")
    assert originals[0].endswith("</item>")


def test_atom_with_xhtml_bases_and_both_dates() -> None:
    first, second = reports(ATOM)
    assert first.text == "Ferry Maribel sinks\n\nThe ferry sank & burnt.\n\nSee the log."
    assert (first.id, first.url) == ("tag:post.example,2031:maribel", "https://planet.example/sea/maribel")
    assert (first.publisher, first.byline) == ("Planet Sea", "Ada Brandt, Joss Pell")
    assert [link.url for link in first.links] == ["https://planet.example/sea/log"]
    assert (second.title, second.published) == ("Yard: 3 < 4 boats &amp; & no more", "2031-05-06T08:00:00Z")
    assert second.published == second.updated == "2031-05-06T08:00:00Z"


def test_rdf_and_namespaces_that_were_never_declared() -> None:
    found = reports(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="x"><title>Old News</title><items><rdf:Seq/></items></channel>'
        '<item rdf:about="https://old.example/1"><title>Ferry sinks at noon</title><link>https://old.example/1</link>'
        "<dc:date>2031-05-05T10:00+02:00</dc:date></item></rdf:RDF>"
    )
    assert [(r.id, r.publisher, r.published) for r in found] == [
        ("https://old.example/1#entry", "Old News", "2031-05-05T10:00+02:00")
    ]


def test_json_feed() -> None:
    first, second, error, half = items(JSON_FEED, "notes.json")
    assert isinstance(first, Collected)
    assert first.report.text == "Ferry sinks\n\nThe ferry sank at four."
    assert (first.report.id, first.report.updated) == ("https://notes.example/1#entry", "2031-05-05T11:00:00Z")
    assert (first.report.publisher, first.report.byline) == ("Harbour notes", "Ada Brandt")
    assert isinstance(second, Collected)
    assert second.report.text == "1 < 2 & the guard said nothing."
    assert second.report.id == "https://notes.example/#7"
    assert "item 2: 'yesterday'" in second.notes[0]
    assert isinstance(error, InputError)
    assert isinstance(half, InputError)


@pytest.mark.parametrize("encoding", ["utf-16", "iso8859-2", "cp1251"])
def test_the_encoding_that_a_feed_declares(encoding: str) -> None:
    words = "Паром затонул у мыса" if encoding == "cp1251" else "Prom zatonął, źródło nieznane"
    feed = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><item><title>{words}</title></item></channel></rss>'
    )
    assert [report.title for report in reports(feed.encode(encoding))] == [words]


def test_entities_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 100}">' for n in range(12))
    feed = f"<!DOCTYPE rss [{bomb}]><rss><channel><item><title>Ferry &e11; sinks</title></item></channel></rss>"
    assert [report.title for report in reports(feed)] == ["Ferry &e11; sinks"]
    external = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    (report,) = reports(f"{external}<rss><channel><item><title>Sunk &x; today</title></item></channel></rss>")
    assert report.text == "Sunk &x; today"


def test_deep_and_long_entries_end_soon() -> None:
    deep = (
        "<rss><channel><item><title>a</title><description>" + "<b>" * 50_000 + "</description></item></channel></rss>"
    )
    sound(items(deep))
    sound(items("<rss><channel>" + "<item>" * 20_000))
    sound(items("<rss><channel>" + "<![CDATA[" * 20_000))
    sound(items("<rss><channel><item><title>" + " " * 1_000_000 + "</title></item></channel></rss>"))


def test_a_feed_without_entries_and_a_site_map_are_named() -> None:
    assert "without any entry" in refusal("<rss version='2.0'><channel/></rss>")
    assert "site map" in refusal("<urlset xmlns='x'><url/></urlset>")


@MANY
@given(mangled(RSS.encode(), ATOM.encode(), JSON_FEED.encode()))
def test_whatever_a_feed_holds_comes_out_as_reports_and_errors(data: bytes) -> None:
    sound(collect(data, "feed", None))


@pytest.mark.parametrize("mark", ["<![CDATA[", "<!--"])
def test_marks_that_never_close_are_looked_for_once(mark: str) -> None:
    items(f"<rss><channel><title>x</title>{(mark + 'word ') * 200_000}</channel></rss>")


def test_a_feed_of_more_entries_than_any_has_is_read_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "_MOST_ENTRIES", 2)
    found = items("<rss><channel>" + "".join(f"<item><title>Boat {n} sank</title></item>" for n in range(4)))
    assert [isinstance(item, Collected) for item in found] == [True, True, False]
    assert "over 2 entries" in str(found[-1])
