"""Lines of text on a terminal: wrapped under their own start, in what it can encode, and never acting on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from stemma.show.characters import visible
from stemma.show.labels import counted

_PLAIN_MARKS = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "‘": "'", "·": "|", "–": "-", "—": "-", "…": "...", "←": "<-"}
)
INDENT = 4
LABEL = 13
_NARROWEST = 20


class Paper:
    """Prints lines of text in what the console can encode."""

    def __init__(self, console: Console, limit: int | None) -> None:
        self.console = console
        self.limit = limit
        self.plain = "utf" not in (console.encoding or "").lower()

    def text(self, words: str, style: str = "") -> Text:
        """Words in a style, safe to print."""
        words = visible(words)
        if self.plain:
            words = words.translate(_PLAIN_MARKS).encode(self.console.encoding, "replace").decode(self.console.encoding)
        return Text(words, style=style, overflow="fold")

    def line(self, *parts: Text | str, indent: int = 0, label: str = "") -> None:
        """One paragraph, wrapped under its own start; `label` stands before its first line, within the indent."""
        whole = Text.assemble(*(part if isinstance(part, Text) else self.text(part) for part in parts))
        room = max(self.console.width - indent, _NARROWEST)
        for number, line in enumerate(whole.wrap(self.console, room, overflow="fold")):
            line.rstrip()
            before = self.text((label if number == 0 else "").ljust(indent))
            self.console.print(before + line, soft_wrap=True, highlight=False)

    def heading(self, words: str) -> None:
        """A blank line and a line in bold."""
        self.console.print()
        self.line(self.text(words, "bold"))

    def beside(self, label: str, lines: Iterable[Text]) -> None:
        """A label with paragraphs to its right, each beginning on a line of its own."""
        for number, line in enumerate(lines):
            self.line(line, indent=INDENT + LABEL, label=" " * INDENT + label if number == 0 else "")

    def within(self, items: Sequence[object]) -> int:
        """How many of `items` are printed."""
        return len(items) if self.limit is None else min(self.limit, len(items))

    def rest(self, items: Sequence[object], one: str) -> None:
        """Says how many of `items` were not printed, if any."""
        left = len(items) - self.within(items)
        if left:
            self.line(f"… and {counted(left, 'further ' + one)}", indent=INDENT)
