from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.store import MemoryStore, Store, open_case


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A new, empty store of each kind there is. Another kind joins by being named here."""
    made: Store = MemoryStore() if request.param == "memory" else open_case(tmp_path / "case", create=True)
    with made:
        yield made
