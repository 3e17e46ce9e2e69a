"""Web pages about an invented shipwreck, with the parts that a test is about."""

from __future__ import annotations

from stemma.collect import Collected, collect
from stemma.model import InputError, Report

HEADLINE = "Ferry Maribel sinks off Port Ellery"
ARTICLE = """
<p>The ferry Maribel sank off Port Ellery on Monday with forty people aboard, the coast guard said.</p>
<blockquote><p>“We heard the hull crack at four,” said the mate, Joss Pell.</p></blockquote>
<p>The owner, Tarn Lines, denied that the <a href="/reports/hull">hull had been patched</a> in the spring.
It pointed to a <a href="https://guard.example/log?day=1">log of the <b>coast guard</b></a>.</p>
<h2>What is known</h2>
<ul><li>Thirty islanders were brought ashore.</li><li>Ten people are still missing.</li></ul>
<p>The search goes on until nightfall, according to the harbour master, who asked boats to keep away.</p>
"""


def page(head: str = "", article: str = ARTICLE, headline: str = HEADLINE) -> str:
    """A page with navigation, an article, related links and a footer."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline} | The Harbour Post</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/sea">At sea</a></nav>
<article><h1>{headline}</h1>{article}</article>
<aside><h3>Most read</h3><ul><li><a href="/cow">Cow elected mayor of Tarn</a></li></ul></aside>
<footer>Copyright The Harbour Post. All rights reserved.</footer></body></html>"""


def items(data: str | bytes, name: str = "page.html") -> list[Collected | InputError]:
    """All that comes out of one input."""
    return list(collect(data.encode() if isinstance(data, str) else data, name, "2031-05-05T12:00:00Z"))


def report(data: str | bytes, name: str = "page.html") -> Report:
    """The one report in an input."""
    (item,) = items(data, name)
    assert isinstance(item, Collected), item
    return item.report


def refusal(data: str | bytes, name: str = "page.html") -> str:
    """Why the input was refused, in whole."""
    (item,) = items(data, name)
    assert isinstance(item, InputError), item
    assert item.name == name
    return item.why
