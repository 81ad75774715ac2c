//! Stores behind addresses: what is said where an endpoint answers something else, not at all, or breaks off.

use crate::{Fixture, SHORT};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a server is sent: its request line and head, and its body.
struct Request {
    head: String,
    body: String,
}

/// A server that answers each request by a function of its number; it ends with the test's process.
struct Server {
    address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    fn start(answer: impl Fn(usize, &Request) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/sparql", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer, count) = (Arc::clone(&requests), Arc::new(answer), Arc::new(AtomicUsize::new(0)));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (kept, answer, count) = (Arc::clone(&kept), Arc::clone(&answer), Arc::clone(&count));
                thread::spawn(move || {
                    let request = read(&stream);
                    let number = count.fetch_add(1, Ordering::SeqCst);
                    let text = answer(number, &request);
                    kept.lock().unwrap().push(request);
                    // Who asks may be gone.
                    let _ = (&stream).write_all(text.as_bytes());
                });
            }
        });
        Self { address, requests }
    }

    /// One that says the same to all.
    fn saying(answer: String) -> Self {
        Self::start(move |_, _| answer.clone())
    }

    fn heads(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(|r| r.head.clone()).collect()
    }
}

fn read(stream: &TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or_default() == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head += &line;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Request { head, body: String::from_utf8(body).unwrap() }
}

fn answer(status: &str, media_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

const JSON: &str = "application/sparql-results+json";

#[test]
fn what_is_no_answer_is_told() {
    let cut = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nConnection: close\r\n\r\n{{\"head\":{{\"vars\":[\"s\"]}},\"results\":{{\"bindings\":[{{\"s\""
    );
    let damaged = answer(
        "200 OK",
        JSON,
        "{\"head\":{\"vars\":[\"s\"]},\"results\":{\"bindings\":[{\"s\":{\"type\":\"uri\",\"value\":\"no IRI\"}}]}}",
    );
    for (said, words) in [
        (answer("200 OK", "text/html; charset=utf-8", "<html>…"), "a web page: is this the address of a SPARQL endpoint?"),
        (answer("200 OK", "text/plain", "x"), "`text/plain`, which is no format of SPARQL results"),
        (answer("400 Bad Request", "text/plain", "the query\n is odd"), "it answers 400 Bad Request: the query is odd"),
        (answer("404 Not Found", "text/html", "<html>not here"), "it answers 404 Not Found\n"),
        (cut, "its answer is broken off or damaged"),
        (damaged, "its answer is broken off or damaged"),
        (
            "HTTP/1.1 301 Moved Permanently\r\nLocation: https://example.org/sparql?key=secret\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned(),
            "it has moved: give https://example.org/sparql instead\n",
        ),
    ] {
        let server = Server::saying(said);
        let run = Fixture::new().run(&["show", "일본", "--endpoint", &server.address]);
        run.fails(2, &["error: ", &server.address, words]);
        assert_eq!(server.heads().len(), 1, "{words}");
    }
}

#[test]
fn a_busy_endpoint_is_asked_again_and_an_absent_one_given_up() {
    let server = Server::start(|number, _| match number {
        0 => answer("503 Service Unavailable", "text/plain", "busy")
            .replace("Connection", "Retry-After: 0\r\nConnection"),
        1 => format!("HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{{"),
        _ => answer("200 OK", JSON, "{\"head\":{},\"boolean\":true}"),
    });
    // The first is about rows, so it ends with the third attempt.
    let run = Fixture::new().run(&["show", "일본", "--endpoint", &server.address]);
    run.fails(2, &["it answers rows with a boolean"]);
    assert_eq!(server.heads().len(), 3);
    let gone = { TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
    let run = Fixture::new().run(&["show", "일본", "--endpoint", &format!("http://{gone}/sparql")]);
    run.fails(2, &["it cannot be reached", "it was tried 5 times"]);
}

#[test]
fn an_endpoint_that_does_not_end_is_left() {
    let server = Server::start(|_, _| {
        thread::sleep(std::time::Duration::from_secs(30));
        String::new()
    });
    let run = Fixture::new().run(&["show", "일본", "--endpoint", &server.address, "--endpoint-timeout", "1"]);
    run.fails(2, &["no answer within 1 s: give it longer with --endpoint-timeout"]);
}

#[test]
fn credentials_are_sent_and_never_told() {
    let server = Server::start(|_, request| {
        let sent =
            request.head.lines().find(|l| l.to_lowercase().starts_with("authorization")).unwrap_or_default().to_owned();
        answer("403 Forbidden", "text/plain", &format!("no: {sent}"))
    });
    let fixture = Fixture::new();
    let run = fixture.run(&["show", "일본", "--endpoint", &format!("{}?key=hidden", server.address)]);
    run.fails(2, &["it asks who you are (403 Forbidden): set POLICYGRAPH_ENDPOINT_USER and"]);
    for (variables, sent) in [
        (
            vec![("POLICYGRAPH_ENDPOINT_USER", "kim"), ("POLICYGRAPH_ENDPOINT_PASSWORD", "s3cret")],
            "Basic a2ltOnMzY3JldA==",
        ),
        (vec![("POLICYGRAPH_ENDPOINT_TOKEN", "t0ken")], "Bearer t0ken"),
    ] {
        let mut command = fixture.command(&["show", "일본", "--endpoint", &format!("{}?key=hidden", server.address)]);
        let output = command.envs(variables).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("it refuses the credentials (403 Forbidden)"), "{said}");
        assert!(!["s3cret", "a2ltOnMzY3JldA", "t0ken", "hidden"].iter().any(|secret| said.contains(secret)), "{said}");
        assert!(server.heads().last().unwrap().contains(sent), "{sent}");
    }
    let run = fixture.run(&["show", "일본", "--endpoint", "http://kim:s3cret@127.0.0.1:1/sparql"]);
    run.fails(2, &["credentials do not belong into an address"]);
    for address in ["ftp://127.0.0.1/", "127.0.0.1:1", "http://"] {
        fixture.run(&["show", "일본", "--endpoint", address]).fails(2, &["give http://… or https://…"]);
    }
}

#[test]
fn answers_that_are_cut_are_no_answers() {
    let row =
        "{\"n\":{\"type\":\"literal\",\"value\":\"5000\",\"datatype\":\"http://www.w3.org/2001/XMLSchema#integer\"}}";
    let server = Server::saying(answer(
        "200 OK",
        JSON,
        &format!("{{\"head\":{{\"vars\":[\"n\"]}},\"results\":{{\"bindings\":[{row}]}}}}"),
    ));
    let run = Fixture::new().run(&["central", "--endpoint", &server.address]);
    run.fails(2, &["it cuts answers after 1 rows: let it give 1000 or more"]);
}

#[test]
fn a_store_of_this_machine_and_one_behind_an_address_exclude_each_other() {
    let fixture = Fixture::new();
    let here = ["--endpoint", "http://127.0.0.1:1/sparql", "--store", "a.store"];
    for command in [
        &["query", "ASK {}"][..],
        &["show", "일본"],
        &["path", "일본", "미국"],
        &["central"],
        &["compare", "일본", "미국"],
        &["serve"],
    ] {
        let run = fixture.run(&[command, &here].concat());
        run.fails(2, &["cannot be used with"]);
    }
    for flag in ["--updates", "--edit", "--allow-service=urn:a"] {
        fixture.run(&["serve", "--endpoint", "http://127.0.0.1:1/sparql", flag]).fails(2, &["cannot be used with"]);
    }
    fixture.run(&["query", "ASK {}", "--default-graph", "urn:a"]).fails(2, &["--endpoint"]);
}

/// A graph store that keeps what it is sent until a request fails.
fn graph_store(fails: impl Fn(usize, &Request) -> bool + Send + Sync + 'static) -> Server {
    Server::start(move |number, request| {
        if fails(number, request) {
            answer("507 Insufficient Storage", "text/plain", "the disk is full")
        } else {
            answer("204 No Content", "text/plain", "")
        }
    })
}

#[test]
fn a_load_names_what_is_not_whole_goes_on_there_and_sends_what_changed() {
    let fixture = Fixture::new();
    let (a, b) = (fixture.write("a.txt", SHORT), fixture.write("b.txt", SHORT.replace("총무성", "문부과학성")));
    fixture.run(&["build", crate::arg(&a), crate::arg(&b), "--store", "s"]).succeeds();
    let failing = graph_store(|number, _| number == 1);
    let load = |server: &Server, from: &str| fixture.run(&["load", from, "--endpoint", &server.address]);
    load(&failing, "s").fails(
        2,
        &[
            "1 of 6 graphs were loaded, 0 more",
            "graph/document/b.txt is not whole there: run the same command again",
            "507 Insufficient Storage: the disk is full",
        ],
    );
    load(&failing, "s").says(&["5 graphs with ", "1 unchanged, 0 removed"]);
    let sent = failing.heads();
    assert!(
        sent[0].starts_with("PUT /sparql?graph=https%3A%2F%2Fw3id.org%2Fpolicygraph%2Fgraph%2Fdocument%2Fa.txt "),
        "{}",
        sent[0]
    );
    assert!(sent.last().unwrap().starts_with("PUT /sparql?default "), "the direct triples come last");
    // What was loaded is what the store holds.
    let triples: usize = failing.requests.lock().unwrap().iter().skip(2).map(|r| r.body.lines().count()).sum();
    assert!(triples > 1_000);
    load(&failing, "s").says(&["0 graphs with 0 triples", "6 unchanged"]);

    // A changed document, and one that is gone.
    fixture.write("a.txt", SHORT.replace("30억", "40억"));
    fixture.run(&["build", crate::arg(&a), "--store", "s"]).succeeds();
    fixture.run(&["remove", "b.txt", "--store", "s"]).succeeds();
    let before = failing.heads().len();
    load(&failing, "s").says(&["1 removed"]);
    let deleted: Vec<String> =
        failing.heads().split_off(before).into_iter().filter(|h| h.starts_with("DELETE")).collect();
    assert!(matches!(&deleted[..], [one] if one.contains("document%2Fb.txt")), "{deleted:?}");

    // Another address has all to be sent again, also from a dump and into a graph that stands for the default graph.
    let other = graph_store(|_, _| false);
    fixture.run(&["dump", "--store", "s", "--output", "s.nq"]).succeeds();
    let run = fixture.run(&["load", "s.nq", "--endpoint", &other.address, "--default-graph", "urn:direct"]);
    run.says(&["5 graphs with ", "0 unchanged"]);
    assert!(other.heads().last().unwrap().starts_with("PUT /sparql?graph=urn%3Adirect "));
    fixture.write("bad.nq", "<a> <b> .\n");
    load(&other, "bad.nq").fails(2, &["bad.nq: cannot be loaded"]);
    load(&other, "missing.nq").fails(2, &["missing.nq"]);
}
