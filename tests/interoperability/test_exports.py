"""Each format of the export in the software that it is for: the same counts, the same values."""

import csv
import json
import re
import subprocess

import gexfpy
import igraph
import networkit
import networkx as nx
import pyarrow.parquet
import pytest
from conftest import HOSTILE, policygraph
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig



@pytest.fixture(scope="module", params=["example", "hostile"])
def graph(request, store, tmp_path_factory):
    """A store with what the plain CSV says of it: nodes by id, and edges."""
    folder = tmp_path_factory.mktemp("exports")
    if request.param == "hostile":
        (folder / "2021-01.txt").write_text(HOSTILE, "utf-8")
        store = folder / "store"
        policygraph("build", folder / "2021-01.txt", "--store", store)
    policygraph("export", "--format", "csv", "--with", "pagerank", "--output", folder / "csv", "--store", store)
    rows = lambda name: list(csv.DictReader((folder / "csv" / name).open(encoding="utf-8", newline="")))
    nodes = {row["id"]: row for row in rows("nodes.csv")}
    return store, folder, nodes, rows("edges.csv")


def exported(graph, kind, *more):
    store, folder, _, _ = graph
    file = folder / f"graph.{kind}"
    policygraph("export", "--format", kind, "--with", "pagerank", "--store", store, "--output", file, *more)
    return file


def agrees(read, nodes, edges, label="label"):
    """A NetworkX graph has all nodes and edges with their values."""
    assert (set(read), read.number_of_edges()) == (set(nodes), len(edges))
    for node, data in read.nodes(data=True):
        assert data[label] == nodes[node]["label"] and data["type"] == nodes[node]["type"]
        assert float(data["pagerank"]) == float(nodes[node]["pagerank"])
    quotes = sorted(d.get("quote", "").split() for _, _, d in read.edges(data=True))
    assert quotes == sorted(e["quote"].split() for e in edges)


def test_networkx_reads_all_that_it_can(graph):
    _, _, nodes, edges = graph
    agrees(nx.read_graphml(exported(graph, "graphml"), force_multigraph=True), nodes, edges)
    agrees(nx.node_link_graph(json.loads(exported(graph, "node-link").read_text("utf-8")), edges="links"), nodes, edges)
    document = json.loads(exported(graph, "cytoscape").read_text("utf-8"))
    # What NetworkX wants beside what Cytoscape does.
    document["multigraph"], document["directed"] = True, True
    for node in document["elements"]["nodes"]:
        node["data"]["value"] = node["data"]["id"]
    for edge in document["elements"]["edges"]:
        edge["data"]["key"] = edge["data"]["id"]
    agrees(nx.cytoscape_graph(document), nodes, edges, "name")
    gexf = nx.read_gexf(exported(graph, "gexf"))
    agrees(gexf if gexf.is_multigraph() else nx.MultiDiGraph(gexf), nodes, edges)
    assert all("color" in d["viz"] and d["viz"]["size"] >= 10 for _, d in gexf.nodes(data=True))
    pajek = nx.read_pajek(exported(graph, "pajek"))
    assert (pajek.number_of_nodes(), pajek.number_of_edges()) == (len(nodes), len(edges))


def test_igraph_reads_graphml_and_pajek(graph):
    _, _, nodes, edges = graph
    read = igraph.Graph.Read_GraphML(str(exported(graph, "graphml")))
    assert (read.vcount(), read.ecount(), read.is_directed()) == (len(nodes), len(edges), True)
    assert {v["id"]: v["label"] for v in read.vs} == {i: n["label"] for i, n in nodes.items()}
    read = igraph.Graph.Read_Pajek(str(exported(graph, "pajek")))
    assert (read.vcount(), read.ecount()) == (len(nodes), len(edges))


def test_gexf_has_dates_for_the_timeline(graph):
    text = exported(graph, "gexf").read_text("utf-8")
    assert 'mode="dynamic"' in text and 'start="20' in text


def test_cx2_counts_what_it_declares(graph):
    _, _, nodes, edges = graph
    aspects = {name: value for part in json.loads(exported(graph, "cx2").read_text("utf-8")) for name, value in part.items()}
    counted = {m["name"]: m["elementCount"] for m in aspects["metaData"]}
    assert all(len(aspects[name]) == count for name, count in counted.items())
    assert (counted["nodes"], counted["edges"]) == (len(nodes), len(edges))
    ids = {n["id"] for n in aspects["nodes"]}
    assert all(e["s"] in ids and e["t"] in ids for e in aspects["edges"])
    declared = aspects["attributeDeclarations"][0]
    for kind in ("nodes", "edges"):
        assert all(set(element["v"]) <= set(declared[kind]) for element in aspects[kind])
    assert {n["v"]["represents"]: n["v"]["name"] for n in aspects["nodes"]} == {i: n["label"] for i, n in nodes.items()}


def test_json_graph_format(graph):
    _, _, nodes, edges = graph
    read = json.loads(exported(graph, "json-graph").read_text("utf-8"))["graph"]
    assert {i: n["label"] for i, n in read["nodes"].items()} == {i: n["label"] for i, n in nodes.items()}
    assert len(read["edges"]) == len(edges) and all(e["source"] in nodes and e["target"] in nodes for e in read["edges"])


def test_tables_for_gephi_and_neo4j(graph):
    store, folder, nodes, edges = graph
    for kind, ids, ends in (("gephi-csv", "Id", ("Source", "Target")), ("neo4j", "id:ID", (":START_ID", ":END_ID"))):
        policygraph("export", "--format", kind, "--output", folder / kind, "--store", store)
        rows = lambda name: list(csv.DictReader((folder / kind / name).open(encoding="utf-8", newline="")))
        assert {row[ids] for row in rows("nodes.csv")} == set(nodes)
        assert [(row[ends[0]], row[ends[1]]) for row in rows("edges.csv")] == [(e["source"], e["target"]) for e in edges]
    # Rules of the documentation of neo4j-admin: one :ID, a :LABEL, :START_ID, :END_ID and :TYPE, and types that it knows.
    types = {"", "ID", "LABEL", "START_ID", "END_ID", "TYPE", "double", "string", "string[]", "int", "boolean"}
    for name in ("nodes.csv", "edges.csv"):
        header = next(csv.reader((folder / "neo4j" / name).open(encoding="utf-8")))
        assert {column.partition(":")[2] for column in header} <= types and len(set(header)) == len(header)


def test_years_are_whole_numbers_and_edges_have_one_weight(graph):
    store, folder, _, edges = graph
    stated = sorted(int(e["first_year"]) for e in edges if e["first_year"])
    without = sum(not e["first_year"] for e in edges)
    policygraph("export", "--format", "neo4j", "--output", folder / "neo4j", "--store", store)
    policygraph("export", "--format", "parquet", "--output", folder / "parquet-years", "--store", store)
    columns = csv.DictReader((folder / "neo4j" / "edges.csv").open(encoding="utf-8", newline=""))
    gexf = exported(graph, "gexf")
    read = {
        "graphml": [d.get("first_year") for *_, d in nx.read_graphml(exported(graph, "graphml"), force_multigraph=True).edges(data=True)],
        "gexf": [d.get("first_year") for *_, d in nx.read_gexf(gexf).edges(data=True)],
        "node-link": [link.get("first_year") for link in json.loads(exported(graph, "node-link").read_text("utf-8"))["links"]],
        "neo4j": [int(row["first_year:int"]) if row["first_year:int"] else None for row in columns],
        "parquet": [e["first_year"] for e in pyarrow.parquet.read_table(folder / "parquet-years" / "edges.parquet").to_pylist()],
    }
    for kind, years in read.items():
        assert sorted(y for y in years if y is not None) == stated, kind
        assert all(type(y) is int for y in years if y is not None), kind
        assert years.count(None) == without, kind
    assert 'title="weight"' not in gexf.read_text("utf-8") and ' weight="' in gexf.read_text("utf-8")


def test_graphviz_draws(graph):
    file = exported(graph, "dot")
    drawn = subprocess.run(["dot", "-Tsvg", file], capture_output=True, check=False)
    counted = subprocess.run(["gc", "-n", "-e", file], capture_output=True, check=True, text=True).stdout.split()
    assert drawn.returncode == 0 and counted[:2] == [str(len(graph[2])), str(len(graph[3]))]


def test_pyarrow_reads_parquet(graph):
    store, folder, nodes, edges = graph
    target = folder / "parquet"
    policygraph("export", "--format", "parquet", "--with", "pagerank", "--store", store, "--output", target)
    read = {name: pyarrow.parquet.read_table(target / f"{name}.parquet").to_pylist() for name in ("nodes", "edges", "evidence")}
    assert {n["id"]: (n["label"], n["type"], n["pagerank"]) for n in read["nodes"]} == {
        i: (n["label"], n["type"], float(n["pagerank"])) for i, n in nodes.items()
    }
    key = lambda e: (e["source"], e["predicate"], e["target"])
    assert sorted(map(key, read["edges"])) == sorted(map(key, edges))
    strongest = {}
    for claim in read["evidence"]:
        strongest[key(claim)] = max(strongest.get(key(claim), 0), claim["confidence"])
        assert claim["origin"] == "registry" or claim["end"] > claim["start"]
    assert strongest == {key(e): float(e["confidence"]) for e in edges}


def test_networkit_reads_graphml(graph):
    _, _, nodes, edges = graph
    read = networkit.readGraph(str(exported(graph, "graphml")), networkit.Format.GraphML)
    assert (read.numberOfNodes(), read.numberOfEdges(), read.isDirected()) == (len(nodes), len(edges), True)


def test_gexf_is_as_its_schema_wants(graph):
    """By classes that are generated from the schema of 1.2 (that of 1.3 is in no package): what 1.3 added is left out."""
    text = exported(graph, "gexf").read_text("utf-8")
    text = re.sub(r"<viz:[^>]*/>", "", text.replace(' xmlns:viz="http://gexf.net/1.3/viz"', ""))
    text = re.sub(r' kind="[^"]*"', "", text).replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    strict = XmlParser(config=ParserConfig(fail_on_unknown_properties=True, fail_on_converter_warnings=True))
    read = strict.from_string(text, gexfpy.Gexf).graph
    _, _, nodes, edges = graph
    assert (len(read.nodes[0].node), len(read.edges[0].edge)) == (len(nodes), len(edges))
    assert {n.id: n.label for n in read.nodes[0].node} == {i: n["label"] for i, n in nodes.items()}
