//! The programmes of the compared countries, and what each has.

use crate::layers::Layer;
use crate::support::{Backing, Support};
use crate::table::Bilingual;
use crate::{Inputs, Options};
use indexmap::{IndexMap, IndexSet};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_graph::{Node, PolicyGraph};
use policygraph_model::{ClaimId, EntityType, Predicate};
use std::collections::{BTreeMap, HashMap};

/// By what a programme belongs to a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is carried out in the country.
    ImplementedIn,
    /// It is carried out in a place of the country.
    Place,
    /// Who leads it belongs to the country.
    Leads,
    /// Who enacts it belongs to the country.
    Enacts,
    /// Who announces it belongs to the country.
    Announces,
    /// The registry says so.
    Registry,
}

impl How {
    /// Its name for readers.
    #[must_use]
    pub fn name(self) -> Bilingual {
        let (ko, en) = match self {
            Self::ImplementedIn => ("시행 국가", "implemented in"),
            Self::Place => ("시행 지역", "implemented in a place"),
            Self::Leads => ("주관 기관", "lead agency"),
            Self::Enacts => ("제정 기관", "enacting body"),
            Self::Announces => ("발표 기관", "announcer"),
            Self::Registry => ("레지스트리", "registry"),
        };
        Bilingual::new(ko, en)
    }
}

/// Something that a programme has in a layer.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    /// Place among the items of the layer.
    pub item: u32,
    pub support: Support,
}

/// A programme or law.
#[derive(Debug, Clone)]
pub(crate) struct Programme {
    pub node: NodeIndex,
    pub label: Bilingual,
    /// Places among the compared countries.
    pub countries: Vec<usize>,
    pub how: How,
    pub assigned: Support,
    /// What it has in each shared layer, by place.
    pub held: [Vec<Held>; Layer::SHARED.len()],
    /// The first and last year for which something is stated of it.
    pub years: Option<(i16, i16)>,
}

impl Programme {
    pub(crate) fn held(&self, layer: Layer) -> &[Held] {
        &self.held[layer as usize]
    }

    /// The only country it belongs to among those compared.
    pub(crate) fn country(&self) -> Option<usize> {
        match self.countries.as_slice() {
            [country] => Some(*country),
            _ => None,
        }
    }
}

/// Something that programmes can share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub id: String,
    pub label: Bilingual,
    /// In the graph, if it is there.
    pub node: Option<NodeIndex>,
}

/// All programmes of the compared countries.
#[derive(Debug)]
pub(crate) struct Programmes {
    pub all: Vec<Programme>,
    /// The items of each shared layer.
    pub items: [Vec<Item>; Layer::SHARED.len()],
    pub by_node: HashMap<NodeIndex, usize>,
    /// IRIs of sections that support something.
    pub sections: Vec<String>,
}

/// The relations by which an actor has to do with a programme.
pub(crate) const ACTS: [Predicate; 6] = [
    Predicate::Leads,
    Predicate::Announces,
    Predicate::Enacts,
    Predicate::ParticipatesIn,
    Predicate::Funds,
    Predicate::InvestsIn,
];

/// A label in both languages.
pub(crate) fn label(node: &Node) -> Bilingual {
    Bilingual::new(&node.label, node.label_en.as_deref().unwrap_or(&node.label))
}

/// The codes of the countries that a node belongs to, with the statements that say so.
pub(crate) fn countries_of(graph: &PolicyGraph, node: NodeIndex) -> BTreeMap<String, Support> {
    let n = &graph.graph()[node];
    let mut countries: BTreeMap<String, Support> =
        n.countries.iter().map(|code| (code.clone(), Support::default())).collect();
    for edge in graph.graph().edges(node) {
        use Predicate::{BasedIn, HasJurisdiction, LocatedIn};
        let target = &graph.graph()[edge.target()];
        if matches!(edge.weight().predicate, HasJurisdiction | BasedIn | LocatedIn)
            && target.kind == EntityType::Country
        {
            for code in &target.countries {
                countries.entry(code.clone()).or_default().add(&Support::of(edge.weight().statements()));
            }
        }
    }
    countries
}

/// The countries of a programme by the first way that gives any.
fn assigned(graph: &PolicyGraph, node: NodeIndex) -> Option<(How, BTreeMap<String, Support>)> {
    let mut ways: BTreeMap<How, BTreeMap<String, Support>> = BTreeMap::new();
    let mut add = |how: How, of: NodeIndex, statements: &[policygraph_graph::Statement]| {
        for (code, mut support) in countries_of(graph, of) {
            support.add(&Support::of(statements));
            ways.entry(how).or_default().entry(code).or_default().add(&support);
        }
    };
    for edge in graph.graph().edges(node).filter(|e| e.weight().predicate == Predicate::ImplementedIn) {
        let is_country = graph.graph()[edge.target()].kind == EntityType::Country;
        add(if is_country { How::ImplementedIn } else { How::Place }, edge.target(), edge.weight().statements());
    }
    for edge in graph.graph().edges_directed(node, Incoming) {
        let how = match edge.weight().predicate {
            Predicate::Leads => How::Leads,
            Predicate::Enacts => How::Enacts,
            Predicate::Announces => How::Announces,
            _ => continue,
        };
        // A paper reports on programmes of any country.
        if graph.graph()[edge.source()].kind != EntityType::MediaOrganization {
            add(how, edge.source(), edge.weight().statements());
        }
    }
    for code in &graph.graph()[node].countries {
        ways.entry(How::Registry).or_default().entry(code.clone()).or_default();
    }
    ways.into_iter().next()
}

/// Items of the layers, as they are met.
#[derive(Default)]
struct Catalogue {
    items: [IndexMap<String, Item>; Layer::SHARED.len()],
    sections: IndexSet<String>,
}

impl Catalogue {
    fn item(&mut self, layer: Layer, id: &str, label: impl FnOnce() -> Bilingual, node: Option<NodeIndex>) -> u32 {
        let items = &mut self.items[layer as usize];
        let place = match items.get_index_of(id) {
            Some(place) => place,
            None => items.insert_full(id.to_owned(), Item { id: id.to_owned(), label: label(), node }).0,
        };
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

impl Programmes {
    /// Collects the programmes of the compared countries.
    pub(crate) fn collect(inputs: &Inputs<'_>, options: &Options) -> Self {
        let graph = inputs.graph;
        let places: HashMap<&str, usize> =
            inputs.countries.iter().enumerate().map(|(i, c)| (c.code.as_str(), i)).collect();
        let mut catalogue = Catalogue { sections: graph.sections().iter().cloned().collect(), ..Catalogue::default() };
        let mut tags: HashMap<&str, Vec<&crate::context::Tag>> = HashMap::new();
        for tag in &inputs.context.tags {
            tags.entry(&tag.subject).or_default().push(tag);
        }
        let mut all = Vec::new();
        for node in graph.graph().node_indices() {
            let n = &graph.graph()[node];
            if !matches!(n.kind, EntityType::Program | EntityType::Legislation) || !options.wants(n.kind) {
                continue;
            }
            let Some((how, countries)) = assigned(graph, node) else { continue };
            let mut support = Support::default();
            let mut compared: Vec<usize> = Vec::new();
            for (code, of) in &countries {
                if let Some(&place) = places.get(code.as_str()) {
                    compared.push(place);
                    support.add(of);
                }
            }
            if compared.is_empty() {
                continue;
            }
            compared.sort_unstable();
            if support.0.is_empty() {
                // The registry places it: what is stated of it shows that the text speaks of it.
                support = mentioned(graph, node);
            }
            let tags = tags.get(n.id.as_str()).map_or(&[][..], Vec::as_slice);
            let held = held(inputs, options, node, &support, tags, &mut catalogue);
            let programme = Programme {
                node,
                label: label(n),
                countries: compared,
                how,
                assigned: support,
                years: years(graph, node),
                held,
            };
            if options.topics.is_empty() || has_topic(&programme, options, &catalogue) {
                all.push(programme);
            }
        }
        let by_node = all.iter().enumerate().map(|(i, p)| (p.node, i)).collect();
        let sections = catalogue.sections.into_iter().collect();
        let items = catalogue.items.map(|items| items.into_values().collect());
        Self { all, items, by_node, sections }
    }

    pub(crate) fn items(&self, layer: Layer) -> &[Item] {
        &self.items[layer as usize]
    }

    /// How many programmes have each item.
    pub(crate) fn degrees(&self, layer: Layer) -> Vec<u32> {
        let mut degrees = vec![0; self.items(layer).len()];
        for held in self.all.iter().flat_map(|p| p.held(layer)) {
            degrees[held.item as usize] += 1;
        }
        degrees
    }
}

fn has_topic(programme: &Programme, options: &Options, catalogue: &Catalogue) -> bool {
    let items = &catalogue.items[Layer::Topics as usize];
    programme.held(Layer::Topics).iter().any(|h| options.topics.contains(&items[h.item as usize].id))
}

/// What is stated of a programme.
fn mentioned(graph: &PolicyGraph, node: NodeIndex) -> Support {
    let mut support = Support::default();
    for direction in [Outgoing, Incoming] {
        let edges = graph.graph().edges_directed(node, direction);
        edges.for_each(|e| support.add(&Support::of(e.weight().statements())));
    }
    support
}

/// The years for which something is stated of a programme.
fn years(graph: &PolicyGraph, node: NodeIndex) -> Option<(i16, i16)> {
    let edges = graph.graph().edges(node).chain(graph.graph().edges_directed(node, Incoming));
    let years = edges.flat_map(|e| e.weight().statements()).filter_map(|s| s.years);
    years.reduce(|(a, b), (first, last)| (a.min(first), b.max(last)))
}

/// What a programme has in each shared layer.
///
/// # Arguments
/// `placed`: the claims that place it in its countries, on which rests what its name says.
fn held(
    inputs: &Inputs<'_>,
    options: &Options,
    node: NodeIndex,
    placed: &Support,
    tags: &[&crate::context::Tag],
    catalogue: &mut Catalogue,
) -> [Vec<Held>; Layer::SHARED.len()] {
    let graph = inputs.graph;
    let mut held: [BTreeMap<u32, Support>; Layer::SHARED.len()] = Default::default();
    let mut add = |layer: Layer, item: u32, support: &Support| {
        held[layer as usize].entry(item).or_default().add(support);
    };
    for edge in graph.graph().edges_directed(node, Incoming) {
        let actor = &graph.graph()[edge.source()];
        let acts = actor.kind.is_actor() && actor.kind != EntityType::Country && options.wants(actor.kind);
        if acts && ACTS.contains(&edge.weight().predicate) {
            let item = catalogue.item(Layer::Actors, &actor.id, || label(actor), Some(edge.source()));
            add(Layer::Actors, item, &Support::of(edge.weight().statements()));
        }
    }
    let mut topics: Vec<Bilingual> = Vec::new();
    for edge in graph.graph().edges_directed(node, Outgoing) {
        let target = &graph.graph()[edge.target()];
        let layer = match (edge.weight().predicate, target.kind) {
            (Predicate::HasTopic, _) => Layer::Topics,
            (Predicate::ImplementedIn, EntityType::Place) => Layer::Places,
            _ => continue,
        };
        let item = catalogue.item(layer, &target.id, || label(target), Some(edge.target()));
        add(layer, item, &Support::of(edge.weight().statements()));
        if layer == Layer::Topics {
            topics.push(label(target));
        }
    }
    for tag in tags {
        let layer = if inputs.concepts.is_instrument(&tag.concept) { Layer::Instruments } else { Layer::Topics };
        let name = || inputs.concepts.label(&tag.concept);
        let item = catalogue.item(layer, &tag.concept, name, graph.node(&tag.concept));
        let section = u32::try_from(catalogue.sections.insert_full(tag.section.clone()).0).ok();
        add(layer, item, &Support(vec![Backing { claim: ClaimId(tag.claim), confidence: tag.confidence, section }]));
        if layer == Layer::Topics {
            topics.push(name());
        }
    }
    for word in words(&graph.graph()[node], inputs) {
        // A topic in the name is a topic already.
        if topics.iter().any(|t| [&t.ko, &t.en].iter().any(|l| overlaps(l, &word))) {
            continue;
        }
        let item = catalogue.item(Layer::Purpose, &word, || Bilingual::same(&word), None);
        add(Layer::Purpose, item, placed);
    }
    held.map(|items| items.into_iter().map(|(item, support)| Held { item, support }).collect())
}

fn overlaps(label: &str, word: &str) -> bool {
    let label = label.to_lowercase();
    label.contains(word) || word.contains(&label)
}

/// The words of the names of a programme that say what it is for: without numbers, kinds of programmes and countries.
fn words(node: &Node, inputs: &Inputs<'_>) -> IndexSet<String> {
    let mut words = IndexSet::new();
    for name in node.names() {
        for word in name.split(|c: char| !c.is_alphanumeric()) {
            let word = word.to_lowercase();
            // A syllable of Hangul says as much as two letters; short words of English are articles and prepositions.
            let letters: usize =
                word.chars().map(|c| usize::from(c.is_alphabetic()) + usize::from(c > '\u{1100}')).sum();
            if letters > 3 && !word.starts_with(|c: char| c.is_ascii_digit()) {
                words.extend((inputs.keyword)(&word));
            }
        }
    }
    words
}
