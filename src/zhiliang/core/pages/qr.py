"""QR codes as parts of a page: a path of an SVG, no picture to load."""

from typing import Any

import segno


def qr_code(text: str) -> dict[str, Any]:
    """A QR code as the path of an SVG in a square of `size` modules, its quiet zone included."""
    code = segno.make(text, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=code.default_border_size)]
    dark = ((x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    return {"size": len(rows), "path": "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)}
