"""Stores of others in place of ours: what the program says over their endpoints is what it says of its own store."""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from conftest import PROGRAM, ROOT, SCREENSHOTS, documents, policygraph
from playwright.sync_api import expect

# The graph that takes the direct triples where a store has no default graph of its own.
DIRECT = "https://w3id.org/policygraph/graph/direct"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def running(command: list, address: str, cwd: pathlib.Path):
    """A server that ends with the block; the block starts when it answers."""
    with open(cwd / "log", "w") as log:
        server = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log)
    try:
        for _ in range(240):
            assert server.poll() is None, (cwd / "log").read_text()
            with contextlib.suppress(OSError):
                urllib.request.urlopen(address, timeout=5).close()
                break
            time.sleep(0.25)
        yield
    finally:
        server.terminate()
        server.wait(timeout=60)


@contextlib.contextmanager
def oxigraph(store: pathlib.Path, folder: pathlib.Path, *arguments: str):
    """The server of oxigraph, which has a default graph of its own: loaded by the Graph Store Protocol."""
    address = f"127.0.0.1:{free_port()}"
    program = pathlib.Path(sys.executable).with_name("oxigraph")
    with running([program, "serve", "--bind", address, *arguments], f"http://{address}/", folder):
        policygraph("load", store, "--endpoint", f"http://{address}/store")
        yield ["--endpoint", f"http://{address}/query"]


VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextlib.contextmanager
def virtuoso(store: pathlib.Path, folder: pathlib.Path):
    """Virtuoso, whose default graph is that of all graphs and which cuts answers: loaded by its bulk loader."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http, folder=folder))
    command = ["virtuoso-t", "-f", "-c", "virtuoso.ini"]
    with running(command, f"http://127.0.0.1:{http}/sparql", folder):
        subprocess.run([ROOT / "scripts/bulk-load", "virtuoso", store, f"127.0.0.1:{sql}"], check=True, env={**os.environ, "POLICYGRAPH": str(PROGRAM), "VIRTUOSO_FOLDER": str(folder)})
        yield ["--endpoint", f"http://127.0.0.1:{http}/sparql", "--default-graph", DIRECT]


STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso}


# What each store is loaded with.
LOADED = {"oxigraph": "example", "virtuoso": "corpus"}


@pytest.fixture(scope="module", params=LOADED)
def kind(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def own(kind, tmp_path_factory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("own") / "store"
    policygraph("build", documents(LOADED[kind]), "--store", folder)
    return folder


@pytest.fixture(scope="module")
def other(kind, own, tmp_path_factory):
    """The name of a store of others that holds the same, and the arguments that name it."""
    with STORES[kind](own, tmp_path_factory.mktemp(kind)) as arguments:
        yield kind, arguments


ANSWERS = [
    ["show", "미국", "--format", "json"],
    ["central", "strength", "--weight", "statements"],
    ["central", "betweenness", "--type", "Company"],
    ["communities"],
    ["path", "미국", "일본", "--format", "json"],
    ["compare", "미국", "일본", "--format", "json"],
    ["stats"],
    ["export", "--format", "graphml"],
]


@pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: " ".join(asked[:2]))
def test_answers_are_those_of_the_own_store(own, other, asked):
    here = subprocess.run([PROGRAM, *asked, "--store", own], capture_output=True)
    there = subprocess.run([PROGRAM, *asked, *other[1]], capture_output=True)
    assert here.stdout and (there.returncode, there.stdout.decode(), there.stderr.decode()) == (
        here.returncode,
        here.stdout.decode(),
        here.stderr.decode(),
    )


def test_everything_comes_back(own, other):
    if other[0] == "virtuoso":
        pytest.skip("Virtuoso keeps numbers, not how they were written")
    quads = ["export", "--format", "nquads"]
    assert policygraph(*quads, *other[1]) == policygraph(*quads, "--store", own)


def value(term: dict | None) -> object:
    """Numbers as numbers, booleans as some stores count them; what GROUP_CONCAT joined has no order and, with some, no language."""
    if term is None:
        return None
    text = term["value"]
    kind = term.get("datatype", "").rpartition("#")[2]
    if kind == "boolean":
        return float(text in ("true", "1"))
    if kind in ("integer", "decimal", "double"):
        return round(float(text), 6)
    return sorted(text.replace("; ", ", ").split(", "))


def rows(name: str, parameters: list, where: list) -> list:
    found = json.loads(policygraph("query", "--named", name, *parameters, "--format", "json", *where))
    variables = found["head"]["vars"]
    return sorted(repr([value(row.get(v)) for v in variables]) for row in found["results"]["bindings"])


# Parameters that a query needs.
NEEDED = {"evidence": ["--param", "entity=미국"], "names": ["--param", "entity=미국"], "valid-in": ["--param", "year=2020"]}


def test_named_queries_give_the_same_rows(own, other):
    library = json.loads(policygraph("query", "--list", "--format", "json"))
    names = [query["name"] for query in library if query["name"] != "changes-between-documents"]
    assert len(names) > 40
    some = 0
    for name in names:
        needed = NEEDED.get(name, [])
        here = rows(name, needed, ["--store", own])
        assert rows(name, needed, other[1]) == here, name
        some += bool(here)
    assert some > 25, "most queries have rows to compare"


def test_the_explorer_shows_it(own, other, browser):
    name, arguments = other
    server = subprocess.Popen([PROGRAM, "serve", "--port", "0", *arguments], stderr=subprocess.PIPE, text=True)
    try:
        address = "http://" + server.stderr.readline().split("http://")[-1].split("/")[0]
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        wrong: list = []
        page.on("pageerror", lambda error: wrong.append(error))
        page.goto(f"{address}/#/entity?id=country-us")
        expect(page.locator("main h1")).to_contain_text("United States", timeout=60_000)
        page.get_by_role("button", name="Evidence:").first.click()
        expect(page.locator("dialog .quotes li").first).not_to_be_empty(timeout=30_000)
        page.goto(f"{address}/#/documents")
        expect(page.locator("main")).to_contain_text(".txt", timeout=60_000)
        page.screenshot(path=SCREENSHOTS / f"endpoint-{name}.png")
        page.close()
        assert not wrong
        # The endpoint of the server passes queries on.
        ask = urllib.request.Request(f"{address}/sparql?query=ASK%20%7B%20%3Fs%20a%20pg%3ACountry%20%7D", headers={"Accept": "application/sparql-results+json"})
        assert json.load(urllib.request.urlopen(ask))["boolean"] is True
    finally:
        server.terminate()
        server.communicate(timeout=60)
    assert server.returncode == 0


def test_a_default_graph_of_all_graphs_is_told(store, tmp_path):
    with oxigraph(store, tmp_path, "--union-default-graph") as arguments:
        said = subprocess.run([PROGRAM, "stats", *arguments], capture_output=True, text=True)
        assert said.returncode == 2 and "name it with --default-graph" in said.stderr
        said = subprocess.run([PROGRAM, "stats", *arguments, "--default-graph", "urn:nothing"], capture_output=True, text=True)
        assert said.returncode == 2 and "<urn:nothing>, which was given as the default graph, is empty" in said.stderr
        # With the direct triples in a graph of their own it works.
        graphs = arguments[1].replace("/query", "/store")
        policygraph("load", store, "--endpoint", graphs, "--default-graph", DIRECT)
        said = subprocess.run([PROGRAM, "stats", *arguments, "--default-graph", DIRECT], capture_output=True)
        assert said.stdout == policygraph("stats", "--store", store)


def test_a_store_that_stops_is_told(store, tmp_path):
    with oxigraph(store, tmp_path) as arguments:
        pass
    said = subprocess.run([PROGRAM, "central", *arguments], capture_output=True, text=True)
    assert said.returncode == 2 and "it cannot be reached" in said.stderr and not said.stdout


def test_virtuoso_is_there():
    assert shutil.which("virtuoso-t") and shutil.which("isql-vt")
