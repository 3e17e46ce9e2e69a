"""What a user relies on when building: the same case whatever the order, the batches or the interruptions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from tests.cases.ferry import write_files
from tests.conftest import Command


def exported(stemma: Command, case: Path) -> str:
    """The export without the times at which the bytes came in."""
    ended = stemma("export", case)
    assert ended.code == 0, ended.err
    document = json.loads(ended.out)
    for report in document["reports"]:
        del report["captured"]
    return json.dumps(document)


def test_the_order_of_inputs_does_not_change_a_byte(stemma: Command, tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    exports = set()
    for number, order in enumerate(permutations(files)):
        case = tmp_path / f"case-{number}"
        assert stemma("build", case, *order).code == 0
        exports.add(exported(stemma, case))
    assert len(exports) == 1


def test_one_batch_or_many_is_the_same_case(stemma: Command, tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    stemma("build", tmp_path / "once", tmp_path / "in")
    for file in reversed(files):
        stemma("build", tmp_path / "bit-by-bit", file)
    assert exported(stemma, tmp_path / "once") == exported(stemma, tmp_path / "bit-by-bit")


def test_one_process_or_several_is_the_same_case(stemma: Command, tmp_path: Path) -> None:
    rows = [
        {"id": f"r{n}", "lang": "en", "text": f'"Boat {n} is missing," the harbour master of Port {n} said.'}
        for n in range(60)
    ]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for workers in (1, 3):
        assert stemma("build", tmp_path / f"case-{workers}", feed, "--workers", str(workers)).code == 0
    assert exported(stemma, tmp_path / "case-1") == exported(stemma, tmp_path / "case-3")


def test_the_same_input_twice_is_one_report(stemma: Command, tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    case = tmp_path / "case"
    stemma("build", case, *files)
    before = exported(stemma, case)
    again = stemma("build", case, *files)
    assert "none new" in again.err
    assert exported(stemma, case) == before


def test_an_edited_page_is_a_revision_and_the_old_one_is_kept(stemma: Command, tmp_path: Path) -> None:
    page = write_files(tmp_path / "in")[0]
    case = tmp_path / "case"
    stemma("build", case, page)
    page.write_text(page.read_text(encoding="utf-8").replace("212 people", "221 people"), encoding="utf-8")
    stemma("build", case, page)
    reports = json.loads(stemma("export", case).out)["reports"]
    first, second = sorted(reports, key=lambda report: report["revision_of"] or "")
    assert "212 people" in first["text"]
    assert "221 people" in second["text"]
    assert second["revision_of"] == first["id"] == "https://harbour-post.example/ferry-aground"


def test_originals_are_kept_by_their_hash(stemma: Command, tmp_path: Path) -> None:
    page = write_files(tmp_path / "in")[0]
    case = tmp_path / "case"
    stemma("build", case, page)
    (report,) = json.loads(stemma("export", case).out)["reports"]
    kept = [
        path
        for path in (case / "originals").rglob("*")
        if path.is_file() and report["sha256"] in str(path).replace(os.sep, "")
    ]
    assert [path.read_bytes() for path in kept] == [page.read_bytes()]


# Where a build can be cut: what is called there, and at which call the process dies.
CUTS = {
    "while originals are kept": ("stemma.collect.originals.Originals.put", 3),
    "before reports are entered": ("stemma.store.sql.SqlStore.add_reports", 1),
    "while reports are read": ("stemma.run.local.read_to_compare", 3),
    "before the comparison": ("stemma.run.local.derive", 1),
    "before the case is saved": ("stemma.store.sql.SqlStore.put_case", 1),
}
DYING_BUILD = """
import os, pkgutil, sys
how, name, count, *arguments = sys.argv[1:]
owner, _, attribute = name.rpartition(".")
owner, left = pkgutil.resolve_name(owner), int(count)
whole = getattr(owner, attribute)
def dies(*given, **named):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), int(how))
    return whole(*given, **named)
setattr(owner, attribute, dies)
from stemma.cli import main
main(arguments)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("cut", CUTS)
def test_a_build_that_is_cut_short_ends_in_the_same_case_when_run_again(
    stemma: Command, tmp_path: Path, how: signal.Signals, cut: str
) -> None:
    write_files(tmp_path / "in")
    name, count = CUTS[cut]
    build = ["build", str(tmp_path / "cut"), str(tmp_path / "in"), "--workers", "1"]
    died = subprocess.run(
        [sys.executable, "-c", DYING_BUILD, str(int(how)), name, str(count), *build], capture_output=True, check=False
    )
    assert died.returncode != 0
    assert b"Traceback" not in died.stderr
    assert stemma(*build).code == 0
    stemma("build", tmp_path / "whole", tmp_path / "in")
    assert exported(stemma, tmp_path / "cut") == exported(stemma, tmp_path / "whole")
