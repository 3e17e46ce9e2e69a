"""Check what Stemma handed on: recompute every hash and every offset, and name what was altered, missing or added.

    python verify.py FILE.wacz
    python verify.py FILE.json        (an export in the format stemma-case/1)

Python 3.8 or newer and nothing else; `python -I -S verify.py FILE.wacz` keeps all other modules out. Exit codes: 0
nothing was found, 1 something was (each on a line of its own), 2 the file can't be checked.

A WACZ is a ZIP. What is in it, and what is asked of each:

    datapackage-digest.json    states the SHA-256 of datapackage.json
    datapackage.json           states the SHA-256 of every other file
    archive/data.warc.gz       the original bytes of each report, under their SHA-256, and behind them the report
    stemma/case.json           the case: each span [start, end) counts Unicode characters in the text of its report
    stemma/checks.jsonl        for each row of the case its SHA-256, and the words that each of its spans selects

What this can't show: whoever alters a report, its original and all of these files to fit each other leaves no trace
within the file. So compare the digest that is printed last with one that was published, sent or time-stamped when the
file was made; and run a copy of this script that does not come out of the file you are checking.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections import Counter, defaultdict, deque
from typing import IO, Any, Iterable, Iterator, NamedTuple  # noqa: UP035 - as Python 3.8 has them

DIGEST, PACKAGE = "datapackage-digest.json", "datapackage.json"
WARC, CASE, CHECKS = "archive/data.warc.gz", "stemma/case.json", "stemma/checks.jsonl"
# The lists of a case, and under which names its rows hold spans and the ids of other rows.
LISTS = (
    "reports", "actors", "mentions", "statements", "utterances", "claims", "lineage", "places", "times", "judgements",
    "passages", "entities", "figures", "quantities",
)  # fmt: skip
SPANS = ("span", "source", "cue", "content", "counted", "anchor_span")
LEADS_TO = {
    "report": "reports", "revision_of": "reports", "actor": "actors", "speaker": "actors", "statement": "statements",
    "claim": "claims", "claims": "claims", "undone_by": "judgements",
}  # fmt: skip
# Words up to this length are written out in checks.jsonl; of longer ones only the SHA-256.
WRITTEN_OUT = 160
# No report and no list is larger; what says that it is was made to fill the memory of whoever checks it.
LARGEST_RECORD, LARGEST_FILE = 250_000_000, 4_000_000_000
UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, RecursionError, zlib.error, zipfile.BadZipFile)


class Finding(NamedTuple):
    """Something that is not as it should be: `what` is altered, missing or added; `where` is the file or list.

    `item` is the id of the report or row, `title` the headline of the report that it belongs to, where there is one.
    """

    what: str
    where: str
    item: str
    why: str
    title: str | None = None


class Place(NamedTuple):
    """A span of a row: under which names it stands there, and the characters of which report it is."""

    path: str
    report: Any
    span: Any


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8; half characters, which JSON can hold, are written as UTF-8 would write them."""
    return sha256(text.encode("utf-8", "surrogatepass"))


def row_hash(value: Any) -> str:
    """SHA-256 of a value as JSON: keys sorted, no spaces, everything beyond ASCII escaped."""
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii"))


def rows_of(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows of one list of the case."""
    found = document.get(name, [])
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def places_of(value: Any, report: Any, path: str = "") -> Iterator[Place]:
    """All spans in a row, in the order of their names; `report` is the one that they belong to unless they say."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from places_of(item, report, f"{path}[{number}]")
    if isinstance(value, dict):
        report = value.get("report", report)
        for name in sorted(value):
            here = f"{path}.{name}" if path else name
            if name not in SPANS or value[name] is None:
                yield from places_of(value[name], report, here)
            elif name == "content":
                yield from (Place(f"{here}[{n}]", report, span) for n, span in enumerate(value[name]))
            else:
                yield Place(here, report, value[name])


def owner(name: str, row: dict[str, Any]) -> Any:
    """The report that a row belongs to."""
    return row.get("id") if name == "reports" else row.get("report")


def selected(texts: dict[str, str], place: Place) -> str | None:
    """The words that a span selects; None where it lies outside the text or the report is not there."""
    text, span = texts.get(place.report) if isinstance(place.report, str) else None, place.span
    if text is None or not isinstance(span, list) or len(span) != 2 or any(type(end) is not int for end in span):
        return None
    return text[span[0] : span[1]] if 0 <= span[0] <= span[1] <= len(text) else None


def words_or_hash(words: str) -> str:
    """The words, or "sha256:..." of them where they are long."""
    return words if len(words) <= WRITTEN_OUT else "sha256:" + text_hash(words)


def texts_of(document: dict[str, Any]) -> dict[str, str]:
    """The texts of all reports by their ids."""
    return {str(row.get("id")): row["text"] for row in rows_of(document, "reports") if isinstance(row.get("text"), str)}


def titles_of(document: dict[str, Any]) -> dict[str, Any]:
    """The headlines of all reports by their ids."""
    return {str(row.get("id")): row.get("title") for row in rows_of(document, "reports")}


# --- The case on its own -------------------------------------------------------------------------------------------


def case_findings(document: dict[str, Any]) -> Iterator[Finding]:
    """What is wrong with a case without looking at anything else: text hashes, ids, spans, references."""
    texts, titles = texts_of(document), titles_of(document)
    for row in rows_of(document, "reports"):
        if text_hash(str(row.get("text"))) != row.get("text_sha256"):
            why = "its text does not have the SHA-256 that it states (text_sha256)"
            yield Finding("altered", "reports", str(row.get("id")), why, row.get("title"))
    for name in LISTS:
        taken = Counter(row["id"] for row in rows_of(document, name) if isinstance(row.get("id"), str))
        for ident in sorted(ident for ident, times in taken.items() if times > 1):
            yield Finding("added", name, ident, f"stands there {taken[ident]} times")
        for number, row in enumerate(rows_of(document, name)):
            who, title = called(row, number), titles.get(str(owner(name, row)))
            for place in places_of(row, owner(name, row)):
                if place.report in texts and selected(texts, place) is None:
                    why = f"{place.path} {place.span} is no place in the text of {place.report}"
                    yield Finding("altered", name, who, why, title)
            made = id_of(name, row)
            if made is not None and made != row.get("id"):
                yield Finding("altered", name, who, f"what it is made of gives the id {made}, not this one", title)
    yield from dangling(document)


def dangling(document: dict[str, Any]) -> Iterator[Finding]:
    """Ids that rows name and that are not there, each once."""
    ids = {name: {row["id"] for row in rows_of(document, name) if isinstance(row.get("id"), str)} for name in LISTS}
    led: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in LISTS:
        for number, row in enumerate(rows_of(document, name)):
            for kind, ident in sorted(set(references(row))):
                if ident not in ids[kind]:
                    led[kind, ident].append(f"{called(row, number)} of the {name}")
    for (kind, ident), rows in sorted(led.items()):
        yield Finding("missing", kind, ident, f"{len(rows)} row(s) lead to it, the first: {rows[0]}")


def called(row: dict[str, Any], number: int) -> str:
    """A row's id, or its number in its list (from 0)."""
    return str(row["id"]) if "id" in row else f"#{number}"


def references(value: Any) -> Iterator[tuple[str, str]]:
    """Where a row names another one: in which list, the id."""
    for item in value if isinstance(value, list) else []:
        yield from references(item)
    for name, inner in value.items() if isinstance(value, dict) else []:
        for ident in inner if isinstance(inner, list) else [inner]:
            if name in LEADS_TO and isinstance(ident, str):
                yield LEADS_TO[name], ident
        yield from references(inner)


def id_of(name: str, row: dict[str, Any]) -> str | None:
    """The id that a row has by its content; None for rows of lists whose ids are no such hashes."""
    try:
        if name == "statements":
            parts = [tuple(span) for span in row["content"]]
            key: Any = (row["report"], row["source"] and tuple(row["source"]), row["cue"] and tuple(row["cue"]), parts)
            return "s" + text_hash(repr(key))[:12]
        if name == "utterances":
            key = [(member["report"], tuple(member["span"])) for member in row["members"]]
            return "u" + text_hash(repr(key))[:12]
        if name == "claims":
            key = sorted((member["report"], tuple(member["span"])) for member in row["members"])
            return "c" + text_hash(repr(key))[:10]
        if name == "judgements":
            return "j" + text_hash(repr((row["verb"], row["subjects"], row["author"], row["made"])))[:11]
    except (KeyError, TypeError):
        return ""
    return None


# --- The case against what was noted when it was handed on ---------------------------------------------------------


def check_lines(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What checks.jsonl holds: a line for each row, in the order of the case, with its hash and the words it marks.

    Of a report there is a hash for each of its fields, so that it can be said which was altered.
    """
    texts = texts_of(document)
    for name in LISTS:
        for row in rows_of(document, name):
            line: dict[str, Any] = {"list": name, "row": row_hash(row)}
            if "id" in row:
                line["id"] = row["id"]
            if name == "reports":
                line["fields"] = {field: row_hash(row[field]) for field in sorted(row)}
            places = list(places_of(row, owner(name, row)))
            if places:
                marked = [words_or_hash(selected(texts, place) or "") for place in places]
                line["words"] = [[*place, words] for place, words in zip(places, marked)]  # noqa: B905 - Python 3.8
            yield line


def noted_findings(
    document: dict[str, Any], noted: Iterable[dict[str, Any]], then: str = "when this was handed on"
) -> Iterator[Finding]:
    """Where the case is not what the lines of checks.jsonl say that it was; `then` says when."""
    was: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in noted:
        was[str(line["list"])].append(line)
    titles = titles_of(document)
    for name in LISTS:
        now = [(row_hash(row), row) for row in rows_of(document, name)]
        kept = Counter(line["row"] for line in was[name]) & Counter(hashed for hashed, _ in now)
        gone = list(without(was[name], kept.copy(), lambda line: line["row"]))
        new = [row for _, row in without(now, kept.copy(), lambda item: item[0])]
        yield from differing(name, gone, new, (titles, then))
        if not gone and not new and [line["row"] for line in was[name]] != [hashed for hashed, _ in now]:
            yield Finding("altered", name, "", "its rows stand in another order")
    yield from moved_words([line for name in LISTS for line in was[name]], texts_of(document), titles)


def without(items: Iterable[Any], kept: Counter[str], key: Any) -> Iterator[Any]:
    """The items less those that `kept` counts."""
    for item in items:
        if kept[key(item)] > 0:
            kept[key(item)] -= 1
        else:
            yield item


def differing(
    name: str, gone: list[dict[str, Any]], new: list[dict[str, Any]], about: tuple[dict[str, Any], str]
) -> Iterator[Finding]:
    """Rows that are not there any more and rows that were not there, as one altered row where they fit together.

    Two fit by their id; where rows have none, those of one report do, in their order.
    """
    titles, then = about
    waiting: dict[Any, deque[dict[str, Any]]] = defaultdict(deque)
    for row in new:
        waiting[identity(row, first_report(name, row))].append(row)
    for line in gone:
        words = line.get("words", [])
        report = line.get("id") if name == "reports" else words[0][1] if words else None
        who = str(line["id"]) if "id" in line else "; ".join(f"{w[1]} {w[2]} {w[3][:60]!r}" for w in words[:2])
        same, title = waiting[identity(line, report)], titles.get(str(report))
        if same:
            why = f"is not as it was {then}: " + changed(name, line, same.popleft())
            yield Finding("altered", name, who, why, title)
        else:
            yield Finding("missing", name, who, f"was there {then}", title)
    for row in [row for rows in waiting.values() for row in rows]:
        report = first_report(name, row)
        who = str(row["id"]) if "id" in row else f"in {report}"
        yield Finding("added", name, who, f"was not there {then}", titles.get(str(report)))


def identity(row: dict[str, Any], report: Any) -> tuple[str, str]:
    """By what a row is known again."""
    return ("id", str(row["id"])) if "id" in row else ("report", str(report))


def first_report(name: str, row: dict[str, Any]) -> Any:
    """The report of a row's first span."""
    return next((place.report for place in places_of(row, owner(name, row))), owner(name, row))


def changed(name: str, line: dict[str, Any], row: dict[str, Any]) -> str:
    """What of a row was altered, as far as its line tells."""
    if "fields" in line:
        now = {field: row_hash(row[field]) for field in row}
        names = sorted(field for field in {*now, *line["fields"]} if now.get(field) != line["fields"].get(field))
        return "its " + ", ".join(names)
    spans = {place.path: place.span for place in places_of(row, owner(name, row))}
    for path, _, span, words in line.get("words", []):
        if spans.get(path) != span:
            return f"{path} was {span}, the words {words[:60]!r}, and is {spans.get(path)}"
    return "its spans are as they were, something else is not"


def moved_words(noted: list[dict[str, Any]], texts: dict[str, str], titles: dict[str, Any]) -> Iterator[Finding]:
    """Where noted spans do not select the noted words: one finding for each report, with the first such place."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in noted:
        for path, report, span, words in line.get("words", []):
            now = selected(texts, Place(path, report, span))
            if report in texts and (now is None or words_or_hash(now) != words):
                found[report].append(f"{span} was {words[:60]!r} and is {'' if now is None else now[:60]!r}")
    for report, told in sorted(found.items()):
        why = f"{len(told)} place(s) in its text no longer have their words; the first: {told[0]}"
        yield Finding("altered", "reports", report, why, titles.get(report))


# --- The web archive -----------------------------------------------------------------------------------------------


def warc_records(file: IO[bytes]) -> Iterator[tuple[dict[str, str], bytes]]:
    """The header fields, by lower-case name, and the block of each record of a WARC file. Raises ValueError."""
    while True:
        line = file.readline(100)
        if not line:
            return
        if not re.match(rb"WARC/1\.\d\r\n$", line):
            raise ValueError("something is there that is no record")
        fields: dict[str, str] = {}
        for line in iter(lambda: file.readline(1 << 16), b"\r\n"):
            name, colon, value = line.decode("utf-8", "replace").partition(":")
            if not colon:
                raise ValueError("a record's header is broken")
            fields[name.strip().lower()] = value.strip()
        length = int(fields["content-length"])
        if not 0 <= length <= LARGEST_RECORD:
            raise ValueError("a record is larger than any report")
        block = file.read(length)
        if len(block) != length or file.read(4) != b"\r\n\r\n":
            raise ValueError("a record is cut short")
        yield fields, block


def warc_findings(file: IO[bytes], document: dict[str, Any]) -> Iterator[Finding]:
    """Whether the archive has each report's original and each report as the case has it."""
    reports = {str(row.get("id")): row for row in rows_of(document, "reports")}
    titles = {str(row.get("sha256")): row.get("title") for row in reports.values()}
    originals, handed = set(), set()
    try:
        for fields, block in warc_records(file):
            kind, stated = fields.get("warc-type"), fields.get("warc-payload-digest", "").partition(":")[2]
            if kind == "resource":
                originals.add(sha256(block))
                if sha256(block) != stated:
                    why = "the original bytes do not have the SHA-256 that they are kept under"
                    yield Finding("altered", WARC, stated, why, titles.get(stated))
                elif stated not in titles:
                    yield Finding("added", WARC, stated, "no report of the case has this original")
            elif kind == "metadata":
                row = json.loads(block.decode("utf-8"))["report"]
                handed.add(str(row["id"]))
                yield from handed_findings(row, reports.get(str(row["id"])))
    except UNREADABLE as error:
        yield Finding("altered", WARC, "", f"can't be read to its end ({error or type(error).__name__})")
    for ident, row in sorted(reports.items()):
        if row.get("sha256") not in originals:
            yield Finding("missing", WARC, ident, f"its original {row.get('sha256')} is not there", row.get("title"))
        if ident not in handed:
            yield Finding("missing", WARC, ident, "the report is not there", row.get("title"))


def handed_findings(row: dict[str, Any], other: dict[str, Any] | None) -> Iterator[Finding]:
    """Whether a report stands in the archive as in the case; its story is the case's alone."""
    ident, title = str(row["id"]), row.get("title")
    if other is None:
        yield Finding("added", WARC, ident, f"the report is not in {CASE}", title)
        return
    names = sorted(name for name in {*row, *other} - {"story"} if row.get(name) != other.get(name))
    if names:
        why = f"{', '.join(names)} of the report differ between this file and {CASE}"
        yield Finding("altered", WARC, ident, why, other.get("title"))


# --- Whole files ---------------------------------------------------------------------------------------------------


def wacz_findings(archive: zipfile.ZipFile) -> Iterator[Finding]:
    """Everything that is not as it should be in a WACZ. Raises one of UNREADABLE where its case can't be read."""
    names = Counter(archive.namelist())
    for name in sorted(name for name, times in names.items() if times > 1):
        yield Finding("added", name, "", "is there more than once; programs differ in which one they read")
    yield from package_findings(archive, set(names))
    document = json.loads(content(archive, CASE).decode("utf-8"))
    yield from case_findings(document)
    if CHECKS in names and archive.getinfo(CHECKS).file_size <= LARGEST_FILE:
        with archive.open(CHECKS) as file:
            try:
                yield from noted_findings(document, (json.loads(line.decode("utf-8")) for line in file))
            except UNREADABLE as error:
                yield Finding("altered", CHECKS, "", f"can't be read ({error or type(error).__name__})")
    if WARC in names:
        with archive.open(WARC) as file, gzip.GzipFile(fileobj=file) as unpacked:
            yield from warc_findings(unpacked, document)  # type: ignore[arg-type]


def package_findings(archive: zipfile.ZipFile, names: set[str]) -> Iterator[Finding]:
    """Whether every file has the SHA-256 and length that the package states, and the package its own."""
    for name in sorted({PACKAGE, DIGEST, WARC, CASE, CHECKS} - names):
        yield Finding("missing", name, "", "is not in the WACZ")
    if PACKAGE not in names:
        return
    try:
        resources = json.loads(content(archive, PACKAGE).decode("utf-8"))["resources"]
        stated = {str(one["path"]): (one["hash"], one["bytes"]) for one in resources}
        digest = json.loads(content(archive, DIGEST).decode("utf-8"))["hash"] if DIGEST in names else None
    except UNREADABLE as error:
        yield Finding("altered", PACKAGE, "", f"can't be read ({error or type(error).__name__})")
        return
    if digest is not None and digest != package_digest(archive):
        yield Finding("altered", PACKAGE, "", f"does not have the SHA-256 that {DIGEST} states")
    for name in sorted(names - stated.keys() - {PACKAGE, DIGEST}):
        yield Finding("added", name, "", f"is not listed in {PACKAGE}")
    for name in sorted(stated):
        if name not in names:
            yield Finding("missing", name, "", f"is listed in {PACKAGE} and not there")
            continue
        try:
            found = file_hash(archive, name)
        except UNREADABLE as error:
            yield Finding("altered", name, "", f"can't be unpacked ({error or type(error).__name__})")
            continue
        if found != stated[name]:
            yield Finding("altered", name, "", f"does not have the SHA-256 and length that {PACKAGE} states")


def content(archive: zipfile.ZipFile, name: str) -> bytes:
    """A whole file of the archive. Raises ValueError where it unpacks to more than any of them has."""
    if archive.getinfo(name).file_size > LARGEST_FILE:
        raise ValueError(f"{name} is larger than any")
    return archive.read(name)


def file_hash(archive: zipfile.ZipFile, name: str) -> tuple[str, int]:
    """The SHA-256 of a file in the archive, as the package writes it, and its length."""
    made, length = hashlib.sha256(), 0
    with archive.open(name) as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            made.update(block)
            length += len(block)
    return "sha256:" + made.hexdigest(), length


def package_digest(archive: zipfile.ZipFile) -> str:
    """The one hash that all others hang from."""
    return "sha256:" + sha256(content(archive, PACKAGE))


def told(finding: Finding) -> str:
    """A finding as a line; nothing in it can act on a terminal."""
    about = " ".join(part for part in (finding.item, f"“{finding.title}”" if finding.title else "") if part)
    line = f"{finding.what.upper()}  {finding.where}: " + (f"{about}: " if about else "") + finding.why
    return "".join(char if char.isprintable() else "\ufffd" for char in line)


def main(arguments: list[str]) -> int:
    """Check the file that is named and print what was found."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if zipfile.is_zipfile(arguments[0]):
            with zipfile.ZipFile(arguments[0]) as archive:
                findings = list(wacz_findings(archive))
                last = f"Digest of {PACKAGE}, to compare with one kept elsewhere:\n{package_digest(archive)}"
        else:
            with open(arguments[0], encoding="utf-8") as file:  # noqa: PTH123 - readable by anybody
                document = json.load(file)
            if document.get("format") != "stemma-case/1":
                raise ValueError("is not an export in the format stemma-case/1")
            findings = list(case_findings(document))
            last = "An export on its own shows no altered original and no missing row; a WACZ does."
    except (*UNREADABLE, AttributeError) as error:
        print(f"{arguments[0]}: can't be checked: {error or type(error).__name__}")
        return 2
    for finding in findings:
        print(told(finding))
    print(f"{len(findings)} finding(s)." if findings else "Sound: every hash and every offset is as stated.")
    print(last)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
