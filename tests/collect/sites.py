"""Web sites of the tests' own, on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving() -> Iterator[Callable[[dict[str, Answer | bytes]], str]]:
    """Start a server for each dict of answers by path, and get its address; without a robots.txt it has none."""
    running: list[ThreadingHTTPServer] = []

    def serve(answers: dict[str, Answer | bytes]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = answers.get(self.path, send(b"", 404))
                if isinstance(answer, bytes):
                    send(answer)(self)
                else:
                    answer(self)

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
