from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from stemma.show.characters import one_line
from stemma.show.export.markup import link, plain
from tests.factories import report

HOSTILE = [
    "<script>alert(1)</script>",
    "![x](https://a.example/pixel.png)",
    "[click](javascript:alert(1))",
    "# heading",
    "## heading ##",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "===",
    "---",
    "```sh",
    "`code` **bold** _emphasis_ ~~gone~~",
    "&lt;b&gt; &#60; &amp;",
    "\\<b>\\",
    "[1]: https://a.example",
    "[^1]: note",
    "<https://a.example> <!-- gone -->",
    "see https://a.example, www.a.example, @ada and ada@a.example",
    "\n\n# two\n\n    code",
    "*",
    "\t",
]


class Seen(HTMLParser):
    """What a reader sees of a page, and the elements that it is made of."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[str] = []
        self.links: list[str] = []
        self.feed(MarkdownIt("commonmark").render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def in_every_place(text: str) -> None:
    """At the start of a paragraph, a heading and an item, in bold, emphasis and brackets: nothing but its words."""
    words = plain(text)
    expected = one_line(text)
    places = [("{}", ["p"]), ("# {}", ["h1"]), ("- {}", ["ul", "li"]), ("1. {}", ["ol", "li"]), ("x ({} [1])", ["p"])]
    for place, elements in places:
        seen = Seen(place.replace("{}", words))
        shown = seen.text.strip().removeprefix("x (").removesuffix(" [1])") if "x (" in place else seen.text.strip()
        assert shown == expected.strip(), place
        assert seen.elements == elements or not expected, place
    if expected:
        bold = Seen(f"- **{words}** (2 reports), *{words}*")
        assert bold.text.strip() == f"{expected} (2 reports), {expected}"
        assert bold.elements == ["ul", "li", "strong", "em"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    in_every_place(text)


@given(st.text(max_size=60))
@example("&nbsp;")
@example("a\u2028# b")
def test_any_words_stay_words(text: str) -> None:
    in_every_place(text)


@given(st.text(alphabet="\\`*_[]<>#~@&;!()-+=.:/1a \n", max_size=24))
def test_any_marks_stay_marks(text: str) -> None:
    in_every_place(text)


def test_dialects_that_make_links_by_themselves_find_none() -> None:
    assert plain("http://a.example www.a.example @ada") == "http\\://a.example www\\.a.example \\@ada"


def test_ordinary_words_are_left_alone() -> None:
    words = "“About 1,500 people were lost,” AT&T said: 3.5% (or more)!"
    assert plain(words) == words


@pytest.mark.parametrize("url", ["https://a.example/x?a=1&lt;=2&amp;b", "https://a.example/a(b)*c*_d_\\e>f"])
def test_a_link_leads_where_the_report_says(url: str) -> None:
    seen = Seen(link("A [title](x)", report("r", url=url)))
    assert seen.text.strip() == "A [title](x)"
    assert seen.elements == ["p", "a"]
    assert seen.links[0].replace("%5C", "\\").replace("%3E", ">") == url


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a.example/ >x", None])
def test_what_may_not_be_followed_is_no_link(url: str | None) -> None:
    assert Seen(link("title", report("r", url=url))).elements == ["p"]
