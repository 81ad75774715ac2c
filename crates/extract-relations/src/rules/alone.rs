//! What a sentence says of the only programme that it names, where nothing else in the section does: the only authority in it runs it,
//! the only country is where it is carried out.
//!
//! The last resort, for verbs that no frame has. `policygraph evaluate --by-rule` tells how often it is right.

use crate::mention_rules::{BUDGET_LINE, LIST_MEMBER};
use crate::parts::same_thing;
use crate::roles::skip_closers;
use crate::view::{Proposal, View};
use policygraph_korean::analysis::Clause;
use policygraph_korean::particle;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "alone-in-sentence";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let mut added: Vec<RelationFinding> = Vec::new();
    for text in (0..view.section.blocks.len()).map(|b| SectionText::BLOCKS + b) {
        let cell = text.checked_sub(SectionText::BLOCKS).is_some_and(|b| view.section.table_cell(b).is_some());
        let Some(grammar) = view.grammar(text).filter(|_| !cell) else { continue };
        if !view.names(text).any(|(_, m)| m.kind == EntityType::Program) {
            continue;
        }
        let analysis = grammar.analysis();
        for sentence in &analysis.sentences {
            let bytes = analysis.bytes(sentence);
            let names: Vec<(MentionId, &Mention)> = view.names_in(text, &bytes).collect();
            let Some((programme, named)) = only(&names, EntityType::Program) else { continue };
            // "○○ 기금에서 3억 원까지 빌려준다": out of it.
            let source = view.str(text)[skip_closers(view.str(text), named.range.end)..].starts_with("에서 ");
            // "취소한 ‘X’를 되살리지 않기로 했다".
            static GIVEN_UP: WordList = WordList::new(&["되살리", "재개", "추진", "시행", "도입", "실시", "진행"]);
            let negated = || {
                let beside = |c: &&Clause| bytes.start <= c.range.start && c.range.end <= bytes.end;
                let given_up = |c: &Clause| c.negative && GIVEN_UP.has(&c.lemma);
                analysis.clauses.iter().filter(beside).any(given_up)
            };
            if [LIST_MEMBER, BUDGET_LINE].contains(&named.rule) || view.is_dropped(named) || source || negated() {
                continue;
            }
            // A place where it runs lies in some country.
            let told = |predicate: Predicate| {
                let of = |id: MentionId| same_thing(view.found.mention(id), named);
                let place = |id: MentionId| view.found.mention(id).kind == EntityType::Place;
                out.iter().any(|r| r.predicate == predicate && (of(r.subject) && !place(r.object) || of(r.object)))
            };
            let mut add = |subject: MentionId, predicate: Predicate, object: MentionId| {
                let proposal = Proposal { subject, predicate, object, rule: ID, confidence: 0.5 };
                view.propose(&proposal, view.span(text, bytes.clone()), Status::Stated, None, &mut added);
            };
            // "미국 ○○사의": whose somebody is says nothing of where.
            let of_somebody = |country: &Mention| {
                let next = names.iter().find(|(_, m)| m.range.start >= country.range.end);
                next.is_some_and(|(_, m)| m.kind.is_organization() && m.range.start <= country.range.end + 1)
            };
            // "한국 기업을 대표해": firms or bodies without a name.
            let of_unnamed = |country: &Mention| {
                let behind = view.str(text)[country.range.end..].split_whitespace().next();
                let lexicon = view.registry.lexicon();
                behind.map(particle::strip).is_some_and(|noun| {
                    lexicon.describes_company(noun)
                        || lexicon.class_of(noun).is_some_and(|class| class.kind.is_organization())
                })
            };
            let country = only(&names, EntityType::Country).filter(|(_, m)| !of_somebody(m) && !of_unnamed(m));
            // "한전은 ‘X 계획’에서 독일의 제도를 참고했다": who runs it is of another country.
            let foreign = |country: &Mention| {
                out.iter().any(|r| {
                    let (by, what) = (view.found.mention(r.subject), view.found.mention(r.object));
                    matches!(r.predicate, Predicate::Leads | Predicate::Announces)
                        && same_thing(what, named)
                        && by.registry.is_some()
                        && by.country.is_some()
                        && by.country != country.country
                })
            };
            let whose = |m: &Mention| view.str(text)[m.range.end..].starts_with("의 ");
            let country = country.filter(|(_, m)| !(whose(m) && foreign(m)));
            // "에티오피아에서 서울에서 열리는 ‘X’를": it is carried out in a place of another country.
            let elsewhere = |country: &Mention| {
                out.iter().filter(|r| r.predicate == Predicate::ImplementedIn).any(|r| {
                    let (what, place) = (view.found.mention(r.subject), view.found.mention(r.object));
                    same_thing(what, named) && place.country.is_some() && place.country != country.country
                })
            };
            let country = country.filter(|(_, m)| !told(Predicate::ImplementedIn) && !elsewhere(m));
            if let Some((country, _)) = country {
                add(programme, Predicate::ImplementedIn, country);
            }
            let behind = |m: &Mention| &view.str(text)[skip_closers(view.str(text), m.range.end)..];
            // "제2차 ○○위원회를 개최하고": what is held.
            let held = |m: &Mention| {
                let verb = behind(m).strip_prefix("를 ").or_else(|| behind(m).strip_prefix("을 "));
                verb.is_some_and(|v| v.starts_with("개최") || v.starts_with("열"))
            };
            // "인공지능 정부": what is called so is not the government.
            let agency = only(&names, EntityType::GovernmentAgency).filter(|(_, m)| m.name != "정부" && !held(m));
            // "A부로부터 지원을 받아": who gives need not run it.
            let gives = |m: &Mention| const { WordList::new(&["로부터", "으로부터", "에게서"]) }.opens(behind(m));
            // "A공사는 ‘X’에 참여한다": it takes part in what others run.
            let takes_part = |m: &Mention| {
                out.iter().filter(|r| r.predicate == Predicate::ParticipatesIn).any(|r| {
                    same_thing(view.found.mention(r.subject), m) && same_thing(view.found.mention(r.object), named)
                })
            };
            // "…했다고 A가 전했다", "‘X’에 3억 원을 빌려준다": who only tells of it or lends to it.
            let tells_or_lends = |m: &Mention| {
                static TELLING: WordList =
                    WordList::new(&["전했", "밝혔", "설명했", "말했", "덧붙였", "알렸", "전망했", "평가했", "분석했"]);
                static LENDING: WordList = WordList::new(&["빌려", "대출", "융자"]);
                let next = view.str(text).get(m.range.end..bytes.end).and_then(|rest| rest.split_whitespace().nth(1));
                let lends = view.str(text).get(named.range.end..bytes.end).is_some_and(|rest| LENDING.is_in(rest));
                next.is_some_and(|verb| TELLING.opens(verb)) || lends
            };
            // "참여를 A에 요청했다": to whom something is said.
            let addressed = |m: &Mention| {
                static ASKING: WordList =
                    WordList::new(&["요청", "요구", "제안", "건의", "촉구", "신청", "보고", "제출", "통보"]);
                let verb = behind(m).strip_prefix("에 ").or_else(|| behind(m).strip_prefix("에게 "));
                verb.is_some_and(|v| ASKING.opens(v.trim_start()))
            };
            // "‘X’ 수립, A공사가 비축을 담당": a task of it.
            let tasked = |m: &Mention| {
                let said = view.str(text).get(m.range.end..bytes.end).unwrap_or_default();
                let runs = const { WordList::new(&["총괄", "주관", "운영", "시행", "전담"]) }.is_in(said);
                m.range.start > named.range.end && said.contains("담당") && !runs
            };
            // "한국 기업은 인도의 ‘X’를 통해 …": what is carried out in the one other country that the sentence names.
            let abroad = |m: &Mention| {
                let known = m.registry.is_some() && m.country.is_some();
                known && country.is_some_and(|(_, c)| c.country.is_some() && c.country != m.country)
            };
            let agency = agency
                .filter(|(_, m)| !gives(m) && !takes_part(m) && !tells_or_lends(m) && !addressed(m))
                .filter(|(_, m)| !tasked(m) && !abroad(m));
            if let Some((agency, _)) = agency.filter(|_| !told(Predicate::Leads)) {
                add(agency, Predicate::Leads, programme);
            }
        }
    }
    out.extend(added);
}

/// The one thing of a type that a sentence names.
fn only<'a>(names: &[(MentionId, &'a Mention)], kind: EntityType) -> Option<(MentionId, &'a Mention)> {
    let mut of_kind = names.iter().filter(|(_, m)| m.kind == kind && !m.range.is_empty());
    let &(id, first) = of_kind.next()?;
    of_kind.all(|(_, m)| same_thing(m, first)).then_some((id, first))
}
