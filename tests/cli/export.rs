//! `export`.

use crate::Fixture;

#[test]
fn every_format_is_written() {
    let fixture = Fixture::with_example();
    for (format, start) in [
        ("graphml", "<?xml"),
        ("gexf", "<?xml"),
        ("dot", "digraph"),
        ("node-link", "{\"directed\": true"),
        ("turtle", "@prefix"),
        ("nquads", "<http"),
        ("trig", "@prefix"),
        ("jsonld", "[{\"@id\""),
    ] {
        let out = fixture.run(&["export", "--format", format]).succeeds().out;
        assert!(out.starts_with(start), "{format}: {}", &out[..80.min(out.len())]);
        let file = format!("out.{format}");
        fixture.run(&["export", "--format", format, "--output", &file]).succeeds();
        assert_eq!(std::fs::read_to_string(fixture.path(&file)).unwrap(), out);
    }
}

#[test]
fn csv_is_two_files() {
    let fixture = Fixture::with_example();
    fixture.run(&["export", "--format", "csv"]).fails(2, &["give a folder with --output"]);
    fixture.run(&["export", "--format", "csv", "--output", "tables", "--type", "Country,GovernmentAgency"]).succeeds();
    let read = |name: &str| std::fs::read_to_string(fixture.path("tables").join(name)).unwrap();
    let nodes = read("nodes.csv");
    assert!(nodes.lines().skip(1).all(|l| l.contains(",Country,") || l.contains(",GovernmentAgency,")));
    let ids: Vec<&str> = nodes.lines().skip(1).map(|l| l.split(',').next().unwrap()).collect();
    let edges = read("edges.csv");
    let first = edges.lines().nth(1).unwrap();
    assert!(first.split(',').take(2).all(|id| ids.contains(&id)), "{first}");
}

#[test]
fn rdf_refuses_a_filter_that_it_would_ignore() {
    Fixture::with_example().run(&["export", "--format", "turtle", "--type", "Company"]).fails(2, &["CONSTRUCT"]);
}

#[test]
fn an_export_that_fails_leaves_no_half_file() {
    let fixture = Fixture::with_example();
    fixture
        .run(&["export", "--format", "dot", "--output", "no/such/folder/x.dot"])
        .fails(2, &["x.dot: cannot be written"]);
    fixture.run(&["export", "--format", "dot", "--output", "policygraph.store"]).fails(2, &["is a folder"]);
}
