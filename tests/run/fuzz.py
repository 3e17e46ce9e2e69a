"""Files of every format with slips in them, blown up and put together, read until one hangs or breaks its reader.

    python -m tests.run.fuzz --minutes 15 [--seed 1] [--only FORMAT] [--limit 30] [--into FOLDER]

Every input follows from the seed and its number, so what is found can be had again: `--seed 1 --from 4711 --count 1`.
The inputs are read in a process of its own under a watchdog. What takes longer than `--limit` seconds is ended with
its stack printed; what raises, ends its process or comes to a report that does not hold together is printed too. Its
bytes are left in `--into`, and the loop goes on behind it. Returns 1 where anything was found.
"""

from __future__ import annotations

import argparse
import base64
import faulthandler
import gzip
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from stemma.collect import Collected, collect
from stemma.model import InputError
from stemma.run.inputs import walk
from tests.collect.files import zipped
from tests.collect.mangled import sound
from tests.collect.samples import SAMPLES
from tests.collect.web_archives import http, record

# What parsers stumble over: marks that open and never close, lengths, escapes, and beginnings of other formats.
TOKENS = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE", b"<p>", b"<div ", b"<a href=x>", b"&",
    b"&#", b"&amp;", b'"', b"'", b"\\", b"{", b"}", b"[", b"]", b"[[", b"\\u", b"\n", b"\n\n", b"\r\n", b"\r\n\r\n",
    b" ", b"\t", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", "\u00ad".encode(), "\u202e".encode(), "é".encode(),
    b"--", b"---\n", b"- ", b"> ", b"* ", b"_", b"`", b"![", b"](", b"|", b"From ", b"\nFrom ", b"Content-Type: ",
    b"; boundary=", b"=?utf-8?q?", b"?=", b"=\n", b"(", b"((", b")", b"obj\n", b"endobj", b"stream\n", b"<<", b">>",
    b"/Kids[", b" 0 R", b"BT ", b"Tj ", b"xref\n", b"WARC/1.0\r\n", b"Content-Length: ", b"\r\n\r\n0\r\n",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08", b"00:00:01,000 --> 00:00:02,000\n", b" --> ",
    b"WEBVTT\n", b"<v ", b"99999999999999999999", b"-1", b"1e309", b"0" * 40, b"1", b".", b",", b":", b";", b"#",
    b"https://", b"http://a@[", b"w:p", b"xmlns:", b"<item>", b"</item>", b"<entry>",
)  # fmt: skip
# Enough for what takes quadratic time to be felt; what is honest takes some seconds for it. Extraction from pages is
# slower than linear in their elements, which are bounded for that.
_LARGEST = 1_500_000
_LARGEST_OF = {"html": 150_000, "mhtml": 150_000}


def fuzzed(draw: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """`data` with some slips in it; now and then one is repeated until the file is large."""
    for _ in range(draw.choice((1, 1, 2, 3, 5, 8, 20))):
        start = draw.randrange(len(data) + 1)
        end = min(len(data), start + draw.choice((0, 0, 1, 2, 4, 16, 60, 400)))
        data = data[:start] + _put(draw, data[start:end], others) + data[end:]
    return data


def _put(draw: random.Random, taken: bytes, others: Sequence[bytes]) -> bytes:
    match draw.randrange(9):
        case 0:
            return b""
        case 1:
            return draw.randbytes(draw.choice((1, 2, 4, 30)))
        case 2:
            return draw.choice(TOKENS)
        case 3:
            return b"".join(draw.choices(TOKENS, k=draw.choice((2, 3, 6))))
        case 4:
            return taken + taken
        case 5:
            return bytes(byte ^ (1 << draw.randrange(8)) for byte in taken)
        case 6:
            other = draw.choice(others)
            start = draw.randrange(len(other))
            return other[start : start + draw.choice((10, 100, 1000, 5000))]
        case _:
            unit = b"".join(draw.choices((*TOKENS, taken[:60]), k=draw.choice((1, 1, 2, 3))))
            size = draw.choice((100, 1000, 10_000, 100_000, _LARGEST))
            return unit * min(size // max(1, len(unit)), draw.choice((5, 300, 3000, 100_000, _LARGEST)))


def number_of(seed: int, number: int, only: str | None = None) -> tuple[str, str, bytes]:
    """The format, file name and bytes of the input of that number."""
    draw = random.Random(f"{seed}/{number}")
    kinds = [kind for kind in SAMPLES if only in (None, kind)]
    kind = draw.choice(kinds)
    name, data = SAMPLES[kind]
    made = fuzzed(draw, data, [data for _, data in SAMPLES.values()])[: _LARGEST_OF.get(kind, _LARGEST)]
    return kind, name, _wrapped(draw, kind, name, made)


def _wrapped(draw: random.Random, kind: str, name: str, data: bytes) -> bytes:
    """The file as it is or, at times, whole within another one, so that slips lie deeper than the packing."""
    match draw.randrange(12):
        case 0:
            return gzip.compress(data, 1, mtime=0)
        case 1:
            return zipped({name: data, "word/document.xml" if kind == "atom" else "other.txt": data})
        case 2:
            return record("response", f"https://post.example/{name}", http(data, content_type=""))
        case 3:
            head = f'Subject: x\nFrom: a@b.example\nContent-Type: application/x; name="{name}"\n'
            return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(data)
        case _:
            return data


def read_through(folder: Path, name: str, data: bytes) -> list[Collected | InputError]:
    """All that comes of a file that was put in. AssertionError where a report of it does not hold together."""
    path = folder / name
    path.write_bytes(data)
    found: list[Collected | InputError] = []
    for item in walk([path]):
        try:
            found += [item] if isinstance(item, InputError) else collect(item.read(), item.name, None)
        except InputError as error:  # a file of an archive that can't be unpacked
            found.append(error)
    return sound(found)


def _serve(connection: Connection, seed: int, only: str | None, limit: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        while True:
            number = connection.recv()
            kind, name, data = number_of(seed, number, only)
            begun = time.process_time()
            faulthandler.dump_traceback_later(limit, exit=True)
            try:
                read_through(Path(folder), name, data)
                said = ""
            except Exception:
                said = traceback.format_exc()
            faulthandler.cancel_dump_traceback_later()
            connection.send((said, kind, time.process_time() - begun))


def findings(
    seed: int, numbers: Iterator[int], only: str | None, limit: float, until: float
) -> Iterator[tuple[int, str]]:
    """The numbers of the inputs that hung, ended or broke their reader, with what is known of it."""
    context = multiprocessing.get_context("spawn")
    process = None
    slowest: dict[str, float] = {}
    done = 0
    for number in numbers:
        if time.monotonic() > until:
            break
        if process is None:
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, seed, only, limit), daemon=True)
            process.start()
            theirs.close()
        ours.send(number)
        try:
            said, kind, seconds = ours.recv()
            slowest[kind] = max(seconds, slowest.get(kind, 0.0))
        except EOFError:
            process.join()
            process, said = None, "its process ended; if it was late, its stack stands above"
        done += 1
        if said:
            yield number, said
    if process is not None:
        process.kill()
    print(f"{done} inputs; the most seconds that one took, by format:")
    print("  " + ", ".join(f"{kind} {seconds:.1f}" for kind, seconds in sorted(slowest.items())))


def main(argv: list[str] | None = None) -> int:
    """Read until the time is up; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to go on")
    parser.add_argument("--seed", type=int, default=1, help="what all inputs follow from")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first input's number")
    parser.add_argument("--count", type=int, default=sys.maxsize, help="how many inputs at most")
    parser.add_argument("--only", choices=list(SAMPLES), help="the one format to start from")
    parser.add_argument("--limit", type=float, default=30.0, help="seconds that an input may take")
    parser.add_argument("--into", type=Path, help="the folder where what was found is left")
    asked = parser.parse_args(argv)
    numbers = iter(range(asked.first, asked.first + asked.count))
    found = 0
    for number, said in findings(asked.seed, numbers, asked.only, asked.limit, time.monotonic() + 60 * asked.minutes):
        kind, name, data = number_of(asked.seed, number, asked.only)
        print(f"--- seed {asked.seed}, number {number}: {kind}, {len(data)} bytes\n{said}", flush=True)
        if asked.into is not None:
            asked.into.mkdir(parents=True, exist_ok=True)
            (asked.into / f"{asked.seed}-{number}-{name}").write_bytes(data)
        found += 1
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
