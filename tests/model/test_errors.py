"""Errors say which input is meant, and survive the way from one process to another."""

from __future__ import annotations

import pickle

import pytest

from stemma.model import CaseError, InputError, StemmaError, VocabularyError

ERRORS = [
    InputError("notes.txt", "is empty"),
    InputError("reports.jsonl", "is not JSON", 7),
    CaseError("harbour: is not a case"),
    VocabularyError("en/cues.yaml: says nothing"),
]


@pytest.mark.parametrize("error", ERRORS, ids=str)
def test_an_error_comes_out_of_a_worker_as_it_went_in(error: StemmaError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)


def test_an_input_error_names_the_line_where_there_is_one() -> None:
    assert str(InputError("reports.jsonl", "is not JSON", 7)) == "reports.jsonl, line 7: is not JSON"
    assert str(InputError("notes.txt", "is empty")) == "notes.txt: is empty"


@pytest.mark.parametrize("error", ERRORS, ids=str)
def test_all_of_them_can_be_caught_as_ours(error: StemmaError) -> None:
    with pytest.raises(StemmaError):
        raise error
