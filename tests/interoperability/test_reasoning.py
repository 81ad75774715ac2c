"""The ontology and its shapes, held against an OWL 2 RL reasoner and a SHACL processor of others."""

import pathlib

import owlrl
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF

from conftest import ROOT, policygraph

ONTOLOGY = [ROOT / "ontology" / name for name in ("policygraph.ttl", "technologies.ttl", "instruments.ttl")]


def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in ONTOLOGY:
        graph.parse(file)
    return graph


def closed(graph: rdflib.Graph) -> rdflib.Graph:
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: rdflib.Graph) -> list:
    """What owlrl reports of contradictions."""
    message = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [*graph.subject_objects(message), *graph.subjects(RDF.type, OWL.Nothing)]


@pytest.fixture(scope="module")
def closure(quads: rdflib.Dataset) -> rdflib.Graph:
    return closed(ontology() + quads.default_graph)


def test_the_example_is_consistent(closure: rdflib.Graph):
    assert errors(closure) == []


def test_a_contradiction_would_be_found():
    pg = rdflib.Namespace("https://w3id.org/policygraph/ontology#")
    graph = ontology()
    one = rdflib.URIRef("http://example.org/one")
    graph.add((one, RDF.type, pg.Country))
    graph.add((one, RDF.type, pg.Product))
    assert errors(closed(graph)) != []


def test_what_build_infers_is_what_the_reasoner_infers(quads: rdflib.Dataset, closure: rdflib.Graph):
    inferred = next(g for g in quads.graphs() if str(g.identifier).endswith("/graph/inferred"))
    plain = quads.default_graph
    assert len(inferred) > 500
    assert [t for t in inferred if t not in closure] == []
    assert [t for t in inferred if t in plain] == []
    # The other way round, for what joins two things of the data; reflexive and schema triples are left to reasoners.
    things = set(plain.subjects())
    properties = {p for p in set(inferred.predicates()) | set(plain.predicates()) if p != OWL.sameAs}
    missed = [
        (s, p, o)
        for s, p, o in closure
        if s in things and o in things and s != o and p in properties and (s, p, o) not in plain and (s, p, o) not in inferred
    ]
    assert missed == []


def test_pyshacl_finds_what_validate_finds(store: pathlib.Path, quads: rdflib.Dataset):
    assert policygraph("validate", "--store", store) == b""
    shapes = rdflib.Graph().parse(ROOT / "ontology/shapes.ttl")
    documents = [g for g in quads.graphs() if "/graph/document/" in str(g.identifier)]
    assert documents
    for graph in [quads.default_graph, *documents]:
        conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
        assert conforms, text
    broken = rdflib.Graph() + documents[0]
    pg = rdflib.Namespace("https://w3id.org/policygraph/ontology#")
    budget = next(broken.subjects(RDF.type, pg.Budget))
    broken.remove((budget, pg.amountValue, None))
    conforms, _, _ = pyshacl.validate(broken, shacl_graph=shapes)
    assert not conforms
