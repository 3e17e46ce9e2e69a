"""Dash dialogue: how a language sets speech apart with dashes instead of quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

_KEYS = frozenset({"opens", "breaks", "resumes", "attributed", "inserted"})


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where the spoken words of a paragraph begin, break off and go on, as regular expressions.

    Speech begins behind what `opens` fits, breaks off where `breaks` fits, and goes on behind what `resumes` fits.
    `attributed` asks that somebody is said to speak: a dash without that may begin the item of a list.
    `inserted` fits words within quotation marks that tell who speaks, which are its first group; None where the
    language closes the marks before them.
    """

    opens: re.Pattern[str]
    breaks: re.Pattern[str]
    resumes: re.Pattern[str]
    attributed: bool
    inserted: re.Pattern[str] | None = None


@cache
def dialogue_marks(language: str | None) -> Dialogue | None:
    """The dash dialogue of `language`; None where it has no file, or none. Raises VocabularyError."""
    data = read_yaml(language, "dialogue") if language else None
    if data is None:
        return None
    where = f"vocabulary file {language}/dialogue.yaml"
    if not isinstance(data, dict) or not set(data) <= _KEYS or not isinstance(data.get("attributed", False), bool):
        raise VocabularyError(f"{where}: `opens`, `breaks`, `resumes`, `attributed` and `inserted` are its keys")
    try:
        opens, breaks = re.compile(data["opens"]), re.compile(data["breaks"])
        resumes = re.compile(data["resumes"] if "resumes" in data else data["opens"])
        inserted = re.compile(data["inserted"]) if "inserted" in data else None
    except (KeyError, TypeError, re.error) as error:
        raise VocabularyError(f"{where}: wrong schema ({error})") from error
    return Dialogue(opens, breaks, resumes, data.get("attributed", False), inserted)
