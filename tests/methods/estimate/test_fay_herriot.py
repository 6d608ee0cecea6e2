"""Small areas against R sae 1.3, and the areas where the regression is all that is left."""

import numpy as np
import pytest

from tests.methods.estimate import answers
from zhiliang.methods.estimate import fay_herriot

pytestmark = pytest.mark.once

FITS = sorted({(row["method"], row["y"], row["model"]) for row in answers.rows("fay_herriot")})
VARIANCE = answers.numbers("milk", "SD") ** 2
DIRECT = answers.numbers("milk", "yi")
AREAS = answers.texts("milk", "MajorArea")
ONES = np.ones((len(AREAS), 1))
MODELS = {"mean": ONES, "areas": np.column_stack([ONES, *(AREAS == area for area in "234")])}
Y = {"yi": DIRECT, "flat": 0.9 + (DIRECT - DIRECT.mean()) / 10}


@pytest.mark.parametrize(("method", "y", "model"), FITS)
def test_small_areas_are_those_of_sae(method, y, model):
    theirs = [
        row
        for row in answers.rows("fay_herriot")
        if (row["method"], row["y"], row["model"]) == (method, y, model)
    ]
    found = fay_herriot(Y[y], VARIANCE, MODELS[model], method=method)
    for ours, name in ((found.value, "eblup"), (found.mse, "mse")):
        np.testing.assert_allclose(ours, [float(row[name]) for row in theirs], rtol=1e-9)
    ours = (found.sigma2_u, found.iterations, found.beta[0], found.beta_se[0])
    names = ("sigma2_u", "iterations", "beta", "beta_se")
    np.testing.assert_allclose(ours, [float(theirs[0][name]) for name in names], rtol=1e-9)
