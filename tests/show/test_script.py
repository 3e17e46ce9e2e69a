"""The script that stands in every case file is the one that its sources make."""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "web-src" / "src"


def built() -> str:
    return resources.files("stemma.show.page").joinpath("assets", "page.js").read_text(encoding="utf-8")


def digest() -> str:
    """As web-src/vite.config.js makes it."""
    found = hashlib.sha256()
    for path in sorted(SOURCES.iterdir()):
        found.update(f"{path.name}\n".encode())
        found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def test_the_built_script_is_of_the_sources_that_lie_here() -> None:
    (said,) = re.findall(r"^// Built from .* Sources: ([0-9a-f]{64})$", built(), re.MULTILINE)
    assert said == digest(), "build it anew: cd web-src && npm ci && npm run build"


def test_the_script_makes_no_markup_and_asks_for_nothing() -> None:
    script = built()
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest"):
        assert word not in script
    assert "</script" not in script.lower()
