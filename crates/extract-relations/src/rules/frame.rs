//! Clauses by their verb: who announces, leads, joins, buys or develops what.
//!
//! The frames of `seeds/frames.csv` say which role the object of a verb has and which relation results; the types of
//! the names decide between frames of one verb. The subject may be carried from the clause, block or heading before.
//! "가온부는 누리 종합계획(NMP)을 발표" gives 가온부 announces 누리 종합계획.

use crate::roles::{Role, skip_closers};
use crate::status;
use crate::view::{Clause, Part, Proposal, View};
use policygraph_korean::hangul::is_word;
use policygraph_korean::particle::Case;
use policygraph_korean::{date, particle};
use policygraph_model::{EntityType, Predicate, RelationFinding, SectionText, Span, Status};
use policygraph_registry::{VerbFrame, FrameObject};

pub(crate) const ID: &str = "verb-frame";
pub(crate) const JOINT: &str = "joint-action";

/// Most characters between an object and its verb.
const REACH: usize = 30;

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for clause in &view.clauses {
        let string = &view.str(clause.text)[clause.range.clone()];
        for (at, frames) in view.registry.lexicon().verbs_in(string) {
            for frame in frames.iter().filter(|f| is_verb(string, at, &f.verb)) {
                let public = matches!(frame.predicate, Predicate::Announces | Predicate::Develops);
                if !(public && modifies_noun(&string[at + frame.verb.len()..])) {
                    apply(view, clause, frame, at, out);
                }
            }
        }
        joint(view, clause, string, out);
    }
}

/// Whether a verb stands at the start of a word, or right after its noun, and is one there.
fn is_verb(clause: &str, at: usize, verb: &str) -> bool {
    /// Stems of native verbs: any ending may follow.
    const STEMS: &[&str] = &["손잡", "선보", "내놓"];
    let after = &clause[at + verb.len()..];
    let ends_noun = |after| STEMS.contains(&verb) || ends_noun(after);
    (at == 0 || clause[..at].ends_with([' ', ')', ',', '’', '”', '‘', '*', '을', '를'])) && ends_noun(after)
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

/// Whether a verbal noun without ending stands before another noun: "공개 테스트", where nothing is made public yet.
fn modifies_noun(after: &str) -> bool {
    /// Nouns behind a verbal noun that leave it a verb.
    const AUXILIARY: &[&str] = &[
        "예정",
        "계획",
        "방침",
        "중",
        "추진",
        "완료",
        "합의",
        "발표",
        "결정",
        "확정",
        "및",
        "등",
        "목표",
        "후",
        "시",
        "이후",
        "전망",
        "가능",
        "시작",
        "개시",
        "착수",
        "돌입",
        "성공",
        "검토",
        "선언",
        "지원",
        "서비스",
        "·",
    ];
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let word = rest.split_whitespace().next().unwrap_or_default();
    word.starts_with(is_word)
        && word.chars().all(is_word)
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !AUXILIARY.iter().any(|a| word.starts_with(a))
        && particle::split(word).is_none_or(|(stem, _)| stem.chars().count() < 2)
        && word.chars().count() >= 2
}

fn apply(view: &View<'_>, clause: &Clause<'_>, frame: &VerbFrame, at: usize, out: &mut Vec<RelationFinding>) {
    let verb = clause.range.start + at;
    let string = view.str(clause.text);
    let after = verb + frame.verb.len();
    let span = view.span(clause.text, clause.range.clone());
    let status = status::after(&string[after..]);
    let years = period(&string[clause.range.clone()]);
    let base = if clause.carried { 0.6 } else { 0.8 };
    let (subjects, objects) = match passive(clause, frame, string, verb) {
        Some(roles) => roles,
        None => {
            let before = |s: &&Part<'_>| s.end <= verb || s.text != clause.text;
            let marked = objects(clause, frame, string, verb);
            let modified = modified_part(clause, string, after);
            let actor = modified.filter(|m| m.mention.kind.is_actor() && !marked.is_empty());
            let subjects: Vec<&Part<'_>> = match actor {
                Some(actor) => vec![actor],
                None => {
                    clause.subjects.iter().filter(before).filter(|s| modified.is_none_or(|m| m.id != s.id)).collect()
                }
            };
            // "○○사가 개발한 X": what the verb modifies is its object, where nothing else is.
            let own = !clause.carried && marked.is_empty() && frame.object == FrameObject::Object;
            let marked = match modified.filter(|_| own) {
                Some(object) => vec![object],
                None if marked.is_empty() && frame.predicate == Predicate::Restricts => {
                    object_before(view, clause, &string[clause.range.start..verb])
                }
                None => marked,
            };
            // "X 사업은 ○○원이 총괄": the measure is what the clause is about, and who acts follows it.
            let (about, actors): (Vec<&Part<'_>>, Vec<&Part<'_>>) =
                subjects.iter().copied().partition(|s| !s.mention.kind.is_actor());
            let leads_nowhere =
                !marked.iter().any(|o| subjects.iter().any(|s| frame.predicate.allows(s.mention.kind, o.mention.kind)));
            let topical = leads_nowhere && !clause.carried && frame.object == FrameObject::Object;
            if topical && !about.is_empty() && !actors.is_empty() { (actors, about) } else { (subjects, marked) }
        }
    };
    // "(○○사) ○○ 법원이 누리사와의 합병을 허용": who decides is none of those who merge.
    let fits = |s: &Part<'_>| objects.iter().any(|o| frame.predicate.allows(s.mention.kind, o.mention.kind));
    let subjects = match clause.topic.as_ref() {
        Some(topic) if !subjects.iter().any(|s| fits(s)) && fits(topic) => vec![topic],
        _ => subjects,
    };
    for subject in subjects {
        // Who was named in passing before does not act on.
        if clause.carried && subject.mention.kind == EntityType::Person {
            continue;
        }
        for object in &objects {
            let mut add = |predicate: Predicate, object: &Part<'_>, confidence: f64| {
                let proposal = Proposal { subject: subject.id, predicate, object: object.id, rule: ID, confidence };
                view.propose(&proposal, span, status, years, out);
            };
            // "X의 새 기능을 공개": who works on a part of a product makes it, but does not bring it out again.
            if object.role == Role::Genitive {
                add(Predicate::Develops, object, base - 0.2);
                continue;
            }
            let kind = object.mention.kind;
            match frame.predicate {
                // A city does not run the programme that it carries out.
                Predicate::Leads if subject.mention.kind == EntityType::Place => {
                    add(Predicate::ParticipatesIn, object, base - 0.1);
                }
                // A plan is adopted, not enacted: who does establishes it.
                Predicate::Enacts if kind == EntityType::Program => add(Predicate::Leads, object, base - 0.1),
                Predicate::Funds if kind != EntityType::Program => {}
                predicate => add(predicate, object, base),
            }
            if frame.predicate == Predicate::Announces {
                match (subject.mention.kind, kind) {
                    // A government that makes a programme public is running it.
                    (EntityType::GovernmentAgency, EntityType::Program) => add(Predicate::Leads, object, base - 0.1),
                    // Who publishes a product of its own makes it.
                    (EntityType::Company, EntityType::Product) => add(Predicate::Develops, object, base - 0.1),
                    _ => {}
                }
            }
        }
    }
    if frame.predicate == Predicate::Leads {
        carried_out_at(view, clause, &objects, span, status, years, out);
    }
}

/// Who may stand in the role of a frame's object, before the verb at byte `verb`.
fn objects<'c, 'a>(clause: &'c Clause<'a>, frame: &VerbFrame, string: &str, verb: usize) -> Vec<&'c Part<'a>> {
    // A bracket after the name does not take it further from its verb.
    let gap = |p: &Part<'_>| {
        let from = skip_closers(string, p.list_end);
        (from <= verb).then(|| string[from..verb].chars().count())
    };
    let within = |p: &Part<'_>, most: usize| gap(p).is_some_and(|n| n <= most);
    let fits = |p: &Part<'_>| match frame.object {
        FrameObject::Object => {
            let part_of_product = matches!(frame.predicate, Predicate::Develops | Predicate::Announces)
                && p.role == Role::Genitive
                && p.mention.kind == EntityType::Product;
            // "X의 지분을 인수": who owns what is bought is bought.
            let share = frame.predicate == Predicate::Acquires
                && ["의 지분", " 지분", "의 주식", "의 경영권"]
                    .iter()
                    .any(|s| string[skip_closers(string, p.end)..].starts_with(s));
            let also = share || p.role == Role::Also && !p.mention.kind.is_organization();
            p.role == Role::Object
                || also
                || (p.role == Role::Bare && within(p, 12) && !acts_on_noun(&string[p.list_end..verb]))
                || (part_of_product && within(p, 20))
        }
        FrameObject::Partner => p.role == Role::Partner,
        FrameObject::Place => {
            p.role == Role::Place
                || (p.role == Role::Bare && frame.predicate == Predicate::ParticipatesIn && within(p, 1))
        }
    };
    // What is invested in may be a technology, where it has the particle for it.
    let technologies = (frame.predicate == Predicate::InvestsIn)
        .then_some(&clause.technologies)
        .into_iter()
        .flatten()
        .filter(|p| p.role == Role::Place);
    clause.parts.iter().chain(technologies).filter(|p| within(p, REACH) && fits(p)).collect()
}

/// The object of the clause before, where this one names none: "○○사를 위험하다고 보고 배제하기로 결정".
fn object_before<'v, 'a>(view: &'v View<'a>, clause: &Clause<'a>, until_verb: &str) -> Vec<&'v Part<'a>> {
    let before = view.clauses.iter().rfind(|c| c.text == clause.text && c.range.end <= clause.range.start);
    let own = acts_on_noun(until_verb);
    before.filter(|_| !own).into_iter().flat_map(|c| c.parts.iter().filter(|p| p.role == Role::Object)).collect()
}

/// Whether an object stands between a name and a verb: "X 서비스 차단을 선언", where the verb acts on what is done to X.
fn acts_on_noun(between: &str) -> bool {
    between
        .split_whitespace()
        .any(|w| particle::split(w).is_some_and(|(stem, p)| p.case == Case::Object && stem.chars().count() > 1))
}

/// Who does what to whom in the passive: "X는 Y에 의해 인수", "Y에 인수된 X".
type Roles<'c, 'a> = (Vec<&'c Part<'a>>, Vec<&'c Part<'a>>);

fn passive<'c, 'a>(clause: &'c Clause<'a>, frame: &VerbFrame, string: &str, verb: usize) -> Option<Roles<'c, 'a>> {
    let after = &string[verb + frame.verb.len()..];
    let is_passive = ["되", "돼", "됐", "된", "될", "됨", "당"].iter().any(|f| after.starts_with(f));
    if !is_passive || frame.object != FrameObject::Object {
        return None;
    }
    let agent = |p: &&Part<'a>| {
        let taker = frame.predicate == Predicate::Acquires && p.role == Role::Place;
        p.end <= verb && (p.role == Role::Agent || taker)
    };
    let patients = if clause.carried { Vec::new() } else { clause.subjects.iter().filter(|s| s.end <= verb).collect() };
    Some((clause.parts.iter().filter(agent).collect(), patients))
}

/// Where a programme is carried out: "… 등에서 사업을 추진".
fn carried_out_at(
    view: &View<'_>,
    clause: &Clause<'_>,
    objects: &[&Part<'_>],
    span: Option<Span>,
    status: Status,
    years: Option<(i16, i16)>,
    out: &mut Vec<RelationFinding>,
) {
    let is_place =
        |p: &&Part<'_>| matches!(p.mention.kind, EntityType::Place | EntityType::Country) && p.role == Role::Place;
    for program in objects.iter().filter(|o| o.mention.kind == EntityType::Program) {
        for place in clause.parts.iter().filter(is_place) {
            let proposal = Proposal {
                subject: program.id,
                predicate: Predicate::ImplementedIn,
                object: place.id,
                rule: ID,
                confidence: 0.65,
            };
            view.propose(&proposal, span, status, years, out);
        }
    }
}

/// What a relative clause describes: "X를 금지하는 ○○ 행정부", where the one who acts follows the verb, or "○○사가
/// 개발한 X", where what it acts on does.
pub(crate) fn modified_part<'c, 'a>(clause: &'c Clause<'a>, string: &str, after: usize) -> Option<&'c Part<'a>> {
    let forms = ["하는 ", "한 ", "했던 ", "해온 ", "해 온 ", "할 "];
    let relative = forms.iter().any(|f| string[after..].starts_with(f))
        // A verb that is no verbal noun carries its ending itself: 만든.
        || (string[..after].ends_with("든") && string[after..].starts_with(' '));
    let mut following = clause.parts.iter().filter(|p| p.start >= after);
    let mut first = following.next();
    // "…하는 ○○ ○○ 행정부": the person before the office stands for it.
    if let Some(person) = first.filter(|p| p.mention.kind == EntityType::Person)
        && let Some(office) = following.next().filter(|o| o.mention.kind.is_organization())
        && string.get(person.end..office.start) == Some(" ")
    {
        first = Some(office);
    }
    first.filter(|p| relative && string[after..p.start].chars().count() <= 12 && !string[after..p.start].contains(','))
}

/// Subjects that act together: "A와 B는 공동으로 …", "A, B 등이 연합해 …".
fn joint(view: &View<'_>, clause: &Clause<'_>, string: &str, out: &mut Vec<RelationFinding>) {
    const TOGETHER: &[&str] = &["공동", "협력", "연합", "결성", "제휴", "협약", "협업", "컨소시엄", "합의", "체결"];
    let together = TOGETHER.iter().any(|t| string.contains(t));
    if !together || clause.carried || clause.text == SectionText::TITLE {
        return;
    }
    let actors: Vec<&Part<'_>> = clause.subjects.iter().filter(|s| s.mention.kind.is_organization()).collect();
    let span = view.span(clause.text, clause.range.clone());
    let status = status::of_clause(string);
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
    let partners: Vec<&Part<'_>> =
        clause.parts.iter().filter(|p| p.role == Role::Partner && p.mention.kind.is_organization()).collect();
    // Those who form a group are all in it; those with whom somebody cooperates need not know each other.
    let formed = ["결성", "연합", "컨소시엄", "공동"].iter().any(|w| string.contains(w));
    for (i, partner) in partners.iter().enumerate() {
        let others = if formed { &partners[i + 1..] } else { &[] };
        for subject in actors.iter().chain(others) {
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

/// The years of a range that the clause gives.
fn period(clause: &str) -> Option<(i16, i16)> {
    date::years(clause).into_iter().find(|y| y.from < y.to).map(|y| (y.from, y.to))
}
