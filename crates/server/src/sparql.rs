//! SPARQL 1.1 Protocol.

use crate::answer::{Refusal, answered, body};
use crate::job::{Job, RESULTS, Request, Wanted};
use crate::negotiation::accepted;
use crate::{App, description};
use axum::body::Body;
use axum::extract::{self, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use mime::Mime;
use policygraph_store::RdfFormat;
use std::sync::Arc;
use std::time::Duration;

/// How much of a body beyond the limit is read before the connection is closed, in bytes.
const THROWN_AWAY: usize = 64 << 20;

/// What a request of the protocol asks.
enum Operation {
    Query(Request),
    Update(Request),
}

pub(crate) async fn handle(State(app): State<Arc<App>>, request: extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let kind = if parts.method == Method::POST { "post" } else { "get" };
    let base = base(&parts.headers, parts.uri.path());
    let query = parts.uri.query().unwrap_or_default();
    let response = match parts.method {
        Method::GET | Method::HEAD if query.is_empty() => description::service(&app, &parts.headers),
        Method::GET | Method::HEAD => match get(query, base) {
            Ok(asked) => answer(&app, &parts.headers, asked).await,
            Err(refusal) => refusal.into_response(),
        },
        Method::POST => match post(&app, &parts.headers, query, body, base).await {
            Ok(asked) => answer(&app, &parts.headers, asked).await,
            Err(refusal) => refusal.into_response(),
        },
        _ => Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "use GET or POST").into_response(),
    };
    app.metrics.count(kind, response.status());
    response
}

/// The IRI of the endpoint, against which relative IRIs are resolved.
fn base(headers: &HeaderMap, path: &str) -> Option<String> {
    Some(format!("http://{}{path}", description::host(headers)?))
}

fn get(query: &str, base: Option<String>) -> Result<Operation, Refusal> {
    let parameters = Parameters::of(query.as_bytes());
    if !parameters.all("update").is_empty() {
        return Err(Refusal::bad("an update is sent by POST"));
    }
    let text = parameters.one("query")?.ok_or_else(|| Refusal::bad("the parameter `query` is missing"))?;
    Ok(Operation::Query(parameters.request(text, base)))
}

async fn post(
    app: &App,
    headers: &HeaderMap,
    query: &str,
    body: Body,
    base: Option<String>,
) -> Result<Operation, Refusal> {
    let unsupported = || {
        Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send application/x-www-form-urlencoded, application/sparql-query or application/sparql-update",
        )
    };
    let content_type: Mime = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse().ok())
        .ok_or_else(unsupported)?;
    if content_type.get_param(mime::CHARSET).is_some_and(|c| c != mime::UTF_8) {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "queries and updates are sent in UTF-8"));
    }
    let body = read(body, app.config.max_body, app.config.client_timeout).await?;
    let parameters = Parameters::of(query.as_bytes());
    let utf8 = |body: Vec<u8>| String::from_utf8(body).map_err(|_| Refusal::bad("the body is not UTF-8"));
    match content_type.essence_str() {
        "application/sparql-query" => Ok(Operation::Query(parameters.request(utf8(body)?, base))),
        "application/sparql-update" => Ok(Operation::Update(parameters.update(utf8(body)?, base))),
        "application/x-www-form-urlencoded" => {
            let parameters = Parameters::of(&body);
            match (parameters.one("query")?, parameters.one("update")?) {
                (Some(query), None) => Ok(Operation::Query(parameters.request(query, base))),
                (None, Some(update)) => Ok(Operation::Update(parameters.update(update, base))),
                _ => Err(Refusal::bad("the form has either `query` or `update`")),
            }
        }
        _ => Err(unsupported()),
    }
}

/// The body, within the limits of size and time. What is too large is read on for a while and thrown away: a client that
/// is cut off while it sends does not see the answer.
async fn read(mut body: Body, limit: usize, longest: Duration) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut size = 0;
    let collect = async {
        while let Some(frame) = body.frame().await {
            let data = frame.map_err(|_| Refusal::bad("the body was cut off"))?.into_data().unwrap_or_default();
            size += data.len();
            if size <= limit {
                bytes.extend_from_slice(&data);
            } else if size > limit + THROWN_AWAY {
                break;
            }
        }
        Ok::<(), Refusal>(())
    };
    match tokio::time::timeout(longest, collect).await {
        Ok(result) => result?,
        Err(_) => return Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body came too slowly")),
    }
    if size > limit {
        let message = format!("the body is larger than {} kB", limit >> 10);
        return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    Ok(bytes)
}

/// Parameters of a form or of the address.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn of(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect()
    }

    fn one(&self, name: &str) -> Result<Option<String>, Refusal> {
        let mut all = self.all(name);
        if all.len() > 1 {
            return Err(Refusal::bad(format!("the parameter `{name}` is given {} times", all.len())));
        }
        Ok(all.pop())
    }

    fn request(&self, sparql: String, base: Option<String>) -> Request {
        Request {
            sparql,
            base,
            default_graphs: self.all("default-graph-uri"),
            named_graphs: self.all("named-graph-uri"),
            inferred: self.all("inferred").iter().any(|v| v == "true"),
        }
    }

    fn update(&self, sparql: String, base: Option<String>) -> Request {
        Request {
            sparql,
            base,
            default_graphs: self.all("using-graph-uri"),
            named_graphs: self.all("using-named-graph-uri"),
            inferred: false,
        }
    }
}

async fn answer(app: &Arc<App>, headers: &HeaderMap, operation: Operation) -> Response {
    let _running = app.metrics.measure();
    let result = match operation {
        Operation::Query(request) => query(app, headers, request).await,
        Operation::Update(request) => update(app, headers, request).await,
    };
    result.unwrap_or_else(IntoResponse::into_response)
}

async fn query(app: &Arc<App>, headers: &HeaderMap, request: Request) -> Result<Response, Refusal> {
    let wanted = |offered: &[&str]| -> Wanted { accepted(headers, offered).map(str::to_owned).map_err(|r| r.message) };
    let solutions: Vec<&str> = RESULTS.iter().map(|(m, _)| *m).collect();
    let job = Job::Query { request, solutions: wanted(&solutions), triples: wanted(&RdfFormat::media_types()) };
    let (format, found) = answered(app.pool.run(&job).await?)?.unwrap_or_default();
    Ok(body(&format, found))
}

async fn update(app: &Arc<App>, headers: &HeaderMap, request: Request) -> Result<Response, Refusal> {
    let Some(token) = &app.config.token else {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "this endpoint is read-only"));
    };
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "))
        .unwrap_or_default();
    if !same(given.as_bytes(), token.as_bytes()) {
        return Err(Refusal::new(StatusCode::UNAUTHORIZED, "an update needs the operator's token"));
    }
    answered(app.pool.update(&Job::Update(request)).await?)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Compares in a time that does not tell where the first difference is.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (x, y)| difference | (x ^ y)) == 0
}
