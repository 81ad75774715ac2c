//! Clauses by their verb: who announces, leads, joins, buys or develops what.
//!
//! The frames of `seeds/frames.csv` say which role the object of a verb has and which relation results; the types of
//! the names decide between frames of one verb. The subject may be carried from the clause, block or heading before.
//! "가온부는 누리 종합계획(NMP)을 발표" gives 가온부 announces 누리 종합계획.

use crate::roles::{Role, skip_closers};
use crate::view::{Clause, Part, Proposal, View};
use policygraph_korean::date;
use policygraph_korean::hangul::is_word;
use policygraph_model::{EntityType, Predicate, RelationFinding, SectionText, Status};
use policygraph_registry::{Frame, FrameObject};

pub(crate) const ID: &str = "verb-frame";
pub(crate) const JOINT: &str = "joint-action";

/// Most characters between an object and its verb.
const REACH: usize = 30;

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for clause in &view.clauses {
        let string = &view.str(clause.text)[clause.range.clone()];
        for frame in view.registry.lexicon().frames() {
            for at in verb_positions(string, &frame.verb) {
                apply(view, clause, frame, at, out);
            }
        }
        joint(view, clause, string, out);
    }
}

/// Where a verb stands at the start of a word, or right after its noun (…발표).
fn verb_positions(clause: &str, verb: &str) -> Vec<usize> {
    clause
        .match_indices(verb)
        .map(|(at, _)| at)
        .filter(|&at| ends_noun(&clause[at + verb.len()..]))
        .filter(|&at| at == 0 || clause[..at].ends_with([' ', ')', ',', '’', '”', '‘', '*', '을', '를']))
        .collect()
}

/// Whether a verbal noun ends here, or a form of 하다, 되다, 시키다 or a particle makes it a verb or an object: 개발, 개발하고,
/// 개발을; not 개발자, 발표회.
fn ends_noun(after: &str) -> bool {
    const FORMS: &[&str] = &[
        "하", "해", "했", "할", "한", "함", "되", "돼", "됐", "된", "될", "됨", "시키", "시켜", "시킨", "을", "를",
        "에", "중", "도", "은", "는", "과", "와", "및",
    ];
    !after.starts_with(is_word) || FORMS.iter().any(|f| after.starts_with(f))
}

fn apply(view: &View<'_>, clause: &Clause<'_>, frame: &Frame, at: usize, out: &mut Vec<RelationFinding>) {
    let verb = clause.range.start + at;
    let string = view.str(clause.text);
    // A bracket after the name does not take it further from its verb.
    let gap = |p: &Part<'_>| {
        let from = skip_closers(string, p.mention.range.end);
        (from <= verb).then(|| string[from..verb].chars().count())
    };
    let within = |p: &Part<'_>, most: usize| gap(p).is_some_and(|n| n <= most);
    let fits = |p: &Part<'_>| match frame.object {
        FrameObject::Object => {
            let part_of_product = matches!(frame.predicate, Predicate::Develops | Predicate::Announces)
                && p.role == Role::Genitive
                && p.mention.kind == EntityType::Product;
            p.role == Role::Object || (p.role == Role::Bare && within(p, 12)) || (part_of_product && within(p, 20))
        }
        FrameObject::Partner => p.role == Role::Partner,
        FrameObject::Place => {
            p.role == Role::Place
                || (p.role == Role::Bare && frame.predicate == Predicate::ParticipatesIn && within(p, 1))
        }
    };
    let objects: Vec<&Part<'_>> = clause.parts.iter().filter(|p| within(p, REACH) && fits(p)).collect();
    let span = view.span(clause.text, clause.range.clone());
    let status = status(&string[verb..], frame);
    let years = period(&string[clause.range.clone()]);
    let base = if clause.carried { 0.6 } else { 0.8 };
    let before = |s: &&Part<'_>| s.mention.range.end <= verb || s.mention.text != clause.text;
    let modified = modified_actor(clause, string, verb + frame.verb.len());
    let subjects: Vec<&Part<'_>> = match modified {
        Some(actor) => vec![actor],
        None => clause.subjects.iter().filter(before).collect(),
    };
    for subject in subjects {
        for object in &objects {
            let mut add = |predicate: Predicate, confidence: f64| {
                let proposal = Proposal { subject: subject.id, predicate, object: object.id, rule: ID, confidence };
                view.propose(&proposal, span, status, years, out);
            };
            // "X의 새 기능을 공개": who works on a part of a product makes it, but does not bring it out again.
            if object.role == Role::Genitive {
                add(Predicate::Develops, base - 0.2);
                continue;
            }
            add(frame.predicate, base);
            // A government that makes a programme public is running it.
            let government = subject.mention.kind == EntityType::GovernmentAgency;
            if frame.predicate == Predicate::Announces && government && object.mention.kind == EntityType::Program {
                add(Predicate::Leads, base - 0.1);
            }
            // Who publishes a product of its own makes it.
            if frame.predicate == Predicate::Announces
                && object.mention.kind == EntityType::Product
                && subject.mention.kind == EntityType::Company
            {
                add(Predicate::Develops, base - 0.1);
            }
        }
    }
}

/// The actor that a relative clause describes: "X를 금지하는 ○○ 행정부", where the one who acts follows the verb.
fn modified_actor<'c, 'a>(clause: &'c Clause<'a>, string: &str, after: usize) -> Option<&'c Part<'a>> {
    let relative = ["하는 ", "한 ", "했던 ", "해온 ", "해 온 "].iter().any(|f| string[after..].starts_with(f));
    clause
        .parts
        .iter()
        .find(|p| p.mention.range.start >= after)
        .filter(|p| relative && p.mention.kind.is_actor() && string[after..p.mention.range.start].chars().count() <= 12)
}

/// Subjects that act together: "A와 B는 공동으로 …", "A, B 등이 연합해 …".
fn joint(view: &View<'_>, clause: &Clause<'_>, string: &str, out: &mut Vec<RelationFinding>) {
    const TOGETHER: &[&str] = &["공동", "협력", "연합", "결성", "제휴", "협약", "협업", "컨소시엄"];
    let together = TOGETHER.iter().any(|t| string.contains(t));
    if !together || clause.carried || clause.text == SectionText::TITLE {
        return;
    }
    let actors: Vec<&Part<'_>> = clause.subjects.iter().filter(|s| s.mention.kind.is_organization()).collect();
    let span = view.span(clause.text, clause.range.clone());
    let status = if string.contains("계획") || string.contains("예정") { Status::Planned } else { Status::Stated };
    for (i, a) in actors.iter().enumerate() {
        for b in &actors[i + 1..] {
            let proposal = Proposal {
                subject: a.id,
                predicate: Predicate::PartnersWith,
                object: b.id,
                rule: JOINT,
                confidence: 0.75,
            };
            view.propose(&proposal, span, status, None, out);
        }
    }
    // "A, B와 공동으로": the partner before the word.
    for partner in clause.parts.iter().filter(|p| p.role == Role::Partner && p.mention.kind.is_organization()) {
        for subject in &actors {
            let proposal = Proposal {
                subject: subject.id,
                predicate: Predicate::PartnersWith,
                object: partner.id,
                rule: JOINT,
                confidence: 0.75,
            };
            view.propose(&proposal, span, status, None, out);
        }
    }
}

/// How firmly what follows the verb states it.
fn status(after: &str, frame: &Frame) -> Status {
    let tail: String = after.chars().skip(frame.verb.chars().count()).take(25).collect();
    let has = |words: &[&str]| words.iter().any(|w| tail.contains(w));
    if has(&["않", "부인", "철회", "무산"]) {
        Status::Denied
    } else if has(&["가능", "전망", "관측", "검토", "것으로 보", "추정"]) {
        Status::Possible
    } else if has(&["계획", "예정", "방침", "목표", "할 것"]) {
        Status::Planned
    } else {
        Status::Stated
    }
}

/// The years of a range that the clause gives.
fn period(clause: &str) -> Option<(i16, i16)> {
    date::years(clause).into_iter().find(|y| y.from < y.to).map(|y| (y.from, y.to))
}
