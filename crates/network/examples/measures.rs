//! Prints all measures of graphs, for comparison with other software.
//!
//! Each line of standard input is a JSON object `{"nodes": n, "directed": bool, "weighted": bool, "edges": [[source, target, weight]],
//! "pairs": [[from, to]]}`; each line of output an object with the name of each measure and its values: of nodes in order, of edges
//! as `[source, target, value]`. Parallel edges add their weights, or the least counts where weights are lengths.

use policygraph_network::*;
use serde_json::{Map, Value, json};
use std::io::{self, BufRead, Write};

const EXACT: BetweennessOptions = BetweennessOptions { normalized: true, sources: None, seed: 0 };

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in io::stdin().lock().lines() {
        let graph: Value = serde_json::from_str(&line?)?;
        writeln!(io::stdout(), "{}", Value::Object(measures(&graph)?))?;
    }
    Ok(())
}

fn number(value: &Value) -> Result<u32, &'static str> {
    value.as_u64().and_then(|n| n.try_into().ok()).ok_or("a node must be a number")
}

fn measures(graph: &Value) -> Result<Map<String, Value>, Box<dyn std::error::Error>> {
    let kind = if graph["directed"] == json!(true) { Kind::Directed } else { Kind::Undirected };
    let (mut edges, mut weights) = (Vec::new(), Vec::new());
    for edge in graph["edges"].as_array().ok_or("edges are missing")? {
        edges.push((number(&edge[0])?, number(&edge[1])?));
        weights.push(edge[2].as_f64().ok_or("a weight is missing")?);
    }
    let nodes = number(&graph["nodes"])? as usize;
    let strong = Network::from_edges(nodes, &edges, &weights, kind, Merge::Sum);
    let long = Network::from_edges(nodes, &edges, &weights, kind, Merge::Least);
    let bare = strong.unweighted();
    let bare_undirected = bare.undirected(Merge::Sum);
    let mut out = Map::new();
    let mut add = |name: &str, values: Value| out.insert(name.to_owned(), values);
    let none = Iteration { most: 20_000, ..Iteration::default() };

    add("edges", bare.edges().map(|(v, w, _)| json!([v, w])).collect());
    for (suffix, strong, long) in [("", &bare, &bare), ("_weighted", &strong, &long)] {
        let name = |measure: &str| format!("{measure}{suffix}");
        add(&name("strength_in"), json!(strength(strong, Ends::In)));
        add(&name("strength_out"), json!(strength(strong, Ends::Out)));
        add(&name("strength"), json!(strength(strong, Ends::Both)));
        add(&name("degree_centrality"), json!(degree_centrality(strong, Ends::Both)));
        add(&name("betweenness"), json!(betweenness(long, EXACT, &())?));
        add(
            &name("betweenness_raw"),
            json!(betweenness(long, BetweennessOptions { normalized: false, ..EXACT }, &())?),
        );
        add(&name("edge_betweenness"), json!(edge_betweenness(long, EXACT, &())?));
        add(&name("closeness"), json!(closeness(long, &())?));
        add(&name("harmonic"), json!(harmonic(long, &())?));
        add(&name("eigenvector"), json!(eigenvector(strong, none, &()).ok()));
        add(&name("katz"), json!(katz(strong, 0.05, none, &()).ok()));
        add(&name("pagerank"), json!(pagerank(strong, 0.85, &[], none, &())?));
        let personal: Vec<f64> = (0..nodes).map(|v| if v % 3 == 0 { 1.0 } else { 0.0 }).collect();
        add(
            &name("personalised_pagerank"),
            json!(pagerank(strong, 0.85, if nodes > 0 { &personal } else { &[] }, none, &())?),
        );
        let hits = hits(strong, none, &()).ok();
        add(&name("hubs"), json!(hits.as_ref().map(|h| &h.hubs)));
        add(&name("authorities"), json!(hits.as_ref().map(|h| &h.authorities)));
        add(&name("clustering"), json!(clustering(strong, &())?));
        add(&name("constraint"), json!(constraint(strong, &())?));
        add(&name("effective_size"), json!(effective_size(strong, &())?));
        add(&name("distances"), json!(distances(long, &(0..nodes).collect::<Vec<_>>())));
        let mut paths = Vec::new();
        for pair in graph["pairs"].as_array().ok_or("pairs are missing")? {
            let (a, b) = (number(&pair[0])? as usize, number(&pair[1])? as usize);
            let shortest = shortest_paths(long, &[(a, b)]).remove(0).map(|p| (p.length, p.nodes));
            let several: Vec<f64> = k_shortest_paths(long, a, b, 10, &())?.iter().map(|p| p.length).collect();
            paths.push(
                json!({"shortest": shortest, "several": several, "all": all_shortest_paths(&bare, a, b, 1000, &())?,
                "simple": simple_paths(&bare, a, b, 4, 100_000, &())?}),
            );
        }
        add(&name("paths"), json!(paths));
        let louder = LeidenOptions { starts: 100, ..LeidenOptions::default() };
        add(&name("communities"), json!(leiden(strong, louder, &())?));
    }
    add("core_numbers", json!(core_numbers(&bare)));
    add("transitivity", json!(transitivity(&bare)));
    add("density", json!(density(&bare)));
    add("reciprocity", json!(reciprocity(&bare)));
    add("components", json!(components(&bare)));
    add("strong_components", json!(strong_components(&bare)));
    let cuts = cuts(&bare);
    add("articulation_points", json!(cuts.nodes));
    add("bridges", json!(cuts.edges));
    add("degree_assortativity", json!(degree_assortativity(&bare)));
    let groups: Vec<usize> = (0..nodes).map(|v| v % 3).collect();
    let known: Vec<Option<usize>> = groups.iter().copied().map(Some).collect();
    add("group_assortativity", json!(group_assortativity(&bare, &known)));
    add("modularity", json!(modularity(&strong, &groups, 1.0)));
    for (name, shared) in [("jaccard", Shared::Jaccard), ("adamic_adar", Shared::AdamicAdar)] {
        add(name, (0..nodes).map(|v| json!(similarity(&bare_undirected, v, shared))).collect());
    }
    // Even nodes as members, odd ones as what they share.
    let half = nodes.div_ceil(2);
    let ties: Vec<(u32, u32)> =
        edges.iter().filter(|(a, b)| a % 2 == 0 && b % 2 == 1).map(|(a, b)| (a / 2, b / 2)).collect();
    for (name, weight) in [
        ("shared", SharedWeight::Count),
        ("shared_jaccard", SharedWeight::Jaccard),
        ("shared_newman", SharedWeight::Newman),
    ] {
        add(name, project(half, half, &ties, weight).edges().map(|e| json!(e)).collect());
    }
    Ok(out)
}
