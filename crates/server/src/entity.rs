//! Entities by their IRIs: what the store has on them, in HTML, Turtle or JSON-LD.

use crate::App;
use crate::answer::{Refusal, answered, body};
use crate::job::Job;
use crate::limited::Limited;
use crate::negotiation::accepted;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use policygraph_store::vocabulary::{ID, INFERRED_GRAPH};
use policygraph_store::{
    Answer, AnswerFormat, ParsedQuery, QueryOptions, RdfFormat, Store, StoreError, Table, shorten,
};
use std::io::Write;
use std::sync::Arc;

const HTML: &str = "text/html";

/// How many statements from and to an entity the page shows.
const SHOWN: usize = 500;

pub(crate) async fn handle(State(app): State<Arc<App>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    let response = read(&app, &headers, &path).await.unwrap_or_else(IntoResponse::into_response);
    app.metrics.count("entity", response.status());
    response
}

async fn read(app: &Arc<App>, headers: &HeaderMap, path: &str) -> Result<Response, Refusal> {
    let offered = [HTML, "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"];
    let chosen = accepted(headers, &offered)?;
    let iri = format!("{ID}{}", policygraph_store::vocabulary::encoded_path(path));
    let job = Job::Entity { iri: iri.clone(), format: chosen.to_owned() };
    let Some((format, found)) = answered(app.pool.run(&job).await?)? else {
        return Err(Refusal::new(StatusCode::NOT_FOUND, format!("the store knows nothing of <{iri}>")));
    };
    let mut response = body(&format, found);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'self'");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// Writes what the store has on an entity; `false` if that is nothing.
pub(crate) fn write(store: &Store, iri: &str, format: &str, out: &mut Limited) -> Result<bool, StoreError> {
    let options = QueryOptions::default();
    if format == HTML {
        let Some(page) = page(store, iri, &options)? else { return Ok(false) };
        out.write_all(page.into_string().as_bytes())?;
        return Ok(true);
    }
    let query = ParsedQuery::new(
        &format!(
            "CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }} WHERE {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}"
        ),
        None,
    )?;
    let format = AnswerFormat::Rdf(RdfFormat::from_media_type(format).unwrap_or(RdfFormat::Turtle));
    Ok(store.write_answer(&query, &options, format, out)? > 0)
}

/// A value as a reader wants it: its text, and its IRI if it is one.
type Shown = (String, Option<String>);

/// The rows of a SELECT query.
fn rows(store: &Store, sparql: &str, options: &QueryOptions) -> Result<Vec<Vec<Option<Shown>>>, StoreError> {
    let Answer::Table(table) = store.query_with(&ParsedQuery::new(sparql, None)?, options)? else {
        return Ok(Vec::new());
    };
    let value = |term: &Option<_>| term.as_ref().map(|t| (Table::display(t), Table::iri(t)));
    Ok(table.rows.iter().map(|row| row.iter().map(value).collect()).collect())
}

fn page(store: &Store, iri: &str, options: &QueryOptions) -> Result<Option<Markup>, StoreError> {
    let from = rows(
        store,
        &format!(
            "SELECT ?p ?o ?label WHERE {{ <{iri}> ?p ?o OPTIONAL {{ ?o skos:prefLabel ?label FILTER(LANG(?label) != 'en') }} }} ORDER BY ?p ?label ?o LIMIT {SHOWN}"
        ),
        options,
    )?;
    let to = rows(
        store,
        &format!(
            "SELECT ?s ?p ?label WHERE {{ ?s ?p <{iri}> OPTIONAL {{ ?s skos:prefLabel ?label FILTER(LANG(?label) != 'en') }} }} ORDER BY ?p ?label ?s LIMIT {SHOWN}"
        ),
        options,
    )?;
    if from.is_empty() && to.is_empty() {
        return Ok(None);
    }
    let with_inferred = QueryOptions { default_graphs: vec![INFERRED_GRAPH.to_owned()], ..options.clone() };
    let inferred =
        rows(store, &format!("SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }} ORDER BY ?p ?o LIMIT {SHOWN}"), &with_inferred)?;
    let quotes = rows(
        store,
        &format!(
            "SELECT DISTINCT ?quote ?document WHERE {{ GRAPH ?g {{ {{ ?c rdf:subject <{iri}> }} UNION {{ ?c rdf:object <{iri}> }}
             ?c prov:wasDerivedFrom ?words . ?words pg:quote ?quote ; dct:isPartOf/dct:isPartOf/dct:identifier ?document }} }} ORDER BY ?document ?quote LIMIT {SHOWN}"
        ),
        options,
    )?;
    let label = store.label(iri)?;
    let cell = |value: Option<&Option<Shown>>, label: Option<&Option<Shown>>| -> Markup {
        let Some(Some((text, target))) = value else { return html! {} };
        let shown = label.and_then(|l| l.as_ref()).map_or(text, |(l, _)| l);
        match target {
            Some(target) if target.starts_with(ID) => {
                html! { a href=(format!("/id/{}", &target[ID.len()..])) { (shown) } }
            }
            Some(target) => html! { a href=(target) rel="noreferrer" { (shown) } },
            None => html! { (shown) },
        }
    };
    Ok(Some(html! {
        (DOCTYPE)
        html lang="ko" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (label) }
                link rel="stylesheet" href="/style.css";
            }
            body {
                h1 { (label) }
                p { code { (shorten(iri)) } }
                h2 { "Statements · " span lang="ko" { "진술" } }
                table { tbody {
                    @for row in &from { tr { th scope="row" { (cell(row.first(), None)) } td { (cell(row.get(1), row.get(2))) } } }
                } }
                @if !to.is_empty() {
                    h2 { "Statements about it · " span lang="ko" { "이 개체를 가리키는 진술" } }
                    table { tbody { @for row in &to { tr { td { (cell(row.first(), row.get(2))) } th scope="row" { (cell(row.get(1), None)) } } } } }
                }
                @if !quotes.is_empty() {
                    h2 { "Evidence · " span lang="ko" { "근거" } }
                    @for row in &quotes { blockquote { (cell(row.first(), None)) footer { small { (cell(row.get(1), None)) } } } }
                }
                @if !inferred.is_empty() {
                    h2 { "What follows · " span lang="ko" { "추론" } }
                    table { tbody { @for row in &inferred { tr { th scope="row" { (cell(row.first(), None)) } td { (cell(row.get(1), None)) } } } } }
                }
            }
        }
    }))
}
