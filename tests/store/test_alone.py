"""One process at a time does what only one may do, and whoever dies lets go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stemma.model import CaseError
from stemma.store.alone import alone

HOLDING = """
import pathlib, sys
from stemma.store.alone import alone
with alone(pathlib.Path(sys.argv[1]), "watching"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_held_against_other_processes_until_its_own_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(CaseError, match="another process is watching it"), alone(tmp_path, "watching"):
            pass
        with alone(tmp_path, "something else"):
            pass
        other.kill()
    with alone(tmp_path, "watching"):
        pass


def test_a_folder_that_can_not_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="can't be locked"), alone(tmp_path / "nowhere", "watching"):
        pass
