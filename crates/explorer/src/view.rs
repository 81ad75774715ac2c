//! What the explorer keeps in memory of a store.

use crate::{Failure, Source};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_graph::search::Names;
use policygraph_graph::{PolicyGraph, Weight};
use policygraph_model::{EntityType, Predicate};
use policygraph_network::{Iteration, Kind, Network, pagerank};
use policygraph_store::{DocumentOutline, SpanOfMention, Store, StoreError, StoredBudget};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// A store as it was in one state: its graph in memory, and what is made of it when it is first asked for.
pub struct View {
    state: String,
    pub(crate) store: Store,
    pub(crate) graph: PolicyGraph,
    pub(crate) names: Names,
    ranks: OnceLock<Vec<f64>>,
    network: OnceLock<Network>,
    detours: OnceLock<Network>,
    budgets: OnceLock<HashMap<String, Vec<StoredBudget>>>,
    outlines: OnceLock<Vec<DocumentOutline>>,
    mentions: Mutex<HashMap<String, Arc<Vec<SpanOfMention>>>>,
}

impl View {
    /// A view of a graph and the store that it is of.
    #[must_use]
    pub fn new(state: String, store: Store, graph: PolicyGraph) -> Self {
        let names = Names::of(&graph);
        Self {
            state,
            store,
            graph,
            names,
            ranks: OnceLock::new(),
            network: OnceLock::new(),
            detours: OnceLock::new(),
            budgets: OnceLock::new(),
            outlines: OnceLock::new(),
            mentions: Mutex::default(),
        }
    }

    /// Number of relations from and to a node.
    pub(crate) fn degree(&self, node: NodeIndex) -> usize {
        self.names.degree(node)
    }

    /// The codes of the countries of an entity, in their order: its own, and those in which a programme or law is implemented, by which most
    /// of these are known.
    pub(crate) fn countries(&self, node: NodeIndex) -> BTreeSet<&str> {
        let g = self.graph.graph();
        let places = g.edges(node).filter(|e| e.weight().predicate == Predicate::ImplementedIn).map(|e| &g[e.target()]);
        let implemented = places.filter(|n| n.kind == EntityType::Country).filter_map(|n| n.countries.first());
        g[node].countries.iter().chain(implemented).map(String::as_str).collect()
    }

    /// PageRank of each node, directions left out: who is tied to those that are.
    pub(crate) fn ranks(&self) -> &[f64] {
        self.ranks.get_or_init(|| {
            let ranks = pagerank(self.network(), 0.85, &[], Iteration::default(), &());
            ranks.unwrap_or_else(|_| vec![0.0; self.graph.graph().node_count()])
        })
    }

    /// All entities tied by their relations, directions left out.
    pub(crate) fn network(&self) -> &Network {
        self.network.get_or_init(|| self.graph.network(Kind::Undirected, Weight::One))
    }

    /// The same with lengths by which paths go around countries and hubs.
    pub(crate) fn detours(&self) -> &Network {
        self.detours.get_or_init(|| self.graph.detours(Kind::Undirected))
    }

    /// The budgets of an entity.
    pub(crate) fn budgets(&self, subject: &str) -> Result<&[StoredBudget], StoreError> {
        if self.budgets.get().is_none() {
            let mut of: HashMap<String, Vec<StoredBudget>> = HashMap::new();
            for budget in self.store.budgets()? {
                of.entry(budget.subject.clone()).or_default().push(budget);
            }
            let _ = self.budgets.set(of);
        }
        Ok(self.budgets.get().and_then(|of| of.get(subject)).map_or(&[], Vec::as_slice))
    }

    /// The documents with their sections.
    pub(crate) fn outlines(&self) -> Result<&[DocumentOutline], StoreError> {
        if self.outlines.get().is_none() {
            let _ = self.outlines.set(self.store.outlines()?);
        }
        Ok(self.outlines.get().map_or(&[], Vec::as_slice))
    }

    /// Where a document names entities.
    pub(crate) fn mentions(&self, document: &str) -> Result<Arc<Vec<SpanOfMention>>, StoreError> {
        let known = |view: &Self| view.mentions.lock().unwrap_or_else(PoisonError::into_inner).get(document).cloned();
        if let Some(spans) = known(self) {
            return Ok(spans);
        }
        let spans = Arc::new(self.store.spans_of_mentions(document)?);
        self.mentions.lock().unwrap_or_else(PoisonError::into_inner).insert(document.to_owned(), Arc::clone(&spans));
        Ok(spans)
    }
}

/// A view that takes longer is made in the background, while the one before it is shown.
const SOON: Duration = Duration::from_millis(500);

/// The view of the store as it is now.
pub(crate) struct Current {
    source: Arc<dyn Source>,
    /// The last view, and how long it took to make.
    last: Mutex<Option<(Arc<View>, Duration)>>,
    /// Held by who makes a view.
    making: Mutex<()>,
}

impl Current {
    pub(crate) fn new(source: Arc<dyn Source>) -> Self {
        Self { source, last: Mutex::new(None), making: Mutex::new(()) }
    }

    fn last(&self) -> Option<(Arc<View>, Duration)> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The view; the first one is waited for.
    pub(crate) fn view(self: &Arc<Self>) -> Result<Arc<View>, Failure> {
        let state = self.source.state()?;
        match self.last() {
            Some((view, _)) if view.state == state => Ok(view),
            Some((view, took)) if took > SOON => {
                let current = Arc::clone(self);
                std::thread::spawn(move || {
                    if let Ok(_making) = current.making.try_lock() {
                        // The next request tries again.
                        let _ = current.make(state);
                    }
                });
                Ok(view)
            }
            _ => self.fresh(),
        }
    }

    /// The view of the store as it is now, however long it takes to make.
    pub(crate) fn fresh(&self) -> Result<Arc<View>, Failure> {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.source.state()?;
        match self.last() {
            Some((view, _)) if view.state == state => Ok(view),
            _ => self.make(state),
        }
    }

    fn make(&self, state: String) -> Result<Arc<View>, Failure> {
        let started = Instant::now();
        let (store, graph) = (self.source.store()?, self.source.graph()?);
        let view = Arc::new(View::new(state, store, graph));
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((Arc::clone(&view), started.elapsed()));
        Ok(view)
    }
}
