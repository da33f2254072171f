from __future__ import annotations

import pytest

from tests.serve.running import Running


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Two workers without the neural model; nothing here may change how it goes on."""
    running = Running(tmp_path_factory.mktemp("serve"), "--no-ner", "--workers", "2", "--max-bytes", "300000", "--timeout", "30")
    yield running
    running.kill()
