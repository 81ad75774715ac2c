//! What a table or a bracket says by position.
//!
//! - A row that an agency heads: the programmes named in it are its own.
//! - "○○ 계획(○○원)", or the agency alone in brackets on the next line of a cell: who issued a measure.

use crate::parts::Part;
use crate::roles::skip_closers;
use crate::view::{Proposal, View};
use policygraph_korean::word_list::WordList;
use policygraph_model::{BlockKind, EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "table-row";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    rows(view, out);
    for (text, _) in SectionText::all(view.section) {
        task(view, text, out);
    }
    let mut last: Option<(MentionId, &Mention)> = None;
    for block in 0..view.section.blocks.len() {
        let text = SectionText::BLOCKS + block;
        let string = view.str(text);
        let names: Vec<(MentionId, &Mention)> = view.names(text).collect();
        for &(id, mention) in names.iter().filter(|(_, m)| is_measure(m)) {
            let end = skip_quotes(string, mention.range.end);
            issued_by(view, text, end, (id, mention), &names, out);
            // "‘X’(2021~2025) 발표(2020년, ○○부)".
            let closed = skip_closers(string, mention.range.end);
            let made = ["발표", "수립", "제정", "발간", "공개", "마련"].iter().find_map(|verb| {
                let rest = string[closed..].trim_start().strip_prefix(verb)?.trim_start();
                rest.starts_with('(').then_some(string.len() - rest.len())
            });
            if let Some(open) = made {
                issued_by(view, text, open, (id, mention), &names, out);
            }
        }
        // The bracket on a line of its own belongs to the measure that ended the line above.
        if let Some(measure) = last {
            issued_by(view, text, 0, measure, &names, out);
        }
        last = names
            .iter()
            .rfind(|(_, m)| is_measure(m) && skip_closers(string, m.range.end) == string.trim_end().len())
            .copied();
    }
}

/// The agencies in the bracket that ends a heading or item answer for the programme that it names: "1. ‘X’ 전국 보급 (○○부)".
fn task(view: &View<'_>, text: usize, out: &mut Vec<RelationFinding>) {
    let string = view.str(text).trim_end();
    let Some(open) = string.strip_suffix(')').and_then(|s| s.rfind('(')) else { return };
    let names: Vec<(MentionId, &Mention)> = view.names(text).collect();
    let mut programs = names.iter().filter(|(_, m)| m.kind == EntityType::Program && m.range.end <= open);
    let (Some(&program), None) = (programs.next(), programs.next()) else { return };
    let between = &string[program.1.range.end..open];
    let adjacent = skip_quotes(string, program.1.range.end) == open;
    let other = names.iter().any(|(_, m)| m.range.start >= program.1.range.end && m.range.end <= open);
    if !adjacent && !other && between.chars().count() <= LONGEST_TASK && !between.contains(['.', ',', '(']) {
        issued_by(view, text, open, program, &names, out);
    }
}

/// Most characters between a programme and the bracket with who answers for it.
const LONGEST_TASK: usize = 20;

fn is_measure(mention: &Mention) -> bool {
    matches!(mention.kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
}

fn skip_quotes(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + (rest.len() - rest.trim_start_matches(['’', '‘', '\'', '”', '“', '」', '』', '*']).len())
}

/// Adds the organizations that a bracket at byte `open` holds and nothing else but a date.
fn issued_by(
    view: &View<'_>,
    text: usize,
    open: usize,
    (measure, mention): (MentionId, &Mention),
    names: &[(MentionId, &Mention)],
    out: &mut Vec<RelationFinding>,
) {
    let string = view.str(text);
    let Some(close) = string[open..].find(')').filter(|_| string[open..].starts_with('(')) else { return };
    let inner = open + 1..open + close;
    let agencies: Vec<&(MentionId, &Mention)> = names
        .iter()
        .filter(|(_, m)| inner.start <= m.range.start && m.range.end <= inner.end && m.kind.is_organization())
        .filter(|(_, m)| m.kind != EntityType::MediaOrganization)
        .collect();
    let named: usize = agencies.iter().map(|(_, m)| m.range.len()).sum();
    let rest = string[inner.clone()].chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    // Nothing but the agencies, 등 and figures.
    if agencies.is_empty() || rest > named + '등'.len_utf8() {
        return;
    }
    let predicate = if mention.kind == EntityType::Program { Predicate::Leads } else { Predicate::Announces };
    for (agency, _) in agencies {
        let proposal = Proposal { subject: *agency, predicate, object: measure, rule: ID, confidence: 0.75 };
        view.propose(&proposal, view.span(text, inner.clone()), Status::Stated, None, out);
    }
}

/// Programmes in a row that an agency heads and no clause gives to somebody else.
fn rows(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for clause in view.clauses.iter().filter(|c| c.carried) {
        let Some(block) = SectionText::block(view.section, clause.text) else { continue };
        let in_table = matches!(block.kind, BlockKind::Cell | BlockKind::Paragraph | BlockKind::Bullet);
        let head = clause.row.filter(|h| h.mention.kind == EntityType::GovernmentAgency);
        let Some(head) = head.filter(|_| in_table) else { continue };
        let programs = clause.parts.iter().filter(|p: &&Part<'_>| p.mention.kind == EntityType::Program);
        for program in programs {
            let string = &view.str(clause.text)[program.end..clause.range.end.max(program.end)];
            let supports = const { WordList::new(&["지원", "자금", "투자"]) }.is_in(string);
            let predicate = if supports { Predicate::Funds } else { Predicate::Leads };
            let proposal = Proposal { subject: head.id, predicate, object: program.id, rule: ID, confidence: 0.6 };
            view.propose(&proposal, view.span(clause.text, clause.range.clone()), Status::Stated, None, out);
        }
    }
}
