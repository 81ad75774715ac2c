//! What analyses need of each document, kept beside the database: its direct triples, claims, sections and statistics, without words. What a whole archive holds
//! is then put together in seconds, where the database would have to be read for minutes.
//!
//! The file grows at its end, one record a document, each with its length and digest; the last of a document counts. What is missing or damaged is made
//! again from the document's graph.

mod folded;
pub(crate) mod nodes;
mod of_quads;

pub use folded::{FoldedClaims, FoldedTriples};
pub(crate) use of_quads::record;

use crate::documents::DocumentState;
use crate::vocabulary as v;
use crate::{Batch, Store, StoreError};
use bitcode::{Decode, Encode};
use indexmap::IndexMap;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, GraphNameRef, Quad};
use policygraph_model::{EntityType, Predicate};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Name of the file in the folder of a store.
const FILE: &str = "records";

/// First bytes of the file; other ones are another format.
const MAGIC: &[u8; 8] = b"pgrecor1";

/// Bytes before a record: its length, and the start of its digest.
const HEAD: usize = 8 + 16;

/// A place in the strings of a record.
type Place = u32;

/// What analyses need of a document.
#[derive(Debug, Clone, Default, PartialEq, Encode, Decode)]
pub struct Record {
    name: String,
    digest: String,
    program_version: String,
    /// Number of its quads.
    quads: u64,
    strings: Vec<String>,
    /// Subject, predicate and object of the triples that the default graph has of it.
    direct: Vec<(Place, Place, Place, Kind)>,
    claims: Vec<ClaimRecord>,
    sections: Vec<SectionRecord>,
    observations: Vec<ObservationRecord>,
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
enum Kind {
    Iri,
    Plain,
    Korean,
    English,
}

#[derive(Debug, Clone, PartialEq, Encode, Decode)]
struct ClaimRecord {
    id: [u8; 10],
    /// IRIs of what it states, and of its section, which is empty for background knowledge.
    predicate: Place,
    subject: Place,
    object: Place,
    section: Place,
    status: Place,
    confidence: f64,
    years: Option<(i16, i16)>,
    amount_year: Option<i16>,
}

#[derive(Debug, Clone, PartialEq, Encode, Decode)]
struct SectionRecord {
    id: Place,
    country: Option<Place>,
    lines: u32,
    issued: Option<Place>,
}

#[derive(Debug, Clone, PartialEq, Encode, Decode)]
struct ObservationRecord {
    line: u32,
    area: Place,
    title: Place,
    item: Place,
    measure: Place,
    period: Place,
    value: Place,
    unit: Place,
    source: Place,
}

impl Record {
    fn state(&self) -> DocumentState {
        DocumentState {
            name: self.name.clone(),
            digest: self.digest.clone(),
            program_version: self.program_version.clone(),
        }
    }

    /// Its types of entities, relations and budgets, as triples.
    fn statements(&self) -> BTreeSet<(&str, &str, &str)> {
        let text = |place: Place| self.strings[place as usize].as_str();
        fn local(iri: &str) -> &str {
            iri.strip_prefix(v::ONTOLOGY).unwrap_or_default()
        }
        let is_statement = |predicate: &str, object: &str| {
            if predicate == rdf::TYPE.as_str() {
                return local(object).parse::<EntityType>().is_ok();
            }
            local(predicate) == "budgetOf" || local(predicate).parse::<Predicate>().is_ok()
        };
        let triples = self.direct.iter().map(|&(s, p, o, _)| (text(s), text(p), text(o)));
        triples.filter(|(_, p, o)| is_statement(p, o)).collect()
    }
}

/// The records of the documents of a store.
#[derive(Debug)]
pub struct Records {
    file: File,
    folder: PathBuf,
    /// Of each document its state, and where its record starts and how long it is.
    places: IndexMap<String, (DocumentState, u64, u64)>,
    end: u64,
}

impl Records {
    /// Opens the records of a store that is open for writing; those that are missing are made from its graphs.
    ///
    /// # Errors
    /// The file cannot be read or written, or the store cannot be read.
    pub fn open(folder: &Path, store: &Store) -> Result<Self, StoreError> {
        let failed = |e| StoreError::writing(folder, e);
        let path = folder.join(FILE);
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        let mut records = Self { file, folder: folder.to_owned(), places: IndexMap::new(), end: 0 };
        records.index().map_err(failed)?;
        let documents = store.documents()?;
        let stored: IndexMap<&str, &DocumentState> = documents.iter().map(|d| (d.name.as_str(), d)).collect();
        records.places.retain(|name, (state, ..)| stored.get(name.as_str()) == Some(&&*state));
        for document in &documents {
            if !records.places.contains_key(&document.name) {
                let record = store.record(document)?;
                records.append(&[record])?;
            }
        }
        records.places.sort_keys();
        Ok(records)
    }

    /// The documents that have records, by name: those of the store, which would take minutes to tell while its files are not merged.
    #[must_use]
    pub fn documents(&self) -> Vec<DocumentState> {
        let mut documents: Vec<DocumentState> = self.places.values().map(|(state, ..)| state.clone()).collect();
        documents.sort();
        documents
    }

    /// Finds the records in the file, and cuts off what a killed build left behind the last whole one.
    fn index(&mut self) -> std::io::Result<()> {
        let length = self.file.metadata()?.len();
        let mut magic = [0; MAGIC.len()];
        let mut reader = BufReader::new(&self.file);
        if reader.read_exact(&mut magic).is_err() || magic != *MAGIC {
            self.file.set_len(0)?;
            self.file.seek(SeekFrom::Start(0))?;
            self.file.write_all(MAGIC)?;
            self.end = MAGIC.len() as u64;
            return Ok(());
        }
        let mut at = MAGIC.len() as u64;
        let mut payload = Vec::new();
        loop {
            let mut head = [0; HEAD];
            if reader.read_exact(&mut head).is_err() {
                break;
            }
            let size = u64::from_le_bytes([head[0], head[1], head[2], head[3], head[4], head[5], head[6], head[7]]);
            if size > length {
                break;
            }
            payload.clear();
            reader.by_ref().take(size).read_to_end(&mut payload)?;
            if payload.len() as u64 != size || Sha256::digest(&payload)[..16] != head[8..] {
                break;
            }
            let Ok(record) = bitcode::decode::<Record>(&payload) else { break };
            self.places.insert(record.name.clone(), (record.state(), at + HEAD as u64, size));
            at += HEAD as u64 + size;
        }
        self.end = at;
        self.file.set_len(at)
    }

    /// Adds records, in place of those that the same documents had.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn append(&mut self, records: &[Record]) -> Result<(), StoreError> {
        let mut bytes = Vec::new();
        let mut added = Vec::new();
        for record in records {
            let payload = bitcode::encode(record);
            bytes.extend((payload.len() as u64).to_le_bytes());
            bytes.extend(&Sha256::digest(&payload)[..16]);
            added.push((record.state(), self.end + bytes.len() as u64, payload.len() as u64));
            bytes.extend(payload);
        }
        let written = self.file.seek(SeekFrom::Start(self.end)).and_then(|_| self.file.write_all(&bytes));
        written.map_err(|e| StoreError::writing(&self.folder, e))?;
        self.end += bytes.len() as u64;
        for (state, at, size) in added {
            self.places.insert(state.name.clone(), (state, at, size));
        }
        Ok(())
    }

    /// How many statements (types of entities, relations, budgets) a document makes that it did not make before, and how many no longer.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn changed_statements(&mut self, document: &Batch) -> Result<(usize, usize), StoreError> {
        let (mut added, mut removed) = (0, 0);
        for new in document.records() {
            let old = match self.places.get_index_of(&new.name) {
                Some(place) => self.read(place)?,
                None => Record::default(),
            };
            let (old, new) = (old.statements(), new.statements());
            added += new.difference(&old).count();
            removed += old.difference(&new).count();
        }
        Ok((added, removed))
    }

    /// Writes the file without the records that do not count any more, if those are the larger part.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn shorten(&mut self) -> Result<(), StoreError> {
        let live: u64 = self.places.values().map(|(_, _, size)| HEAD as u64 + size).sum();
        if self.end <= 2 * live + MAGIC.len() as u64 {
            return Ok(());
        }
        let folder = self.folder.clone();
        let failed = |e| StoreError::writing(&folder, e);
        let part = self.folder.join(format!("{FILE}.part"));
        let mut shorter = Self {
            file: File::options().read(true).write(true).create(true).truncate(true).open(&part).map_err(failed)?,
            folder: self.folder.clone(),
            places: IndexMap::new(),
            end: MAGIC.len() as u64,
        };
        shorter.file.write_all(MAGIC).map_err(failed)?;
        for place in 0..self.places.len() {
            let record = self.read(place)?;
            shorter.append(&[record])?;
        }
        fs::rename(&part, self.folder.join(FILE)).map_err(failed)?;
        *self = shorter;
        Ok(())
    }

    /// The record of a document.
    fn read(&mut self, place: usize) -> Result<Record, StoreError> {
        let (_, at, size) = self.places[place];
        let mut payload = vec![0; usize::try_from(size).unwrap_or_default()];
        let read = self.file.seek(SeekFrom::Start(at)).and_then(|_| self.file.read_exact(&mut payload));
        read.map_err(|e| StoreError::writing(&self.folder, e))?;
        bitcode::decode(&payload)
            .map_err(|e| StoreError::Damaged { path: self.folder.join(FILE), detail: e.to_string() })
    }

    /// The direct triples of all documents.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn triples(&mut self) -> Result<FoldedTriples, StoreError> {
        let mut triples = FoldedTriples::default();
        self.each(|record| triples.add(record))?;
        triples.finish();
        Ok(triples)
    }

    /// The claims of all documents.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn claims(&mut self) -> Result<FoldedClaims, StoreError> {
        let mut claims = FoldedClaims::default();
        self.each(|record| claims.add(record))?;
        claims.finish();
        Ok(claims)
    }

    /// Shows the records, by the names of their documents.
    fn each(&mut self, mut show: impl FnMut(&Record)) -> Result<(), StoreError> {
        self.places.sort_keys();
        for place in 0..self.places.len() {
            show(&self.read(place)?);
        }
        Ok(())
    }
}

impl Store {
    /// The record of a document, from its graph.
    fn record(&self, document: &DocumentState) -> Result<Record, StoreError> {
        let graph = v::document_graph(&document.name);
        let pattern = self.rdf.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(graph.as_ref())));
        let quads: Vec<Quad> = pattern.collect::<Result<_, _>>()?;
        let mut direct = Vec::new();
        for quad in &quads {
            let plain = Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
            if self.rdf.contains(&plain)? {
                direct.push(plain);
            }
        }
        Ok(record(document, &quads, &direct))
    }

    /// Deletes the records, for what follows changes documents without telling them; the next build makes them again.
    pub(crate) fn forget_records(&self) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        match fs::remove_file(folder.join(FILE)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::writing(folder, e)),
            _ => Ok(()),
        }
    }
}
