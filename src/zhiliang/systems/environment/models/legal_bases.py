"""The dated legal bases of the records: which act, which article, while it was in force."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from zhiliang.core.language import name_of

FILE = Path(__file__).parent.parent / "legal_bases.yaml"


@dataclass(frozen=True)
class LegalBasis:
    """An act for some subjects from one day to another; `valid_to` None: still in force."""

    subjects: tuple[str, ...]
    law_zh: str
    law_en: str
    valid_from: date
    certainty: str
    valid_to: date | None = None
    article_zh: str = ""
    article_en: str = ""
    replaced_by_zh: str = ""
    replaced_by_en: str = ""

    def holds(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def words(self) -> str:
        """Act and article, since when, by what replaced, and whether it must still be checked."""
        told = {"from": self.valid_from, "to": self.valid_to, "next": name_of(self, "replaced_by")}
        named = _("《%(law)s》%(article)s") % {
            "law": name_of(self, "law"),
            "article": name_of(self, "article"),
        }
        if self.valid_to is None:
            span = _("（%(from)s 起施行）") % told
        else:
            span = _("（%(from)s 至 %(to)s 施行，由%(next)s接替）") % told
        return named + span + (_("〔待核〕") if self.certainty == "待核" else "")


@cache
def legal_bases() -> tuple[LegalBasis, ...]:
    """Every row of the table; TypeError for a row that lacks a word or has one too many."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(LegalBasis(**{**row, "subjects": tuple(row["subjects"])}) for row in rows)


def bases_on(subject: str, day: date) -> tuple[LegalBasis, ...]:
    """The acts in force for a subject on a day, as the table orders them."""
    return tuple(b for b in legal_bases() if subject in b.subjects and b.holds(day))
