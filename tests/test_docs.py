"""Documents are tests: what they say of the commands is what the commands say."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

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


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_in_a_document_exists(document: Path) -> None:
    for verb in re.findall(r"^\s+stemma ([a-z]+)", document.read_text(encoding="utf-8"), flags=re.MULTILINE):
        assert verb in cli.commands, f"{document.name} tells of `stemma {verb}`"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
