//! Graph Store Protocol, reading only: `/graphs?default` and `/graphs?graph=IRI`; without either the graphs are listed.

use crate::App;
use crate::answer::{Refusal, bytes};
use crate::job::Job;
use crate::negotiation::choose;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
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
    let offered: Vec<&str> = RdfFormat::ALL.iter().map(|f| f.media_type()).collect();
    let chosen = choose(headers, &offered).ok_or_else(|| {
        Refusal::new(StatusCode::NOT_ACCEPTABLE, format!("a graph can be had as {}", offered.join(", ")))
    })?;
    let job = Job::Graph { iri: graph.clone(), format: chosen.to_owned() };
    let body = bytes(app.pool.run(&job).await?)?;
    match body {
        Some(body) => Ok(([(header::CONTENT_TYPE, format!("{chosen}; charset=utf-8"))], body).into_response()),
        None => Err(Refusal::new(StatusCode::NOT_FOUND, format!("there is no graph <{}>", graph.unwrap_or_default()))),
    }
}
