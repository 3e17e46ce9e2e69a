"""Where a case's lineage and its gold part: the edges that were missed, and those that the gold does not have.

python -m evaluation.lineage [CASE...]      all annotated cases, or those of these names
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from evaluation.commands import Json, stemma
from evaluation.corpora import GoldCase, gold_cases, shared_folder

_AROUND = 60


def differences(case: Json, gold: Json, scorer: ModuleType) -> Iterator[str]:
    """A line for each missed and each false edge; edges are matched as `scorer`, the one beside the data, does it."""
    texts = {report["id"]: report["text"] for report in case["reports"]}
    left: list[Json] = list(case["lineage"])
    for edge in gold["lineage"]:
        found = next((one for one in left if _same(one, edge, texts, scorer)), None)
        if found is not None:
            left.remove(found)
        else:
            yield f"missed  {edge['report']} <- {edge['takes_from']} ({edge['kind']}): {_line(edge['evidence'])}"
    for edge in left:
        yield f"false   {edge['report']} <- {_target(edge)} ({edge['kind']}): {_shown(edge, texts)}"


def _same(edge: Json, gold: Json, texts: Json, scorer: ModuleType) -> bool:
    if edge["report"] != gold["report"]:
        return False
    target = edge["takes_from"]
    if gold["takes_from"] in texts:
        return bool(target.get("report") == gold["takes_from"])
    name = target.get("outside")
    if name is None:
        return False
    return bool(scorer.same_name(name, gold["takes_from"]) or scorer.words_within(name, gold["evidence"]))


def _target(edge: Json) -> str:
    return str(edge["takes_from"].get("report") or edge["takes_from"].get("outside"))


def _shown(edge: Json, texts: Json) -> str:
    """Why the edge was drawn, and the words that it rests on with some around them."""
    first = edge["evidence"][0]
    (start, end), text = first["span"], texts[first["report"]]
    around = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
    return f"{first['why']} | {_line(around)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def loaded(path: Path) -> ModuleType:
    """The scorer at `path`, which lies with the data and is no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path}: no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def exported(case: GoldCase) -> Json:
    """The case as the installed command builds and exports it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, path = Path(scratch) / case.name, Path(scratch) / "case.json"
        stemma("build", folder, case.reports, "--quiet", "--workers", "1")
        stemma("export", folder, "--as", "json", output=path)
        document: Json = json.loads(path.read_text(encoding="utf-8"))
    return document


def main(argv: Sequence[str] | None = None) -> int:
    """Print the differences of each case; 0 always, since nothing is judged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", nargs="*", help="the folder names of the cases")
    asked = parser.parse_args(argv)
    shared = shared_folder()
    cases = [case for case in gold_cases(shared) if not asked.case or case.name in asked.case]
    if not cases:
        print(f"lineage: no such annotated cases at {shared} (set STEMMA_SHARED to where they are)")
        return 0
    scorer = loaded(shared / "bench" / "score_case.py")
    for case in cases:
        print(case.name)
        for line in differences(exported(case), json.loads(case.gold.read_text(encoding="utf-8")), scorer):
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
