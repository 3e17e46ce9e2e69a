"""Where a case is kept: one contract, kept by a SQL database and by plain memory."""

from stemma.store.contract import Hit, News, Removal, Store
from stemma.store.memory import MemoryStore
from stemma.store.sql import CASE_FILE, SqlStore, open_case

__all__ = ["CASE_FILE", "Hit", "MemoryStore", "News", "Removal", "SqlStore", "Store", "open_case"]
