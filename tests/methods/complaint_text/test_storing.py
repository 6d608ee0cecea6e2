"""Models as bytes: equal after the round trip, and nothing else is taken for one."""

import io
import json
import pickle
import tracemalloc
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiliang.methods.complaint_text import dump, load
from zhiliang.methods.complaint_text.learned import fit, partial_fit, predict

pytestmark = pytest.mark.once

MODELS = {
    "hazard": fit(["漏电了", "起火了", "发霉了"] * 4, ["shock", "fire", "microbes"] * 4, seed=84),
    "kind": fit(["退款", "维修"] * 4, ["refund", "repair"] * 4, seed=84),
}
WRITTEN = dump(MODELS)
READ = load(WRITTEN)
NAMES = {
    "header": "header.json",
    "weights": "hazard.weights.npy",
    "intercepts": "kind.intercepts.npy",
}


def rewritten(**changed):
    """Return the archive with other bytes in some parts; None leaves a part out."""
    with zipfile.ZipFile(io.BytesIO(WRITTEN)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {NAMES.get(name, name): data for name, data in changed.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if data is not None:
                archive.writestr(name, data)
    return written.getvalue()


def array(values):
    written = io.BytesIO()
    np.save(written, values)
    return written.getvalue()


def header(**changed):
    with zipfile.ZipFile(io.BytesIO(WRITTEN)) as archive:
        told = json.loads(archive.read("header.json"))
    return json.dumps(told | changed).encode()


@settings(max_examples=30)
@given(st.text(st.sampled_from("漏电起火发霉了退款维修，"), max_size=20))
def test_a_model_that_was_stored_predicts_the_same(text):
    for axis, model in MODELS.items():
        assert predict(READ[axis], [text]) == predict(model, [text])


def test_a_model_that_was_stored_learns_on_the_same():
    more = (["冒烟"], ["fire"])
    after, again = (partial_fit(one["hazard"], *more) for one in (MODELS, READ))
    np.testing.assert_array_equal(after.weights, again.weights)


def test_the_same_models_give_the_same_bytes():
    assert dump(READ) == dump(MODELS) == WRITTEN


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an archive",
        WRITTEN[:-200],
        pickle.dumps(MODELS["kind"].keys),
        rewritten(weights=None),
        rewritten(extra=b""),
        rewritten(header=header(version=2)),
        rewritten(header=header(features=8)),
        rewritten(header=header(axes={})),
        rewritten(header=header(axes=[])),
        rewritten(header=header(axes={"colour": {"keys": ["a", "b"], "steps": 1, "seed": 1}})),
        rewritten(header=header(axes={"kind": {"keys": ["a", "a"], "steps": 1, "seed": 1}})),
        rewritten(header=header(axes={"kind": {"keys": [1, 2], "steps": 1, "seed": 1}})),
        rewritten(header=header(axes={"kind": {"keys": ["a", "b"]}})),
        rewritten(header=b"{"),
        rewritten(header=b"\xff[1]"),
        rewritten(intercepts=array(np.zeros(3, np.float32))),
        rewritten(intercepts=array(np.zeros(2))),
        rewritten(intercepts=array(np.array([np.nan, 0], np.float32))),
        rewritten(intercepts=array(np.zeros(2, np.float32))[:-1]),
        rewritten(intercepts=array(np.zeros(2, np.float32)) + b"more"),
        rewritten(intercepts=array(np.array([{}, []], dtype=object))),
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):
        load(data)


def test_a_pickle_in_the_archive_is_never_opened(tmp_path):
    class Harm:
        def __reduce__(self):
            return (tmp_path.joinpath("harm").touch, ())

    harmful = np.empty(2, dtype=object)
    harmful[:] = Harm()
    with pytest.raises(ValueError, match="another shape"):
        load(rewritten(intercepts=array(harmful)))
    assert not tmp_path.joinpath("harm").exists()


def test_numpy_reads_the_arrays_too():
    with np.load(io.BytesIO(WRITTEN), allow_pickle=False) as parts:
        np.testing.assert_array_equal(parts["kind.weights"], MODELS["kind"].weights)


def test_of_an_array_without_end_no_more_is_read_than_a_model_has():
    endless = rewritten(weights=bytes(30_000_000))
    tracemalloc.start()
    with pytest.raises(ValueError, match="length"):
        load(endless)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
