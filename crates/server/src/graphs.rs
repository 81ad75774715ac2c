//! Graph Store Protocol, reading only: `/graphs?default` and `/graphs?graph=IRI`.

use crate::App;
use crate::answer::{Refusal, answered, body};
use crate::job::Job;
use crate::negotiation::accepted;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use policygraph_store::RdfFormat;
use std::sync::Arc;

pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    method: Method,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let response = match method {
        Method::GET | Method::HEAD => {
            read(&app, &headers, query.as_deref().unwrap_or_default()).await.unwrap_or_else(IntoResponse::into_response)
        }
        _ => Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "graphs are only read here; update them by SPARQL")
            .into_response(),
    };
    app.metrics.count("graph", response.status());
    response
}

async fn read(app: &Arc<App>, headers: &HeaderMap, query: &str) -> Result<Response, Refusal> {
    let parameters: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let graph = match parameters.as_slice() {
        [(name, _)] if name == "default" => None,
        [(name, iri)] if name == "graph" => Some(iri.clone()),
        _ => return Err(Refusal::bad("name one graph: ?default or ?graph=IRI")),
    };
    let chosen = accepted(headers, &RdfFormat::media_types())?;
    let job = Job::Graph { iri: graph.clone(), format: chosen.to_owned() };
    match answered(app.pool.run(&job).await?)? {
        Some((format, found)) => Ok(body(&format, found)),
        None => Err(Refusal::new(StatusCode::NOT_FOUND, format!("there is no graph <{}>", graph.unwrap_or_default()))),
    }
}
