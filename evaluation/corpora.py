"""Where the annotated data lies, and what exactly it is.

The annotated cases and corpora are not ours to publish, so they lie beside the checkout and not in it: in the folder
that the environment variable STEMMA_SHARED names, else in `../shared`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemma.model import EntityKind, Span

PROJECT = Path(__file__).resolve().parent.parent
# The invented events, which are ours; evaluation/events/README.md tells what they are and who may use which.
EVENTS = PROJECT / "evaluation" / "events"


def shared_folder() -> Path:
    """The folder with the annotated data; it may not exist."""
    return Path(os.environ.get("STEMMA_SHARED", PROJECT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class GoldCase:
    """An annotated case: its reports as JSON lines, and the gold file made on them."""

    name: str
    reports: Path
    gold: Path


def gold_cases(shared: Path) -> tuple[GoldCase, ...]:
    """Every case that has a gold.json, by name."""
    folders = sorted(gold.parent for gold in (shared / "cases").glob("*/gold.json"))
    return tuple(GoldCase(folder.name, folder / "reports.jsonl", folder / "gold.json") for folder in folders)


def event_folders() -> tuple[Path, ...]:
    """The folders of all invented events, by name."""
    return tuple(sorted(gold.parent for gold in EVENTS.glob("*/gold.json")))


def held_out_events() -> tuple[Path, ...]:
    """The folders of the invented events that nothing is trained or tuned on, by name."""
    return _listed("held-out.txt")


def choosing_events() -> tuple[Path, ...]:
    """The folders of the invented events that settings and rules are chosen on and no weights are trained on."""
    return _listed("for-choosing.txt")


def _listed(name: str) -> tuple[Path, ...]:
    names = (EVENTS / name).read_text(encoding="utf-8").split()
    return tuple(EVENTS / name for name in sorted(names))


def invented_events(held_out: bool) -> tuple[GoldCase, ...]:
    """The invented events, by name: those that nothing is trained or tuned on, or those that weights are trained on."""
    trained_on = set(event_folders()) - {*held_out_events(), *choosing_events()}
    folders = held_out_events() if held_out else sorted(trained_on)
    return tuple(GoldCase(folder.name, folder / "reports.jsonl", folder / "gold.json") for folder in folders)


def attribution_sets(shared: Path) -> dict[str, Path]:
    """The development parts of the attribution corpus that are there: tokenised paragraphs, and whole articles."""
    parts = {
        "polnear-paragraphs": shared / "data" / "polnear" / "paragraphs-dev.jsonl",
        "polnear-articles": shared / "data" / "polnear" / "dev",
    }
    return {name: path for name, path in parts.items() if path.exists()}


def corpus_hash(*paths: Path) -> str:
    """SHA-256 over the names and bytes of the files: a figure holds for exactly this data."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file.relative_to(path.parent)} {file.stat().st_size}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


# The classes of the corpus of names, in the model's words.
NAME_KINDS: dict[str, EntityKind] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "NORP": "people",
    "Facility": "facility",
    "Date": "date",
    "Money": "money",
    "Product": "product",
    "Misc": "other",
}
# Tokens of the Penn Treebank as they were printed, and those that take no space before or after them.
_PRINTED = {"``": "“", "''": "”", "`": "‘"} | dict(
    zip(("-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-"), "()[]{}", strict=True)
)
_CLOSES = re.compile(r"^([,.;:?!%)\]}”’]|\.\.\.|'|'s|'S|n't|'re|'ve|'ll|'d|'m)$")
_OPENS = frozenset("“‘([{$#")


@dataclass(frozen=True, slots=True)
class NamedText:
    """An article on which somebody marked the names: its tokens printed as text, all spans in that text.

    `names` are in text order and apart: of names within names only the outermost count.
    """

    id: str
    text: str
    tokens: tuple[Span, ...]
    names: tuple[tuple[Span, EntityKind], ...]


def names_folder(shared: Path) -> Path:
    """Where the corpus of names lies; it may not exist."""
    return shared / "data" / "ner-worldwide" / "processed_annotated"


def held_out(folder: Path) -> tuple[Path, ...]:
    """The articles of the corpus of names that nothing is trained on: all those of some sources."""
    return tuple(path for path in sorted(folder.glob("*.tsv")) if is_held_out(source_of(path)))


def source_of(path: Path) -> str:
    """Whose article it is, by its file name: "af_afrol" of "af_afrol_12.txt.tsv"."""
    return re.sub(r"[\d_]+$", "", path.name.removesuffix(".txt.tsv"))


def is_held_out(source: str) -> bool:
    """Whether a source's articles are kept for measuring: about every sixth source, by a hash of its name."""
    return hashlib.sha256(source.encode()).digest()[0] % 6 == 0


def named_text(path: Path) -> NamedText:
    """One article of the corpus of names.

    A line is a token and its label, and after it those of names within the name. The first line is the article's
    address, which is left out; an empty line ends a paragraph.
    """
    paragraphs: list[list[tuple[str, str]]] = [[]]
    for row in path.read_text(encoding="utf-8").splitlines()[1:]:
        token, label = (*row.split("\t"), "", "")[:2]
        if token.strip():
            paragraphs[-1].append((token.strip(), label.strip() or "O"))
        elif paragraphs[-1]:
            paragraphs.append([])
    text, tokens = printed([[token for token, _ in paragraph] for paragraph in paragraphs])
    labels = [label for paragraph in paragraphs for _, label in paragraph]
    return NamedText(path.name.removesuffix(".txt.tsv"), text, tokens, tuple(_names(tokens, labels)))


def printed(paragraphs: Sequence[Sequence[str]]) -> tuple[str, tuple[Span, ...]]:
    """Paragraphs of tokens as they were printed, with an empty line between them, and where each token stands."""
    text = ""
    spans: list[Span] = []
    for paragraph in filter(None, paragraphs):
        text += "\n\n" if text else ""
        before = ""
        for token in (_PRINTED.get(token, token) for token in paragraph):
            if before and not _CLOSES.match(token) and before not in _OPENS:
                text += " "
            spans.append(Span(len(text), len(text) + len(token)))
            text += token
            before = token
    return text, tuple(spans)


def _names(tokens: Sequence[Span], labels: Sequence[str]) -> Iterator[tuple[Span, EntityKind]]:
    """The names that BIO labels mark."""
    start, end, running = 0, 0, ""
    for span, label in zip((*tokens, Span(0, 0)), (*labels, "O"), strict=True):
        prefix, _, kind = label.partition("-")
        if running and not (prefix == "I" and kind == running):
            yield Span(start, end), NAME_KINDS[running]
            running = ""
        if kind and not running:
            start, running = span.start, kind
        end = span.end
