"""Changes are told in their order, each once for each channel, and what fails is tried again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
from datetime import UTC, datetime

import pytest

from stemma.collect.clock import Clock
from stemma.model import Case, Change, NotedChange, StemmaError
from stemma.run.telling import Channel, NotTold, open_channel, tell
from stemma.run.webhook import Webhook, checked_webhook, key_of
from stemma.store import MemoryStore, News, Store
from tests.collect.sites import Posted, send, serving
from tests.run.watched import Hours


def change(gloss: str) -> Change:
    return Change(kind="denied", claim="c1", gloss=gloss, why="The guild denies it.", places=())


def store_of(*glosses: str, store: MemoryStore | None = None) -> MemoryStore:
    kept = store or MemoryStore()
    news = News(since=kept.fingerprint(), made="2031-05-06T10:00:00+00:00", changes=tuple(map(change, glosses)))
    kept.put_case(Case(reports=()), f"{len(kept.changes())}", None, news)
    return kept


class Desk:
    """A channel that keeps what it was told, and fails as often as it is told to."""

    def __init__(self, store: Store, failures: int = 0, *, from_start: bool = True) -> None:
        self.told: list[str] = []
        self.failures = failures
        self.channel = Channel("desk", self.send)
        open_channel(store, self.channel, from_start=from_start)

    def send(self, noted: NotedChange) -> None:
        if self.failures:
            self.failures -= 1
            raise NotTold("no answer")
        self.told.append(noted.change.gloss)


def test_each_change_is_told_once_also_after_a_restart() -> None:
    store = store_of("one", "two")
    first = Desk(store)
    assert tell(store, first.channel, Hours().clock) is None
    store_of("three", store=store)
    second = Desk(store)
    tell(store, second.channel, Hours().clock)
    assert (first.told, second.told) == (["one", "two"], ["three"])


def test_a_channel_that_is_new_is_told_what_comes_from_then_on() -> None:
    store = store_of("one")
    desk = Desk(store, from_start=False)
    store_of("two", store=store)
    tell(store, desk.channel, Hours().clock)
    assert desk.told == ["two"]


def test_what_fails_is_tried_again_later_each_time_and_in_order() -> None:
    store, hours = store_of("one", "two"), Hours()
    desk = Desk(store, failures=2)
    waits = []
    while desk.told != ["one", "two"]:
        tell(store, desk.channel, hours.clock)
        waits.append(desk.channel.due - hours.passed)
        hours.sleep(max(waits[-1], 1))
    assert waits[:2] == [15, 30]
    assert isinstance(tell(store_of("x"), Desk(store_of("x"), failures=1).channel, hours.clock), NotTold)


def test_what_was_not_told_before_the_end_is_told_after_it() -> None:
    store = store_of("one")
    tell(store, Desk(store, failures=1).channel, Hours().clock)
    after = Desk(store)
    tell(store, after.channel, Hours().clock)
    assert after.told == ["one"]


def noted(number: int = 1) -> NotedChange:
    return NotedChange(number=number, made="2031-05-06T10:00:00+00:00", change=change("Grünau \ud83d"))


def document(one: NotedChange) -> dict[str, object]:
    return {"id": f"urn:{one.number}", "gloss": one.change.gloss}


CLOCK = Clock(now=lambda: datetime(2031, 5, 6, 10, tzinfo=UTC))


def test_a_webhook_gets_the_change_as_json_with_its_id_and_signature(socket_enabled: None) -> None:
    posted: list[Posted] = []
    with serving(posted) as serve:
        Webhook(f"{serve({'/hook': send(b'', 204)})}/hook", b"secret", document, CLOCK).send(noted())
    ((path, headers, body),) = posted
    assert (path, headers["Content-Type"]) == ("/hook", "application/json; charset=utf-8")
    assert json.loads(body) == {"id": "urn:1", "gloss": "Grünau ?"}
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("urn:1", "1935828000")
    signed = hmac.new(b"secret", b"urn:1.1935828000." + body, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(signed).decode()}"


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    """standardwebhooks.com, the example that its libraries are tested by."""
    hook = Webhook("http://x.example/", key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), document,
                   Clock(now=lambda: datetime.fromtimestamp(1614265330, UTC)))  # fmt: skip
    headers = hook._headers("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_without_a_secret_nothing_is_signed(socket_enabled: None) -> None:
    posted: list[Posted] = []
    with serving(posted) as serve:
        Webhook(f"{serve({'/': send(b'')})}/", None, document, CLOCK).send(noted())
    assert "webhook-signature" not in posted[0][1]


@pytest.mark.parametrize(
    ("status", "why"), [(500, "answered 500"), (404, "answered 404"), (302, "redirects are not followed")]
)
def test_other_answers_are_failures_and_the_path_of_the_address_is_not_said(
    socket_enabled: None, status: int, why: str
) -> None:
    posted: list[Posted] = []
    with serving(posted) as serve:
        site = serve({"/T0/secret": send(b"", status, Location="/elsewhere")})
        with pytest.raises(NotTold, match=why) as error:
            Webhook(f"{site}/T0/secret", None, document, CLOCK).send(noted())
    assert "secret" not in str(error.value)
    assert [path for path, _, _ in posted] == ["/T0/secret"]


def test_an_endpoint_that_is_not_there_is_a_failure(socket_enabled: None) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/hook"
    with pytest.raises(NotTold, match="could not be had"):
        Webhook(address, None, document, CLOCK).send(noted())


def test_what_the_case_remembers_of_a_webhook_is_not_its_address() -> None:
    assert "T0" not in Webhook("https://hooks.example/T0/secret", None, document).channel


def test_secrets_and_addresses_that_are_none() -> None:
    assert (key_of(None), key_of(""), key_of("pässword")) == (None, None, "pässword".encode())
    with pytest.raises(StemmaError, match="base64"):
        key_of("whsec_!!")
    with pytest.raises(StemmaError, match="no http or https address"):
        checked_webhook("ftp://x.example/")
