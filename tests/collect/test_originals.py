"""Original bytes are kept whole or not at all, and an altered one is noticed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from stemma.collect.originals import Originals
from stemma.model import CaseError, sha256_of

DATA = b"The ferry sank at four."


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_bytes_come_back_under_their_hash(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    sha = originals.put(DATA)
    assert sha == sha256_of(DATA)
    assert originals.put(DATA) == sha
    assert originals.get(sha) == DATA
    assert originals.has(sha)
    assert files(tmp_path) == [tmp_path / "originals" / sha[:2] / sha[2:4] / sha]


def test_they_are_listed_in_order_and_can_be_discarded(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    assert list(originals) == []
    shas = sorted(originals.put(bytes([number])) for number in range(20))
    assert list(originals) == shas
    originals.discard(shas[0])
    originals.discard(shas[0])
    assert list(originals) == shas[1:]


def test_an_altered_or_missing_original_is_noticed_and_mended(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    sha = originals.put(DATA)
    files(tmp_path)[0].write_bytes(b"The ferry sank at five.")
    with pytest.raises(CaseError, match="altered"):
        originals.get(sha)
    originals.put(DATA)
    assert originals.get(sha) == DATA
    originals.discard(sha)
    with pytest.raises(CaseError, match="missing"):
        originals.get(sha)


def test_a_name_that_is_no_hash_reaches_no_file(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="not a SHA-256"):
        Originals(tmp_path).get("../../secret")


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("error", "raised", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), CaseError, "free some space"),
        (PermissionError(errno.EACCES, "Permission denied"), CaseError, "can't be used"),
        (KeyboardInterrupt("Ctrl-C"), KeyboardInterrupt, "Ctrl-C"),
    ],
)
def test_a_full_disk_or_an_interruption_leaves_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException, raised: type, words: str
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(raised, match=words) as caught:
        Originals(tmp_path).put(DATA)
    assert files(tmp_path) == []
    assert raised is KeyboardInterrupt or str(tmp_path) in str(caught.value)


def test_what_a_killed_process_left_is_not_listed(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    sha = originals.put(DATA)
    (tmp_path / sha[:2] / sha[2:4] / f".{sha}.0123.part").write_bytes(b"The fer")
    assert list(originals) == [sha]


def test_what_was_written_of_bytes_before_it_was_cut_short_goes_with_them(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    (kept,) = (tmp_path / originals.put(DATA)[:2]).rglob("*" + sha256_of(DATA)[4:])
    kept.with_name(f".{kept.name}.0123456789abcdef.part").write_bytes(DATA[:5])
    originals.discard(sha256_of(DATA))
    assert files(tmp_path) == []
