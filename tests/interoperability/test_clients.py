"""The endpoint, asked by the clients that researchers use."""

import subprocess

import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from conftest import TOKEN

COUNT = "SELECT (COUNT(?x) AS ?n) WHERE { ?x a pg:Program }"
CONSTRUCT = "CONSTRUCT { ?x a pg:Program } WHERE { ?x a pg:Program }"


def programmes(endpoint: str) -> int:
    client = SPARQLWrapper(f"{endpoint}/sparql", returnFormat=JSON)
    client.setQuery(COUNT)
    return int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"])


def test_sparqlwrapper_by_each_method(endpoint: str):
    number = programmes(endpoint)
    assert number > 10
    for method in (POST, "GET"):
        client = SPARQLWrapper(f"{endpoint}/sparql", returnFormat=JSON)
        client.setMethod(method)
        client.setQuery("ASK { ?x a pg:Company }")
        assert client.queryAndConvert()["boolean"] is True
    client = SPARQLWrapper(f"{endpoint}/sparql", returnFormat=JSON)
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    client.setQuery(COUNT)
    assert int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"]) == number


def test_sparqlwrapper_in_each_format(endpoint: str):
    number = programmes(endpoint)
    client = SPARQLWrapper(f"{endpoint}/sparql")
    client.setQuery("SELECT ?x WHERE { ?x a pg:Program }")
    for form in (CSV, TSV):
        client.setReturnFormat(form)
        assert len(client.queryAndConvert().decode().split()) == number + 1
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == number
    client.setQuery(CONSTRUCT)
    for form in (RDFXML, JSONLD):
        client.setReturnFormat(form)
        assert len(client.queryAndConvert()) == number
    for form in (TURTLE, N3):
        client.setReturnFormat(form)
        assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == number


def test_sparqlwrapper_updates_with_the_token(endpoint: str):
    def answer(sparql: str) -> bool:
        client = SPARQLWrapper(f"{endpoint}/sparql", returnFormat=JSON)
        client.setQuery(sparql)
        return client.queryAndConvert()["boolean"]

    def update(sparql: str):
        client = SPARQLWrapper(f"{endpoint}/sparql")
        client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
        client.setMethod(POST)
        client.setQuery(sparql)
        client.query()

    triple = "GRAPH <http://example.org/g> { <http://example.org/s> <http://example.org/p> 1 }"
    update(f"INSERT DATA {{ {triple} }}")
    assert answer(f"ASK {{ {triple} }}")
    update("CLEAR GRAPH <http://example.org/g>")
    assert not answer(f"ASK {{ {triple} }}")


def test_rdflib_as_a_remote_store(endpoint: str):
    graph = rdflib.Graph(SPARQLStore(f"{endpoint}/sparql", returnFormat="json"))
    pg = rdflib.Namespace("https://w3id.org/policygraph/ontology#")
    found = list(graph.subjects(rdflib.RDF.type, pg.Program))
    assert len(found) == programmes(endpoint)
    rows = graph.query("SELECT ?label WHERE { ?x a pg:Country ; skos:prefLabel ?label FILTER(LANG(?label) = 'ko') }")
    assert "미국" in {str(row.label) for row in rows}


def test_curl(endpoint: str):
    def curl(*arguments: str) -> str:
        run = subprocess.run(["curl", "--silent", "--show-error", *arguments], capture_output=True, text=True, check=True)
        return run.stdout

    rows = curl(f"{endpoint}/sparql", "--data-urlencode", f"query={COUNT}", "-H", "accept: text/csv").split()
    assert rows == ["n", str(programmes(endpoint))]
    turtle = curl("--location", "-H", "accept: text/turtle", f"{endpoint}/id/country-us")
    assert ("미국", "ko") in {(str(o), o.language) for o in rdflib.Graph().parse(data=turtle).objects(predicate=rdflib.SKOS.prefLabel)}
    error = curl("--write-out", "%{http_code}", f"{endpoint}/sparql", "--data-urlencode", "query=SELECT ?x WHERE {\n ?x a }")
    assert error.endswith("400")
    assert "2:" in error or "line 2" in error
