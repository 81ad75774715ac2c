//! What went wrong, for who has to tell kinds of errors apart, and what to do about it.

use policygraph_ingest::IngestError;
use policygraph_network::Stopped;
use policygraph_pipeline::ReadError;
use policygraph_store::StoreError;
use policygraph_tables::TablesError;
use std::io;

/// The kind of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The arguments do not fit.
    Usage,
    /// Another process writes to the store.
    Locked,
    /// There is no store, or it is damaged or of another format.
    Store,
    /// The query is wrong.
    Query,
    /// A document is of no format that is read, or damaged.
    Document,
    /// Who reads the output has closed it.
    BrokenPipe,
    /// The user stopped it.
    Stopped,
    /// Another one.
    Other,
}

impl Failure {
    /// The kind of an error.
    #[must_use]
    pub fn of(error: &anyhow::Error) -> Self {
        if is_broken_pipe(error) {
            return Self::BrokenPipe;
        }
        let kind = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<StoreError>() {
            Some(StoreError::Locked { .. }) => Some(Self::Locked),
            Some(StoreError::Query(_)) => Some(Self::Query),
            Some(_) => Some(Self::Store),
            None if cause.is::<clap::Error>() => Some(Self::Usage),
            None if cause.is::<Stopped>() => Some(Self::Stopped),
            None if cause.is::<ReadError>() || cause.is::<IngestError>() => Some(Self::Document),
            None => None,
        };
        error.chain().find_map(kind).unwrap_or(Self::Other)
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        // An error of the CSV writer does not give the one behind it as its source.
        let csv = cause.downcast_ref::<csv::Error>().map(csv::Error::kind);
        let io = match csv {
            Some(csv::ErrorKind::Io(e)) => Some(e),
            _ => cause.downcast_ref::<io::Error>(),
        };
        io.is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// What to do about an error, where that is known.
#[must_use]
pub(crate) fn hint(error: &anyhow::Error) -> Option<String> {
    let store = error.chain().find_map(|cause| cause.downcast_ref::<StoreError>());
    if let Some(store) = store {
        return Some(match store {
            StoreError::Missing { .. } => {
                "make one with `policygraph build INPUT...`, or name another with --store".to_owned()
            }
            StoreError::NotAStore { .. } => "give the folder of a store, or one that does not exist yet".to_owned(),
            StoreError::OtherFormat { .. } => {
                "build it again into a new folder from the texts, or use the version that wrote it".to_owned()
            }
            StoreError::Locked { .. } => {
                "wait until the other process is done; reading commands work meanwhile".to_owned()
            }
            StoreError::Damaged { .. } => {
                "move the folder away and build again from the texts; nothing else is needed".to_owned()
            }
            StoreError::NotEmpty => "name a folder that does not exist yet with --store".to_owned(),
            StoreError::NoDocument { .. } => "`policygraph stats` lists the documents of a store".to_owned(),
            StoreError::DiskFull { .. } => {
                "free some space and run the same command again; whole documents in the store are kept".to_owned()
            }
            StoreError::Query(_) => {
                "the prefixes pg, id, skos, dct … need no declaration; `policygraph query --help` has examples"
                    .to_owned()
            }
            StoreError::Elsewhere(e) => e.downcast_ref::<TablesError>()?.hint().to_owned(),
            _ => return None,
        });
    }
    // The others say themselves what to do.
    let unknown =
        |e: &IngestError| matches!(e, IngestError::Empty | IngestError::NotRead { .. } | IngestError::Damaged { .. });
    if error
        .chain()
        .any(|cause| cause.downcast_ref::<ReadError>().is_some() || cause.downcast_ref().is_some_and(unknown))
    {
        return Some("docs/documents.md lists the formats that are read, docs/input.md the texts".to_owned());
    }
    None
}

/// An error in one text: what is wrong, and what to do where that is known.
#[must_use]
pub fn told(error: &anyhow::Error) -> String {
    let message = match error.downcast_ref::<clap::Error>() {
        // Without the usage of a command line, which nobody typed.
        Some(usage) => {
            let text = usage.to_string();
            let end = text.find("\n\nUsage:").or_else(|| text.find("\n\nFor more")).unwrap_or(text.len());
            text[..end].trim_start_matches("error: ").to_owned()
        }
        None => format!("{error:#}"),
    };
    match hint(error) {
        Some(hint) => format!("{message}\nhint: {hint}"),
        None => message,
    }
}
