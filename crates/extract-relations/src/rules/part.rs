//! Programmes below the one that a section is about are its parts, and are run by who runs it.
//!
//! A section that opens with a programme goes into it in deeper bullets; a programme that is named there, in quotation
//! marks or with a budget of its own, belongs to it.

use crate::mention_rules::{BUDGET_LINE, LIST_MEMBER, QUOTED};
use crate::parts::same_thing;
use crate::view::{Proposal, View};
use policygraph_korean::analysis::{ClauseKind, Role};
use policygraph_korean::hangul::{is_letter, is_word};
use policygraph_korean::number;
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};
use policygraph_registry::HOME;
use std::collections::BTreeSet;

pub(crate) const ID: &str = "sub-programme";

/// Rules of the entity extractor that find programmes which stand out in the text.
const NAMED_OUTRIGHT: &[&str] = &[QUOTED, BUDGET_LINE];

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    members(view, out);
    tasks(view, out);
    counted(view, out);
    in_turn(view, out);
    let mut done = BTreeSet::new();
    for block in 1..view.section.blocks.len() {
        let text = SectionText::BLOCKS + block;
        let outright = |m: &Mention| m.kind == EntityType::Program && NAMED_OUTRIGHT.contains(&m.rule);
        if view.section.blocks[block].depth == 0 || !view.names(text).any(|(_, m)| outright(m)) {
            continue;
        }
        let Some((whole, main)) = view.programme_above(text) else { continue };
        let leader = leader(view, main);
        // Others run the tasks of a plan.
        let of_plan = view.plan().is_some_and(|(_, plan)| same_thing(plan, main));
        for (id, mention) in view.names(text) {
            let part = outright(mention) && !same_thing(mention, main) && !is_edition(main, mention);
            if !part || !done.insert(mention.name.clone()) {
                continue;
            }
            // What somebody else runs, or was made before, stands for itself.
            let other = out.iter().any(|r| {
                matches!(r.predicate, Predicate::Leads | Predicate::Announces)
                    && same_thing(view.found.mention(r.object), mention)
                    && leader.is_none_or(|l| !same_thing(view.found.mention(r.subject), view.found.mention(l)))
            });
            let before =
                view.str(text)[..mention.range.start].trim_end_matches(['‘', '’', '『', '「', '“', '\'', '<', ' ']);
            // "A가 지정한 ‘X’": what others do.
            let of_others = before.ends_with("한")
                && view.names(text).any(|(id, m)| {
                    let after = view.str(text).get(m.range.end..mention.range.start).unwrap_or_default();
                    let acts =
                        ["에서 ", "이 ", "가 "].iter().any(|p| after.starts_with(p)) && after.split(' ').count() <= 4;
                    m.kind.is_organization() && acts && leader != Some(id)
                });
            if other && !of_plan || before.ends_with('된') || of_others {
                continue;
            }
            if view.is_replaced(mention, out) || view.is_dropped(mention) {
                continue;
            }
            let add = &mut |subject: MentionId, predicate: Predicate, object: MentionId, confidence: f64| {
                let proposal = Proposal { subject, predicate, object, rule: ID, confidence };
                view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
            };
            add(id, Predicate::PartOf, whole, 0.8);
            // The lines of a budget have no leader of their own.
            if let Some(leader) = leader.filter(|_| mention.rule == QUOTED && !other) {
                add(leader, Predicate::Leads, id, 0.6);
            }
        }
    }
}

/// Programmes that head a section, an item or the label of one, in a document that its title calls a plan, are tasks of the plan.
fn tasks(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let Some((plan, main)) = view.plan() else { return };
    for (text, _) in SectionText::own(view.section) {
        let in_table = text.checked_sub(SectionText::BLOCKS).is_some_and(|b| view.section.table_cell(b).is_some());
        let mut programs = view.names(text).filter(|(_, m)| m.kind == EntityType::Program);
        let (Some((task, mention)), None) = (programs.next(), programs.next()) else { continue };
        let planned = view.is_headed_by(text, mention) || is_set_up(view, text, mention);
        if in_table
            || view.is_replaced(mention, out)
            || view.is_dropped(mention)
            || is_edition(main, mention)
            || !planned
        {
            continue;
        }
        let runs =
            |r: &&RelationFinding| r.predicate == Predicate::Leads && same_thing(view.found.mention(r.object), mention);
        let home = view.section.context.country.as_deref().unwrap_or(HOME);
        let abroad = |r: &&RelationFinding| view.found.mention(r.subject).country.as_deref().is_some_and(|c| c != home);
        let runners: Vec<&RelationFinding> = out.iter().filter(runs).collect();
        // What nobody else is said to run, those do who run the plan.
        let alone = runners.is_empty() && !view.names(text).any(|(_, m)| m.kind.is_organization());
        let runners_of_task = if alone { view.runners(text, out) } else { Vec::new() };
        // What others do abroad is told for comparison.
        if !runners.is_empty() && runners.iter().all(abroad) {
            continue;
        }
        let mut add = |subject: MentionId, predicate: Predicate, object: MentionId, confidence: f64| {
            let proposal = Proposal { subject, predicate, object, rule: ID, confidence };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        };
        add(task, Predicate::PartOf, plan, 0.75);
        for runner in runners_of_task {
            add(runner, Predicate::Leads, task, 0.6);
        }
    }
}

/// Whether a bullet says of a programme in quotation marks that it is set up: "② (실증) A시에 ‘X’를 조성".
fn is_set_up(view: &View<'_>, text: usize, mention: &Mention) -> bool {
    static SETTING_UP: WordList = WordList::new(&[
        "조성", "구축", "신설", "추진", "운영", "도입", "출범", "마련", "시행", "설치", "만들", "설립", "실시", "착수",
    ]);
    let Some(grammar) = view.grammar(text).filter(|_| view.is_item(text) && mention.rule == QUOTED) else {
        return false;
    };
    let analysis = grammar.analysis();
    let sets_up = analysis.clauses.iter().find(|c| {
        let adnominal = matches!(c.ending, Ending::Adnominal | Ending::Prospective);
        c.kind != ClauseKind::Phrase && !adnominal && analysis.words[c.predicate.start].range.start >= mention.range.end
    });
    sets_up.is_some_and(|c| {
        let paid = matches!(c.lemma.as_str(), "투자" | "투입" | "지원" | "배정");
        let named = c.arguments.iter().any(|&p| {
            let phrase = &analysis.phrases[p];
            let bytes = analysis.bytes(&phrase.nouns);
            (paid && phrase.role == Role::Dative || matches!(phrase.role, Role::Object | Role::Bare | Role::Subject))
                && bytes.start <= mention.range.start
                && mention.range.end <= bytes.end
        });
        named && c.sentence == 0 && !c.negative && (paid || SETTING_UP.has(&c.lemma))
    })
}

/// Programmes that a text counts up behind a plan: "전략은 세 과제로 이뤄진다. 첫째, ‘X 사업’을 …".
fn counted(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    static ORDINALS: WordList =
        WordList::new(&["첫째", "둘째", "셋째", "넷째", "다섯째", "여섯째", "첫 번째", "두 번째", "세 번째"]);
    let mut plan: Option<(MentionId, &Mention)> = None;
    for (text, _) in SectionText::own(view.section) {
        let of_text: Vec<_> = view.names(text).filter(|(_, m)| m.kind == EntityType::Program).collect();
        let Some(grammar) = view.grammar(text).filter(|_| !of_text.is_empty()) else { continue };
        let analysis = grammar.analysis();
        for sentence in &analysis.sentences {
            let bytes = analysis.bytes(sentence);
            let counts = ORDINALS.opens(&view.str(text)[bytes.clone()]);
            let inside = |m: &Mention| bytes.start <= m.range.start && m.range.end <= bytes.end;
            let programs = of_text.iter().copied().filter(|(_, m)| inside(m));
            for (id, mention) in programs {
                let is_plan = crate::plan::is_plan(mention);
                match plan.filter(|_| counts) {
                    Some((whole, main)) if !same_thing(main, mention) && !view.is_dropped(mention) => {
                        let proposal = Proposal {
                            subject: id,
                            predicate: Predicate::PartOf,
                            object: whole,
                            rule: ID,
                            confidence: 0.7,
                        };
                        view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
                    }
                    None if is_plan => plan = Some((id, mention)),
                    _ => {}
                }
            }
        }
    }
}

/// Programmes that a release tells of in turn, once it has said what all is about: "‘X 프로젝트’를 추진한다. 먼저 … ‘Y’를 연다."
fn in_turn(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    const FIRST: &[&str] = &["먼저 ", "우선 ", "먼저, ", "우선, "];
    const ASIDE: &[&str] = &["한편", "별도", "이 밖에", "이밖에", "그 밖에", "다만"];
    let program = |text: usize| view.names(text).find(|(_, m)| m.kind == EntityType::Program);
    let titled = [SectionText::DOCUMENT, SectionText::TITLE].into_iter().find_map(program);
    let Some((whole, main)) = titled.or_else(|| view.main_programme(usize::MAX)) else { return };
    let texts: Vec<usize> =
        SectionText::own(view.section).map(|(text, _)| text).filter(|&t| t >= SectionText::BLOCKS).collect();
    let opens = |text: usize, words: &[&str]| {
        let string = view.str(text).trim_start_matches(|c: char| !is_word(c));
        words.iter().any(|w| string.starts_with(w))
    };
    let Some(first) = texts.iter().position(|&t| opens(t, FIRST)) else { return };
    let told = texts[first..].iter().take_while(|&&t| !opens(t, ASIDE));
    for &text in told {
        let run = |m: &Mention| {
            out.iter().any(|r| {
                r.predicate == Predicate::Leads
                    && view.found.mention(r.object).text == text
                    && same_thing(view.found.mention(r.object), m)
            })
        };
        let Some((part, mention)) =
            program(text).filter(|(_, m)| !same_thing(m, main) && run(m) && !view.is_dropped(m))
        else {
            continue;
        };
        let proposal =
            Proposal { subject: part, predicate: Predicate::PartOf, object: whole, rule: ID, confidence: 0.7 };
        view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
    }
}

/// Whether two plans are editions of one: they differ in their numbers only.
fn is_edition(a: &Mention, b: &Mention) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> {
        name.chars().filter(|&c| is_letter(c))
    }
    let editions = || number::edition(&a.name).zip(number::edition(&b.name));
    letters(&a.name).eq(letters(&b.name)) || editions().is_some_and(|((a, _), (b, _))| a != b)
}

/// Programmes of a list in a sentence that names another before: "○○ 계획을 통해 가온, 누리, 새별 등 3개 사업".
fn members(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for block in 0..view.section.blocks.len() {
        let text = SectionText::BLOCKS + block;
        let programs: Vec<(MentionId, &Mention)> =
            view.names(text).filter(|(_, m)| m.kind == EntityType::Program).collect();
        let whole = |m: &Mention| m.rule != LIST_MEMBER && m.rule != BUDGET_LINE;
        let string = view.str(text);
        let marked = |m: &Mention| string[..m.range.start].trim_end().ends_with(['△', '▲', '▷']);
        // The first of the list is none of the others'.
        let own = programs.first().filter(|(_, m)| whole(m) && !marked(m)).copied();
        let Some(whole) = own.or_else(|| view.programme_above(text)) else { continue };
        let member = |m: &Mention| m.rule == LIST_MEMBER || (marked(m) && own.is_some_and(|(_, o)| !same_thing(o, m)));
        for (id, mention) in programs.iter().filter(|(_, m)| member(m)) {
            let proposal =
                Proposal { subject: *id, predicate: Predicate::PartOf, object: whole.0, rule: ID, confidence: 0.65 };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

/// Who acts in the clause that names the main programme.
fn leader(view: &View<'_>, main: &Mention) -> Option<MentionId> {
    view.clauses
        .iter()
        .filter(|c| c.text >= SectionText::BLOCKS)
        .find(|c| {
            c.parts.iter().any(|p| {
                p.mention.name == main.name
                    || main.name.contains(&p.mention.name) && p.mention.kind == EntityType::Program
            })
        })
        .and_then(|c| {
            // "시장조사업체 A는 …로 예측": who only says something runs nothing.
            static TELLING: WordList = WordList::new(&["예측", "전망", "분석", "추산", "추정", "집계", "조사"]);
            let tells = TELLING.is_in(&view.str(c.text)[c.range.clone()]);
            c.subjects.iter().find(|s| s.mention.kind.is_organization() && !tells)
        })
        .map(|s| s.id)
}
