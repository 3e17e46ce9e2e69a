"""Dash dialogue as a fact of a language's vocabulary."""

import pytest

from stemma.vocabulary.dialogue import dialogue_marks
from stemma.vocabulary.files import languages


def test_a_language_without_dash_dialogue_has_no_marks() -> None:
    assert dialogue_marks("en") is None
    assert dialogue_marks("de") is None
    assert dialogue_marks(None) is None


@pytest.mark.parametrize("language", languages("dialogue"))
def test_every_file_of_marks_can_be_read(language: str) -> None:
    marks = dialogue_marks(language)
    assert marks is not None
    assert marks.opens.search("— A") is not None or marks.opens.search("— А") is not None
