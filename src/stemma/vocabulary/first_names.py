"""First names and the gender that they mostly go with."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.titles import Gender

_GENDERS: tuple[Gender, Gender] = ("male", "female")


@functools.cache
def first_names(language: str | None = None) -> Mapping[str, Gender | None]:
    """First names as written to their gender, with those of `language` in all its cases where it has a file.

    None for what is a man's name in one case and a woman's in another. Raises VocabularyError.
    """
    found = dict(_listed(read_yaml(None, "first_names"), "first_names.yaml"))
    own = read_yaml(language, "first_names") if language else None
    if own is None:
        return found
    where = f"{language}/first_names.yaml"
    found.update(_listed(own, where))
    try:
        declined = [(form, gender) for gender in _GENDERS for form in _declined(own[gender], own["cases"][gender])]
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {where}: wrong schema ({error!r})") from error
    for form, gender in declined:
        found[form] = gender if found.get(form, gender) == gender else None
    return found


def _listed(data: Any, where: str) -> Mapping[str, Gender | None]:
    if not isinstance(data, dict) or any(not isinstance(data.get(gender), list) for gender in _GENDERS):
        raise VocabularyError(f"vocabulary file {where}: `male` and `female` have to be lists of names")
    return {name: gender for gender in _GENDERS for name in data[gender]}


def _declined(names: list[str], cases: Mapping[str, list[str]]) -> Iterator[str]:
    """The other cases of the names: by the longest ending of the nominative that fits."""
    for name in names:
        ending = max((one for one in cases if name.lower().endswith(one)), key=len, default=None)
        if ending is None:
            continue
        stem = name[: len(name) - len(ending)]
        for other in cases[ending]:
            yield stem + (other if stem else other.capitalize())
