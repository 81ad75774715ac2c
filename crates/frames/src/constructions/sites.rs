//! Where a programme is carried out, by a list of its places.

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::Clause;
use policygraph_korean::hangul::is_word;
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
        let is_site = |noun: &str| noun.is_empty() || SITES.has(noun);
        for &p in &clause.arguments {
            let phrase = &self.analysis.phrases[p];
            let last = phrase.nouns.end.checked_sub(1).map(|w| &self.analysis.words[w]);
            let Some(last) = last.filter(|last| counts(&self.text[last.stem.clone()])) else { continue };
            let programme = self.named_within(phrase).rfind(|r| r.kind == Some(EntityType::Program));
            let (Some(aside), Some(programme)) = (self.bracket_behind(last), programme) else { continue };
            let between = self.text.get(programme.range.end..last.stem.start);
            if !between.is_some_and(|between| between.split(|c| !is_word(c)).all(is_site)) {
                continue;
            }
            let programme = Filler::from(programme);
            let named = self.starting_in(aside.clone()).iter().map(Filler::from);
            let places: Vec<Filler> = named.filter(Filler::is_place).collect();
            let sites = places.iter().map(|place| (&programme, place));
            self.put(Predicate::ImplementedIn, sites, (clause, status, 0.8), out);
        }
    }
}
