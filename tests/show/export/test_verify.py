"""The script in a WACZ: run without any other module, it names whatever was altered, missing or added."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stemma.collect.originals import Originals
from stemma.run.local import ORIGINALS, derived_case
from stemma.show.export import verify
from stemma.show.export.handing import Handed
from stemma.show.export.wacz import write_wacz
from tests.show.evidence import built, files_in, sealed, with_archive, with_case, written

Alter = Callable[[dict[str, Any]], object]
POST = "https://post.example/crane"


@pytest.fixture(scope="module")
def wacz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = built(tmp_path_factory.mktemp("evidence"))
    path = case.parent / "crane.wacz"
    with path.open("wb") as file:
        write_wacz(Handed(derived_case(case), "Crane", (), Originals(case / ORIGINALS)), file)
    return path


def run(path: Path) -> tuple[int, str]:
    """The script, by itself: no site-packages, no environment, nothing but the standard library."""
    script = path.parent / "script.py"
    script.write_bytes(files_in(path)["stemma/verify.py"])
    ended = subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(path)], capture_output=True, encoding="utf-8", check=False,
        env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert not ended.stderr
    return ended.returncode, ended.stdout


def checked(tmp_path: Path, files: dict[str, bytes]) -> list[str]:
    """What is found in a WACZ of these files."""
    code, out = run(written(tmp_path / "altered.wacz", files))
    assert code == 1, out
    return [line for line in out.splitlines() if line.startswith(("ALTERED", "MISSING", "ADDED"))]


def report_of(document: dict[str, Any], ident: str = POST) -> dict[str, Any]:
    (row,) = (row for row in document["reports"] if row["id"] == ident)
    assert isinstance(row, dict)
    return row


def test_what_was_not_touched_is_sound_and_the_digest_is_told(wacz: Path) -> None:
    code, out = run(wacz)
    assert (code, out.splitlines()[0]) == (0, "Sound: every hash and every offset is as stated.")
    package = files_in(wacz)["datapackage.json"]
    assert out.splitlines()[-1] == "sha256:" + verify.sha256(package)


def test_it_is_the_file_that_stemma_itself_checks_with(wacz: Path) -> None:
    assert files_in(wacz)["stemma/verify.py"] == Path(verify.__file__).read_bytes().replace(b"\r\n", b"\n")


def test_every_kind_of_span_is_noted_with_its_words(wacz: Path) -> None:
    files = files_in(wacz)
    texts = {row["id"]: row["text"] for row in json.loads(files["stemma/case.json"])["reports"]}
    seen = set()
    for line in map(json.loads, files["stemma/checks.jsonl"].splitlines()):
        for path, report, (start, end), words in line.get("words", []):
            assert texts[report][start:end] == words or words.startswith("sha256:")
            seen.add(f"{line['list']} {path.partition('[')[0].rpartition('.')[2]}")
    assert {"statements content", "statements source", "mentions span", "entities span"} - seen <= {"entities span"}


def test_a_changed_byte_in_any_file_names_the_file(wacz: Path, tmp_path: Path) -> None:
    files = files_in(wacz)
    for name in ("pages/pages.jsonl", "indexes/index.cdx.gz", "stemma/verify.py"):
        altered = files[name][:-2] + b"#" + files[name][-1:]
        found = [
            finding.where
            for finding in verify.package_findings(
                zipfile.ZipFile(written(tmp_path / "a.wacz", files | {name: altered})), set(files)
            )
        ]
        assert found == [name]


def test_an_altered_original_is_named_where_all_hashes_of_files_fit(wacz: Path, tmp_path: Path) -> None:
    found = checked(tmp_path, sealed(with_archive(files_in(wacz), b"<p>A crane fell", b"<p>A train fell")))
    assert any(
        "the original bytes do not have the SHA-256" in line and "Crane falls at Ostrand" in line for line in found
    )
    assert any(line.startswith("MISSING") and POST in line for line in found)


@pytest.mark.parametrize(
    ("alter", "told"),
    [
        (lambda d: report_of(d).update(text=report_of(d)["text"].replace("Nobody", "Nelson")), "its text"),
        (lambda d: report_of(d).update(title="Crane stands"), "its title"),
        (lambda d: report_of(d).update(published="2031-05-04"), "its published"),
        (lambda d: d["statements"][0].update(stance="denies"), "something else is not"),
        (lambda d: d["mentions"][0].update(span=[1, 3]), "and is [1, 3]"),
        (lambda d: d["claims"][0].update(status="contested"), "claims: c"),
    ],
    ids=["text", "title", "date", "stance", "span", "status"],
)
def test_an_altered_row_is_named_where_all_hashes_of_files_fit(
    wacz: Path, tmp_path: Path, alter: Alter, told: str
) -> None:
    found = checked(tmp_path, sealed(with_case(files_in(wacz), alter)))
    assert any(line.startswith("ALTERED") and told in line for line in found), found


def test_a_text_with_its_own_hash_made_to_fit_is_named_by_its_words(wacz: Path, tmp_path: Path) -> None:
    def rewrite(document: dict[str, Any]) -> None:
        row = report_of(document)
        row["text"] = row["text"].replace("Nobody", "A man!")
        row["text_sha256"] = verify.text_hash(row["text"])

    found = checked(tmp_path, sealed(with_case(files_in(wacz), rewrite)))
    assert any("no longer have their words" in line and "A man!" in line for line in found)
    assert any(
        "text, text_sha256 of the report differ between this file and stemma/case.json" in line for line in found
    )


def test_a_span_beyond_the_text_an_id_and_a_reference_are_wrong_by_themselves(wacz: Path, tmp_path: Path) -> None:
    def bend(document: dict[str, Any]) -> None:
        document["statements"][0]["content"] = [[0, 100_000]]
        document["statements"][1]["speaker"] = "p-nobody"

    document = json.loads(with_case(files_in(wacz), bend)["stemma/case.json"])
    told = [verify.told(finding) for finding in verify.case_findings(document)]
    assert any("content[0] [0, 100000] is no place in the text" in line for line in told)
    assert any("gives the id s" in line for line in told)
    assert any(line.startswith("MISSING  actors: p-nobody: 1 row(s) lead to it") for line in told)


def test_rows_that_were_taken_out_or_put_in_are_named(wacz: Path, tmp_path: Path) -> None:
    def swap(document: dict[str, Any]) -> None:
        del document["statements"][0]
        document["judgements"].append({"id": "j1", "verb": "dependent", "subjects": [], "author": "", "made": ""})

    found = checked(tmp_path, sealed(with_case(files_in(wacz), swap)))
    assert any(line.startswith("MISSING  statements: s") and "was there when" in line for line in found)
    assert any(line.startswith("ADDED  judgements: j1") for line in found)


def test_a_report_that_was_taken_out_is_named_with_all_that_lead_to_it(wacz: Path, tmp_path: Path) -> None:
    def drop(document: dict[str, Any]) -> None:
        document["reports"] = [row for row in document["reports"] if row["id"] != POST]

    found = checked(tmp_path, sealed(with_case(files_in(wacz), drop)))
    assert any(line.startswith(f"MISSING  reports: {POST}: was there") for line in found)
    assert any(line.startswith("ADDED  archive/data.warc.gz") for line in found)
    assert any(line.startswith(f"MISSING  reports: {POST}") and "row(s) lead to it" in line for line in found)


def test_files_taken_out_put_in_or_there_twice_are_named(wacz: Path, tmp_path: Path) -> None:
    files = files_in(wacz)
    del files["stemma/checks.jsonl"]
    path = written(tmp_path / "a.wacz", files | {"stemma/more.txt": b"?"})
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("stemma/case.json", b"{}")
    code, out = run(path)
    assert code == 1
    assert "MISSING  stemma/checks.jsonl: is not in the WACZ" in out
    assert "ADDED  stemma/more.txt: is not listed" in out
    assert "ADDED  stemma/case.json: is there more than once" in out


def test_an_archive_cut_short_is_named_as_far_as_it_goes(wacz: Path, tmp_path: Path) -> None:
    files = files_in(wacz)
    files["archive/data.warc.gz"] = files["archive/data.warc.gz"][:-300]
    found = checked(tmp_path, sealed(files))
    assert any("can't be read to its end" in line for line in found)
    assert any(line.startswith("MISSING  archive/data.warc.gz") for line in found)


def test_what_is_none_of_ours_ends_with_2_and_one_line(wacz: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("[]", encoding="utf-8")
    assert verify.main([str(path)]) == 2
    assert verify.main([str(tmp_path / "nowhere.wacz")]) == 2
    assert verify.main([str(written(tmp_path / "empty.wacz", {"a": b""}))]) == 2


def test_nothing_in_a_finding_acts_on_a_terminal(wacz: Path, tmp_path: Path) -> None:
    found = checked(tmp_path, sealed(with_case(files_in(wacz), lambda d: report_of(d).update(title="\x1b[2Jx"))))
    assert not any("\x1b" in line for line in found)


def test_it_runs_where_python_is_old() -> None:
    source = Path(verify.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
    assert "stemma" not in {
        name.name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }


def test_what_would_fill_the_memory_is_not_read(
    wacz: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "LARGEST_RECORD", 1_000)
    assert verify.main([str(wacz)]) == 1
    assert "a record is larger than any report" in capsys.readouterr().out
    monkeypatch.setattr(verify, "LARGEST_FILE", 1_000)
    assert verify.main([str(wacz)]) == 2
    assert "stemma/case.json is larger than any" in capsys.readouterr().out
