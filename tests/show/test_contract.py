from __future__ import annotations

import json

from stemma.model import Case, Claim, Mark, Merge, Origin, Span
from stemma.show.export.contract import case_document, to_json


def test_an_origins_marks_and_merges_are_exported() -> None:
    mark = Mark(kind="admission", why="the navy says it against itself", report="r", span=Span(4, 12))
    merge = Merge(id="a-board", why="one command")
    origin = Origin(
        id="a-navy",
        name="the navy",
        kind="organisation",
        access="unknown",
        report="r",
        span=Span(0, 9),
        merged=(merge,),
        marks=(mark,),
    )
    claim = Claim(
        id="c", gloss="it fired", status="single-origin", hedged=False, members=(), origins=(origin,), at_most=1, why=""
    )
    (shown,) = json.loads(to_json(case_document(Case(reports=(), claims=(claim,)))))["claims"][0]["origins"]
    assert shown["merged"] == [{"id": "a-board", "why": "one command"}]
    assert shown["marks"] == [
        {"kind": "admission", "why": "the navy says it against itself", "report": "r", "span": [4, 12]}
    ]
