"""Values to plain JSON types and back, for storing and for handing between processes."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """`value` (a dataclass of this package, tuple, Span or scalar) as dicts, lists and scalars."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _field_names(type(value))}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """The inverse of `to_plain` for the dataclass `kind`. Raises KeyError or TypeError when the shape does not fit."""
    return typing.cast(T, _build(kind, plain))


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(hint: Any, plain: Any) -> Any:
    origin = typing.get_origin(hint)
    if plain is None:
        return None
    if origin in (types.UnionType, typing.Union):
        return _build(next(arg for arg in typing.get_args(hint) if arg is not type(None)), plain)
    if origin is tuple:
        args = typing.get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_build(args[0], item) for item in plain)
        return tuple(_build(arg, item) for arg, item in zip(args, plain, strict=True))
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return hint(*plain)
    if dataclasses.is_dataclass(hint):
        hints = _hints(typing.cast(type, hint))
        return typing.cast(Any, hint)(**{name: _build(hints[name], plain[name]) for name in hints if name in plain})
    return plain
