"""What a process that parses inputs does. A module of its own, so that starting one loads no more than it needs."""

from __future__ import annotations

from stemma.collect import Collected, collect, collect_response
from stemma.collect.nesting import Found
from stemma.model import InputError
from stemma.run.inputs import Input


def collect_input(captured: str | None, item: Input | InputError) -> list[Collected | InputError]:
    """All reports in one input. An error of reading it is an item of the list, not an exception.

    So is a defect of a reader that a damaged file brings to light: what it gave before that is kept, and the other
    inputs are none the worse for it.
    """
    if isinstance(item, InputError):
        return [item]
    found: list[Collected | InputError] = []
    try:
        found.extend(_reports(item, captured))
    except InputError as error:
        found.append(error)
    except MemoryError:
        raise
    except Exception as error:
        why = f"can't be read any further: its reader failed ({type(error).__name__}), which is a defect of Stemma"
        found.append(InputError(item.name, why))
    return found


def _reports(item: Input, captured: str | None) -> Found:
    if item.response is not None:
        return collect_response(item.response, item.name, captured)
    return collect(item.read(), item.name, captured, item.first_line)


def passed_over(item: Input | InputError, why: str) -> list[Collected | InputError]:
    """What an input comes to that its process did not survive."""
    return [InputError(item.name, why)]
