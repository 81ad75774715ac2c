//! Who does what for a programme or document, in the bracket behind it: "누리 사업(주관: 가온부, 참여: 하늘사·다온사)", "누리 사업(가온부 총괄,
//! 누리청 협조)", "「누리 백서」 (가온원 발간)", or behind the brackets: "누리 사업 (주관) 가온부 (참여) 하늘사, 다온사"; or in notes that are no
//! sentences: "(누리 사업) 가온부 주관, 하늘사와 다온사 참여".

use super::clause_frames;
use super::table::Row;
use crate::roles::{bracket_behind, skip_closers};
use crate::view::{Proposal, View};
use policygraph_korean::field;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};
use std::ops::Range;

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
    ("협업", Predicate::ParticipatesIn),
    ("협조", Predicate::ParticipatesIn),
    ("수행", Predicate::ParticipatesIn),
    ("시공", Predicate::ParticipatesIn),
    ("후원", Predicate::Funds),
    ("전액", Predicate::Funds),
    ("부담", Predicate::Funds),
    ("출연", Predicate::Funds),
    ("재원", Predicate::Funds),
    ("지원", Predicate::Funds),
    ("발간", Predicate::Announces),
    ("발행", Predicate::Announces),
    ("발표", Predicate::Announces),
    ("작성", Predicate::Announces),
];

/// What only notes write behind names: "가온부와 누리청 공동".
const NOTED: &[(&str, Predicate)] = &[
    ("공동", Predicate::Leads),
    ("집행", Predicate::Leads),
    ("공동 추진", Predicate::Leads),
    ("실증", Predicate::ParticipatesIn),
    ("융자", Predicate::Funds),
    ("차관", Predicate::Funds),
];

/// Nouns between a programme and its bracket for its being done.
const BEING_DONE: &[&str] =
    &["추진", "신설", "시행", "조성", "운영", "구축", "도입", "착수", "개시", "실시", "사업", "과제"];

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for (text, _) in SectionText::all(view.section) {
        let names: Vec<(MentionId, &Mention)> = view.names(text).filter(|(_, m)| !m.range.is_empty()).collect();
        for &(programme, mention) in names.iter().filter(|(_, m)| is_measure(m)) {
            let line = Line { text: view.str(text), names: &names };
            let mut told = line.named_in_bracket(mention);
            told.extend(line.named_behind_brackets(mention));
            if view.is_item(text) {
                told.extend(line.named_behind_commas(mention));
            }
            for (actor, predicate) in told {
                let proposal = Proposal { subject: actor, predicate, object: programme, rule: ID, confidence: 0.85 };
                let end = view.found.mention(actor).range.end;
                view.propose(&proposal, view.span(text, mention.range.start..end), Status::Stated, None, out);
            }
        }
        noted(view, text, &names, out);
        divided(view, text, &names, out);
    }
}

/// Those between whom a field divides the work, each with its part in the bracket behind it: "추진체계: 가온부(총괄) - 누리청(전담) - 하늘사(시험)".
fn divided(view: &View<'_>, text: usize, names: &[(MentionId, &Mention)], out: &mut Vec<RelationFinding>) {
    static LABELS: WordList = WordList::new(&[
        "추진체계",
        "추진 체계",
        "수행체계",
        "수행 체계",
        "사업체계",
        "역할분담",
        "역할 분담",
        "추진기관",
    ]);
    let string = view.str(text);
    let labelled = || field::split(string).is_some_and(|(label, _)| LABELS.has(label));
    let actors: Vec<&(MentionId, &Mention)> = names.iter().filter(|(_, m)| m.kind.is_organization()).collect();
    if actors.len() < 2 || !labelled() {
        return;
    }
    let Some(programme) = clause_frames::programme_over(view, text) else { return };
    for (actor, mention) in actors {
        let Some(bracket) = bracket_behind(string, mention.range.end) else { continue };
        let predicate = role(&string[bracket.clone()]).unwrap_or(Predicate::ParticipatesIn);
        let proposal = Proposal { subject: *actor, predicate, object: programme, rule: ID, confidence: 0.8 };
        view.propose(&proposal, view.span(text, mention.range.start..bracket.end), Status::Stated, None, out);
    }
}

/// Those whom notes name beside a word for a role, for the programme that the text or what it stands under names, or for all of the
/// table that it is a note to: "(누리 사업) 가온부 주관, 하늘사와 다온사 참여".
fn noted(view: &View<'_>, text: usize, names: &[(MentionId, &Mention)], out: &mut Vec<RelationFinding>) {
    if names.is_empty() {
        return;
    }
    let row = Row::remarked(view, text);
    let of_table = Row::programs_above_note(view, text);
    if !(view.is_item(text) || row.is_some() || !of_table.is_empty()) {
        return;
    }
    let of_row = || row.as_ref().and_then(|row| row.programs().first().map(|(id, _)| *id));
    let over = || clause_frames::programme_over(view, text).filter(|_| row.is_none());
    let line = Line { text: view.str(text), names };
    for (range, inside) in line.parts(0..line.text.len(), &[',', '/', ';', ')', '–']) {
        if inside.is_empty() {
            continue;
        }
        let noted = !of_table.is_empty();
        let law = if noted { line.grounds(&range, &inside) } else { None };
        let behind = || line.role_behind(&range, &inside);
        let ahead = || if noted { line.role_ahead(&range, &inside) } else { None };
        let role = if law.is_none() { behind().or_else(ahead) } else { None };
        if law.is_none() && role.is_none() {
            continue;
        }
        let own = names.iter().rfind(|(_, m)| m.kind == EntityType::Program && m.range.end <= range.start);
        let own = own.map(|(id, _)| *id);
        let programmes = match own.or_else(of_row) {
            Some(programme) => vec![programme],
            None if noted => of_table.clone(),
            None => over().into_iter().collect(),
        };
        let mut add = |subject: MentionId, predicate: Predicate, object: MentionId| {
            let proposal = Proposal { subject, predicate, object, rule: ID, confidence: 0.8 };
            view.propose(&proposal, view.span(text, range.clone()), Status::Stated, None, out);
        };
        if let Some(law) = law {
            programmes.iter().for_each(|&programme| add(programme, Predicate::BasedOn, law));
        } else if let Some(predicate) = role {
            for (actor, predicate) in with_role(&inside, predicate) {
                programmes.iter().for_each(|&programme| add(actor, predicate, programme));
            }
        }
    }
}

fn is_measure(mention: &Mention) -> bool {
    matches!(mention.kind, EntityType::Program | EntityType::Document | EntityType::Legislation)
}

/// A text with its names.
struct Line<'a> {
    text: &'a str,
    names: &'a [(MentionId, &'a Mention)],
}

impl<'a> Line<'a> {
    fn named_within(&self, range: &Range<usize>) -> Vec<&'a (MentionId, &'a Mention)> {
        self.names.iter().filter(|(_, m)| range.start <= m.range.start && m.range.end <= range.end).collect()
    }

    /// The parts of a range that these signs part, each with what is named in it.
    fn parts(
        &self,
        range: Range<usize>,
        signs: &'static [char],
    ) -> impl Iterator<Item = (Range<usize>, Vec<&'a (MentionId, &'a Mention)>)> {
        let mut at = range.start;
        self.text[range].split_inclusive(signs).map(move |part| {
            let range = at..at + part.len();
            at = range.end;
            let inside = self.named_within(&range);
            (range, inside)
        })
    }

    /// The word for a role, perhaps of two words, that stands before the first name: "주관 가온부".
    fn role_ahead(&self, range: &Range<usize>, inside: &[&(MentionId, &Mention)]) -> Option<Predicate> {
        let ahead = |m: &Mention| {
            let words = self.text[range.start..m.range.start].trim_start_matches([')', '’', ' ', '*', '※']);
            words.trim_end_matches([' ', ':', '：'])
        };
        inside.first().and_then(|(_, m)| only_role(ahead(m)))
    }

    /// Those whom a part names, where it is no more than their names and what they do: "하늘사와 다온사 참여".
    fn role_behind(&self, range: &Range<usize>, inside: &[&(MentionId, &Mention)]) -> Option<Predicate> {
        static JOINING: WordList = WordList::new(&["와", "과", "및", "·", "ㆍ", "등"]);
        let (_, last) = inside.last()?;
        let behind = self.text[last.range.end..range.end].trim_matches([',', '/', ';', ')', '–', ' ', '.']);
        // "해양수산부 국비 120억 원 포함".
        let paid = || ["국비 ", "국고 "].iter().any(|m| behind.starts_with(m)).then_some(Predicate::Funds);
        let predicate = noted_role(behind).or_else(paid)?;
        let mut at = range.start;
        let only_names = inside.iter().all(|(_, m)| {
            let between =
                self.text.get(at..m.range.start).unwrap_or_default().trim_matches([' ', '-', '–', ':', '(', '’']);
            at = m.range.end;
            between.is_empty() || JOINING.has(between)
        });
        only_names.then_some(predicate)
    }

    /// The law that a part gives as ground: "근거법: 「누리법」".
    fn grounds(&self, range: &Range<usize>, inside: &[&(MentionId, &Mention)]) -> Option<MentionId> {
        let (label, _) = field::split(self.text[range.clone()].trim_start_matches(['*', '※', ' ']))?;
        let ground =
            matches!(label, "근거" | "근거법" | "근거법령" | "근거 법령" | "법적 근거" | "관련법" | "근거 법률");
        inside.iter().find(|(_, m)| ground && m.kind == EntityType::Legislation).map(|(id, _)| *id)
    }

    /// Those whom the bracket behind a programme names with a role.
    fn named_in_bracket(&self, programme: &Mention) -> Vec<(MentionId, Predicate)> {
        let mut out = Vec::new();
        // "‘누리 사업’ 추진(가온부 주관)".
        let behind = || {
            let rest = self.text[skip_closers(self.text, programme.range.end)..].trim_start();
            let noun = BEING_DONE.iter().find(|noun| rest.starts_with(*noun))?;
            bracket_behind(self.text, self.text.len() - rest.len() + noun.len())
        };
        let Some(bracket) = bracket_behind(self.text, programme.range.end).or_else(behind) else { return out };
        let mut labelled = None;
        for (range, inside) in self.parts(bracket, &[',', ';', '/']) {
            let label = self.text[range.clone()].split_once([':', '：']).map(|(label, _)| role(label));
            let label = label.or_else(|| self.role_ahead(&range, &inside).map(Some));
            // "가온부 총괄": what stands behind the last name; a part without a label of its own goes on with the one before.
            let behind = inside.last().map(|(_, m)| &self.text[m.range.end..range.end]);
            let said = match label {
                Some(label) => {
                    labelled = label;
                    labelled
                }
                None => behind.and_then(role).or(labelled),
            };
            out.extend(said.into_iter().flat_map(|predicate| with_role(&inside, predicate)));
        }
        out
    }

    /// Those whom the words behind a bracket with a role name: "(주관) 가온부 (참여) 하늘사, 다온사".
    fn named_behind_brackets(&self, programme: &Mention) -> Vec<(MentionId, Predicate)> {
        let mut out = Vec::new();
        let mut at = programme.range.end;
        while let Some(bracket) = bracket_behind(self.text, at) {
            let Some(predicate) = only_role(&self.text[bracket.clone()]) else { break };
            let start = bracket.end + 1;
            let end = self.text[start..].find(['(', '\n']).map_or(self.text.len(), |len| start + len);
            out.extend(with_role(&self.named_within(&(start..end)), predicate));
            at = self.text[..end].trim_end().len();
        }
        out
    }

    /// Those whom the parts of a bullet name behind a word for a role: "‘누리 사업’ 총 30억 원, 주관 가온부, 참여기관 하늘사·다온사".
    fn named_behind_commas(&self, programme: &Mention) -> Vec<(MentionId, Predicate)> {
        let mut out = Vec::new();
        for (range, inside) in self.parts(programme.range.end..self.text.len(), &[',', '/', ';']) {
            let Some(predicate) = self.role_ahead(&range, &inside) else { continue };
            out.extend(with_role(&inside, predicate));
        }
        out
    }
}

/// The actors among names, each with a role.
fn with_role(names: &[&(MentionId, &Mention)], predicate: Predicate) -> Vec<(MentionId, Predicate)> {
    let actors = names.iter().filter(|(_, m)| m.kind.is_actor() && m.kind != EntityType::Country);
    actors.map(|(id, _)| (*id, predicate)).collect()
}

/// The relation that a word for a role in the words says.
fn role(words: &str) -> Option<Predicate> {
    ROLES.iter().find(|(w, _)| words.contains(w)).map(|(_, p)| *p)
}

/// The relation that words behind names say which are no more than a note of a role: 총괄, 공동, 공동 추진, 전액 부담.
fn noted_role(words: &str) -> Option<Predicate> {
    let listed = |role: &str| ROLES.iter().chain(NOTED).find(|(w, _)| *w == role).map(|(_, p)| *p);
    listed(words)
        .or_else(|| ["공동 ", "위탁 ", "위탁", "전액 "].iter().find_map(|how| listed(words.strip_prefix(how)?)))
}

/// The relation that words say which are no more than one for a role: 주관, 참여기관, 참여 기업.
fn only_role(words: &str) -> Option<Predicate> {
    const WHOSE: &[&str] = &["", "기관", "부처", "기업", "기업체", "업체", "대학", "사", "국", "도시", "처", "주체"];
    let joined: String = words.split_whitespace().collect();
    let only = ROLES.iter().any(|(w, _)| joined.strip_prefix(w).is_some_and(|rest| WHOSE.contains(&rest)));
    only.then(|| role(words)).flatten()
}
