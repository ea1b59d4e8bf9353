"""An operator at the beginning of a talk."""

from collections.abc import Callable

import pytest

from tests.conversations.walk import Walk


@pytest.fixture
def walk() -> Walk:
    return Walk()


@pytest.fixture
def walks() -> Callable[..., Walk]:
    return Walk
