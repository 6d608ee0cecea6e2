"""The page of an official document, GB/T 9704-2012: one table for PDF and DOCX alike.

Lengths are millimetres where the name ends in `_mm`, points where it ends in `_pt`.
"""

from dataclasses import asdict, dataclass

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Page:
    """Measures of the page and of its elements, each with the clause it follows."""

    width_mm: float = 210  # 5.1.1 A4
    height_mm: float = 297
    top_mm: float = 37  # 5.1.2, tolerance 1
    binding_mm: float = 28  # 5.1.2, tolerance 1; the inner margin, printing is on both sides
    text_width_mm: float = 156  # 5.1.2
    text_height_mm: float = 225
    lines: int = 22  # 5.2.3
    characters: int = 28
    body_pt: float = 16  # 5.2.2, size 3
    line_pitch_pt: float = 28.95  # D.: 22 lines on 225 mm with room for the last line's edge
    title_pt: float = 22  # 7.3.1, size 2
    small_pt: float = 14  # 7.4.2 and 7.5, size 4
    mark_from_text_top_mm: float = 35  # 7.2.4
    mark_max_pt: float = 48  # 7.2.4 leaves the size to the issuer; narrower when the name is long
    rule_below_number_mm: float = 4  # 7.2.7
    page_number_below_text_mm: float = 7  # 7.5
    imprint_outer_rule_mm: float = 0.35  # 7.4.1
    imprint_inner_rule_mm: float = 0.25
    red: str = "#e60012"  # printed Y80 M80 (6.1.2); the nearest on a screen

    @property
    def outer_mm(self) -> float:
        return self.width_mm - self.binding_mm - self.text_width_mm

    @property
    def bottom_mm(self) -> float:
        return self.height_mm - self.top_mm - self.text_height_mm

    @property
    def character_pitch_pt(self) -> float:
        return self.text_width_mm / MM_PER_POINT / self.characters

    def measures(self) -> dict[str, float | int | str]:
        """All of the above as JSON values, for a Typst template."""
        return asdict(self) | {
            "outer_mm": self.outer_mm,
            "bottom_mm": self.bottom_mm,
            "character_pitch_pt": round(self.character_pitch_pt, 3),
        }


PAGE = Page()
