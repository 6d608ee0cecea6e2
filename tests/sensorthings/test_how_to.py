"""The curl commands of the how-to pages are answered."""

import re
import shlex
from urllib.parse import urlsplit

import pytest

from zhiliang.command.docs import ROOT

pytestmark = pytest.mark.once

PAGES = sorted(ROOT.glob("docs/how-to/read-monitoring-data*.md"))
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def commands(page):
    blocks = BLOCK.findall(page.read_text("utf-8"))
    return [line for block in blocks for line in block.splitlines()]


def asked(command):
    """Path and query of a curl command."""
    words = shlex.split(command)
    pairs = [words[at + 1] for at, word in enumerate(words) if word == "--data-urlencode"]
    address = next(word for word in words if word.startswith("http"))
    return urlsplit(address).path, dict(pair.split("=", 1) for pair in pairs)


SHOWN = sorted({command for page in PAGES for command in commands(page)})


def test_both_languages_show_the_same_commands():
    assert len(PAGES) == 2 and commands(PAGES[0]) == commands(PAGES[1])


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_is_answered(client, monitored, command):
    # the demonstration's outlet, played by the tests' own
    path, query = asked(command.replace("S440100-M1", "GZ-001").replace("2015-07", "2024-01"))
    answer = client.get(path, query)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, len(body) > 150) == (200, True)
