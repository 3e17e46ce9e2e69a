"""One form for the addresses that lead to one page."""

from __future__ import annotations

import functools
from urllib.parse import parse_qsl, urlencode, urlsplit

# What feeds, newsletters and social networks hang on an address to see where a reader came from.
_TRACKING = frozenset({
    "fbclid", "gclid", "dclid", "igshid", "mc_cid", "mc_eid", "msclkid", "yclid", "cmpid", "ocid", "smid", "ref",
    "ref_src", "referrer", "source", "src", "at_medium", "at_campaign", "ns_mchannel", "cmp", "taid", "amp",
})  # fmt: skip
_HOST_PREFIXES = ("www.", "m.", "amp.", "mobile.")


@functools.lru_cache(maxsize=1 << 15)
def same_address(url: str) -> str:
    """`url` without scheme, "www.", fragment, trailing slash and tracking parameters; the rest of its query sorted.

    Empty where it is no address of a page, for instance a bare host or "mailto:".
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    for prefix in _HOST_PREFIXES:
        host = host.removeprefix(prefix)
    path = parts.path.rstrip("/").removesuffix("/amp").removesuffix("/index.html")
    kept = sorted((k, v) for k, v in parse_qsl(parts.query) if k.lower() not in _TRACKING and not k.startswith("utm_"))
    if parts.scheme not in ("http", "https") or not host or not (path or kept):
        return ""
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")
