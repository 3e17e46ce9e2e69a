from __future__ import annotations

from evaluation.baselines import Json, answered, one_origin, publishers

REPORTS: list[Json] = [
    {"id": "a", "publisher": "Harbour Post", "text": "The ferry sank off Marne Point."},
    {"id": "b", "publisher": "Harbour Post", "text": "It sank, says the pilot."},
    {"id": "c", "publisher": None, "text": "The ferry did not sink."},
]
CLAIM: Json = {
    "id": "c1",
    "members": [
        {"report": "a", "text": "The ferry sank", "stance": "affirms"},
        {"report": "b", "text": "It sank", "stance": "affirms"},
        {"report": "c", "text": "did not sink", "stance": "denies"},
    ],
}


def test_counting_publishers_counts_each_publisher_once_and_no_denial() -> None:
    assert publishers(CLAIM, {report["id"]: report for report in REPORTS}) == 1


def test_an_answer_stands_on_the_gold_members() -> None:
    claim = answered(REPORTS, {"claims": [CLAIM]}, one_origin)["claims"][0]
    assert claim["status"] == "single-origin"
    assert [member["span"] for member in claim["members"]] == [[0, 14], [0, 7], [10, 22]]
