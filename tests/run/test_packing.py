"""A case as one file: the same case the same bytes, everything checked on the way back, and no half-made case."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stemma.collect.originals import Originals
from stemma.model import CaseError, InputError
from stemma.model.plain import to_plain
from stemma.run import unpacking
from stemma.run.judging import judge, undo
from stemma.run.local import build_case, derived_case
from stemma.run.packing import pack_case
from stemma.run.removing import remove_reports
from stemma.run.unpacking import unpack_case
from stemma.store import open_case
from tests.cases.ferry import write_files

MADE = "2031-05-08T09:00:00.000+00:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with reports, judgements of which one is undone, and something removed."""
    made = tmp_path / "case"
    build_case(made, write_files(tmp_path / "in"), workers=1, reader="rules")
    row = judge(made, "dependent", ["letter.txt", "coast-1"], author="Ada", made=MADE).row
    undo(made, row.id, author="Bo", made=MADE)
    judge(made, "independent", ["letter.txt", "coast-2"], author="Ada", made=MADE)
    remove_reports(made, ["coast-2"], when="2031-06-01")
    return made


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    pack_case(folder, tmp_path / "matter.zip")
    return tmp_path / "matter.zip"


def rows(folder: Path) -> list[object]:
    """All that can't be derived again."""
    with open_case(folder, create=False) as store:
        return [store.reports(), store.judgements(), tuple(store.removed()), store.reader()]


def test_what_is_unpacked_is_the_same_case(folder: Path, packed: Path, tmp_path: Path) -> None:
    unpack_case(packed, tmp_path / "there")
    assert rows(tmp_path / "there") == rows(folder)
    assert list(Originals(tmp_path / "there" / "originals")) == list(Originals(folder / "originals"))
    assert derived_case(tmp_path / "there") == derived_case(folder)


def test_the_same_case_gives_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    unpack_case(packed, tmp_path / "there")
    pack_case(tmp_path / "there", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


def test_any_program_can_check_it_by_the_manifest(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        parts = {part["name"]: part for part in json.loads(archive.read("manifest.json"))["parts"]}
        assert {*parts, "manifest.json"} == set(archive.namelist())
        for name, part in parts.items():
            data = archive.read(name)
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (part["sha256"], part["size"])


def test_its_hash_is_told(folder: Path, tmp_path: Path) -> None:
    told = pack_case(folder, tmp_path / "matter.zip")
    assert told.sha256 == hashlib.sha256((tmp_path / "matter.zip").read_bytes()).hexdigest()


def test_originals_can_be_left_out_and_it_says_so(folder: Path, tmp_path: Path) -> None:
    pack_case(folder, tmp_path / "bare.zip", originals=False)
    assert b"Subscribe to our newsletter" not in b"".join(contents(tmp_path / "bare.zip").values())
    assert unpack_case(tmp_path / "bare.zip", tmp_path / "there").originals == "left out"
    assert list(Originals(tmp_path / "there" / "originals")) == []
    assert derived_case(tmp_path / "there").claims == derived_case(folder).claims


def test_nothing_of_what_was_removed_is_in_it(packed: Path) -> None:
    everything = b"".join(contents(packed).values())
    assert b"nobody is missing" in everything
    assert b"Brandt Lines denied" not in everything


def test_an_original_that_is_missing_is_told_and_known_afterwards(folder: Path, tmp_path: Path) -> None:
    sha = next(iter(Originals(folder / "originals")))
    Originals(folder / "originals").discard(sha)
    told = pack_case(folder, tmp_path / "matter.zip")
    assert "is missing" in told.problems[0]
    assert unpack_case(tmp_path / "matter.zip", tmp_path / "there").missing == (sha,)


def test_texts_that_no_database_takes_survive(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(
        '{"id": "odd\\ud83d", "text": "A lone \\udc00 half,\\u2028 and a \\u0000 nul."}\n', encoding="utf-8"
    )
    build_case(tmp_path / "case", [feed], workers=1, reader="rules")
    pack_case(tmp_path / "case", tmp_path / "odd.zip")
    unpack_case(tmp_path / "odd.zip", tmp_path / "there")
    assert rows(tmp_path / "there") == rows(tmp_path / "case")


def test_nothing_is_overwritten(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(CaseError, match="is there already"):
        unpack_case(packed, tmp_path / "there")
    assert list((tmp_path / "there").iterdir()) == []


def test_a_place_that_can_not_be_written_to_keeps_what_was_there(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="can't be written"):
        pack_case(folder, tmp_path / "no" / "such" / "folder.zip")


# What may come of a file on its way, or by somebody's hand: its parts in, its parts out, the manifest not adjusted.
Parts = dict[str, bytes]


def contents(file: Path) -> Parts:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(file: Path, parts: Parts) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def sealed(parts: Parts, **changes: Any) -> Parts:
    """The parts with a manifest that fits them, as somebody makes it who knows the format."""
    manifest = json.loads(parts["manifest.json"]) | changes
    manifest["parts"] = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in parts.items()
        if name != "manifest.json"
    ]
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def refused(file: Path, folder: Path, why: str) -> None:
    """The file is refused in one line that names it, and nothing of it is left."""
    with pytest.raises(InputError, match=why) as told:
        unpack_case(file, folder)
    assert str(told.value).startswith(str(file))
    assert "\n" not in str(told.value)
    assert not folder.exists()
    assert not [path for path in folder.parent.iterdir() if path.name.endswith(".unpacking")]


def first_original(parts: Parts) -> str:
    return next(name for name in parts if name.startswith("originals/"))


ALTERED: dict[str, Callable[[Parts], Parts]] = {
    "a report": lambda parts: parts | {"reports.jsonl": parts["reports.jsonl"].replace(b"nobody", b"nobodi")},
    "a judgement": lambda parts: parts | {"judgements.jsonl": parts["judgements.jsonl"].replace(b"Ada", b"Eva")},
    "an original": lambda parts: parts | {first_original(parts): b"x" * len(parts[first_original(parts)])},
    "the readme": lambda parts: parts | {"README.txt": parts["README.txt"].replace(b"Stemma", b"Stenna")},
    "one part less": lambda parts: {name: parts[name] for name in parts if name != first_original(parts)},
    "one part more": lambda parts: parts | {"run-me.exe": b"MZ"},
    "a path": lambda parts: parts | {"../../evil.txt": b"x"},
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_refused(packed: Path, tmp_path: Path, what: str) -> None:
    write(tmp_path / "altered.zip", ALTERED[what](contents(packed)))
    refused(tmp_path / "altered.zip", tmp_path / "there", "is damaged or was altered, and nothing of it was taken")
    assert not (tmp_path.parent / "evil.txt").exists()


def report_with(parts: Parts, **changes: Any) -> Parts:
    lines = parts["reports.jsonl"].splitlines()
    lines[0] = json.dumps(json.loads(lines[0]) | changes).encode()
    return parts | {"reports.jsonl": b"\n".join(lines) + b"\n"}


UNDOING = b'{"id":"j1","verb":"undo","subjects":["j0"],"author":"A","made":"2031","undone_by":null}\n'
CRAFTED: dict[str, Callable[[Parts], Parts]] = {
    "an id that is a number": lambda parts: sealed(report_with(parts, id=7)),
    "a text that is a list": lambda parts: sealed(report_with(parts, text=["x"])),
    "a hash that is a path": lambda parts: sealed(report_with(parts, sha256="../../../etc/passwd")),
    "a span outside the text": lambda parts: sealed(
        report_with(parts, links=[{"span": [0, 10**9], "url": "https://x.example"}])
    ),
    "a span of three ends": lambda parts: sealed(report_with(parts, links=[{"span": [0, 1, 2], "url": ""}])),
    "a field of another type": lambda parts: sealed(report_with(parts, anchors={"span": [0, 1]})),
    "a line that is no object": lambda parts: sealed(parts | {"reports.jsonl": b"[]\n"}),
    "a line without an end": lambda parts: sealed(parts | {"reports.jsonl": parts["reports.jsonl"][:-1]}),
    "a line of brackets": lambda parts: sealed(parts | {"reports.jsonl": b"[" * 100_000 + b"\n"}),
    "a line that is no text": lambda parts: sealed(parts | {"reports.jsonl": b"\xff\xfe\n"}),
    "fewer reports than stated": lambda parts: sealed(parts, reports=99),
    "more judgements than stated": lambda parts: sealed(parts, judgements=0),
    "an original that no report has": lambda parts: sealed(
        parts | {"originals/" + hashlib.sha256(b"x").hexdigest(): b"x"}
    ),
    "an undoing of nothing": lambda parts: sealed(parts | {"judgements.jsonl": UNDOING}),
}


@pytest.mark.parametrize("what", CRAFTED)
def test_what_was_crafted_is_refused(packed: Path, tmp_path: Path, what: str) -> None:
    write(tmp_path / "crafted.zip", CRAFTED[what](contents(packed)))
    refused(tmp_path / "crafted.zip", tmp_path / "there", "altered")


def test_a_newer_one_says_that_it_is_newer(packed: Path, tmp_path: Path) -> None:
    write(tmp_path / "newer.zip", sealed(contents(packed), version=2, format="stemma-pack", colours=["red"]))
    refused(tmp_path / "newer.zip", tmp_path / "there", "packed by a newer version of Stemma .format 2")


def test_what_a_later_version_added_is_not_dropped_without_a_word(packed: Path, tmp_path: Path) -> None:
    write(tmp_path / "later.zip", sealed(report_with(contents(packed), mood="calm")))
    refused(tmp_path / "later.zip", tmp_path / "there", "does not know .'mood' in reports.jsonl.; update Stemma")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_one_that_was_cut_short_is_refused(packed: Path, tmp_path: Path, share: float) -> None:
    data = packed.read_bytes()
    (tmp_path / "short.zip").write_bytes(data[: int(len(data) * share)])
    refused(tmp_path / "short.zip", tmp_path / "there", "short.zip: (is|was)")


def test_no_flipped_byte_makes_another_case(folder: Path, packed: Path, tmp_path: Path) -> None:
    data, file = packed.read_bytes(), tmp_path / "flipped.zip"
    for number, place in enumerate(range(0, len(data), len(data) // 60)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            unpack_case(file, tmp_path / f"case-{number}")
        except InputError:
            continue
        assert rows(tmp_path / f"case-{number}") == rows(folder)


def test_a_small_file_that_would_unpack_to_much_is_refused(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "_SMALL", 100_000)
    parts = contents(packed)
    write(tmp_path / "bomb.zip", sealed(parts | {"README.txt": b" " * 5_000_000}))
    refused(tmp_path / "bomb.zip", tmp_path / "there", "would unpack to")


def test_one_for_which_there_is_no_room_is_refused(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10})())
    refused(packed, tmp_path / "there", "and 10 are free")


@pytest.mark.parametrize("data", [b"", b"a letter", b"PK\x03\x04 and no more", b"\x00" * 4_000])
def test_what_is_no_packed_case_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "letter.txt").write_bytes(data)
    refused(tmp_path / "letter.txt", tmp_path / "there", "letter.txt: is")


def test_another_archive_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "pages.zip", {"page.html": b"<p>x</p>"})
    refused(tmp_path / "pages.zip", tmp_path / "there", "is not a packed case")
    write(tmp_path / "other.zip", {"manifest.json": b'{"format": "crx"}'})
    refused(tmp_path / "other.zip", tmp_path / "there", "is not a packed case")


def test_a_part_that_is_in_it_twice_is_refused(packed: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("reports.jsonl", contents(packed)["reports.jsonl"])
    refused(packed, tmp_path / "there", "altered")


def test_what_an_unpacking_that_was_cut_short_left_is_cleared_by_the_next(packed: Path, tmp_path: Path) -> None:
    (tmp_path / ".there.unpacking").mkdir()
    (tmp_path / ".there.unpacking" / "stemma.sqlite").write_bytes(b"half")
    unpack_case(packed, tmp_path / "there")
    assert not (tmp_path / ".there.unpacking").exists()


def test_judgements_come_with_their_undoings(packed: Path, tmp_path: Path) -> None:
    unpack_case(packed, tmp_path / "there")
    found = [to_plain(row) for row in derived_case(tmp_path / "there").judgements]
    assert [row["verb"] for row in found] == ["dependent", "undo", "independent"]
    assert found[0]["undone_by"] == found[1]["id"]
