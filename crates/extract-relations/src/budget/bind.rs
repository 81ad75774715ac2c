//! Whose an amount is.

use super::Amount;
use crate::mention_rules::LIST_MEMBER;
use crate::roles::{Role, gap, skip_closers};
use crate::view::{Clause, Part, View};
use policygraph_korean::date;
use policygraph_model::Role as BudgetRole;
use policygraph_model::{BudgetFinding, EntityType, Mention, MentionId, SectionText, Status};
use policygraph_registry::Seen;

/// Words that mark an amount as money for something. Without one, only a bracket or a list line binds.
const MONEY_WORDS: &[&str] = &[
    "예산",
    "투자",
    "투입",
    "지원",
    "기금",
    "배정",
    "조성",
    "규모",
    "자금",
    "연구개발",
    "R&D",
    "지출",
    "보조금",
    "인수",
    "매각",
    "금액",
    "편성",
    "출연",
    "경비",
    "재정",
    "사업비",
    "펀드",
    "반영",
    "연구비",
];

/// Words of giving and of having money to give.
const GIVEN: &[&str] = &[
    "투자",
    "투입",
    "지원",
    "배정",
    "편성",
    "지출",
    "조성",
    "반영",
    "출연",
    "추가",
    "예산",
    "금액",
    "인수",
    "매각",
    "기금",
    "지급",
    "책정",
    "확보",
    "대출",
    "연구비",
    "규모",
];

/// Verbs of giving that follow who receives.
const GRANTED: &[&str] = &["배정", "지원", "지급", "배분", "할당", "투입", "출연", "교부"];

/// Binds an amount to its subject; `None` if nothing in sight can own it.
pub(crate) fn bind(view: &View<'_>, text: usize, amount: &Amount) -> Option<BudgetFinding> {
    let string = view.str(text);
    let clause = view.clauses.iter().find(|c| c.text == text && c.range.contains(&amount.range.start));
    let range = clause.map_or(0..string.len(), |c| c.range.clone());
    let owner = bracket_owner(view, text, amount);
    let about_money = MONEY_WORDS.iter().any(|w| string.contains(w) || view.section.title.as_str().contains(w));
    let (subject, rule, confidence) = match owner {
        Some(owner) => (owner, "bracket-owner", 0.9),
        None if !about_money => return None,
        None => in_clause(view, clause, text, amount).or_else(|| in_section(view, clause, text))?,
    };
    let role =
        if view.found.mention(subject).kind == EntityType::Program { BudgetRole::Program } else { BudgetRole::Actor };
    Some(BudgetFinding {
        subject,
        role,
        money: amount.money.clone(),
        upper: amount.upper,
        converted: amount.converted.clone(),
        period: period(string, amount, &string[range.clone()]).or_else(|| edition(view.found.mention(subject))),
        qualifier: amount.qualifier.map(str::to_owned),
        span: view.span(text, amount.range.clone())?,
        evidence: view.span(text, range)?,
        rule,
        confidence: view.registry.confidence().of(&Seen {
            budget: true,
            rule,
            status: Status::Stated,
            figure: confidence,
        }),
    })
}

/// Whether a name can have a budget.
fn can_own(mention: &Mention) -> bool {
    mention.kind == EntityType::Program || (mention.kind.is_actor() && mention.kind != EntityType::Person)
}

/// The name whose bracket the amount stands in: "‘○○ 사업’(’21~’25년, 300억 원)", also behind a verb ("… 추진(450억 원)").
fn bracket_owner(view: &View<'_>, text: usize, amount: &Amount) -> Option<MentionId> {
    let string = view.str(text);
    let open = string[..amount.range.start].rfind('(')?;
    if string[open..amount.range.start].contains(')') {
        return None;
    }
    let close = string[open..].find(')').map_or(string.len(), |c| open + c);
    let whole = string[open + 1..close].chars().count();
    if whole > 40 {
        return None;
    }
    view.names(text)
        .filter(|(_, m)| can_own(m) && m.range.end <= open)
        .filter(|(_, m)| {
            let between = gap(string, m.range.end, open);
            between.trim().is_empty()
                || between.trim_end().ends_with("추진")
                    && between.chars().count() <= 20
                    && m.kind == EntityType::Program
        })
        .last()
        .map(|(id, _)| id)
}

/// The programme nearest before the amount in its clause, then one after it, then who acts.
fn in_clause(
    view: &View<'_>,
    clause: Option<&Clause<'_>>,
    text: usize,
    amount: &Amount,
) -> Option<(MentionId, &'static str, f64)> {
    let clause = clause.filter(|c| c.text == text)?;
    // A sum behind a list of programmes is that of what they belong to, if the clause names it.
    let whole = |p: &&Part<'_>| p.mention.kind == EntityType::Program && p.mention.rule != LIST_MEMBER;
    let has_whole = clause.parts.iter().any(|p| whole(&p));
    let members = clause.parts.iter().filter(|p| p.mention.kind == EntityType::Program).count();
    if !has_whole
        && members >= 2
        && let Some((id, _)) = view.programme_above(text)
    {
        return Some((id, "programme-above", 0.7));
    }
    let programs =
        || clause.parts.iter().filter(|p| if has_whole { whole(p) } else { p.mention.kind == EntityType::Program });
    let before = programs().rfind(|p| p.end <= amount.range.start);
    let string = view.str(text);
    let after = programs()
        .find(|p| p.start >= amount.range.end)
        .filter(|p| !string[amount.range.end..p.start].contains([',', '，']));
    // "○○ 규모의 X 사업을 확정": what follows a sum of a size is what has it.
    let said = string[amount.range.end..].trim_start();
    let sized = ["규모", "에 달하는", "에 이르는", "상당의"].iter().any(|s| said.starts_with(s));
    // "미국 3억 달러, 중국 2억 달러": each sum right behind its owner.
    let named = clause.parts.iter().rfind(|p| {
        can_own(p.mention)
            && p.mention.kind != EntityType::Program
            && p.end < amount.range.start
            && gap(string, p.end, amount.range.start) == " "
    });
    if let Some(owner) = named {
        return Some((owner.id, "adjacent-owner", 0.8));
    }
    if let Some(owner) = budget_of(clause, string, amount).filter(|o| before.is_none_or(|p| p.end <= o.start)) {
        return Some((owner.id, "budget-of", 0.8));
    }
    let program = if sized { after.or(before) } else { before.or(after) };
    if let Some(program) = program {
        return Some((program.id, "clause-programme", 0.8));
    }
    let follows = |p: &&Part<'_>| {
        p.start >= amount.range.end && string[amount.range.end..p.start].chars().count() <= 8 && can_own(p.mention)
    };
    if let Some(owner) = clause.parts.iter().find(follows).filter(|_| sized) {
        return Some((owner.id, "sized-owner", 0.6));
    }
    // "○○원에 3억 원을 배정", "3억 원이 ○○원에 배정": who receives it.
    let recipient = clause.parts.iter().find(|p| {
        let after = string[skip_closers(string, p.end)..].trim_start_matches(['에', '게', ' ']);
        // What is invested in a company is the investor's.
        let invested = p.mention.kind == EntityType::Company && string[amount.range.end..].contains("투자");
        let near =
            !invested && p.end <= amount.range.start && gap(string, p.end, amount.range.start).chars().count() <= 12;
        let given = p.start >= amount.range.end && GRANTED.iter().any(|v| after.starts_with(v));
        p.mention.kind.is_organization() && p.role == Role::Place && (near || given)
    });
    if let Some(recipient) = recipient {
        return Some((recipient.id, "recipient", 0.7));
    }
    // The programme of a clause before, in the same sentence: "○○ 계획을 확정하고 총 3억 원을 투자".
    let earlier = view
        .clauses
        .iter()
        .filter(|c| c.text == text && c.range.end <= clause.range.start)
        .flat_map(|c| &c.parts)
        .rfind(|p| p.mention.kind == EntityType::Program)
        .filter(|p| !gap(string, p.end, amount.range.start).contains("다. "));
    if let Some(program) = earlier {
        return Some((program.id, "sentence-programme", 0.7));
    }
    // "3억 원을 투입해 ○○ 사업을 추진": what the money is put into follows.
    let rest = &string[amount.range.end..clause.range.end.max(amount.range.end)];
    let spends = ["투입해", "투입하여", "들여", "투자해", "투자하여"].iter().any(|v| rest.contains(v));
    let next = view.clauses.iter().find(|c| c.text == text && c.range.start >= clause.range.end);
    let into = next
        .filter(|_| spends)
        .and_then(|c| c.parts.iter().find(|p| p.mention.kind == EntityType::Program && p.role == Role::Object));
    if let Some(program) = into {
        return Some((program.id, "next-programme", 0.7));
    }
    // The price of a company is what the buyer pays.
    let buyer = clause.subjects.iter().find(|s| s.text == text && can_own(s.mention));
    if let Some(buyer) = buyer.filter(|_| ["인수", "매입"].iter().any(|v| rest.contains(v))) {
        return Some((buyer.id, "buyer", 0.7));
    }
    // "X의 예산은 …", "X의 2017년 투자": the owner is in the genitive, or acts.
    let owner = clause.parts.iter().rfind(|p| {
        can_own(p.mention)
            && p.end <= amount.range.start
            && (p.role == Role::Genitive || clause.subjects.iter().any(|s| s.id == p.id))
    });
    owner.map(|p| (p.id, "clause-actor", 0.7))
}

/// Whose budget the amount is said to be: "○○부 예산은 … 3억 원", "○○부의 연구 예산 3억 원".
fn budget_of<'c, 'a>(clause: &'c Clause<'a>, string: &str, amount: &Amount) -> Option<&'c Part<'a>> {
    clause.parts.iter().rfind(|p| {
        let between = gap(string, p.end, amount.range.start);
        let head = between.strip_prefix('의').unwrap_or(between);
        let near: String = head.chars().take(12).collect();
        can_own(p.mention)
            && p.mention.kind != EntityType::Program
            && p.end <= amount.range.start
            && near
                .split_once("예산")
                .is_some_and(|(lead, rest)| !lead.contains(',') && !rest.starts_with(['에', '안']))
            && (head.starts_with(' ') || head.starts_with("예산"))
    })
}

/// What the text is about: the programme above it in the outline, who acts, its publisher, its country.
fn in_section(view: &View<'_>, clause: Option<&Clause<'_>>, text: usize) -> Option<(MentionId, &'static str, f64)> {
    // Who gives, named in the clause itself, gives for something else than what the section is about; but the bullets
    // right below a programme go into it.
    let giver = clause
        .and_then(|c| c.subjects.iter().find(|s| s.text == text && s.mention.kind == EntityType::GovernmentAgency));
    let parent = view.ancestors(text).first().copied().unwrap_or(text);
    let below = view.names(parent).any(|(_, m)| m.kind == EntityType::Program) && parent != SectionText::TITLE;
    if let Some((id, _)) = view.programme_above(text).filter(|_| giver.is_none() || below) {
        return Some((id, "programme-above", 0.6));
    }
    // Only what is given belongs to whoever the text is about; what merely amounts to something is a statistic.
    let string = clause.map_or("", |c| &view.str(text)[c.range.clone()]);
    if !GIVEN.iter().any(|g| string.contains(g)) {
        return None;
    }
    let actor = clause.and_then(|c| c.subjects.iter().find(|s| can_own(s.mention)).map(|s| s.id));
    let title = || view.names(SectionText::TITLE).find(|(_, m)| can_own(m)).map(|(id, _)| id);
    actor.or_else(title).or_else(|| view.heading_country()).map(|id| (id, "section-actor", 0.5))
}

/// For when the amount is: years in its bracket or its clause, or a number of years.
fn period(string: &str, amount: &Amount, clause: &str) -> Option<String> {
    let open = string[..amount.range.start].rfind('(');
    let bracket = open.map(|o| &string[o..amount.range.start]).filter(|b| !b.contains(')'));
    let format = |y: &date::YearSpan| if y.from == y.to { y.from.to_string() } else { format!("{}-{}", y.from, y.to) };
    if let Some(years) = bracket.and_then(|b| date::years(b).last().map(format)) {
        return Some(years);
    }
    let at = amount.range.start - (clause.as_ptr() as usize - string.as_ptr() as usize);
    let years = date::years(clause);
    let nearest = years.iter().rfind(|y| y.range.end <= at).or_else(|| years.iter().find(|y| y.range.start >= at));
    if let Some((_, n)) = date::duration(clause) {
        return Some(format!("{n} years"));
    }
    nearest.map(format)
}

/// The year that the name of a programme starts with ("2020년도 시행계획").
fn edition(subject: &Mention) -> Option<String> {
    date::years(&subject.name).first().filter(|y| y.range.start == 0).map(|y| y.from.to_string())
}
