"""What a page says of itself: address, headline, publisher, byline, publication time, language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from stemma.collect.article import joined
from stemma.collect.dates import iso_date

_ARTICLES = frozenset({
    "NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle", "LiveBlogPosting",
    "BlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Report", "VideoObject",
})  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "publishdate", "publish_date", "publish-date", "publication_date", "pubdate", "article.published",
    "parsely-pub-date", "sailthru.date", "rnews:datepublished", "dcterms.created", "dcterms.issued", "dcterms.date",
    "dc.date.issued", "dc.date", "date",
)  # fmt: skip
_SITE = ("og:site_name", "dc.publisher", "publisher", "application-name")
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_TITLE = ("og:title", "twitter:title", "dc.title", "title")
_MAX_JSON = 5_000_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page states of itself, each None where it does not. `published` is ISO 8601 with the zone it states."""

    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None


def page_facts(tree: HtmlElement, saved_from: str | None = None) -> PageFacts:
    """What the page says of itself: JSON-LD and <meta> first, the visible page after. Never guesses, never fetches.

    `saved_from` is the address that a browser noted when it saved the page.
    """
    metas = _metas(tree)
    article, nodes = _article_data(tree)
    publisher = _publisher(metas, article, nodes)
    return PageFacts(
        address=_address(tree, metas, article, saved_from),
        title=_title(tree, metas, article, publisher),
        publisher=publisher,
        byline=_byline(metas, article, nodes),
        published=_published(tree, metas, article),
        language=tree.get("lang") or _first(metas, ("og:locale", "content-language", "language")),
    )


def _publisher(metas: Mapping[str, list[str]], article: Mapping[str, Any], nodes: Mapping[str, Any]) -> str | None:
    """The site's name. JSON-LD names the agency where the site runs agency copy, so it counts only where the site's
    own name is missing or is a bare domain.
    """
    site, stated = _first(metas, _SITE), _name_of(article.get("publisher"), nodes)
    if site is None or re.match(r"copyright|©", site, re.I):
        return stated
    if site == site.lower() and stated is not None:
        return stated
    return re.sub(r"^https?://(?:www\.)?([^/]+).*", r"\1", site)


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the page's <meta> elements by lower-case name, in page order."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = _clean(element.get("content"))
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _first(metas: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _clean(text: object) -> str | None:
    """A value as one line of text, escapes resolved; None for what is no text or has no letter or digit."""
    if not isinstance(text, str):
        return None
    line = " ".join(html.unescape(text).split())
    return line if _WORD.search(line) else None


def _article_data(tree: HtmlElement) -> tuple[dict[str, Any], dict[str, Any]]:
    """The JSON-LD node that describes the article ({} where none does), and all nodes that have an @id."""
    top = [node for data in _json_ld(tree) for node in _top_nodes(data)]
    identified = {node["@id"]: node for node in top if isinstance(node.get("@id"), str)}
    return next((node for node in top if _types(node) & _ARTICLES), {}), identified


def _json_ld(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            text = (script.text or "").strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
            try:
                # Not strict: raw line breaks inside strings are common.
                yield json.loads(text, strict=False) if len(text) <= _MAX_JSON else None
            except (ValueError, RecursionError):
                continue


def _top_nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The nodes on the page's own level: lists and @graph are opened, lists of related items are not."""
    if isinstance(data, list):
        for item in data[:200]:
            if not isinstance(item, list):
                yield from _top_nodes(item)
    elif isinstance(data, dict):
        yield data
        graph = data.get("@graph")
        if isinstance(graph, list):
            yield from (node for node in graph[:200] if isinstance(node, dict))
        main = data.get("mainEntity")
        if isinstance(main, dict):
            yield main


def _types(node: Mapping[str, Any]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(item).rpartition("/")[2] for item in kinds if isinstance(item, str)}


def _name_of(value: Any, nodes: Mapping[str, Any]) -> str | None:
    """The name of a person or organisation in JSON-LD: a text, a node, or a reference to one."""
    if isinstance(value, list):
        names = [name for item in value[:20] if not isinstance(item, list) and (name := _name_of(item, nodes))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        target = nodes.get(str(value.get("@id")), {}) if "name" not in value else value
        return _clean(target.get("name"))
    return _clean(value)


def _address(
    tree: HtmlElement, metas: Mapping[str, list[str]], article: Mapping[str, Any], saved_from: str | None
) -> str | None:
    """The address of this page. A bare front page, which some systems name for every page, is not one.

    A canonical address on another site than the one the page was saved from, or than its og:url, is that of the item it
    copies, not its own: two copies of one item stay two reports.
    """
    canonical = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    page = article.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    named = (*canonical, *metas.get("og:url", []), article.get("url"), page, saved_from)
    addresses = [value for value in named if isinstance(value, str) and value.strip()]
    base = saved_from or next((found for value in addresses if (found := joined(None, value))), None)
    items = [address for value in addresses if (address := joined(base, value)) and _leads_to_an_item(address)]
    home = _site(saved_from) or next(map(_site, filter(_leads_to_an_item, metas.get("og:url", []))), None)
    own = next((address for address in items if home is None or _site(address) == home), None)
    return own.partition("#")[0] if own else None


def _site(address: str | None) -> str | None:
    """The last two labels of an address's host: "social.example.org" and "www.example.org" are one site."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return ".".join(host.split(".")[-2:]) if host else None


def _leads_to_an_item(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _published(tree: HtmlElement, metas: Mapping[str, list[str]], article: Mapping[str, Any]) -> str | None:
    """The first publication time stated; where another place gives the same day with the hour, that one."""
    found = [date for value in _stated_times(tree, metas, article) if (date := iso_date(value))]
    return next((date for date in found if len(date) > 10 and date[:10] == found[0][:10]), found[0] if found else None)


def _stated_times(tree: HtmlElement, metas: Mapping[str, list[str]], article: Mapping[str, Any]) -> Iterator[str]:
    stated = [article.get("datePublished"), article.get("uploadDate"), article.get("dateCreated")]
    yield from (value for value in stated if isinstance(value, str))
    for name in _PUBLISHED:
        yield from metas.get(name, [])
    for element in tree.iter("time", "abbr", "span"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _byline(metas: Mapping[str, list[str]], article: Mapping[str, Any], nodes: Mapping[str, Any]) -> str | None:
    stated = _name_of(article.get("author"), nodes) or _first(metas, _AUTHOR)
    return None if stated is None or re.match(r"https?:|www\.|@", stated) or len(stated) > 300 else stated


def _title(
    tree: HtmlElement, metas: Mapping[str, list[str]], article: Mapping[str, Any], publisher: str | None
) -> str | None:
    """The headline: the <h1> that agrees with what the page states, for that is what readers see; else the stated."""
    printed = [line for e in tree.iter("h1") if (line := _clean(" ".join(e.itertext()))) and len(line) < 500]
    bare = _clean(" ".join(next((t.text_content() for t in tree.iter("title")), "").split()))
    stated = [
        title
        for value in (article.get("headline"), *(_first(metas, (name,)) for name in _TITLE), bare)
        if (text := _clean(value)) and (title := without_site_name(text, publisher))
    ]
    agreeing = next((h1 for h1 in printed for title in stated if _agree(h1, title)), None)
    only = printed[0] if len(printed) == 1 else None
    return agreeing or (stated[0] if stated else only)


def without_site_name(title: str, publisher: str | None) -> str:
    """`title` without the publisher's name at its end: "Ferry sinks | The Harbour Post" is "Ferry sinks"."""
    head, _, tail = re.sub(r"\s+[|–—»·:-]+\s+", "\x00", title).rpartition("\x00")
    if head and publisher and _words(tail) and (_words(tail) <= _words(publisher) or _words(publisher) <= _words(tail)):
        cut = title.rfind(tail)
        return title[:cut].rstrip(" |–—»·:-")
    return title


def _agree(left: str, right: str) -> bool:
    """Whether two headlines share at least half of the shorter one's words."""
    a, b = _words(left), _words(right)
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
