"""Templates of the desk's pages, and the case file with the desk's controls."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from stemma import __version__
from stemma.model import Pointer
from stemma.show.page import Controls, render
from stemma.show.page.environment import environment
from stemma.web.exports import FORMS
from stemma.web.live import Seen
from stemma.web.settings import Settings

ASSETS = {
    "page.css": ("stemma.show.page", "text/css"),
    "desk.css": ("stemma.web", "text/css"),
    "desk.js": ("stemma.web", "text/javascript"),
}


def case_file(settings: Settings, seen: Seen) -> str:
    """The case file of what is seen, with a bar, and with controls to judge by."""
    controls = Controls(
        bar=Markup(drawn("bar.html.j2", settings, seen.version, here="/")),
        style=asset("desk.css"),
        script=asset("desk.js"),
    )
    return render(seen.case, title=settings.title, versions=seen.made_by, controls=controls)


def drawn(template: str, settings: Settings, version: str, **values: Any) -> str:
    """A page of the desk, or a part of one."""
    context = {"settings": settings, "version": version, "key": settings.door.key, "here": "", **values}
    return _environment().get_template(template).render(context)


@functools.cache
def asset(name: str) -> str:
    """A file that pages of the desk load. Raises KeyError where there is none of that name."""
    text = resources.files(ASSETS[name][0]).joinpath("assets", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def address_of(pointer: Pointer) -> str:
    """Where the desk shows exact characters of a report, with the report around them."""
    start, end = pointer.span
    return f"/report?{_coded(id=pointer.report, at=f'{start}-{end}')}#hit"


def report_address(report: str) -> str:
    """Where the desk shows a report."""
    return f"/report?{_coded(id=report)}"


def _coded(**values: str) -> str:
    return urlencode(values, errors="surrogatepass")


def place_name(pointer: Pointer) -> str:
    """A place as judgements are asked for on it."""
    start, end = pointer.span
    return f"{pointer.report}:{start}-{end}"


@functools.cache
def _environment() -> Environment:
    """The case file's own environment, with the desk's templates and what they need besides."""
    made = environment().overlay(loader=PackageLoader("stemma.web", "templates"))
    # Copies: an overlay shares these with the environment that it lies over.
    made.filters = made.filters | {"words_at": address_of, "report_at": report_address, "place_name": place_name}
    made.globals = {**made.globals, "FORMS": FORMS, "version_of_stemma": __version__}
    return made
