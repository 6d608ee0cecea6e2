"""The page of the command line, read from the parsers themselves."""

import argparse
from collections.abc import Iterator
from importlib import import_module

from zhiliang import command
from zhiliang.command.docs.markdown import code, link, page, table

# Options that every command has are told once.
SHARED = {"-h", "--help", "--json", "--lang"}


def commands() -> str:
    """Every command with its arguments."""
    found = {name: command.declared(name).get("help", "") for name in command.names()}
    return page(
        "Commands 命令",
        "`./run COMMAND …` in a checkout, `zhiliang COMMAND …` where the package is installed. "
        "Every command takes `--json` (machine output on standard output, messages on standard "
        "error), `--lang zh|en` and `--help`. Exit codes: 0 done, 1 refused or something wrong "
        "found, 2 wrong usage.",
        table(
            ("Command", "What it does"),
            ((link(name, "", name), text) for name, text in found.items()),
        ),
        *(_command(name, text) for name, text in found.items()),
    )


def _command(name: str, text: str) -> str:
    own = argparse.ArgumentParser(
        f"zhiliang {name}", parents=[command.shared_options()], conflict_handler="resolve"
    )
    import_module(f"zhiliang.command.{command.module_of(name)}").add_arguments(own)
    parts = [f"## {name}", text, *_parser(own)]
    return "\n\n".join(parts)


def _parser(own: argparse.ArgumentParser) -> Iterator[str]:
    """Usage and options of a command and of the commands below it."""
    nested = [a for a in own._actions if isinstance(a, argparse._SubParsersAction)]
    if not any(group.required for group in nested):
        yield f"`{' '.join((own.prog, *_usage(own)))}`"
        rows = [_row(action) for action in _own(own)]
        if rows:
            yield table(("Argument", "Default", "Meaning"), rows)
    for group in nested:
        for below in group.choices.values():
            yield from _parser(below)


def _own(own: argparse.ArgumentParser) -> list[argparse.Action]:
    return [
        action
        for action in own._actions
        if not (
            SHARED & set(action.option_strings) or isinstance(action, argparse._SubParsersAction)
        )
    ]


def _usage(own: argparse.ArgumentParser) -> Iterator[str]:
    actions = _own(own)
    for action in sorted(actions, key=lambda action: bool(action.option_strings)):
        needed = action.required and action.nargs != "?"
        yield _written(action) if needed else f"[{_written(action)}]"


def _written(action: argparse.Action) -> str:
    value = _value(action)
    if not action.option_strings:
        return value
    return " ".join(part for part in (action.option_strings[-1], value) if part)


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    name = action.metavar or (
        "|".join(str(choice) for choice in action.choices) if action.choices else ""
    )
    shown = str(name or action.dest.upper())
    return f"{shown}…" if action.nargs in ("+", "*", "...") else shown


def _row(action: argparse.Action) -> tuple[str, str, str]:
    silent = action.default in (None, False, argparse.SUPPRESS) or action.default == []
    default = "" if silent else code(action.default)
    meaning = (action.help or "").replace("%%", "%")
    return code(_written(action)), default, meaning
