//! Analyses of tables give what those of a store give.

#[path = "../../crates/tables/testing/writer.rs"]
mod writer;

use crate::{EXAMPLE, Fixture, RELEASE, SHORT};
use oxttl::NQuadsParser;
use parquet::basic::Compression;
use policygraph_model::Predicate;
use policygraph_store::vocabulary::{ONTOLOGY, property};
use policygraph_store::{Claim, PlainClaim, Store};
use std::path::Path;
use writer::{Column, create, texts, write};

fn file(folder: &Path, table: &str, columns: impl Fn() -> Vec<(&'static str, Column)>) {
    let path = folder.join(table).join("bucket=00/part.parquet");
    let mut writer = create(&path, &columns(), Compression::SNAPPY).unwrap();
    write(&mut writer, columns()).unwrap();
    writer.close().unwrap();
}

/// The tables of the documents of a store.
fn write_tables(fixture: &Fixture, store: &str, folder: &Path) {
    let dump = fixture.dump(store);
    let quads = NQuadsParser::new().for_slice(&dump).map(Result::unwrap);
    let direct: Vec<_> = quads.filter(|q| q.graph_name.is_default_graph()).collect();
    file(folder, "triples", || {
        let bare = |node: String| node.trim_matches(['<', '>']).to_owned();
        vec![
            ("document", texts(direct.iter().map(|_| "d.txt"))),
            ("subject", texts(direct.iter().map(|q| bare(q.subject.to_string())))),
            ("predicate", texts(direct.iter().map(|q| q.predicate.as_str()))),
            ("object", texts(direct.iter().map(|q| &q.object))),
        ]
    });
    let store = Store::open_read_only(&fixture.path(store)).unwrap();
    let all = store.all_claims().unwrap();
    let of_relations = all.relations.iter().map(|(p, c)| (property(*p).into_string(), c));
    let about = |local: &'static str| move |c| (format!("{ONTOLOGY}{local}"), c);
    let rows: Vec<(String, &PlainClaim, Claim)> = of_relations
        .chain(all.budgets.iter().map(about("budgetOf")))
        .chain(all.tags.iter().map(about("taggedWith")))
        .map(|(predicate, claim)| (predicate, claim, store.claim(claim.id).unwrap().unwrap()))
        .collect();
    file(folder, "claims", || claims(&rows));
    let sections = store.sections().unwrap();
    let paths: std::collections::HashMap<&str, &str> =
        rows.iter().map(|(_, plain, claim)| (&*plain.section, claim.section.as_str())).collect();
    file(folder, "sections", || {
        vec![
            ("document", texts(sections.iter().map(|s| &s.document))),
            ("id", texts(sections.iter().map(|s| &s.id))),
            ("path", texts(sections.iter().map(|s| paths.get(s.id.as_str()).copied().unwrap_or_default()))),
            ("country", Column::Text(sections.iter().map(|s| s.country.clone()).collect())),
            ("lines", Column::Small(sections.iter().map(|s| s.lines.try_into().ok()).collect())),
            ("issued", Column::Text(sections.iter().map(|s| s.issued.clone()).collect())),
        ]
    });
    let values = store.observations().unwrap();
    file(folder, "values", || {
        vec![
            ("document", texts(values.iter().map(|v| &v.document))),
            ("line", Column::Large(values.iter().map(|v| Some(v.line.into())).collect())),
            ("area", texts(values.iter().map(|v| &v.area))),
            ("title", texts(values.iter().map(|v| &v.title))),
            ("item", texts(values.iter().map(|v| &v.item))),
            ("measure", texts(values.iter().map(|v| &v.measure))),
            ("period", texts(values.iter().map(|v| &v.period))),
            ("value", texts(values.iter().map(|v| &v.value))),
            ("unit", texts(values.iter().map(|v| &v.unit))),
            ("source", texts(values.iter().map(|v| &v.source))),
        ]
    });
}

fn claims(rows: &[(String, &PlainClaim, Claim)]) -> Vec<(&'static str, Column)> {
    let plain = |of: fn(&PlainClaim) -> String| texts(rows.iter().map(|(_, c, _)| of(c)));
    let words = |of: fn(&Claim) -> &str| {
        Column::Text(rows.iter().map(|(.., c)| Some(of(c).to_owned()).filter(|t| !t.is_empty())).collect())
    };
    let year =
        |of: fn(&PlainClaim) -> Option<i16>| Column::Small(rows.iter().map(|(_, c, _)| of(c).map(i32::from)).collect());
    let integer = |of: fn(&Claim) -> Option<u32>| {
        Column::Small(rows.iter().map(|(.., c)| of(c).and_then(|n| n.try_into().ok())).collect())
    };
    let section = |c: &PlainClaim| Some(c.section.to_string()).filter(|s| !s.is_empty());
    let lines = |c: &Claim| c.lines.iter().map(|&l| i32::try_from(l).unwrap()).collect();
    vec![
        ("document", plain(|c| c.document.to_string())),
        ("id", plain(|c| format!("claim-{}", c.id))),
        ("subject", plain(|c| c.subject.to_string())),
        ("predicate", texts(rows.iter().map(|(p, ..)| p))),
        ("object", plain(|c| c.object.to_string())),
        ("section", Column::Text(rows.iter().map(|(_, c, _)| section(c)).collect())),
        ("status", plain(|c| c.status.to_string())),
        ("confidence", Column::Number(rows.iter().map(|(_, c, _)| Some(c.confidence)).collect())),
        ("year_from", year(|c| c.years.map(|y| y.0))),
        ("year_to", year(|c| c.years.map(|y| y.1))),
        ("amount_year", year(|c| c.amount_year)),
        ("rule", words(|c| &c.rule)),
        ("origin", words(|c| &c.origin)),
        ("quote", words(|c| &c.quote)),
        ("lines", Column::Lists(rows.iter().map(|(.., c)| lines(c)).collect())),
        ("start", integer(|c| Some(c.start))),
        ("end", integer(|c| Some(c.end))),
        ("page", integer(|c| c.place.and_then(|p| p.page))),
        ("place", Column::Text(rows.iter().map(|(.., c)| c.place.and_then(|p| p.locator())).collect())),
    ]
}

#[test]
fn analyses_of_tables_are_those_of_the_store() {
    let fixture = Fixture::new();
    fixture.write("short.txt", SHORT);
    fixture.write("release.txt", RELEASE);
    fixture.run(&["build", EXAMPLE, "short.txt", "release.txt"]).succeeds();
    write_tables(&fixture, "policygraph.store", &fixture.path("tables"));
    for call in [
        &["central", "degree", "pagerank", "betweenness"][..],
        &["central", "--weight", "confidence", "--least-confidence", "0.7"],
        &["central", "--edges", "--limit", "20"],
        &["communities", "--members"],
        &["communities", "components"],
        &["similar", "일본"],
        &["search", "일본"],
        &["stats", "--network"],
        &["path", "미국", "일본", "--limit", "20", "--format", "csv"],
        &["compare", "미국", "일본", "--format", "json", "--permutations", "50", "--draws", "20"],
        &["compare", "미국", "일본", "--since", "2021", "--format", "json", "--permutations", "50", "--draws", "20"],
        &["compare", "미국", "일본", "--explain", "D14:1", "--permutations", "50", "--draws", "20"],
        &["export", "--format", "graphml"],
    ] {
        let [of_store, of_tables] = [&["--store", "policygraph.store"], &["--tables", "tables"]]
            .map(|from| fixture.run(&[call, from.as_slice()].concat()).succeeds());
        assert!(!of_store.out.is_empty(), "{call:?}");
        assert_eq!(of_tables.out, of_store.out, "{call:?}");
        assert_eq!(of_tables.err, of_store.err, "{call:?}");
    }
    let reports = [["--store", "policygraph.store", "store.html"], ["--tables", "tables", "tables.html"]];
    let [of_store, of_tables] = reports.map(|[option, folder, report]| {
        let call =
            ["compare", "미국", "일본", "--permutations", "50", "--draws", "20", option, folder, "--report", report];
        fixture.run(&call).succeeds();
        std::fs::read_to_string(fixture.path(report)).unwrap()
    });
    assert_eq!(of_tables, of_store);
}

#[test]
fn what_tables_cannot_give_is_said() {
    let fixture = Fixture::new();
    let bare = |local: Predicate| property(local).into_string();
    file(&fixture.path("tables"), "triples", || {
        vec![
            ("document", texts(["d.txt"])),
            ("subject", texts(["https://a.example/a"])),
            ("predicate", texts([bare(Predicate::Leads)])),
            ("object", texts(["<https://a.example/b>"])),
        ]
    });
    let tables = ["--tables", "tables"];
    let run = |call: &[&str]| fixture.run(&[call, &tables].concat());
    run(&["central"]).fails(1, &["no entity passes"]);
    run(&["central", "--annotate"]).fails(2, &["--annotate", "cannot be used with", "--tables"]);
    run(&["stats"]).fails(2, &["`stats` without --network or --blocks needs a store", "--store"]);
    run(&["export", "--format", "turtle"]).fails(2, &["--format turtle needs a store"]);
    run(&["central", "--store", "s"]).fails(2, &["--tables", "cannot be used with"]);
    run(&["compare", "미국", "일본"])
        .fails(2, &["tables: there is no table `claims`", "hint: give --tables the folder"]);
    fixture.run(&["central", "--tables", "none"]).fails(2, &["none: there is no such folder of tables", "hint:"]);
    fixture.write("tables/triples/cut.parquet", "PAR1");
    run(&["central"]).fails(2, &["cut.parquet: this is no Parquet file, or it is damaged", "hint: delete this file"]);
}
