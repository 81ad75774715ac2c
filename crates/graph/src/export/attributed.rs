//! A graph as writers take it: nodes and edges with named values.

use crate::PolicyGraph;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{EdgeIndex, NodeIndex};
use policygraph_model::EntityType;
use std::borrow::Cow;
use std::io;
use std::ops::Range;

/// A value of a node or an edge.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'v> {
    /// Text; empty text is no value.
    Text(Cow<'v, str>),
    /// A number; one that is not finite is no value.
    Number(f64),
}

impl<'v> Value<'v> {
    /// A text.
    pub fn text(text: impl Into<Cow<'v, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Whether there is a value.
    pub(crate) fn is_some(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(x) => x.is_finite(),
        }
    }

    /// As it is written; empty if there is no value.
    pub(crate) fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(x) if x.is_finite() => Cow::Owned(x.to_string()),
            Self::Number(_) => Cow::Borrowed(""),
        }
    }
}

/// What kind of values a name has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Numbers.
    Number,
    /// Whole numbers.
    Integer,
}

impl Kind {
    /// Its name in GraphML and GEXF, which share this one for whole numbers.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "double",
            Self::Integer => "long",
        }
    }
}

/// A node as it is written.
#[derive(Debug, Clone, Copy)]
pub struct NodeRow<'r> {
    /// Its place, from 0.
    pub place: usize,
    /// Its id.
    pub id: &'r str,
    /// Its label.
    pub label: &'r str,
    /// A value a column.
    pub values: &'r [Value<'r>],
    /// How it looks; nothing leaves that to the reader.
    pub style: Option<Style>,
}

/// An edge as it is written.
#[derive(Debug, Clone, Copy)]
pub struct EdgeRow<'r> {
    /// Its place, from 0.
    pub place: usize,
    /// Id and place of its source.
    pub source: (&'r str, usize),
    /// Id and place of its target.
    pub target: (&'r str, usize),
    /// What tells it apart from others between the same nodes.
    pub kind: Option<&'r str>,
    /// A value a column.
    pub values: &'r [Value<'r>],
    /// The first and last year in which it holds.
    pub years: Option<(i16, i16)>,
}

/// How a node looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Red, green and blue.
    pub colour: [u8; 3],
    /// Diameter, 10 for a node without ties.
    pub size: f64,
}

impl Style {
    /// The colour as in HTML.
    pub(crate) fn hex(self) -> String {
        let [red, green, blue] = self.colour;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// By type, in the colours of Okabe and Ito that people tell apart who see colours otherwise, and tints of them; the larger the more ties.
    fn of(kind: EntityType, ties: usize) -> Self {
        use EntityType::{
            Association, Company, Country, Document, GovernmentAgency, InternationalOrganization, Legislation,
            MediaOrganization, Person, Place, Product, Program, ResearchOrganization, Technology,
        };
        let colour = match kind {
            Country => [0x00, 0x00, 0x00],
            Place => [0x76, 0x76, 0x76],
            GovernmentAgency => [0x00, 0x72, 0xb2],
            InternationalOrganization => [0x66, 0xaa, 0xd1],
            Company => [0xd5, 0x5e, 0x00],
            ResearchOrganization => [0x56, 0xb4, 0xe9],
            Association => [0xe5, 0x9e, 0x66],
            MediaOrganization => [0xb8, 0xb8, 0xb8],
            Person => [0xcc, 0x79, 0xa7],
            Program => [0x00, 0x9e, 0x73],
            Legislation => [0x66, 0xc5, 0xab],
            Document => [0xdd, 0xdd, 0xdd],
            Product => [0xe6, 0x9f, 0x00],
            Technology => [0xf0, 0xe4, 0x42],
        };
        Self { colour, size: 10.0 + 6.0 * (ties as f64).ln_1p() }
    }
}

/// Takes a node.
pub type EachNode<'f> = dyn FnMut(NodeRow<'_>) -> io::Result<()> + 'f;
/// Takes an edge.
pub type EachEdge<'f> = dyn FnMut(EdgeRow<'_>) -> io::Result<()> + 'f;

/// A graph whose nodes and edges have named values.
pub trait Attributed: Sync {
    /// Whether edges lead from their source to their target; in a network of rows they do not.
    fn is_directed(&self) -> bool {
        false
    }
    /// Number of nodes.
    fn node_count(&self) -> usize;
    /// Number of edges.
    fn edge_count(&self) -> usize;
    /// The names of the values of nodes, beside their label.
    fn node_columns(&self) -> Vec<(String, Kind)>;
    /// The names of the values of edges, beside their kind.
    fn edge_columns(&self) -> Vec<(String, Kind)>;
    /// Gives the nodes at these places, one by one.
    ///
    /// # Errors
    /// What takes them fails.
    fn nodes_at(&self, places: Range<usize>, take: &mut EachNode<'_>) -> io::Result<()>;
    /// Gives the edges at these places, one by one.
    ///
    /// # Errors
    /// What takes them fails.
    fn edges_at(&self, places: Range<usize>, take: &mut EachEdge<'_>) -> io::Result<()>;

    /// Gives all nodes, one by one.
    ///
    /// # Errors
    /// What takes them fails.
    fn each_node(&self, take: &mut EachNode<'_>) -> io::Result<()> {
        self.nodes_at(0..self.node_count(), take)
    }
    /// Gives all edges, one by one.
    ///
    /// # Errors
    /// What takes them fails.
    fn each_edge(&self, take: &mut EachEdge<'_>) -> io::Result<()> {
        self.edges_at(0..self.edge_count(), take)
    }
}

impl Attributed for PolicyGraph {
    fn is_directed(&self) -> bool {
        true
    }

    fn node_count(&self) -> usize {
        self.graph().node_count()
    }

    fn edge_count(&self) -> usize {
        self.graph().edge_count()
    }

    fn node_columns(&self) -> Vec<(String, Kind)> {
        let text = ["label_en", "type", "country"].map(|name| (name.to_owned(), Kind::Text));
        let numbers = self.attributes().iter().map(|(name, _)| (name.clone(), Kind::Number));
        text.into_iter().chain(numbers).collect()
    }

    fn edge_columns(&self) -> Vec<(String, Kind)> {
        [
            ("confidence", Kind::Number),
            ("weight", Kind::Number),
            ("first_year", Kind::Integer),
            ("last_year", Kind::Integer),
            ("quote", Kind::Text),
            ("document", Kind::Text),
        ]
        .map(|(name, kind)| (name.to_owned(), kind))
        .to_vec()
    }

    fn nodes_at(&self, places: Range<usize>, take: &mut EachNode<'_>) -> io::Result<()> {
        for i in places {
            let node = &self.graph()[NodeIndex::new(i)];
            let mut values = vec![
                Value::text(node.label_en.as_deref().unwrap_or_default()),
                Value::text(node.kind.as_str()),
                Value::text(node.countries.join(" ")),
            ];
            values.extend(self.attributes().iter().map(|(_, of)| Value::Number(of[i])));
            let index = NodeIndex::new(i);
            let ties = self.graph().edges_directed(index, Outgoing).count()
                + self.graph().edges_directed(index, Incoming).count();
            let style = Some(Style::of(node.kind, ties));
            take(NodeRow { place: i, id: &node.id, label: &node.label, values: &values, style })?;
        }
        Ok(())
    }

    fn edges_at(&self, places: Range<usize>, take: &mut EachEdge<'_>) -> io::Result<()> {
        let g = self.graph();
        for edge in places.map(EdgeIndex::new) {
            let Some((source, target)) = g.edge_endpoints(edge) else { continue };
            let (statements, evidence) = (g[edge].statements(), g[edge].evidence());
            let years = statements
                .iter()
                .filter_map(|s| s.years)
                .reduce(|(first, last), (from, to)| (first.min(from), last.max(to)));
            let year = |year: Option<i16>| Value::Number(year.map_or(f64::NAN, f64::from));
            let values = [
                Value::Number(g[edge].confidence()),
                Value::Number(statements.len().max(1) as f64),
                year(years.map(|y| y.0)),
                year(years.map(|y| y.1)),
                Value::text(evidence.map_or("", |e| &e.quote)),
                Value::text(evidence.map_or("", |e| &e.source)),
            ];
            take(EdgeRow {
                place: edge.index(),
                source: (&g[source].id, source.index()),
                target: (&g[target].id, target.index()),
                kind: Some(g[edge].predicate.as_str()),
                values: &values,
                years,
            })?;
        }
        Ok(())
    }
}

/// An undirected network of rows, as analyses give them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// The names of the values of nodes.
    pub node_columns: Vec<(String, Kind)>,
    /// Id, label and values of each node.
    pub nodes: Vec<(String, String, Vec<Value<'static>>)>,
    /// The names of the values of edges.
    pub edge_columns: Vec<(String, Kind)>,
    /// Places of both ends among the nodes, and values, of each edge.
    pub edges: Vec<(usize, usize, Vec<Value<'static>>)>,
}

impl Attributed for Rows {
    fn node_count(&self) -> usize {
        self.nodes.len()
    }

    fn edge_count(&self) -> usize {
        self.edges.len()
    }

    fn node_columns(&self) -> Vec<(String, Kind)> {
        self.node_columns.clone()
    }

    fn edge_columns(&self) -> Vec<(String, Kind)> {
        self.edge_columns.clone()
    }

    fn nodes_at(&self, places: Range<usize>, take: &mut EachNode<'_>) -> io::Result<()> {
        let all = places.clone().zip(&self.nodes[places]);
        all.map(|(place, (id, label, values))| NodeRow { place, id, label, values, style: None }).try_for_each(take)
    }

    fn edges_at(&self, places: Range<usize>, take: &mut EachEdge<'_>) -> io::Result<()> {
        let end = |node: usize| (self.nodes[node].0.as_str(), node);
        let all = places.clone().zip(&self.edges[places]);
        all.map(|(place, (a, b, values))| EdgeRow {
            place,
            source: end(*a),
            target: end(*b),
            kind: None,
            values,
            years: None,
        })
        .try_for_each(take)
    }
}
