//! Scores sentences with gold: each line has a text, the relations that it states, those on which annotators could differ, and those that
//! it does not state, parted by tabs; relations are parted by semicolons. Prints for each file how many of the relations asked for
//! are found, and how many of those that are false; with `--errors` each of them.
//!
//!     cargo run --release --package policygraph-pipeline --example sentences -- tests/gold/sentences-p.tsv tests/gold/sentences-q.tsv

use policygraph_model::{Fact, Predicate, Status};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use std::error::Error;
use std::io::{Write, stdout};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let (options, files): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|a| a.starts_with("--"));
    let pipeline = Pipeline::new(Registry::builtin());
    let mut out = stdout().lock();
    for file in &files {
        let (mut asked, mut found, mut denied, mut taken) = (0, 0, 0, 0);
        for line in fs::read_to_string(file)?.lines().filter(|l| !l.is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            let text = columns[0];
            let facts = pipeline.facts(&pipeline.lay_out("sentence", text.as_bytes())?);
            let wrong = |wanted: &&str, stated: bool| states(&facts, wanted) != stated;
            let column = |at: usize| columns.get(at).into_iter().flat_map(|c| c.split("; ")).filter(|c| !c.is_empty());
            let missed: Vec<&str> = column(1).filter(|w| wrong(w, true)).collect();
            let false_ones: Vec<&str> = column(3).filter(|w| wrong(w, false)).collect();
            asked += column(1).count();
            found += column(1).count() - missed.len();
            denied += column(3).count();
            taken += false_ones.len();
            if options.iter().any(|o| o == "--errors") && missed.len() + false_ones.len() > 0 {
                writeln!(out, "{text}")?;
                missed.iter().try_for_each(|m| writeln!(out, "  missed {m}"))?;
                false_ones.iter().try_for_each(|f| writeln!(out, "  false  {f}"))?;
            }
        }
        writeln!(out, "{file}: {found} of {asked} relations found, {taken} of {denied} false ones")?;
    }
    Ok(())
}

/// Whether facts state a relation such as `가온부 leads 누리 사업`, in either direction where it has none.
fn states(facts: &[Fact], wanted: &str) -> bool {
    let is = |id: &str, name: &str| {
        facts.iter().any(|f| match f {
            Fact::Entity(e) if e.id == id => e.names.iter().chain(&e.label_ko).any(|n| same(n, name)),
            _ => false,
        })
    };
    Predicate::ALL.iter().any(|p| {
        let Some((a, b)) = wanted.split_once(&format!(" {p} ")) else { return false };
        facts.iter().any(|f| match f {
            Fact::Relation(r) if r.p == *p && r.status != Status::Denied => {
                is(&r.s, a) && is(&r.o, b) || p.is_symmetric() && is(&r.s, b) && is(&r.o, a)
            }
            _ => false,
        })
    })
}

/// Whether two names are the same but for blanks and capitals.
fn same(a: &str, b: &str) -> bool {
    let key = |name: &str| name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    key(a) == key(b)
}
