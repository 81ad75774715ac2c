//! Whose an amount is.
//!
//! The rules are asked in order, from what stands closest to the amount (here) over its clause and sentence (`clause`) to what
//! the text is about (`context`); the first that has an answer decides.

use super::context::{
    carried, in_section, is_borne_by_others, is_bullet, is_of_unknown, programme_before, programme_of_parent,
};
use super::scene::{Scene, can_own};
use super::sums::Owner;
use super::words::LIGHT;
use super::{clause, period};
use crate::mention_rules::LIST_MEMBER;
use crate::parts::Part;
use crate::roles::{Role, gap, skip_closers};
use policygraph_korean::particle::{self, Case};
use policygraph_model::Role as BudgetRole;
use policygraph_model::{BudgetFinding, EntityType, MentionId, Status};
use policygraph_registry::Seen;

/// Binds an amount to its subject; `None` if nothing in sight can own it.
pub(super) fn bind(scene: &Scene<'_, '_>) -> Option<BudgetFinding> {
    let Scene { view, text, .. } = *scene;
    let amount = scene.share.unwrap_or(scene.amount);
    let (subject, rule, confidence) =
        match bracket_owner(scene).or_else(|| clause::distributed(scene)).or_else(|| beside(scene)) {
            Some(owner) => owner,
            None if !scene.about_money && !scene.is_bracketed() => return None,
            // "A 사업(3억 원), 인력 양성(2억 원)": that of a task without a name.
            None if scene.is_bracketed() && scene.is_own_item() => return None,
            None => match bracketed(scene).or_else(|| owner_said(scene)) {
                Some(owner) => owner,
                None if is_of_unknown(scene) => return None,
                None => carried(scene).or_else(|| in_section(scene))?,
            },
        };
    let mention = view.found.mention(subject);
    // "나머지 3억 원은 참여 기업이 부담한다": for the programme, but nobody's who is named.
    if mention.kind.is_actor() && is_borne_by_others(scene) {
        return None;
    }
    let role = if mention.kind == EntityType::Program { BudgetRole::Program } else { BudgetRole::Actor };
    Some(BudgetFinding {
        subject,
        role,
        money: amount.money.clone(),
        upper: amount.upper,
        converted: amount.converted.clone(),
        period: period::read(scene).or_else(|| period::edition(mention)),
        qualifier: amount.qualifier.map(str::to_owned),
        span: view.span(text, amount.range.clone())?,
        evidence: view.span(text, scene.clause.clone())?,
        rule,
        confidence: view.registry.confidence().of(&Seen {
            budget: true,
            rule,
            status: Status::Stated,
            figure: confidence,
        }),
    })
}

/// What the clause and the sentence of an amount say has it.
fn owner_said(scene: &Scene<'_, '_>) -> Option<Owner> {
    *scene.owner.get_or_init(|| clause::owner(scene))
}

/// What the amount of a scene is given to: the programme or receiver that it is bound to, or, where it stays with who gives, the
/// programme that the sentences before are about.
pub(super) fn receiver_of(scene: &Scene<'_, '_>) -> Option<(MentionId, f64)> {
    let told = clause::distributed(scene).or_else(|| beside(scene));
    let (id, rule, confidence) = told.or_else(|| owner_said(scene))?;
    let kind = scene.view.found.mention(id).kind;
    match rule {
        // "B도 별도로 3억 원을 보탠다": beside what others give, to what is not said.
        "clause-actor" => programme_before(scene)
            .filter(|_| !scene.gives_beside_others() && !scene.has_other_destination())
            .map(|(id, ..)| (id, 0.6)),
        "recipient" => Some((id, confidence)),
        _ if matches!(kind, EntityType::Program | EntityType::Product | EntityType::Legislation) => {
            Some((id, confidence))
        }
        _ => None,
    }
}

/// The name whose bracket the amount stands in: "‘○○ 사업’(’21~’25년, 300억 원)", also behind a verb ("… 추진(450억 원)").
fn bracket_owner(scene: &Scene<'_, '_>) -> Option<Owner> {
    let Scene { view, text, string, amount, .. } = *scene;
    let open = string[..amount.range.start].rfind('(')?;
    if string[open..amount.range.start].contains(')') {
        return None;
    }
    let close = string[open..].find(')').map_or(string.len(), |c| open + c);
    if string[open + 1..close].chars().count() > 40 {
        return None;
    }
    view.names(text)
        .filter(|(_, m)| can_own(m) && m.range.end <= open)
        .rfind(|(_, m)| {
            let between = gap(string, m.range.end, open);
            let behind_verb = between.trim_end().ends_with("추진") && between.chars().count() <= 20;
            between.trim().is_empty() || (behind_verb && m.kind == EntityType::Program)
        })
        .map(|(id, _)| (id, "bracket-owner", 0.9))
}

/// The name right beside the amount, with nothing between that is not said of the amount: "‘○○’ 120억 원", "‘○○’에 매년 3억 원",
/// "‘○○’ 예산은 3억 원".
fn beside(scene: &Scene<'_, '_>) -> Option<Owner> {
    let string = scene.string;
    let part = scene.parts.iter().rfind(|p| scene.in_chunk(p))?;
    let lead = string.get(skip_closers(string, part.end)..scene.amount.range.start)?;
    let said = lead.split_whitespace().all(|w| {
        let w = w.trim_matches([':', '：', ',', '|']);
        // "○○ 기금으로": by what, not how much.
        let stem = particle::split(w).filter(|(_, p)| p.case != Case::Instrumental).map_or(w, |(s, _)| s);
        w.is_empty() || LIGHT.has(stem) || LIGHT.has(w) || w.starts_with(|c: char| c.is_ascii_digit() || c == '’')
    });
    let marked = scene.is_destination(part);
    let words = lead.trim();
    // "A는 3억 원을 투자": a subject is no owner just by standing there.
    let subject = words.split(' ').next().is_some_and(|w| matches!(w, "은" | "는" | "이" | "가" | "도" | "의"));
    let amounts_after = lead.contains([')', ',']);
    if !said || amounts_after {
        return None;
    }
    // "‘○○ 기금’에 정부 몫 3억 원을 출연": what it goes to is marked, where it is taken from is not.
    let into = scene
        .parts
        .iter()
        .rfind(|p| scene.in_chunk(p) && p.mention.kind == EntityType::Program && p.role == Role::Place);
    if let Some(into) = into.filter(|i| i.end < part.start && part.role != Role::Place) {
        return Some((into.id, "clause-programme", 0.8));
    }
    match part.mention.kind {
        EntityType::Program if part.mention.rule == LIST_MEMBER && scene.place.1 < 2 && has_siblings(scene, part) => {
            None
        }
        EntityType::Program => Some((part.id, "clause-programme", 0.85)),
        _ if marked && scene.is_receiver(part) => Some((part.id, "recipient", 0.75)),
        EntityType::Product | EntityType::Legislation if marked || words.starts_with("예산") => {
            Some((part.id, "clause-programme", 0.7))
        }
        EntityType::Product | EntityType::Legislation => None,
        _ if lead == " " || (!subject && !marked && !words.is_empty()) => Some((part.id, "adjacent-owner", 0.8)),
        _ => None,
    }
}

/// Whether a member of a list of programmes stands beside others of it before the amount.
fn has_siblings(scene: &Scene<'_, '_>, part: &Part<'_>) -> bool {
    let members = scene.parts.iter().filter(|p| p.mention.kind == EntityType::Program && scene.in_chunk(p));
    members.filter(|p| p.id != part.id).count() > 0
}

/// A sum alone in its bracket behind what is done, in a bullet below a programme: "인공위성 4기를 개발(300억 원)".
fn bracketed(scene: &Scene<'_, '_>) -> Option<Owner> {
    let named = scene.parts.iter().any(|p| p.mention.kind == EntityType::Program);
    programme_of_parent(scene).filter(|_| scene.is_bracketed() && !named && is_bullet(scene))
}
