//! What takes the place of something that ends.

use crate::fillers::Filler;
use crate::slots::SUPERSEDING;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, Role};
use policygraph_korean::hangul::is_word;
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

impl Scene<'_> {
    /// What is brought in where something else ends takes its place: "A를 폐지하고 B를 도입", "A를 접고 B로 갈아탔다".
    pub(super) fn successor(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static ENDING: WordList =
            WordList::new(&["폐지", "종료", "폐기", "없애", "걷어치우", "걷어내", "접", "중단", "마치", "끝내"]);
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
        static MOVING: WordList = WordList::new(&["갈아타", "전환", "선회", "옮겨가", "넘어가", "바꾸", "돌아서"]);
        if !ENDING.has(&clause.lemma) || clause.ending != Ending::Connective {
            return;
        }
        let Some(next) = self.next_in_sentence(clause) else { return };
        let moves = MOVING.has(&next.lemma);
        if !moves && !BRINGING.has(&next.lemma) {
            return;
        }
        // "기존 A는 폐지하고 B를 신설".
        let ended = self.own_objects(clause);
        let ended = if ended.is_empty() { self.own_subjects(clause) } else { ended };
        let begun = if moves { self.named(next, &[Role::Direction]) } else { self.own_objects(next) };
        // Who moves to it runs it.
        let movers = if moves { self.acting_in(clause) } else { Vec::new() };
        let movers = movers.iter().filter(|f| f.kind.is_some_and(EntityType::is_actor));
        let led = movers.flat_map(|a| begun.iter().map(move |new| (a, new)));
        self.put(Predicate::Leads, led, (clause, status, 0.75), out);
        let pairs = ended.iter().flat_map(|old| begun.iter().map(move |new| (new, old)));
        self.put(Predicate::Replaces, pairs, (clause, status, 0.8), out);
    }

    /// What something is said to have been made of by enlarging or changing it: "‘A’는 올해 끝나는 ‘B’를 확대한 것이다".
    pub(super) fn made_of(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static CHANGING: WordList = WordList::new(&["확대", "확장", "발전", "개편", "재편", "고도화", "키우", "넓히"]);
        let behind = clause.predicate.start..=clause.predicate.end;
        let thing = self.analysis.phrases_in(clause.sentence).any(|p| {
            let phrase = &self.analysis.phrases[p];
            phrase.role == Role::Complement && behind.contains(&phrase.words.start) && self.head_noun(p) == "것"
        });
        if !CHANGING.has(&clause.lemma) || !thing {
            return;
        }
        let (old, new) = (self.own_objects(clause), self.acting_in(clause));
        let pairs = old.iter().flat_map(|old| new.iter().map(move |new| (new, old)));
        let pairs = pairs.filter(|(new, old)| new.kind == old.kind);
        self.put(Predicate::Replaces, pairs, (clause, status, 0.75), out);
    }

    /// What is made of several that are put together takes their place: "A와 B를 합쳐 C를 만든다"; and what something becomes where the clause
    /// before names it: "A가 간판을 바꿔 달고 B로 거듭났다".
    pub(super) fn becomes(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        use EntityType::{Legislation, Program};
        // "A가 간판을 바꿔 달고 B로 거듭났다".
        let turned = |c: &&Clause| matches!(c.lemma.as_str(), "거듭나" | "탈바꿈" | "변신" | "재탄생");
        let later = self.analysis.clauses_in(clause.sentence).filter(|c| c.predicate.start > clause.predicate.start);
        let turned = later.into_iter().find(turned);
        let next = turned.or_else(|| self.next_in_sentence(clause)).filter(|_| clause.ending == Ending::Connective);
        let Some(next) = next else { return };
        let measures = |fillers: Vec<Filler>| -> Vec<Filler> {
            fillers.into_iter().filter(|f| matches!(f.kind, Some(Program | Legislation))).collect()
        };
        let (old, new) = match (clause.lemma.as_str(), next.lemma.as_str()) {
            ("합치" | "통합" | "묶" | "합하", "만들" | "신설" | "출범" | "내놓" | "꾸리") => {
                (self.own_objects(clause), self.own_objects(next))
            }
            (_, "거듭나" | "탈바꿈" | "변신" | "재탄생") if self.own_subjects(next).is_empty() => {
                (self.own_subjects(clause), self.named(next, &[Role::Direction]))
            }
            _ => return,
        };
        let (old, new) = (measures(old), measures(new));
        let pairs = old.iter().flat_map(|old| new.iter().map(move |new| (new, old)));
        self.put(Predicate::Replaces, pairs, (clause, status, 0.8), out);
    }

    /// What stands at the head of an arrow or of 에서 … 로 takes the place of what stands at its tail: "기존 ‘X’ → 개편 ‘Y’", "‘X’에서 ‘Y’로".
    pub(crate) fn arrows(&self, sentence: usize, out: &mut Vec<Found>) {
        static LABELS: WordList =
            WordList::new(&["개편", "변경", "개선", "신규", "통합", "전환", "현행", "후", "이후", "명칭변경", "신"]);
        let Some(bytes) = self.analysis.sentences.get(sentence).map(|s| self.analysis.bytes(s)) else { return };
        for pair in self.starting_in(bytes).windows(2) {
            let [old, new] = pair else { continue };
            let kind =
                old.kind.filter(|k| matches!(k, EntityType::Program | EntityType::Legislation | EntityType::Product));
            let Some(gap) = self.text.get(old.range.end..new.range.start).filter(|_| kind.is_some()) else { continue };
            let quoted = |gap: &str| {
                gap.trim_start_matches(['’', '\'', '”', '"']).trim_end_matches(['‘', '\'', '“', '"']).to_owned()
            };
            let from_to = quoted(gap).trim() == "에서"
                && self.text[new.range.end..].trim_start_matches(['’', '\'', '”', '"']).starts_with(['로', '으']);
            let arrow = || {
                let (before, after) = gap.split_once(['→', '⇒', '➜'])?;
                let plain = |part: &str| {
                    let outside = part.split('(').map(|p| p.split_once(')').map_or(p, |(_, rest)| rest));
                    let words: String = outside.collect();
                    words.split(|c: char| !is_word(c)).filter(|w| !w.is_empty()).all(|w| LABELS.has(w))
                };
                Some(plain(before) && plain(after))
            };
            if old.kind == new.kind && old.id != new.id && (from_to || arrow() == Some(true)) {
                out.push(Found {
                    from: new.id,
                    predicate: Predicate::Replaces,
                    to: old.id,
                    range: old.range.start..new.range.end,
                    status: Status::Stated,
                    confidence: 0.75,
                    carried: false,
                });
            }
        }
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
