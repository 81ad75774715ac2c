"""A store of the bundled bulletin, and a server over it, for tests with the RDF software of others."""

import os
import pathlib
import subprocess

import pytest
import rdflib

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("POLICYGRAPH", ROOT / "target/release/policygraph"))
TOKEN = "a-token-of-the-test"


def policygraph(*arguments: object) -> bytes:
    """What a command prints; it must succeed."""
    return subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True).stdout


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("store") / "example"
    policygraph("build", ROOT / "examples", "--store", folder)
    return folder


def dataset(text: bytes, syntax: str = "nquads") -> rdflib.Dataset:
    read = rdflib.Dataset()
    read.parse(data=text, format=syntax)
    return read


@pytest.fixture(scope="session")
def quads(store: pathlib.Path) -> rdflib.Dataset:
    """All that is in the store."""
    return dataset(policygraph("export", "--format", "nquads", "--store", store))


@pytest.fixture
def endpoint(store: pathlib.Path):
    """Address of a server over the store, which allows updates and ends with the test."""
    server = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", "--updates", "--store", store],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "POLICYGRAPH_TOKEN": TOKEN},
    )
    try:
        yield "http://" + server.stderr.readline().split("http://")[1].split("/")[0]
    finally:
        server.terminate()
        server.communicate(timeout=60)
    assert server.returncode == 0
