//! What the endpoint says of itself: home page, service description, VoID.

use crate::App;
use crate::answer::{Refusal, answered, body};
use crate::job::Job;
use crate::limited::Limited;
use crate::negotiation::accepted;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, html};
use policygraph_store::vocabulary::{INFERRED_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH};
use policygraph_store::{Answer, RdfFormat, Store, StoreError, Table, convert_turtle};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

/// Where everything is.
pub(crate) async fn home() -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width"; title { "policygraph" } link rel="stylesheet" href="/style.css"; }
            body {
                h1 { "policygraph" }
                ul {
                    li { a href="/sparql" { "/sparql" } " — SPARQL 1.1: " code { "?query=…" } "; with " code { "inferred=true" } " also what follows from the ontology" }
                    li { a href="/graphs?default" { "/graphs?default" } ", " code { "/graphs?graph=IRI" } " — Graph Store Protocol, reading" }
                    li { code { "/id/…" } " — entities, for instance " a href="/id/country-kr" { "/id/country-kr" } }
                    li { a href="/.well-known/void" { "/.well-known/void" } " — VoID" }
                    li { a href="/health" { "/health" } ", " a href="/metrics" { "/metrics" } }
                }
                p lang="ko" { "SPARQL 1.1 질의는 /sparql, 개체는 /id/…, 그래프는 /graphs에서 제공됩니다." }
            }
        }
    };
    Html(page.into_string())
}

/// The style of the pages.
pub(crate) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"))
}

/// The service description of SPARQL 1.1.
pub(crate) fn service(app: &App, headers: &HeaderMap) -> Response {
    let mut turtle = String::from(
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n\
         @prefix format: <http://www.w3.org/ns/formats/> .\n\
         <> a sd:Service ; sd:endpoint <> ;\n    sd:supportedLanguage sd:SPARQL11Query",
    );
    if app.config.token.is_some() {
        turtle.push_str(" , sd:SPARQL11Update");
    }
    if !app.config.queries.services.is_empty() {
        turtle.push_str(" ;\n    sd:feature sd:BasicFederatedQuery");
    }
    let _ = write!(
        turtle,
        " ;\n    sd:resultFormat format:SPARQL_Results_JSON , format:SPARQL_Results_XML , format:SPARQL_Results_CSV , \
         format:SPARQL_Results_TSV , format:Turtle , format:N-Triples , format:N-Quads , format:TriG , format:RDF_XML , format:JSON-LD ;\n    \
         sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ;\n        \
         sd:namedGraph [ sd:name <{REGISTRY_GRAPH}> ; sd:graph [ a sd:Graph ] ] , [ sd:name <{ONTOLOGY_GRAPH}> ; sd:graph [ a sd:Graph ] ] , \
         [ sd:name <{INFERRED_GRAPH}> ; sd:graph [ a sd:Graph ] ; sd:entailmentRegime <http://www.w3.org/ns/entailment/OWL-RDF-Based> ] ] .\n"
    );
    rdf(headers, &turtle, "/sparql")
}

/// Host and port by which the client knows the server.
pub(crate) fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

/// Turtle about the thing at a path, in the format that the client prefers.
fn rdf(headers: &HeaderMap, turtle: &str, path: &str) -> Response {
    let chosen = match accepted(headers, &RdfFormat::media_types()) {
        Ok(chosen) => chosen,
        Err(refusal) => return refusal.into_response(),
    };
    let format = RdfFormat::from_media_type(chosen).unwrap_or(RdfFormat::Turtle);
    let base = format!("http://{}{path}", host(headers).unwrap_or("localhost"));
    match convert_turtle(turtle, &base, format) {
        Ok(bytes) => body(chosen, bytes),
        Err(e) => Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, e.to_string()).into_response(),
    }
}

/// A VoID description: counts of the default graph by class and property.
pub(crate) async fn void(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let described = match app.pool.run(&Job::Void).await {
        Ok(answer) => answered(answer),
        Err(e) => Err(e.into()),
    };
    let response = match described {
        Ok(turtle) => {
            let turtle = String::from_utf8(turtle.unwrap_or_default().1).unwrap_or_default();
            rdf(&headers, &turtle, "/.well-known/void")
        }
        Err(refusal) => refusal.into_response(),
    };
    app.metrics.count("void", response.status());
    response
}

/// Writes the VoID description, in Turtle with relative IRIs.
pub(crate) fn write_void(store: &Store, out: &mut Limited) -> Result<(), StoreError> {
    let counts = |sparql: &str| -> Result<Vec<(String, String)>, StoreError> {
        let Answer::Table(table) = store.query(sparql)? else {
            return Ok(Vec::new());
        };
        let row = |r: &Vec<Option<_>>| {
            Some((Table::iri(r.first()?.as_ref()?).unwrap_or_default(), Table::display(r.get(1)?.as_ref()?)))
        };
        Ok(table.rows.iter().filter_map(row).collect())
    };
    let total = counts("SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?p ?o BIND(pg: AS ?x) } GROUP BY ?x")?;
    let mut turtle = String::from(
        "@prefix void: <http://rdfs.org/ns/void#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n\
         <> a void:DatasetDescription ; <http://xmlns.com/foaf/0.1/primaryTopic> <#data> .\n\
         <#data> a void:Dataset ; dct:title \"policygraph\" ; void:sparqlEndpoint </sparql> ;\n    \
         void:uriSpace \"https://w3id.org/policygraph/id/\" ; void:exampleResource <https://w3id.org/policygraph/id/country-kr> ;\n    \
         void:vocabulary <https://w3id.org/policygraph/ontology#> , <http://www.w3.org/ns/prov#> , <http://purl.org/linked-data/cube#> , <http://www.w3.org/2004/02/skos/core#> ;\n    \
         void:feature <http://www.w3.org/ns/formats/Turtle> , <http://www.w3.org/ns/formats/JSON-LD>",
    );
    let _ = write!(turtle, " ;\n    void:triples {}", total.first().map_or("0", |(_, n)| n.as_str()));
    for (class, n) in counts("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c")? {
        let _ = write!(turtle, " ;\n    void:classPartition [ void:class <{class}> ; void:entities {n} ]");
    }
    for (property, n) in counts("SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p")? {
        let _ = write!(turtle, " ;\n    void:propertyPartition [ void:property <{property}> ; void:triples {n} ]");
    }
    turtle.push_str(" .\n");
    out.write_all(turtle.as_bytes())?;
    Ok(())
}
