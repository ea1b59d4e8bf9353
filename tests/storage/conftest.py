"""A store on a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    async with opened(path) as made:
        yield made
