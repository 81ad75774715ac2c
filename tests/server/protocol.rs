//! The SPARQL 1.1 Protocol tests of the W3C, from `../shared/conformance`. In CI they must be there.

use super::{Answer, Server, TOKEN, answer, example};
use oxttl::TurtleParser;
use std::collections::BTreeMap;
use std::path::Path;

const HT: &str = "http://www.w3.org/2011/http#";
const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const CNT: &str = "http://www.w3.org/2011/content#";
const UT: &str = "http://www.w3.org/2009/sparql/tests/test-update#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";

/// Subject → property → values, as text.
struct Manifest(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Manifest {
    fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join("manifest.ttl")).unwrap();
        let mut all: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        let base = "http://manifest/";
        for triple in TurtleParser::new().with_base_iri(base).unwrap().for_slice(&text) {
            let triple = triple.unwrap();
            let object = match &triple.object {
                oxrdf::Term::Literal(l) => l.value().to_owned(),
                oxrdf::Term::NamedNode(n) => n.as_str().to_owned(),
                other => other.to_string(),
            };
            let subject = match &triple.subject {
                oxrdf::NamedOrBlankNode::NamedNode(n) => n.as_str().to_owned(),
                other => other.to_string(),
            };
            all.entry(subject).or_default().entry(triple.predicate.into_string()).or_default().push(object);
        }
        Self(all)
    }

    fn all(&self, subject: &str, property: &str) -> &[String] {
        self.0.get(subject).and_then(|p| p.get(property)).map_or(&[], Vec::as_slice)
    }

    fn one(&self, subject: &str, property: &str) -> Option<&str> {
        self.all(subject, property).first().map(String::as_str)
    }

    fn list(&self, subject: &str, property: &str) -> Vec<&str> {
        let mut out = Vec::new();
        let mut at = self.one(subject, property).unwrap_or_default();
        while let Some(first) = self.one(at, &format!("{RDF}first")) {
            out.push(first);
            at = self.one(at, &format!("{RDF}rest")).unwrap_or_default();
        }
        out
    }
}

#[test]
fn the_protocol_tests_pass() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/sparql11-protocol");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        return;
    }
    let store = tempfile::tempdir().unwrap();
    let server = Server::start(&example(store.path()), &["--updates"]);
    let manifest = Manifest::read(&folder);
    let tests = manifest.list("http://manifest/", &format!("{MF}entries"));
    assert_eq!(tests.len(), 34);
    let mut failed = Vec::new();
    for test in &tests {
        for data in manifest.all(test, &format!("{UT}graphData")) {
            let file = manifest.one(data, &format!("{UT}graph")).unwrap().rsplit('/').next().unwrap();
            let triples = std::fs::read_to_string(folder.join(file)).unwrap();
            let graph = manifest.one(data, LABEL).unwrap();
            let loaded = server.update(&format!("INSERT DATA {{ GRAPH <{graph}> {{ {triples} }} }}"), Some(TOKEN));
            assert_eq!(loaded.status, 204, "{}", loaded.body);
        }
        let action = manifest.one(test, &format!("{MF}action")).unwrap();
        for request in manifest.list(action, &format!("{HT}requests")) {
            let answer = send(&server, &manifest, request);
            if let Err(why) = check(&manifest, request, &answer) {
                failed.push(format!("{test}: {why}: {answer:?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn send(server: &Server, manifest: &Manifest, request: &str) -> Answer {
    let path = manifest.one(request, &format!("{HT}absolutePath")).unwrap();
    let method = manifest.one(request, &format!("{HT}methodName")).unwrap();
    let mut builder = ureq::http::Request::builder().method(method).uri(format!("{}{path}", server.base));
    builder = builder.header("authorization", format!("Bearer {TOKEN}"));
    for header in manifest.list(request, &format!("{HT}headers")) {
        let name = manifest.one(header, &format!("{HT}fieldName")).unwrap();
        builder = builder.header(name, manifest.one(header, &format!("{HT}fieldValue")).unwrap());
    }
    let body = manifest.one(request, &format!("{HT}body"));
    let chars = body.and_then(|b| manifest.one(b, &format!("{CNT}chars"))).unwrap_or_default();
    let utf16 = body.and_then(|b| manifest.one(b, &format!("{CNT}characterEncoding"))) == Some("UTF-16");
    let bytes: Vec<u8> = if utf16 {
        std::iter::once(0xFEFF).chain(chars.encode_utf16()).flat_map(u16::to_be_bytes).collect()
    } else {
        chars.as_bytes().to_vec()
    };
    let response = if bytes.is_empty() {
        server.agent.run(builder.body(()).unwrap())
    } else {
        server.agent.run(builder.body(bytes).unwrap())
    };
    answer(response.unwrap())
}

fn check(manifest: &Manifest, request: &str, answer: &Answer) -> Result<(), String> {
    let expected = manifest.one(request, &format!("{HT}resp")).unwrap();
    let statuses = manifest.all(expected, &format!("{MF}expectedStatus"));
    let class = format!("StatusCode{}xx", answer.status / 100);
    if !statuses.iter().any(|s| s.ends_with(&class)) {
        return Err(format!("status {} is none of {statuses:?}", answer.status));
    }
    let content = answer.content_type.split(';').next().unwrap_or_default();
    match manifest.one(expected, &format!("{MF}expectedFormat")) {
        Some("boolean" | "tabular") if content != "application/sparql-results+json" => {
            return Err(format!("{content} is no format of results"));
        }
        Some("RDF") if content != "text/turtle" => return Err(format!("{content} is no format of RDF")),
        _ => {}
    }
    if let Some(boolean) = manifest.one(expected, &format!("{MF}expectedBoolean"))
        && !answer.body.contains(&format!("\"boolean\":{boolean}"))
    {
        return Err(format!("the answer is not {boolean}"));
    }
    Ok(())
}
