"""A case as a WACZ: valid by the libraries of those who made the format, and read back as the case that it was."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from stemma.collect.originals import Originals
from stemma.model import Case, CaseError, Report, StemmaError, sha256_of
from stemma.run.local import ORIGINALS, build_case, derived_case
from stemma.show.export.contract import case_document, to_json
from stemma.show.export.handing import Handed
from stemma.show.export.wacz import write_wacz
from stemma.show.export.warc import key_of, packed_index, warc_date
from tests.show.evidence import PAGE, built, files_in, warc_of, with_archive, written


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("evidence"))


@pytest.fixture(scope="module")
def wacz(case: Path) -> Path:
    return exported(case, case.parent / "crane.wacz")


def exported(case: Path, path: Path) -> Path:
    with path.open("wb") as file:
        write_wacz(Handed(derived_case(case), "Crane", (("Reader", "rules"),), Originals(case / ORIGINALS)), file)
    return path


def document(case: Path) -> str:
    return to_json(case_document(derived_case(case)))


def tool(module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command of the format's makers, in a process of its own: it warns of its own code."""
    code = f"import sys; from {module}.main import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_py_wacz_finds_it_valid(wacz: Path) -> None:
    ended = tool("wacz", "validate", "-f", wacz)
    assert (ended.returncode, "the passed WACZ is valid" in ended.stdout) == (0, True), ended


def test_py_wacz_finds_an_altered_one_invalid(wacz: Path, tmp_path: Path) -> None:
    altered = with_archive(files_in(wacz), b"<p>A crane fell", b"<p>A train fell")
    assert tool("wacz", "validate", "-f", written(tmp_path / "altered.wacz", altered)).returncode == 1


def test_warcio_reads_every_record_and_its_digests_fit(wacz: Path) -> None:
    kinds = []
    for record in ArchiveIterator(warc_of(files_in(wacz)), check_digests="raise"):
        record.content_stream().read()
        assert record.digest_checker.passed in (True, None)
        kinds.append(record.rec_type)
    assert kinds == ["warcinfo", *["resource", "metadata"] * 4]


def test_a_page_stands_under_its_address_and_a_fragment_under_its_hash(wacz: Path) -> None:
    found = {}
    for record in ArchiveIterator(warc_of(files_in(wacz))):
        if record.rec_type == "resource":
            found[record.rec_headers["WARC-Target-URI"]] = (
                record.rec_headers["Content-Type"],
                record.content_stream().read(),
            )
    assert found.pop("https://post.example/crane") == ("text/html", PAGE.encode())
    assert sorted(kind for kind, _ in found.values()) == ["application/json", "application/json", "application/xml"]
    assert all(uri == f"urn:sha256:{sha256_of(data)}" for uri, (_, data) in found.items())


def test_the_index_is_what_the_makers_indexer_makes_and_leads_to_the_records(wacz: Path) -> None:
    files = files_in(wacz)
    lines = zipped(files["indexes/index.cdx.gz"]).decode().splitlines()
    path = wacz.parent / "data.warc.gz"
    path.write_bytes(files["archive/data.warc.gz"])
    made = tool("cdxj_indexer", "--sort", "--records", "resource", path)
    assert [without_status(line) for line in lines] == [without_status(line) for line in made.stdout.splitlines()]
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        start, length = int(told["offset"]), int(told["length"])
        (record,) = ArchiveIterator(io.BytesIO(files["archive/data.warc.gz"][start : start + length]))
        assert record.rec_headers["WARC-Target-URI"] == told["url"]
    assert files["indexes/index.idx"].decode().splitlines()[1].startswith(" ".join(lines[0].split(" ")[:2]))


def without_status(line: str) -> tuple[str, dict[str, str]]:
    key, told = line.split(" {", 1)
    fields = json.loads("{" + told)
    fields.pop("status", None)
    return key, fields


def zipped(data: bytes) -> bytes:
    return gzip.decompress(data)


def test_packed_files_are_stored_so_that_a_part_of_them_can_be_had(wacz: Path) -> None:
    with zipfile.ZipFile(wacz) as archive:
        kinds = {info.filename: info.compress_type for info in archive.infolist()}
    assert kinds["archive/data.warc.gz"] == kinds["indexes/index.cdx.gz"] == zipfile.ZIP_STORED
    assert kinds["stemma/case.json"] == zipfile.ZIP_DEFLATED


def test_it_lists_each_report_as_a_page_and_holds_the_case(case: Path, wacz: Path) -> None:
    files = files_in(wacz)
    head, *pages = map(json.loads, files["pages/pages.jsonl"].splitlines())
    assert head["format"] == "json-pages-1.0"
    assert {page["report"] for page in pages} == {report.id for report in derived_case(case).reports}
    assert files["stemma/case.json"].decode() == document(case) + "\n"


def test_the_same_case_gives_the_same_bytes(case: Path, wacz: Path, tmp_path: Path) -> None:
    assert exported(case, tmp_path / "again.wacz").read_bytes() == wacz.read_bytes()


def test_a_case_built_from_it_is_the_same_case(case: Path, wacz: Path, tmp_path: Path) -> None:
    intake = build_case(tmp_path / "back", [wacz], workers=1, reader="rules").intake
    assert (intake.new, intake.problems) == (4, [])
    assert document(tmp_path / "back") == document(case)
    assert list(Originals(tmp_path / "back" / ORIGINALS)) == list(Originals(case / ORIGINALS))


def test_what_was_altered_is_not_taken_back(wacz: Path, tmp_path: Path) -> None:
    altered = with_archive(files_in(wacz), b"<p>A crane fell", b"<p>A train fell")
    intake = build_case(
        tmp_path / "back", [written(tmp_path / "altered.wacz", altered)], workers=1, reader="rules"
    ).intake
    assert intake.new == 3
    assert "was altered: its original does not have the SHA-256 that it states" in str(intake.problems)


def test_an_original_that_is_missing_or_not_at_hand_is_said(tmp_path: Path) -> None:
    handed = Case(reports=(Report(id="r1", text="Words.", sha256=sha256_of("Words.")),))
    with pytest.raises(CaseError, match="is missing from"):
        write_wacz(Handed(handed, "t", (), Originals(tmp_path)), io.BytesIO())
    with pytest.raises(StemmaError, match="not at hand"):
        write_wacz(Handed(handed, "t"), io.BytesIO())


def test_bytes_of_one_page_under_two_addresses_are_kept_under_both(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "o")
    sha = originals.put(PAGE.encode())
    ids = ("https://a.example/1", "https://b.example/1\r\nWARC-Type: response")
    handed = Case(reports=tuple(Report(id=ident, url=ident, text="Words.", sha256=sha) for ident in ids))
    file = io.BytesIO()
    write_wacz(Handed(handed, "t", (), originals), file)
    with zipfile.ZipFile(file) as archive:
        found = list(ArchiveIterator(io.BytesIO(archive.read("archive/data.warc.gz"))))
    assert [record.rec_type for record in found] == ["warcinfo", *["resource", "metadata"] * 2]
    assert found[3].rec_headers["WARC-Target-URI"] == "https://b.example/1%0D%0AWARC-Type:%20response"


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("https://www.Post.example/A/b?z=1&a=2", "example,post)/a/b?a=2&z=1"),
        ("http://post.example:8080", "example,post:8080)/"),
        ("urn:sha256:00ff", "urn:sha256:00ff"),
        ("https://[broken/", "https://[broken/"),
    ],
)
def test_addresses_are_sorted_by_host_from_its_end(uri: str, key: str) -> None:
    assert key_of(uri) == key


def test_dates_are_in_utc_to_the_second() -> None:
    assert warc_date("2031-05-05T01:30:00.123+02:00") == "2031-05-04T23:30:00Z"
    assert warc_date("2031-05-05") == "2031-05-05T00:00:00Z"
    assert warc_date(None) == warc_date("some day") == "1970-01-01T00:00:00Z"


def test_a_long_index_is_packed_in_blocks_that_can_be_had_alone() -> None:
    blocks = list(packed_index([f"key{number:05} 2031 {{}}" for number in range(2_500)], "index.cdx.gz"))
    assert [zipped(block).decode().split()[0] for block, _ in blocks] == ["key00000", "key01000", "key02000"]
    told = [json.loads(line.split(" ", 2)[2]) for _, line in blocks]
    assert told[2]["offset"] == len(blocks[0][0]) + len(blocks[1][0])


def test_memory_does_not_grow_with_the_originals(tmp_path: Path) -> None:
    script = """
import sys, tracemalloc
from pathlib import Path
from stemma.collect.originals import Originals
from stemma.model import Case, Report
from stemma.show.export.handing import Handed
from stemma.show.export.wacz import write_wacz
originals = Originals(Path(sys.argv[1]) / "originals")
shas = [originals.put(bytes([number]) * 4_000_000) for number in range(32, 62)]
case = Case(reports=tuple(Report(id=sha, text="x", sha256=sha) for sha in shas))
tracemalloc.start()
with open(Path(sys.argv[1]) / "big.wacz", "wb") as file:
    write_wacz(Handed(case, "t", (), originals), file)
print(tracemalloc.get_traced_memory()[1])
"""
    ended = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, check=True)
    assert int(ended.stdout) < 60_000_000
