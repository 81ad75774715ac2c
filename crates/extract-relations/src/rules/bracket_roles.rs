//! Who does what for a programme or document, in the bracket behind it: "누리 사업(주관: 가온부, 참여: 하늘사·다온사)", "누리 사업(가온부 총괄,
//! 누리청 협조)", "「누리 백서」 (가온원 발간)", or behind the brackets: "누리 사업 (주관) 가온부 (참여) 하늘사, 다온사".

use crate::roles::bracket_behind;
use crate::view::{Proposal, View};
use policygraph_model::{BlockKind, EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "bracket-roles";

/// What is written before or behind names, with the relation of those to the programme.
const ROLES: &[(&str, Predicate)] = &[
    ("주관", Predicate::Leads),
    ("총괄", Predicate::Leads),
    ("시행", Predicate::Leads),
    ("소관", Predicate::Leads),
    ("전담", Predicate::Leads),
    ("주무", Predicate::Leads),
    ("운영", Predicate::Leads),
    ("담당", Predicate::Leads),
    ("주최", Predicate::Leads),
    ("참여", Predicate::ParticipatesIn),
    ("참가", Predicate::ParticipatesIn),
    ("협력", Predicate::ParticipatesIn),
    ("협조", Predicate::ParticipatesIn),
    ("수행", Predicate::ParticipatesIn),
    ("시공", Predicate::ParticipatesIn),
    ("후원", Predicate::Funds),
    ("출연", Predicate::Funds),
    ("재원", Predicate::Funds),
    ("지원", Predicate::Funds),
    ("발간", Predicate::Announces),
    ("발행", Predicate::Announces),
    ("발표", Predicate::Announces),
    ("작성", Predicate::Announces),
];

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for (text, _) in SectionText::all(view.section) {
        let names: Vec<(MentionId, &Mention)> = view.names(text).filter(|(_, m)| !m.range.is_empty()).collect();
        for &(programme, mention) in names.iter().filter(|(_, m)| is_measure(m)) {
            let string = view.str(text);
            let told = named_in_bracket(string, mention, &names).into_iter();
            let told = told.chain(named_behind_brackets(string, mention, &names));
            let listed = if SectionText::block(view.section, text).is_some_and(|b| b.kind == BlockKind::Bullet) {
                named_behind_commas(string, mention, &names)
            } else {
                Vec::new()
            };
            for (actor, predicate) in told.chain(listed) {
                let proposal = Proposal { subject: actor, predicate, object: programme, rule: ID, confidence: 0.85 };
                let end = view.found.mention(actor).range.end;
                view.propose(&proposal, view.span(text, mention.range.start..end), Status::Stated, None, out);
            }
        }
    }
}

fn is_measure(mention: &Mention) -> bool {
    matches!(mention.kind, EntityType::Program | EntityType::Document | EntityType::Legislation)
}

/// Those whom the bracket behind a programme names with a role.
fn named_in_bracket(text: &str, programme: &Mention, names: &[(MentionId, &Mention)]) -> Vec<(MentionId, Predicate)> {
    let mut out = Vec::new();
    let Some(bracket) = bracket_behind(text, programme.range.end) else { return out };
    let mut at = bracket.start;
    let mut labelled = None;
    for segment in text[bracket].split_inclusive([',', ';', '/']) {
        let range = at..at + segment.len();
        at = range.end;
        let inside: Vec<&(MentionId, &Mention)> =
            names.iter().filter(|(_, m)| range.start <= m.range.start && m.range.end <= range.end).collect();
        // "주관 가온부": a word for a role, perhaps of two words, stands before the first name.
        let ahead = inside.first().map(|(_, m)| text[range.start..m.range.start].trim());
        let ahead = ahead.filter(|words| is_role(words));
        let label = segment.split_once([':', '：']).map(|(label, _)| label).or(ahead);
        // "가온부 총괄": what stands behind the last name; a segment without a label of its own goes on with the one before.
        let behind = inside.last().map(|(_, m)| &text[m.range.end..range.end]);
        let said = match label {
            Some(label) => {
                labelled = role(label);
                labelled
            }
            None => behind.and_then(role).or(labelled),
        };
        let actors = inside.iter().filter(|(_, m)| m.kind.is_actor() && m.kind != EntityType::Country);
        out.extend(said.into_iter().flat_map(|p| actors.clone().map(move |(id, _)| (*id, p))));
    }
    out
}

/// Those whom the words behind a bracket with a role name: "(주관) 가온부 (참여) 하늘사, 다온사".
fn named_behind_brackets(
    text: &str,
    programme: &Mention,
    names: &[(MentionId, &Mention)],
) -> Vec<(MentionId, Predicate)> {
    let mut out = Vec::new();
    let mut at = programme.range.end;
    while let Some(bracket) = bracket_behind(text, at) {
        let Some(predicate) = role(&text[bracket.clone()]).filter(|_| is_role(text[bracket.clone()].trim())) else {
            break;
        };
        let start = bracket.end + 1;
        let end = text[start..].find(['(', '\n']).map_or(text.len(), |len| start + len);
        let here = names.iter().filter(|(_, m)| start <= m.range.start && m.range.end <= end);
        let actors = here.filter(|(_, m)| m.kind.is_actor() && m.kind != EntityType::Country);
        out.extend(actors.map(|(id, _)| (*id, predicate)));
        at = text[..end].trim_end().len();
    }
    out
}

/// Those whom the parts of a bullet name behind a word for a role: "‘누리 사업’ 총 30억 원, 주관 가온부, 참여기관 하늘사·다온사".
fn named_behind_commas(
    text: &str,
    programme: &Mention,
    names: &[(MentionId, &Mention)],
) -> Vec<(MentionId, Predicate)> {
    let mut out = Vec::new();
    let mut at = programme.range.end;
    for segment in text[at..].split_inclusive([',', '/', ';']) {
        let range = at..at + segment.len();
        at = range.end;
        let inside: Vec<&(MentionId, &Mention)> =
            names.iter().filter(|(_, m)| range.start <= m.range.start && m.range.end <= range.end).collect();
        let ahead = inside.first().map(|(_, m)| text[range.start..m.range.start].trim());
        let Some(predicate) = ahead.filter(|words| is_role(words)).and_then(role) else { continue };
        let actors = inside.iter().filter(|(_, m)| m.kind.is_actor() && m.kind != EntityType::Country);
        out.extend(actors.map(|(id, _)| (*id, predicate)));
    }
    out
}

/// The relation that a word for a role in the words says.
fn role(words: &str) -> Option<Predicate> {
    ROLES.iter().find(|(w, _)| words.contains(w)).map(|(_, p)| *p)
}

/// Whether words are no more than one for a role: 주관, 참여기관, 참여 기업.
fn is_role(words: &str) -> bool {
    const WHOSE: &[&str] = &["", "기관", "부처", "기업", "기업체", "업체", "대학", "사", "국", "도시", "처", "주체"];
    let joined: String = words.split_whitespace().collect();
    ROLES.iter().any(|(w, _)| joined.strip_prefix(w).is_some_and(|rest| WHOSE.contains(&rest)))
}
