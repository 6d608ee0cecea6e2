"""Progress towards the 25 targets: finding, path, table, source and reason of each."""

from typing import Any

from zhiliang.core.notice.book import Figure, Heading, Table, Text, Together
from zhiliang.evaluation.documents import figures
from zhiliang.evaluation.documents.edition import Edition
from zhiliang.evaluation.documents.parts.wording import (
    aim_label,
    cell,
    columns,
    finding,
    look,
    number,
    runs,
    state,
)


def progress(edition: Edition) -> list[Any]:
    words = edition.words
    targets = edition.results["targets"]
    return [
        Heading(words("progress.title")),
        Text(words("progress.lead"), tone="lead"),
        *[_target(edition, target) for target in targets],
        *_directions(edition),
    ]


def _target(edition: Edition, target: Any) -> Together:
    """A target on half a page, never divided."""
    words = edition.words
    clause = words("progress.clause", clause=target["clause"], horizon=_horizon(edition, target))
    heading = Heading(finding(edition, target), level=3, numbered=False, listed=False)
    reason = Text(edition.say(target, "reason"), tone="note")
    return Together([heading, Text(clause, tone="note"), *_evidence(edition, target), reason])


def _horizon(edition: Edition, target: Any) -> str:
    if target["horizon"] == "each_year":
        return edition.words("progress.each_year")
    return edition.words("progress.by", year=target["horizon"].removeprefix("by_"))


def _evidence(edition: Edition, target: Any) -> list[Any]:
    seen = [step for step in target["path"] if step["observed"] is not None]
    if not seen:
        return [Text(edition.words("progress.no_figures"), tone="note")]
    side_by_side = [_figure(edition, target), _table(edition, target)]
    return [Together(side_by_side, columns=(1.45, 1))]


def _figure(edition: Edition, target: Any) -> Figure:
    words = edition.words
    steps = [
        {
            "year": step["year"],
            "required": number(step["required"]),
            "observed": number(step["observed"]),
            **look(step),
        }
        for step in target["path"]
    ]
    last = next(step for step in reversed(steps) if step["observed"] is not None)
    own = words("observed_sample" if last["sample"] else "observed")
    names = {"required": words("required"), "observed": own}
    drawn = figures.target_path(runs(steps), target=aim_label(edition, target), names=names)
    origin = edition.origin(*[s["source"] for s in target["path"] if s["observed"] is not None])
    return Figure(
        drawn,
        title="",
        alternative=finding(edition, target),
        source=origin,
        method=words("path_method"),
    )


def _table(edition: Edition, target: Any) -> Table:
    head = columns(
        edition,
        ("year", "left", 0),
        ("required", "right", 1),
        ("observed", "right", 1),
        ("source", "left", 1.2),
    )
    rows = [
        [str(step["year"]), cell(step["required"]), cell(step["observed"]), state(edition, step)]
        for step in target["path"]
    ]
    return Table(head, rows, size=7.5)


def _directions(edition: Edition) -> list[Any]:
    words, aims = edition.words, edition.results.get("directions", ())
    if not aims:
        return []
    head = columns(
        edition,
        ("name", "left", 2),
        ("clause", "left", 0),
        ("value", "right", 0),
        ("source", "left", 0),
    )
    rows = [
        [edition.say(aim), aim["clause"], cell(aim["value"]), state(edition, aim)] for aim in aims
    ]
    table = Table(head, rows, method=words("progress.directions_method"))
    return [Heading(words("progress.directions"), level=2), table]
