//! Where a programme is carried out, by a list of its places.

use crate::fillers::{Filler, is_place};
use crate::{Found, Scene};
use policygraph_korean::analysis::Clause;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

impl Scene<'_> {
    /// The places that a bracket names behind a programme for so many of them: "‘X’ 3곳(A·B·C)을 운영", "‘X’ 대상 지역 3곳(A, B, C)".
    pub(super) fn counted_sites(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static SITES: WordList = WordList::new(&[
            "대상",
            "선정",
            "사업",
            "지역",
            "대상지",
            "대상지역",
            "사업지",
            "시행지",
            "지자체",
            "도시",
        ]);
        let counts = |noun: &str| {
            noun.starts_with(|c: char| c.is_ascii_digit())
                && ["곳", "개소", "지역", "시군", "도시", "지자체", "개시", "개군"].iter().any(|e| noun.ends_with(e))
        };
        for &p in &clause.arguments {
            let phrase = &self.analysis.phrases[p];
            let Some(last) = phrase.nouns.end.checked_sub(1).map(|w| &self.analysis.words[w]) else { continue };
            if !counts(&self.text[last.stem.clone()]) {
                continue;
            }
            let behind = last.stem.end..=last.range.end + 1;
            let Some(aside) = self.analysis.asides.iter().find(|a| behind.contains(&a.start)) else { continue };
            let Some(programme) = self.named_within(phrase).rfind(|r| r.kind == Some(EntityType::Program)) else {
                continue;
            };
            let between = &self.text[programme.range.end..last.stem.start];
            let nouns = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            if !nouns.into_iter().all(|noun| SITES.has(noun)) {
                continue;
            }
            let programme = Filler::from(programme);
            let places: Vec<Filler> =
                self.starting_in(aside.clone()).iter().filter(|r| is_place(r.kind)).map(Filler::from).collect();
            self.put(
                Predicate::ImplementedIn,
                places.iter().map(|place| (&programme, place)),
                (clause, status, 0.8),
                out,
            );
        }
    }
}
