"""Documents are tests: what they say of the commands is what the commands say."""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from stemma.cli import cli

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


def test_the_reference_of_commands_has_not_drifted() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_reference.py"))
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert page == made["page"](), "run: python scripts/make_reference.py"


def test_the_description_of_the_api_has_not_drifted() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_reference.py"))
    kept = (ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8")
    assert kept == made["api"](), "run: python scripts/make_reference.py"


@pytest.mark.parametrize("name", ["python", "tables"])
def test_the_reference_of_python_and_of_tables_has_not_drifted(name: str) -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_reference.py"))
    kept = (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    assert kept == made[name](), "run: python scripts/make_reference.py"


@pytest.mark.parametrize(
    "document",
    [document for document in DOCUMENTS if "```python" in document.read_text(encoding="utf-8")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_python_in_a_document_runs_and_prints_what_it_says(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = re.findall(
        r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?",
        document.read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    for code, told in blocks:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(code, document.name, "exec"), names)
        assert printed.getvalue() == told, code


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_in_a_document_exists(document: Path) -> None:
    for verb in re.findall(r"^\s+stemma ([a-z]+)", document.read_text(encoding="utf-8"), flags=re.MULTILINE):
        assert verb in cli.commands, f"{document.name} tells of `stemma {verb}`"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
