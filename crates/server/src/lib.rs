//! A SPARQL 1.1 endpoint over a store.
//!
//! | path | what |
//! | --- | --- |
//! | `/sparql` | SPARQL 1.1 Protocol; without a query its service description |
//! | `/graphs` | Graph Store Protocol, reading only |
//! | `/id/…` | an entity in HTML, Turtle or JSON-LD |
//! | `/.well-known/void` | VoID description of the data |
//! | `/health`, `/metrics` | for operators |
//!
//! Queries and updates are parsed and evaluated in processes of their own (`pool`), which can be ended at any moment: those
//! that take long, or never end, or overflow the stack, do not hold up those that are quick.

mod answer;
mod description;
mod entity;
mod graphs;
mod job;
mod limited;
mod metrics;
mod negotiation;
mod perform;
mod pool;
mod queries;
mod services;
mod sparql;
mod worker;

pub use queries::{Queries, QueryAnswer};
pub use worker::{WorkerError, work};

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::{any, get};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use metrics::Metrics;
use pool::Pool;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::cors::{Any, CorsLayer};

/// How queries are evaluated.
#[derive(Debug, Clone)]
pub struct QueryConfig {
    /// Folder of the store, whose files tell that it changed; nothing if it is behind an endpoint.
    pub store: Option<PathBuf>,
    /// Program with all arguments with which it calls [`work`]; `--write` follows for the worker that does updates.
    pub worker: Vec<PathBuf>,
    /// Longest time of a query from its arrival.
    pub timeout: Duration,
    /// Largest answer, in bytes.
    pub max_answer: usize,
    /// How much memory one query may take, in bytes.
    pub max_memory: usize,
    /// How many queries that take long run at once.
    pub slow_queries: usize,
    /// Endpoints that SERVICE clauses may ask.
    pub services: Vec<String>,
}

/// How the endpoint is served.
#[derive(Debug, Clone)]
pub struct Config {
    /// How queries are evaluated.
    pub queries: QueryConfig,
    /// Address and port to listen on.
    pub address: SocketAddr,
    /// Longest time in which a client sends the head of a request, or its body, and for which it reads nothing of its answer.
    pub client_timeout: Duration,
    /// Largest body of a request, in bytes.
    pub max_body: usize,
    /// Origins that browsers may ask from; `*` for any.
    pub cors: Vec<String>,
    /// Pages and answers of others beside the endpoint; those at `/` replace the home page.
    pub pages: Option<Router>,
    /// What who updates must give as a bearer token.
    pub token: Option<String>,
}

/// How many connections are open at once; more wait to be accepted.
const CONNECTIONS: usize = 1024;

/// Why the endpoint cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The runtime cannot be started.
    #[error("the server cannot be started")]
    Runtime(#[source] std::io::Error),
    /// The store cannot be written to.
    #[error("the store cannot be opened for updates: {0}")]
    Writer(String),
    /// An origin is no header value.
    #[error("`{0}` is no origin: write https://example.org")]
    Origin(String),
}

/// What handlers share.
struct App {
    config: Config,
    pool: Arc<Pool>,
    metrics: Metrics,
}

/// Serves a store until `shutdown` ends; `ready` is told the address. Requests that run are finished, for as long as a
/// query may take.
///
/// # Errors
/// The address cannot be listened on, or the configuration is wrong.
pub fn serve(
    config: Config,
    ready: impl FnOnce(SocketAddr),
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServerError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServerError::Runtime)?;
    let result = runtime.block_on(run(config, ready, shutdown));
    // A query that was told to stop may take a moment.
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

async fn run(
    config: Config,
    ready: impl FnOnce(SocketAddr),
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServerError> {
    let address = config.address;
    let failed = |source| ServerError::Listen { address, source };
    let (timeout, client_timeout) = (config.queries.timeout, config.client_timeout);
    let pool = Arc::new(Pool::new(&config.queries).map_err(|e| ServerError::Runtime(e.into()))?);
    if config.token.is_some() {
        pool.open_for_writing().await.map_err(|e| ServerError::Writer(e.to_string()))?;
    }
    pool.keep_ready();
    let router = router(config, pool)?;
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let mut shutdown = std::pin::pin!(shutdown);
    // What it waits for (signals) is listened to from its first poll: before anybody knows the address.
    if poll_fn(|context| Poll::Ready(shutdown.as_mut().poll(context).is_ready())).await {
        return Ok(());
    }
    ready(listener.local_addr().map_err(failed)?);
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(client_timeout);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(client_timeout);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let accepted = tokio::select! {
            accepted = async {
                let place = Arc::clone(&places).acquire_owned().await;
                listener.accept().await.map(|(stream, _)| (stream, place))
            } => accepted,
            () = &mut shutdown => break,
        };
        // A connection that fails while it is accepted is the client's matter; a lack of file descriptors passes.
        let Ok((stream, place)) = accepted else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(client_timeout));
        let service = TowerToHyperService::new(router.clone());
        let connection = builder.serve_connection_with_upgrades(TokioIo::new(Box::pin(stream)), service).into_owned();
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            // A broken connection concerns nobody but its client.
            let _ = watched.await;
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(timeout + Duration::from_secs(1)) => {}
    }
    Ok(())
}

fn router(config: Config, pool: Arc<Pool>) -> Result<Router, ServerError> {
    let (cors, pages) = (cors(&config.cors, config.token.is_some())?, config.pages.clone());
    let app = Arc::new(App { config, pool, metrics: Metrics::new() });
    let router = Router::new()
        .route("/style.css", get(description::style))
        .route("/sparql", any(sparql::handle))
        .route("/sparql/", any(sparql::handle))
        .route("/graphs", any(graphs::handle))
        .route("/id/{*path}", get(entity::handle))
        .route("/.well-known/void", get(description::void))
        .route("/health", get(metrics::health))
        .route("/metrics", get(metrics::metrics))
        .with_state(app);
    let router = match pages {
        Some(pages) => router.merge(pages),
        None => router.route("/", get(description::home)),
    };
    // What is small is sent as it is; answers of the pages are compressed by them.
    let router = router.layer(CompressionLayer::new().compress_when(SizeAbove::new(1024)));
    Ok(match cors {
        Some(cors) => router.layer(cors),
        None => router,
    })
}

fn cors(origins: &[String], updates: bool) -> Result<Option<CorsLayer>, ServerError> {
    if origins.is_empty() {
        return Ok(None);
    }
    let mut layer = CorsLayer::new().allow_methods(Any).allow_headers(Any);
    if updates {
        // The star covers all headers but this one, which has to be named.
        layer = layer.allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT]);
    }
    // A page on the web that asks a server in a private network must be let in by its origin, not by the star.
    layer = layer.allow_private_network(!origins.iter().any(|o| o == "*"));
    if origins.iter().any(|o| o == "*") {
        return Ok(Some(layer.allow_origin(Any)));
    }
    let values: Vec<HeaderValue> = origins
        .iter()
        .map(|o| HeaderValue::from_str(o).map_err(|_| ServerError::Origin(o.clone())))
        .collect::<Result<_, _>>()?;
    Ok(Some(layer.allow_origin(values)))
}
