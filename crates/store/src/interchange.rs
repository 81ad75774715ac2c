//! Whole stores and other people's data, out and in.

use crate::vocabulary as v;
use crate::{RdfFormat, Store, StoreError};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term, Triple};
use oxsdatatypes::{Boolean, Date, DateTime, Decimal, Double, GYear};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::Path;
use std::str::FromStr;

/// Threads of the bulk loader: with fewer than four it parses on one thread only, which on two cores takes twice the time.
const LOADER_THREADS: usize = 4;

/// What an import brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Number of its triples.
    pub triples: usize,
    /// Values that are none of their type (`"1,200"^^xsd:integer`), as Turtle.
    pub ill_typed: Vec<String>,
}

/// Whether a literal of one of the usual types has a value of it: other software drops what has not.
fn is_well_typed(literal: &Literal) -> bool {
    fn is<T: FromStr>(value: &str) -> bool {
        value.parse::<T>().is_ok()
    }
    let value = literal.value().trim();
    match literal.datatype() {
        // However large.
        xsd::INTEGER => {
            value.strip_prefix(['+', '-']).unwrap_or(value).bytes().all(|b| b.is_ascii_digit())
                && value.ends_with(|c: char| c.is_ascii_digit())
        }
        xsd::DECIMAL => is::<Decimal>(value),
        xsd::DOUBLE | xsd::FLOAT => is::<Double>(value),
        xsd::BOOLEAN => is::<Boolean>(value),
        xsd::G_YEAR => is::<GYear>(value),
        xsd::DATE => is::<Date>(value),
        xsd::DATE_TIME => is::<DateTime>(value),
        _ => true,
    }
}

/// What is read, without the byte order mark that some programs write before it.
fn without_mark(mut reader: impl Read) -> Result<impl Read, StoreError> {
    let mut start = Vec::new();
    reader.by_ref().take(3).read_to_end(&mut start)?;
    if start == b"\xef\xbb\xbf" {
        start.clear();
    }
    Ok(std::io::Cursor::new(start).chain(reader))
}

/// What the library says of a context that has to be fetched, in words that help.
fn explained(message: &str) -> String {
    if message.contains("LoadDocumentCallback") {
        return "the context of the JSON-LD is on the web, which is not asked: put what it says into the file, as `\"@context\": {…}`".to_owned();
    }
    message.to_owned()
}

impl Store {
    /// Reads RDF into the graph of an import, in place of what that held, in one transaction. The name is that of the
    /// import; the graph is `graph/import/NAME`. Named graphs in the file are merged into it. Values that are none of their type are
    /// taken as they are, and given back.
    ///
    /// # Errors
    /// The RDF is malformed, or the store cannot be written; it then is as it was.
    pub fn import(&self, name: &str, format: RdfFormat, reader: impl Read) -> Result<Imported, StoreError> {
        let graph = v::import_graph(name);
        let base = format!("{}{}", v::ID, v::encoded(name));
        let parser = format
            .parser()
            .with_base_iri(&base)
            .map_err(|e| StoreError::Rdf(e.to_string()))?
            .rename_blank_nodes()
            .with_default_graph(graph.clone());
        let mut transaction = self.rdf.database()?.start_transaction()?;
        transaction.clear_graph(&graph)?;
        let mut imported = Imported::default();
        for quad in parser.for_reader(without_mark(reader)?) {
            let quad = quad.map_err(|e| StoreError::Rdf(explained(&e.to_string())))?;
            if let Term::Literal(value) = &quad.object
                && !is_well_typed(value)
            {
                imported.ill_typed.push(value.to_string());
            }
            transaction.insert(&Quad { graph_name: graph.clone().into(), ..quad });
            imported.triples += 1;
        }
        transaction.commit()?;
        Ok(imported)
    }

    /// Names of the imports, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn imports(&self) -> Result<Vec<String>, StoreError> {
        let mut names = Vec::new();
        for graph in self.rdf.named_graphs()? {
            names.extend(graph.as_str().strip_prefix(v::IMPORT_GRAPH).map(str::to_owned));
        }
        names.sort();
        Ok(names)
    }

    /// Removes an import; `false` if there is none of this name.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn remove_import(&self, name: &str) -> Result<bool, StoreError> {
        let graph = v::import_graph(name);
        let rdf = self.rdf.database()?;
        let there = rdf.contains_named_graph(&graph)?;
        if there {
            rdf.remove_named_graph(&graph)?;
        }
        Ok(there)
    }

    /// Writes all graphs as they are read, in no order: for stores of any size.
    ///
    /// # Errors
    /// The store cannot be read, or the writer fails.
    pub fn dump(&self, format: RdfFormat, out: impl Write) -> Result<usize, StoreError> {
        let mut writer = format.serializer()?.for_writer(out);
        let mut count = 0;
        for quad in self.rdf.iter() {
            writer.serialize_quad(&quad?)?;
            count += 1;
        }
        writer.finish()?;
        Ok(count)
    }

    /// Loads a dump into an empty store with the bulk loader.
    ///
    /// # Errors
    /// The store holds documents or imports already, the file cannot be read or is malformed, or the store cannot be
    /// written. Nothing of the file is then in the store.
    pub fn load(
        &self,
        format: RdfFormat,
        file: &Path,
        progress: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<(), StoreError> {
        if !self.is_empty()? || !self.documents()?.is_empty() {
            return Err(StoreError::NotEmpty);
        }
        self.forget_digests()?;
        let mut loader = self.rdf.database()?.bulk_loader().with_num_threads(LOADER_THREADS).on_progress(progress);
        let parser = format.parser();
        // Formats of one line a statement are parsed in parallel.
        let loaded = match format {
            RdfFormat::NQuads | RdfFormat::NTriples => loader.parallel_load_from_file(parser, file),
            _ => {
                let reader = std::fs::File::open(file).map_err(StoreError::Output)?;
                loader.load_from_reader(parser, std::io::BufReader::new(reader))
            }
        };
        loaded.map_err(StoreError::loading)?;
        Ok(loader.commit()?)
    }

    /// Writes one graph: that of the IRI, or the default graph. `false` if there is no graph of the IRI.
    ///
    /// # Errors
    /// The IRI is invalid, the store cannot be read, or the writer fails.
    pub fn write_graph(&self, iri: Option<&str>, format: RdfFormat, out: impl Write) -> Result<bool, StoreError> {
        let graph = match iri {
            None => GraphName::DefaultGraph,
            Some(iri) => {
                GraphName::from(NamedNode::new(iri).map_err(|e| StoreError::Query(format!("`{iri}` is no IRI: {e}")))?)
            }
        };
        if let GraphName::NamedNode(name) = &graph
            && !self.has_graph(name)?
        {
            return Ok(false);
        }
        let mut writer = format.serializer()?.for_writer(out);
        for quad in self.rdf.quads_for_pattern(None, None, None, Some(graph.as_ref())) {
            writer.serialize_triple(Triple::from(quad?).as_ref())?;
        }
        writer.finish()?;
        Ok(true)
    }

    /// Writes all graphs with RDF 1.2 triple terms: where a claim has `rdf:subject`, `rdf:predicate` and `rdf:object`, it
    /// has `rdf:reifies` instead. SHACL tools and older readers do not know them yet.
    ///
    /// # Errors
    /// The format has no triple terms, the store cannot be read, or the writer fails.
    pub fn export_triple_terms(&self, format: RdfFormat, out: impl Write) -> Result<(), StoreError> {
        if !matches!(format, RdfFormat::NQuads | RdfFormat::TriG) {
            return Err(StoreError::Rdf("triple terms are written as N-Quads or TriG".to_owned()));
        }
        let mut writer = format.serializer()?.for_writer(out);
        let mut quads: Vec<Quad> = self.rdf.iter().collect::<Result<_, _>>()?;
        quads.sort_by_cached_key(|q| (q.graph_name.to_string(), q.subject.to_string(), q.predicate.to_string()));
        let parts = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT];
        let key = |quad: &Quad| (quad.graph_name.clone(), quad.subject.clone());
        let mut reified: HashMap<_, [Option<Term>; 3]> = HashMap::new();
        for quad in &quads {
            if let Some(i) = parts.iter().position(|p| quad.predicate == *p) {
                reified.entry(key(quad)).or_default()[i] = Some(quad.object.clone());
            }
        }
        for quad in &quads {
            let part = parts.iter().position(|p| quad.predicate == *p);
            match part.and_then(|_| reified.get(&key(quad))) {
                // The three become one, in the place of the first.
                Some([Some(Term::NamedNode(s)), Some(Term::NamedNode(p)), Some(o)]) => {
                    if part == Some(0) {
                        let term = Term::from(Triple::new(s.clone(), p.clone(), o.clone()));
                        writer.serialize_quad(&Quad { predicate: v::named(REIFIES), object: term, ..quad.clone() })?;
                    }
                }
                _ => writer.serialize_quad(quad)?,
            }
        }
        writer.finish()?;
        Ok(())
    }

    /// The triples of one graph as N-Triples: what a validator reads.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn triples_of(&self, graph: &str) -> Result<String, StoreError> {
        let mut out = Vec::new();
        let iri = (!graph.is_empty()).then_some(graph);
        self.write_graph(iri, RdfFormat::NTriples, &mut out)?;
        String::from_utf8(out).map_err(|e| StoreError::Rdf(e.to_string()))
    }

    /// IRIs of the graphs of documents, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn document_graphs(&self) -> Result<Vec<String>, StoreError> {
        let mut graphs = self.graphs()?;
        graphs.retain(|graph| graph.starts_with(v::DOCUMENT_GRAPH));
        Ok(graphs)
    }

    /// IRIs of all named graphs that hold anything, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn graphs(&self) -> Result<Vec<String>, StoreError> {
        let mut graphs = Vec::new();
        for graph in self.rdf.named_graphs()? {
            if self.has_graph(&graph)? {
                graphs.push(graph.into_string());
            }
        }
        graphs.sort();
        Ok(graphs)
    }
}

/// `rdf:reifies` of RDF 1.2.
const REIFIES: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
