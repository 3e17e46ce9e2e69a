"""Stemma: who said what, in which words, and how many independent origins stand behind it.

collect_reports → read_reports → compare_readings → trace_claims → show_case are the sentence on values in memory, and
make_case all between the first and the last; build_case, open_case, judge_case and export_case work on a case in a
folder, as the commands do. Results are the frozen values of `stemma.model`, and `tables` makes tables of them.

Importing this loads nothing: each name is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from stemma.api import (
        build_case,
        case_dict,
        case_page,
        collect_reports,
        compare_readings,
        export_case,
        judge_case,
        make_case,
        open_case,
        read_reports,
        reading_tables,
        rows,
        show_case,
        tables,
        trace_claims,
        trace_words,
        undo_judgement,
    )
    from stemma.model import Case, CaseError, Comparison, InputError, Reading, Report, Span, StemmaError
    from stemma.run.local import Built
    from stemma.run.memory import Collection
    from stemma.show.trail import Trail

__all__ = [
    "Built",
    "Case",
    "CaseError",
    "Collection",
    "Comparison",
    "InputError",
    "Reading",
    "Report",
    "Span",
    "StemmaError",
    "Trail",
    "__version__",
    "build_case",
    "case_dict",
    "case_page",
    "collect_reports",
    "compare_readings",
    "export_case",
    "judge_case",
    "make_case",
    "open_case",
    "read_reports",
    "reading_tables",
    "rows",
    "show_case",
    "tables",
    "trace_claims",
    "trace_words",
    "undo_judgement",
]

_VALUES = frozenset({"Case", "CaseError", "Comparison", "InputError", "Reading", "Report", "Span", "StemmaError"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module("stemma.model" if name in _VALUES else "stemma.api"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
