"""One paper on its way: its language, its day, its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from zhiliang.core.notice.edition import Printed
from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Edition(Printed):
    """A paper of a warning, an assessment or an incident."""

    folder = WORDS

    def moment(self, at: datetime | None) -> str:
        """A moment as an office writes it."""
        if at is None:
            return "—"
        local = timezone.localtime(at)
        return f"{self.words.day(local.date())} {local:%H:%M}"

    def paragraphs(self, text: str) -> list[Block]:
        """A text as it was written, a paragraph each line."""
        return [Block(0, text=line) for line in text.splitlines() if line.strip()]

    def form(
        self,
        case: Any,
        title: str,
        body: Sequence[Part],
        *,
        agency: str,
        to: str = "",
        red: bool = False,
        notes: Sequence[str] = (),
    ) -> Form:
        """A paper of a case that an agency signs."""
        words = self.words
        return Form(
            agency=agency,
            title=title,
            number=self.number or words("common.number", number=case.number),
            addressee=words("common.to", name=to) if to else "",
            body=tuple(body),
            signed_by=agency,
            issued=self.issued,
            issued_text=words.day(self.issued),
            notes=tuple(notes),
            head="red" if red else "black",
            sample=case.sample,
            language=self.language,
            labels=self.labels,
        )
