//! A graph as writers take it: nodes and edges with named values.

use super::{attributes, countries, place, quote};
use crate::PolicyGraph;
use std::io;

/// A value of a node or an edge.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; empty text is no value.
    Text(String),
    /// A number; one that is not finite is no value.
    Number(f64),
}

impl Value {
    /// As it is written, if there is a value.
    pub(crate) fn written(&self) -> Option<String> {
        match self {
            Self::Text(text) => (!text.is_empty()).then(|| text.clone()),
            Self::Number(x) => x.is_finite().then(|| x.to_string()),
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
}

impl Kind {
    /// Its name in GraphML and GEXF.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "double",
        }
    }
}

/// Takes a node: its id, its label, its values.
pub type EachNode<'f> = dyn FnMut(&str, &str, &[Value]) -> io::Result<()> + 'f;
/// Takes an edge: the ids of its source and target, its kind, its values.
pub type EachEdge<'f> = dyn FnMut(&str, &str, Option<&str>, &[Value]) -> io::Result<()> + 'f;

/// A graph whose nodes and edges have named values.
pub trait Attributed {
    /// Whether edges lead from their source to their target.
    fn is_directed(&self) -> bool;
    /// The names of the values of nodes, beside their label.
    fn node_columns(&self) -> Vec<(String, Kind)>;
    /// The names of the values of edges, beside their kind.
    fn edge_columns(&self) -> Vec<(String, Kind)>;
    /// Gives all nodes, one by one.
    ///
    /// # Errors
    /// What takes them fails.
    fn each_node(&self, take: &mut EachNode<'_>) -> io::Result<()>;
    /// Gives all edges, one by one.
    ///
    /// # Errors
    /// What takes them fails.
    fn each_edge(&self, take: &mut EachEdge<'_>) -> io::Result<()>;
}

impl Attributed for PolicyGraph {
    fn is_directed(&self) -> bool {
        true
    }

    fn node_columns(&self) -> Vec<(String, Kind)> {
        let text = ["label_en", "type", "country"].map(|name| (name.to_owned(), Kind::Text));
        let numbers = self.attributes().iter().map(|(name, _)| (name.clone(), Kind::Number));
        text.into_iter().chain(numbers).collect()
    }

    fn edge_columns(&self) -> Vec<(String, Kind)> {
        [("confidence", Kind::Number), ("quote", Kind::Text), ("document", Kind::Text)]
            .map(|(name, kind)| (name.to_owned(), kind))
            .to_vec()
    }

    fn each_node(&self, take: &mut EachNode<'_>) -> io::Result<()> {
        for (i, node) in self.graph().node_weights().enumerate() {
            let mut values = vec![
                Value::Text(node.label_en.clone().unwrap_or_default()),
                Value::Text(node.kind.as_str().to_owned()),
                Value::Text(countries(node)),
            ];
            values.resize(values.len() + self.attributes().len(), Value::Number(f64::NAN));
            for (name, value) in attributes(self, i) {
                if let Some(place) = self.attributes().iter().position(|(n, _)| n == name) {
                    values[3 + place] = Value::Number(value);
                }
            }
            take(&node.id, &node.label, &values)?;
        }
        Ok(())
    }

    fn each_edge(&self, take: &mut EachEdge<'_>) -> io::Result<()> {
        let g = self.graph();
        for edge in g.edge_indices() {
            let Some((source, target)) = g.edge_endpoints(edge) else { continue };
            let values = [
                Value::Number(g[edge].confidence()),
                Value::Text(quote(&g[edge]).to_owned()),
                Value::Text(place(&g[edge]).to_owned()),
            ];
            take(&g[source].id, &g[target].id, Some(g[edge].predicate.as_str()), &values)?;
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
    pub nodes: Vec<(String, String, Vec<Value>)>,
    /// The names of the values of edges.
    pub edge_columns: Vec<(String, Kind)>,
    /// Places of both ends among the nodes, and values, of each edge.
    pub edges: Vec<(usize, usize, Vec<Value>)>,
}

impl Attributed for Rows {
    fn is_directed(&self) -> bool {
        false
    }

    fn node_columns(&self) -> Vec<(String, Kind)> {
        self.node_columns.clone()
    }

    fn edge_columns(&self) -> Vec<(String, Kind)> {
        self.edge_columns.clone()
    }

    fn each_node(&self, take: &mut EachNode<'_>) -> io::Result<()> {
        self.nodes.iter().try_for_each(|(id, label, values)| take(id, label, values))
    }

    fn each_edge(&self, take: &mut EachEdge<'_>) -> io::Result<()> {
        self.edges.iter().try_for_each(|(a, b, values)| take(&self.nodes[*a].0, &self.nodes[*b].0, None, values))
    }
}
