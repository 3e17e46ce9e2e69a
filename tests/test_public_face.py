"""What `import stemma` gives, and what it does not cost."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import stemma

FUNCTIONS = {
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
}
VALUES = {"Built", "Case", "Collection", "Comparison", "Reading", "Report", "Span", "Trail"}
ERRORS = {"CaseError", "InputError", "StemmaError"}


def test_the_public_face_is_this_and_nothing_else() -> None:
    assert set(stemma.__all__) == FUNCTIONS | VALUES | ERRORS | {"__version__"}
    assert stemma.__all__ == sorted(stemma.__all__)


@pytest.mark.parametrize("name", sorted(FUNCTIONS | VALUES | ERRORS))
def test_every_name_leads_to_something_described(name: str) -> None:
    assert inspect.getdoc(getattr(stemma, name))
    assert name in dir(stemma)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_is_typed(name: str) -> None:
    told = inspect.signature(getattr(stemma, name))
    assert told.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not inspect.Parameter.empty for one in told.parameters.values())


def test_importing_it_loads_nothing_of_ours_and_nothing_large() -> None:
    show = "import sys, stemma; stemma.__version__; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith("stemma")] == ["stemma"]
    assert not {"numpy", "onnxruntime", "lxml", "sqlalchemy", "rich"} & set(loaded)


def test_values_are_had_without_what_makes_them() -> None:
    show = "import sys, stemma; stemma.Report; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout.split()
    assert "stemma.model" in loaded
    assert not {"onnxruntime", "stemma.api"} & set(loaded)


def test_weights_are_loaded_only_when_something_is_read() -> None:
    lines = (
        "import stemma",
        "stemma.make_case",
        "from stemma.text.meaning import trained_meaning",
        "print(trained_meaning.cache_info().currsize)",
    )
    ended = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "0"


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'verify_truth'"):
        stemma.verify_truth  # noqa: B018
