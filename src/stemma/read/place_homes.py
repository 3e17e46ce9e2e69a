"""Where a report comes from, as far as its publisher's address tells."""

from __future__ import annotations

import re

from stemma.model import Report
from stemma.vocabulary.gazetteer.lands import land_words
from stemma.vocabulary.gazetteer.world import gazetteer

_HOST = re.compile(r"(?:[a-z][a-z+.-]*://)?(?:[^/@\s]*@)?([a-z0-9.-]+\.([a-z]{2}))(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)


def home_of(report: Report) -> str | None:
    """The ISO 3166-1 code of the country in which a report's address is registered; None where that tells nothing."""
    for address in (report.url, report.publisher):
        found = _HOST.match(address.strip()) if address else None
        if found is not None:
            ending = found[2].lower()
            code = land_words().endings.get(ending, ending.upper())
            if code and gazetteer().country(code) is not None:
                return code
    return None
