"""Web sites of the tests' own, on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from stemma.model import sha256_of

Answer = Callable[[BaseHTTPRequestHandler], None]


Posted = tuple[str, dict[str, str], bytes]


@contextmanager
def serving(posted: list[Posted] | None = None) -> Iterator[Callable[[dict[str, Answer | bytes]], str]]:
    """Start a server for each dict of answers by path, and get its address; without a robots.txt it has none.

    What is sent to it goes to `posted`: path, headers, bytes.
    """
    taken: list[Posted] = [] if posted is None else posted
    running: list[ThreadingHTTPServer] = []

    def serve(answers: dict[str, Answer | bytes]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = answers.get(self.path, send(b"", 404))
                if isinstance(answer, bytes):
                    send(answer)(self)
                else:
                    answer(self)

            def do_POST(self) -> None:
                taken.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                self.do_GET()

            def log_message(self, *_: Any) -> None:
                pass

        made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        made.daemon_threads = True
        running.append(made)
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{made.server_address[1]}"

    try:
        yield serve
    finally:
        for one in running:
            one.shutdown()
            one.server_close()


def send(body: bytes, status: int = 200, **headers: str) -> Answer:
    """The answer that has these bytes, status and headers."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)

    return answer


def feed(*items: tuple[str, str, str], title: str = "Harbour Post", base: str = "https://post.example") -> bytes:
    """An RSS feed of items (guid, headline, words), each leading to the page of its guid under `base`."""
    inner = "".join(
        f'<item><guid isPermaLink="false">{guid}</guid><link>{base}/{guid}.html</link><title>{headline}</title>'
        f"<pubDate>Tue, 06 May 2031 09:00:00 GMT</pubDate><description>{words}</description></item>"
        for guid, headline, words in items
    )
    head = f"<title>{title}</title><link>{base}/</link>"
    return f'<rss version="2.0"><channel>{head}{inner}</channel></rss>'.encode()


def named(body: bytes, **headers: str) -> Answer:
    """The answer that has these bytes under a name of their own (ETag), or that this name still stands."""
    etag = f'"{sha256_of(body)[:12]}"'

    def answer(to: BaseHTTPRequestHandler) -> None:
        asked = to.headers.get("If-None-Match")
        send(b"" if asked == etag else body, 304 if asked == etag else 200, ETag=etag, **headers)(to)

    return answer
