"""What texts are extracted by: noted with every report, so that a text that comes out otherwise later can be judged."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

# Raise it when a module of this package gives another text for the same bytes than before.
EXTRACTION_VERSION = "2"
# The libraries that a text depends on.
_BY = ("charset-normalizer", "lxml", "markdown-it-py", "pypdf", "trafilatura")


@cache
def extractor() -> str:
    """Name and version of all that a text depends on besides its original bytes: "stemma 2, lxml 6.0.2, ..."."""
    return ", ".join([f"stemma {EXTRACTION_VERSION}", *(f"{name} {_version(name)}" for name in _BY)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # copied into place without its metadata
        return "unknown"
