"""What tests in every room use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from evaluation.corpora import shared_folder
from stemma.cli import main

# No test is timed: the machines that run them are shared.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _no_gazetteer_of_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the one who runs the tests has put before the embedded gazetteer decides nothing."""
    monkeypatch.delenv("STEMMA_GAZETTEER", raising=False)
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path_factory.getbasetemp() / "nobodys-data"))


@pytest.fixture
def stemma(capfd: pytest.CaptureFixture[str]) -> Command:
    """The `stemma` command, run in this process: stemma("build", case, page) → Ended."""

    def run(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, out, err)

    return run


@pytest.fixture(scope="session")
def shared_cases() -> Path:
    """The folder with the annotated cases, which are not ours to publish."""
    folder = shared_folder() / "cases"
    if not folder.is_dir():
        pytest.skip(f"no annotated cases at {folder}: set STEMMA_SHARED to the folder that holds them")
    return folder
