"""Errors of Stemma's own: each costs what it happened to and nothing else, and says where in Stemma it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from traceback import walk_tb

from stemma.model import StageError, StemmaError

ASK = "please report this as a bug"


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that no part of Stemma should raise: its `kind`, and `where` it came from.

    Its message is left out: it may quote the report, and what is asked to be reported must not.
    """

    kind: str
    where: str

    @property
    def text(self) -> str:
        """ "ZeroDivisionError in stemma.read.numbers, line 212"."""
        return f"{self.kind} in {self.where}" if self.where else self.kind


def fault_of(error: BaseException) -> Fault:
    """What kind of error it is, and the innermost line of Stemma's own that it came through."""
    places = [
        (module, line)
        for frame, line in walk_tb(error.__traceback__)
        if (module := str(frame.f_globals.get("__name__", ""))).split(".")[0] == "stemma"
    ]
    return Fault(type(error).__name__, f"{places[-1][0]}, line {places[-1][1]}" if places else "")


@contextmanager
def stage(doing: str) -> Iterator[None]:
    """A stage of the derivation, called by what it is `doing`; an error of Stemma's own in it is a StageError."""
    try:
        yield
    except (StemmaError, MemoryError):
        raise
    except Exception as error:
        raise StageError(
            f"{doing} met an error in Stemma ({fault_of(error).text}); {ASK}. What was collected and read is kept, as "
            "is what was derived before; the same command tries again"
        ) from error
