"""What is exported is read by two RDF libraries that share no code with ours, as the same triples."""

import json
import pathlib
import re
import subprocess

import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

from conftest import ROOT, dataset, policygraph

QUADS = {"nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


def graphs(read: rdflib.Dataset) -> dict[str, rdflib.Graph]:
    return {str(g.identifier): g for g in read.graphs() if len(g)}


def number(read: rdflib.Dataset) -> int:
    return sum(map(len, graphs(read).values()))


def rapper(text: bytes, syntax: str) -> int:
    """Number of triples that Raptor reads."""
    run = subprocess.run(
        ["rapper", "--count", "--input", syntax, "-", "http://example.org/"], input=text, capture_output=True, check=True
    )
    return int(re.search(rb"returned (\d+) triples", run.stderr)[1])


@pytest.mark.parametrize("form", QUADS)
def test_all_graphs_are_isomorphic_in_each_format(form: str, store: pathlib.Path, quads: rdflib.Dataset):
    expected = graphs(quads)
    read = graphs(dataset(policygraph("export", "--format", form, "--store", store), QUADS[form]))
    assert len(expected) > 3
    assert read.keys() == expected.keys()
    for name, graph in expected.items():
        assert isomorphic(read[name], graph), name


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_raptor_counts_the_same(form: str, store: pathlib.Path, quads: rdflib.Dataset):
    assert rapper(policygraph("export", "--format", form, "--store", store), form) == number(quads)


def test_turtle_has_the_default_graph(store: pathlib.Path, quads: rdflib.Dataset):
    text = policygraph("export", "--format", "turtle", "--store", store)
    read = rdflib.Graph().parse(data=text, format="turtle")
    assert isomorphic(read, quads.default_graph)
    assert rapper(text, "turtle") == len(read)


def test_pyld_reads_the_same_json_ld(store: pathlib.Path, quads: rdflib.Dataset):
    text = policygraph("export", "--format", "jsonld", "--store", store).decode()
    statements = jsonld.to_rdf(json.loads(text))
    assert sum(map(len, statements.values())) == number(quads)


@pytest.mark.parametrize(("ending", "syntax"), [("nq", "nquads"), ("trig", "trig")])
def test_a_store_survives_a_round_trip_through_rdflib(ending: str, syntax: str, quads: rdflib.Dataset, tmp_path):
    file = tmp_path / f"store.{ending}"
    quads.serialize(file, format=syntax)
    policygraph("load", file, "--store", tmp_path / "copy")
    copy = graphs(dataset(policygraph("dump", "--store", tmp_path / "copy")))
    expected = graphs(quads)
    assert copy.keys() == expected.keys()
    assert all(isomorphic(copy[name], graph) for name, graph in expected.items())


@pytest.mark.parametrize(("ending", "syntax"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_what_rdflib_writes_is_imported(ending: str, syntax: str, quads: rdflib.Dataset, tmp_path):
    file = tmp_path / f"own.{ending}"
    quads.default_graph.serialize(file, format=syntax)
    policygraph("build", ROOT / "examples", "--store", tmp_path / "new")
    policygraph("import", file, "--name", "own", "--store", tmp_path / "new")
    imported = graphs(dataset(policygraph("dump", "--store", tmp_path / "new")))
    own = next(graph for name, graph in imported.items() if name.endswith("/import/own"))
    assert isomorphic(own, quads.default_graph)
