//! Who puts money into what.
//!
//! In a clause with an amount that is given, whoever acts funds the programme or organization that the amount goes to, and
//! invests in what it is invested in. "가온부는 누리 사업에 3억 원을 투입" gives 가온부 funds 누리 사업, "가온사는 누리시에 3억 원을 투자"
//! gives 가온사 investsIn 누리시, "누리원은 가온부로부터 3억 원을 지원받는다" 가온부 funds 누리원. A loan is given too.

use crate::budget;
use crate::mention_rules::LIST_MEMBER;
use crate::parts::{Clause, Part};
use crate::roles::{Role, skip_closers};
use crate::status;
use crate::view::{Proposal, View};
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, MentionId, Predicate, RelationFinding};

pub(crate) const ID: &str = "funding";

static GIVING: WordList = WordList::new(&[
    "투입",
    "지원",
    "투자",
    "배정",
    "편성",
    "반영",
    "출연",
    "출자",
    "조성",
    "지급",
    "보조",
    "제공",
    "대출",
    "융자",
    "차관",
    "쓴다",
    "쓰기로",
    "내놓",
    "보태",
    "유치",
    "조달",
    "얹",
]);
/// Verbs of getting money.
static RECEIVED: WordList = WordList::new(&["받", "확보", "유치", "조달", "따내", "따냈"]);

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for money in budget::money_texts(view) {
        let string = view.str(money.text);
        for clause in view.clauses_of(money.text) {
            let words = &string[clause.range.clone()];
            if money.opens_with_budget(&clause.range) && GIVING.is_in(words) {
                relate(view, clause, words, out);
            }
        }
    }
    for gift in budget::gifts(view) {
        let status = status::of_clause(&view.str(gift.text)[gift.clause.clone()]);
        for giver in gift.givers {
            let confidence = gift.confidence;
            let predicate = given(&view.str(gift.text)[gift.clause.clone()], view.found.mention(gift.to).kind);
            let proposal = Proposal { subject: giver, predicate, object: gift.to, rule: ID, confidence };
            view.propose(&proposal, view.span(gift.text, gift.clause.clone()), status, None, out);
        }
    }
}

/// States who gives to whom in a clause with an amount.
fn relate(view: &View<'_>, clause: &Clause<'_>, words: &str, out: &mut Vec<RelationFinding>) {
    let status = status::of_clause(words);
    let invested = || const { WordList::new(&["투자", "유치"]) }.is_in(words);
    let mut add = |subject: MentionId, predicate: Predicate, object: MentionId, confidence: f64| {
        let proposal = Proposal { subject, predicate, object, rule: ID, confidence };
        view.propose(&proposal, view.span(clause.text, clause.range.clone()), status, None, out);
    };
    if let Some(giver) = giver(view, clause, words) {
        let predicate = if invested() && !words.contains("지원") { Predicate::InvestsIn } else { Predicate::Funds };
        recipients(view, clause, giver, words).into_iter().for_each(|to| add(giver.id, predicate, to, 0.75));
        return;
    }
    let last = last_subjects(view, clause);
    let string = view.str(clause.text);
    // "A가 총괄하는 ‘X’에 3억 원을 배정": who does something with what is given to is not who gives.
    let describes = |s: &&&Part<'_>| {
        let behind = clause.parts.iter().find(|p| p.start > s.end && p.role == Role::Place);
        let between = behind.filter(|p| p.text == s.text).and_then(|p| string.get(s.end..p.start)).unwrap_or_default();
        let last = between.trim_end_matches(|c: char| !is_syllable(c)).rsplit(' ').next().unwrap_or_default();
        !between.contains(',') && between.contains(' ') && last.ends_with("하는")
    };
    // "A주는 B와 C가 세운 D에 3억 원을 보조": B and C only describe D.
    let describing = |s: &Part<'_>| {
        let member = |o: &&&Part<'_>| o.text == s.text && o.list_end == s.list_end;
        last.iter().filter(member).any(|o| view.describes(o.text, o))
    };
    let acts =
        |p: &Part<'_>| p.mention.kind.is_actor() || p.mention.kind == EntityType::Place && p.role == Role::Subject;
    let others =
        last.iter().copied().chain(&clause.parts).any(|s| acts(s) && s.role == Role::Subject && !describing(s));
    let embedded = |s: &Part<'_>| others && describing(s);
    let givers = || last.iter().filter(|s| s.mention.kind.is_actor() && !describes(s) && !embedded(s));
    if let Some(object) = program(view, clause) {
        givers().for_each(|s| add(view.headed_by(s).unwrap_or(s.id), Predicate::Funds, object, 0.75));
        return;
    }
    // Who is carried over from a clause before may give to something else.
    if clause.carried || RECEIVED.is_in(words) {
        return;
    }
    let invested = invested();
    let targets = clause.parts.iter().chain(&clause.technologies).filter(|p| is_target(view, p, invested));
    // "이 회사" of who acts is another company than those that act.
    for target in targets.filter(|t| !clause.subjects.iter().any(|s| s.is_same(t))) {
        let predicate = match target.mention.kind {
            _ if invested => Predicate::InvestsIn,
            kind if kind.is_organization() => given(words, kind),
            _ => continue,
        };
        givers().filter(|s| !s.is_same(target)).for_each(|s| add(s.id, predicate, target.id, 0.7));
    }
}

/// What giving to something of a type is: who takes a share of a company invests in it.
fn given(words: &str, to: EntityType) -> Predicate {
    if to == EntityType::Company && words.contains("출자") { Predicate::InvestsIn } else { Predicate::Funds }
}

/// Who acts last in a clause, where several do: B in "A는 협정을 맺었고, B는 ‘X’에 3억 원을 쓴다".
fn last_subjects<'c, 'a>(view: &View<'_>, clause: &'c Clause<'a>) -> Vec<&'c Part<'a>> {
    let mut out: Vec<&Part<'_>> = clause.subjects.iter().collect();
    let string = view.str(clause.text);
    if out.iter().any(|s| s.text != clause.text) {
        return out;
    }
    out.sort_by_key(|s| s.start);
    let apart = |pair: &[&Part<'_>]| {
        let between = string.get(pair[0].end..pair[1].start).unwrap_or_default();
        between.chars().count() > 8 && between.contains(',')
    };
    let cut = out.windows(2).rposition(apart);
    out.split_off(cut.map_or(0, |at| at + 1))
}

/// Whether a name is what money goes to: marked by 에, or its shares are ("○○사 지분에").
fn is_target(view: &View<'_>, part: &Part<'_>, invested: bool) -> bool {
    let string = view.str(part.text);
    let after = &string[skip_closers(string, part.end)..];
    let shares = [" 지분에 ", "의 지분에 "].iter().any(|s| after.starts_with(s));
    let seat = after
        .strip_prefix("에 ")
        .is_some_and(|rest| ["본사", "본부", "본점", "사무국"].iter().any(|s| rest.starts_with(s)));
    (part.role == Role::Place && !says_where(view, part) && !seat) || (invested && shares)
}

/// Whether a name is where something is done rather than what money goes to: 에서.
fn says_where(view: &View<'_>, part: &Part<'_>) -> bool {
    let string = view.str(part.text);
    string[skip_closers(string, part.end)..].starts_with("에서")
}

/// Whom the money comes from: "○○부로부터", "○○사에서 3억 원을 유치".
fn giver<'c, 'a>(view: &View<'_>, clause: &'c Clause<'a>, words: &str) -> Option<&'c Part<'a>> {
    let string = view.str(clause.text);
    clause.parts.iter().filter(|p| p.mention.kind.is_actor()).find(|p| {
        let after = &string[skip_closers(string, p.end)..];
        let from = ["로부터", "으로부터"].iter().any(|f| after.starts_with(f));
        from || after.starts_with("에서 ") && p.mention.kind.is_organization() && RECEIVED.is_in(words)
    })
}

/// Who gets the money of a giver: marked by 에, or who acts if it is said to receive.
fn recipients(view: &View<'_>, clause: &Clause<'_>, giver: &Part<'_>, string: &str) -> Vec<MentionId> {
    let given = clause.parts.iter().find(|p| {
        let takes = p.mention.kind.is_organization() || p.mention.kind == EntityType::Program;
        p.role == Role::Place && takes && !p.is_same(giver)
    });
    match given {
        Some(p) => vec![p.id],
        None if RECEIVED.is_in(string) => {
            // "A사, B사로부터 3억 원 투자 유치".
            let text = view.str(clause.text);
            let opens = |p: &&Part<'_>| p.role == Role::Bare && text[skip_closers(text, p.end)..].starts_with(',');
            let opening = clause.parts.first().filter(opens).filter(|p| p.mention.kind.is_organization());
            let acting = clause.subjects.iter().chain(opening.filter(|_| clause.subjects.is_empty() || clause.carried));
            acting.filter(|s| !s.is_same(giver)).map(|s| s.id).collect()
        }
        None => Vec::new(),
    }
}

/// The programme that the money goes into: marked by 에 or 에게, or bare before its sum ("‘○○ 사업’ 3억 원 지원").
fn program(view: &View<'_>, clause: &Clause<'_>) -> Option<MentionId> {
    let string = view.str(clause.text);
    let receives = |p: &&Part<'_>| {
        let after = string[skip_closers(string, p.end)..].trim_start();
        let sum_follows = after.starts_with(|c: char| c.is_ascii_digit()) || after.starts_with("총 ");
        p.mention.kind == EntityType::Program
            && p.mention.rule != LIST_MEMBER
            && (p.role == Role::Place || (p.role == Role::Bare && sum_follows))
    };
    clause.parts.iter().rfind(receives).map(|p| p.id)
}
