"""Sentences that records keep in Chinese, said in the reader's language.

A verdict keeps the rule it was judged by, word for word; a permit the basis of its limits. Systems
tell which sentences of theirs there are; what nobody knows is shown as it was written.
"""

import re

from zhiliang.core.language import pick
from zhiliang.core.pages.page import Words

_known: list[tuple[re.Pattern[str], Words]] = []
# what stands between sentences, and between names, in Chinese and in English
SENTENCES, NAMES = ("；", "; "), ("、", ", ")


def know(pattern: str, words: Words) -> None:
    """Say a sentence that fits the pattern as `words`, into which its named groups are put."""
    _known.append((re.compile(pattern), words))


def recorded(text: str) -> str:
    """A kept text in the reader's language, sentence by sentence."""
    return pick(*SENTENCES).join(_sentence(part) for part in text.split(SENTENCES[0]))


def _sentence(text: str) -> str:
    found = _said(text)
    if found is not None:
        return found
    names = [_said(name) for name in text.split(NAMES[0])]
    told = [name for name in names if name is not None]
    return pick(*NAMES).join(told) if len(told) == len(names) else text


def _said(text: str) -> str | None:
    for pattern, words in _known:
        if match := pattern.fullmatch(text):
            return str(words) % {name: recorded(part) for name, part in match.groupdict().items()}
    return None
