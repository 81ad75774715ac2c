//! Objects that a chain of verbs has in common: in "의회는 법안을 일부 수정해 통과시켰다" what is amended is passed.
//!
//! The object stands before the first verb only; the verb behind it takes it over where it has none of its own and nobody else acts. Only
//! names and quotations are taken over: of nouns ("예산을 확보해 추진") each verb may have its own.

use super::clause::{Clause, ClauseKind};
use crate::analysis::Analysis;
use crate::analysis::phrases::Role;
use crate::analysis::words::Words;
use crate::verb::{Ending, Light};
use crate::word_list::WordList;

/// Verbs whose object is a means, a measure, an occasion or a rival: the verb behind them acts on something else.
static OTHERS: WordList = WordList::new(&[
    "활용",
    "이용",
    "사용",
    "적용",
    "접목",
    "동원",
    "투입",
    "들이",
    "쓰",
    "거치",
    "통하",
    "앞세우",
    "내세우",
    "맞",
    "앞두",
    "두",
    "계기",
    "누르",
    "제치",
    "꺾",
    "물리치",
    "따돌리",
    "앞서",
    "이기",
    "위하",
    "대하",
    "비롯",
    "포함",
    "감안",
    "고려",
    "기념",
    "방문",
    "찾",
    "만나",
    "설득",
    "참고",
    "참조",
    "기반",
    "바탕",
    "토대",
    "근거",
    "따르",
    "반영",
    "의식",
    "무릅쓰",
    "계속",
    "제외",
    "상대",
    "모으",
    "모아",
    "합치",
    "합하",
    "나누",
    "더하",
    "보태",
    "지키",
    "넘",
    "넘기",
    "받",
    "얻",
    "입",
    "갖",
    "갖추",
    "가지",
    "벌이",
    "이어받",
    "물려받",
    "계승",
    "본뜨",
    "본떠",
    "대체",
    "높이",
    "늘리",
    "줄이",
    "낮추",
    "잇",
    "이어",
    "묶",
    "엮",
    "빼",
    "끌어들이",
    "대신",
    "둘러싸",
    "놓",
]);

/// Arguments with which a clause stands for itself: what it acts on, who else acts, with whom.
const OWN: [Role; 6] = [Role::Object, Role::Also, Role::Subject, Role::Topic, Role::With, Role::Comitative];

/// What a verb ends in that says how, after or with what else the next is done.
const CHAINING: &[char] =
    &['해', '여', '아', '어', '워', '켜', '려', '쳐', '서', '고', '춰', '겨', '혀', '뒤', '후', '음'];

/// Gives the object of the verb before to verbs without one.
pub(super) fn share(text: &str, analysis: &mut Analysis) {
    for i in 1..analysis.outer {
        let (before, clause) = (&analysis.clauses[i - 1], &analysis.clauses[i]);
        if before.sentence != clause.sentence || !is_open(text, analysis, clause) {
            continue;
        }
        let chained = is_chained(text, analysis, before);
        let object = chained.then(|| own(analysis, before, Role::Object)).flatten();
        let named = |p: usize| analysis.phrases[p].nouns.clone().any(|w| analysis.words[w].atom);
        let acted_on = !OTHERS.has(&before.lemma) && before.light == Light::Active;
        let Some(object) = object.filter(|&p| acted_on && named(p)) else {
            continue;
        };
        let start = analysis.words[analysis.phrases[object].words.start].range.start;
        let clause = &mut analysis.clauses[i];
        clause.arguments.insert(0, object);
        clause.range.start = clause.range.start.min(start);
    }
}

fn own(analysis: &Analysis, clause: &Clause, role: Role) -> Option<usize> {
    clause.arguments.iter().copied().find(|&a| analysis.phrases[a].role == role)
}

/// Whether a clause acts on something that it does not name.
fn is_open(text: &str, analysis: &Analysis, clause: &Clause) -> bool {
    let words = Words { text, all: &analysis.words };
    let modifies = matches!(clause.ending, Ending::Adnominal | Ending::Prospective | Ending::QuotativeAdnominal);
    // "사업 지원해": a noun without particle may be its object, but no date.
    let bare = |&a: &usize| {
        let phrase = &analysis.phrases[a];
        let dated = || words.stem(phrase.words.start).contains(|c: char| c.is_ascii_digit());
        phrase.role == Role::Bare && phrase.words.end == clause.predicate.start && !dated()
    };
    matches!(clause.kind, ClauseKind::Verb | ClauseKind::Noun)
        && !matches!(clause.light, Light::Passive)
        && !modifies
        && OWN.iter().all(|&role| own(analysis, clause, role).is_none())
        && !clause.arguments.iter().any(bare)
}

/// Whether a clause ends in a verb that the next goes on from: 수정해, 심의하고, 심의한 뒤.
fn is_chained(text: &str, analysis: &Analysis, clause: &Clause) -> bool {
    let last = &analysis.words[clause.predicate.end - 1];
    clause.kind == ClauseKind::Verb
        && clause.ending == Ending::Connective
        && !clause.negative
        && text[last.range.clone()].ends_with(CHAINING)
}
