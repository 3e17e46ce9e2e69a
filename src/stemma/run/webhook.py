"""Changes to an endpoint of the user's, as JSON, signed where there is a secret (standardwebhooks.com)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from stemma.collect.clock import SYSTEM, Clock
from stemma.collect.fetch import Guard, is_address, post
from stemma.model import InputError, NotedChange, StemmaError, sha256_of
from stemma.run.telling import NotTold

SECRET_VARIABLE = "STEMMA_WEBHOOK_SECRET"
_SECRET_PREFIX = "whsec_"
_SECONDS = 20.0


def _anywhere(_: str) -> bool:
    # The user named this address, and most such endpoints are on the user's own machine or network.
    return True


@dataclass(frozen=True, slots=True)
class Webhook:
    """An endpoint of the user's: its address and the key that what is sent is signed with (None: it is not).

    `document` makes what is sent of a change: plain JSON types, with an "id" that no other change has.
    """

    address: str
    key: bytes | None
    document: Callable[[NotedChange], Mapping[str, Any]]
    clock: Clock = SYSTEM

    @property
    def channel(self) -> str:
        """What the case remembers it by: a digest, since addresses of webhooks are secrets by themselves."""
        return f"webhook {sha256_of(self.address)[:32]}"

    def send(self, noted: NotedChange) -> None:
        """Send one change. Raises NotTold unless the endpoint answers with a status of 200 to 299."""
        document = self.document(noted)
        body = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
        guard = Guard(seconds=_SECONDS, allowed=_anywhere)
        try:
            status = post(self.address, body, self._headers(str(document["id"]), body), guard)
        except InputError as error:
            raise NotTold(f"webhook {_shown(self.address)}: {error.why}; it is tried again") from None
        if not 200 <= status < 300:
            led_on = ", and redirects are not followed" if 300 <= status < 400 else ""
            raise NotTold(f"webhook {_shown(self.address)}: answered {status}{led_on}; it is tried again")

    def _headers(self, ident: str, body: bytes) -> dict[str, str]:
        moment = str(int(self.clock.now().timestamp()))
        headers = {"Content-Type": "application/json; charset=utf-8", "webhook-id": ident, "webhook-timestamp": moment}
        if self.key is not None:
            signed = hmac.new(self.key, f"{ident}.{moment}.".encode() + body, hashlib.sha256).digest()
            headers["webhook-signature"] = f"v1,{base64.b64encode(signed).decode('ascii')}"
        return headers


def checked_webhook(address: str) -> str:
    """`address` where it may be a webhook's. Raises StemmaError where it is no http or https address."""
    if not is_address(address):
        raise StemmaError(f"--webhook {address}: is no http or https address")
    return address


def key_of(secret: str | None) -> bytes | None:
    """The key that a secret stands for: what follows "whsec_" in base64, any other text itself; None for none."""
    if not secret:
        return None
    if not secret.startswith(_SECRET_PREFIX):
        return secret.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise StemmaError(f"{SECRET_VARIABLE}: what follows {_SECRET_PREFIX!r} in it is not base64") from None


def _shown(address: str) -> str:
    """An address without its path, in which webhooks have their secrets."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0].partition('?')[0].rpartition('@')[2]}/…"
