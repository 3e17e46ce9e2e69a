"""Files as transfers and careless programs leave them: cut short, bytes lost, doubled, swapped and strewn in."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from stemma.collect import Collected
from stemma.model import InputError, sha256_of

MANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_TELLING = [b"<", b">", b"]]>", b"<![CDATA[", b"&", b'"', b"\x00", b"\xff", b"{", b"}", b"[", b"\n\n", b"-->", b"\r\n"]


@st.composite
def mangled(draw: st.DrawFn, *whole: bytes) -> bytes:
    """One of the files with up to five slips in it, or bytes at random that begin as it does."""
    data = draw(st.sampled_from(whole))
    if draw(st.integers(0, 9)) == 0:
        return data[: draw(st.integers(0, 40))] + draw(st.binary(max_size=300))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        put = draw(st.sampled_from([b"", data[start:end] * 2, draw(st.binary(max_size=6)), *_TELLING]))
        data = data[:start] + put + data[end:]
    return data


def sound(items: Iterable[Collected | InputError]) -> list[Collected | InputError]:
    """All of `items`, each an error or a report whose hash, offsets and words hold together."""
    found = list(items)
    for item in found:
        if isinstance(item, InputError):
            assert str(item)
            continue
        report = item.report
        assert report.sha256 == sha256_of(item.original)
        assert report.id
        assert report.text.strip()
        spans = [link.span for link in report.links] + [source.span for source in report.stated_sources]
        spans += [anchor.span for anchor in report.anchors]
        assert all(0 <= start < end <= len(report.text) for start, end in spans)
        assert [a.span for a in report.anchors] == sorted(a.span for a in report.anchors)
    return found
