"""The verbs of returns: enter, submit, verify, accept, send back, correct, import files."""

from zhiliang.systems.returns.actions.cases import (
    accept,
    attach_evidence,
    correct,
    discard,
    edit,
    enter,
    send_back,
    submit,
    verify,
)
from zhiliang.systems.returns.actions.importing import import_figures, load_published, load_sample
from zhiliang.systems.returns.actions.many import accept_all, submit_all, verify_all
from zhiliang.systems.returns.actions.mapping import save_mapping

__all__ = [
    "accept",
    "accept_all",
    "attach_evidence",
    "correct",
    "discard",
    "edit",
    "enter",
    "import_figures",
    "load_published",
    "load_sample",
    "save_mapping",
    "send_back",
    "submit",
    "submit_all",
    "verify",
    "verify_all",
]
