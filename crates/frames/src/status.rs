//! How firmly a text states a clause: its own negation and modality, and those of what it is said in.

use crate::Scene;
use policygraph_korean::analysis::{Clause, ClauseKind, Modality, Role};
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::Status;
use policygraph_registry::Force;

/// Nouns for what may come: "인수하는 방안", "인수 계획".
static PLANS: WordList =
    WordList::new(&["방침", "계획", "방안", "예정", "구상", "목표", "뜻", "의향", "의사", "결정", "제안"]);
/// Nouns for what is thought: "인수할 가능성", "인수설".
static GUESSES: WordList = WordList::new(&["가능성", "전망", "관측", "설", "우려", "소문", "추측"]);
/// Steps that a chain of governing clauses may have.
const DEPTH: usize = 4;

impl Scene<'_> {
    /// How firmly a clause is stated.
    pub(crate) fn status(&self, clause: &Clause) -> Status {
        match self.force(clause, DEPTH) {
            Force::Denied => Status::Denied,
            Force::Possible => Status::Possible,
            Force::Planned => Status::Planned,
            Force::Stated => Status::Stated,
        }
    }

    fn force(&self, clause: &Clause, depth: usize) -> Force {
        if (clause.negative && !clause.prevented) || clause.lemma == "아니" {
            return Force::Denied;
        }
        let mut force = match clause.modality {
            Modality::Stated => Force::Stated,
            Modality::Intended => Force::Planned,
            Modality::Possible => Force::Possible,
        };
        if depth == 0 {
            return force;
        }
        if let Some(head) = clause.head {
            let noun = self.head_noun(head);
            let content = clause.kind == ClauseKind::Phrase
                || PLANS.has(noun)
                || GUESSES.has(noun)
                || matches!(
                    noun,
                    "보도"
                        | "소식"
                        | "사실"
                        | "주장"
                        | "입장"
                        | "협상"
                        | "논의"
                        | "내용"
                        | "것"
                        | "의혹"
                        | "작업"
                        | "절차"
                        | "조치"
                        | "안"
                );
            if content && (clause.kind != ClauseKind::Phrase || PLANS.has(noun)) {
                force = force.max(if PLANS.has(noun) {
                    Force::Planned
                } else if GUESSES.has(noun) {
                    Force::Possible
                } else {
                    Force::Stated
                });
            }
            // "A의 주도로 추진한다": by or in what is said is no content.
            let carried = |role| {
                clause.kind != ClauseKind::Phrase
                    || !matches!(role, Role::Direction | Role::Locative | Role::Basis | Role::Means)
            };
            if content && let Some((governor, _)) = self.governor(clause).filter(|(_, role)| carried(*role)) {
                force = force.max(self.carried_force(governor, depth - 1));
            }
        } else if matches!(clause.ending, Ending::Quotative | Ending::Nominal | Ending::Purpose) {
            if clause.ending != Ending::Quotative {
                force = force.max(Force::Planned);
            }
            if let Some(next) = self.next_in_sentence(clause) {
                force = force.max(self.carried_force(next, depth - 1));
            }
        } else if clause.ending == Ending::Connective && self.fails(clause) {
            force = Force::Denied;
        } else if clause.ending == Ending::Connective && clause.modality == Modality::Stated && force == Force::Stated {
            // "A를 인수하고 B를 세울 계획이다": both are planned.
            if let Some(next) = self.next_in_sentence(clause).filter(|n| n.modality != Modality::Stated && !n.negative)
            {
                force = force.max(self.force(next, 0));
            }
        }
        force
    }

    /// Whether who acts in a clause is said to fail in it, to refuse what it was asked for, or to drop what it weighed: "공모에 응했으나 탈락", "참여를
    /// 요청받았으나 거절", "인수를 검토했지만 손을 뗐다".
    fn fails(&self, clause: &Clause) -> bool {
        static FAILING: WordList = WordList::new(&["탈락", "낙방", "떨어졌", "고배"]);
        static REFUSING: WordList = WordList::new(&["거절", "거부", "고사", "사양", "응하지", "받아들이지"]);
        static DROPPING: WordList = WordList::new(&[
            "포기",
            "철회",
            "무산",
            "백지화",
            "결렬",
            "불발",
            "접었",
            "접은",
            "접고",
            "뗐",
            "뗀",
            "물러났",
        ]);
        /// Words between what is said to have been done and that it failed.
        const APART: usize = 4;
        let asked = matches!(clause.lemma.as_str(), "요청" | "제안" | "제의" | "권유" | "요구" | "초청");
        let weighed = matches!(clause.lemma.as_str(), "검토" | "추진" | "타진" | "모색" | "저울질" | "시도" | "협상");
        let (failing, apart) = match (asked, weighed) {
            (true, _) => (&REFUSING, 2 * APART),
            (_, true) => (&DROPPING, 2 * APART),
            _ => (&FAILING, APART),
        };
        let end = self.analysis.sentences.get(clause.sentence).map_or(clause.predicate.end, |s| s.end);
        let behind =
            self.analysis.words.get(clause.predicate.end..end.min(clause.predicate.end + apart)).unwrap_or_default();
        // "A시가 뽑혔으나 B시는 고배를 마셨다": somebody else.
        let other = self.analysis.phrases[self.analysis.phrases_in(clause.sentence)].iter().any(|p| {
            (p.role == Role::Topic || p.role == Role::Subject && !asked)
                && clause.predicate.end <= p.words.start
                && p.words.start < clause.predicate.end + behind.len()
        });
        !other && behind.iter().any(|w| failing.opens(&self.text[w.range.clone()]))
    }

    /// What a governing clause makes of what it governs: by the support verb that it is, and by its own force.
    fn carried_force(&self, governor: &Clause, depth: usize) -> Force {
        let own = self.force(governor, depth);
        let support = self.frames.support(&governor.lemma).iter().map(|s| s.force).min().unwrap_or(Force::Stated);
        // A denial of what was ended or denied is no second denial.
        if own == Force::Denied && support == Force::Denied { Force::Possible } else { own.max(support) }
    }

    pub(crate) fn next_in_sentence(&self, clause: &Clause) -> Option<&Clause> {
        self.analysis
            .clauses_in(clause.sentence)
            .filter(|c| c.kind != ClauseKind::Phrase && c.predicate.start >= clause.predicate.end)
            .min_by_key(|c| c.predicate.start)
    }

    /// The last noun of a phrase.
    pub(crate) fn head_noun(&self, phrase: usize) -> &str {
        let nouns = &self.analysis.phrases[phrase].nouns;
        nouns.end.checked_sub(1).and_then(|w| self.analysis.words.get(w)).map_or("", |w| &self.text[w.stem.clone()])
    }
}
