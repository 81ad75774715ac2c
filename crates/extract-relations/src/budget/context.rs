//! Whose an amount is by what surrounds its sentence: the sentences before, the outline, the section.

use super::scene::{Scene, can_own};
use super::sums::Owner;
use super::words::{BOUGHT, GIVEN, GRANTED, INVESTED, MONEY_WORDS, PUT, RECEIVED, SUMS};
use crate::parts::{Clause, Part};
use crate::roles::{Role, skip_closers};
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::{self, Case};
use policygraph_korean::substring::range_in;
use policygraph_korean::word_list::WordList;
use policygraph_model::{BlockKind, EntityType, Mention, MentionId, SectionText};

/// How many paragraphs back a programme is still what a sentence on money without names is about.
const PARAGRAPHS_BACK: usize = 3;

pub(super) fn is_bullet(scene: &Scene<'_, '_>) -> bool {
    SectionText::block(scene.view.section, scene.text).is_some_and(|b| b.kind == BlockKind::Bullet)
}

/// The programme that the bullet right above names: what its own bullets spend goes into it.
pub(super) fn programme_of_parent(scene: &Scene<'_, '_>) -> Option<Owner> {
    let parent = *scene.view.ancestors(scene.text).first()?;
    let measure = |kind: EntityType| move |names: &(MentionId, &Mention)| names.1.kind == kind;
    let of = |kind: EntityType| scene.view.names(parent).rfind(measure(kind));
    let program = of(EntityType::Program).or_else(|| of(EntityType::Legislation));
    program.filter(|_| parent != SectionText::TITLE).map(|(id, _)| (id, "programme-above", 0.6))
}

/// The clauses of the same text that begin before the sentence of the amount.
fn clauses_before<'s, 'a>(scene: &Scene<'s, 'a>) -> &'s [Clause<'a>] {
    let clauses = scene.view.clauses_of(scene.text);
    &clauses[..clauses.partition_point(|c| c.range.start < scene.sentence.start)]
}

/// The programme of the sentences before in the same text, the nearest first.
pub(super) fn programme_before(scene: &Scene<'_, '_>) -> Option<Owner> {
    let before = |p: &&Part<'_>| p.end <= scene.sentence.start && p.mention.kind == EntityType::Program;
    let mut parts = clauses_before(scene).iter().flat_map(|c| &c.parts);
    parts.rfind(before).map(|p| (p.id, "programme-before", 0.65))
}

/// The paragraphs right before that of the amount, the nearest first; none where it stands in a bullet.
fn paragraphs_before<'s>(scene: &'s Scene<'_, '_>) -> impl Iterator<Item = usize> + Clone + 's {
    let section = scene.view.section;
    let is_paragraph =
        move |text: &usize| SectionText::block(section, *text).is_some_and(|b| b.kind == BlockKind::Paragraph);
    let own = is_paragraph(&scene.text);
    (SectionText::BLOCKS..scene.text).rev().filter(move |t| own && is_paragraph(t)).take(PARAGRAPHS_BACK)
}

/// Whether the sentence says who acts with a name that is not known: nobody else does then.
fn has_unknown_subject(scene: &Scene<'_, '_>) -> bool {
    let rest = scene.rest();
    if ![&INVESTED, &PUT, &BOUGHT, &RECEIVED, &GRANTED].iter().any(|verbs| verbs.is_in(rest)) {
        return false;
    }
    let lexicon = scene.view.registry.lexicon();
    let lead = &scene.string[scene.sentence.start..scene.amount.range.start];
    // "시는 3년간 3억 원을 투입": a municipality, which has no budget here.
    if ["시는 ", "시가 ", "도는 ", "도가 ", "군은 ", "군이 ", "구는 ", "구가 "]
        .iter()
        .any(|m| lead.trim_start().starts_with(m))
    {
        return true;
    }
    let names: Vec<_> = scene.view.names_in(scene.text, scene.sentence).map(|(_, m)| m.range.clone()).collect();
    lead.split_whitespace().any(|word| {
        let start = scene.sentence.start + range_in(lead, word).start;
        let Some((stem, p)) = particle::split(word) else { return false };
        let noun = stem.chars().count() >= 2 && stem.chars().all(is_syllable);
        let known = names.iter().any(|r| r.start < start + word.len() && start < r.end + '’'.len_utf8())
            || scene.parts.iter().any(|p| p.start == start)
            || lexicon.class_of(stem).is_some()
            || SUMS.closes(stem);
        p.case == Case::Topic && matches!(p.form, "은" | "는") && noun && !known && !verbal(stem)
    })
}

/// The names of the sentence before the amount.
fn named_before<'s>(scene: &'s Scene<'_, '_>) -> impl Iterator<Item = &'s Mention> {
    scene.view.names_in(scene.text, &(scene.sentence.start..scene.amount.range.start)).map(|(_, m)| m)
}

/// Whether somebody who is not known is said to receive or to pay: the money is that one's.
pub(super) fn is_of_unknown(scene: &Scene<'_, '_>) -> bool {
    let rest = scene.rest();
    // "○○군은 3억 원을 확보했다": a municipality, which has no budget here.
    let place = || {
        let acts =
            |m: &Mention| scene.string[skip_closers(scene.string, m.range.end)..].starts_with(['은', '는', '이', '가']);
        named_before(scene).any(|m| m.kind == EntityType::Place && acts(m))
    };
    let invests = || rest.contains("투자") && has_unknown_subject(scene);
    (RECEIVED.is_in(rest) || BOUGHT.is_in(rest)) && (has_unknown_subject(scene) || place()) || invests()
}

/// Whether somebody without a name is said behind the amount to bear it: "나머지 3억 원은 참여 기업이 부담한다".
pub(super) fn is_borne_by_others(scene: &Scene<'_, '_>) -> bool {
    static BEARING: WordList = WordList::new(&["부담", "댄다", "대기로", "낸다", "내기로", "조달", "충당"]);
    let rest = scene.rest();
    let bears = |w: &str| BEARING.opens(w);
    let words: Vec<&str> = rest.split_whitespace().take(8).collect();
    let verb = words.iter().position(|w| bears(w)).filter(|_| scene.is_topic());
    let subject = verb.and_then(|v| {
        words[..v].iter().rev().find(|w| particle::split(w).is_some_and(|(_, p)| p.case == Case::Subject))
    });
    let named = || scene.parts.iter().any(|p| p.start >= scene.amount.end && scene.clause.contains(&p.start));
    subject.is_some() && !named()
}

/// Whether a stem before 는 is rather that of a verb: "추진하는", "늘어나는".
fn verbal(stem: &str) -> bool {
    stem.ends_with([
        '하', '되', '있', '없', '나', '지', '오', '가', '으', '이', '않', '받', '르', '들', '쓰', '내', '키', '리',
    ])
}

/// What the sentences before are about, where this one names nobody: their programme, or who acted in them.
pub(super) fn carried(scene: &Scene<'_, '_>) -> Option<Owner> {
    // "○○○ 대통령은 3억 원을": whose it is the sentences before do not say.
    let person = || {
        let is_topic = |m: &Mention| {
            let mut titled = scene.string[m.range.end..].split_whitespace().take(2);
            titled.any(|w| particle::split(w).is_some_and(|(_, p)| p.case == Case::Topic))
        };
        named_before(scene).any(|m| m.kind == EntityType::Person && is_topic(m))
    };
    let own = &scene.string[scene.sentence.clone()];
    let told = MONEY_WORDS.is_in(own) || RECEIVED.is_in(own) || scene.follows_sum;
    if !told || scene.parts.iter().any(|p| scene.actor().is_some_and(|a| a.id == p.id)) {
        return None;
    }
    // "…서비스 개발에 3억 원을": to something else than what was spoken of.
    if let Some(owner) = programme_before(scene).filter(|_| !scene.has_other_destination()) {
        return Some(owner);
    }
    let unknown = has_unknown_subject(scene) || person();
    let actor_before = || {
        let clauses = clauses_before(scene).iter().filter(|c| c.range.end <= scene.sentence.start);
        let acts = |p: &&Part<'_>| {
            // "○○부, ‘X’ 발표… 3억 원 투입".
            let subject =
                matches!(p.role, Role::Subject | Role::Also) || scene.heads_line(p, &(0..scene.sentence.start));
            p.mention.kind.is_actor() && can_own(p.mention) && subject
        };
        // What the sentences are about, before who acts in a part of one: "B가 만든 C는".
        let topic = |p: &&Part<'_>| {
            acts(p) && scene.string[skip_closers(scene.string, p.end)..].starts_with(['은', '는', '도'])
        };
        let parts = clauses.flat_map(|c| &c.parts);
        let last = |found: &dyn Fn(&&Part<'_>) -> bool| parts.clone().rfind(|p| found(p));
        last(&topic).or_else(|| last(&acts)).map(|p| (p.id, "actor-before", 0.6))
    };
    if let Some(owner) = actor_before().filter(|_| !unknown) {
        return Some(owner);
    }
    let is_paragraph =
        SectionText::block(scene.view.section, scene.text).is_some_and(|b| b.kind == BlockKind::Paragraph);
    if !is_paragraph {
        return None;
    }
    let texts = paragraphs_before(scene);
    let program = |text: usize| scene.view.names(text).rfind(|(_, m)| m.kind == EntityType::Program);
    let program = texts.clone().chain([SectionText::TITLE]).find_map(program);
    let actor = |text: usize| {
        let mut parts = scene.view.clauses_of(text).iter().flat_map(|c| &c.parts);
        parts.rfind(|p| p.mention.kind.is_organization() && matches!(p.role, Role::Subject | Role::Also))
    };
    let found = program.map(|(id, _)| (id, "programme-before", 0.6));
    found.or_else(|| texts.clone().find_map(actor).filter(|_| !unknown).map(|p| (p.id, "actor-before", 0.5)))
}

/// What the text is about: the programme above it in the outline, who acts, its publisher, its country.
pub(super) fn in_section(scene: &Scene<'_, '_>) -> Option<Owner> {
    let Scene { view, text, .. } = *scene;
    let clause = view.clause_at(text, scene.amount.range.start);
    // Who gives, named in the clause itself, gives for something else than what the section is about; but the bullets
    // right below a programme go into it.
    let giver = clause
        .and_then(|c| c.subjects.iter().find(|s| s.text == text && s.mention.kind == EntityType::GovernmentAgency));
    let parent = view.ancestors(text).first().copied().unwrap_or(text);
    let below = view.names(parent).any(|(_, m)| m.kind == EntityType::Program) && parent != SectionText::TITLE;
    let above = || view.programme_above(text).filter(|_| giver.is_none() || below);
    if let Some((id, _)) = view.entered(text).or_else(above) {
        return Some((id, "programme-above", 0.6));
    }
    if has_unknown_subject(scene) {
        return None;
    }
    // Only what is given belongs to whoever the text is about; what merely amounts to something is a statistic.
    let string = clause.map_or("", |c| &view.str(text)[c.range.clone()]);
    if !GIVEN.is_in(string) {
        return None;
    }
    let owns = |p: &&Part<'_>| can_own(p.mention) && p.mention.kind.is_actor();
    let actor = clause.and_then(|c| c.subjects.iter().find(owns).map(|s| s.id));
    let title = || view.names(SectionText::TITLE).find(|(_, m)| can_own(m)).map(|(id, _)| id);
    actor.or_else(title).or_else(|| view.heading_country()).map(|id| (id, "section-actor", 0.5))
}
