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
//! Queries run in two lanes (`lanes`): every query starts in the first, and one that does not end within a few
//! hundredths of a second is stopped and started again in the second, which has few places and runs at low priority. So
//! queries that take long, or never end, do not hold up those that are quick.

mod answer;
mod description;
mod entity;
mod graphs;
mod lanes;
mod metrics;
mod negotiation;
mod services;
mod sparql;

use axum::Router;
use axum::http::HeaderValue;
use axum::routing::{any, get};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use lanes::Lanes;
use metrics::Metrics;
use policygraph_store::{Services, Store};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower_http::cors::{Any, CorsLayer};

/// How the endpoint is served.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address and port to listen on.
    pub address: SocketAddr,
    /// Longest time of a query from its arrival.
    pub timeout: Duration,
    /// Largest body of a request, in bytes.
    pub max_body: usize,
    /// Largest answer, in bytes.
    pub max_answer: usize,
    /// How much memory one query may take, in bytes.
    pub max_memory: usize,
    /// How many queries that take long run at once.
    pub slow_queries: usize,
    /// Origins that browsers may ask from; `*` for any.
    pub cors: Vec<String>,
    /// Endpoints that SERVICE clauses may ask.
    pub services: Vec<String>,
    /// What who updates must give as a bearer token; updates are refused without.
    pub token: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            address: SocketAddr::from(([127, 0, 0, 1], 7878)),
            timeout: Duration::from_secs(20),
            max_body: 4 << 20,
            max_answer: 64 << 20,
            max_memory: 1 << 30,
            slow_queries: std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
            cors: Vec::new(),
            services: Vec::new(),
            token: None,
        }
    }
}

/// How many connections are open at once; more wait to be accepted.
const CONNECTIONS: usize = 1024;
/// Longest time in which a client sends the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest time in which a client sends the body of a request.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

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
    /// An origin is no header value.
    #[error("`{0}` is no origin: write https://example.org")]
    Origin(String),
}

/// What handlers share.
struct App {
    store: Store,
    config: Config,
    lanes: Lanes,
    metrics: Metrics,
    services: Option<Arc<dyn Services>>,
}

/// Serves the store until `shutdown` ends; `ready` is told the address. Requests that run are finished, for as long as a
/// query may take.
///
/// # Errors
/// The address cannot be listened on, or the configuration is wrong.
pub fn serve(
    store: Store,
    config: Config,
    ready: impl FnOnce(SocketAddr),
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServerError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServerError::Runtime)?;
    let result = runtime.block_on(run(store, config, ready, shutdown));
    // A query that was told to stop may take a moment.
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

async fn run(
    store: Store,
    config: Config,
    ready: impl FnOnce(SocketAddr),
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServerError> {
    let address = config.address;
    let failed = |source| ServerError::Listen { address, source };
    let timeout = config.timeout;
    let router = router(store, config)?;
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    ready(listener.local_addr().map_err(failed)?);
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD_TIMEOUT);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut shutdown = std::pin::pin!(shutdown);
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
        let service = TowerToHyperService::new(router.clone());
        let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
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

fn router(store: Store, config: Config) -> Result<Router, ServerError> {
    let cors = cors(&config.cors)?;
    let lanes = Lanes::new(config.timeout, config.slow_queries, config.max_memory);
    let services = services::allowed(&config.services, config.timeout);
    let app = Arc::new(App { store, config, lanes, metrics: Metrics::new(), services });
    let router = Router::new()
        .route("/", get(description::home))
        .route("/style.css", get(description::style))
        .route("/sparql", any(sparql::handle))
        .route("/sparql/", any(sparql::handle))
        .route("/graphs", any(graphs::handle))
        .route("/id/{*path}", get(entity::handle))
        .route("/.well-known/void", get(description::void))
        .route("/health", get(metrics::health))
        .route("/metrics", get(metrics::metrics))
        .with_state(app);
    Ok(match cors {
        Some(cors) => router.layer(cors),
        None => router,
    })
}

fn cors(origins: &[String]) -> Result<Option<CorsLayer>, ServerError> {
    if origins.is_empty() {
        return Ok(None);
    }
    let layer = CorsLayer::new().allow_methods(Any).allow_headers(Any);
    if origins.iter().any(|o| o == "*") {
        return Ok(Some(layer.allow_origin(Any)));
    }
    let values: Vec<HeaderValue> = origins
        .iter()
        .map(|o| HeaderValue::from_str(o).map_err(|_| ServerError::Origin(o.clone())))
        .collect::<Result<_, _>>()?;
    Ok(Some(layer.allow_origin(values)))
}
