"""GLOSSARY.md gives each Chinese term one English word and knows every system and role."""

import re
from collections import Counter
from pathlib import Path

import pytest

from zhiliang.core.roles import Role
from zhiliang.mandate import systems

pytestmark = pytest.mark.once

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"


def rows() -> list[tuple[str, str]]:
    cells = re.findall(r"^\| (.+?) \| (.+?) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return [(chinese, english) for chinese, english in cells if chinese != "中文"]


def test_a_chinese_term_stands_there_once():
    counted = Counter(chinese for chinese, _ in rows())
    assert [term for term, times in counted.items() if times > 1] == []


def test_every_system_has_its_one_name():
    words = dict(rows())
    assert {s.title_zh: s.title_en for s in systems() if s.name != "evaluation"}.items() <= {
        *words.items()
    }


def test_every_role_is_named():
    assert {str(role.label) for role in Role} <= {chinese for chinese, _ in rows()}
