import pytest

from tests.gateway.live import Live


@pytest.fixture
def live(tmp_path):
    with Live(tmp_path) as gateway:
        yield gateway
