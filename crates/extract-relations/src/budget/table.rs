//! Sums in tables: cells below a heading of money (예산, 사업비, 2026 …), with their currency, or in the unit of the heading
//! or of a line above: "(단위: 억 원)".
//!
//! A sum belongs to the programme of its row, else to the organization that the row is about, and to nobody else. A table of
//! sales, exports or prices has no budgets.

use super::amount;
use crate::rules::table::Row;
use crate::view::View;
use policygraph_korean::word_list::WordList;
use policygraph_korean::{date, number};
use policygraph_model::{BlockKind, BudgetFinding, Column, EntityType, MentionId, Money, Role, SectionText};
use policygraph_registry::Registry;
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) const ID: &str = "table-cell";

/// Words that make the figures of years a statistic.
static STATISTICS: WordList = WordList::new(&[
    "매출",
    "수출",
    "수입",
    "시장",
    "점유율",
    "인구",
    "GDP",
    "생산",
    "무역",
    "영업이익",
    "판매",
    "출하",
    "시가총액",
    "자산",
    "가격",
    "임금",
    "거래",
    "통계",
]);

/// Multipliers that a unit may have before its currency.
const SCALES: &[(&str, u64)] =
    &[("십", 10), ("백", 100), ("천", 1_000), ("만", 10_000), ("억", 100_000_000), ("조", 1_000_000_000_000)];

/// Whether a text is a cell of a table: nothing but its row gives a sum in it an owner.
pub(super) fn is_cell(view: &View<'_>, text: usize) -> bool {
    text.checked_sub(SectionText::BLOCKS).is_some_and(|block| view.section.table_cell(block).is_some())
}

/// The budgets of the tables of a section.
pub(super) fn read(view: &View<'_>) -> Vec<BudgetFinding> {
    let mut budgets = Vec::new();
    for row in Row::all(view) {
        let Some((subject, role)) = subject(view, &row) else { continue };
        let statistic = is_statistic(view, &row);
        let contexts = contexts(view, &row);
        let row_words = (0..row.table.columns).map(|column| view.str(row.text(column)));
        let words: String = row_words.chain(contexts.iter().copied()).collect();
        for column in 0..row.table.columns {
            let of_money = match row.table.head(column) {
                Column::Amount => !row.heading(column).contains("누적"),
                Column::Year => !statistic,
                _ => false,
            };
            if !of_money {
                continue;
            }
            let text = row.text(column);
            let above = || unit(view.registry, row.table.unit.as_ref()?.as_str(), &contexts);
            let unit = unit_of(row.heading(column), view.registry, &contexts).or_else(above);
            for (money, range) in sums(view.str(text), &words, unit.as_ref(), view.registry) {
                let (Some(span), Some(evidence)) = (view.span(text, range), row.span()) else { continue };
                budgets.push(BudgetFinding {
                    subject,
                    role,
                    money,
                    upper: None,
                    converted: None,
                    period: period(view, &row, column),
                    qualifier: None,
                    span,
                    evidence,
                    rule: ID,
                    confidence: 0.9,
                });
            }
        }
    }
    budgets
}

/// Whose the sums of a row are: those of its programme, or, in a table without programmes, of its organization.
fn subject(view: &View<'_>, row: &Row<'_, '_>) -> Option<(MentionId, Role)> {
    let program = row.programs().first().map(|(id, _)| (*id, Role::Program));
    if program.is_some() || row.table.columns_of(Column::Program).next().is_some() {
        return program;
    }
    let actor = |head| row.actors(head).next();
    let actor = [Column::Organization, Column::Leader, Column::Company, Column::Participant, Column::Country]
        .into_iter()
        .find_map(actor);
    // Where no heading says what the rows are about, their first cell does, if it is a name and nothing else.
    let first = || {
        let text = row.text(0);
        let whole = |range: &Range<usize>| 2 * range.len() > view.str(text).len();
        view.names(text).find(|(_, m)| (m.kind == EntityType::Program || m.kind.is_actor()) && whole(&m.range))
    };
    actor.or_else(first).map(|(id, m)| (id, if m.kind == EntityType::Program { Role::Program } else { Role::Actor }))
}

/// What may tell of which country a unit is that several have (크로네): the lines above a table, the title and country of its section.
fn contexts<'v>(view: &'v View<'_>, row: &Row<'_, '_>) -> Vec<&'v str> {
    let above = row.table.first.saturating_sub(2)..row.table.first;
    let lines = view.section.blocks[above].iter().map(|b| b.text.as_str());
    let country = view.section.context.country.as_deref().and_then(|code| view.registry.country(code));
    lines.chain([view.section.title.as_str()]).chain(country.map(|c| c.ko.as_str())).collect()
}

/// Whether the title, the caption or a heading says that the table counts something else than money given.
fn is_statistic(view: &View<'_>, row: &Row<'_, '_>) -> bool {
    let above = row.table.first.saturating_sub(2)..row.table.first;
    let captions =
        view.section.blocks[above].iter().filter(|b| matches!(b.kind, BlockKind::Caption | BlockKind::Paragraph));
    let headings = (0..row.table.columns).map(|c| row.heading(c));
    let mut texts = captions.map(|b| b.text.as_str()).chain(headings).chain([view.section.title.as_str()]);
    texts.any(|t| !t.contains("예산") && STATISTICS.is_in(t))
}

/// The sums of a cell: with their currency, or one number in the unit of its column. `around` are the words of its row and what else may name
/// the country whose currency is meant.
fn sums(cell: &str, around: &str, unit: Option<&(Decimal, String)>, registry: &Registry) -> Vec<(Money, Range<usize>)> {
    let amounts = amount::read_in(cell, around, registry);
    if !amounts.is_empty() {
        return amounts.into_iter().map(|a| (a.money, a.range)).collect();
    }
    let Some((scale, currency)) = unit else { return Vec::new() };
    let start = cell.len() - cell.trim_start_matches(['약', '총', ' ']).len();
    let Some(number) = number::read(&cell[start..]).filter(|n| n.value > Decimal::ZERO) else { return Vec::new() };
    // Nothing but remarks in brackets may follow: "1,200(국비)".
    let rest = cell[start + number.len..].trim_start();
    let Some(amount) = number.value.checked_mul(*scale).filter(|_| rest.is_empty() || rest.starts_with('(')) else {
        return Vec::new();
    };
    vec![(Money { amount, currency: currency.clone() }, start..start + number.len)]
}

/// The unit in the brackets of a heading: "예산(억 원)".
fn unit_of(heading: &str, registry: &Registry, contexts: &[&str]) -> Option<(Decimal, String)> {
    let inner = &heading[heading.find(['(', '['])? + 1..];
    let inner = &inner[..inner.find([')', ']', ','])?];
    unit(registry, inner.trim_start_matches("단위").trim_start_matches([':', ' ']), contexts)
}

/// A unit of money: "억 원", "백만달러", "천원".
fn unit(registry: &Registry, text: &str, contexts: &[&str]) -> Option<(Decimal, String)> {
    let mut rest = text.trim();
    let mut scale = Decimal::ONE;
    while let Some((word, factor)) = SCALES.iter().find(|(word, _)| rest.starts_with(word)) {
        scale = scale.checked_mul(Decimal::from(*factor))?;
        rest = rest[word.len()..].trim_start();
    }
    let (len, code) = registry.currency_near(rest, contexts).filter(|(len, _)| *len == rest.len())?;
    (len > 0).then(|| (scale, code.to_owned()))
}

/// For when the sum is: the year of its heading, else the period of its row.
fn period(view: &View<'_>, row: &Row<'_, '_>, column: usize) -> Option<String> {
    let years = |text: &str| {
        let year = date::read_year(text.trim_start_matches('(')).map(|(year, _)| (year, year));
        let years = date::years(text).first().map(|y| (y.from, y.to)).or(year)?;
        Some(if years.0 == years.1 { years.0.to_string() } else { format!("{}-{}", years.0, years.1) })
    };
    if row.table.head(column) == Column::Year {
        return years(row.heading(column));
    }
    let text = view.str(row.text(row.table.columns_of(Column::Period).next()?));
    let duration = || {
        let n = text.trim().trim_end_matches(['간', ' ']).strip_suffix('년')?.trim().parse::<u8>().ok()?;
        Some(format!("{n} years"))
    };
    years(text).or_else(duration)
}
