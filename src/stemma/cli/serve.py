"""`stemma serve`: the desk."""

from __future__ import annotations

import getpass
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import click

from stemma.cli.report import has_browser
from stemma.run.pool import available_cores
from stemma.store import open_case

DEFAULT_PORT = 8417


@click.command("serve")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65_535), default=DEFAULT_PORT, show_default=True, help="0 for any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; another needs a token.")
@click.option("--token", envvar="STEMMA_TOKEN", default=None, help="What browsers have to show; or STEMMA_TOKEN.")
@click.option("--name", "names", multiple=True, help="A further name by which browsers reach it; may be repeated.")
@click.option("--author", default=None, metavar="NAME", help="Who judges; default: the name you are logged in by.")
@click.option("--title", default=None, help="The title of its pages; default: the case folder's name.")
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser, where there is one.")
def serve_command(
    case: Path,
    port: int,
    host: str,
    token: str | None,
    names: Sequence[str],
    author: str | None,
    title: str | None,
    workers: int | None,
    open_it: bool,
) -> int:
    """Serve the desk of CASE: its case file as it stands now, with search, adding files, judging, notes and export.

    It listens on this machine alone, unless --host says otherwise. Ctrl-C ends it; a build that is under way is ended
    with what was done of it kept, and goes on at the next start.
    """
    # Here, because no other verb needs a server.
    from stemma.web.server import bound, door_for, serve
    from stemma.web.settings import Settings

    door = door_for(host, token, names)
    open_case(case, create=False).close()
    settings = Settings(
        title=title or case.resolve().name,
        author=author or _login(),
        door=door,
        workers=workers or available_cores(),
    )

    def begun(address: str) -> None:
        click.echo(f"desk: {address} (Ctrl-C ends it)")
        if open_it and has_browser():
            webbrowser.open(f"{address}?{urlencode({'token': token})}" if token else address)

    serve(case, settings, bound(host, port), begun)
    return 0


def _login() -> str:
    """The name by which the user is logged in, or that nobody is named: judging asks for a name then."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unnamed"
