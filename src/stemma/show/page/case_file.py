"""Puts the case file together."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemma.model import Case
from stemma.show.page.environment import Controls, asset, environment, policy
from stemma.show.page.sheet import sheet_of, snapshots_of


def render(
    case: Case, *, title: str, versions: Iterable[tuple[str, str]] = (), controls: Controls | None = None
) -> str:
    """The case file: one HTML page with everything in it, that asks nothing of any network.

    The same case, title and versions give the same page. Texts of reports are escaped wherever they stand, the page's
    policy lets no script or style run but its own two, and only http and https addresses become links. `versions`
    name what read and derived the case, for the page's method. With `controls` it is part of the desk, and asks the
    server that it came from and no other.
    """
    sheet = sheet_of(case, title=title, versions=versions)
    templates = environment()
    context = (
        sheet.context()
        | {"style": asset("page.css"), "script": asset("page.js"), "policy": policy(controls)}
        | {"controls": controls}
    )
    # The reports come last: only then is it known which of their characters the page leads to.
    body = Markup(templates.get_template("sheet.html.j2").render(context))
    reader = Markup(templates.get_template("reader.html.j2").render(context, snapshots=snapshots_of(sheet)))
    return templates.get_template("page.html.j2").render(context, sheet=body, reader=reader)
