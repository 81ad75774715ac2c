//! Who bans, sanctions or keeps out whom: "○○부는 ○○사에 대한 판매 금지 조치를 강화", "○○산 제품의 구매 금지".
//!
//! The one who restricts acts in the clause; the one restricted stands before a noun of restriction, with 에 대한, 의, 와
//! or 을/를, or with what is bought from it between.

use crate::parts::{Clause, Part};
use crate::roles::{Role, gap};
use crate::status;
use crate::view::{Proposal, View};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, RelationFinding, Status};

pub(crate) const ID: &str = "restriction";

/// Nouns of restriction.
static NOUNS: WordList = WordList::new(&[
    "제재",
    "금지",
    "규제",
    "견제",
    "퇴출",
    "압박",
    "배제",
    "차단",
    "제한",
    "겨냥",
    "거래 중단",
    "추방",
    "불허",
]);
/// What is done to those who are put on a list of restrictions.
static LISTED: WordList = WordList::new(&["포함", "추가", "등재", "올"]);
/// Nouns for what a company has that is restricted in its place.
static OWNED: WordList = WordList::new(&["자회사", "계열사", "법인", "지사", "지점"]);
/// Words that turn a restriction into its end.
static LIFTED: WordList = WordList::new(&["해제", "완화", "철회", "유예", "면제"]);
/// Most characters between the one restricted and the noun.
const REACH: usize = 25;

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for (i, clause) in view.clauses.iter().enumerate() {
        if !clause.parts.iter().any(|p| can_be_restricted(p)) {
            continue;
        }
        let string = &view.str(clause.text)[clause.range.clone()];
        let listed = const { WordList::new(&["리스트", "명단", "List"]) }.is_in(string);
        let put_on_list = LISTED.found_in(string).filter(|_| listed);
        let Some((noun, word)) = NOUNS.found_in(string).chain(put_on_list).max() else { continue };
        let noun = clause.range.start + noun;
        let after = &view.str(clause.text)[noun..clause.range.end];
        // "중국 규제당국은": who restricts others.
        let authority = ["당국", "기관", "위원회"].iter().any(|body| after[word.len()..].starts_with(body));
        if authority || LIFTED.is_in(after) {
            continue;
        }
        // A ban that is being worked for is planned.
        let status = match status::after(after) {
            Status::Stated if after.contains("추진") => Status::Planned,
            status => status,
        };
        // "○○사 제품을 금지하는 ○○ 행정부": the one who acts may follow.
        let modified = modified_part(clause, view.str(clause.text), noun + word.len()).filter(|m| restricts(m));
        let subjects: Vec<&Part<'_>> = match modified {
            Some(actor) => vec![actor],
            None => clause.subjects.iter().filter(|s| restricts(s)).collect(),
        };
        // "○○부는 A를 …하고, B도 …": who restricts was named in the clause before.
        let earlier = || {
            let before = view.clauses[..i].iter().rev().take_while(|c| c.text == clause.text);
            before.map(|c| c.subjects.iter().filter(|s| restricts(s)).collect::<Vec<_>>()).find(|s| !s.is_empty())
        };
        let subjects = if subjects.is_empty() { earlier().unwrap_or_default() } else { subjects };
        for object in restricted(view, clause, noun, word) {
            for subject in subjects.iter().filter(|s| !s.is_same(object) && !is_own(s, object)) {
                let proposal = Proposal {
                    subject: subject.id,
                    predicate: Predicate::Restricts,
                    object: object.id,
                    rule: ID,
                    confidence: if clause.carried { 0.55 } else { 0.7 },
                };
                view.propose(&proposal, view.span(clause.text, clause.range.clone()), status, None, out);
            }
        }
    }
}

fn restricts(part: &Part<'_>) -> bool {
    use EntityType::{Country, GovernmentAgency, InternationalOrganization, Legislation};
    matches!(part.mention.kind, GovernmentAgency | Country | InternationalOrganization | Legislation)
}

fn can_be_restricted(part: &Part<'_>) -> bool {
    matches!(part.mention.kind, EntityType::Company | EntityType::Product | EntityType::Country)
}

/// Whether an agency and what it would restrict are of one country: that is rarely meant.
fn is_own(subject: &Part<'_>, object: &Part<'_>) -> bool {
    object.mention.kind == EntityType::Country && object.mention.country == subject.mention.country
}

fn restricted<'c, 'a>(view: &View<'_>, clause: &'c Clause<'a>, noun: usize, word: &str) -> Vec<&'c Part<'a>> {
    let string = view.str(clause.text);
    clause
        .parts
        .iter()
        .filter(|p| can_be_restricted(p))
        .filter(|p| p.role != Role::Subject && p.end <= noun && (p.role != Role::Also || LISTED.has(word)))
        .filter(|p| {
            let gap = gap(string, p.list_end, noun);
            let near = gap.chars().count() <= REACH;
            // "A의 자회사 B를": B, not A.
            if gap.starts_with("의 ") && OWNED.is_in(gap) {
                return false;
            }
            let direct = gap.starts_with("에 대한")
                || gap.starts_with("에 대해")
                || gap.starts_with('를')
                || gap.starts_with('을');
            // A country is restricted itself; its goods and firms are not it.
            let goods = ["산 ", "제 ", "의 ", "와 ", "과 ", "와의 ", "과의 ", " "].iter().any(|g| gap.starts_with(g));
            let country = p.mention.kind == EntityType::Country;
            // "○○, △△ 등 중국산 제품": the firms are meant, the country describes them.
            if country && string[..p.start].trim_end().ends_with("등") {
                return false;
            }
            let also = p.role == Role::Also;
            near && (direct || also || (goods && !country) || (gap.trim().is_empty() && word != "겨냥"))
        })
        .collect()
}

/// What a relative clause describes: "X를 금지하는 ○○ 행정부", where the one who acts follows the verb, or "○○사가
/// 개발한 X", where what it acts on does.
fn modified_part<'c, 'a>(clause: &'c Clause<'a>, string: &str, after: usize) -> Option<&'c Part<'a>> {
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
