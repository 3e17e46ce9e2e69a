"""What others would answer on the same gold claims: today's practice, and always the same answer.

Both are given the gold claims, which our own figures are not: they have only to count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Count = Callable[[Json, dict[str, Json]], int]


def publishers(claim: Json, reports: dict[str, Json]) -> int:
    """How many publishers carry the claim without denying it. One whose name is not told counts by its report."""
    carrying = [member["report"] for member in claim["members"] if member["stance"] != "denies"]
    return len({reports[report].get("publisher") or report for report in carrying})


def one_origin(claim: Json, reports: dict[str, Json]) -> int:
    """One, whatever the claim."""
    return 1


BASELINES: dict[str, Count] = {"counting publishers": publishers, "always one origin": one_origin}


def answered(reports: list[Json], gold: Json, count: Count) -> Json:
    """A case document whose claims are the gold's, each with as many nameless origins as `count` says."""
    by_id = {report["id"]: report for report in reports}
    empty: Json = {name: [] for name in ("actors", "statements", "utterances", "lineage", "places", "times")}
    claims = [_claim(claim, by_id, count(claim, by_id)) for claim in gold["claims"]]
    return {"format": "stemma-case/1", "reports": reports, "claims": claims} | empty


def _claim(claim: Json, reports: dict[str, Json], origins: int) -> Json:
    members = []
    for member in claim["members"]:
        start = reports[member["report"]]["text"].find(member["text"])
        if start >= 0:
            members.append({"report": member["report"], "span": [start, start + len(member["text"])]})
    status = "corroborated" if origins > 1 else "single-origin" if origins else "unattributed"
    return {
        "id": claim["id"],
        "status": status,
        "members": members,
        "origins": [{"id": str(n)} for n in range(origins)],
    }
