"""Reading the vocabulary's YAML files: one small file a language and kind, data that an editor can change."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from stemma.model import VocabularyError, sha256_of

# libyaml's loader reads the same files some eight times faster than the pure one; both are safe loaders.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def languages(kind: str) -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages that have a file of this kind, sorted."""
    root = resources.files("stemma.vocabulary")
    return tuple(sorted(entry.name for entry in root.iterdir() if entry.joinpath(f"{kind}.yaml").is_file()))


def read_yaml(language: str | None, kind: str) -> Any:
    """The content of `<language>/<kind>.yaml`, or of `<kind>.yaml` for what holds in every language (`language` None).

    None where there is no such file. Raises VocabularyError when the file is not valid YAML.
    """
    root = resources.files("stemma.vocabulary")
    path = root.joinpath(language, f"{kind}.yaml") if language else root.joinpath(f"{kind}.yaml")
    if not path.is_file():
        return None
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        where = f"{language}/{kind}.yaml" if language else f"{kind}.yaml"
        raise VocabularyError(f"vocabulary file {where}: {error}") from error


@functools.cache
def digest() -> str:
    """SHA-256 over every vocabulary file: readings made with another vocabulary are out of date."""
    root = Path(str(resources.files("stemma.vocabulary")))
    names = sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".tsv", ".txt", ".gz"})
    return sha256_of("\n".join(f"{path.relative_to(root).as_posix()} {sha256_of(path.read_bytes())}" for path in names))
