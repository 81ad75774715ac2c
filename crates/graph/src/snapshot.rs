//! The graph as bytes, to be kept beside the store that it was read from. Relations and their statements are apart: most questions need no
//! statements, and those of a large store take long to read.

use crate::{Edge, Node, PolicyGraph, Statement};
use bitcode::{Decode, Encode};
use petgraph::graph::NodeIndex;
use policygraph_model::{ClaimId, EntityType, Predicate, Status};
use rayon::prelude::*;

/// Of what is encoded below; bytes of another format are not read.
const FORMAT: u32 = 3;

/// Nodes or edges that are encoded together. Parts are made one by one, so that the encoded form of a large graph never stands beside it as a
/// whole before it is bytes, and are decoded side by side.
const PART: usize = 1 << 16;

#[derive(Encode, Decode)]
struct Relations {
    format: u32,
    state: String,
    /// Of [`PART`] nodes each.
    nodes: Vec<Vec<u8>>,
    /// Of [`PART`] edges each.
    edges: Vec<Vec<u8>>,
}

/// Source, target, and place of the predicate in the closed list.
type EncodedEdge = (u32, u32, u8);

#[derive(Encode, Decode)]
struct EncodedNode<'n> {
    id: &'n str,
    kind: u8,
    label: &'n str,
    label_en: Option<&'n str>,
    other_names: Vec<&'n str>,
    countries: Vec<&'n str>,
}

#[derive(Encode, Decode)]
struct Statements {
    format: u32,
    state: String,
    documents: Vec<String>,
    sections: Vec<String>,
    /// Of the statements of [`PART`] edges each.
    edges: Vec<Vec<u8>>,
}

#[derive(Encode, Decode)]
struct EncodedStatement {
    claim: [u8; 10],
    document: Option<u32>,
    section: Option<u32>,
    status: u8,
    confidence: f64,
    years: Option<(i16, i16)>,
}

/// The bytes of each part of a list.
fn parts<'l, T, E: Encode + 'l>(list: &'l [T], encode: impl Fn(&'l T) -> E) -> Vec<Vec<u8>> {
    list.chunks(PART).map(|part| bitcode::encode(&part.iter().map(&encode).collect::<Vec<E>>())).collect()
}

/// What the parts hold, read side by side; nothing if one is damaged.
fn whole<'p, E: Decode<'p>, T: Send>(
    parts: &'p [Vec<u8>],
    decode: impl Fn(E) -> Option<T> + Sync,
) -> Option<Vec<Vec<T>>> {
    let read = |part: &'p Vec<u8>| bitcode::decode::<Vec<E>>(part).ok()?.into_iter().map(&decode).collect();
    parts.par_iter().map(read).collect()
}

fn length<T>(parts: &[Vec<T>]) -> usize {
    parts.iter().map(Vec::len).sum()
}

/// The place of a member in its closed list.
fn place<T: PartialEq>(list: &[T], member: &T) -> u8 {
    list.iter().position(|m| m == member).and_then(|p| p.try_into().ok()).unwrap_or(u8::MAX)
}

fn member<T: Copy>(list: &[T], place: u8) -> Option<T> {
    list.get(usize::from(place)).copied()
}

impl<'n> EncodedNode<'n> {
    fn of(node: &'n Node) -> Self {
        Self {
            id: &node.id,
            kind: place(EntityType::ALL, &node.kind),
            label: &node.label,
            label_en: node.label_en.as_deref(),
            other_names: node.other_names.iter().map(String::as_str).collect(),
            countries: node.countries.iter().map(String::as_str).collect(),
        }
    }

    fn node(self) -> Option<Node> {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Some(Node {
            id: self.id.to_owned(),
            kind: member(EntityType::ALL, self.kind)?,
            label: self.label.to_owned(),
            label_en: self.label_en.map(str::to_owned),
            other_names: owned(self.other_names),
            countries: owned(self.countries),
        })
    }
}

impl EncodedStatement {
    fn of(statement: &Statement) -> Self {
        Self {
            claim: statement.claim.0,
            document: statement.document,
            section: statement.section,
            status: place(Status::ALL, &statement.status),
            confidence: statement.confidence,
            years: statement.years,
        }
    }

    fn statement(self) -> Option<Statement> {
        Some(Statement {
            claim: ClaimId(self.claim),
            document: self.document,
            section: self.section,
            status: member(Status::ALL, self.status)?,
            confidence: self.confidence,
            years: self.years,
        })
    }
}

impl PolicyGraph {
    /// The nodes and edges as bytes.
    ///
    /// # Arguments
    /// `state`: tells the state of the store that the graph was read from.
    #[must_use]
    pub fn encode_relations(&self, state: &str) -> Vec<u8> {
        let ends = |v: NodeIndex| u32::try_from(v.index()).unwrap_or(u32::MAX);
        bitcode::encode(&Relations {
            format: FORMAT,
            state: state.to_owned(),
            nodes: parts(self.graph.raw_nodes(), |n| EncodedNode::of(&n.weight)),
            edges: parts(self.graph.raw_edges(), |e| {
                (ends(e.source()), ends(e.target()), place(Predicate::ALL, &e.weight.predicate))
            }),
        })
    }

    /// The graph of the bytes, without statements; nothing if they are of another state or format, or damaged.
    #[must_use]
    pub fn decode_relations(bytes: &[u8], state: &str) -> Option<Self> {
        let read: Relations = bitcode::decode(bytes).ok()?;
        if read.format != FORMAT || read.state != state {
            return None;
        }
        let (nodes, edges) = rayon::join(
            || whole(&read.nodes, EncodedNode::node),
            || whole(&read.edges, |edge: EncodedEdge| Some(edge)),
        );
        let (nodes, edges) = (nodes?, edges?);
        let count = length(&nodes);
        let mut graph = Self::default();
        graph.reserve(count, length(&edges));
        for node in nodes.into_iter().flatten() {
            graph.add_node(node);
        }
        if graph.graph.node_count() != count {
            return None;
        }
        for (source, target, predicate) in edges.into_iter().flatten() {
            let (source, target) = (NodeIndex::from(source), NodeIndex::from(target));
            if source.index().max(target.index()) >= count {
                return None;
            }
            graph.connect(source, target, Edge::new(member(Predicate::ALL, predicate)?));
        }
        Some(graph)
    }

    /// The statements of all edges as bytes.
    #[must_use]
    pub fn encode_statements(&self, state: &str) -> Vec<u8> {
        bitcode::encode(&Statements {
            format: FORMAT,
            state: state.to_owned(),
            documents: self.documents.clone(),
            sections: self.sections.clone(),
            edges: parts(self.graph.raw_edges(), |e| {
                e.weight.statements().iter().map(EncodedStatement::of).collect::<Vec<_>>()
            }),
        })
    }

    /// Adds the statements of the bytes; whether they are of this state, format and graph.
    pub fn decode_statements(&mut self, bytes: &[u8], state: &str) -> bool {
        let Ok(read) = bitcode::decode::<Statements>(bytes) else { return false };
        if read.format != FORMAT || read.state != state {
            return false;
        }
        let of_edge = |statements: Vec<EncodedStatement>| {
            Some(statements.into_iter().filter_map(EncodedStatement::statement).collect())
        };
        let edges: Option<Vec<Vec<Vec<Statement>>>> = whole(&read.edges, of_edge);
        let Some(edges) = edges.filter(|parts| length(parts) == self.graph.edge_count()) else { return false };
        self.documents = read.documents;
        self.sections = read.sections;
        for (edge, statements) in self.graph.edge_weights_mut().zip(edges.into_iter().flatten()) {
            edge.set_statements(statements);
        }
        true
    }

    /// Adds the statements of edges.
    ///
    /// # Arguments
    /// - `documents`, `sections`: the names of documents and IRIs of sections that statements point to.
    /// - `of`: the statements of an edge.
    pub fn set_statements(
        &mut self,
        documents: Vec<String>,
        sections: Vec<String>,
        mut of: impl FnMut(&Node, Predicate, &Node) -> Vec<Statement>,
    ) {
        (self.documents, self.sections) = (documents, sections);
        for edge in self.graph.edge_indices() {
            if let Some((source, target)) = self.graph.edge_endpoints(edge) {
                let statements = of(&self.graph[source], self.graph[edge].predicate, &self.graph[target]);
                self.graph[edge].set_statements(statements);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::graph;
    use proptest::prelude::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        let mut written = graph(3, &[(0, 1), (0, 1), (2, 0)]);
        written.documents = vec!["d".into()];
        let relations = written.encode_relations("now");
        let mut read = PolicyGraph::decode_relations(&relations, "now").unwrap();
        assert!(read.decode_statements(&written.encode_statements("now"), "now"));
        assert_eq!(read.documents(), written.documents());
        let nodes = |g: &PolicyGraph| g.graph().node_weights().cloned().collect::<Vec<_>>();
        assert_eq!(nodes(&read), nodes(&written));
        for (a, b) in read.graph().edge_indices().zip(written.graph().edge_indices()) {
            assert_eq!(read.graph().edge_endpoints(a), written.graph().edge_endpoints(b));
            assert_eq!(read.graph()[a].statements(), written.graph()[b].statements());
        }
        assert!(PolicyGraph::decode_relations(&relations, "later").is_none());
        assert!(PolicyGraph::decode_relations(&relations[..relations.len() - 1], "now").is_none());
        assert!(!read.decode_statements(&graph(3, &[]).encode_statements("now"), "now"));
    }

    proptest! {
        /// What is not a graph is none, whatever the bytes; what a byte was changed in is another graph or none.
        #[test]
        fn damaged_bytes_are_no_disaster(at in 0_usize..500, byte: u8, any in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut bytes = graph(3, &[(0, 1), (2, 0)]).encode_relations("now");
            let at = at % bytes.len();
            bytes[at] = byte;
            for bytes in [bytes, any] {
                if let Some(mut read) = PolicyGraph::decode_relations(&bytes, "now") {
                    read.decode_statements(&bytes, "now");
                }
            }
        }
    }
}
