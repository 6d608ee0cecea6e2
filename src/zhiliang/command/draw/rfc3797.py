"""`zhiliang draw rfc3797`: places drawn by the published standard."""

import argparse

from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core.errors import UsageError
from zhiliang.methods.rfc3797 import rfc3797_draw, rfc3797_key


def run(options: argparse.Namespace) -> int:
    """Print the drawn places, first drawn first."""
    try:
        drawn = rfc3797_draw(options.sources, options.pool, options.count)
    except ValueError as fault:
        raise UsageError(_("不能这样抽取：%(fault)s") % {"fault": fault}) from None
    if options.json:
        emit({"key": rfc3797_key(options.sources), "drawn": drawn})
    else:
        print("\n".join(map(str, drawn)))
    return 0
