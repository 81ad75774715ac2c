//! How long a comparison of ten countries takes on a large store: the first, which reads the store, and the second, which reads the copies beside
//! it; and the report.
//!
//! `cargo bench --bench compare` prints the table of `docs/performance.md`. `POLICYGRAPH_BENCH_PROGRAMMES` sets another number of programmes
//! (each makes about sixty quads); `POLICYGRAPH_BENCH_FOLDER` another folder for the files.
//!
//! Programmes have a country, two topics of the registry, two of a quarter as many actors, and every second one a budget; each relation has one claim.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and ends where something fails"
)]

use policygraph_model::EntityType;
use policygraph_registry::Registry;
use policygraph_store::vocabulary::{CLAIM, DOCUMENT, DOCUMENT_GRAPH, ID, ONTOLOGY};
use policygraph_store::{RdfFormat, Store};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const COUNTRIES: [&str; 10] = ["US", "JP", "CN", "KR", "DE", "GB", "FR", "IN", "CA", "AU"];
/// Programmes a document, each in a section of its own.
const PROGRAMMES: usize = 100;
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";
const PART: &str = "http://purl.org/dc/terms/isPartOf";
const TITLE: &str = "http://purl.org/dc/terms/title";
const ISSUED: &str = "http://purl.org/dc/terms/issued";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

fn main() {
    let programmes: usize = std::env::var("POLICYGRAPH_BENCH_PROGRAMMES").map_or(17_000, |n| n.parse().unwrap());
    let folder = std::env::var_os("POLICYGRAPH_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(folder).unwrap();
    let (file, store) = (folder.path().join("quads.nq"), folder.path().join("store"));
    let (quads, claims) = World::write(programmes, &file);
    Store::open(&store).unwrap().load(RdfFormat::NQuads, &file, |_| {}).unwrap();
    println!("{quads} quads, {claims} claims, {programmes} programmes of {} countries\n", COUNTRIES.len());
    println!("| | s |\n| --- | --- |");
    let report = folder.path().join("report.html");
    for (name, more) in [
        ("first comparison", vec![]),
        ("second comparison", vec![]),
        ("one topic", vec!["--topic", "인공지능"]),
        ("with the report", vec!["--report", report.to_str().unwrap()]),
    ] {
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_policygraph"));
        command.arg("compare").args(COUNTRIES).args(["--quiet", "--format", "table", "--store"]).arg(&store).args(more);
        assert!(command.output().unwrap().status.success());
        println!("| {name} | {:.1} |", start.elapsed().as_secs_f64());
    }
}

/// What is written.
struct World {
    out: BufWriter<File>,
    quads: usize,
    claims: usize,
    /// Of the document that is written.
    graph: String,
    section: String,
}

impl World {
    fn write(programmes: usize, file: &Path) -> (usize, usize) {
        let out = BufWriter::new(File::create(file).unwrap());
        let mut world = Self { out, quads: 0, claims: 0, graph: String::new(), section: String::new() };
        let mut random = fastrand::Rng::with_seed(7);
        let registry = Registry::builtin();
        let topics: Vec<&str> =
            registry.entries().filter(|e| e.kind == EntityType::Technology).map(|e| e.id.as_str()).collect();
        for code in COUNTRIES {
            world.entity(&format!("country-{}", code.to_lowercase()), "Country", code, Some(code));
        }
        for topic in &topics {
            world.entity(topic, "Technology", topic, None);
        }
        let actors = (programmes / 4).max(1);
        for actor in 0..actors {
            let country = COUNTRIES[actor % COUNTRIES.len()];
            world.entity(&format!("actor-{actor}"), "Company", &format!("회사 {actor}"), Some(country));
        }
        for p in 0..programmes {
            if p % PROGRAMMES == 0 {
                world.document(p / PROGRAMMES);
            }
            let id = format!("programme-{p}");
            let country = random.usize(..COUNTRIES.len());
            world.section(p, COUNTRIES[country]);
            world.entity(&id, "Program", &format!("사업 {p} 육성"), None);
            world.relation(&id, "implementedIn", &format!("country-{}", COUNTRIES[country].to_lowercase()));
            for _ in 0..2 {
                world.relation(&id, "hasTopic", topics[random.usize(..topics.len())]);
                // Two in three of the same country.
                let actor = random.usize(..actors);
                let near = actor - actor % COUNTRIES.len() + country;
                let actor = if random.u8(..3) > 0 { near.min(actors - 1) } else { actor };
                world.relation(&format!("actor-{actor}"), "participatesIn", &id);
            }
            if p % 2 == 0 {
                world.budget(p, &id, random.u32(1..1000));
            }
        }
        world.out.flush().unwrap();
        (world.quads, world.claims)
    }

    fn quad(&mut self, s: &str, p: &str, o: &str, in_document: bool) {
        if in_document {
            writeln!(self.out, "<{s}> <{p}> {o} <{}> .", self.graph).unwrap();
        } else {
            writeln!(self.out, "<{s}> <{p}> {o} .").unwrap();
        }
        self.quads += 1;
    }

    /// A quad of the document and a triple of the default graph.
    fn state(&mut self, s: &str, p: &str, o: &str) {
        self.quad(s, p, o, true);
        self.quad(s, p, o, false);
    }

    fn entity(&mut self, id: &str, kind: &str, label: &str, country: Option<&str>) {
        let id = format!("{ID}{id}");
        self.quad(&id, &format!("{RDF}type"), &format!("<{ONTOLOGY}{kind}>"), false);
        self.quad(&id, LABEL, &format!("\"{label}\"@ko"), false);
        if let Some(country) = country {
            self.quad(&id, &format!("{ONTOLOGY}countryCode"), &format!("\"{country}\""), false);
        }
    }

    fn document(&mut self, n: usize) {
        self.graph = format!("{DOCUMENT_GRAPH}d{n}");
        let document = format!("{DOCUMENT}d{n}");
        self.quad(&document, TITLE, &format!("\"d{n}\""), true);
        let year = 2015 + n % 10;
        self.quad(&document, ISSUED, &format!("\"{year}-01\"^^<{XSD}gYearMonth>"), true);
        let activity = format!("{}-made", self.graph);
        self.quad(&activity, &format!("{ONTOLOGY}confidence"), &format!("\"0.8\"^^<{XSD}decimal>"), true);
        self.quad(&activity, &format!("{ONTOLOGY}status"), "\"stated\"", true);
    }

    fn section(&mut self, p: usize, country: &str) {
        let document = format!("{DOCUMENT}d{}", p / PROGRAMMES);
        self.section = format!("{document}#{}", p % PROGRAMMES);
        let section = self.section.clone();
        self.quad(&section, &format!("{RDF}type"), &format!("<{ONTOLOGY}Section>"), true);
        self.quad(&section, PART, &format!("<{document}>"), true);
        self.quad(&section, &format!("{ONTOLOGY}countryCode"), &format!("\"{country}\""), true);
        self.quad(&section, &format!("{ONTOLOGY}lineCount"), &format!("\"12\"^^<{XSD}integer>"), true);
    }

    fn relation(&mut self, s: &str, p: &str, o: &str) {
        let (s, p, o) = (format!("{ID}{s}"), format!("{ONTOLOGY}{p}"), format!("<{ID}{o}>"));
        self.state(&s, &p, &o);
        self.claim(&s, &p, &o);
    }

    fn claim(&mut self, s: &str, p: &str, o: &str) {
        let claim = format!("{CLAIM}{:020x}", self.claims);
        let words = format!("{}-words-{}", self.section, self.claims);
        self.claims += 1;
        for (property, value) in
            [("subject", format!("<{s}>")), ("predicate", format!("<{p}>")), ("object", o.to_owned())]
        {
            self.quad(&claim, &format!("{RDF}{property}"), &value, true);
        }
        self.quad(&claim, "http://www.w3.org/ns/prov#wasGeneratedBy", &format!("<{}-made>", self.graph.clone()), true);
        self.quad(&claim, "http://www.w3.org/ns/prov#wasDerivedFrom", &format!("<{words}>"), true);
        self.quad(&words, PART, &format!("<{}>", self.section.clone()), true);
        self.quad(&words, &format!("{ONTOLOGY}quote"), "\"이 사업에 참여한다\"@ko", true);
    }

    fn budget(&mut self, p: usize, programme: &str, amount: u32) {
        let budget = format!("{ID}budget-{p}");
        let subject = format!("<{ID}{programme}>");
        self.state(&budget, &format!("{ONTOLOGY}budgetOf"), &subject);
        self.state(&budget, &format!("{ONTOLOGY}amountValue"), &format!("\"{amount}000000\"^^<{XSD}decimal>"));
        self.state(&budget, &format!("{ONTOLOGY}currencyCode"), "\"KRW\"");
        self.claim(&budget, &format!("{ONTOLOGY}budgetOf"), &subject);
    }
}
