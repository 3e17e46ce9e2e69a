"""The templates' surroundings: what escapes, which words and limits they know, and what may run on a page.

The case file and a live server render the same templates with these.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import stemma.show.page.limits as limits
from stemma.model import Pointer, sha256_of
from stemma.show.characters import one_line, quoted, shortened, visible
from stemma.show.labels import ACCESS_WORDS, STATUS_WORDS, counted, moment_words, web_address
from stemma.show.ledger import STATUSES
from stemma.show.timeline import interval_words
from stemma.show.tongues import language_name


@functools.cache
def environment() -> Environment:
    """The Jinja2 environment of all pages: everything is escaped, and acting characters are shown by their names."""
    environment = Environment(
        loader=PackageLoader("stemma.show.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters.update(
        one_line=one_line,
        quoted=quoted,
        shortened=shortened,
        moment=moment_words,
        address=web_address,
        sha256=sha256_of,
        counted=counted,
        language=language_name,
        interval=interval_words,
    )
    environment.globals.update(
        pointer=Pointer,
        STATUSES=STATUSES,
        STATUS_WORDS=STATUS_WORDS,
        ACCESS_WORDS=ACCESS_WORDS,
        **{name: value for name, value in vars(limits).items() if name.isupper()},
    )
    return environment


def _printable(value: Any) -> Any:
    """What an expression of a template prints: text with acting characters shown, markup as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@functools.cache
def asset(name: str) -> Markup:
    """The page's style or script, "page.css" or "page.js", as it stands between its tags."""
    text = resources.files("stemma.show.page").joinpath("assets", name).read_text(encoding="utf-8")
    return Markup("\n" + text.replace("\r\n", "\n"))


def policy() -> str:
    """The page's Content-Security-Policy: nothing is loaded, and only its own style and script run."""
    script, style = _source_hash(asset("page.js")), _source_hash(asset("page.css"))
    return (
        f"default-src 'none'; script-src '{script}'; style-src '{style}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _source_hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
