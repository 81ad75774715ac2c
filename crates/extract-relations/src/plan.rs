//! Documents that are plans: which plan a document is, and who runs it.

use crate::mention_rules::RUNNER;
use crate::parts::same_thing;
use crate::view::View;
use policygraph_korean::hangul::is_letter;
use policygraph_korean::word_list::WordList;
use policygraph_model::{
    EntityType, Findings, Mention, MentionId, Predicate, RelationFinding, Section, SectionKind, SectionText, Status,
};

/// Nouns for a plan that is carried out by programmes.
static PLANS: WordList = WordList::new(&[
    "전략",
    "계획",
    "대책",
    "방안",
    "로드맵",
    "비전",
    "구상",
    "정책",
    "플랜",
    "프레임워크",
    "패키지",
    "청사진",
]);

/// Whether a name is that of a plan which programmes carry out: "○○ 종합계획(2027~2031)".
pub(crate) fn is_plan(mention: &Mention) -> bool {
    mention.kind == EntityType::Program && PLANS.closes(mention.name.trim_end_matches(|c: char| !is_letter(c)))
}

/// The authorities that run the plan which a document is, as one of its sections says; none if the document is no plan.
///
/// The other sections do not name them, so [`tell`] adds them there.
#[must_use]
pub fn runners(section: &Section, found: &Findings) -> Vec<Mention> {
    // The title of a document stands in the texts of its front.
    let titles = |m: &Mention| m.text == SectionText::DOCUMENT || section.kind == SectionKind::Front;
    let Some(plan) = found.mentions.iter().find(|m| titles(m) && is_plan(m)) else { return Vec::new() };
    let mut running = found.relations.iter().filter_map(|r| Some((running(r, plan, found)?, r.span))).peekable();
    let span = running.peek().map(|(_, span)| *span);
    let mut out: Vec<Mention> = Vec::new();
    // "A부와 B부가 공동 수립": all of the clause, and none that another says to review it.
    for (subject, _) in running.filter(|(_, beside)| Some(*beside) == span) {
        let mention = found.mention(subject);
        if !out.iter().any(|known| same_thing(known, mention)) {
            // It stands in no text of the other sections.
            out.push(Mention { text: SectionText::DOCUMENT, range: 0..0, rule: RUNNER, ..mention.clone() });
        }
    }
    out
}

/// Adds those who run the plan that a document is to what was found in a section that may not name them.
pub fn tell(runners: &[Mention], found: &mut Findings) {
    for runner in runners {
        found.add(runner.clone());
    }
}

/// Whether the document of a section is a plan, by its title.
#[must_use]
pub fn is_of_plan(found: &Findings) -> bool {
    found.mentions.iter().any(|m| matches!(m.text, SectionText::DOCUMENT | SectionText::TITLE) && is_plan(m))
}

/// The authority that a relation says runs a plan.
fn running(relation: &RelationFinding, plan: &Mention, found: &Findings) -> Option<MentionId> {
    let subject = found.mention(relation.subject);
    let runs = relation.predicate == Predicate::Leads
        && relation.status == Status::Stated
        && subject.kind == EntityType::GovernmentAgency
        && subject.registry.is_some()
        && same_thing(found.mention(relation.object), plan);
    runs.then_some(relation.subject)
}

impl<'a> View<'a> {
    /// The plan that the document is, else the one that the section is headed by.
    pub(crate) fn plan(&self) -> Option<(MentionId, &'a Mention)> {
        let titled = |text: usize| self.names(text).find(|(_, m)| m.kind == EntityType::Program);
        titled(SectionText::DOCUMENT).or_else(|| titled(SectionText::TITLE)).filter(|(_, m)| is_plan(m))
    }

    /// The authorities that run the plan which the document is: as the section says up to here, else as another does.
    pub(crate) fn runners(&self, text: usize, out: &[RelationFinding]) -> Vec<MentionId> {
        let plan = self.plan().or_else(|| self.main_programme(text));
        let mut here = plan.into_iter().flat_map(|(_, plan)| {
            out.iter().filter_map(move |r| running(r, plan, self.found).map(|runner| (runner, r.span)))
        });
        if let Some((runner, span)) = here.next() {
            // "A부와 B부가 공동 수립": all of the clause.
            let others = here.filter(|&(other, beside)| other != runner && beside == span).map(|(other, _)| other);
            return std::iter::once(runner).chain(others).collect();
        }
        let country = self.section.context.country.as_deref();
        let foreign = |m: &Mention| country.zip(m.country.as_deref()).is_some_and(|(here, its)| here != its);
        let told = self.found.ids().filter(|(_, m)| m.rule == RUNNER && !foreign(m));
        told.map(|(id, _)| id).collect()
    }
}
