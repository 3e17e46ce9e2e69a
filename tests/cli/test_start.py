"""What a command loads before it begins: counted in modules, since seconds differ from machine to machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stemma.cli import cli
from stemma.cli.verbs import VERBS, Verb
from tests.conftest import Command

# Runs a command and prints what was loaded by then, as the last thing on standard error.
TELLING = """
import sys
from stemma.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""
# Parses what comes in, stems words, serves: of no use to whoever looks at a case.
FOR_SOME_WORK = {
    "markdown_it",
    "py3langid",
    "pyarrow",
    "pypdf",
    "snowballstemmer",
    "starlette",
    "stemma.web",
    "trafilatura",
    "uvicorn",
}
STAGES = {"stemma.read.reader", "stemma.read.trained", "stemma.compare.links", "stemma.trace"}
FOR_ANY_CASE = {"jinja2", "lxml", "numpy", "onnxruntime", "rich", "sqlalchemy", "yaml"}


def loaded_by(*line: str | Path) -> set[str]:
    ended = subprocess.run(
        [sys.executable, "-c", TELLING, *map(str, line)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode in (0, 1), ended.stderr  # 1: it was done, and there was nothing to show
    return set(ended.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_the_command_is_is_told_without_loading_what_it_does(option: str) -> None:
    loaded = loaded_by(option)
    assert "click" in loaded
    assert not (FOR_SOME_WORK | STAGES | FOR_ANY_CASE) & loaded
    ours = {name.split(".")[1] for name in loaded if name.startswith("stemma.")}
    assert ours <= {"cli", "model", "run"}


@pytest.mark.parametrize("verb", sorted(cli.commands))
def test_the_help_of_a_verb_loads_no_parser_stage_or_server(verb: str) -> None:
    loaded = loaded_by(verb, "--help")
    assert f"stemma.cli.{'pack' if verb == 'unpack' else verb}" in loaded
    # `trace` asks the room of that name which of two moments comes first.
    assert not (FOR_SOME_WORK | STAGES - {"stemma.trace"}) & loaded


@pytest.mark.parametrize(
    "verb", [("show",), ("export", "--as", "json"), ("judge", "--list")], ids=lambda verb: str(verb[0])
)
def test_a_case_that_is_up_to_date_is_shown_without_the_stages_that_made_it(
    verb: tuple[str, ...], tmp_path: Path, stemma: Command
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>The ferry is afloat, the harbour master said on Monday.</p>", encoding="utf-8")
    stemma("build", tmp_path / "case", page, "--reader", "rules", "--workers", "1")
    loaded = loaded_by(verb[0], tmp_path / "case", *verb[1:])
    assert "sqlalchemy" in loaded
    assert not (FOR_SOME_WORK | STAGES) & loaded


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb.name))
def test_a_verb_is_listed_under_the_name_that_it_has(verb: Verb) -> None:
    assert verb.loaded().name == verb.name
    assert verb.short_help


def test_a_slip_in_a_verb_is_told_with_the_verb_that_was_meant(stemma: Command) -> None:
    ended = stemma("verfy", "case")
    assert ended.code == 2
    assert "Did you mean 'verify'?" in ended.err
