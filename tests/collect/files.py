"""Documents made for tests: PDFs, Word documents, ZIP archives, as plain as the formats allow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of the files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 5, 0, 0, 0)), content, method)
    return packed.getvalue()


def docx(body: str, core: str = "", links: Mapping[str, str] | None = None) -> bytes:
    """A Word document with the given inside of <w:body> and core properties; `links` by their ids."""
    targets = "".join(
        f'<Relationship Id="{key}" Type="x" Target="{address}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    )
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f"<Relationships>{targets}</Relationships>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
    })  # fmt: skip


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of Word's, a run for each of the texts; runs that are markup stay markup."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inner = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{styled}{inner}</w:p>"


def pdf(pages: Sequence[Sequence[str]], info: str = "") -> bytes:
    """A PDF with one line of text below another on each page; what is not Latin-1 can't stand in it."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        shown = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in escaped) + " ET"
        kids.append(f"{len(objects) + 1} 0 R")
        shape = "/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page{shape}/Contents {len(objects) + 2} 0 R>>")
        objects.append(f"<</Length {len(shown.encode('cp1252'))}>>\nstream\n{shown}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    objects.append(f"<<{info}>>")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<</Size {len(places) + 1}/Root 1 0 R/Info {len(places)} 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
