"""Documents judged: what the schema says, then the rules that no schema says."""

from itertools import chain, islice

from zhiliang.methods.cap.documents import alerts_in
from zhiliang.methods.cap.findings import Finding, finding
from zhiliang.methods.cap.rules import rule_problems
from zhiliang.methods.cap.shape import shape_problems

MOST = 1000  # nobody reads more


def validate(content: bytes) -> list[Finding]:
    """Return what is wrong with an alert of CAP 1.2 or 1.1, or with those an envelope carries.

    An empty list is a document the standard allows. Envelopes are EDXL-DE, Atom and RSS; of them
    only the alerts are judged. Signatures are let stand and not verified. Nothing is fetched, and
    nothing is raised, whatever the bytes. At most the first thousand findings.

    Examples
    --------
    >>> [(one.rule, one.path) for one in validate(b"<alert/>")]
    [('document.version', '/alert')]
    """
    alerts, problems = alerts_in(content)
    wrong = (chain(shape_problems(alert), rule_problems(alert)) for alert in alerts)
    return [*map(finding, islice(chain(problems, *wrong), MOST))]
