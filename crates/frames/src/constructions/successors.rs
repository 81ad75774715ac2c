//! What takes the place of something that ends.

use crate::slots::SUPERSEDING;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, Role};
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{Predicate, Status};

impl Scene<'_> {
    /// What is brought in where something else ends takes its place: "A를 폐지하고 B를 도입".
    pub(super) fn successor(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static ENDING: WordList = WordList::new(&["폐지", "종료", "폐기", "없애", "걷어치우", "걷어내", "접", "중단"]);
        static BRINGING: WordList = WordList::new(&[
            "도입",
            "신설",
            "시행",
            "마련",
            "시작",
            "만들",
            "출범",
            "추진",
            "들여놓",
            "내세우",
            "제정",
            "내놓",
            "들이",
        ]);
        if !ENDING.has(&clause.lemma) || clause.ending != Ending::Connective {
            return;
        }
        let Some(next) = self.next_in_sentence(clause).filter(|n| BRINGING.has(&n.lemma)) else { return };
        // "기존 A는 폐지하고 B를 신설".
        let ended = self.own_objects(clause);
        let ended = if ended.is_empty() { self.own_subjects(clause) } else { ended };
        let begun = self.own_objects(next);
        let pairs = ended.iter().flat_map(|old| begun.iter().map(move |new| (new, old)));
        self.put(Predicate::Replaces, pairs, (clause, status, 0.8), out);
    }

    /// What a text is about takes the place of what ended before it: "‘X’가 종료됨에 따라 후속 전략을 수립".
    pub(super) fn follows(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        // "‘X’를 대신할 계획을 마련": the plan that the text is about.
        let instead = SUPERSEDING.has(&clause.lemma);
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let generic = clause.head.is_some_and(|h| {
            let noun = self.head_noun(h);
            self.fillers(h).is_empty()
                && ["계획", "전략", "대책", "사업", "제도", "방안"].iter().any(|n| noun.ends_with(n))
        });
        if let Some(next) = self.context.programme.clone().filter(|_| instead && modifying && generic) {
            let old = self.own_objects(clause);
            self.put(Predicate::Replaces, old.iter().map(|old| (&next, old)), (clause, status, 0.65), out);
        }
        let object = self.phrases(clause, &[Role::Object, Role::Subject]).find(|&p| self.fillers(p).is_empty());
        let follows = object.is_some_and(|p| {
            let mut nouns = self.analysis.phrases[p].nouns.clone();
            nouns.any(|w| matches!(&self.text[self.analysis.words[w].range.clone()], "후속" | "차기" | "후속의"))
        });
        let Some(next) = self.context.programme.clone().filter(|_| follows) else { return };
        let ends = |c: &&Clause| {
            c.predicate.end <= clause.predicate.start
                && matches!(c.lemma.as_str(), "종료" | "만료" | "일몰" | "끝나" | "마무리" | "완료")
        };
        let ended = self
            .analysis
            .clauses_in(clause.sentence)
            .filter(ends)
            .flat_map(|c| self.own_subjects(c))
            .collect::<Vec<_>>();
        self.put(Predicate::Replaces, ended.iter().map(|old| (&next, old)), (clause, status, 0.7), out);
    }
}
