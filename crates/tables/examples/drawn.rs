//! Writes tables of entities and relations that are drawn at random, the same each time, to measure analyses of large archives.
//!
//!     cargo run --release --example drawn-tables -- FOLDER RELATIONS ENTITIES [--claims]
//!
//! The numbers of relations of entities follow power laws (exponents 3 and 2.5 for the two ends). A document states a hundred relations, with
//! a claim each if those are asked for, and says of some entities what they are. Rows are written in groups, so that little memory is needed.

#[path = "../testing/writer.rs"]
mod writer;

use fastrand::Rng;
use parquet::basic::Compression;
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_store::vocabulary::{DOCUMENT, ID, ONTOLOGY};
use std::error::Error;
use std::path::Path;
use writer::{Column, create, texts, write};

const RELATIONS_A_DOCUMENT: usize = 100;
const ROWS_A_GROUP: usize = 1 << 18;
const SYLLABLES: [&str; 16] =
    ["가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "한", "국", "정", "책", "연", "구"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = "arguments: FOLDER RELATIONS ENTITIES [--claims]";
    let (folder, relations, entities, claims) = match arguments.as_slice() {
        [folder, relations, entities] => (folder, relations, entities, false),
        [folder, relations, entities, claims] if claims == "--claims" => (folder, relations, entities, true),
        _ => return Err(usage.into()),
    };
    let folder = Path::new(folder);
    let drawn = Drawn { relations: relations.parse()?, entities: entities.parse()? };
    if drawn.entities == 0 {
        return Err(usage.into());
    }
    write_groups(&folder.join("triples/drawn.parquet"), drawn.relations, |group| drawn.triples(group))?;
    if claims {
        write_groups(&folder.join("claims/drawn.parquet"), drawn.relations, |group| drawn.claims(group))?;
        write_groups(&folder.join("sections/drawn.parquet"), drawn.documents(), sections)?;
        std::fs::create_dir_all(folder.join("values"))?;
    }
    Ok(())
}

/// Writes a table in groups of rows that some numbers below `count` give.
fn write_groups(
    path: &Path,
    count: usize,
    group: impl Fn(std::ops::Range<usize>) -> Vec<(&'static str, Column)>,
) -> Result<(), Box<dyn Error>> {
    let mut writer = create(path, &group(0..0), Compression::SNAPPY)?;
    for start in (0..count).step_by(ROWS_A_GROUP) {
        write(&mut writer, group(start..count.min(start + ROWS_A_GROUP)))?;
    }
    writer.close()?;
    Ok(())
}

struct Drawn {
    relations: usize,
    entities: usize,
}

impl Drawn {
    fn documents(&self) -> usize {
        self.relations.div_ceil(RELATIONS_A_DOCUMENT)
    }

    /// A relation, by its number alone.
    fn relation(&self, number: usize) -> (usize, Predicate, usize) {
        let mut random = Rng::with_seed(number as u64);
        let (source, target) = (random.f64().powi(2), random.f64().powi(3));
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share from 0 to 1 of a number far below 2⁵³"
        )]
        let place = |share: f64| (share * self.entities as f64) as usize;
        (place(source), Predicate::ALL[random.usize(..Predicate::ALL.len())], place(target))
    }

    /// The entities that the relations from one number to another say all about, each once.
    fn introduced(&self, relations: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let share = |number: usize| (number as u128 * self.entities as u128 / self.relations.max(1) as u128) as usize;
        share(relations.start)..share(relations.end)
    }

    fn triples(&self, relations: std::ops::Range<usize>) -> Vec<(&'static str, Column)> {
        let mut rows: Vec<[String; 4]> = Vec::new();
        let document = |number: usize| format!("d{}.txt", number / RELATIONS_A_DOCUMENT);
        for entity in self.introduced(&relations) {
            let mut random = Rng::with_seed(!(entity as u64));
            let mut row = |property: &str, object: String| {
                rows.push([document(relations.start), iri(entity), property.to_owned(), object]);
            };
            row("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", format!("<{ONTOLOGY}{}>", kind(entity)));
            let words: String = (0..6).map(|_| SYLLABLES[random.usize(..SYLLABLES.len())]).collect();
            row("http://www.w3.org/2004/02/skos/core#prefLabel", format!("\"{words} {entity}\"@ko"));
            let code = ["KR", "US", "JP", "DE", "GB", "IL"][random.usize(..6)];
            row(&format!("{ONTOLOGY}countryCode"), format!("\"{code}\""));
        }
        for number in relations {
            let (source, predicate, target) = self.relation(number);
            let property = format!("{ONTOLOGY}{predicate}");
            rows.push([document(number), iri(source), property, format!("<{}>", iri(target))]);
        }
        let names = ["document", "subject", "predicate", "object"];
        (0..).zip(names).map(|(i, name)| (name, texts(rows.iter().map(|row| &row[i])))).collect()
    }

    fn claims(&self, relations: std::ops::Range<usize>) -> Vec<(&'static str, Column)> {
        let stated: Vec<_> = relations.clone().map(|n| (n, self.relation(n), Rng::with_seed(n as u64))).collect();
        let of = |text: &dyn Fn(usize, (usize, Predicate, usize)) -> String| {
            texts(stated.iter().map(|(number, relation, _)| text(*number, *relation)))
        };
        let none = || Column::Text(vec![None; stated.len()]);
        let small = |value: &dyn Fn(usize) -> i32| Column::Small(relations.clone().map(|n| Some(value(n))).collect());
        let year = |number: usize| 2000 + i32::try_from(number % 25).unwrap_or_default();
        let drawn = |above: f64| stated.iter().map(move |(.., random)| Some(above + 0.5 * random.clone().f64()));
        vec![
            ("document", of(&|n, _| format!("d{}.txt", n / RELATIONS_A_DOCUMENT))),
            ("id", of(&|n, _| format!("claim-{n:020x}"))),
            ("subject", of(&|_, (source, ..)| iri(source))),
            ("predicate", of(&|_, (_, predicate, _)| format!("{ONTOLOGY}{predicate}"))),
            ("object", of(&|_, (.., target)| iri(target))),
            ("section", of(&|n, _| section(n / RELATIONS_A_DOCUMENT))),
            ("status", of(&|n, _| Status::ALL[n % Status::ALL.len()].to_string())),
            ("confidence", Column::Number(drawn(0.5).collect())),
            ("year_from", small(&year)),
            ("year_to", small(&year)),
            ("amount_year", Column::Small(vec![None; stated.len()])),
            ("rule", of(&|_, _| "frame".to_owned())),
            ("origin", of(&|_, _| "text".to_owned())),
            ("quote", of(&|n, _| format!("제{n}차 정책 연구"))),
            ("lines", Column::Lists(relations.clone().map(|_| vec![1]).collect())),
            ("start", small(&|_| 0)),
            ("end", small(&|_| 10)),
            ("page", Column::Small(vec![None; stated.len()])),
            ("place", none()),
        ]
    }
}

fn sections(documents: std::ops::Range<usize>) -> Vec<(&'static str, Column)> {
    let count = documents.len();
    vec![
        ("document", texts(documents.clone().map(|d| format!("d{d}.txt")))),
        ("id", texts(documents.map(section))),
        ("path", texts(vec!["1"; count])),
        ("country", Column::Text(vec![None; count])),
        ("lines", Column::Large(vec![Some(10); count])),
        ("issued", Column::Text(vec![None; count])),
    ]
}

fn kind(entity: usize) -> EntityType {
    EntityType::ALL[entity % EntityType::ALL.len()]
}

/// Entities that have many relations stand anywhere in the order of IRIs.
fn iri(entity: usize) -> String {
    let digest = Rng::with_seed(entity as u64).u64(..);
    format!("{ID}{}-{digest:016x}{:04x}", kind(entity).as_str().to_lowercase(), entity & 0xffff)
}

fn section(document: usize) -> String {
    format!("{DOCUMENT}d{document}.txt#section=1")
}
