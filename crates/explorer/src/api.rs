//! Requests and answers.

mod changes;

use crate::compare::{AskedWrong, CompareRequest, Comparisons, as_json};
use crate::subgraph::Asked;
use crate::view::{Current, View};
use crate::{Failure, Source, entity, news, overview, pages, queries, reading, search, subgraph};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use petgraph::graph::NodeIndex;
use policygraph_graph::Filter;
use policygraph_model::{ClaimId, EntityType, Predicate, Status};
use policygraph_resolve::OverrideError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

struct App {
    source: Arc<dyn Source>,
    current: Arc<Current>,
    comparisons: Comparisons,
    /// The largest file that is taken; nothing where the store is only read.
    largest_file: Option<usize>,
    /// How many answers are made at once.
    places: Semaphore,
    /// Comparisons are made one at a time: each takes all cores.
    comparing: Semaphore,
    /// Files are read one at a time: a store has one writer.
    adding: Semaphore,
}

pub(crate) fn router(source: Arc<dyn Source>, largest_file: Option<usize>) -> Router {
    let app = Arc::new(App {
        current: Arc::new(Current::new(Arc::clone(&source))),
        source,
        comparisons: Comparisons::default(),
        largest_file,
        places: Semaphore::new(2 * std::thread::available_parallelism().map_or(2, usize::from)),
        comparing: Semaphore::new(1),
        adding: Semaphore::new(1),
    });
    let files = post(changes::add_file).layer(DefaultBodyLimit::max(largest_file.unwrap_or(0)));
    Router::new()
        .route("/", get(pages::index))
        .route("/yasgui", get(pages::yasgui))
        .route("/assets/{name}", get(pages::asset))
        .route("/explorer/overview", get(get_overview))
        .route("/explorer/search", get(get_search))
        .route("/explorer/entity", get(get_entity))
        .route("/explorer/claims", get(get_claims))
        .route("/explorer/quotes", get(get_quotes))
        .route("/explorer/graph", get(get_graph))
        .route("/explorer/documents", get(get_documents))
        .route("/explorer/new", get(get_news))
        .route("/explorer/section", get(get_section))
        .route("/explorer/compare", get(get_compare))
        .route("/explorer/report", get(get_report))
        .route("/explorer/queries", get(get_queries))
        .route("/explorer/query", get(get_query))
        .route("/explorer/corrections", get(changes::corrections).post(changes::add).delete(changes::remove))
        .route("/explorer/files", files)
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// Why there is no answer.
enum Refusal {
    Bad(String),
    NotFound(String),
    Forbidden(&'static str),
    Failed(Failure),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::Bad(message) => (StatusCode::BAD_REQUEST, message),
            Self::NotFound(message) => (StatusCode::NOT_FOUND, message),
            Self::Forbidden(message) => (StatusCode::FORBIDDEN, message.to_owned()),
            Self::Failed(failure) => (StatusCode::INTERNAL_SERVER_ERROR, failure.to_string()),
        };
        (status, Json(json!({"error": message}))).into_response()
    }
}

impl<E: Into<Failure>> From<E> for Refusal {
    fn from(error: E) -> Self {
        let failure: Failure = error.into();
        if failure.is::<AskedWrong>() || failure.is::<OverrideError>() {
            return Self::Bad(failure.to_string());
        }
        Self::Failed(failure)
    }
}

type Answer = Result<Response, Refusal>;

/// Answers from the view of the store, beside the threads that take requests.
async fn answer<T: Serialize + Send + 'static>(
    app: Arc<App>,
    of: impl FnOnce(&App, &View) -> Result<T, Refusal> + Send + 'static,
) -> Answer {
    let waiting = Arc::clone(&app);
    let _place = waiting.places.acquire().await?;
    beside(move || {
        let view = app.current.view()?;
        Ok(json_response(&of(&app, &view)?))
    })
    .await
}

async fn beside(of: impl FnOnce() -> Answer + Send + 'static) -> Answer {
    tokio::task::spawn_blocking(of).await?
}

fn json_response(value: &impl Serialize) -> Response {
    let mut response = Json(value).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The members of a list that are separated by commas.
fn list<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<Vec<T>, Refusal> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_err(|e| Refusal::Bad(format!("{e}")))).collect()
}

fn node(view: &View, id: &str) -> Result<NodeIndex, Refusal> {
    view.graph.node(id).ok_or_else(|| Refusal::NotFound(format!("there is no entity <{id}>")))
}

/// A part of the graph: what is in it, and what passes. Lists are separated by commas.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct GraphQuery {
    types: String,
    predicates: String,
    countries: String,
    /// IRIs, separated by spaces.
    topics: String,
    statuses: String,
    documents: String,
    since: Option<i16>,
    until: Option<i16>,
    confidence: Option<f64>,
    /// How many of the most central entities.
    top: usize,
    /// Entities that are shown with their neighbours: IRIs, separated by spaces.
    id: String,
    /// How many neighbours.
    neighbours: Option<usize>,
    /// Both ends of paths.
    from: String,
    to: String,
    /// Also paths that are longer than the shortest.
    longer: bool,
    /// Paths through countries as readily as through anything else.
    through_countries: bool,
    /// Countries as nodes too. Whoever asks for this type wants them.
    country_nodes: bool,
    /// How many paths.
    paths: Option<usize>,
}

impl GraphQuery {
    fn filter(&self) -> Result<Filter, Refusal> {
        let years = match (self.since, self.until) {
            (None, None) => None,
            (since, until) => Some((since.unwrap_or(i16::MIN), until.unwrap_or(i16::MAX))),
        };
        Ok(Filter {
            types: list::<EntityType>(&self.types)?,
            predicates: list::<Predicate>(&self.predicates)?,
            countries: list(&self.countries)?,
            topics: self.topics.split_whitespace().map(str::to_owned).collect(),
            statuses: list::<Status>(&self.statuses)?,
            years,
            documents: list(&self.documents)?,
            least_confidence: self.confidence.filter(|c| *c > 0.0),
        })
    }
}

/// Largest part of the graph in one answer, in nodes.
const LARGEST: usize = 10_000;
/// Most edges in one answer: more than a browser without a graphics card draws while the picture is moved.
const MOST_EDGES: usize = 10_000;

async fn get_overview(State(app): State<Arc<App>>) -> Answer {
    answer(app, |app, view| Ok(overview::overview(view, app.largest_file)?)).await
}

#[derive(Debug, Deserialize)]
struct SearchQuery {
    q: String,
    #[serde(default)]
    types: String,
    limit: Option<usize>,
}

async fn get_search(State(app): State<Arc<App>>, Query(query): Query<SearchQuery>) -> Answer {
    answer(app, move |_, view| {
        let kinds = list::<EntityType>(&query.types)?;
        Ok(search::search(view, &query.q, &kinds, query.limit.unwrap_or(12).min(200)))
    })
    .await
}

#[derive(Debug, Deserialize)]
struct IdQuery {
    id: String,
}

async fn get_entity(State(app): State<Arc<App>>, Query(query): Query<IdQuery>) -> Answer {
    answer(app, move |_, view| Ok(entity::page(view, node(view, &query.id)?)?)).await
}

/// A relation, or a budget.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ClaimsQuery {
    s: String,
    p: String,
    o: String,
    budget: String,
}

async fn get_claims(State(app): State<Arc<App>>, Query(query): Query<ClaimsQuery>) -> Answer {
    answer(app, move |_, view| {
        if !query.budget.is_empty() {
            return Ok(reading::of_budget(view, &query.budget)?);
        }
        let predicate: Predicate = query.p.parse().map_err(|e| Refusal::Bad(format!("{e}")))?;
        Ok(reading::of_relation(view, &query.s, predicate, &query.o)?)
    })
    .await
}

#[derive(Debug, Deserialize)]
struct QuotesQuery {
    claims: String,
}

async fn get_quotes(State(app): State<Arc<App>>, Query(query): Query<QuotesQuery>) -> Answer {
    answer(app, move |_, view| Ok(reading::of_claims(view, &list::<ClaimId>(&query.claims)?)?)).await
}

async fn get_graph(State(app): State<Arc<App>>, Query(query): Query<GraphQuery>) -> Answer {
    answer(app, move |_, view| {
        let around = query.id.split_whitespace().map(|id| node(view, id)).collect::<Result<Vec<_>, _>>()?;
        let ends = match (query.from.as_str(), query.to.as_str()) {
            ("", _) | (_, "") => None,
            (from, to) => Some((node(view, from)?, node(view, to)?)),
        };
        let filter = query.filter()?;
        let asked = Asked {
            top: query.top.min(LARGEST),
            around: &around,
            neighbours: query.neighbours.unwrap_or(60).min(LARGEST),
            ends,
            longer: query.longer,
            through_countries: query.through_countries,
            country_nodes: query.country_nodes || filter.types.contains(&EntityType::Country),
            paths: query.paths.unwrap_or(10).min(100),
            edges: MOST_EDGES,
        };
        Ok(subgraph::picture(view, &filter, &asked))
    })
    .await
}

async fn get_documents(State(app): State<Arc<App>>) -> Answer {
    answer(app, |app, view| Ok(reading::documents(view, &app.source.added()?)?)).await
}

async fn get_news(State(app): State<Arc<App>>) -> Answer {
    answer(app, |app, view| Ok(news::news(view, &app.source.added()?)?)).await
}

async fn get_section(State(app): State<Arc<App>>, Query(query): Query<IdQuery>) -> Answer {
    answer(app, move |_, view| {
        let found = reading::section(view, &query.id)?;
        found.ok_or_else(|| Refusal::NotFound(format!("there is no section <{}>", query.id)))
    })
    .await
}

async fn get_compare(State(app): State<Arc<App>>, Query(query): Query<CompareRequest>) -> Answer {
    let waiting = Arc::clone(&app);
    let _place = waiting.comparing.acquire().await?;
    beside(move || Ok(json_response(&as_json(&app.comparisons.get(&*app.source, &query)?.comparison)))).await
}

async fn get_report(State(app): State<Arc<App>>, Query(query): Query<CompareRequest>) -> Answer {
    let waiting = Arc::clone(&app);
    let _place = waiting.comparing.acquire().await?;
    beside(move || {
        let made = app.comparisons.get(&*app.source, &query)?;
        // The page brings the rest of its policy, with the hash of its style sheet.
        let headers = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_SECURITY_POLICY, "script-src 'none'; object-src 'none'; base-uri 'none'"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        Ok((headers, made.report.clone()).into_response())
    })
    .await
}

async fn get_queries() -> Json<Value> {
    Json(queries::library())
}

/// A query of the library, and the values of its parameters as an object in JSON.
#[derive(Debug, Deserialize)]
struct FillQuery {
    name: String,
    #[serde(default)]
    values: String,
}

async fn get_query(State(app): State<Arc<App>>, Query(query): Query<FillQuery>) -> Answer {
    answer(app, move |_, view| {
        let values: BTreeMap<String, String> = match query.values.as_str() {
            "" => BTreeMap::new(),
            json => serde_json::from_str(json).map_err(|e| Refusal::Bad(e.to_string()))?,
        };
        queries::filled(view, &query.name, values).map(|text| json!({"text": text})).map_err(Refusal::Bad)
    })
    .await
}
