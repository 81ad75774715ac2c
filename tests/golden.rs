//! Golden cases: each folder of `tests/golden` has an `input.txt`, and the outline and facts that it gives.
//!
//! `UPDATE_GOLDEN=1 scripts/test --test golden` rewrites the expected files; review the difference.

use policygraph_pipeline::Pipeline;
use policygraph_model::Fact;
use policygraph_registry::Registry;
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[test]
fn golden_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
    let pipeline = Pipeline::new(Registry::builtin());
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 3);
    for case in cases {
        let document = pipeline.lay_out("input.txt", &fs::read(case.join("input.txt")).unwrap()).unwrap();
        let mut outline = String::new();
        for section in document.flatten() {
            let c = &section.context;
            let publisher = c.publisher.as_ref().map_or("", |t| t.as_str());
            writeln!(
                outline,
                "{} {} [{}|{publisher}|{}]",
                section.path,
                section.title.as_str(),
                c.country.as_deref().unwrap_or_default(),
                c.date.as_deref().unwrap_or_default()
            )
            .unwrap();
            for block in &section.blocks {
                writeln!(outline, "  {:?} {} {}", block.kind, block.depth, block.text.as_str()).unwrap();
            }
        }
        let mut facts = String::new();
        let all = pipeline.facts(&document);
        let name = |id: &str| {
            all.iter()
                .find_map(|f| if let Fact::Entity(e) = f { (e.id == id).then(|| e.names[0].clone()) } else { None })
                .unwrap()
        };
        for fact in &all {
            match fact {
                Fact::Entity(e) => writeln!(facts, "{} {} {:?}", e.kind, e.names.join(" = "), e.lines).unwrap(),
                Fact::Relation(r) => {
                    writeln!(facts, "{} —{}→ {} {:?} {} {}", name(&r.s), r.p, name(&r.o), r.lines, r.status, r.origin)
                        .unwrap();
                }
                Fact::Budget(b) => writeln!(
                    facts,
                    "{} {} {} {} {:?} {:?}",
                    name(&b.subject),
                    b.role,
                    b.amount,
                    b.currency,
                    b.period,
                    b.lines
                )
                .unwrap(),
                Fact::Tag(t) => {
                    let subject = t.subject.as_deref().map_or_else(|| format!("§ {}", t.evidence.section), name);
                    let concept = t.concept.rsplit('/').next().unwrap();
                    writeln!(facts, "{subject} # {concept} {:?} {}", t.evidence.lines, t.evidence.rule).unwrap();
                }
                Fact::Observation(o) => writeln!(
                    facts,
                    "{} | {} {} | {} | {} {} {} | {} {}",
                    o.title,
                    o.rank.map_or_else(String::new, |r| r.to_string()),
                    o.item.join(" > "),
                    o.area.as_deref().unwrap_or_default(),
                    o.measure,
                    o.period.as_deref().unwrap_or_default(),
                    o.value,
                    o.unit.as_deref().unwrap_or_default(),
                    o.currency.as_deref().unwrap_or_default()
                )
                .unwrap(),
            }
        }
        for (file, actual) in [("outline.txt", outline), ("facts.txt", facts)] {
            let path = case.join(file);
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::write(&path, &actual).unwrap();
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(actual, expected, "{} differs; UPDATE_GOLDEN=1 rewrites it", path.display());
        }
    }
}
