//! Who holds an office: "○○ 미국 대통령", "미국 상무부 ○○ 장관", "○○사 ○○ CEO".
//!
//! The organization or country stands right before the name, or between the name and the title. A head of state or
//! government without either is that of the country of the section.

use crate::roles::gap;
use crate::view::{Proposal, View};
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::{self, Case};
use policygraph_korean::title::{HEADS, body_of, is_title};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};
use policygraph_registry::HOME;

pub(crate) const ID: &str = "office";

/// Ends of names of the units of an organization.
static UNITS: WordList =
    WordList::new(&["본부", "부문", "사업부", "연구소", "센터", "실", "국", "처", "팀", "그룹", "단", "원"]);

/// Titles of those at the head of a branch abroad.
static BRANCH_HEADS: WordList =
    WordList::new(&["사무소장", "지사장", "법인장", "지부장", "지점장", "무역관장", "지국장"]);

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    // Persons whose office the section has said.
    let mut placed: Vec<&str> = Vec::new();
    for (text, _) in SectionText::all(view.section) {
        let names: Vec<(MentionId, &Mention)> = view.names(text).collect();
        // The office of the person before, for those that a list adds: "(과장 ○○○, 사무관 ○○○)".
        let mut desk: Option<(usize, MentionId)> = None;
        for (i, &(person, mention)) in names.iter().enumerate().filter(|(_, (_, m))| m.kind == EntityType::Person) {
            let string = view.str(text);
            let adjoins = |a: &Mention, b: &Mention| {
                a.range.end < b.range.start && gap(string, a.range.end, b.range.start) == " "
            };
            // The body nearest to the title: "○○○ 미국 상무장관" holds the office of the ministry.
            let mut after = names.get(i + 1).filter(|(_, m)| adjoins(mention, m) && holds(m));
            // "○○사의 ○○○ 중앙아시아 법인장": of the company, whose branch is there.
            let heads_branch = |m: &Mention| {
                let title = string[m.range.end..].split_whitespace().next().unwrap_or_default();
                !m.kind.is_organization() && BRANCH_HEADS.has(particle::strip(title))
            };
            if after.is_some_and(|(_, m)| heads_branch(m)) {
                let owner = i.checked_sub(1).map(|b| &names[b]).filter(|(_, m)| m.kind.is_organization());
                after = owner.filter(|(_, m)| string.get(m.range.end..mention.range.start) == Some("의 "));
            }
            // "○○○ 부총리 겸 ○○부 장관": the office that is named with its body.
            let besides = |m: &Mention| {
                let between = string.get(mention.range.end..m.range.start).and_then(|b| b.strip_suffix(" 겸 "));
                between.is_some_and(|title| is_title(title.trim()))
            };
            after = after.or_else(|| names.get(i + 1).filter(|(_, m)| besides(m) && holds(m)));
            for pair in names[i + 1..].windows(2) {
                let [(_, a), b] = pair else { break };
                // "코이카 라오스 사무소장": of the body, whose branch is there.
                let branch = || {
                    let title = string[b.1.range.end..].split_whitespace().next().unwrap_or_default();
                    a.kind.is_organization() && !b.1.kind.is_organization() && BRANCH_HEADS.has(particle::strip(title))
                };
                if after.is_none() || !holds(b.1) || !adjoins(a, b.1) || branch() {
                    break;
                }
                // A place or country before a body only says where it is.
                after = Some(b);
            }
            // "○○○(가온연구원장)", "○○○(가온사 대표)": the office stands in the bracket of the person.
            let office_in_bracket = |m: &Mention| {
                let opens = string.get(mention.range.end..m.range.start) == Some("(");
                let inner = string[mention.range.end..].strip_prefix('(').and_then(|rest| rest.split_once(')'));
                let title = inner.and_then(|(inner, _)| inner.split_whitespace().next_back());
                opens && title.is_some_and(is_title)
            };
            after = after.or_else(|| names.get(i + 1).filter(|(_, m)| office_in_bracket(m) && holds(m)));
            // "○○부(장관 ○○○)": the bracket of the organization.
            let in_bracket = |m: &Mention| {
                string[m.range.end..].starts_with('(')
                    && string[m.range.end..mention.range.start].chars().count() <= 12
                    && !string[m.range.end..mention.range.start].contains([',', ':', '/'])
                    && !string[m.range.end..mention.range.start].contains(')')
            };
            // Behind its title: "가온전자 대표 ○○○", "상무부 장관인 ○○○".
            let titled = |m: &Mention| {
                let between = gap(string, m.range.end.min(mention.range.start), mention.range.start);
                let word = between.trim();
                // "가온전자 해양기술본부 연구실장 ○○○": over the units above.
                let (units, title) = word.rsplit_once(' ').unwrap_or(("", word));
                let above = units.split_whitespace().all(|w| UNITS.closes(w));
                between.starts_with(' ') && above && is_title(title.trim_end_matches('인'))
            };
            // Within its title: "가온시장 ○○○", "가온연구원장인 ○○○".
            let named_by_title = |m: &Mention| {
                let rest = string.get(m.range.end..mention.range.start).and_then(|r| r.strip_suffix(' '));
                rest.is_some_and(|r| !r.is_empty() && !r.contains(char::is_whitespace)) && {
                    let start = string[..m.range.end].rfind(char::is_whitespace).map_or(0, |at| at + 1);
                    let title = string[start..mention.range.start - 1].trim_start_matches(|c: char| !is_syllable(c));
                    body_of(title.trim_end_matches('인')).is_some()
                }
            };
            let before = i.checked_sub(1).map(|b| names[b]).filter(|(_, m)| {
                let between = gap(string, m.range.end.min(mention.range.start), mention.range.start);
                let owned = m.range.end < mention.range.start && matches!(between, "의 " | " 소속 " | " 소속의 ")
                    // "(세종=한들뉴스) ○○○ 기자".
                    || m.kind == EntityType::MediaOrganization
                        && string.get(m.range.end..mention.range.start).is_some_and(|b| matches!(b, ") " | "] "));
                holds(m)
                    && m.range.end <= mention.range.start
                    && (adjoins(m, mention) || owned || in_bracket(m) || titled(m) || named_by_title(m))
            });
            let end = after.map_or(mention.range.end, |(_, m)| m.range.end);
            let title = string[end..].split_whitespace().next().unwrap_or_default();
            let head = HEADS.iter().any(|h| particle::strip(title).ends_with(h));
            let country =
                || head.then(|| view.heading_country().or_else(|| state_of(view, text, mention, title))).flatten();
            let (object, confidence) = match (after, before) {
                (Some(&(id, _)), _) => (Some(self::country(view, text, id).unwrap_or(id)), 0.85),
                (None, Some((id, _))) => (Some(id), 0.8),
                (None, None) => {
                    let colleague = desk.filter(|&(end, _)| {
                        let between = gap(string, end.min(mention.range.start), mention.range.start);
                        between.trim_start().strip_prefix(',').is_some_and(|t| is_title(t.trim()))
                    });
                    if placed.contains(&mention.name.as_str()) {
                        continue;
                    }
                    let acts =
                        particle::split(title).is_some_and(|(_, p)| matches!(p.case, Case::Topic | Case::Subject));
                    let body = || body_spoken_of(view, text, mention.range.start, particle::strip(title));
                    let abroad = || minister_of(view, text, mention, particle::strip(title));
                    let spoken = || country().or_else(|| if acts { body().or_else(abroad) } else { None });
                    colleague.map_or_else(|| (spoken(), 0.6), |(_, body)| (Some(body), 0.75))
                }
            };
            desk = object.map(|body| (mention.range.end, body));
            let Some(object) = object else { continue };
            placed.push(&mention.name);
            let proposal =
                Proposal { subject: person, predicate: Predicate::HoldsPosition, object, rule: ID, confidence };
            let span = view.span(text, mention.range.start..end);
            // "○○부 ○○○ 항공국장": the unit is of the body before.
            if let (Some(&(unit, named)), Some((body, whole))) = (after, before)
                && is_unit(named)
                && whole.kind.is_organization()
                && adjoins(whole, mention)
            {
                let part =
                    Proposal { subject: unit, predicate: Predicate::PartOf, object: body, rule: ID, confidence: 0.8 };
                view.propose(&part, view.span(text, whole.range.start..end), Status::Stated, None, out);
            }
            view.propose(&proposal, span, Status::Stated, None, out);
        }
    }
}

/// Whether an organization is called by nothing but what unit of another it is: 항공국, 수소정책과.
fn is_unit(organization: &Mention) -> bool {
    let name = &organization.name;
    let unit = UNITS.closes(name) || name.ends_with('과');
    unit && organization.kind.is_organization() && organization.registry.is_none() && !name.contains(' ')
}

/// The body that a title without one is of: who acted last of those that have such an office.
fn body_spoken_of(view: &View<'_>, text: usize, start: usize, title: &str) -> Option<MentionId> {
    use EntityType::{Association, Company, GovernmentAgency, InternationalOrganization, ResearchOrganization};
    let has_office = |m: &Mention| match title {
        "대변인" => matches!(m.kind, GovernmentAgency | InternationalOrganization | Company),
        "대표" | "대표이사" | "사장" | "부사장" | "회장" | "부회장" | "CEO" | "최고경영자" => {
            matches!(m.kind, Company | Association)
        }
        "연구위원" | "선임연구위원" | "연구원" | "선임연구원" | "책임연구원" | "수석연구원" => {
            m.kind == ResearchOrganization
        }
        "의원" => m.kind == GovernmentAgency && (m.name.ends_with("국회") || m.name.ends_with("의회")),
        "위원장" => m.name.ends_with("위원회"),
        "청장" => m.name.ends_with('청'),
        "장관" | "차관" => m.kind == GovernmentAgency && m.name.ends_with('부'),
        _ => false,
    };
    // Any body may have a spokesman or a head: who acts. Few have a deputy, a researcher or a minister: who was named.
    if matches!(title, "의원" | "연구위원" | "선임연구위원" | "위원장" | "청장" | "장관" | "차관")
    {
        let named = |t: usize| view.names(t).rfind(|(_, m)| (m.text, m.range.start) < (text, start) && has_office(m));
        let heading = std::iter::once(SectionText::TITLE);
        return (SectionText::BLOCKS..=text).rev().chain(heading).find_map(named).map(|(id, _)| id);
    }
    let before = view.clauses.iter().rev().filter(|c| (c.text, c.range.start) < (text, start));
    let mut acting = before.flat_map(|c| c.subjects.iter().rev());
    acting.find(|s| has_office(s.mention)).map(|s| s.id)
}

/// The state whose head somebody is: with a Korean name Korea, with another the country that the text named last.
fn state_of(view: &View<'_>, text: usize, person: &Mention, title: &str) -> Option<MentionId> {
    let abroad = person.name.contains(' ');
    let is_home = |m: &Mention| m.country.as_deref() == Some(HOME);
    let country = |(_, m): &(MentionId, &Mention)| m.kind == EntityType::Country && is_home(m) != abroad;
    if abroad {
        return view.names(text).filter(|(_, m)| m.range.end <= person.range.start).rfind(country).map(|(id, _)| id);
    }
    let korean = person.name.chars().count() == 3 && matches!(particle::strip(title), "대통령" | "국무총리");
    view.found.ids().find(country).map(|(id, _)| id).filter(|_| korean)
}

/// The country whose minister somebody with a foreign name is: the one that acted last. "A국은 …. ○○○ ○○ 통상장관은 …".
fn minister_of(view: &View<'_>, text: usize, person: &Mention, title: &str) -> Option<MentionId> {
    if !person.name.contains(' ') || !["장관", "총리", "차관"].iter().any(|t| title.ends_with(t)) {
        return None;
    }
    let before = view.clauses.iter().rev().filter(|c| (c.text, c.range.start) < (text, person.range.start));
    let mut acting = before.flat_map(|c| c.subjects.iter().rev());
    acting.find(|s| s.mention.kind == EntityType::Country).map(|s| s.id)
}

/// The country of a government that is called after its head: the head holds an office of the country.
fn country(view: &View<'_>, text: usize, government: MentionId) -> Option<MentionId> {
    let mention = view.found.mention(government);
    if mention.kind != EntityType::GovernmentAgency || !mention.name.ends_with("행정부") {
        return None;
    }
    let named = |t: usize| view.names(t).find(|(_, m)| m.kind == EntityType::Country && m.country == mention.country);
    let mut texts = std::iter::once(text).chain(SectionText::all(view.section).map(|(t, _)| t));
    texts.find_map(named).map(|(id, _)| id)
}

fn holds(mention: &Mention) -> bool {
    mention.kind.is_organization() || matches!(mention.kind, EntityType::Country | EntityType::Place)
}
