"""Every value of the model becomes plain JSON types and comes back equal."""

from __future__ import annotations

import dataclasses
import json
import pickle
import typing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma import model
from stemma.model import Case, Judgement, Report, Span, Statement
from stemma.model.plain import from_plain, to_plain

VALUES = sorted(
    (kind for kind in vars(model).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)),
    key=lambda kind: kind.__name__,
)

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(max_size=12))
st.register_type_strategy(Span, st.builds(Span, st.integers(0, 999), st.integers(0, 999)))


def any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any value of that kind, its tuples short."""
    fields = {name: _of_hint(hint) for name, hint in typing.get_type_hints(kind).items()}
    return st.builds(kind, **fields)


def _of_hint(hint: Any) -> st.SearchStrategy[Any]:
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is tuple and parts[1:] == (...,):
        return st.lists(_of_hint(parts[0]), max_size=2).map(tuple)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return any_of(hint)
    return st.from_type(hint)


def test_the_values_are_all_there() -> None:
    assert {Case, Report, Statement, Judgement} <= set(VALUES)
    assert len(VALUES) > 20


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_value_comes_back_equal(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(any_of(kind))
    back = from_plain(kind, json.loads(json.dumps(to_plain(value))))
    assert back == value
    assert repr(back) == repr(value)
    assert hash(back) == hash(value)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_value_travels_to_another_process(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(any_of(kind))
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_a_value_can_not_be_changed(kind: type[Any]) -> None:
    assert kind.__dataclass_params__.frozen


def test_plain_values_are_plain() -> None:
    report = Report(id="a", text="Fog.", sha256="ab", links=(model.Hyperlink(Span(0, 3), "https://fog.example"),))
    plain = to_plain(report)
    assert plain["links"] == [{"span": [0, 3], "url": "https://fog.example"}]
    assert plain["title"] is None


def test_fields_that_are_missing_take_their_defaults() -> None:
    assert from_plain(Report, {"id": "a", "text": "Fog.", "sha256": "ab"}).links == ()


def test_fields_that_are_unknown_are_left_out() -> None:
    assert from_plain(Report, {"id": "a", "text": "Fog.", "sha256": "ab", "mood": "grey"}).id == "a"


@pytest.mark.parametrize("plain", [{}, {"id": "a"}, [], 7])
def test_what_does_not_fit_is_an_error(plain: Any) -> None:
    with pytest.raises((KeyError, TypeError)):
        from_plain(Report, plain)
