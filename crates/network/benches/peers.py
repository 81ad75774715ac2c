"""Times measures of one peer on one graph: `peers.py LIBRARY EDGES WEIGHTS PAIRS`, files of little-endian 32-bit numbers.

Reads the name of a measure a line; answers the seconds it took and a number that tells how good the result is (modularity, or the sum of
the result), or `none` where the library has no such measure. Times hold the measure alone: the graph is made before.
"""

import sys
import time
from array import array
from itertools import islice

SOURCES = [i * 17 for i in range(10)]


def read(path):
    numbers = array("I")
    with open(path, "rb") as file:
        numbers.frombytes(file.read())
    return list(numbers)


def pairs_of(numbers):
    return list(zip(numbers[::2], numbers[1::2], strict=True))


library, edges, weights, pairs = sys.argv[1], *map(read, sys.argv[2:5])
edges, pairs = pairs_of(edges), pairs_of(pairs)
nodes = 1 + max(max(e) for e in edges)
real = [w / 7 for w in weights]


def networkit():
    import networkit as nk

    nk.setNumberOfThreads(2)
    g, heavy, long = nk.Graph(nodes), nk.Graph(nodes, weighted=True), nk.Graph(nodes, weighted=True)
    for (a, b), w, r in zip(edges, weights, real, strict=True):
        g.addEdge(a, b)
        heavy.addEdge(a, b, w)
        long.addEdge(a, b, r)

    def scores(algorithm):
        return lambda: algorithm().run().scores()

    def pagerank():
        algorithm = nk.centrality.PageRank(g, 0.85, 1e-9)
        algorithm.norm = nk.centrality.Norm.L1_NORM
        return algorithm.run().scores()

    def sssp(graph, kind):
        return lambda: [kind(graph, s, False).run().getDistances()[-1] for s in SOURCES]

    def leiden():
        partition = nk.community.ParallelLeiden(g, randomize=True).run().getPartition()
        return nk.community.Modularity().getQuality(partition, g)

    return {
        "pagerank": pagerank,
        "betweenness": scores(lambda: nk.centrality.Betweenness(g)),
        "sampled betweenness": scores(lambda: nk.centrality.EstimateBetweenness(g, 256, parallel=True)),
        "closeness": scores(lambda: nk.centrality.Closeness(g, True, nk.centrality.ClosenessVariant.GENERALIZED)),
        "harmonic": scores(lambda: nk.centrality.HarmonicCloseness(g, False)),
        "breadth-first search": sssp(g, nk.distance.BFS),
        "whole lengths": sssp(heavy, nk.distance.Dijkstra),
        "real lengths": sssp(long, nk.distance.Dijkstra),
        "pairs by hops": lambda: [nk.distance.BidirectionalBFS(g, a, b, True).run().getDistance() for a, b in pairs],
        "pairs by length": lambda: [nk.distance.BidirectionalDijkstra(long, a, b, True).run().getDistance() for a, b in pairs],
        "cores": scores(lambda: nk.centrality.CoreDecomposition(g)),
        "eigenvector": scores(lambda: nk.centrality.EigenvectorCentrality(g, 1e-9)),
        "leiden": leiden,
    }


def python_igraph():
    import igraph

    g = igraph.Graph(n=nodes, edges=edges)
    return {
        "pagerank": lambda: g.pagerank(damping=0.85),
        "betweenness": g.betweenness,
        "closeness": g.closeness,
        "harmonic": g.harmonic_centrality,
        "breadth-first search": lambda: [g.distances(source=s)[0][-1] for s in SOURCES],
        "whole lengths": lambda: [g.distances(source=s, weights=weights)[0][-1] for s in SOURCES],
        "real lengths": lambda: [g.distances(source=s, weights=real)[0][-1] for s in SOURCES],
        "pairs by hops": lambda: [len(g.get_shortest_path(a, b)) - 1 for a, b in pairs],
        "several paths": lambda: [len(p) for a, b in pairs[:20] for p in g.get_k_shortest_paths(a, b, k=10)],
        "hits": lambda: g.hub_score() + g.authority_score(),
        "cores": g.coreness,
        "eigenvector": lambda: g.eigenvector_centrality(scale=False),
        "leiden": lambda: g.modularity(g.community_leiden(objective_function="modularity", n_iterations=2)),
    }


def rustworkx():
    import rustworkx as rx

    g, long = rx.PyGraph(), rx.PyGraph()
    for graph, lengths in ((g, weights), (long, real)):
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from([(a, b, float(w)) for (a, b), w in zip(edges, lengths, strict=True)])
    both = g.to_directed()

    def sssp(graph):
        return lambda: [len(rx.dijkstra_shortest_path_lengths(graph, s, float)) for s in SOURCES]

    return {
        "pagerank": lambda: list(rx.pagerank(both, tol=1e-9).values()),
        "betweenness": lambda: list(rx.betweenness_centrality(g).values()),
        "closeness": lambda: list(rx.closeness_centrality(g).values()),
        "whole lengths": sssp(g),
        "real lengths": sssp(long),
        "hits": lambda: list(rx.hits(both)[0].values()),
        "cores": lambda: list(rx.core_number(g).values()),
        "eigenvector": lambda: list(rx.eigenvector_centrality(g, weight_fn=lambda _: 1.0, max_iter=1000).values()),
    }


def networkx():
    import networkx as nx

    g = nx.Graph()
    g.add_nodes_from(range(nodes))
    g.add_edges_from(edges)
    return {
        "pagerank": lambda: list(nx.pagerank(g).values()),
        "hits": lambda: list(nx.hits(g)[0].values()),
        "cores": lambda: list(nx.core_number(g).values()),
        "pairs by hops": lambda: [len(nx.bidirectional_shortest_path(g, a, b)) - 1 for a, b in pairs],
        "several paths": lambda: [len(p) for a, b in pairs[:20] for p in islice(nx.shortest_simple_paths(g, a, b), 10)],
    }


def graph_tool():
    import graph_tool.all as gt

    gt.openmp_set_num_threads(2)
    g = gt.Graph(directed=False)
    g.add_vertex(nodes)
    g.add_edge_list(edges)
    heavy, long = g.new_ep("int32_t", vals=weights), g.new_ep("double", vals=real)

    def sssp(lengths):
        return lambda: [gt.shortest_distance(g, source=s, weights=lengths).a[-1] for s in SOURCES]

    return {
        "pagerank": lambda: list(gt.pagerank(g, epsilon=1e-9).a),
        "betweenness": lambda: list(gt.betweenness(g)[0].a),
        "sampled betweenness": lambda: list(gt.betweenness(g, pivots=list(range(0, nodes, nodes // 256))[:256])[0].a),
        "closeness": lambda: list(gt.closeness(g).a),
        "harmonic": lambda: list(gt.closeness(g, harmonic=True).a),
        "breadth-first search": sssp(None),
        "whole lengths": sssp(heavy),
        "real lengths": sssp(long),
        "cores": lambda: list(gt.kcore_decomposition(g).a),
        "eigenvector": lambda: list(gt.eigenvector(g)[1].a),
        "hits": lambda: list(gt.hits(g)[1].a),
    }


LIBRARIES = {"networkit": networkit, "igraph": python_igraph, "rustworkx": rustworkx, "networkx": networkx, "graph-tool": graph_tool}
measures = LIBRARIES[library]()
print("ready", flush=True)
for line in sys.stdin:
    measure = measures.get(line.strip())
    if measure is None:
        print("none", flush=True)
        continue
    started = time.perf_counter()
    result = measure()
    seconds = time.perf_counter() - started
    print(seconds, result if isinstance(result, float) else sum(result), flush=True)
