"""Write what of docs/reference is made from the code: commands.md out of the commands' own help, python.md out of the
public face's docstrings, tables.md out of the tables' own columns, openapi.json out of the desk's own description of
its API. Tests hold that they have not drifted.

python scripts/make_reference.py
"""

from __future__ import annotations

import dataclasses
import inspect
import json
from pathlib import Path
from typing import Any

import click

import stemma
from stemma.cli import cli
from stemma.show.export.tables import TABLES
from stemma.web.openapi import description

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
API = PAGE.with_name("openapi.json")
PYTHON = PAGE.with_name("python.md")
DICTIONARY = PAGE.with_name("tables.md")
WIDTH = 96


def help_of(command: click.Command, name: str, parent: click.Context) -> str:
    """The help of one command as the terminal shows it."""
    return command.get_help(click.Context(command, parent=parent, info_name=name, terminal_width=WIDTH))


def whole_command() -> click.Context:
    """The context of `stemma` itself, whose settings its verbs inherit."""
    return click.Context(cli, info_name="stemma", terminal_width=WIDTH, help_option_names=["-h", "--help"])


def section(command: click.Command, name: str, parent: click.Context, mark: str) -> list[str]:
    """The help of one command and, below it, of those within it."""
    here = click.Context(command, parent=parent, info_name=name, terminal_width=WIDTH)
    parts = [f"{mark} {here.command_path}", "", "```text", help_of(command, name, parent), "```", ""]
    for inner, within in sorted(command.commands.items() if isinstance(command, click.Group) else ()):
        parts += section(within, inner, here, mark + "#")
    return parts


def page() -> str:
    """The whole reference page."""
    parts = ["# Commands", "", "Made from the commands themselves by `python scripts/make_reference.py`.", ""]
    parent = whole_command()
    parts += ["## stemma", "", "```text", cli.get_help(parent), "```", ""]
    for name in sorted(cli.commands):
        _, command, _ = cli.resolve_command(parent, [name])
        assert command is not None
        parts += section(command, name, parent, "##")
    return "\n".join(parts)


def api() -> str:
    """The description of the API, as a file."""
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


def python() -> str:
    """The reference of what `import stemma` gives."""
    parts = ["# Python", "", "Made from the docstrings of `stemma` by `python scripts/make_reference.py`.", ""]
    parts += [*paragraphs(stemma), ""]
    found = {name: getattr(stemma, name) for name in stemma.__all__ if not name.startswith("_")}
    functions = {name: value for name, value in found.items() if inspect.isfunction(value)}
    functions = dict(sorted(functions.items(), key=lambda item: item[1].__code__.co_firstlineno))
    parts += ["## Functions", ""]
    for name, value in functions.items():
        parts += [f"### {name}", "", "```text", *signature(name, value), "```", "", *paragraphs(value), ""]
    parts += ["## Values", "", "Frozen; the types of their fields, as far as they are ours, are in `stemma.model`.", ""]
    for name, value in found.items():
        if name not in functions:
            parts += [f"### {name}", "", *paragraphs(value), "", *fields(value)]
    return "\n".join(parts)


def signature(name: str, function: Any) -> list[str]:
    """A function's signature, a parameter a line."""
    told = inspect.signature(function)
    lines, kinds = [f"{name}("], inspect.Parameter
    for before, one in zip([None, *told.parameters.values()], told.parameters.values(), strict=False):
        if one.kind is kinds.KEYWORD_ONLY and (before is None or before.kind is kinds.POSITIONAL_OR_KEYWORD):
            lines.append("    *,")
        star = "*" if one.kind is kinds.VAR_POSITIONAL else ""
        # A default that is a function would tell where in memory it lies.
        default = one.default.__name__ if inspect.isfunction(one.default) else repr(one.default)
        lines.append(f"    {star}{one.name}: {one.annotation}{'' if one.default is kinds.empty else f' = {default}'},")
    return [*lines, f") -> {told.return_annotation}"]


def paragraphs(value: Any) -> list[str]:
    """A docstring, line by line."""
    return (inspect.getdoc(value) or "").split("\n")


def fields(value: Any) -> list[str]:
    """The fields of a value as a list."""
    if not dataclasses.is_dataclass(value):
        return []
    return [*(f"- `{field.name}`: `{field.type}`" for field in dataclasses.fields(value)), ""]


def tables() -> str:
    """What is in every column of every table."""
    parts = ["# Tables", "", "Made from the tables themselves by `python scripts/make_reference.py`.", ""]
    parts += ["[How to use them](../how-to/tables.md); what the words mean is in [the export format](export.md).", ""]
    for table in TABLES.values():
        parts += [f"## {table.name}", "", f"One row: {table.one_row[0].lower()}{table.one_row[1:]}", ""]
        parts += ["| column | type | |", "|---|---|---|"]
        for column in table.columns:
            leads = f" → `{column.leads_to}`" if column.leads_to else ""
            parts.append(f"| `{column.name}` | {column.kind} | {column.meaning}{leads} |")
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    for file, text in ((PAGE, page()), (API, api()), (PYTHON, python()), (DICTIONARY, tables())):
        file.write_text(text, encoding="utf-8")
        print(file)
