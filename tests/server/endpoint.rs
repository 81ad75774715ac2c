//! What the endpoint gives, refuses and survives.

use super::{Server, TOKEN, example};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const JSON: &str = "application/sparql-results+json";
/// A query that would not end in a lifetime.
const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }";

#[test]
fn formats_are_negotiated() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &[]);
    let select = "SELECT ?p WHERE { ?a pg:leads ?p } LIMIT 1";
    for (accept, content) in [
        ("*/*", JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, image/png", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ] {
        let answer = server.query(select, accept);
        assert_eq!(answer.status, 200);
        assert!(answer.content_type.starts_with(content), "{accept}: {}", answer.content_type);
    }
    assert_eq!(server.query(select, "image/png").status, 406);
    for format in ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"] {
        let answer = server.query("DESCRIBE id:country-kr", format);
        assert!(answer.status == 200 && answer.content_type.starts_with(format), "{answer:?}");
    }
}

#[test]
fn malformed_queries_are_told_where() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &[]);
    let answer = server.query("SELECT *\nWHERE { ?s ?p }", JSON);
    assert!(answer.status == 400 && answer.body.contains("line 2, column 16"), "{answer:?}");
}

#[test]
fn what_follows_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &[]);
    let ask = "/sparql?query=ASK%20%7B%20%3Fp%20pg%3AledBy%20%3Fa%20%7D";
    assert!(server.get(ask, None).body.contains("false"));
    assert!(server.get(&format!("{ask}&inferred=true"), None).body.contains("true"));
}

#[test]
fn entities_graphs_and_descriptions_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &[]);
    let page = server.get("/id/country-kr", Some("text/html,*/*;q=0.8"));
    assert!(page.status == 200 && page.body.contains("<h1>대한민국</h1>"), "{page:?}");
    let turtle = server.get("/id/country-kr", Some("text/turtle"));
    assert!(turtle.body.contains("pg:Country"), "{turtle:?}");
    assert!(server.get("/id/country-kr", Some("application/ld+json")).body.starts_with('['));
    for missing in ["/id/nothing-here", "/id/%3E%20%7D%20DROP", "/graphs?graph=http%3A%2F%2Fe%2Fg", "/nowhere"] {
        assert_eq!(server.get(missing, None).status, 404, "{missing}");
    }
    assert_eq!(server.get("/graphs", None).status, 400);
    assert!(server.get("/graphs?default", Some("application/n-triples")).body.contains("ontology#leads>"));
    assert!(server.get("/sparql", Some("text/turtle")).body.contains("sparql-service-description#Service>"));
    assert!(server.get("/.well-known/void", Some("application/n-triples")).body.contains("void#triples>"));
    assert_eq!(server.get("/health", None).body, "ok\n");
    let metrics = server.get("/metrics", None).body;
    assert!(metrics.contains("policygraph_requests_total{kind=\"entity\",status=\"200\"} 3"), "{metrics}");
}

#[test]
fn updates_need_the_token() {
    let folder = tempfile::tempdir().unwrap();
    let store = example(folder.path());
    let insert = "INSERT DATA { GRAPH <http://e/g> { <http://e/a> <http://e/p> 1 } }";
    let server = Server::start(&store, &[]);
    assert_eq!(server.update(insert, Some(TOKEN)).status, 403);
    drop(server);
    let server = Server::start(&store, &["--updates"]);
    for wrong in [None, Some(""), Some("another"), Some("a-token-of-the-tesx")] {
        assert_eq!(server.update(insert, wrong).status, 401, "{wrong:?}");
    }
    assert_eq!(server.update(insert, Some(TOKEN)).status, 204);
    assert_eq!(server.update("LOAD <http://127.0.0.1:9/>", Some(TOKEN)).status, 400);
    let seen = server.query("ASK { GRAPH <http://e/g> { ?s ?p 1 } }", JSON);
    assert!(seen.body.contains("true"), "{seen:?}");
}

#[test]
fn what_takes_too_long_or_too_much_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let store = example(folder.path());
    let hasty = Server::start(&store, &["--timeout", "1"]);
    let answer = hasty.query(ENDLESS, JSON);
    assert!(answer.status == 503 && answer.body.contains("1s"), "{answer:?}");
    let server = Server::start(&store, &["--max-answer", "1", "--max-body", "1"]);
    let large = server.query("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 100000", JSON);
    assert!(large.status == 413 && large.body.contains("LIMIT"), "{large:?}");
    let long = server.update(&" ".repeat(2 << 20), Some(TOKEN));
    assert_eq!(long.status, 413);
    assert_eq!(server.query("ASK {}", JSON).status, 200);
}

#[test]
fn what_is_nested_too_deeply_ends_nobody_elses_work() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &["--updates"]);
    let nested = |n: usize| format!("{} ?s ?p ?o {}", "{".repeat(n), "}".repeat(n));
    assert_eq!(server.query(&format!("ASK {}", nested(100)), JSON).status, 200);
    assert_eq!(server.query(&format!("ASK {}", nested(100_000)), JSON).status, 500);
    let update = |n: usize| server.update(&format!("INSERT {{ ?s ?p 1 }} WHERE {}", nested(n)), Some(TOKEN)).status;
    assert_eq!(update(100_000), 500);
    assert_eq!(server.query("ASK {}", JSON).status, 200);
    assert_eq!(server.update("INSERT DATA { <http://e/s> <http://e/p> 1 }", Some(TOKEN)).status, 204);
    assert!(server.query("ASK { <http://e/s> <http://e/p> 1 }", JSON).body.contains("true"));
}

#[test]
fn an_update_that_takes_too_long_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &["--updates", "--timeout", "1"]);
    let endless = "INSERT { ?a ?b 1 } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    assert_eq!(server.update(endless, Some(TOKEN)).status, 503);
    assert_eq!(server.update("INSERT DATA { <http://e/s> <http://e/p> 1 }", Some(TOKEN)).status, 204);
    assert!(server.query("ASK { <http://e/s> <http://e/p> 1 }", JSON).body.contains("true"));
}

#[test]
fn services_are_asked_only_if_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let store = example(folder.path());
    let other = Server::start(&store, &[]);
    let query = |endpoint: &str| format!("SELECT ?n WHERE {{ SERVICE <{endpoint}> {{ SELECT (1 AS ?n) {{}} }} }}");
    let endpoint = format!("{}/sparql", other.base);
    let closed = Server::start(&store, &[]);
    let refused = closed.query(&query(&endpoint), JSON);
    assert!(refused.status == 500 && refused.body.contains("other endpoints are not asked"), "{refused:?}");
    let open = Server::start(&store, &["--allow-service", &endpoint]);
    assert!(open.query(&query(&endpoint), JSON).body.contains("\"value\":\"1\""));
    let elsewhere = open.query(&query("http://127.0.0.1:9/sparql"), JSON);
    assert!(elsewhere.status == 500 && elsewhere.body.contains("not in the list"), "{elsewhere:?}");
}

#[test]
fn origins_are_told_to_browsers_if_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let store = example(folder.path());
    let allows = |arguments: &[&str]| {
        let server = Server::start(&store, arguments);
        let request = server.agent.get(format!("{}/sparql?query=ASK%7B%7D", server.base));
        let response = request.header("origin", "https://e.org").call().unwrap();
        response.headers().get("access-control-allow-origin").map(|v| v.to_str().unwrap().to_owned())
    };
    assert_eq!(allows(&[]), None);
    assert_eq!(allows(&["--cors", "https://e.org"]).as_deref(), Some("https://e.org"));
    assert_eq!(allows(&["--cors", "https://other.org"]), None);
    assert_eq!(allows(&["--cors", "*"]).as_deref(), Some("*"));
}

#[test]
fn slow_and_broken_clients_hold_up_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &[]);
    let address = server.base.trim_start_matches("http://").to_owned();
    let mut held = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(b"POST /sparql HTTP/1.1\r\nhost: e\r\ncontent-length: 100\r\n").unwrap();
        held.push(stream);
    }
    let mut garbage = TcpStream::connect(&address).unwrap();
    garbage.write_all(b"\x16\x03\x01\x00 nonsense\r\n\r\n").unwrap();
    let mut said = String::new();
    let _ = garbage.read_to_string(&mut said);
    assert_eq!(server.query("ASK {}", JSON).status, 200);
}

#[test]
fn a_client_that_does_not_read_its_answer_is_let_go() {
    let folder = tempfile::tempdir().unwrap();
    // The query itself may take its time on a busy machine.
    let server = Server::start(&example(folder.path()), &["--client-timeout", "1", "--timeout", "300"]);
    let mut stream = TcpStream::connect(server.base.trim_start_matches("http://")).unwrap();
    // More than the buffers of both ends hold.
    let query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 150000";
    let request = format!(
        "POST /sparql HTTP/1.1\r\nhost: e\r\ncontent-type: application/sparql-query\r\ncontent-length: {}\r\n\r\n{query}",
        query.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut start = [0; 12];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    std::thread::sleep(Duration::from_secs(4));
    let mut rest = Vec::new();
    // What was on the way arrives, and then the end, clean or not.
    let _ = stream.read_to_end(&mut rest);
    let head = String::from_utf8_lossy(&rest[..500]).to_lowercase();
    let length: usize =
        head.split("content-length:").nth(1).unwrap().trim().split('\r').next().unwrap().parse().unwrap();
    assert!(rest.len() < length, "{} of {length} bytes arrived", rest.len());
}

#[test]
fn a_client_that_goes_away_frees_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &["--slow-queries", "1", "--timeout", "50"]);
    let address = server.base.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    let request = format!(
        "POST /sparql HTTP/1.1\r\nhost: e\r\ncontent-type: application/sparql-query\r\ncontent-length: {}\r\n\r\n{ENDLESS}",
        ENDLESS.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(500));
    drop(stream);
    // The only place for what takes long is free again long before the first query's time is over.
    let takes_long = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f }";
    assert_eq!(server.query(takes_long, JSON).status, 200);
}

#[cfg(unix)]
#[test]
fn stopping_finishes_what_runs() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&example(folder.path()), &["--timeout", "2"]);
    let (agent, base) = (server.agent.clone(), server.base.clone());
    let running = std::thread::spawn(move || {
        let response = agent.post(format!("{base}/sparql")).send_form([("query", ENDLESS)]).unwrap();
        response.status().as_u16()
    });
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    assert!(server.stop().success());
    assert_eq!(running.join().unwrap(), 503, "the query was answered, though by its own end");
    assert!(asked.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_store_that_is_not_there_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_policygraph"))
        .args(["serve", "--port", "0", "--store"])
        .arg(folder.path().join("none"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("there is no store here"), "{said}");
    assert!(!folder.path().join("none").exists());
}

#[test]
#[cfg(unix)]
fn it_can_be_stopped_from_the_moment_it_says_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let store = example(folder.path());
    for _ in 0..10 {
        assert!(Server::start(&store, &[]).stop().success());
    }
}

#[test]
fn a_browser_may_send_the_token_where_updates_are_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = example(folder.path());
    let allowed = |arguments: &[&str]| {
        let server = Server::start(&store, arguments);
        let request = ureq::http::Request::options(format!("{}/sparql", server.base))
            .header("origin", "https://e.org")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization")
            .header("access-control-request-private-network", "true")
            .body(())
            .unwrap();
        let response = server.agent.run(request).unwrap();
        let header = |name: &str| response.headers().get(name).map(|v| v.to_str().unwrap().to_lowercase());
        (header("access-control-allow-headers"), header("access-control-allow-private-network"))
    };
    let (headers, private) = allowed(&["--cors", "https://e.org", "--updates"]);
    assert!(headers.unwrap().contains("authorization"));
    assert_eq!(private.as_deref(), Some("true"));
    assert_eq!(allowed(&["--cors", "*"]).1, None);
}

#[test]
fn long_answers_are_compressed_for_who_accepts_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = example(folder.path());
    let server = Server::start(&store, &[]);
    // The client of the other tests unpacks what it gets.
    let encoding = |path: &str| {
        let address = server.base.trim_start_matches("http://");
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
        std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        std::io::Read::read_to_end(&mut stream, &mut answer).unwrap();
        let head = String::from_utf8_lossy(&answer).to_lowercase();
        let head = head.split("\r\n\r\n").next().unwrap().to_owned();
        head.contains("content-encoding: gzip")
    };
    let long = "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%20500";
    assert!(encoding(long));
    assert!(encoding("/explorer/overview"));
    assert!(!encoding("/health"));
}
