"""Reading a report so that an error of Stemma's own costs that report and no other."""

from __future__ import annotations

from collections.abc import Callable

from stemma.model import InputError, Reading, Report, StemmaError
from stemma.read.readers import ReaderName
from stemma.run.faults import ASK, Fault, fault_of

# What makes a reading: the seam through which tests hand in a reader of their own.
Read = Callable[[Report, ReaderName], Reading]


def attempt(report: Report, name: ReaderName, read: Read) -> Reading | Fault:
    """The report's reading, or what kept it from being read.

    Raises what is no error of a reading: StemmaError (weights that can't be used) and MemoryError.
    """
    try:
        return read(report, name)
    except (StemmaError, MemoryError):
        raise
    except Exception as error:
        return fault_of(error)


def unread(report: str, fault: str) -> InputError:
    """What the user is told of a report that could not be read."""
    return InputError(
        report,
        f"could not be read because of an error in Stemma ({fault}); {ASK}. The report is in the case, without a "
        "reading; the next build tries it again",
    )
