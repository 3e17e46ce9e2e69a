"""What the tests of the desk use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.desks import client, new_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_case(tmp_path / "quay")


@pytest.fixture
def desk(folder: Path) -> Iterator[TestClient]:
    with client(folder) as found:
        yield found
