"""First names and the gender that they mostly go with."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.titles import Gender


@functools.cache
def first_names() -> Mapping[str, Gender]:
    """First names as written to their gender. Raises VocabularyError."""
    data = read_yaml(None, "first_names")
    genders: tuple[Gender, Gender] = ("male", "female")
    if not isinstance(data, dict) or any(not isinstance(data.get(gender), list) for gender in genders):
        raise VocabularyError("vocabulary file first_names.yaml: `male` and `female` have to be lists of names")
    return {name: gender for gender in genders for name in data[gender]}
