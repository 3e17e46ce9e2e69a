"""A saved web page to a report: its main text by trafilatura, the facts about it as the page states them."""

from __future__ import annotations

import logging
import re
from pathlib import PurePath

from lxml.html import HtmlElement

from stemma.collect.article import main_text
from stemma.collect.collected import Collected
from stemma.collect.languages import detect, normalised
from stemma.collect.markup import parse
from stemma.collect.metadata import PageFacts, page_facts
from stemma.model import Hyperlink, InputError, Report, Span, sha256_of

# Browsers note the address when they save a page: <!-- saved from url=(0042)https://... -->
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)", re.I)
_LETTER = re.compile(r"[^\W\d_]")

for _name in ("trafilatura", "htmldate", "courlan"):
    # What they would print is told to the user as an InputError; without a handler Python prints it to the terminal.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(text: str, original: bytes, name: str, captured: str | None, *, address: str | None = None) -> Collected:
    """The report in an HTML page. Its id is the address that the page states as its own, else the file's name.

    The snapshot is the headline, a blank line and the main text, paragraphs a blank line apart. Raises InputError
    where the page can't be parsed or has no article text. Nothing is fetched. `address` is where the page was had from,
    where that is known.
    """
    tree = parse(text, name)
    saved = _SAVED_FROM.search(text, 0, 4096)
    facts = page_facts(tree, address or (saved[1] if saved else None))
    body, links = _main_text(tree, facts, name)
    if not _LETTER.search(body):
        raise InputError(name, "no article text found in this page")
    facts = _completed(facts, tree)
    title, snapshot, links = with_title(facts.title, body, links)
    report = Report(
        id=facts.address or file_id(name),
        text=snapshot,
        sha256=sha256_of(original),
        title=title,
        url=facts.address,
        publisher=facts.publisher,
        published=facts.published,
        captured=captured,
        language=detect(snapshot) or normalised(facts.language),
        byline=facts.byline,
        links=links,
    )
    return Collected(report, original)


def file_id(name: str) -> str:
    """A report's id after its file: the name without folders; what is not UTF-8 in it becomes U+FFFD."""
    return PurePath(name).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _main_text(tree: HtmlElement, facts: PageFacts, name: str) -> tuple[str, tuple[Hyperlink, ...]]:
    try:
        return main_text(tree, facts.address)
    except ImportError:
        raise  # no fault of the page
    except Exception as error:  # trafilatura raises whatever a broken tree leads its code to
        raise InputError(name, f"its HTML is too tangled to be read ({type(error).__name__})") from None


def _completed(facts: PageFacts, tree: HtmlElement) -> PageFacts:
    """`facts` with trafilatura's findings where the page states nothing in the places that we read."""
    if facts.title and facts.published and facts.publisher and facts.byline:
        return facts
    # Here for the same reason as in `article`.
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(tree, facts.address, {"extensive_search": False, "original_date": True})
    except Exception:  # see above; what the page states in the usual places stands
        return facts
    return PageFacts(
        address=facts.address,
        title=facts.title or found.title or None,
        publisher=facts.publisher or found.sitename or None,
        byline=facts.byline or found.author or None,
        published=facts.published or found.date or None,
        language=facts.language,
    )


def with_title(
    title: str | None, body: str, links: tuple[Hyperlink, ...]
) -> tuple[str | None, str, tuple[Hyperlink, ...]]:
    """Title, snapshot and shifted links: the title goes before the text unless the text begins with it anyway."""
    first = body.partition("\n\n")[0]
    if title is None or _same_words(first, title):
        return (first if title is not None else None), body, links
    shift = len(title) + 2
    moved = (Hyperlink(Span(link.span.start + shift, link.span.end + shift), link.url) for link in links)
    return title, f"{title}\n\n{body}", tuple(moved)


def _same_words(left: str, right: str) -> bool:
    return re.findall(r"\w+", left.casefold()) == re.findall(r"\w+", right.casefold())
