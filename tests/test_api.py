"""Stemma from Python, in memory and on folders."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas
import polars
import pytest

import stemma
from stemma.model import Case, Judgement, Reading, Report, Span
from stemma.read.reader import read
from tests.conftest import Command

RECORDS = [
    {
        "id": "post",
        "text": "The bridge at Kelp is closed, mayor Ada Brandt told the Harbour Post. Nobody was hurt, she said.",
        "publisher": "Harbour Post",
        "published": "2031-05-02T08:00:00+02:00",
        "lang": "en",
    },
    {
        "id": "echo",
        "text": "The bridge at Kelp is closed, mayor Ada Brandt told the Harbour Post.",
        "publisher": "Coast Echo",
        "published": "2031-05-03",
        "lang": "en",
    },
]


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return stemma.collect_reports(RECORDS).reports


@pytest.fixture(scope="module")
def case(reports: tuple[Report, ...]) -> Case:
    return stemma.make_case(reports, reader="rules")


def undated(document: dict[str, Any]) -> dict[str, Any]:
    """A case's document without when its reports came in."""
    return document | {"reports": [one | {"captured": None} for one in document["reports"]]}


def test_the_verbs_in_turn_make_the_case_that_one_call_makes(reports: tuple[Report, ...], case: Case) -> None:
    readings = stemma.read_reports(reports, reader="rules")
    comparison = stemma.compare_readings(reports, readings)
    assert stemma.trace_claims(reports, readings, comparison) == case


@pytest.fixture
def command(request: pytest.FixtureRequest) -> Command:
    """The `stemma` command by a name that is not the module's."""
    found: Command = request.getfixturevalue("stemma")
    return found


def test_a_case_in_memory_is_the_one_that_the_command_makes_in_a_folder(
    case: Case, command: Command, tmp_path: Path
) -> None:
    lines = tmp_path / "reports.jsonl"
    lines.write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    command("build", tmp_path / "case", lines, "--reader", "rules", "-q")
    exported = json.loads(command("export", tmp_path / "case").out)
    assert undated(json.loads(json.dumps(stemma.case_dict(case)))) == undated(exported)


def test_the_order_of_readings_does_not_matter(reports: tuple[Report, ...], case: Case) -> None:
    readings = stemma.read_reports(reports, reader="rules")[::-1]
    assert stemma.compare_readings(reports[::-1], readings) == stemma.compare_readings(reports, readings[::-1])


def test_a_record_that_can_not_be_taken_is_told_and_costs_no_other() -> None:
    found = stemma.collect_reports([RECORDS[0], {"title": "Nothing in it"}, RECORDS[1]])
    assert [report.id for report in found.reports] == ["echo", "post"]
    assert [str(problem) for problem in found.problems] == ['records.jsonl, line 2: has no "text"']


def test_records_and_files_go_together(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("The harbour is closed, said the owner Ona Lund on Monday.", encoding="utf-8")
    found = stemma.collect_reports([RECORDS[0], tmp_path / "page.txt", tmp_path / "missing.txt"])
    assert [report.id for report in found.reports] == ["page.txt", "post"]
    assert len(found.problems) == 1
    assert "missing.txt" in str(found.problems[0])


def test_rows_of_a_data_frame_are_records() -> None:
    frame = pandas.DataFrame(RECORDS).assign(title=[None, "Bridge closed"], byline=[pandas.NA, float("nan")])
    frame["published"] = pandas.to_datetime(frame["published"], utc=True, format="ISO8601")
    frame.loc[1, "published"] = pandas.NaT
    echo, post = stemma.collect_reports(frame.to_dict("records")).reports
    assert (post.published, post.title, post.byline) == ("2031-05-02T06:00:00+00:00", None, None)
    assert (echo.published, echo.title) == (None, "Bridge closed")


def test_rows_of_polars_are_records(reports: tuple[Report, ...]) -> None:
    found = stemma.collect_reports(polars.DataFrame(RECORDS).to_dicts()).reports
    assert [replace(one, captured=None) for one in found] == [replace(one, captured=None) for one in reports]


def test_many_records_are_cut_into_parts_and_keep_their_numbers() -> None:
    from stemma.run.memory import inputs_of

    parts = inputs_of([{"text": f"Report number {n}."} for n in range(10)], part=100)
    assert len(parts) > 1
    assert [one.first_line for one in parts if not isinstance(one, str | Path)] == [1, 4, 7, 10]


def test_tables_are_what_pandas_and_polars_take(case: Case) -> None:
    for columns in stemma.tables(case).values():
        assert list(pandas.DataFrame(columns).columns) == list(columns)
        assert polars.DataFrame(columns, infer_schema_length=None).columns == list(columns)
    members = stemma.tables(case)["claim_members"]
    assert stemma.rows(members)[0]["words"] == members["words"][0]
    assert pandas.DataFrame(stemma.rows(members)).equals(pandas.DataFrame(members))


def test_readings_alone_make_tables_in_which_two_reports_actors_stay_apart(reports: tuple[Report, ...]) -> None:
    readings = stemma.read_reports(reports, reader="rules")
    tables = stemma.reading_tables(reports, readings)
    told = [row for row in stemma.rows(tables["statements"]) if row["cue_words"] == "told"]
    assert [row["speaker_name"] for row in told] == ["Ada Brandt", "Ada Brandt"]
    assert told[0]["speaker"] != told[1]["speaker"]
    assert {row["speaker"] for row in told} <= set(tables["actors"]["id"])
    assert tables["claims"]["id"] == []


def test_a_reader_of_ones_own_reads(reports: tuple[Report, ...]) -> None:
    def silent(report: Report) -> Reading:
        return replace(read(report), statements=())

    assert stemma.make_case(reports, reader=silent).statements == ()


class Letters:
    """An encoder of one's own: how often each letter stands there."""

    version = "letters/1"

    def __init__(self) -> None:
        self.asked = 0

    def covers(self, language: str | None) -> bool:
        return language == "en"

    def __call__(self, text: str, spans: Sequence[Span], language: str | None) -> npt.NDArray[np.float32]:
        self.asked += len(spans)
        counts = [[span.of(text).lower().count(letter) for letter in "abcdefghijklmnop"] for span in spans]
        return np.array(counts, np.float32)


@pytest.mark.parametrize("reader", ["rules", read])
def test_an_encoder_of_ones_own_gives_the_meanings(reports: tuple[Report, ...], reader: Any) -> None:
    encoder = Letters()
    stemma.make_case(reports, reader=reader, encoder=encoder)
    assert encoder.asked > 0


def test_a_reader_that_there_is_not_is_named(reports: tuple[Report, ...]) -> None:
    with pytest.raises(ValueError, match="no reader 'best'; there are accurate, fast, rules"):
        stemma.read_reports(reports, reader="best")  # type: ignore[arg-type]


def test_words_are_traced(case: Case) -> None:
    trail = stemma.trace_words(case, "bridge at Kelp is closed")
    assert trail is not None
    assert trail.first is not None
    assert trail.first.quote.pointer.report == "post"
    assert stemma.trace_words(case, "submarine volcano") is None


def test_a_case_is_shown_as_text_and_as_a_page(case: Case) -> None:
    assert "Claims:" in stemma.show_case(case)
    assert "<title>Kelp" in stemma.case_page(case, title="Kelp")


def test_a_folder_is_built_extended_judged_and_exported(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    assert stemma.build_case(folder, RECORDS[:1], reader="rules").reports == 1
    built = stemma.build_case(folder, RECORDS, workers=1)
    assert (built.reports, built.intake.new, built.reader) == (2, 1, "rules")
    ruling = stemma.judge_case(folder, "independent", "post", "echo", author="Ada")
    assert isinstance(ruling, Judgement)
    assert [row.id for row in stemma.open_case(folder).judgements] == [ruling.id]
    undone = stemma.undo_judgement(folder, ruling.id, author="Ada")
    assert {row.undone_by for row in stemma.open_case(folder).judgements} == {undone.id, None}
    stemma.export_case(folder, tmp_path / "case.json")
    assert json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))["format"] == "stemma-case/1"


def test_a_case_in_memory_is_exported_as_a_folder_or_as_a_zip(case: Case, tmp_path: Path) -> None:
    stemma.export_case(case, tmp_path / "tables", "csv")
    assert (tmp_path / "tables" / "claims.csv").is_file()
    assert stemma.export_case(case, tmp_path / "tables.zip", "csv").read_bytes()[:2] == b"PK"
    with pytest.raises(ValueError, match="no format 'xls'; there are json"):
        stemma.export_case(case, tmp_path / "case.xls", "xls")


def test_judgements_are_handed_in_as_values(reports: tuple[Report, ...]) -> None:
    ruling = Judgement(
        id="j1", verb="dependent", subjects=("report:post", "report:echo"), author="Ada", made="2031-06-01T00:00:00Z"
    )
    assert stemma.make_case(reports, reader="rules", judgements=[ruling]).judgements == (ruling,)


def test_a_folder_that_is_no_case_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(stemma.CaseError, match="nowhere"):
        stemma.open_case(tmp_path / "nowhere")


def test_a_script_may_use_several_processes_without_guarding_its_main_module(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import stemma\n"
        "print('begun')\n"
        "found = stemma.collect_reports(['page.txt', *({'text': f'Line {n}, said Ada Brandt.'} for n in range(30))])\n"
        "print(len(found.problems), len(stemma.read_reports(found.reports, reader='rules', workers=2)))\n",
        encoding="utf-8",
    )
    (tmp_path / "page.txt").write_text("The harbour is closed, said the owner Ona Lund.", encoding="utf-8")
    ended = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.stdout.split(), ended.stderr) == (["begun", "0", "31"], "")
