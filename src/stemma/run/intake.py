"""What a process that parses inputs does. A module of its own, so that starting one loads no more than it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from stemma.collect import Collected, collect, collect_response
from stemma.collect.extractor import extractor
from stemma.collect.nesting import Found
from stemma.model import InputError
from stemma.run.faults import ASK, fault_of
from stemma.run.inputs import Input


def collect_input(captured: str | None, item: Input | InputError) -> list[Collected | InputError]:
    """All reports in one input. An error of reading it is an item of the list, not an exception.

    So is an error of Stemma's own, such as a damaged file may bring to light: what was found before it is kept, and the
    other inputs are none the worse for it.
    """
    if isinstance(item, InputError):
        return [item]
    found: list[Collected | InputError] = []
    try:
        found.extend(_reports(item, captured))
    except InputError as error:
        found.append(error)
    except MemoryError:
        raise  # the process is ended, and the input told as too large
    except Exception as error:
        why = f"could not be taken in, whole or in part, because of an error in Stemma ({fault_of(error).text}); {ASK}"
        found.append(InputError(item.name, why))
    return _noted(found)


def _noted(found: Iterable[Collected | InputError]) -> list[Collected | InputError]:
    """What was found, with what extracted it; what was handed on from another case says so itself."""
    return [
        item
        if isinstance(item, InputError) or item.handed
        else replace(item, report=replace(item.report, extractor=extractor()))
        for item in found
    ]


def _reports(item: Input, captured: str | None) -> Found:
    if item.response is not None:
        return collect_response(item.response, item.name, captured)
    return collect(item.read(), item.name, captured, item.first_line)


def passed_over(item: Input | InputError, why: str) -> list[Collected | InputError]:
    """What an input comes to that its process did not survive."""
    return [InputError(item.name, why)]
