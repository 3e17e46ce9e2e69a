"""JSON lines come in with ids and texts unchanged; a broken line costs that line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from stemma.collect import Collected
from stemma.model import InputError, Report
from tests.collect.pages import items

TEXT = "The ferry sank at four, the mate said, and forty islanders were brought ashore."


def lines(*rows: object) -> str:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n"


def reports(data: str | bytes, name: str = "feed.jsonl") -> list[Report]:
    found = items(data, name)
    assert all(isinstance(item, Collected) for item in found), found
    return [item.report for item in found if isinstance(item, Collected)]


def errors(data: str | bytes) -> list[tuple[int | None, str]]:
    return [(item.line, item.why) for item in items(data, "feed.jsonl") if isinstance(item, InputError)]


def test_all_fields() -> None:
    row = {
        "id": "post-1",
        "text": TEXT + "\r\n\u00a0 ",
        "url": "https://post.example/1",
        "publisher": "Harbour Post",
        "published": "2031-05-05",
        "title": "Ferry sinks",
        "lang": "en-GB",
        "extra": [1],
    }
    (found,) = reports(lines(row))
    assert (found.id, found.text, found.url) == ("post-1", row["text"], "https://post.example/1")
    assert (found.publisher, found.published, found.title) == ("Harbour Post", "2031-05-05", "Ferry sinks")
    assert found.language == "en"


def test_the_original_is_the_line_without_its_end() -> None:
    first, second = (
        json.dumps({"id": "a", "text": TEXT}),
        json.dumps({"id": "b", "text": "Łódź sank."}, ensure_ascii=False),
    )
    found = [item for item in items(f"{first}\r\n\n{second}", "feed.jsonl") if isinstance(item, Collected)]
    assert [item.original for item in found] == [first.encode(), second.encode()]
    assert found[1].report.sha256 == hashlib.sha256(second.encode()).hexdigest()


def test_a_broken_line_costs_that_line() -> None:
    good = {"id": "a", "text": TEXT}
    data = lines(
        good,
        '{"id": "b", "text": "unfinished',
        "[1, 2]",
        {"id": "c"},
        {"id": "d", "text": " "},
        {"id": 7, "text": TEXT},
    )
    assert [(line, why.split(" (")[0]) for line, why in errors(data + lines(good))] == [
        (2, "not valid JSON"),
        (3, "not a JSON object"),
        (4, 'has no "text"'),
        (5, 'its "text" is empty or not a string'),
        (6, 'its "id" is not a string'),
    ]
    assert sum(isinstance(item, Collected) for item in items(data + lines(good), "feed.jsonl")) == 2


def test_a_broken_first_line_costs_that_line() -> None:
    assert [line for line, _ in errors(lines('{"id": "b", "text": "unfini', {"id": "a", "text": TEXT}))] == [1]


def test_a_line_that_is_not_utf8() -> None:
    data = lines({"id": "a", "text": TEXT}).encode() + b'{"id": "b", "text": "caf\xe9 and more"}\n'
    assert errors(data) == [(2, "the line is not UTF-8")]


@pytest.mark.parametrize("line", ['{"text": ' + "[" * 100_000, '{"text": "a b", "n": ' + "1" * 5000 + "}"])
def test_json_made_to_break_a_parser(line: str) -> None:
    assert len(errors(lines({"id": "a", "text": TEXT}, line))) == 1


def test_an_array_and_an_object_over_several_lines() -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}]
    assert [r.id for r in reports(json.dumps(rows, indent=2), "reports.json")] == ["a", "b"]
    assert [r.id for r in reports(json.dumps(rows), "reports.json")] == ["a", "b"]
    assert [r.id for r in reports(json.dumps(rows[0], indent=2), "report.json")] == ["a"]
    assert reports("[]", "none.json") == []


def test_a_broken_array_keeps_what_came_before_and_names_the_line() -> None:
    found = items('[\n{"id": "a", "text": "The ferry sank."},\n{"id": "b", oops}\n]', "reports.json")
    assert isinstance(found[0], Collected)
    assert isinstance(found[1], InputError)
    assert found[1].line == 3


def test_a_missing_id_comes_from_the_address_or_the_text() -> None:
    by_address, by_text, same = reports(
        lines({"text": TEXT, "url": "https://post.example/1"}, {"text": TEXT}, {"text": TEXT})
    )
    assert by_address.id == "https://post.example/1"
    assert by_text.id == same.id
    assert by_text.id.startswith("sha256:")


def test_equal_texts_under_different_ids_stay_two() -> None:
    assert [r.id for r in reports(lines({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}))] == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2031-05-05T10:00:00Z", "2031-05-05T10:00:00Z"),
        ("2031-05-05 10:00", "2031-05-05T10:00:00"),
        ("20310505", "2031-05-05"),
        ("Mon, 05 May 2031 10:00:00 +0200", "2031-05-05T10:00:00+02:00"),
        ("5 May 2031", "2031-05-05"),
        ("1912-04-15", "1912-04-15"),
    ],
)
def test_publication_times_come_out_in_iso(given: str, published: str) -> None:
    assert reports(lines({"id": "a", "text": TEXT, "published": given}))[0].published == published


@pytest.mark.parametrize("given", ["soon", "05/06/2031", "2031-13-40", 1767225600, "0001-01-01T00:00:00"])
def test_a_date_that_is_none_is_told_and_the_report_kept(given: object) -> None:
    (item,) = items(lines({"id": "a", "text": TEXT, "published": given}), "feed.jsonl")
    assert isinstance(item, Collected)
    assert item.report.published is None
    assert "line 1" in item.notes[0]


def test_half_a_character_stays_in_the_text_but_makes_no_id() -> None:
    data = '{"id": "a", "text": "sank \\ud800 at four"}\n{"id": "\\ud800", "text": "sank"}\n'
    found = items(data, "feed.jsonl")
    assert isinstance(found[0], Collected)
    assert found[0].report.text == "sank \ud800 at four"
    assert isinstance(found[1], InputError)


def test_the_annotated_cases_pass_unchanged(shared_cases: Path) -> None:
    for path in sorted(shared_cases.glob("*/reports.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert [(r.id, r.text) for r in reports(path.read_bytes(), str(path))] == [(r["id"], r["text"]) for r in rows]
