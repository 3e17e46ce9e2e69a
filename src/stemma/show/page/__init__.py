"""The case file: one self-contained HTML page that needs no network and lets nothing out."""

from stemma.show.page.case_file import render
from stemma.show.page.environment import Controls

__all__ = ["Controls", "render"]
