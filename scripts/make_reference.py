"""Write docs/reference/commands.md out of the commands' own help. A test holds that it has not drifted.

python scripts/make_reference.py
"""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import cli

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
WIDTH = 96


def help_of(command: click.Command, name: str) -> str:
    """The help of one command as the terminal shows it."""
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    return command.get_help(context)


def page() -> str:
    """The whole reference page."""
    parts = ["# Commands", "", "Made from the commands themselves by `python scripts/make_reference.py`.", ""]
    parts += ["## stemma", "", "```text", help_of(cli, "stemma"), "```", ""]
    for name, command in sorted(cli.commands.items()):
        parts += [f"## stemma {name}", "", "```text", help_of(command, f"stemma {name}"), "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
