"""Sentences beside the figures may be worded better later; figures may not change."""

import pytest

from tests.seal.packs import content, derive, sealed
from zhiliang.evaluation.seal.method import code_version
from zhiliang.evaluation.seal.recomputing import derived_differences

pytestmark = pytest.mark.once


@pytest.fixture
def worded(tmp_path, keyring):
    """Make a pack whose results carry a field, and count what another value of it changes."""

    def count(field, code):
        known = content()
        results = {**known.results, "subjects": [{"code": "440100", field: "before"}]}
        pack = sealed(tmp_path / "p", keyring.signing("office"), results=results, code=code)
        after = {**results, "subjects": [{"code": "440100", field: "after"}]}
        return len(derived_differences(pack, lambda pack: {**derive(pack), "results": after}))

    return count


@pytest.mark.parametrize("field", ["reason_zh", "regain_en", "ground_zh"])
def test_another_version_may_word_a_sentence_otherwise(worded, field):
    assert worded(field, {"package": "zhiliang", "tree": "0" * 64}) == 0


def test_the_same_version_must_give_the_same_words(worded):
    assert worded("reason_zh", code_version()) == 1


@pytest.mark.parametrize("field", ["score", "grade", "name_zh"])
def test_no_version_may_give_another_figure(worded, field):
    assert worded(field, {"package": "zhiliang", "tree": "0" * 64}) == 1
