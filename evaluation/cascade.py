"""A cascade for main text, measured beside what Stemma does and not part of it: fast extractors, then trafilatura.

Why it is not: docs/decisions/2026-11-22-extraction.md.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib.util import find_spec

from lxml import etree
from lxml.html import HtmlElement

# Chosen on the first halves of both benchmarks, among .75 to .95 and 0 to .9.
AGREEMENT = 0.8
SHARE = 0.8

_NEVER = frozenset({
    "nav", "footer", "aside", "header", "form", "figure", "figcaption", "script", "style", "noscript", "button",
    "select", "svg", "iframe", "template", "textarea", "video", "audio", "label", "option", "picture", "menu", "dialog",
    "object",
})  # fmt: skip
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|sidebar|related|share|sharing|social|promo|advert|ads?|sponsor|comments?|disqus|"
    r"newsletter|subscri\w*|breadcrumbs?|cookie|consent|popup|modal|widget|tags?|taglist|byline|author-?bio|bio|"
    r"credits?|caption|teaser|recommend\w*|more|trending|popular|most|toolbar|meta|copyright|paywall|signup|outbrain|"
    r"taboola|print|hidden|skip|login|copy|legal|disclaimer|rating|pagination|prev|next|gallery|slideshow|infobox|toc)"
    r"(?:$|[\s_-])",
    re.I,
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_RUNNING = frozenset({"p", "blockquote", "li", "pre", "td"})
_BLOCKS = _HEADINGS | _RUNNING | {"th", "dd", "dt"}
_WORD = re.compile(r"\w+")
_Block = tuple[etree._Element, str, int]


def is_there() -> bool:
    """Whether resiliparse, whose word the cascade asks for, is installed (`uv sync --group bench`)."""
    return find_spec("resiliparse") is not None


def by_resiliparse(markup: str) -> str:
    """The main text by resiliparse (Bevendorff et al. 2018, ECIR)."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup, main_content=True))


def by_paragraphs(tree: HtmlElement) -> tuple[str, float]:
    """The blocks of the deepest element with nearly all running text, and which share of that text they are.

    What is named as furniture of the page is left out, and so is what is mostly links.
    """
    body = tree.find("body")
    blocks = _blocks(body) if body is not None else []
    lengths: Counter[etree._Element] = Counter()
    total = 0
    for element, text, linked in blocks:
        if len(text) >= 60 and linked < 0.4 * len(text) and element.tag in _RUNNING:
            total += len(text)
            for above in list(element.iterancestors())[:4]:
                if above.tag != "body":
                    lengths[above] += len(text)
    if not total or not lengths:
        return "", 0.0
    most = max(lengths.values())
    nearly = [element for element, length in lengths.items() if length >= 0.9 * most]
    main = set(max(nearly, key=lambda element: sum(1 for _ in element.iterancestors())).iter())
    kept = [
        block
        for block in blocks
        if block[0] in main and (block[2] < 0.5 * len(block[1]) or (block[0].tag == "p" and len(block[1]) > 150))
    ]
    while kept and kept[-1][0].tag in _HEADINGS:
        kept.pop()
    inside = sum(len(t) for e, t, n in kept if len(t) >= 60 and n < 0.4 * len(t) and e.tag in _RUNNING)
    return "\n\n".join(text for _, text, _ in kept), inside / total


def _blocks(body: etree._Element) -> list[_Block]:
    """The body's paragraphs, headings and list items: element, text, and how much of it are links."""
    found: list[_Block] = []
    stack = [body]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _NEVER or (element is not body and _furniture(element)):
            continue
        if element.tag in _BLOCKS and (element.tag in _HEADINGS | {"p", "pre"} or element.find(".//p") is None):
            if text := " ".join("".join(map(str, element.itertext())).split()):
                found.append((element, text, sum(len("".join(map(str, a.itertext()))) for a in element.iter("a"))))
            continue
        stack.extend(reversed(element))
    return found


def _furniture(element: etree._Element) -> bool:
    if element.tag in {"article", "main", "p"}:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    shown = "display:none" not in (element.get("style") or "").replace(" ", "") and element.get("hidden") is None
    return not shown or (len(named) > 1 and _FURNITURE.search(named) is not None)


def quick(tree: HtmlElement, markup: str) -> str | None:
    """The main text where both fast extractors find nearly the same words; None where trafilatura has to be asked."""
    text, share = by_paragraphs(tree)
    return text if share >= SHARE and _alike(text, by_resiliparse(markup)) >= AGREEMENT else None


def _alike(left: str, right: str) -> float:
    """F1 of the words that both have."""
    one, other = Counter(_WORD.findall(left)), Counter(_WORD.findall(right))
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0
