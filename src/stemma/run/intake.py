"""What a process that parses inputs does. A module of its own, so that starting one loads no more than it needs."""

from __future__ import annotations

from stemma.collect import Collected, collect, collect_response
from stemma.model import InputError
from stemma.run.inputs import Input


def collect_input(captured: str | None, item: Input | InputError) -> list[Collected | InputError]:
    """All reports in one input. An error of reading it is an item of the list, not an exception."""
    if isinstance(item, InputError):
        return [item]
    try:
        if item.response is not None:
            return list(collect_response(item.response, item.name, captured))
        return list(collect(item.read(), item.name, captured, item.first_line))
    except InputError as error:
        return [error]


def passed_over(item: Input | InputError, why: str) -> list[Collected | InputError]:
    """What an input comes to that its process did not survive."""
    return [InputError(item.name, why)]
