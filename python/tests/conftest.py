"""A store of the bundled bulletin, and the command line to compare with."""

import json
import os
import pathlib
import subprocess
from typing import Any

import policygraph as pg
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("POLICYGRAPH", ROOT / "target/release/policygraph"))
BULLETIN = ROOT / "examples/bulletin-2021-03.txt"


def printed(*arguments: object) -> str:
    """What the command line prints; it must succeed."""
    return subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def printed_json(*arguments: object) -> Any:
    return json.loads(printed(*arguments, "--format", "json"))


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> pg.Store:
    store = pg.Store(tmp_path_factory.mktemp("store") / "example")
    assert store.build([ROOT / "examples"])["stored"] == 1
    return store


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    """Examples of the documentation find the bundled documents, and leave nothing in the repository."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
