"""Where the annotated data lies, and what exactly it is.

The annotated cases and corpora are not ours to publish, so they lie beside the checkout and not in it: in the folder
that the environment variable STEMMA_SHARED names, else in `../shared`.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """The folder with the annotated data; it may not exist."""
    return Path(os.environ.get("STEMMA_SHARED", PROJECT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class GoldCase:
    """An annotated case: its reports as JSON lines, and the gold file made on them."""

    name: str
    reports: Path
    gold: Path


def gold_cases(shared: Path) -> tuple[GoldCase, ...]:
    """Every case that has a gold.json, by name."""
    folders = sorted(gold.parent for gold in (shared / "cases").glob("*/gold.json"))
    return tuple(GoldCase(folder.name, folder / "reports.jsonl", folder / "gold.json") for folder in folders)


def attribution_sets(shared: Path) -> dict[str, Path]:
    """The development parts of the attribution corpus that are there: tokenised paragraphs, and whole articles."""
    parts = {
        "polnear-paragraphs": shared / "data" / "polnear" / "paragraphs-dev.jsonl",
        "polnear-articles": shared / "data" / "polnear" / "dev",
    }
    return {name: path for name, path in parts.items() if path.exists()}


def corpus_hash(*paths: Path) -> str:
    """SHA-256 over the names and bytes of the files: a figure holds for exactly this data."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file.relative_to(path.parent)} {file.stat().st_size}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
