"""What the desk hands on: every format of `stemma export`, and the case file as `stemma report` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from stemma.show.export.formats import FORMATS, Format, Handed
from stemma.show.page import render


def _page(handed: Handed, file: IO[bytes]) -> None:
    page = render(handed.case, title=handed.title, versions=handed.versions)
    file.write(page.encode("utf-8", "backslashreplace"))


FORMS: Mapping[str, Format] = {
    "page": Format("Case file (one page)", "text/html; charset=utf-8", "html", _page),
    **FORMATS,
}
