"""Every measure of the network crate against NetworkX, and communities against igraph."""

import json
import math
import random
import subprocess

import igraph
import networkx as nx
import pytest
from conftest import PROGRAM, policygraph


def graph(nodes, edges, directed=False):
    """Edges as (source, target, weight); all pairs of at most twelve nodes are asked for paths."""
    some = range(min(nodes, 12))
    return {"nodes": nodes, "directed": directed, "edges": [list(e) for e in edges], "pairs": [[a, b] for a in some for b in some][:40]}


def trouble():
    """Small graphs with known trouble."""
    yield "none", graph(0, [])
    yield "one node", graph(1, [])
    yield "one loop", graph(1, [(0, 0, 2)])
    yield "no edge", graph(3, [])
    yield "two nodes", graph(2, [(0, 1, 3)])
    for directed in (False, True):
        kind = "directed" if directed else "undirected"
        yield f"disconnected, {kind}", graph(8, [(0, 1, 1), (1, 2, 2), (2, 0, 3), (2, 3, 1), (4, 5, 1), (5, 6, 2)], directed)
        yield f"loops, {kind}", graph(5, [(0, 0, 2), (0, 1, 1), (1, 2, 4), (2, 2, 1), (2, 3, 2), (3, 0, 1), (4, 4, 1)], directed)
        yield f"parallel edges, {kind}", graph(5, [(0, 1, 1), (0, 1, 2), (1, 0, 3), (1, 2, 1), (2, 3, 5), (2, 3, 1), (3, 4, 1), (4, 0, 2)], directed)
        yield f"star, {kind}", graph(6, [(0, i, i) for i in range(1, 6)], directed)
        yield f"bipartite ring, {kind}", graph(6, [(i, (i + 1) % 6, 1) for i in range(6)], directed)
        yield f"zero weights, {kind}", graph(5, [(0, 1, 0), (1, 2, 1), (2, 3, 0), (3, 4, 2), (0, 4, 1)], directed)


def drawn():
    """Fifty at random: sparse and dense, with and without directions, lengths whole and real."""
    draw = random.Random(5)
    for i in range(50):
        nodes = draw.randrange(5, 40)
        count = draw.randrange(nodes, 4 * nodes)
        weight = (lambda: draw.randrange(1, 5)) if i % 3 else (lambda: draw.uniform(0.1, 3))
        edges = [(draw.randrange(nodes), draw.randrange(nodes), weight()) for _ in range(count)]
        yield f"drawn {i}", graph(nodes, [e for e in edges if i % 5 == 0 or e[0] != e[1]], directed=bool(i % 2))


GRAPHS = dict([*trouble(), *drawn()])


@pytest.fixture(scope="module")
def ours():
    lines = "".join(json.dumps(g) + "\n" for g in GRAPHS.values())
    done = subprocess.run([PROGRAM.parent / "examples" / "measures"], input=lines, capture_output=True, text=True, check=True)
    return dict(zip(GRAPHS, map(json.loads, done.stdout.splitlines()), strict=True))


def merged(g, combine):
    """The graph of NetworkX whose parallel edges are one."""
    out = nx.DiGraph() if g["directed"] else nx.Graph()
    out.add_nodes_from(range(g["nodes"]))
    for a, b, weight in g["edges"]:
        if out.has_edge(a, b):
            weight = combine(out[a][b]["weight"], weight)
        out.add_edge(a, b, weight=weight)
    return out


def same(ours, theirs, tolerance, what):
    if isinstance(theirs, dict):
        theirs = [theirs[v] for v in sorted(theirs)]
    theirs = [None if isinstance(x, float) and not math.isfinite(x) else x for x in theirs]
    assert len(ours) == len(theirs), what
    for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        assert (a is None) == (b is None) and (a is None or math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance)), (what, i, ours, theirs)


def converged(measure, *arguments, **options):
    try:
        return measure(*arguments, **options)
    except nx.PowerIterationFailedConvergence:
        return None


EXACT, ITERATED = 1e-9, 1e-6


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("weight", [None, "weight"])
def test_measures(ours, name, weight):
    found, g = ours[name], GRAPHS[name]
    strong, long = merged(g, lambda a, b: a + b), merged(g, min)
    nodes = list(strong)
    directed, some = g["directed"], bool(nodes)
    zero = any(e[2] == 0 for e in g["edges"])

    def check(measure, theirs, tolerance=EXACT):
        same(found[measure + ("_weighted" if weight else "")], theirs, tolerance, measure)

    check("strength", dict(strong.degree(weight=weight)))
    if directed:
        check("strength_in", dict(strong.in_degree(weight=weight)))
        check("strength_out", dict(strong.out_degree(weight=weight)))
    if not weight:
        check("degree_centrality", nx.degree_centrality(strong))
    if not (weight and zero):
        check("betweenness", nx.betweenness_centrality(long, weight=weight))
        check("betweenness_raw", nx.betweenness_centrality(long, weight=weight, normalized=False))
        edges = nx.edge_betweenness_centrality(long, weight=weight)
        check("edge_betweenness", [edges.get((v, w), edges.get((w, v))) for v, w in found["edges"]])
    check("closeness", nx.closeness_centrality(long, distance=weight))
    if not (weight and zero):
        check("harmonic", nx.harmonic_centrality(long, distance=weight))
    for v, row in zip(nodes, found["distances" + ("_weighted" if weight else "")], strict=True):
        theirs = nx.single_source_dijkstra_path_length(long, v, weight=weight or (lambda a, b, d: 1))
        same(row, [theirs.get(w) for w in nodes], EXACT, "distances")

    if some:
        check("pagerank", nx.pagerank(strong, weight=weight, tol=1e-12, max_iter=10_000), ITERATED)
        personal = {v: float(v % 3 == 0) for v in nodes}
        check("personalised_pagerank", nx.pagerank(strong, weight=weight, personalization=personal, tol=1e-12, max_iter=10_000), ITERATED)
        check("katz", nx.katz_centrality(strong, alpha=0.05, weight=weight, tol=1e-12, max_iter=20_000), ITERATED)
        theirs = converged(nx.eigenvector_centrality, strong, weight=weight, tol=1e-12, max_iter=20_000)
        if theirs is not None:
            check("eigenvector", theirs, ITERATED)
        else:
            assert found["eigenvector" + ("_weighted" if weight else "")] is None
    same_hits(found, strong, weight)
    check("clustering", nx.clustering(strong, weight=weight) if some else [])
    if some and not (weight and zero) and strong.number_of_edges() > nx.number_of_selfloops(strong):
        check("constraint", nx.constraint(strong, weight=weight))
        # With nodes given NetworkX goes by the definition, which its short cut by matrices misses where weights differ; but
        # without weights and directions by a formula that holds without loops only.
        theirs = nx.effective_size(strong, nodes=nodes if weight or directed else None, weight=weight)
        suffix = "_weighted" if weight else ""
        for v in nodes:
            if set(strong[v]) - {v} or not directed:
                same([found["effective_size" + suffix][v]], [theirs[v]], EXACT, "effective_size")


def same_hits(found, g, weight):
    """NetworkX takes singular vectors, which are unique where the two largest singular values differ."""
    suffix = "_weighted" if weight else ""
    hubs, authorities = found["hubs" + suffix], found["authorities" + suffix]
    if g.number_of_edges() == 0:
        assert not any(hubs or []) and not any(authorities or [])
        return
    import numpy as np

    matrix = nx.to_numpy_array(g, weight=weight)
    u, values, v = np.linalg.svd(matrix)
    if len(values) > 1 and values[0] - values[1] < 1e-3 * values[0]:
        return
    same(hubs, list(abs(u[:, 0]) / abs(u[:, 0]).sum()), ITERATED, "hubs")
    same(authorities, list(abs(v[0]) / abs(v[0]).sum()), ITERATED, "authorities")


@pytest.mark.parametrize("name", GRAPHS)
def test_structure(ours, name):
    found, g = ours[name], GRAPHS[name]
    strong = merged(g, lambda a, b: a + b)
    bare = strong.to_undirected()
    bare.remove_edges_from(list(nx.selfloop_edges(bare)))
    loopless = strong.copy()
    loopless.remove_edges_from(list(nx.selfloop_edges(loopless)))
    same(found["core_numbers"], nx.core_number(loopless), EXACT, "core_numbers")
    same([found["transitivity"]], [nx.transitivity(bare)], EXACT, "transitivity")
    same([found["density"]], [nx.density(strong)], EXACT, "density")
    if g["directed"] and loopless.number_of_edges() == strong.number_of_edges() > 0:
        same([found["reciprocity"]], [nx.overall_reciprocity(strong)], EXACT, "reciprocity")
    assert sorted(found["articulation_points"]) == sorted(nx.articulation_points(bare))
    assert sorted(map(tuple, found["bridges"])) == sorted(tuple(sorted(e)) for e in nx.bridges(bare))
    assert parts(found["components"]) == {frozenset(c) for c in nx.connected_components(bare)}
    if g["directed"]:
        assert parts(found["strong_components"]) == {frozenset(c) for c in nx.strongly_connected_components(strong)}
    if strong.number_of_edges():
        nx.set_node_attributes(strong, {v: v % 3 for v in strong}, "group")
        groups = [{v for v in strong if v % 3 == i} for i in range(3)]
        same([found["modularity"]], [nx.community.modularity(strong, [s for s in groups if s])], EXACT, "modularity")
        same([found["group_assortativity"]], [nx.attribute_assortativity_coefficient(strong, "group")], EXACT, "group_assortativity")
        theirs = nx.degree_assortativity_coefficient(strong)
        # Where all degrees are equal NetworkX divides rounding by rounding.
        if found["degree_assortativity"] is not None:
            same([found["degree_assortativity"]], [theirs], EXACT, "degree_assortativity")
    undirected = strong.to_undirected()
    for name, measure in (("jaccard", nx.jaccard_coefficient), ("adamic_adar", nx.adamic_adar_index)):
        pairs = [(v, w) for v in undirected for w in undirected if v != w]
        for v, w, value in measure(undirected, pairs):
            same([found[name][v][w]], [value], EXACT, name)


def parts(labels):
    groups = {}
    for v, label in enumerate(labels):
        groups.setdefault(label, set()).add(v)
    return {frozenset(s) for s in groups.values()}


@pytest.mark.parametrize("name", GRAPHS)
def test_paths(ours, name):
    g = GRAPHS[name]
    strong, long = merged(g, lambda a, b: a + b), merged(g, min)
    for suffix, weight in (("", lambda a, b, d: 1), ("_weighted", "weight")):
        for (a, b), found in zip(g["pairs"], ours[name]["paths" + suffix], strict=True):
            if not nx.has_path(long, a, b):
                assert found["shortest"] is None and found["several"] == [] and found["simple"] == []
                continue
            length, nodes = found["shortest"]
            assert (nodes[0], nodes[-1]) == (a, b)
            same([length], [nx.dijkstra_path_length(long, a, b, weight=weight)], EXACT, "shortest")
            if a == b:
                continue
            several = []
            for path in nx.shortest_simple_paths(long, a, b, weight=weight if suffix else None):
                several.append(sum(long[v][w]["weight"] if suffix else 1 for v, w in zip(path, path[1:])))
                if len(several) == 10:
                    break
            same(found["several"], several, EXACT, "several")
            assert sorted(found["all"]) == sorted(map(list, nx.all_shortest_paths(long, a, b)))[:1000]
            assert sorted(found["simple"]) == sorted(map(list, nx.all_simple_paths(long, a, b, cutoff=4)))


@pytest.mark.parametrize("name", GRAPHS)
def test_projections(ours, name):
    g = GRAPHS[name]
    half = (g["nodes"] + 1) // 2
    if not half:
        assert ours[name]["shared"] == []
        return
    both = nx.Graph()
    both.add_nodes_from(range(half))
    both.add_nodes_from(("a", i) for i in range(half))
    both.add_edges_from((a // 2, ("a", b // 2)) for a, b, _ in g["edges"] if a % 2 == 0 and b % 2 == 1)
    for measure, project in (
        ("shared", nx.bipartite.weighted_projected_graph),
        ("shared_jaccard", lambda b, n: nx.bipartite.overlap_weighted_projected_graph(b, n, jaccard=True)),
        ("shared_newman", nx.bipartite.collaboration_weighted_projected_graph),
    ):
        theirs = project(both, range(half))
        found = {(v, w): value for v, w, value in ours[name][measure]}
        assert set(found) == {tuple(sorted(e)) for e in theirs.edges}
        for (v, w), value in found.items():
            same([value], [theirs[v][w]["weight"]], EXACT, measure)


@pytest.mark.parametrize("name", [n for n, g in GRAPHS.items() if g["edges"] and not any(e[2] == 0 for e in g["edges"])])
def test_communities_are_no_worse_than_those_of_igraph(ours, name):
    strong = merged(GRAPHS[name], lambda a, b: a + b)
    undirected = nx.Graph()
    undirected.add_nodes_from(strong)
    for v, w, data in strong.edges(data=True):
        known = undirected[v][w]["weight"] if undirected.has_edge(v, w) else 0
        undirected.add_edge(v, w, weight=known + data["weight"])
    theirs = igraph.Graph(n=len(undirected), edges=list(undirected.edges))
    random.seed(1)
    for suffix, weights in (("", None), ("_weighted", [d["weight"] for _, _, d in undirected.edges(data=True)])):
        groups = theirs.community_leiden(objective_function="modularity", weights=weights, n_iterations=-1)
        quality = theirs.modularity(groups, weights=weights)
        assert theirs.modularity(ours[name]["communities" + suffix], weights=weights) >= quality - EXACT


def test_exports_carry_measures(store, tmp_path):
    """What the program computes on the graph of the store is what NetworkX computes on the exported file."""
    file = tmp_path / "graph.graphml"
    policygraph("export", "--format", "graphml", "--with", "pagerank,betweenness,degree", "--communities", "--store", store, "--output", file)
    g = nx.read_graphml(file, force_multigraph=True)
    assert g.is_directed() and g.number_of_edges() > g.number_of_nodes() > 20
    simple = nx.Graph(g)
    for attribute, theirs, tolerance in (
        ("pagerank", nx.pagerank(g, tol=1e-12, max_iter=1000, weight=None), ITERATED),
        ("betweenness", nx.betweenness_centrality(simple), EXACT),
        ("degree", nx.degree_centrality(g), EXACT),
    ):
        for node, value in theirs.items():
            same([g.nodes[node][attribute]], [value], tolerance, attribute)
    read = igraph.Graph.Read_GraphML(str(file))
    assert (read.vcount(), read.ecount()) == (g.number_of_nodes(), g.number_of_edges())
    assert all(c >= 1 for c in read.vs["community"])
