//! What every command is given, and how it ends.

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum, ValueHint};
use policygraph_endpoint::{Client, Credentials, Settings};
use policygraph_store::{Evidence, Store};
use policygraph_tables::Tables;
use std::fmt::{Display, Formatter};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// The exit code of a process that was stopped by Ctrl-C, as shells have it.
pub(crate) const INTERRUPTED: u8 = 130;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, but something was not found or failed; what it was has been said.
    Incomplete,
    /// Stopped by Ctrl-C with what was done kept; how to go on has been said.
    Interrupted,
}

/// What a command may write to: data goes to `out`, talk to `talk`.
pub(crate) struct Streams<'a> {
    pub out: &'a mut dyn Write,
    pub talk: &'a mut dyn Write,
    /// Whether progress may be drawn on standard error.
    pub progress: bool,
    /// Whether standard output is a terminal.
    pub terminal: bool,
    /// Whether a user called the program, who may ask on about its last answer.
    pub user: bool,
    /// Whether there is no talk.
    pub quiet: bool,
    /// The call, of which the first word is the name of the program.
    pub call: &'a [String],
    /// Who else is told how far a build is.
    pub listener: Option<&'a Listener<'a>>,
}

impl Streams<'_> {
    /// The program with its version, and the words that it was called with: what an annotation says of where it is from.
    pub(crate) fn described(&self) -> String {
        format!("policygraph {} {}", env!("CARGO_PKG_VERSION"), self.call.get(1..).unwrap_or_default().join(" "))
    }
}

/// How far a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Number of documents that are done with: read, unchanged, or failed.
    pub documents: usize,
    /// Number of all documents.
    pub of: usize,
    /// Bytes of the files that are done with.
    pub bytes: u64,
    /// Bytes of all files.
    pub of_bytes: u64,
    /// Number of facts that were read.
    pub facts: usize,
    /// Number of documents that are in the store by this build.
    pub stored: usize,
}

/// Is told each step of a build by the thread that builds; a break stops it as Ctrl-C does.
pub type Listener<'l> = dyn Fn(Step) -> ControlFlow<()> + 'l;

static PROGRAM: OnceLock<Vec<PathBuf>> = OnceLock::new();

/// Says how the program is started where this process is another one: its path and first arguments. The first time counts.
pub fn set_program(words: Vec<PathBuf>) {
    let _ = PROGRAM.set(words);
}

/// The path of the program, with arguments that come before all others.
///
/// # Errors
/// The process cannot find itself.
pub(crate) fn program() -> Result<Vec<PathBuf>> {
    match PROGRAM.get() {
        Some(words) => Ok(words.clone()),
        None => Ok(vec![std::env::current_exe().context("the program cannot find itself")?]),
    }
}

/// What all commands take.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Folder with seed files that replace the built-in ones of the same name.
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub seeds: Option<PathBuf>,
    /// Number of threads; by default one per core. The output is the same for any number.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    /// Print no progress and no summary on standard error.
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct StoreArgs {
    /// Folder of the store.
    #[arg(long, value_name = "DIR", default_value = "policygraph.store", value_hint = ValueHint::DirPath)]
    pub store: PathBuf,
}

/// A store behind an address.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub(crate) struct EndpointArgs {
    /// SPARQL endpoint to use in place of a store on this machine: any SPARQL 1.1 store that holds the same graphs. Credentials are taken from the environment:
    /// POLICYGRAPH_ENDPOINT_USER and POLICYGRAPH_ENDPOINT_PASSWORD, or POLICYGRAPH_ENDPOINT_TOKEN.
    #[arg(long, value_name = "URL", conflicts_with = "store", value_hint = ValueHint::Url)]
    pub endpoint: Option<String>,
    /// Graph of the endpoint that holds the direct triples, if the endpoint has no default graph of its own (Virtuoso, GraphDB, QLever).
    #[arg(long, value_name = "IRI", requires = "endpoint")]
    pub default_graph: Option<String>,
    /// Longest time for the endpoint to answer a request, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "endpoint", value_parser = clap::value_parser!(u64).range(1..))]
    pub endpoint_timeout: u64,
}

impl EndpointArgs {
    /// How it is asked.
    pub(crate) fn settings(&self) -> Settings {
        let timeout = Duration::from_secs(self.endpoint_timeout);
        Settings { timeout, credentials: Credentials::from_environment(), ..Settings::default() }
    }

    /// The same as words of a call.
    pub(crate) fn words(&self) -> Vec<String> {
        let flag = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("--{name}={value}"));
        let named = [flag("endpoint", &self.endpoint), flag("default-graph", &self.default_graph)];
        let timeout = format!("--endpoint-timeout={}", self.endpoint_timeout);
        named.into_iter().flatten().chain([timeout]).collect()
    }
}

/// A store on this machine or behind an endpoint.
#[derive(Debug, Args)]
pub(crate) struct AnyStoreArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    #[command(flatten)]
    pub endpoint: EndpointArgs,
}

impl AnyStoreArgs {
    /// The place that was named.
    pub(crate) fn location(&self) -> Location {
        match &self.endpoint.endpoint {
            Some(_) => Location::Endpoint(self.endpoint.clone()),
            None => Location::Store(self.store.store.clone()),
        }
    }
}

/// Where the facts are that a command analyses: in a store, or in what takes its place.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    #[command(flatten)]
    pub any: AnyStoreArgs,
    /// Folder of Parquet tables to read in place of a store; docs/analysis.md lists them.
    #[arg(id = "tables-folder", long = "tables", value_name = "DIR", conflicts_with_all = ["store", "endpoint"], value_hint = ValueHint::DirPath)]
    pub tables: Option<PathBuf>,
}

impl SourceArgs {
    /// The place that was named.
    pub(crate) fn location(&self) -> Location {
        match &self.tables {
            Some(folder) => Location::Tables(folder.clone()),
            None => self.any.location(),
        }
    }
}

/// Where facts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Location {
    /// The folder of a store.
    Store(PathBuf),
    /// The address of a store.
    Endpoint(EndpointArgs),
    /// A folder of tables.
    Tables(PathBuf),
}

impl Display for Location {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(folder) | Self::Tables(folder) => folder.display().fmt(f),
            // What stands behind the question mark may be a secret.
            Self::Endpoint(args) => {
                args.endpoint.as_deref().unwrap_or_default().split('?').next().unwrap_or_default().fmt(f)
            }
        }
    }
}

impl Location {
    /// The store, to be read.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub(crate) fn open(&self) -> Result<Store> {
        match self {
            Self::Store(folder) => Ok(Store::open_read_only(folder)?),
            Self::Endpoint(args) => {
                let client = Client::new(args.endpoint.as_deref().unwrap_or_default(), args.settings())?;
                let store = Store::of_endpoint(Arc::new(client), args.default_graph.as_deref())?;
                store.check_endpoint()?;
                Ok(store)
            }
            Self::Tables(_) => bail!("tables are no store: name one with --store or --endpoint"),
        }
    }

    /// The same, for what tables cannot give.
    ///
    /// # Arguments
    /// `what`: what needs it, as the user called it.
    ///
    /// # Errors
    /// As [`Location::open`].
    pub(crate) fn open_for(&self, what: &str) -> Result<Store> {
        match self {
            Self::Tables(_) => bail!("{what} needs a store: name one with --store or --endpoint in place of --tables"),
            _ => self.open(),
        }
    }

    /// The words behind the facts.
    ///
    /// # Errors
    /// There are no facts, or they cannot be read.
    pub(crate) fn evidence(&self) -> Result<Box<dyn Evidence>> {
        Ok(match self {
            Self::Store(_) | Self::Endpoint(_) => Box::new(self.open()?),
            Self::Tables(folder) => Box::new(Tables::open(folder)?),
        })
    }

    /// The folder of the store, for what nothing else can do.
    ///
    /// # Arguments
    /// `what`: what needs it, as the user called it.
    ///
    /// # Errors
    /// The facts are elsewhere.
    pub(crate) fn store(&self, what: &str) -> Result<&Path> {
        match self {
            Self::Store(folder) => Ok(folder),
            Self::Endpoint(_) | Self::Tables(_) => bail!("{what} needs a store on this machine: name one with --store"),
        }
    }
}

/// The name of a document as the store has it, however its letters were typed.
pub(crate) fn document_name(name: &str) -> Result<String, std::convert::Infallible> {
    Ok(crate::input::composed(name))
}

/// How an answer that is no table is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    /// Plain text.
    #[default]
    Text,
    /// JSON, one object per line.
    Json,
}
