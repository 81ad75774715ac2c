"""Times a peer that writes a graph: `peers.py igraph|rustworkx EDGES.csv`; prints the seconds of the fastest of three runs."""

import sys
import tempfile
import time

peer, path = sys.argv[1:]
edges = [tuple(map(int, line.split(","))) for line in open(path)]
nodes = 1 + max(max(e) for e in edges)
ids = [f"https://w3id.org/policygraph/id/n{i}" for i in range(nodes)]
labels = [f"기관 {i}" for i in range(nodes)]


def igraph(file):
    import igraph

    g = igraph.Graph(nodes, edges)
    g.vs["name"], g.vs["label"], g.vs["type"] = ids, labels, ["Company"] * nodes
    g.es["relation"], g.es["confidence"], g.es["weight"] = ["participatesIn"] * len(edges), [0.85] * len(edges), [2.0] * len(edges)
    return lambda: g.write_graphml(file)


def rustworkx(file):
    import rustworkx

    g = rustworkx.PyGraph()
    g.add_nodes_from([{"id": i, "label": label, "type": "Company"} for i, label in zip(ids, labels)])
    tie = {"relation": "participatesIn", "confidence": "0.85", "weight": "2.0"}
    g.add_edges_from([(a, b, tie) for a, b in edges])
    return lambda: rustworkx.node_link_json(g, path=file, node_attrs=dict, edge_attrs=dict)


with tempfile.NamedTemporaryFile() as file:
    write = {"igraph": igraph, "rustworkx": rustworkx}[peer](file.name)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        write()
        times.append(time.perf_counter() - started)
    print(min(times))
