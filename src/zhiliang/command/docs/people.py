"""Pages on who does what: the life of cases, and what each role may see and do."""

from collections.abc import Iterable, Iterator
from inspect import getdoc

from django.apps import apps
from django.db.models import Model

from zhiliang.command.docs.markdown import block, code, link, page, table
from zhiliang.core import flow
from zhiliang.core.flow import Flow, Step
from zhiliang.core.policy import Policy, policy_of
from zhiliang.core.roles import Role

FLOWS = "flows.md"


def flows() -> str:
    """Every flow as a diagram and a table of its steps."""
    found = sorted(flow.flows.items())
    return page(
        "Flows 流程",
        "The life of each kind of case, read from the declarations that the buttons and the "
        "permissions are read from.",
        *(_flow(one) for _, one in found),
    )


def _flow(one: Flow) -> str:
    states = table(
        ("State", "中文", "English"),
        ((code(state), zh, en) for state, (zh, en) in one.states.items()),
    )
    steps = table(
        ("Step", "中文", "English", "From", "To", "By", "Within", "Four eyes"),
        (_step(step) for step in one.steps),
    )
    return "\n\n".join((f"## {one.key}", block(_diagram(one), language="mermaid"), states, steps))


def _diagram(one: Flow) -> str:
    lines = ["stateDiagram-v2"]
    lines += [f"    {state}: {zh} {en}" for state, (zh, en) in one.states.items()]
    for step in one.steps:
        for source in step.sources:
            lines.append(
                f"    {source or '[*]'} --> {step.leads(source)}: {step.label_zh or step.verb}"
            )
    return "\n".join(lines)


def _step(step: Step) -> tuple[str, ...]:
    return (
        code(step.verb),
        step.label_zh,
        step.label_en,
        "\n".join(code(source) or "(new)" for source in step.sources),
        code(step.to) if step.to else "(stays)",
        "\n".join(role.value for role in step.by) or "the platform",
        code(step.within),
        f"another person than {code(step.not_by)}" if step.not_by else "",
    )


def permissions() -> str:
    """Roles, and for each model who sees which rows and who may do what."""
    models = [model for model in apps.get_models() if model.__module__.startswith("zhiliang.")]
    guarded = [(model, policy) for model in models if (policy := _policy(model))]
    without = sorted(model._meta.label for model in models if not _policy(model))
    return page(
        "Permissions 权限",
        "Deny by default: one policy for each model answers both what somebody sees and what they "
        f"may do; the steps of cases are granted by {link('flows', FLOWS)}. A role holds at a "
        "scope: a place with all inside it, a department, an organisation.",
        "## Roles 角色",
        table(("Role", "中文", "English"), _roles()),
        "## Models 模型",
        *(_model(model, policy) for model, policy in sorted(guarded, key=_label)),
        "## Nobody 无人可见",
        "These have no policy, so no page and no API shows them: "
        + ", ".join(code(label) for label in without)
        + ".",
    )


def _label(pair: tuple[type[Model], Policy]) -> str:
    return pair[0]._meta.label


def _policy(model: type[Model]) -> Policy | None:
    try:
        return policy_of(model)
    except LookupError:
        return None


def _roles() -> Iterator[tuple[str, str, str]]:
    for role in Role:
        yield code(role.value), str(role.label), role.value.replace("_", " ")


def _model(model: type[Model], policy: Policy) -> str:
    sees = _first_line(getdoc(type(policy).visible_to))
    about = _first_line(getdoc(type(policy)))
    lines = [f"### {model._meta.label}", f"{about} Sees: {_lowered(sees)}"]
    verbs = table(("Verb", "Roles"), _verbs(policy.grants.items()))
    return "\n\n".join((*lines, verbs) if verbs else lines)


def _verbs(granted: Iterable[tuple[str, tuple[Role, ...]]]) -> Iterator[tuple[str, str]]:
    for verb, roles in sorted(granted):
        yield code(verb), ", ".join(role.value for role in roles)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
