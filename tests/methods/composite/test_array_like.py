"""What a step returns beside its data can be handed on as if it were the data."""

import numpy as np
import pytest

from zhiliang.methods.composite import aggregate, impute, screen, treat

pytestmark = pytest.mark.once
X = np.array([[1.0, 2.0], [2.0, np.nan], [3.0, 5.0]])


@pytest.mark.parametrize("step", [lambda x: impute(x, "mean"), treat, screen])
def test_numpy_takes_the_data_of_a_step(step):
    found = step(X)
    np.testing.assert_array_equal(np.asarray(found), found.x)


def test_a_step_takes_what_another_returned():
    filled = impute(X, "mean")
    np.testing.assert_array_equal(aggregate(filled, [1, 1]), aggregate(filled.x, [1, 1]))
