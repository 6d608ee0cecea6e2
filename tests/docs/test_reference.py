"""`zhiliang docs` writes what the code says, always the same, and finds what is stale."""

import re

import pytest
from django.utils import translation

from zhiliang import command
from zhiliang.command import docs

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def pages():
    return docs.pages()


@pytest.fixture
def folder(tmp_path, monkeypatch, pages):
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    monkeypatch.setattr(docs, "pages", lambda: pages)
    docs.write(tmp_path, {f"{name}.md": text for name, text in pages.items()})
    return tmp_path


def test_the_shipped_pages_are_what_the_code_says(pages):
    assert docs.stale(docs.FOLDER, {f"{name}.md": text for name, text in pages.items()}) == []


def test_the_language_of_whoever_runs_it_changes_nothing(pages):
    with translation.override("zh-hans"):
        assert docs.pages() == pages


def test_no_page_knows_where_or_by_whom_it_was_made(pages):
    text = "\n".join(pages.values())
    assert str(docs.ROOT) not in text
    assert not re.search(r"\b0x[0-9a-f]{6,}", text)


def test_check_names_a_stale_page_and_changes_nothing(folder, capsys):
    (folder / "lake.md").write_text("old", "utf-8")
    assert command.main(["docs", "--check"]) == 1
    assert "docs/reference/lake.md" in capsys.readouterr().out
    assert (folder / "lake.md").read_text("utf-8") == "old"


def test_a_page_that_nobody_generates_is_stale_and_goes(folder):
    (folder / "gone.md").write_text("a command there was", "utf-8")
    assert command.main(["docs", "--check"]) == 1
    assert command.main(["docs"]) == 0
    assert not (folder / "gone.md").exists()


def test_what_is_written_is_not_stale(folder):
    (folder / "flows.md").unlink()
    assert command.main(["docs"]) == 0
    assert command.main(["docs", "--check"]) == 0


@pytest.mark.parametrize("name", command.names())
def test_every_command_has_its_section(pages, name):
    assert f"\n## {name}\n" in pages["commands"]
    assert f"`zhiliang {name}" in pages["commands"]


def test_a_bar_in_a_cell_does_not_split_it(pages):
    rows = [line for line in pages["methods"].splitlines() if line.startswith("| `")]
    assert rows and {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3}


def test_every_variable_the_program_reads_is_explained(pages):
    read = set(re.findall(r"ZHILIANG_\w+|DATABASE_URL", pages["settings"].partition("## All")[2]))
    operate = (docs.ROOT / "docs/how-to/operate.md").read_text("utf-8")
    assert sorted(name for name in read if name not in operate) == []
