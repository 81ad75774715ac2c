//! What the heading says about the names below it: an agency, company, place or programme under "일본" is of Japan.
//!
//! Names that the registry places in another country are left out: the text speaks of them as foreign. A company is of
//! the country of the heading only if nothing else is known of it.

use crate::mention_rules::BUDGET_LINE;
use crate::parts::Part;
use crate::roles::Role;
use crate::things::Things;
use crate::view::{Proposal, View};
use policygraph_korean::word_list::WordList;
use policygraph_model::{
    Column, CountrySource, EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status,
};
use policygraph_registry::HOME;
use std::collections::BTreeSet;

pub(crate) const ID: &str = "heading-country";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    home_agencies(view, out);
    let heading = view.heading_country();
    let code = view.section.context.country.as_deref();
    let private = private_programs(view, out);
    let mut done = BTreeSet::new();
    // What the text says, to which this rule only adds.
    let said: Vec<(Predicate, &Mention, &Mention)> =
        out.iter().map(|r| (r.predicate, view.found.mention(r.subject), view.found.mention(r.object))).collect();
    let subjects = |predicate: Predicate, is: fn(&Mention) -> bool| {
        Things::new(said.iter().filter(|(p, _, o)| *p == predicate && is(o)).map(|(_, s, _)| (*s, ())))
    };
    let place = |m: &Mention| m.kind == EntityType::Place;
    // A country that only the agencies of a text tell gives way to one in which the text says that a programme runs.
    let (located, mut implemented) = (subjects(Predicate::LocatedIn, place), subjects(Predicate::ImplementedIn, place));
    if view.section.context.country_source == CountrySource::Agencies {
        implemented = subjects(Predicate::ImplementedIn, |m| matches!(m.kind, EntityType::Place | EntityType::Country));
    }
    // "피지 물결보전사업" is not of whoever pays for it.
    let called_for = said.iter().filter(|(p, s, o)| {
        let named = s.name.strip_prefix(o.name.as_str()).is_some_and(|rest| rest.starts_with(' '));
        *p == Predicate::ImplementedIn && o.kind == EntityType::Country && named
    });
    let called_for = Things::new(called_for.map(|(_, s, _)| (*s, ())));
    let with_seat = subjects(Predicate::BasedIn, |_| true);
    let seats = said.iter().filter(|(p, ..)| *p == Predicate::BasedIn);
    let called: BTreeSet<&str> = seats.flat_map(|(_, s, _)| s.aliases.iter().map(String::as_str)).collect();
    let replaced = said.iter().filter(|(p, ..)| *p == Predicate::Replaces);
    let replaced = Things::new(replaced.map(|(_, _, o)| (*o, ())));
    let joined = said.iter().filter(|(p, s, _)| *p == Predicate::ParticipatesIn && s.kind == EntityType::Country);
    let joined = Things::new(joined.map(|(_, _, o)| (*o, ())));
    let leaders = leaders(view, out);
    for (text, _) in SectionText::all(view.section).filter(|&(t, _)| !view.is_titled_elsewhere(t)) {
        for (id, mention) in view.names(text) {
            let Some((predicate, confidence)) = predicate(mention) else { continue };
            let foreign = mention.country.is_some() && mention.country.as_deref() != code;
            let names = std::iter::once(&mention.name).chain(&mention.aliases);
            let known = names.filter(|n| !done.insert((mention.kind, (*n).clone()))).count();
            // A seat that the text names is not made up for by the heading.
            let seated = predicate == Predicate::BasedIn
                && mention.registry.is_none()
                && (with_seat.contains(mention) || called.contains(mention.name.as_str()));
            let beside = match view.section.context.country_source {
                CountrySource::Outline => false,
                CountrySource::Headline => mention.kind == EntityType::Company && !is_of_state(&mention.name),
                CountrySource::Agencies => !matches!(mention.kind, EntityType::GovernmentAgency | EntityType::Program),
            };
            // The row of a table that names its country says it better.
            let by_row = text.checked_sub(SectionText::BLOCKS).and_then(|b| view.section.table_cell(b));
            let by_row = by_row.is_some_and(|(table, ..)| table.columns_of(Column::Country).next().is_some());
            // A place that the text puts into another lies where that one does; a programme that it puts somewhere runs there.
            let placed = match predicate {
                Predicate::LocatedIn => located.contains(mention),
                Predicate::ImplementedIn => implemented.contains(mention) || called_for.contains(mention),
                _ => false,
            };
            // What another programme took the place of is over.
            let over = predicate == Predicate::ImplementedIn && replaced.contains(mention);
            let dropped = mention.kind == EntityType::Program && view.is_dropped(mention);
            if dropped
                || placed
                || over
                || beside
                || by_row
                || seated
                || foreign
                || private.contains(&mention.name)
                || known > 0
            {
                continue;
            }
            let led_from = leaders.get(mention).cloned().flatten();
            let mut add = |object: MentionId, confidence: f64| {
                let proposal = Proposal { subject: id, predicate, object, rule: ID, confidence };
                view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
            };
            // "(일본) … 계획을 수립" under another heading, or none: the programme is of the country that acts.
            // What countries take part in is of none of them alone.
            let one = mention.kind == EntityType::Program && !joined.contains(mention);
            let own = if one { country_acting(view, text, mention) } else { None };
            // What an authority runs is its country's, unless the sentence says otherwise.
            let own = own.filter(|(_, acting)| {
                let between = view.str(text).get(acting.range.end..mention.range.start);
                let apart = acting.text != text || between.is_some_and(|b| b.contains(". "));
                led_from.is_none() || acting.country == led_from || !apart
            });
            // The programme of a budget's line is the country's, not the line itself, unless it stands under its own.
            let heading = heading.filter(|_| mention.rule != BUDGET_LINE);
            let heading = heading.filter(|_| led_from.as_deref().is_none_or(|c| Some(c) == code));
            let country = match (own, heading) {
                (Some((id, own)), _) if own.country.as_deref() != code => id,
                (_, Some(heading)) => heading,
                _ => continue,
            };
            // A programme that is called after a place is carried out there.
            match place_in_name(view, mention) {
                Some((place, at)) => {
                    add(place, 0.75);
                    // A region of the world, or of several countries, says less than the country whose programme it is.
                    if at.country.as_deref() == code || at.country.is_none() {
                        add(country, 0.7);
                    }
                }
                None => add(country, confidence),
            }
        }
    }
    of_authorities(view, out);
}

/// The country of the known authority that runs a programme, for each that one runs.
fn leaders<'a>(view: &View<'a>, found: &[RelationFinding]) -> Things<'a, Option<String>> {
    let runs = found.iter().filter_map(|r| {
        let (s, o) = (view.found.mention(r.subject), view.found.mention(r.object));
        let authority = s.kind == EntityType::GovernmentAgency && s.registry.is_some();
        let led = r.predicate == Predicate::Leads && r.status != Status::Denied && o.kind == EntityType::Program;
        (led && authority).then(|| (o, s.country.clone()))
    });
    Things::new(runs)
}

/// Whether a company is called one of the state: 공공투자은행, 국부펀드.
fn is_of_state(name: &str) -> bool {
    static STATE: WordList =
        WordList::new(&["공공", "국영", "국립", "국책", "국부", "국유", "국가", "수출입", "개발은행"]);
    STATE.opens(name)
}

/// Programmes that a national authority runs are carried out in its country, unless the text puts them into another.
fn of_authorities(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let mention = |id: MentionId| view.found.mention(id);
    let runs = |r: &&RelationFinding| {
        let (s, o) = (mention(r.subject), mention(r.object));
        r.predicate == Predicate::Leads
            && r.status != Status::Denied
            && matches!(s.kind, EntityType::GovernmentAgency | EntityType::ResearchOrganization)
            && o.kind == EntityType::Program
            && s.registry.is_some()
    };
    let led: Vec<(MentionId, &str)> =
        out.iter().filter(runs).filter_map(|r| Some((r.object, mention(r.subject).country.as_deref()?))).collect();
    let groups = Things::new(led.iter().enumerate().map(|(group, &(program, _))| (mention(program), group)));
    // Where each programme is said to run, or that it is over.
    let mut told: Vec<Vec<Option<&Mention>>> = vec![Vec::new(); led.len()];
    for relation in out.iter() {
        let (s, o) = (mention(relation.subject), mention(relation.object));
        match relation.predicate {
            Predicate::ImplementedIn => groups.get(s).into_iter().for_each(|&g| told[g].push(Some(o))),
            Predicate::Replaces => groups.get(o).into_iter().for_each(|&g| told[g].push(None)),
            _ => {}
        }
    }
    for (program, country) in led {
        let program_mention = mention(program);
        let Some(&group) = groups.get(program_mention) else { continue };
        let elsewhere = told[group]
            .iter()
            .any(|place| place.is_none_or(|o| o.kind == EntityType::Country || o.country.as_deref() != Some(country)));
        let abroad = program_mention.registry.is_some() && program_mention.country.as_deref() != Some(country)
            || names_another_country(view, program_mention, country);
        if elsewhere || abroad || view.is_dropped(program_mention) {
            continue;
        }
        let is_home = |m: &Mention| m.kind == EntityType::Country && m.country.as_deref() == Some(country);
        let Some((home, named)) = view.found.ids().find(|(_, m)| is_home(m)) else { continue };
        told[group].push(Some(named));
        let proposal = Proposal {
            subject: program,
            predicate: Predicate::ImplementedIn,
            object: home,
            rule: ID,
            confidence: 0.65,
        };
        view.propose(&proposal, Some(program_mention.span), Status::Stated, None, out);
    }
}

/// Whether a programme is called after another country, or after several: 한-몽골 협력사업, 국제 공동연구.
fn names_another_country(view: &View<'_>, program: &Mention, country: &str) -> bool {
    let shared = ["국제", "글로벌", "공동", "해외", "한-", "한·", "ODA", "세계", "아세안", "파트너십"];
    let hits = view.registry.find(&program.name);
    let other =
        hits.iter().flat_map(|h| &h.forms).map(|f| view.registry.entry(f.entry)).any(|e| {
            matches!(e.kind, EntityType::Country | EntityType::Place) && e.country.as_deref() != Some(country)
        });
    other || shared.iter().any(|w| program.name.contains(w))
}

/// The agencies of Korea that the registry knows belong to it, also in a section on several countries.
fn home_agencies(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    if view.section.context.country.is_some() {
        return;
    }
    let home = |m: &Mention| m.country.as_deref() == Some(HOME);
    let Some((korea, _)) = view.found.ids().find(|(_, m)| m.kind == EntityType::Country && home(m)) else { return };
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for (id, mention) in view.found.ids().filter(|(_, m)| m.kind == EntityType::GovernmentAgency && home(m)) {
        let owned = ["공단", "진흥원", "원자력"].iter().chain(OWNED.words());
        let authority = !owned.into_iter().any(|e| mention.name.ends_with(e));
        let known = authority && mention.registry.as_deref().is_some_and(|r| done.insert(r));
        if known && mention.text != SectionText::PUBLISHER {
            let proposal = Proposal {
                subject: id,
                predicate: Predicate::HasJurisdiction,
                object: korea,
                rule: ID,
                confidence: 0.85,
            };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

/// The country that acts in the text of a programme before it, or in the texts above.
fn country_acting<'a>(view: &View<'a>, text: usize, program: &Mention) -> Option<(MentionId, &'a Mention)> {
    let acts = |p: &&Part<'_>| {
        p.mention.kind == EntityType::Country && (matches!(p.role, Role::Subject | Role::Also) || p.start <= 1)
    };
    std::iter::once(text).chain(view.ancestors(text)).filter(|&t| t != SectionText::TITLE).find_map(|t| {
        let parts = view.clauses_of(t).iter().flat_map(|c| c.parts.iter().chain(&c.topic));
        parts
            .filter(|p| p.text == t && (t != text || p.end <= program.range.start))
            .rfind(acts)
            .map(|p| (p.id, view.found.mention(p.id)))
    })
}

/// Names of the programmes that a company runs: they are not the country's.
fn private_programs(view: &View<'_>, found: &[RelationFinding]) -> BTreeSet<String> {
    let kind = |r: &RelationFinding| view.found.mention(r.subject).kind;
    let runs = |r: &&RelationFinding| matches!(r.predicate, Predicate::Leads | Predicate::Announces);
    let names = |company: bool| {
        found
            .iter()
            .filter(runs)
            .filter(move |r| (kind(r) == EntityType::Company) == company)
            .map(|r| view.found.mention(r.object).name.clone())
    };
    let public: BTreeSet<String> = names(false).collect();
    names(true).filter(|n| !public.contains(n)).collect()
}

/// The place that opens the name of a programme, where the section names it elsewhere too.
fn place_in_name<'a>(view: &View<'a>, mention: &Mention) -> Option<(MentionId, &'a Mention)> {
    if mention.kind != EntityType::Program || mention.registry.is_some() {
        return None;
    }
    let hit = view.registry.find(&mention.name).into_iter().next().filter(|h| h.range.start == 0)?;
    let form = hit.forms.first().filter(|f| f.kind == EntityType::Place && !f.weak)?;
    let id = &view.registry.entry(form.entry).id;
    SectionText::all(view.section)
        .flat_map(|(text, _)| view.names(text))
        .find(|(_, m)| m.registry.as_ref() == Some(id) && m.kind == EntityType::Place)
}

/// Ends of names of what a state owns, which is no authority of it.
static OWNED: WordList = WordList::new(&[
    "공사",
    "관리원",
    "의료원",
    "전당",
    "안전원",
    "품질원",
    "지원단",
    "기술원",
    "재단",
    "평가원",
    "보증기금",
    "트라",
    "회의",
]);
/// Ends of names of the offices of an agency.
static OFFICES: WordList = WordList::new(&["실", "과", "국", "담당관", "추진단", "팀", "기획관", "정책관"]);

fn predicate(mention: &Mention) -> Option<(Predicate, f64)> {
    let known = mention.registry.is_some();
    // An office of an agency belongs to that.
    let office = !known && !mention.name.contains(' ') && OFFICES.closes(&mention.name);
    let owned = OWNED.closes(&mention.name);
    Some(match mention.kind {
        EntityType::GovernmentAgency if office || owned => return None,
        EntityType::GovernmentAgency => (Predicate::HasJurisdiction, 0.9),
        // A programme that is known to be of no one country.
        EntityType::Program if known && mention.country.is_none() => return None,
        EntityType::Program => (Predicate::ImplementedIn, 0.8),
        // A continent or region of the world lies in no country.
        EntityType::Place if known && mention.country.is_none() => return None,
        EntityType::Place if known => (Predicate::LocatedIn, 0.95),
        EntityType::Place => (Predicate::LocatedIn, 0.7),
        EntityType::Company | EntityType::ResearchOrganization | EntityType::Association => {
            (Predicate::BasedIn, if known { 0.9 } else { 0.7 })
        }
        _ => return None,
    })
}
