"""Small PDFs made by hand: pages of lines, upright, turned or upside down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

UPRIGHT = "1 0 0 1"
TURNED = "0 1 -1 0"  # read from below, as arXiv's stamp on the left edge
OVER = "-1 0 0 -1"

# A line and how it is turned; pages are lists of lines.
Line = str | tuple[str, str]


def make_pdf(*pages: Sequence[Line], info: Mapping[str, str] | None = None) -> bytes:
    """Return a PDF of these pages, with an entry in its information for each of `info`."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    told = "".join(f"/{name} ({_escape(value)})" for name, value in (info or {}).items())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {told} >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        drawn = _draw(lines)
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return _join(objects)


def _draw(lines: Sequence[Line]) -> str:
    drawn = []
    for place, line in enumerate(lines):
        text, turn = line if isinstance(line, tuple) else (line, UPRIGHT)
        x, y = (72, 720 - 14 * place) if turn == UPRIGHT else (20, 300)
        drawn.append(f"BT /F1 10 Tf {turn} {x} {y} Tm ({_escape(text)}) Tj ET")
    return "\n".join(drawn)


def _join(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n"
    return data + f"{head}{tail}startxref\n{start}\n%%EOF\n".encode("latin-1")


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
