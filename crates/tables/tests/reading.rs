//! Tables that tests write are read, and what is wrong with them is said.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

#[path = "../testing/writer.rs"]
mod writer;

use parquet::basic::{Compression, ZstdLevel};
use policygraph_model::{ClaimId, Predicate};
use policygraph_store::vocabulary::ONTOLOGY;
use policygraph_store::{DirectFacts, Evidence, StatedFacts, StoreError, StoredEdge};
use policygraph_tables::Tables;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use writer::{Column, create, texts, write};

/// Subject, predicate and object in short: types and properties of the ontology are their local names.
const TRIPLES: [(&str, &str, &str); 9] = [
    ("https://a.example/a", "type", "Company"),
    ("https://a.example/a", "label", "\"가람\"@ko"),
    ("https://a.example/a", "label", "\"Garam\"@en"),
    ("https://a.example/a", "countryCode", "\"KR\""),
    ("https://a.example/p", "type", "Program"),
    ("https://a.example/a", "participatesIn", "<https://a.example/p>"),
    ("https://a.example/a", "participatesIn", "<https://a.example/unknown>"),
    ("https://a.example/b", "budgetOf", "<https://a.example/p>"),
    ("https://a.example/b", "amountValue", "\"22000000000\"^^<http://www.w3.org/2001/XMLSchema#decimal>"),
];

fn triples(rows: &[(&str, &str, &str)]) -> Vec<(&'static str, Column)> {
    let property = |short: &str| match short {
        "type" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type".to_owned(),
        "label" => "http://www.w3.org/2004/02/skos/core#prefLabel".to_owned(),
        local => format!("{ONTOLOGY}{local}"),
    };
    let object = |p: &str, o: &str| if p == "type" { format!("<{ONTOLOGY}{o}>") } else { o.to_owned() };
    vec![
        ("document", texts(rows.iter().map(|_| "d.txt"))),
        ("subject", texts(rows.iter().map(|r| r.0))),
        ("predicate", texts(rows.iter().map(|r| property(r.1)))),
        ("object", texts(rows.iter().map(|r| object(r.1, r.2)))),
    ]
}

fn file(path: &Path, compression: Compression, columns: impl Fn() -> Vec<(&'static str, Column)>) {
    let mut writer = create(path, &columns(), compression).unwrap();
    write(&mut writer, columns()).unwrap();
    writer.close().unwrap();
}

fn with_triples() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    file(&folder.path().join("triples/part.parquet"), Compression::SNAPPY, || triples(&TRIPLES));
    folder
}

#[test]
fn entities_relations_and_budgets_are_those_of_the_triples() {
    let folder = with_triples();
    let tables = Tables::open(folder.path()).unwrap();
    let entities = tables.entities().unwrap();
    assert_eq!(entities.keys().collect::<Vec<_>>(), ["https://a.example/a", "https://a.example/p"]);
    assert_eq!((entities[0].label.as_str(), entities[0].label_en.as_deref()), ("가람", Some("Garam")));
    let places: HashMap<&str, u32> = entities.keys().map(String::as_str).zip(0..).collect();
    assert_eq!(tables.relations(&places).unwrap(), [(0, 1, Predicate::ParticipatesIn)]);
    let budgets = tables.budgets().unwrap();
    assert_eq!((budgets.len(), budgets[0].amount.as_str()), (1, "22000000000"));
}

#[test]
fn order_and_repetition_of_files_and_rows_do_not_matter() {
    let all = |folder: &Path| {
        let tables = Tables::open(folder).unwrap();
        let entities = tables.entities().unwrap();
        let places = entities.keys().map(String::as_str).zip(0..).collect();
        (entities.clone(), tables.relations(&places).unwrap(), tables.budgets().unwrap())
    };
    let expected = all(with_triples().path());
    for seed in 0..20 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut rows: Vec<_> = TRIPLES.iter().chain(&TRIPLES[..random.usize(..TRIPLES.len())]).copied().collect();
        random.shuffle(&mut rows);
        let folder = tempfile::tempdir().unwrap();
        for (i, part) in rows.chunks(1 + random.usize(..4)).enumerate() {
            let compression = if i % 2 == 0 { Compression::SNAPPY } else { Compression::ZSTD(ZstdLevel::default()) };
            let path = format!("triples/bucket={:02}/part-{i}.parquet", random.u8(..4));
            file(&folder.path().join(path), compression, || triples(part));
        }
        assert_eq!(all(folder.path()), expected, "{seed}");
    }
}

#[test]
fn groups_of_rows_are_read_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = create(&folder.path().join("triples/part.parquet"), &triples(&[]), Compression::SNAPPY).unwrap();
    let names: Vec<String> = (0..100_000).map(|i| format!("https://a.example/{}", i * 7919 % 100_000)).collect();
    for names in names.chunks(5_000) {
        let rows: Vec<_> = names.iter().map(|name| (name.as_str(), "type", "Company")).collect();
        write(&mut writer, triples(&rows)).unwrap();
    }
    writer.close().unwrap();
    assert_eq!(Tables::open(folder.path()).unwrap().entities().unwrap().len(), names.len());
}

#[test]
fn what_writers_leave_beside_the_files_is_passed_over() {
    let folder = with_triples();
    let beside = folder.path().join("triples");
    fs::create_dir(beside.join("_temporary")).unwrap();
    for name in ["_SUCCESS", ".part.parquet.crc", ".part.parquet", "_temporary/part.parquet", "read-me.txt"] {
        fs::write(beside.join(name), "no Parquet").unwrap();
    }
    assert_eq!(Tables::open(folder.path()).unwrap().entities().unwrap().len(), 2);
}

/// Two rows: one with words, one of the registry. Integers are of 32 or 64 bits.
fn claims(large: bool) -> Vec<(&'static str, Column)> {
    let integer = |values: [Option<i32>; 2]| {
        if large { Column::Large(values.map(|v| v.map(i64::from)).to_vec()) } else { Column::Small(values.to_vec()) }
    };
    let optional = |text: &str| Column::Text(vec![Some(text.to_owned()), None]);
    let of_all = |text: &str| texts([text; 2]);
    vec![
        ("document", of_all("d.txt")),
        ("id", texts(["claim-00ff00ff00ff00ff00ff", "claim-00ff00ff00ff00ff00fe"])),
        ("subject", of_all("https://a.example/a")),
        ("predicate", of_all(&format!("{ONTOLOGY}participatesIn"))),
        ("object", of_all("https://a.example/p")),
        ("section", optional("https://a.example/d#1")),
        ("status", of_all("stated")),
        ("confidence", Column::Number(vec![Some(0.75), Some(1.0)])),
        ("year_from", integer([Some(2020), None])),
        ("year_to", integer([Some(2021), None])),
        ("amount_year", integer([None, None])),
        ("rule", of_all("frame")),
        ("origin", texts(["text", "registry"])),
        ("quote", optional("가람이 참여")),
        ("lines", Column::Lists(vec![vec![3, 4], vec![]])),
        ("start", integer([Some(10), None])),
        ("end", integer([Some(16), None])),
        ("page", integer([Some(2), None])),
        ("place", optional("paragraph=7")),
    ]
}

fn sections() -> Vec<(&'static str, Column)> {
    vec![
        ("document", texts(["d.txt"])),
        ("id", texts(["https://a.example/d#1"])),
        ("path", texts(["Ⅰ > 1"])),
        ("country", texts(["KR"])),
        ("lines", Column::Large(vec![Some(12)])),
        ("issued", Column::Text(vec![None])),
    ]
}

#[test]
fn claims_have_their_words() {
    for large in [false, true] {
        let folder = with_triples();
        file(&folder.path().join("claims/part.parquet"), Compression::SNAPPY, || claims(large));
        file(&folder.path().join("sections/part.parquet"), Compression::SNAPPY, sections);
        let tables = Tables::open(folder.path()).unwrap();

        let claims = tables.all_claims().unwrap();
        let all = &claims.relations;
        assert_eq!((all[0].1.confidence, &*all[0].1.section, all[0].1.years), (1.0, "", None));
        assert_eq!((&*all[1].1.section, all[1].1.years), ("https://a.example/d#1", Some((2020, 2021))));
        assert_eq!(tables.sections().unwrap()[0].lines, 12);

        let id: ClaimId = "00ff00ff00ff00ff00ff".parse().unwrap();
        let claim = &tables.claims_by_id(&[id, ClaimId::default()]).unwrap()[&id];
        assert_eq!((claim.quote.as_str(), claim.lines.as_slice()), ("가람이 참여", [3, 4].as_slice()));
        assert_eq!((claim.section.as_str(), claim.start, claim.end), ("Ⅰ > 1", 10, 16));
        assert_eq!(claim.place.and_then(|p| p.page), Some(2));
        let edge = StoredEdge {
            subject: "https://a.example/a".into(),
            predicate: Predicate::ParticipatesIn,
            object: "https://a.example/p".into(),
        };
        let behind = &tables.claims_behind(std::slice::from_ref(&edge)).unwrap()[&edge];
        assert_eq!(behind.iter().map(|c| c.document.as_str()).collect::<Vec<_>>(), ["", "d.txt"]);
        assert_eq!(tables.strongest_claims().unwrap()[&edge].origin, "registry");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_file_and_column() {
    let said = |error: StoreError, words: &[&str]| {
        let text = error.to_string();
        assert!(words.iter().all(|word| text.contains(word)), "{words:?} in {text}");
    };
    let folder = tempfile::tempdir().unwrap();
    said(Tables::open(&folder.path().join("none")).unwrap_err(), &["none", "no such folder"]);
    said(Tables::open(folder.path()).unwrap_err(), &["no table `triples`"]);

    let folder = with_triples();
    let tables = Tables::open(folder.path()).unwrap();
    said(tables.all_claims().unwrap_err(), &["no table `claims`"]);
    let path = folder.path().join("triples/part.parquet");
    file(&path, Compression::SNAPPY, || {
        let mut columns = triples(&TRIPLES);
        columns.remove(2);
        columns
    });
    said(tables.entities().unwrap_err(), &["part.parquet", "no column `predicate`"]);
    file(&path, Compression::SNAPPY, || {
        let mut columns = triples(&TRIPLES[..1]);
        columns[3].1 = Column::Lists(vec![vec![1]]);
        columns
    });
    said(tables.entities().unwrap_err(), &["part.parquet", "`object` is a list of INT32, not text"]);
    file(&path, Compression::SNAPPY, || {
        let mut columns = triples(&TRIPLES[..1]);
        columns[1].1 = Column::Text(vec![None]);
        columns
    });
    said(tables.entities().unwrap_err(), &["part.parquet", "`subject` has no value in a row"]);
    file(&path, Compression::SNAPPY, || triples(&[("https://a.example/a", "label", "no term")]));
    said(tables.entities().unwrap_err(), &["part.parquet", "`object` has", "no term"]);

    file(&path, Compression::SNAPPY, || triples(&TRIPLES));
    let bytes = fs::read(&path).unwrap();
    for cut in [0, 3, 100, bytes.len() - 1] {
        fs::write(&path, &bytes[..cut]).unwrap();
        said(tables.entities().unwrap_err(), &["part.parquet", "damaged"]);
    }
}

#[test]
fn damaged_bytes_are_no_disaster() {
    let folder = with_triples();
    let path = folder.path().join("triples/part.parquet");
    let bytes = fs::read(&path).unwrap();
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..500 {
        let mut damaged = bytes.clone();
        damaged[random.usize(..bytes.len())] = random.u8(..);
        fs::write(&path, damaged).unwrap();
        // Other entities or an error, whatever was hit.
        let _ = Tables::open(folder.path()).unwrap().entities();
    }
}
