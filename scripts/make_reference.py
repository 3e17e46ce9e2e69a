"""Write docs/reference/commands.md out of the commands' own help, and docs/reference/openapi.json out of the desk's own
description of its API. Tests hold that they have not drifted.

python scripts/make_reference.py
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from stemma.cli import cli
from stemma.web.openapi import description

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
API = PAGE.with_name("openapi.json")
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
    for name, command in sorted(cli.commands.items()):
        parts += section(command, name, parent, "##")
    return "\n".join(parts)


def api() -> str:
    """The description of the API, as a file."""
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for file, text in ((PAGE, page()), (API, api())):
        file.write_text(text, encoding="utf-8")
        print(file)
