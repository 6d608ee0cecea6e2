"""Every write is a verb: it lives in an actions room, says who did it and leaves an event."""

import ast

import pytest

from tests.architecture.source import called, calls, is_action, modules

pytestmark = pytest.mark.once

# These names mean a write whatever they are called on …
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# … these only on a model or a query, not on a dict, a set or a document.
ON_A_QUERY = {"create", "update", "delete", "save"}
QUERY_WORDS = {"objects", "_default_manager", "_base_manager", "filter", "exclude", "all", "get"}
# Rooms that write without being an act of somebody: the platform's own bookkeeping.
EXEMPT = {
    "core/event.py": "the log itself",
    "core/handoff.py": "which event reached which handler",
    "core/tick.py": "when each periodic task ran",
}
ACTIONS = {place: tree for place, tree in modules().items() if is_action(place)}


def may_write(place):
    room = {part.removesuffix(".py") for part in place.split("/")}
    return is_action(place) or "sample" in room or place in EXEMPT


def is_write(call):
    if called(call) in ALWAYS:
        return True
    if called(call) not in ON_A_QUERY or not isinstance(call.func, ast.Attribute):
        return False
    receiver = call.func.value
    words = {node.attr for node in ast.walk(receiver) if isinstance(node, ast.Attribute)}
    if words & QUERY_WORDS:
        return True
    # A model's save and delete take no place to write to; a document's and a file's do.
    return called(call) in {"save", "delete"} and not call.args


def test_only_actions_write():
    strays = [
        f"{place}:{call.lineno} {called(call)}"
        for place, tree in modules().items()
        if not may_write(place)
        for call in calls(tree)
        if is_write(call)
    ]
    assert strays == []


def public_functions(tree):
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def leaves_an_event(function, neighbours, seen=frozenset()):
    """Whether a function appends an event itself or through a function of the same room."""
    if appends(function):
        return True
    # Named, not only called: a table of functions to run counts as well.
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return any(
        leaves_an_event(neighbours[name], neighbours, seen | {function.name})
        for name in names & neighbours.keys() - seen - {function.name}
    )


def appends(function):
    """Return the calls of event.append: told from a list's by their keyword `verb`."""
    return [
        call
        for call in calls(function)
        if called(call) == "append" and any(word.arg == "verb" for word in call.keywords)
    ]


def neighbours_of(place):
    """Return all functions of the room a module belongs to, by name."""
    room = place.rpartition("/")[0] if "/actions/" in place else place
    return {
        node.name: node
        for other, tree in ACTIONS.items()
        if other.startswith(room)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def test_an_action_says_by_whom():
    silent = [
        f"{place}:{function.lineno} {function.name}"
        for place, tree in ACTIONS.items()
        for function in public_functions(tree)
        if "by" not in {argument.arg for argument in function.args.kwonlyargs}
    ]
    assert silent == []


def test_an_action_leaves_an_event():
    unlogged = [
        f"{place}:{function.lineno} {function.name}"
        for place, tree in ACTIONS.items()
        for function in public_functions(tree)
        if not leaves_an_event(function, neighbours_of(place))
    ]
    assert unlogged == []


def test_an_action_tells_of_its_event_in_one_place():
    several = [
        f"{place}:{function.lineno} {function.name}"
        for place, tree in ACTIONS.items()
        for function in public_functions(tree)
        if len(appends(function)) > 1
    ]
    assert several == []


def test_no_model_acts_on_its_own():
    hidden = [
        f"{place}:{node.lineno} {node.name}"
        for place, tree in modules().items()
        if "models" in place
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]
    assert hidden == []


def test_nothing_listens_for_signals():
    listeners = [
        place
        for place, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        if (node.module or "").startswith("django.") and node.module.endswith("signals")
    ]
    assert listeners == []
