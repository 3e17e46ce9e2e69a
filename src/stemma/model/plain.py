"""Values to plain JSON types and back, for storing and for handing between processes."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_SCALARS = frozenset({str, int, float, bool, type(None)})


def to_plain(value: Any) -> Any:
    """`value` (a dataclass of this package, tuple, Span or scalar) as dicts, lists and scalars."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(kind):
        return {name: to_plain(getattr(value, name)) for name in _field_names(kind)}
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """The inverse of `to_plain` for the dataclass `kind`. Raises KeyError or TypeError when the shape does not fit."""
    build = _builder(typing.cast(Any, kind))
    return typing.cast(T, _built(build, plain))


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


# Asking every value anew what its type hint means takes several times as long as building it, and a case has some
# hundred thousand values; so each hint is made into a function once.
@functools.cache
def _builder(hint: Any) -> Callable[[Any], Any] | None:
    """What makes a value that `hint` describes from a plain one that is not None; None where they are the same."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _builder(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
    if origin is tuple:
        return _tuple_builder(typing.get_args(hint))
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return lambda plain: hint(*plain)
    return _dataclass_builder(hint) if dataclasses.is_dataclass(hint) else None


def _tuple_builder(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    parts = [_builder(arg) for arg in args if arg is not Ellipsis]
    if len(parts) == len(args):
        return lambda plain: tuple(_built(part, item) for part, item in zip(parts, plain, strict=True))
    each = parts[0]
    return tuple if each is None else lambda plain: tuple([None if item is None else each(item) for item in plain])


def _dataclass_builder(kind: Any) -> Callable[[Any], Any]:
    built = {name: _builder(hint) for name, hint in typing.get_type_hints(kind).items()}
    made = [(name, build) for name, build in built.items() if build is not None]

    def build_one(plain: Any) -> Any:
        values = {name: plain[name] for name in built if name in plain}
        for name, build in made:
            if values.get(name) is not None:
                values[name] = build(values[name])
        return kind(**values)

    return build_one


def _built(build: Callable[[Any], Any] | None, plain: Any) -> Any:
    return plain if build is None or plain is None else build(plain)
