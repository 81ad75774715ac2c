//! Any bytes as a document, from the reader to the facts: no panic, and no offset outside the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph_model::Fact;
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;

fuzz_target!(|bytes: &[u8]| {
    let pipeline = Pipeline::new(Registry::builtin());
    let Ok(document) = pipeline.lay_out("fuzz", bytes) else { return };
    for (_, text, analysis) in pipeline.grammar(&document) {
        assert!(analysis.clauses.iter().all(|c| text.get(c.range.clone()).is_some()));
    }
    let length = u32::try_from(document.source.as_str().chars().count()).unwrap();
    for fact in pipeline.facts(&document) {
        let evidence = match fact {
            Fact::Entity(e) => {
                assert!(e.mentions.iter().all(|m| m.start <= m.end && m.end <= length));
                continue;
            }
            Fact::Relation(r) => r.evidence,
            Fact::Budget(b) => vec![b.evidence],
            Fact::Tag(t) => vec![t.evidence],
            Fact::Observation(o) => {
                assert!(o.start <= o.end && o.end <= length);
                continue;
            }
        };
        assert!(evidence.iter().all(|e| e.start <= e.end && e.end <= length));
    }
});
