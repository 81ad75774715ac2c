//! What bad input gets: a clear error, an exit code, and nothing lost.

use crate::{EXAMPLE, Fixture, SHORT, arg};

#[test]
fn files_that_cannot_be_read() {
    let fixture = Fixture::new();
    fixture.run(&["outline", "none.txt"]).fails(2, &["none.txt: cannot be read", "No such file"]);
    fixture.run(&["build", "none.txt"]).fails(2, &["none.txt: no such file or folder"]);
    fixture.run(&["build", "."]).fails(2, &["no files that are read"]);
    for (name, content, words) in [
        ("empty.txt", &b""[..], "the file is empty"),
        ("binary.txt", b"\x00\x01\x02", "the file is binary"),
        ("latin.txt", b"caf\xe9\nr\xe9sum\xe9 na\xefve \xff\xfe\x81\n", "the encoding is not known"),
    ] {
        let file = fixture.write(name, content);
        for command in ["outline", "extract"] {
            fixture.run(&[command, arg(&file)]).fails(2, &[name, words, "hint: docs/documents.md"]);
        }
    }
}

#[test]
fn no_text_is_refused() {
    let fixture = Fixture::new();
    for text in ["이야기", "옛날 옛적에\n한 사람이 살았다\n", "-", "1.\n", "a | b\n"] {
        let file = fixture.write("novel.txt", text);
        for command in ["outline", "extract"] {
            fixture.run(&[command, arg(&file)]).succeeds();
        }
    }
}

#[test]
fn stores_that_cannot_be_opened() {
    let fixture = Fixture::new();
    fixture
        .run(&["query", "ASK {}"])
        .fails(2, &["policygraph.store: there is no store here", "hint: make one with `policygraph build"]);
    fixture.write("other/file", "");
    fixture
        .run(&["build", EXAMPLE, "--store", "other"])
        .fails(2, &["other: the folder holds files, but no policygraph store"]);
    let fixture = Fixture::with_example();
    let before = fixture.dump("policygraph.store");
    let marker = fixture.path("policygraph.store/policygraph-store.json");
    let good = std::fs::read(&marker).unwrap();
    std::fs::write(&marker, r#"{"format":7}"#).unwrap();
    for args in [&["stats"][..], &["build", EXAMPLE]] {
        fixture.run(args).fails(2, &["the store has format 7", "hint:"]);
    }
    std::fs::write(&marker, good).unwrap();
    assert_eq!(fixture.dump("policygraph.store"), before);
    let current = fixture.path("policygraph.store/rdf/CURRENT");
    std::fs::write(current, "MANIFEST-999999\n").unwrap();
    fixture.run(&["stats"]).fails(2, &["the store is damaged", "build again"]);
}

#[test]
fn a_store_that_another_process_writes_to() {
    let fixture = Fixture::with_example();
    let held = policygraph_store::Store::open(&fixture.path("policygraph.store")).unwrap();
    let file = fixture.write("b.txt", SHORT);
    fixture.run(&["build", arg(&file)]).fails(2, &["policygraph.store: the store is locked", "hint: wait"]);
    fixture.run(&["stats"]).succeeds();
    drop(held);
    fixture.run(&["build", arg(&file)]).succeeds();
}

#[test]
fn queries_that_are_malformed() {
    let fixture = Fixture::with_example();
    fixture
        .run(&["query", "SELECT ?x WHERE { ?x a pg:Program "])
        .fails(2, &["the query is malformed: line 1, column 35", "`}` is missing"]);
    fixture.run(&["query", "SELECT ?x WHERE { ?x a nope:Thing }"]).fails(2, &["prefix nope is not declared"]);
    fixture.run(&["query", "--file", "none.rq"]).fails(2, &["none.rq: cannot be read"]);
    fixture.run(&["query"]).fails(2, &["<QUERY>"]);
}

#[test]
fn names_that_are_not_in_the_graph() {
    let fixture = Fixture::with_example();
    fixture
        .run(&["show", "국립과학제단"])
        .fails(1, &["`국립과학제단` is not in the graph", "did you mean", "국립과학재단"]);
    fixture.run(&["show", "없는이름임"]).fails(1, &["is not in the graph", "hint:"]);
    fixture.run(&["path", "화웨이", "국립과학제단"]).fails(1, &["국립과학재단"]);
    fixture.run(&["central", "--country", "아틀란티스"]).fails(2, &["`아틀란티스` is no country"]);
    fixture.run(&["central", "--type", "Firm"]).fails(2, &["`Firm` is not an entity type", "Company"]);
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    // /dev/full takes no byte: writing to it fails as on a full disk.
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let fixture = Fixture::with_example();
    let mut command = fixture.command(&["export", "--format", "graphml"]);
    let status = command.stdout(std::fs::OpenOptions::new().write(true).open(full).unwrap()).output().unwrap();
    let err = String::from_utf8(status.stderr).unwrap();
    assert_eq!(status.status.code(), Some(2), "{err}");
    assert!(err.contains("No space left"), "{err}");
    fixture.run(&["stats"]).succeeds();
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    let fixture = Fixture::with_example();
    let all = "SELECT * WHERE { ?s ?p ?o }";
    for arguments in [&["export", "--format", "nquads"][..], &["query", all, "--format", "csv"]] {
        let mut child = fixture
            .command(arguments)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
    }
}
