"""`zhiliang complaints`: train the classification anew, or say how good it is."""

import argparse
import sys

from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core.errors import ClerkError
from zhiliang.methods.complaint_text import as_json, as_text, examine, load

help = "投诉分类的训练和混淆报告 / train the classification of complaints, or examine it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """retrain | confusion, with --sample for made-up texts."""
    parser.add_argument("what", choices=("retrain", "confusion"), help="做什么 / what to do")
    parser.add_argument("--sample", action="store_true", help="只用示例数据 / made-up texts alone")


def run(options: argparse.Namespace) -> int:
    """Exit 1 where too little was confirmed to learn from, or nothing was learnt yet."""
    if options.what == "retrain":
        return _retrained(options)
    return _examined(options)


def _retrained(options: argparse.Namespace) -> int:
    from zhiliang.systems.complaints.actions import relearn

    learned = relearn(by=None, sample=options.sample)
    told = {"sha256": learned.file.sha256, "texts": learned.texts, "report": learned.report}
    if options.json:
        emit(told)
    else:
        words = _("已用 %(texts)s 件确认过的来件训练：%(sha256)s")
        sys.stdout.write(words % told + "\n")
    return 0


def _examined(options: argparse.Namespace) -> int:
    from zhiliang.core.evidence import read_held_file
    from zhiliang.systems.complaints.learning import confirmed
    from zhiliang.systems.complaints.models import LearnedModel

    learned = LearnedModel.objects.select_related("file").first()
    if learned is None:
        raise ClerkError(_("还没有训练过的模型。"), _("先运行 zhiliang complaints retrain。"))
    found = examine(load(read_held_file(learned.file)), confirmed(sample=options.sample))
    if options.json:
        emit(as_json(found))
    else:
        sys.stdout.write(as_text(found) + "\n")
    return 0
