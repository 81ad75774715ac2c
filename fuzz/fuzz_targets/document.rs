//! Any bytes as a bulletin, from the reader to the facts: no panic, and no offset outside the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph_extract_entities::{KnownNames, Names};
use policygraph_extract_relations::Facts;
use policygraph_model::{Extractor, Fact, Findings};
use policygraph_registry::Registry;
use policygraph_resolve::{Overrides, resolve};

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = policygraph_layout::read(bytes) else { return };
    let registry = Registry::builtin();
    let document = policygraph_layout::lay_out("fuzz", &decoded, &registry);
    let sections = document.flatten();
    let mut findings: Vec<Findings> = vec![Findings::default(); sections.len()];
    for (section, found) in sections.iter().zip(&mut findings) {
        Names::new(&registry).extract(section, found);
    }
    let known = KnownNames::new(&findings);
    for (section, found) in sections.iter().zip(&mut findings) {
        known.extract(section, found);
        Facts::new(&registry).extract(section, found);
    }
    let length = u32::try_from(document.source.as_str().chars().count()).unwrap();
    for fact in resolve(&document, &findings, &registry, &Overrides::default()) {
        let evidence = match fact {
            Fact::Entity(e) => {
                assert!(e.mentions.iter().all(|m| m.start <= m.end && m.end <= length));
                continue;
            }
            Fact::Relation(r) => r.evidence,
            Fact::Budget(b) => vec![b.evidence],
            Fact::Tag(_) | Fact::Observation(_) => continue,
        };
        assert!(evidence.iter().all(|e| e.start <= e.end && e.end <= length));
    }
});
