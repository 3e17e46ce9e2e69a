"""An invented event, in the forms that users have: a ferry aground off Marne Point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

AGENCY = """<!doctype html><html lang="en"><head>
<title>Ferry runs aground off Marne Point</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2031-03-04T09:30:00+00:00">
<link rel="canonical" href="https://harbour-post.example/ferry-aground">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>
<h1>Ferry runs aground off Marne Point</h1>
<p>The ferry Alda ran aground off Marne Point early on Tuesday with 212 people on board, the coast guard said.</p>
<p>"We have taken every passenger off the ship and nobody is missing," coast guard captain Ilse Varga told the Northern
Press Agency. She denied that the crew had left their posts.</p>
<p>According to the Harbour Board, the light on Marne Point had been dark since Sunday.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""

LETTER = """Ferry on the rocks: "nobody is missing"

Source: Northern Press Agency

Every passenger was taken off the ferry Alda and no one is missing, captain Ilse Varga of the coast guard said.

The shipping company Brandt Lines reportedly knew that the light on Marne Point was dark.
"""

FEED: list[dict[str, Any]] = [
    {
        "id": "coast-1",
        "url": "https://coast.example/1",
        "publisher": "Coast Radio",
        "published": "2031-03-04T11:00:00+00:00",
        "title": "All off the Alda",
        "text": 'All off the Alda\n\n"We have taken every passenger off the ship and nobody is missing," Varga said.',
    },
    {
        "id": "coast-2",
        "url": "https://coast.example/2",
        "publisher": "Coast Radio",
        "published": "2031-03-04T15:00:00+00:00",
        "title": "Brandt Lines denies it knew of dark light",
        "text": "Brandt Lines denies it knew of dark light\n\nBrandt Lines denied that it had known that the light on "
        "Marne Point was dark. The Harbour Board said the light had been dark since Sunday.",
    },
]


def write_files(folder: Path) -> list[Path]:
    """The case as a page, a text file and a feed; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    page, letter, feed = folder / "post.html", folder / "letter.txt", folder / "feed.jsonl"
    page.write_text(AGENCY, encoding="utf-8")
    letter.write_text(LETTER, encoding="utf-8")
    feed.write_text("".join(json.dumps(row) + "\n" for row in FEED), encoding="utf-8")
    return [page, letter, feed]
