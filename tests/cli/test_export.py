from __future__ import annotations

import json
from pathlib import Path

import pytest

from stemma.show.export.formats import FORMATS
from tests.conftest import Command

TEXT = "The bridge at Lund is closed, mayor Ada Brandt said on Monday.\n"


@pytest.fixture
def case(stemma: Command, tmp_path: Path) -> Path:
    page = tmp_path / "a page.txt"
    page.write_text(TEXT, encoding="utf-8")
    assert stemma("build", tmp_path / "case", page, "--reader", "rules").code == 0
    return tmp_path / "case"


def test_a_briefing_is_called_as_the_user_says(stemma: Command, case: Path) -> None:
    ended = stemma("export", case, "--as", "markdown", "--title", "The *bridge*")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("# The \\*bridge\\*\n")
    assert "Comparing and tracing" in ended.out


@pytest.mark.parametrize("form", ["annotations", "prov"])
def test_a_format_of_json_is_one_document(stemma: Command, case: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"out.{FORMATS[form].suffix}"
    assert stemma("export", case, "--as", form, "-o", file).code == 0
    assert "Ada Brandt" in json.dumps(json.loads(file.read_bytes()))


def test_entities_stand_one_a_line(stemma: Command, case: Path) -> None:
    lines = stemma("export", case, "--as", "followthemoney").out.splitlines()
    assert {"Article", "Person", "Note"} <= {json.loads(line)["schema"] for line in lines}


@pytest.mark.parametrize("form", ["annotations", "prov", "followthemoney", "markdown"])
def test_the_same_case_gives_the_same_bytes(stemma: Command, case: Path, form: str) -> None:
    assert stemma("export", case, "--as", form).out == stemma("export", case, "--as", form).out
