//! The graph as bytes, to be kept beside the store that it was read from. Relations and their statements are apart: most questions need no
//! statements, and those of a large store take long to read.

use crate::{Edge, Node, PolicyGraph, Statement};
use bitcode::{Decode, Encode};
use petgraph::graph::NodeIndex;
use policygraph_model::{ClaimId, EntityType, Predicate, Status};

/// Of what is encoded below; bytes of another format are not read.
const FORMAT: u32 = 2;

#[derive(Encode, Decode)]
struct Relations {
    format: u32,
    state: String,
    /// Encoded by themselves, so that they are decoded side by side.
    nodes: Vec<u8>,
    edges: Vec<u8>,
}

/// Source, target, and place of the predicate in the closed list.
type EncodedEdge = (u32, u32, u8);

#[derive(Encode, Decode)]
struct EncodedNode {
    id: String,
    kind: u8,
    label: String,
    label_en: Option<String>,
    other_names: Vec<String>,
    countries: Vec<String>,
}

#[derive(Encode, Decode)]
struct Statements {
    format: u32,
    state: String,
    documents: Vec<String>,
    sections: Vec<String>,
    /// Of each edge.
    edges: Vec<Vec<EncodedStatement>>,
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

/// The place of a member in its closed list.
fn place<T: PartialEq>(list: &[T], member: &T) -> u8 {
    list.iter().position(|m| m == member).and_then(|p| p.try_into().ok()).unwrap_or(u8::MAX)
}

fn member<T: Copy>(list: &[T], place: u8) -> Option<T> {
    list.get(usize::from(place)).copied()
}

/// The graph of nodes and edges; nothing if they are damaged.
fn decoded(nodes: Vec<EncodedNode>, edges: &[EncodedEdge]) -> Option<PolicyGraph> {
    let count = nodes.len();
    let mut graph = PolicyGraph::default();
    graph.reserve(count, edges.len());
    for n in nodes {
        graph.add_node(Node {
            id: n.id,
            kind: member(EntityType::ALL, n.kind)?,
            label: n.label,
            label_en: n.label_en,
            other_names: n.other_names,
            countries: n.countries,
        });
    }
    if graph.graph.node_count() != count {
        return None;
    }
    for &(source, target, predicate) in edges {
        let (source, target) = (NodeIndex::from(source), NodeIndex::from(target));
        if source.index().max(target.index()) >= count {
            return None;
        }
        graph.connect(source, target, Edge::new(member(Predicate::ALL, predicate)?));
    }
    Some(graph)
}

impl PolicyGraph {
    /// The nodes and edges as bytes.
    ///
    /// # Arguments
    /// `state`: tells the state of the store that the graph was read from.
    #[must_use]
    pub fn encode_relations(&self, state: &str) -> Vec<u8> {
        let nodes = self.graph.node_weights().map(|n| EncodedNode {
            id: n.id.clone(),
            kind: place(EntityType::ALL, &n.kind),
            label: n.label.clone(),
            label_en: n.label_en.clone(),
            other_names: n.other_names.clone(),
            countries: n.countries.clone(),
        });
        let ends = |v: NodeIndex| u32::try_from(v.index()).unwrap_or(u32::MAX);
        let edges = self
            .graph
            .raw_edges()
            .iter()
            .map(|e| (ends(e.source()), ends(e.target()), place(Predicate::ALL, &e.weight.predicate)));
        bitcode::encode(&Relations {
            format: FORMAT,
            state: state.to_owned(),
            nodes: bitcode::encode(&nodes.collect::<Vec<_>>()),
            edges: bitcode::encode(&edges.collect::<Vec<EncodedEdge>>()),
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
            || bitcode::decode::<Vec<EncodedNode>>(&read.nodes),
            || bitcode::decode::<Vec<EncodedEdge>>(&read.edges),
        );
        let (nodes, edges) = (nodes.ok()?, edges.ok()?);
        decoded(nodes, &edges)
    }

    /// The statements of all edges as bytes.
    #[must_use]
    pub fn encode_statements(&self, state: &str) -> Vec<u8> {
        let encode = |s: &Statement| EncodedStatement {
            claim: s.claim.0,
            document: s.document,
            section: s.section,
            status: place(Status::ALL, &s.status),
            confidence: s.confidence,
            years: s.years,
        };
        let edges = self.graph.edge_weights().map(|e| e.statements().iter().map(encode).collect());
        bitcode::encode(&Statements {
            format: FORMAT,
            state: state.to_owned(),
            documents: self.documents.clone(),
            sections: self.sections.clone(),
            edges: edges.collect(),
        })
    }

    /// Adds the statements of the bytes; whether they are of this state, format and graph.
    pub fn decode_statements(&mut self, bytes: &[u8], state: &str) -> bool {
        let Ok(read) = bitcode::decode::<Statements>(bytes) else { return false };
        if read.format != FORMAT || read.state != state || read.edges.len() != self.graph.edge_count() {
            return false;
        }
        self.documents = read.documents;
        self.sections = read.sections;
        for (edge, statements) in self.graph.edge_weights_mut().zip(read.edges) {
            let statements = statements
                .into_iter()
                .filter_map(|s| {
                    let status = member(Status::ALL, s.status)?;
                    Some(Statement {
                        claim: ClaimId(s.claim),
                        document: s.document,
                        section: s.section,
                        status,
                        confidence: s.confidence,
                        years: s.years,
                    })
                })
                .collect();
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
