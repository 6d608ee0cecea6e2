"""What the source itself must not contain: shells, pickles, hand-made SQL, unescaped markup."""

import ast
import re
import time
from importlib import import_module

import pytest

from tests.architecture.source import PACKAGE, called, calls, modules

pytestmark = pytest.mark.once

# results that a firm subscribed to go to public addresses alone, checked and pinned
WEBHOOKS = "systems/traceability/notifying/"
# the type of an element; reading is defusedxml's
ELEMENTS = {
    *(f"methods/epcis/{name}.py" for name in ("xml", "xml_elements", "xml_events", "xml_tree")),
    *(
        f"methods/cap/{name}.py"
        for name in ("documents", "reading", "rules", "shape", "validating")
    ),
    "methods/harmless_xml.py",
}
# module or package → the only places that may import it
KEPT_AWAY = {
    "pickle": set(),
    "marshal": {"methods/epcis/contexts.py"},  # reads back what it wrote itself
    "shelve": set(),
    "dill": set(),
    "xmlrpc": set(),
    "telnetlib": set(),
    "ftplib": set(),
    "smtplib": set(),
    "requests": set(),
    "httpx": set(),
    "http.client": {WEBHOOKS + "delivery.py"},
    "urllib.request": {"command/serve.py"},  # asks its own child whether it answers
    "socket": {
        *("command/serve.py", "command/test/postgres.py"),
        *(WEBHOOKS + "address.py", WEBHOOKS + "delivery.py"),
    },
    "xml": {"command/test/__init__.py", *ELEMENTS},  # the first reads what pytest wrote
    "lxml": set(),
    "sqlite3": set(),
    "psycopg": set(),
}
# commands of the maintainer; nothing that the site runs
# the gateway keeps its compaction in a process of its own
RUNS_PROGRAMS = ("command/", "systems/environment/gateway/running.py")
NEVER_CALLED = {
    "eval", "exec", "system", "popen", "mktemp", "mark_safe", "csrf_exempt", "RawSQL", "raw",
    "extra", "unsafe_load", "full_load", "load_all", "md5", "sha1", "xframe_options_exempt",
}  # fmt: skip
MAY_CALL = {
    ("indicators/engines/duckdb.py", "raw"),
    ("methods/cap/resources.py", "sha1"),  # CAP 1.2, 3.2.3 prescribes it; it proves no origin
    ("methods/rfc3797.py", "md5"),  # RFC 3797 prescribes it; the seeds come after the pool is fixed
}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def is_within(name, package):
    return name == package or name.startswith(f"{package}.")


def test_nothing_is_imported_that_reaches_out_or_runs_what_it_reads():
    strays = {
        (place, package)
        for place, tree in modules().items()
        for package, allowed in KEPT_AWAY.items()
        if place not in allowed and any(is_within(name, package) for name in imported(tree))
    }
    assert strays == set()


def test_only_commands_run_programs():
    strays = [
        place
        for place, tree in modules().items()
        if not place.startswith(RUNS_PROGRAMS)
        if any(is_within(name, "subprocess") for name in imported(tree))
    ]
    assert strays == []


def test_no_program_is_run_by_a_shell():
    words = [w for tree in modules().values() for call in calls(tree) for w in call.keywords]
    assert [word for word in words if word.arg == "shell"] == []


def test_nothing_runs_text_as_code_or_trusts_it_as_markup():
    strays = {
        (place, called(call))
        for place, tree in modules().items()
        for call in calls(tree)
        if called(call) in NEVER_CALLED
    }
    assert strays - MAY_CALL == set()


def test_yaml_is_only_ever_read_as_plain_data():
    loads = {
        (place, ast.unparse(call))
        for place, tree in modules().items()
        for call in calls(tree)
        if ast.unparse(call.func) in {"yaml.load", "yaml.compose", "yaml.parse", "yaml.scan"}
    }
    assert [found for found in loads if "Loader=yaml.SafeLoader" not in found[1]] == []


# DuckDB over Parquet files: it cannot reach the database, and values are bound
ASKS_FILES = ("systems/environment/readings/", "systems/environment/sensorthings/")


# many rows at once, and the recursive walk that no ORM writes; every value is bound
PAST_THE_ORM = {
    "systems/traceability/actions/rows.py",
    "systems/traceability/tracing/walks.py",
}


def test_only_the_triggers_are_written_in_sql():
    strays = [
        place
        for place, tree in modules().items()
        for call in calls(tree)
        if called(call) in {"cursor", "execute", "executemany", "executescript"}
        and place != "core/triggers.py"
        and not place.startswith(ASKS_FILES)
        and place not in PAST_THE_ORM
    ]
    assert strays == []


PAGES = sorted(PACKAGE.rglob("*.html"))
# a page that is one static file has its script in it, whose digest its policy names
ONE_FILE = [path for path in PAGES if "static" in path.parts]
TEMPLATES = [path for path in PAGES if path not in ONE_FILE]
FORBIDDEN = {
    "trusted markup": r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off",
    "inline script": r"<script(?![^>]*\bsrc=)(?![^>]*\bdata-vega=)[^>]*>",
    "inline style": r"<style\b|\sstyle=",
    "inline handler": r"\son[a-z]+\s*=(?!=)",
    "script address": r"javascript:",
    "another host": r"(?:src|href|action)=[\"']?(?:https?:)?//",
    "unquoted value": r"<[a-z][^<>]*\s[a-z-]+=\{\{",
    "evaluated by htmx": r"hx-on|hx-vals=[\"']js:|hx-headers=[\"']js:",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_contains(what):
    pattern = re.compile(FORBIDDEN[what])
    strays = [path.name for path in TEMPLATES if pattern.search(path.read_text("utf-8"))]
    assert strays == []


@pytest.mark.parametrize("path", ONE_FILE, ids=lambda path: path.name)
def test_a_page_of_one_file_reaches_nothing_and_evaluates_no_text(path):
    text = path.read_text("utf-8")
    assert "default-src 'none'" in text
    assert not re.search(FORBIDDEN["another host"], text)
    assert not re.search(FORBIDDEN["script address"], text)
    words = r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|fetch)\b"
    assert not re.search(words, text)


def test_every_form_that_posts_carries_its_token():
    strays = [
        path.name
        for path in TEMPLATES
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), re.S)
        if "{% csrf_token %}" not in form
    ]
    assert strays == []


def test_no_print_template_runs_or_reads_what_is_in_the_data():
    forbidden = re.compile(r"\b(eval|read|plugin|include)\s*\(|#include")
    found = [p.name for p in PACKAGE.rglob("*.typ") if forbidden.search(p.read_text("utf-8"))]
    assert found == []


def patterns():
    for place in modules():
        if not place.startswith(("command/", "__main__")):
            name = place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            room = import_module(f"zhiliang.{name}" if name != "__init__" else "zhiliang")
            yield from (v for v in vars(room).values() if isinstance(v, re.Pattern))


LONG = [unit * 20_000 + "!" for unit in ("0", "a", "1,", "00,000", "-", " ", "〔", "A-", "x.", "/")]


def test_no_pattern_takes_long_over_a_long_text():
    started = time.process_time()
    for pattern in set(patterns()):
        for text in LONG:
            given = text.encode() if isinstance(pattern.pattern, bytes) else text
            pattern.fullmatch(given)
            pattern.match(given)
    assert time.process_time() - started < 5
