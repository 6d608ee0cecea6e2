"""`zhiliang draw verify`: do the documents published before and after a draw fit together?"""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.command import emit
from zhiliang.core.errors import UsageError
from zhiliang.methods.draw import Finding, drawn_again, read_document, verify_documents

SENTENCES = {
    "unreadable": gettext_lazy(
        "文件（%(where)s）不是抽取文件或内容不全：%(published)s %(expected)s"
    ),
    "digest": gettext_lazy(
        "抽取前的文件不是结果所依据的那一份：它的SHA-256是 %(expected)s，结果写的是 %(published)s。"
        "名单冻结后被改过，或者拿错了文件。"
    ),
    "commitment": gettext_lazy(
        "公布的随机串不是事先承诺的那一个：它的SHA-256是 %(expected)s，承诺值是 %(published)s。"
    ),
    "early": gettext_lazy(
        "公开随机数（%(published)s）不是在名单冻结（%(expected)s）之后才揭晓的。"
    ),
    "entropy": gettext_lazy("公开随机数的写法不合规定：%(published)s"),
    "seed": gettext_lazy("种子应为 %(expected)s，公布的是 %(published)s。"),
    "drawn": gettext_lazy(
        "“%(where)s”抽出的第%(place)s位应为 %(expected)s，公布的是 %(published)s。"
    ),
    "assigned": gettext_lazy(
        "第%(place)s家（%(where)s）的检查人员应为 %(expected)s，公布的是 %(published)s。"
    ),
    "twice": gettext_lazy(
        "同一份名单有两个结果，%(where)s 不同：%(expected)s 和 %(published)s。抽取只能进行一次。"
    ),
}


def run(options: argparse.Namespace) -> int:
    """Print what was checked or every finding; exit 1 if there is one."""
    before = _read(options.before)
    results = [_read(path) for path in options.after]
    findings = [finding for after in results for finding in verify_documents(before, after)]
    if not findings:
        findings = list(chain(*(drawn_again(results[0], other) for other in results[1:])))
    if options.json:
        emit(
            {
                "verified": not findings,
                "findings": [asdict(one) for one in findings],
                "entropy": None if findings else _numbers(before, results[0]),
            }
        )
    else:
        _print(before, results[0], findings)
    return 1 if findings else 0


def _read(path: Path) -> Any:
    try:
        return read_document(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise UsageError(_("读不了 %(path)s：%(fault)s") % {"path": path, "fault": fault}) from None


def _numbers(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    told = before.get("entropy")
    source = told.get("source") if isinstance(told, Mapping) else told
    return {"source": str(source), "value": str(after["entropy"])}


def _print(before: Mapping[str, Any], after: Mapping[str, Any], findings: list[Finding]) -> None:
    for finding in findings:
        print(f"✗ {_sentence(finding)}")
    if findings:
        print(_("核对不通过。"))
        return
    told = (
        (_("名单摘要"), after["before"]),
        (_("承诺值"), before["commitment"]),
        (_("种子"), after["seed"]),
    )
    for name, value in told:
        print(f"✓ {name} {value}")
    for stratum, order in after["drawn"].items():
        print(f"✓ {stratum}\t{' | '.join(order)}")
    for one in after["assigned"]:
        print(f"✓ {one['subject']}\t{' | '.join(one['people'])}")
    print(_("核对通过。请再到 %(source)s 的公布处核对随机数：%(value)s") % _numbers(before, after))


def _sentence(finding: Finding) -> str:
    shown = {name: _shown(value) for name, value in asdict(finding).items()}
    return str(SENTENCES[finding.code]) % shown


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(map(str, value.get("people") or ()))
    return "—" if value is None else str(value)
