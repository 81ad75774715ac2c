//! The rule of direction: product → services → stages → base, and no stage depends on a stage.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const BASE: &[&str] =
    &["model", "korean", "seeds", "registry", "ontology", "queries", "network", "frames", "compaction"];
const STAGES: &[&str] = &[
    "ingest",
    "layout",
    "extract-entities",
    "extract-relations",
    "extract-statistics",
    "extract-tags",
    "resolve",
    "store",
    "graph",
    "evaluation",
    "validation",
];
/// What stands between the stages and the product, with the stages and services that each depends on: what turns a document into facts,
/// what asks other stores, what serves the store, and what compares countries and reports on it.
const SERVICES: &[(&str, &[&str])] = &[
    ("pipeline", &["extract-entities", "extract-relations", "extract-statistics", "extract-tags", "layout", "resolve"]),
    ("endpoint", &["store"]),
    ("server", &["store"]),
    ("tables", &["store"]),
    ("mcp", &["resolve", "server", "store"]),
    ("comparison", &["graph"]),
    ("report", &["comparison"]),
    ("explorer", &["comparison", "graph", "report", "resolve", "store"]),
];

/// The crates of the workspace that each crate depends on, outside tests.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(crates).unwrap() {
        let path = entry.unwrap().path();
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap();
        let section = manifest.split("[dependencies]").nth(1).unwrap_or_default().split("\n[").next().unwrap();
        let own = section
            .lines()
            .filter_map(|l| l.strip_prefix("policygraph-")?.split(['.', ' ', '=']).next())
            .map(str::to_owned)
            .collect();
        all.insert(path.file_name().unwrap().to_str().unwrap().to_owned(), own);
    }
    all
}

#[test]
fn stages_depend_on_the_base_only() {
    let all = dependencies();
    assert_eq!(all.len(), BASE.len() + STAGES.len() + SERVICES.len() + 1);
    for stage in STAGES {
        for dependency in &all[*stage] {
            assert!(BASE.contains(&dependency.as_str()), "{stage} depends on {dependency}");
        }
    }
    for (service, on) in SERVICES {
        let own = all[*service].iter().filter(|d| !BASE.contains(&d.as_str())).collect::<Vec<_>>();
        assert_eq!(own, on.iter().collect::<Vec<_>>(), "{service}");
    }
    assert!(all["queries"].is_empty() && all["compaction"].is_empty() && all["ontology"] == ["model"]);
    assert!(all["model"].is_empty() && all["korean"].is_empty());
    assert!(all["frames"].iter().all(|d| ["model", "korean", "registry"].contains(&d.as_str())));
    assert!(all["seeds"].iter().all(|d| ["model", "korean"].contains(&d.as_str())));
    assert!(all["registry"].iter().all(|d| ["model", "seeds"].contains(&d.as_str())));
}

#[test]
fn only_the_store_knows_oxigraph() {
    // And `compaction` the database below it.
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for name in dependencies().keys().filter(|n| *n != "store") {
        let manifest = fs::read_to_string(crates.join(name).join("Cargo.toml")).unwrap();
        // A benchmark compares with it.
        let used = manifest.split("[dev-dependencies]").next().unwrap();
        assert!(!used.contains("oxigraph"), "{name}");
    }
}
