"""The verbs of the command, each loaded when it is used: `stemma --help` needs none of what they need."""

from __future__ import annotations

import pkgutil

import click


class Verb(click.Command):
    """A verb as it is listed and completed, in the place of the command itself.

    `where` is the command's module and name there, as `module:name`; both stand here and nowhere else, and so does
    the line that `stemma --help` says of it.
    """

    def __init__(self, where: str, short_help: str) -> None:
        super().__init__(where.partition(":")[2].removesuffix("_command"), short_help=short_help)
        self.where = where

    def loaded(self) -> click.Command:
        """The command itself."""
        command = pkgutil.resolve_name(f"stemma.cli.{self.where}")
        assert isinstance(command, click.Command), self.where
        return command


class Verbs(click.Group):
    """A group that loads the one of its verbs that is called."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is called, by which name, and the rest of the line."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.loaded() if isinstance(command, Verb) else command, rest


VERBS = (
    Verb("build:build", "Make or extend a case out of reports."),
    Verb("show:show", "Print the ledger of a case."),
    Verb("trace:trace_command", "Tell where some words come from."),
    Verb("judge:judge_command", "Rule what is the same, and who is not independent."),
    Verb("serve:serve_command", "Work on a case in the browser."),
    Verb("report:report", "Write the case file: one page that opens offline."),
    Verb("export:export", "Write a case for other programs."),
    Verb("verify:verify_command", "Check that nothing was altered."),
    Verb("read:read", "Print readings of reports, no case needed."),
    Verb("watch:watch_command", "Watch feeds, and tell what changes in a case."),
    Verb("merge:merge", "Take other cases into a case."),
    Verb("pack:pack", "Pack a case into one file."),
    Verb("pack:unpack", "Make a case out of a packed one."),
    Verb("remove:remove", "Take reports out of a case, with all that came of them."),
    Verb("gazetteer:gazetteer", "Show or change which places are known."),
)
