"""The house rules that a machine can hold: imports point down, no cycles, no grab-bags."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "stemma"
# Each room and the rooms that it may import from. Siblings are left out on purpose.
BELOW: dict[str, set[str]] = {
    "model": set(),
    "vocabulary": {"model"},
    "text": {"model", "vocabulary"},
} | {room: {"model", "vocabulary", "text"} for room in ("collect", "read", "compare", "trace", "store")}
BELOW["run"] = set(BELOW)
BELOW["show"] = set(BELOW)
# The desk shows the same pages as the case file, live.
BELOW["web"] = set(BELOW)
BELOW["cli"] = set(BELOW)
# Stemma from Python stands beside the command, on what both show; nothing stands on either but what starts them.
BELOW["api"] = set(BELOW) - {"cli", "web"}
BELOW["__main__"] = {"cli"}
# The face names what it hands out. Its version may be asked for from everywhere, its functions from nowhere within.
FACE, VERSION = "stemma", "stemma.__version__"
BELOW[FACE] = {"api", "model", "run", "show"}
GRAB_BAGS = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "base", "tools", "core"}


def modules() -> dict[str, Path]:
    return {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    """Names of our modules that the file imports, at the top or later."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "stemma"}


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else FACE


def allowed(module: str, imported: str) -> bool:
    """Whether `module` may import `imported`."""
    here, there = room(module), room(imported)
    return imported in (FACE, VERSION) or there == here or there in BELOW[here]


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_point_down(module: str) -> None:
    for imported in imports_of(modules()[module]):
        assert allowed(module, imported), f"{module} imports {imported}"


@pytest.mark.parametrize("module", ["stemma", "stemma.api", "stemma.show.page", "stemma.web.api", "stemma.run.local"])
def test_only_the_command_imports_the_command(module: str) -> None:
    assert not allowed(module, "stemma.cli.progress")
    assert allowed("stemma.cli.show", "stemma.cli.progress")
    assert allowed("stemma.__main__", "stemma.cli")


def test_nothing_within_goes_by_the_face() -> None:
    assert not allowed("stemma.show.page", "stemma.build_case")
    assert not allowed("stemma.cli.build", "stemma.api.build_case")
    assert allowed("stemma.show.page", "stemma.__version__")


def test_no_module_imports_itself_in_a_circle() -> None:
    known = modules()
    del known["stemma"]  # the face: it imports what it names only when it is asked for it, as its own test holds
    graph = {name: {i for i in imports_of(path) if i in known and i != name} for name, path in known.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for imported in sorted(graph[name]):
                visit(imported, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_every_room_is_named_in_the_design() -> None:
    assert {room(module) for module in modules()} <= set(BELOW)


def test_no_grab_bags() -> None:
    assert not [path for path in SOURCE.rglob("*") if path.stem.lower() in GRAB_BAGS]
