"""Whether values that a stranger's file holds are what their types say: JSON takes anything."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from stemma.model import Judgement, Removed, Report, Span

_SHA256 = re.compile(r"[0-9a-f]{64}")


def fits(hint: Any, value: Any) -> bool:
    """Whether `value` is of the type that `hint` names, with all that it holds."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return any(fits(arg, value) for arg in args)
    if origin is typing.Literal:
        return value in args
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(args[0], item) for item in value)
    if hint is Span:
        return isinstance(value, Span) and all(type(end) is int for end in value)
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return type(value) is hint and all(fits(hints[name], getattr(value, name)) for name in hints)
    return type(value) is (type(None) if hint is None else hint)


def unknown_fields(kind: type[Any], plain: Any) -> list[str]:
    """The names in a plain value that this version's `kind` does not have."""
    known = {field.name for field in fields(kind)}
    return sorted(set(plain) - known) if isinstance(plain, dict) else []


def is_sound_report(report: Report) -> bool:
    """Whether a report is one as collecting makes them: hashes are hashes, and all spans lie in the text."""
    return (
        fits(Report, report)
        and bool(report.id)
        and _SHA256.fullmatch(report.sha256) is not None
        and (report.story, report.unread) == (None, None)
        and all(0 <= span.start <= span.end <= len(report.text) for span in _spans(report))
    )


def is_sound_judgement(row: Judgement) -> bool:
    """Whether a judgement is a row as it is kept: with an id and subjects, and without what follows from others."""
    return fits(Judgement, row) and bool(row.id and row.subjects) and row.undone_by is None


def is_sound_removal(row: Removed) -> bool:
    """Whether it is an id with two hashes."""
    return fits(Removed, row) and all(map(_SHA256.fullmatch, (row.sha256, row.text_sha256)))


def _spans(report: Report) -> Iterable[Span]:
    yield from (link.span for link in report.links)
    yield from (source.span for source in report.stated_sources)
    yield from (anchor.span for anchor in report.anchors)
