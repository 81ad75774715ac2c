//! Parts of a graph made by hand.

use crate::search::search;
use crate::subgraph::{Asked, picture};
use crate::view::View;
use policygraph_graph::{Edge, Filter, Node, PolicyGraph, Statement};
use policygraph_model::{ClaimId, EntityType, Predicate, Status};
use policygraph_store::Store;
use serde_json::{Value, json};

/// A ministry that leads two programmes, in one of which a company takes part that another competes with.
fn view() -> View {
    let mut graph = PolicyGraph::default();
    for (id, kind, label, en) in [
        ("m", EntityType::GovernmentAgency, "가온부", "Ministry of Gaon"),
        ("p", EntityType::Program, "누리 계획", "Nuri Plan"),
        ("q", EntityType::Program, "누리", "Nuri"),
        ("c", EntityType::Company, "새별사", "Saebyeol"),
        ("d", EntityType::Company, "한빛사", "Hanbit"),
    ] {
        let other_names = if id == "c" { vec!["SB 전자".to_owned()] } else { Vec::new() };
        graph.add_node(Node { label: label.into(), label_en: Some(en.into()), other_names, ..Node::new(id, kind) });
    }
    for (s, p, o, confidence) in [
        ("m", Predicate::Leads, "p", 0.9),
        ("m", Predicate::Leads, "q", 0.6),
        ("c", Predicate::ParticipatesIn, "p", 0.8),
        ("c", Predicate::CompetesWith, "d", 0.7),
    ] {
        let statement = Statement {
            claim: ClaimId::default(),
            document: None,
            section: None,
            status: Status::Stated,
            confidence,
            years: Some((2020, 2021)),
        };
        graph.add_edge(s, o, Edge::stated(p, vec![statement])).unwrap();
    }
    View::new("1".into(), Store::in_memory().unwrap(), graph)
}

fn found(text: &str) -> Vec<String> {
    search(&view(), text, &[], 10).into_iter().map(|f| f.entity.id).collect()
}

#[test]
fn whole_names_come_first_and_spaces_do_not_count() {
    assert_eq!(found("누리"), ["q", "p"]);
    assert_eq!(found("누리계"), ["p"]);
    assert_eq!(found("ministry"), ["m"]);
    assert_eq!(found("sb전"), ["c"]);
    assert_eq!(found("ㄴㄹㄱ"), ["p"]);
    assert_eq!(found(" "), [""; 0]);
    let by_other_name = search(&view(), "SB", &[], 10);
    assert_eq!(by_other_name[0].name.as_deref(), Some("SB 전자"));
    assert!(search(&view(), "누리", &[EntityType::Company], 10).is_empty());
}

#[test]
fn a_country_is_found_by_whatever_is_typed_for_it() {
    let mut graph = PolicyGraph::default();
    let country = "https://w3id.org/policygraph/id/country-us";
    for (id, kind, label) in [
        (country, EntityType::Country, "미국"),
        ("x", EntityType::GovernmentAgency, "미국 의회"),
        ("y", EntityType::GovernmentAgency, "미국의소리"),
        ("z", EntityType::GovernmentAgency, "부스 US"),
    ] {
        let countries = vec!["US".to_owned()];
        graph.add_node(Node { label: label.into(), label_en: None, countries, ..Node::new(id, kind) });
    }
    let view = View::new("1".into(), Store::in_memory().unwrap(), graph);
    for typed in [
        "미국",
        "\u{1106}\u{1175}\u{1100}\u{116e}\u{11a8}",
        "\u{200b}미국",
        "미국의",
        "US",
        "us",
        "美國",
        "美国",
        "미국에서",
    ] {
        let first = search(&view, typed, &[], 10).into_iter().next().map(|f| f.entity.id);
        assert_eq!(first.as_deref(), Some(country), "{typed:?}");
    }
}

#[test]
fn the_page_names_no_address_from_the_root() {
    for name in ["index.html", "yasgui.html"] {
        let page = crate::pages::text(name);
        assert!(page.contains("./assets/"), "{name}");
        assert!(!page.contains("=\"/"), "{name}: {page}");
    }
}

/// Ids of the nodes, number of the edges, number of what was left out, paths.
fn shown(filter: &Filter, ids: &[&str], asked: &Asked<'_>) -> (Vec<String>, usize, u64, Value) {
    let view = view();
    let around: Vec<_> = ids.iter().map(|id| view.graph.node(id).unwrap()).collect();
    let json = serde_json::to_value(picture(&view, filter, &Asked { around: &around, ..*asked })).unwrap();
    let nodes = json["nodes"].as_array().unwrap().iter().map(|n| n["id"].as_str().unwrap().to_owned()).collect();
    (nodes, json["edges"].as_array().unwrap().len(), json["more"].as_u64().unwrap(), json["paths"].clone())
}

fn all_edges() -> Asked<'static> {
    Asked { edges: 100, ..Asked::default() }
}

#[test]
fn too_many_edges_are_cut_to_the_surest_and_counted() {
    let cut = |asked: &Asked<'_>| {
        let json = serde_json::to_value(picture(&view(), &Filter::default(), asked)).unwrap();
        let ends = |e: &Value| format!("{}{}", e["source"].as_str().unwrap(), e["target"].as_str().unwrap());
        let edges: Vec<String> = json["edges"].as_array().unwrap().iter().map(ends).collect();
        (edges, json["moreEdges"].as_u64().unwrap())
    };
    assert_eq!(cut(&Asked { top: 9, edges: 2, ..Asked::default() }), (vec!["mp".into(), "cp".into()], 2));
    assert_eq!(cut(&Asked { top: 9, ..all_edges() }).1, 0);
    // What a path is made of stays, however unsure.
    let view = view();
    let ends = view.graph.node("c").zip(view.graph.node("d"));
    let (edges, more) = cut(&Asked { top: 9, ends, paths: 1, edges: 1, ..Asked::default() });
    assert_eq!((edges, more), (vec!["cd".into()], 3));
}

#[test]
fn neighbours_pass_the_filter_and_the_limit() {
    let all = Filter::default();
    let shown = |filter: &Filter, ids: &[&str], neighbours| shown(filter, ids, &Asked { neighbours, ..all_edges() });
    assert_eq!(shown(&all, &["m"], 9), (vec!["m".into(), "p".into(), "q".into()], 2, 0, json!([])));
    assert_eq!(shown(&all, &["m"], 1), (vec!["m".into(), "p".into()], 1, 1, json!([])));
    let sure = Filter { least_confidence: Some(0.7), ..Filter::default() };
    assert_eq!(shown(&sure, &["m"], 9).0, ["m", "p"]);
    // What is asked for by name stays, its ties have to pass.
    let companies = Filter { types: vec![EntityType::Company], ..Filter::default() };
    assert_eq!(shown(&companies, &["m"], 9), (vec!["m".into()], 0, 0, json!([])));
    assert_eq!(shown(&companies, &["c"], 9).0, ["c", "d"]);
}

#[test]
fn paths_and_the_most_central() {
    let view = view();
    let at = |id: &str| view.graph.node(id).unwrap();
    let ends = Asked { ends: Some((at("m"), at("d"))), paths: 5, ..all_edges() };
    let (nodes, edges, _, paths) = shown(&Filter::default(), &[], &ends);
    assert_eq!((nodes.len(), edges, paths), (4, 3, json!([["m", "p", "c", "d"]])));
    let (nodes, _, more, _) = shown(&Filter::default(), &[], &Asked { top: 2, ..all_edges() });
    assert_eq!((nodes.len(), more), (2, 3));
    let filtered = Filter { predicates: vec![Predicate::Leads], ..Filter::default() };
    assert_eq!(shown(&filtered, &[], &ends).3, json!([]));
}

#[test]
fn countries_come_along_only_where_they_are_wanted_and_paths_go_around_them() {
    let mut graph = PolicyGraph::default();
    for (id, kind) in [
        ("m", EntityType::GovernmentAgency),
        ("n", EntityType::GovernmentAgency),
        ("k", EntityType::Country),
        ("p", EntityType::Program),
        ("q", EntityType::Program),
        ("t", EntityType::Technology),
    ] {
        graph.add_node(Node::new(id, kind));
    }
    for (s, p, o) in [
        ("m", Predicate::HasJurisdiction, "k"),
        ("n", Predicate::HasJurisdiction, "k"),
        ("m", Predicate::Leads, "p"),
        ("n", Predicate::Leads, "q"),
        ("p", Predicate::HasTopic, "t"),
        ("q", Predicate::HasTopic, "t"),
    ] {
        graph.add_edge(s, o, Edge::stated(p, Vec::new())).unwrap();
    }
    let view = View::new("1".into(), Store::in_memory().unwrap(), graph);
    let at = |id: &str| view.graph.node(id).unwrap();
    let shown = |asked: &Asked<'_>| {
        let json = serde_json::to_value(picture(&view, &Filter::default(), asked)).unwrap();
        let mut nodes: Vec<_> = json["nodes"].as_array().unwrap().iter().map(|n| n["id"].clone()).collect();
        nodes.sort_by_key(Value::to_string);
        (json!(nodes), json["more"].clone())
    };
    assert_eq!(shown(&Asked { top: 9, ..all_edges() }), (json!(["m", "n", "p", "q", "t"]), json!(0)));
    assert_eq!(shown(&Asked { top: 9, country_nodes: true, ..all_edges() }).0, json!(["k", "m", "n", "p", "q", "t"]));
    let around = [at("m")];
    let near = Asked { around: &around, neighbours: 9, ..all_edges() };
    assert_eq!(shown(&near), (json!(["m", "p"]), json!(0)));
    // Who is named stays.
    let named = [at("k")];
    assert_eq!(shown(&Asked { around: &named, neighbours: 9, ..all_edges() }).0, json!(["k", "m", "n"]));
    let paths = |through_countries| {
        let asked = Asked { ends: Some((at("m"), at("n"))), paths: 3, through_countries, ..all_edges() };
        serde_json::to_value(picture(&view, &Filter::default(), &asked)).unwrap()["paths"].clone()
    };
    assert_eq!(paths(false), json!([["m", "p", "t", "q", "n"]]));
    assert_eq!(paths(true), json!([["m", "k", "n"]]));
}
