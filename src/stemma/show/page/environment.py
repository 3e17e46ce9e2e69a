"""The templates' surroundings: what escapes, which words and limits they know, and what may run on a page.

The case file and a live server render the same templates with these.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import stemma.show.page.limits as limits
from stemma.model import Pointer, sha256_of
from stemma.show.characters import one_line, quoted, shortened, visible
from stemma.show.labels import ACCESS_WORDS, STATUS_WORDS, counted, moment_words, web_address
from stemma.show.ledger import STATUSES
from stemma.show.tongues import language_name
from stemma.show.when import when_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """What a live server adds to the page: a bar above it, and a style and a script that may ask that server."""

    bar: Markup
    style: str
    script: str


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
        when_words=when_words,
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


def policy(controls: Controls | None = None) -> str:
    """The page's Content-Security-Policy: nothing is loaded, and only its own styles and scripts run."""
    scripts, styles = [str(asset("page.js"))], [str(asset("page.css"))]
    if controls is not None:
        scripts.append(controls.script)
        styles.append(controls.style)
    own = "'self'" if controls is not None else "'none'"
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        f"img-src data:; connect-src {own}; base-uri 'none'; form-action {own}"
    )


def _hashes(contents: Iterable[str]) -> str:
    return " ".join(f"'{_source_hash(content)}'" for content in contents)


def _source_hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
