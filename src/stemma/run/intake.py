"""What a process that parses inputs does. A module of its own, so that starting one loads no more than it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from stemma.collect import Collected, collect, collect_response
from stemma.collect.extractor import extractor
from stemma.model import InputError
from stemma.run.inputs import Input


def collect_input(captured: str | None, item: Input | InputError) -> list[Collected | InputError]:
    """All reports in one input. An error of reading it is an item of the list, not an exception."""
    if isinstance(item, InputError):
        return [item]
    try:
        if item.response is not None:
            return _noted(collect_response(item.response, item.name, captured))
        return _noted(collect(item.read(), item.name, captured, item.first_line))
    except InputError as error:
        return [error]


def _noted(found: Iterable[Collected | InputError]) -> list[Collected | InputError]:
    """What was found, with what extracted it; what was handed on from another case says so itself."""
    return [
        item
        if isinstance(item, InputError) or item.handed
        else replace(item, report=replace(item.report, extractor=extractor()))
        for item in found
    ]


def passed_over(item: Input | InputError, why: str) -> list[Collected | InputError]:
    """What an input comes to that its process did not survive."""
    return [InputError(item.name, why)]
