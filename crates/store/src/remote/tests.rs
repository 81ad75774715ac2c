//! A store behind an endpoint: over a store in memory.

use super::*;
use crate::Store;
use crate::query::ParsedQuery;
use oxigraph::model::GraphName;
use oxigraph::sparql::results::QueryResultsSerializer;

/// An endpoint over a store in memory, which gives at most so many rows and remembers what it was asked.
struct Inner {
    rdf: oxigraph::store::Store,
    most: usize,
    asked: Mutex<Vec<String>>,
}

impl Endpoint for Inner {
    fn address(&self) -> &str {
        "http://127.0.0.1/sparql"
    }

    fn ask(&self, sparql: &str, _: &str) -> Result<Response, EndpointError> {
        self.asked.lock().unwrap().push(sparql.to_owned());
        let failed = |reason: String| EndpointError {
            endpoint: self.address().to_owned(),
            reason: format!("{sparql}: {reason}"),
        };
        let evaluator = oxigraph::sparql::SparqlEvaluator::new();
        let query = evaluator.parse_query(sparql).map_err(|e| failed(e.to_string()))?;
        let results = query.on_store(&self.rdf).execute().map_err(|e| failed(e.to_string()))?;
        let serializer = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
        let body = match results {
            QueryResults::Boolean(value) => serializer.serialize_boolean_to_writer(Vec::new(), value).unwrap(),
            QueryResults::Solutions(rows) => {
                let variables = rows.variables().to_vec();
                let mut writer = serializer.serialize_solutions_to_writer(Vec::new(), variables).unwrap();
                for row in rows.take(self.most) {
                    writer.serialize(&row.unwrap()).unwrap();
                }
                writer.finish().unwrap()
            }
            QueryResults::Graph(_) => return Err(failed("triples are not tested here".to_owned())),
        };
        Ok(Response { media_type: SOLUTIONS.to_owned(), body })
    }
}

/// A store of so many claims in one graph, whose direct triples stand in the default graph or in a graph that is named.
fn inner(claims: usize, direct: Option<&str>, most: usize) -> Arc<Inner> {
    let rdf = oxigraph::store::Store::new().unwrap();
    let direct = direct.map_or(GraphName::DefaultGraph, |iri| NamedNode::new_unchecked(iri).into());
    for n in 0..claims {
        let (s, o) = (NamedNode::new(format!("urn:s{n}")).unwrap(), NamedNode::new(format!("urn:o{}", n % 7)).unwrap());
        rdf.insert(&Quad::new(s.clone(), pg("leads"), o.clone(), direct.clone())).unwrap();
        rdf.insert(&Quad::new(s, pg("leads"), o, NamedNode::new_unchecked("urn:document"))).unwrap();
    }
    Arc::new(Inner { rdf, most, asked: Mutex::default() })
}

#[test]
fn all_quads_come_however_few_rows_the_endpoint_gives_at_once() {
    for most in [1_000, 1_500, 2_999, 3_000, 10_000] {
        let store = Store::of_endpoint(inner(3_000, None, most), None).unwrap();
        assert_eq!(store.rdf.iter().collect::<Result<Vec<_>, _>>().unwrap().len(), 6_000, "{most}");
        let leads = pg("leads");
        let direct = store.rdf.quads_for_pattern(None, Some(leads.as_ref()), None, Some(GraphNameRef::DefaultGraph));
        let found: std::collections::HashSet<Quad> = direct.collect::<Result<_, _>>().unwrap();
        assert_eq!(found.len(), 3_000, "{most}");
        assert_eq!(store.len().unwrap(), 6_000);
        let rows = store.all_rows("SELECT ?o ?s WHERE { ?s pg:leads ?o }").unwrap();
        assert_eq!(rows.len(), 3_000);
        assert!(rows.iter().all(|row| row[0].as_ref().unwrap().to_string().starts_with("<urn:o")), "in their columns");
    }
}

#[test]
fn a_graph_can_stand_for_the_default_graph() {
    let store = Store::of_endpoint(inner(20, Some("urn:direct"), 10_000), Some("urn:direct")).unwrap();
    let quads: Vec<Quad> = store.rdf.iter().collect::<Result<_, _>>().unwrap();
    let direct = quads.iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph).count();
    assert_eq!((quads.len(), direct), (40, 20));
    assert_eq!(store.graphs().unwrap(), ["urn:document"]);
    for (query, rows) in [
        ("SELECT ?s WHERE { ?s pg:leads ?o }", 20),
        ("SELECT ?s WHERE { ?s pg:leads <urn:o1> FILTER NOT EXISTS { <urn:s1> pg:leads ?s } } ORDER BY ?s LIMIT 2", 2),
        ("SELECT ?o (COUNT(?s) AS ?n) WHERE { ?s pg:leads ?o } GROUP BY ?o HAVING(COUNT(?s) > 2)", 6),
        ("SELECT ?s WHERE { GRAPH ?g { ?s pg:leads ?o } }", 40),
        ("SELECT ?s WHERE { ?s pg:leads ?o . GRAPH <urn:document> { ?s pg:leads <urn:o0> } }", 3),
        ("SELECT ?s FROM <urn:document> WHERE { ?s pg:leads ?o }", 20),
    ] {
        let crate::Answer::Table(table) = store.query(query).unwrap() else { panic!("{query}") };
        assert_eq!(table.rows.len(), rows, "{query}");
    }
    assert_eq!(store.query("ASK { <urn:s1> pg:leads <urn:o1> }").unwrap(), crate::Answer::Boolean(true));
}

#[test]
fn an_answer_that_is_cut_is_an_error() {
    let store = Store::of_endpoint(inner(3_000, None, 1_000), None).unwrap();
    let query = "SELECT ?s WHERE { ?s pg:leads ?o }";
    let error = store.query(query).unwrap_err().to_string();
    assert!(error.contains("it cuts answers after 1000 rows"), "{error}");
    assert!(store.query(&format!("{query} LIMIT 1000")).is_ok());
    let whole = Store::of_endpoint(inner(3_000, None, 3_000), None).unwrap();
    assert!(whole.query(query).is_ok());
}

#[test]
fn what_a_node_has_is_asked_for_once_and_no_query_is_made_of_what_is_no_iri() {
    let endpoint = inner(20, None, 10_000);
    let store = Store::of_endpoint(endpoint.clone(), None).unwrap();
    let leads = pg("leads");
    for _ in 0..3 {
        assert_eq!(store.values(&NamedNode::new_unchecked("urn:s3"), leads.as_ref()).unwrap().len(), 2);
    }
    assert_eq!(endpoint.asked.lock().unwrap().len(), 1);
    let made_up = NamedNode::new_unchecked("urn:a> ?p ?o } } #");
    assert!(store.values(&made_up, leads.as_ref()).unwrap().is_empty());
    let object = Some(made_up.as_ref().into());
    assert!(store.rdf.quads_for_pattern(None, Some(leads.as_ref()), object, None).next().is_none());
    assert!(store.claims_in_section(made_up.as_str()).unwrap().is_empty());
    assert_eq!(endpoint.asked.lock().unwrap().len(), 1);
}

#[test]
fn it_is_only_read() {
    let store = Store::of_endpoint(inner(1, None, 10), None).unwrap();
    assert!(matches!(store.infer(), Err(crate::StoreError::ReadOnly)));
    assert!(matches!(store.update("CLEAR ALL", &QueryOptions::default()), Err(crate::StoreError::ReadOnly)));
    assert!(ParsedQuery::new("SELECT", None).is_err());
}
