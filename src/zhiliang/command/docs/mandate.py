"""Pages read from the mandate: systems, targets, clauses."""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import zhiliang
from zhiliang.command.docs.markdown import both, bullets, code, codes, link, page, table
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.registry import definitions
from zhiliang.mandate import (
    Clause,
    System,
    Target,
    load_clauses,
    load_directions,
    load_targets,
)
from zhiliang.mandate import systems as all_systems

PACKAGE = Path(zhiliang.__file__).parent
SIGNS = {"ge": "≥", "gt": ">", "eq": "=", "approx": "≈"}
HORIZONS = {"by_2015": "到2015年\nby 2015", "each_year": "每年\neach year"}
STATES = {"working": "已运行 working", "planned": "规划中 planned"}
LEGAL = {
    "in_force": "施行中 in force",
    "transformed": "已演变 transformed",
    "discontinued": "已停止 discontinued",
}
DOCUMENT = "粤府〔2010〕84号"


def systems() -> str:
    """Every system: state, clauses, who uses it, how a case starts and ends, what it counts."""
    found = all_systems()
    overview = table(
        ("System", "中文", "English", "State", "Clauses", "Indicators"),
        (
            (
                link(system.name, "", system.name),
                system.title_zh,
                system.title_en,
                STATES[system.state],
                len(_answered(system)),
                len(_counted(system)),
            )
            for system in found
        ),
    )
    return page(
        "Systems 系统",
        f"What {DOCUMENT} orders the province to set up, and the folder that answers it. A planned "
        "system is a folder with its clauses, its users and the life of a case; if it answers a "
        "target its indicators are declared, and its figures come from returns until records do.",
        overview,
        *(_system(system) for system in found),
    )


def _system(system: System) -> str:
    folder = _folder(system)
    place = f"src/zhiliang/{folder.relative_to(PACKAGE).as_posix()}/"
    facts = [
        f"状态 State: {STATES[system.state]}",
        f"目录 Folder: {code(place)} ({codes(_rooms(folder))})",
        *_told(folder),
    ]
    answered = bullets(
        f"{link(clause.id, 'clauses.md', clause.section)} {clause.title} · {clause.title_en}"
        for clause in _answered(system)
    )
    counted = bullets(
        f"{link(code(key), 'indicators.md', system.name)} {found.name_zh} · {found.name_en}"
        for key, found in _counted(system)
    )
    return "\n\n".join(
        part
        for part in (
            f"## {system.name}",
            f"**{system.title_zh} · {system.title_en}**",
            bullets(facts),
            "条款 Clauses" if answered else "",
            answered,
            "指标 Indicators" if counted else "",
            counted,
        )
        if part
    )


def _folder(system: System) -> Path:
    inside = PACKAGE / "systems" / system.name
    return inside if inside.exists() else PACKAGE / system.name


def _rooms(folder: Path) -> list[str]:
    """Rooms of a system in alphabetical order: modules, and folders that hold any."""
    files = {path.stem for path in folder.glob("*.py")}
    folders = {path.parent.name for path in folder.glob("*/*.py")}
    return sorted(files | folders - {"__init__"} - {"tests"})


def _told(folder: Path) -> Iterator[str]:
    """What the front door says, line by line, without what the facts above say already."""
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    for line in (line.strip() for line in text.splitlines()):
        if line and not line.startswith(("尚未实施", "依据 Clauses")):
            yield re.sub(r"^(谁用 Who|始 Starts|终 Ends)", r"**\1**", line)


def _answered(system: System) -> list[Clause]:
    return [clause for clause in load_clauses() if system.name in clause.systems]


def _counted(system: System) -> list[tuple[str, Definition]]:
    return [(k, d) for k, d in definitions().items() if k.partition(".")[0] == system.name]


def targets() -> str:
    """The quantified targets and what exactly each counts; the directions beside them."""
    found = load_targets()
    return page(
        "Targets 目标",
        f"The {len(found)} quantified targets of {DOCUMENT}. `≈` is shown with its distance and "
        "never judged met by itself. The qualitative aims stand beside them as directions, with "
        "indicators and without a number of our own.",
        table(
            ("Target", "Clause", "Name", "Aim", "Horizon", "Indicator"),
            (_target_row(target) for target in found),
        ),
        "## What is counted 口径",
        *(_counted_by(target) for target in found),
        "## Directions 方向",
        table(
            ("Direction", "Clause", "Name", "Quote", "Indicators"),
            (
                (
                    code(aim.key),
                    aim.clause_id,
                    both(aim.name_zh, aim.name_en),
                    aim.quote,
                    "\n".join(_indicator(key) for key in aim.indicators),
                )
                for aim in load_directions()
            ),
        ),
    )


def _target_row(target: Target) -> tuple[str, ...]:
    unit = both(target.unit_zh, target.unit).replace("\n", " ")
    return (
        link(code(target.key), "", target.key),
        target.clause_id,
        both(target.name_zh, target.name_en),
        f"{SIGNS[target.op]} {target.value} {unit}",
        HORIZONS[target.horizon],
        _indicator(target.indicator),
    )


def _indicator(key: str) -> str:
    return link(code(key), "indicators.md", key.partition(".")[0])


def _counted_by(target: Target) -> str:
    lines = [target.counted_zh, target.counted_en]
    if target.window:
        first, last = target.window
        lines.append(f"计数期 Window: {first.isoformat()} – {last.isoformat()}")
    if target.programme:
        told = target.programme
        lines.append(
            f"{told.state} {told.date} ({told.certainty}): {told.note_zh} {told.note_en}".strip()
        )
    return f"### {target.key}\n\n{bullets(lines)}"


def clauses() -> str:
    """Every clause: what answers it, whether that works yet, and what became of it in law."""
    found = load_clauses()
    parts = [
        f"## {section}\n\n{_clauses(tuple(listed))}"
        for section, listed in groupby(found, key=lambda clause: clause.section)
    ]
    return page(
        "Clauses 条款",
        f"The {len(found)} clauses of {DOCUMENT} that name a system, mechanism, platform, duty or "
        "target. The quotes are in `src/zhiliang/mandate/clauses.yaml`, held to the text by a "
        "test. In force without a certainty means that no change is known, not that somebody "
        "checked; 待核 means to be verified.",
        *parts,
    )


def _clauses(listed: Iterable[Clause]) -> str:
    return table(
        ("Clause", "Title", "Kind", "State", "In law", "Systems"),
        (
            (
                clause.id,
                both(clause.title, clause.title_en),
                clause.kind,
                STATES[clause.state],
                _in_law(clause),
                "\n".join(link(name, "systems.md", name) for name in clause.systems),
            )
            for clause in listed
        ),
    )


def _in_law(clause: Clause) -> str:
    certainty = f"({clause.legal_certainty})" if clause.legal_certainty else ""
    lines = [f"{LEGAL[clause.legal_state]} {clause.legal_date} {certainty}".strip()]
    if clause.successor_zh:
        lines.append("→ " + both(clause.successor_zh, clause.successor_en).replace("\n", " · "))
    notes = (clause.legal_note, clause.legal_note_en)
    return "\n".join([*lines, *(note for note in notes if note)])
