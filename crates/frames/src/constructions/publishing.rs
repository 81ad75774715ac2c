//! Who makes a programme or a document public, and which parliament passes a bill.

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

impl Scene<'_> {
    /// Who makes public that it runs a programme makes the programme public: "X를 시행한다고 발표했다".
    pub(super) fn announced(&self, clause: &Clause, out: &mut Vec<Found>) {
        let told = clause.ending == Ending::Quotative
            && self
                .next_in_sentence(clause)
                .is_some_and(|n| matches!(n.lemma.as_str(), "발표" | "공표" | "선언") && !n.negative);
        let runs: Vec<Found> = out
            .iter()
            .filter(|f| told && f.predicate == Predicate::Leads && !f.carried)
            .filter(|f| f.range.start >= clause.range.start && f.range.end <= clause.range.end)
            .cloned()
            .collect();
        out.extend(runs.into_iter().map(|f| Found {
            predicate: Predicate::Announces,
            confidence: f.confidence - 0.15,
            ..f
        }));
    }

    /// Who says something in a document has made it public: "A는 보고서 ‘X’에서 …라고 밝혔다".
    pub(super) fn writes(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static SAYING: WordList = WordList::new(&[
            "밝히",
            "제안",
            "지적",
            "분석",
            "전망",
            "강조",
            "주장",
            "제시",
            "평가",
            "진단",
            "예측",
            "내다보",
            "경고",
            "촉구",
            "권고",
            "요구",
            "추정",
            "쓰",
            "적",
            "짚",
            "반박",
            "우려",
            "꼽",
            "조언",
            "제언",
            "풀이",
        ]);
        if !SAYING.has(&clause.lemma) || clause.light != Light::Active {
            return;
        }
        let mut documents = self.said_in(clause);
        // "보고서 ‘X’에서 …라고 지적했다": what is said stands between.
        let before = |c: &&Clause| c.predicate.end <= clause.predicate.start;
        if documents.is_empty() {
            documents.extend(self.analysis.clauses_in(clause.sentence).filter(before).flat_map(|c| self.said_in(c)));
        }
        if documents.is_empty() {
            return;
        }
        let mut authors = self.acting_in(clause);
        // "A도 보고서 ‘X’에서 …하도록 권고했다".
        if authors.is_empty() {
            authors.extend(self.clause_before(clause).map(|c| self.named(c, &[Role::Also])).unwrap_or_default());
        }
        let pairs = authors.iter().flat_map(|a| documents.iter().map(move |b| (a, b)));
        self.put(Predicate::Announces, pairs, (clause, status.min(Status::Stated), 0.75), out);
    }

    /// The documents in which somebody says something: "보고서 ‘X’에서".
    fn said_in(&self, clause: &Clause) -> Vec<Filler> {
        let fillers = self.phrases(clause, &[Role::Locative, Role::Means]).flat_map(|p| self.fillers(p)).cloned();
        fillers.filter(|f| f.kind == Some(EntityType::Document)).collect()
    }

    /// A bill that gets over the threshold of a parliament is passed by it.
    pub(super) fn passes(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if !matches!(clause.lemma.as_str(), "넘" | "넘어서") {
            return;
        }
        let bodies = self.threshold(clause);
        let bills = self.acting_in(clause);
        let pairs = bodies.iter().flat_map(|b| bills.iter().map(move |l| (b, l)));
        self.put(Predicate::Enacts, pairs, (clause, status, 0.8), out);
    }

    /// The body whose threshold a clause says that a bill passed: "국회 본회의 문턱을 넘었다".
    fn threshold(&self, clause: &Clause) -> Vec<Filler> {
        let mut out = Vec::new();
        for p in self.phrases(clause, &[Role::Object]) {
            let phrase = &self.analysis.phrases[p];
            let Some(last) = phrase.nouns.end.checked_sub(1) else { continue };
            if self.noun(last) == "문턱" {
                out.extend(self.head_of(phrase, phrase.nouns.start..last));
            }
        }
        out
    }
}
