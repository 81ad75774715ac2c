//! `policygraph serve`: the SPARQL endpoint, and the explorer.

use crate::call::{AnyStoreArgs, Location, Outcome, Streams, program};
#[cfg(feature = "explorer")]
use crate::{editing::Edits, exploring::Explored};
use anyhow::{Context, Result, bail};
use clap::Args;
use policygraph_registry::Registry;
use policygraph_server::{Config, QueryConfig};
use policygraph_store::Store;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::signal;

/// The environment variable that holds the token for updates: arguments can be read by other users of the machine.
const TOKEN: &str = "POLICYGRAPH_TOKEN";

/// For how long the lock of another process is waited for, and by a worker that of the one before it, which was ended.
const LOCKED: Duration = Duration::from_secs(1);
const LOCKED_BY_WORKER: Duration = Duration::from_secs(2);

/// How much a query may take.
#[derive(Debug, Args)]
pub(crate) struct LimitArgs {
    /// Longest time of a query, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: u64,
    /// Largest answer, in MB.
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub max_answer: u32,
    /// Largest memory of one query, in MB.
    #[arg(long, value_name = "MB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(16..))]
    pub max_memory: u32,
    /// Number of slow queries that may run at once; by default one per core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub slow_queries: Option<u16>,
}

impl LimitArgs {
    /// How queries of a store are evaluated, with SERVICE clauses that may ask these endpoints.
    ///
    /// # Errors
    /// The program cannot find itself.
    pub(crate) fn of(&self, location: &Location, services: &[String]) -> Result<QueryConfig> {
        let cores = || std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let mut worker = program()?;
        worker.push("worker".into());
        let store = match location {
            Location::Endpoint(args) => {
                worker.extend(args.words().into_iter().map(PathBuf::from));
                None
            }
            Location::Store(folder) | Location::Tables(folder) => {
                worker.extend(["--store".into(), folder.clone()]);
                Some(folder.clone())
            }
        };
        Ok(QueryConfig {
            store,
            worker,
            timeout: Duration::from_secs(self.timeout),
            max_answer: (self.max_answer as usize) << 20,
            max_memory: (self.max_memory as usize) << 20,
            slow_queries: self.slow_queries.map_or_else(cores, usize::from),
            services: services.to_vec(),
        })
    }
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub source: AnyStoreArgs,
    /// Port; 0 for any free port.
    #[arg(long, value_name = "N", default_value_t = 7878)]
    pub port: u16,
    /// Address to listen on. On any other address than 127.0.0.1, anyone who can reach the server can read the whole store.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    #[command(flatten)]
    pub limits: LimitArgs,
    /// Longest time for a client to send a request, and longest pause while it reads the answer, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    pub client_timeout: u64,
    /// Largest body of a request, in MB.
    #[arg(long, value_name = "MB", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub max_body: u32,
    /// Origin whose pages may send requests from a browser (`*` for any); can be repeated.
    #[arg(long, value_name = "ORIGIN")]
    pub cors: Vec<String>,
    /// Endpoint that SERVICE clauses may query; can be repeated. By default, none.
    #[arg(long, value_name = "IRI", conflicts_with = "endpoint")]
    pub allow_service: Vec<String>,
    /// Allow updates by clients that send the value of the environment variable POLICYGRAPH_TOKEN as a bearer token.
    #[arg(long, conflicts_with = "endpoint")]
    pub updates: bool,
    /// Let the explorer add documents dropped on its page, and write corrections to the overrides file of the store. The next build applies
    /// corrections.
    #[cfg(feature = "explorer")]
    #[arg(long, conflicts_with = "endpoint")]
    pub edit: bool,
    /// Largest file that the explorer accepts, in MB.
    #[cfg(feature = "explorer")]
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=512))]
    pub max_file: u32,
}

/// The explorer over the store.
#[cfg(feature = "explorer")]
fn pages(args: &ServeArgs, registry: &Arc<Registry>, seeds: Option<&Path>) -> Option<axum::Router> {
    let location = args.source.location();
    let folder = args.source.store.store.clone();
    let edits = args.edit.then(|| Edits::new(folder, seeds.map(Path::to_owned)));
    let source = Explored::new(location, Arc::clone(registry), edits);
    let largest = args.edit.then_some((args.max_file as usize) << 20);
    Some(policygraph_explorer::router(Arc::new(source), largest))
}

/// This program was built without the explorer.
#[cfg(not(feature = "explorer"))]
fn pages(_: &ServeArgs, _: &Arc<Registry>, _: Option<&Path>) -> Option<axum::Router> {
    None
}

pub(crate) fn run(
    args: &ServeArgs,
    registry: &Arc<Registry>,
    seeds: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let location = args.source.location();
    let token = match (args.updates, std::env::var(TOKEN)) {
        (false, _) => None,
        (true, Ok(token)) if token.len() >= 8 => Some(token),
        (true, _) => bail!("--updates needs a token of at least 8 characters in the environment variable {TOKEN}"),
    };
    // Serving makes no store.
    location.open()?;
    let updates = token.is_some();
    if updates {
        // Opened by the worker that writes; here to say what is wrong. One of a server that was killed may be about to end.
        Store::open_waiting(location.store("--updates")?, LOCKED)?;
    }
    let config = Config {
        queries: args.limits.of(&location, &args.allow_service)?,
        address: SocketAddr::new(args.host, args.port),
        client_timeout: Duration::from_secs(args.client_timeout),
        max_body: (args.max_body as usize) << 20,
        cors: args.cors.clone(),
        pages: pages(args, registry, seeds),
        token,
    };
    let mut said = Ok(());
    let ready = |address: SocketAddr| {
        let mode = if updates { "updates with the token" } else { "read-only" };
        said =
            writeln!(streams.talk, "serving {location} at http://{address}/ (SPARQL at /sparql, {mode}); Ctrl-C stops")
                .and_then(|()| streams.talk.flush());
    };
    policygraph_server::serve(config, ready, stopped()).context("the endpoint cannot be served")?;
    said?;
    writeln!(streams.talk, "stopped")?;
    Ok(Outcome::Done)
}

/// Evaluates queries for a server, which starts it.
#[derive(Debug, Args)]
pub(crate) struct WorkerArgs {
    #[command(flatten)]
    pub source: AnyStoreArgs,
    /// Do updates.
    #[arg(long)]
    pub write: bool,
}

pub(crate) fn work(args: &WorkerArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let location = args.source.location();
    let store = if args.write {
        Store::open_waiting(location.store("--write")?, LOCKED_BY_WORKER)?
    } else {
        location.open()?
    };
    policygraph_server::work(&store, streams.out)?;
    Ok(Outcome::Done)
}

/// Ends when the process is asked to stop.
async fn stopped() {
    #[cfg(unix)]
    {
        let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = signal::ctrl_c().await;
}
