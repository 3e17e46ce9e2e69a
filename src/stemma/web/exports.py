"""What the desk hands on: every format of `stemma export`, and the case file as `stemma report` writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stemma.show.export.contract import to_json
from stemma.show.export.formats import DOCUMENTS
from stemma.show.page import render
from stemma.web.live import Seen


@dataclass(frozen=True, slots=True)
class Form:
    """A format: what users call it, its media type, the end of its file's name, and what writes it.

    `write` is given the case as it was seen, and its title.
    """

    name: str
    media_type: str
    suffix: str
    write: Callable[[Seen, str], str]


_KNOWN = {
    "json": ("JSON (stemma-case/1)", "application/json"),
    "geojson": ("Places (GeoJSON)", "application/geo+json"),
}


def _document(form: str) -> Form:
    name, media_type = _KNOWN.get(form, (form, "application/json"))
    return Form(name, media_type, form, lambda seen, _: to_json(DOCUMENTS[form](seen.case)) + "\n")


FORMS: Mapping[str, Form] = {
    "page": Form(
        "Case file (one page)",
        "text/html; charset=utf-8",
        "html",
        lambda seen, title: render(seen.case, title=title, versions=seen.made_by),
    ),
    **{form: _document(form) for form in DOCUMENTS},
}
