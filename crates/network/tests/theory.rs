//! What theory says of all measures: names of nodes do not matter, and a node without ties changes only what counts nodes.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

use policygraph_network::*;
use proptest::prelude::*;

const NODES: u32 = 12;
const EXACT: BetweennessOptions = BetweennessOptions { normalized: false, sources: None, seed: 0 };

/// All measures that give a value a node.
fn measures(network: &Network) -> Vec<(&'static str, Vec<f64>)> {
    let iteration = Iteration { tolerance: 1e-13, ..Iteration::default() };
    let cores = core_numbers(network).into_iter().map(|k| k as f64).collect();
    vec![
        ("in-strength", strength(network, Ends::In)),
        ("out-strength", strength(network, Ends::Out)),
        ("strength", strength(network, Ends::Both)),
        ("betweenness", betweenness(network, EXACT, &()).unwrap()),
        ("closeness", closeness(network, &()).unwrap()),
        ("harmonic", harmonic(network, &()).unwrap()),
        ("katz", katz(network, 0.01, iteration, &()).unwrap()),
        ("pagerank", pagerank(network, 0.85, &[], iteration, &()).unwrap()),
        ("cores", cores),
        ("clustering", clustering(network, &()).unwrap()),
        ("constraint", constraint(network, &()).unwrap()),
        ("effective size", effective_size(network, &()).unwrap()),
    ]
}

/// All that describes a network as a whole.
fn figures(network: &Network) -> Vec<(&'static str, Option<f64>)> {
    let groups: Vec<usize> = components(network);
    vec![
        ("transitivity", Some(transitivity(network))),
        ("reciprocity", reciprocity(network)),
        ("degree assortativity", degree_assortativity(network)),
        ("modularity of components", Some(modularity(network, &groups, 1.0))),
        ("bridges", Some(cuts(network).edges.len() as f64)),
        ("cuts", Some(cuts(network).nodes.len() as f64)),
    ]
}

fn same(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() < 1e-9 || a.is_nan() && b.is_nan()
}

fn network(nodes: u32, edges: &[(u32, u32, f64)], weighted: bool, kind: Kind) -> Network {
    let ends: Vec<(u32, u32)> = edges.iter().map(|e| (e.0, e.1)).collect();
    let weights: Vec<f64> = if weighted { edges.iter().map(|e| e.2).collect() } else { Vec::new() };
    Network::from_edges(nodes as usize, &ends, &weights, kind, Merge::Sum)
}

fn edges() -> impl Strategy<Value = Vec<(u32, u32, f64)>> {
    prop::collection::vec((0..NODES, 0..NODES, (1_u8..5).prop_map(f64::from)), 0..40)
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Directed), Just(Kind::Undirected)]
}

proptest! {
    #[test]
    fn names_do_not_matter(edges in edges(), order in Just((0..NODES).collect::<Vec<_>>()).prop_shuffle(), weighted: bool, kind in kind()) {
        let renamed: Vec<_> = edges.iter().map(|&(a, b, w)| (order[a as usize], order[b as usize], w)).collect();
        let (a, b) = (network(NODES, &edges, weighted, kind), network(NODES, &renamed, weighted, kind));
        for ((name, before), (_, after)) in measures(&a).into_iter().zip(measures(&b)) {
            for v in 0..NODES as usize {
                let (x, y) = (before[v], after[order[v] as usize]);
                prop_assert!(same(x, y), "{name} of node {v}: {x} {y}");
            }
        }
        for ((name, x), (_, y)) in figures(&a).into_iter().zip(figures(&b)) {
            prop_assert!(same(x.unwrap_or(f64::NAN), y.unwrap_or(f64::NAN)), "{name}: {x:?} {y:?}");
        }
        let pairs: Vec<(usize, usize)> = (0..NODES as usize).map(|v| (0, v)).collect();
        let other: Vec<(usize, usize)> = pairs.iter().map(|&(v, w)| (order[v] as usize, order[w] as usize)).collect();
        for (x, y) in shortest_paths(&a, &pairs).into_iter().zip(shortest_paths(&b, &other)) {
            prop_assert_eq!(x.map(|p| p.length), y.map(|p| p.length));
        }
    }

    /// PageRank gives the new node a share, Katz rescales by its own value, and closeness is scaled by the number of nodes; the rest of
    /// the nodes keep their values.
    #[test]
    fn a_node_without_ties(edges in edges(), weighted: bool, kind in kind()) {
        let (a, b) = (network(NODES, &edges, weighted, kind), network(NODES + 1, &edges, weighted, kind));
        let n = f64::from(NODES);
        for ((name, before), (_, after)) in measures(&a).into_iter().zip(measures(&b)) {
            let (old, new) = (&after[..NODES as usize], after[NODES as usize]);
            let scale = match name {
                "closeness" => (n - 1.0) / n,
                "pagerank" => 1.0 - new,
                "katz" => (1.0 - new * new).sqrt(),
                _ => 1.0,
            };
            for (v, (x, y)) in before.iter().zip(old).enumerate() {
                prop_assert!(same(x * scale, *y), "{name} of node {v}: {x} {y}");
            }
            prop_assert!(["pagerank", "katz"].contains(&name) || new == 0.0 || new.is_nan(), "{name}: {new}");
        }
        for ((name, x), (_, y)) in figures(&a).into_iter().zip(figures(&b)) {
            prop_assert!(same(x.unwrap_or(f64::NAN), y.unwrap_or(f64::NAN)), "{name}: {x:?} {y:?}");
        }
        let communities = leiden(&b, LeidenOptions::default(), &()).unwrap();
        prop_assert_eq!(communities.iter().filter(|c| **c == communities[NODES as usize]).count(), 1);
    }
}

/// The same bits for any number of threads.
#[test]
fn threads_do_not_matter() {
    let mut random = fastrand::Rng::with_seed(3);
    let edges: Vec<_> = (0..6000).map(|_| (random.u32(..1500), random.u32(..1500), random.f64() + 0.1)).collect();
    for kind in [Kind::Directed, Kind::Undirected] {
        let network = network(1500, &edges, true, kind);
        let all = |threads| {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| {
                let options = LeidenOptions { starts: 3, ..LeidenOptions::default() };
                let random = compare_with_null_model(&network, transitivity, 20, 7, &()).unwrap();
                let edges = edge_betweenness(&network, EXACT, &()).unwrap();
                let bits = |values: Vec<f64>| values.into_iter().map(f64::to_bits).collect::<Vec<_>>();
                let nodes: Vec<_> = measures(&network).into_iter().map(|(_, values)| bits(values)).collect();
                (nodes, bits(edges), leiden(&network, options, &()).unwrap(), random)
            })
        };
        let one = all(1);
        assert!(all(2) == one && all(5) == one);
    }
}
