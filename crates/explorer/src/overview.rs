//! What a store holds, in numbers and in the words of both languages.

use crate::view::View;
use policygraph_comparison::country_colour;
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_ontology::{NAMESPACE, ONTOLOGY, Terms};
use policygraph_store::StoreError;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A term of a closed list, and how often the graph has it.
#[derive(Debug, Serialize)]
pub(crate) struct Counted {
    id: &'static str,
    ko: String,
    en: String,
    count: usize,
    /// Of a type: whether it can act.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<bool>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CountryRow {
    /// ISO 3166-1 alpha-2.
    code: String,
    /// ISO 3166-1 numeric, with leading zeros, where there is one.
    numeric: Option<String>,
    ko: String,
    en: String,
    /// Its colour, as in the report: `#rrggbb`.
    colour: &'static str,
    /// Number of its entities.
    count: usize,
    /// Number of its programmes and laws.
    programmes: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    version: &'static str,
    /// Whether corrections are taken, and files.
    edit: bool,
    /// The largest of these, in bytes.
    largest_file: usize,
    entities: usize,
    relations: usize,
    documents: Vec<String>,
    types: Vec<Counted>,
    predicates: Vec<Counted>,
    statuses: Vec<&'static str>,
    countries: Vec<CountryRow>,
    /// The first and last year of statements.
    years: Option<(i16, i16)>,
}

/// The names of a term in Korean and English.
fn label(local: &str) -> (String, String) {
    const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
    static TERMS: OnceLock<Terms> = OnceLock::new();
    let terms = TERMS.get_or_init(|| Terms::of(ONTOLOGY));
    let of = |language| terms.text(&format!("{NAMESPACE}{local}"), LABEL, language).unwrap_or(local).to_owned();
    (of("ko"), of("en"))
}

pub(crate) fn overview(view: &View, largest_file: Option<usize>) -> Result<Overview, StoreError> {
    let g = view.graph.graph();
    let mut types: BTreeMap<EntityType, usize> = BTreeMap::new();
    let mut countries: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for v in g.node_indices() {
        let node = &g[v];
        *types.entry(node.kind).or_default() += 1;
        for code in node.countries.iter().collect::<BTreeSet<_>>() {
            countries.entry(code).or_default().0 += 1;
        }
        if matches!(node.kind, EntityType::Program | EntityType::Legislation) {
            for code in view.countries(v) {
                countries.entry(code).or_default().1 += 1;
            }
        }
    }
    let mut predicates: BTreeMap<Predicate, usize> = BTreeMap::new();
    let mut years: Option<(i16, i16)> = None;
    for edge in g.edge_weights() {
        *predicates.entry(edge.predicate).or_default() += 1;
        for (from, to) in edge.statements().iter().filter_map(|s| s.years) {
            years = Some(years.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
        }
    }
    let counted = |id: &'static str, count, actor| {
        let (ko, en) = label(id);
        Counted { id, ko, en, count, actor }
    };
    let count_of = |kind| types.get(kind).copied().unwrap_or_default();
    Ok(Overview {
        version: env!("CARGO_PKG_VERSION"),
        edit: largest_file.is_some(),
        largest_file: largest_file.unwrap_or(0),
        entities: g.node_count(),
        relations: g.edge_count(),
        documents: view.store.documents()?.into_iter().map(|d| d.name).collect(),
        types: EntityType::ALL.iter().map(|k| counted(k.as_str(), count_of(k), Some(k.is_actor()))).collect(),
        predicates: Predicate::ALL
            .iter()
            .map(|p| counted(p.as_str(), predicates.get(p).copied().unwrap_or_default(), None))
            .collect(),
        statuses: Status::ALL.iter().map(|s| s.as_str()).collect(),
        countries: countries.into_iter().map(|(code, counts)| country(view, code, counts)).collect(),
        years,
    })
}

fn country(view: &View, code: &str, (count, programmes): (usize, usize)) -> CountryRow {
    let g = view.graph.graph();
    let id = format!("{}country-{}", policygraph_store::vocabulary::ID, code.to_lowercase());
    let node = view.graph.node(&id).map(|v| &g[v]);
    let iso = rust_iso3166::from_alpha2(code);
    let english = || iso.map_or_else(|| code.to_owned(), |c| c.name.to_owned());
    CountryRow {
        numeric: iso.map(|c| format!("{:03}", c.numeric)),
        ko: node.map_or_else(|| code.to_owned(), |n| n.label.clone()),
        en: node.and_then(|n| n.label_en.clone()).unwrap_or_else(english),
        colour: country_colour(code),
        code: code.to_owned(),
        count,
        programmes,
    }
}
