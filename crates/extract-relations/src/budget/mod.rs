//! Budgets: amounts of money with the programme or actor they belong to.
//!
//! Every amount of money is read exactly (`figure`, `amount`); one that is a statistic (GDP, sales, a comparison), a limit for
//! single recipients or taken back is left out (`statistic`). What remains belongs to the nearest of: the owner of its bracket,
//! the name beside it, the programme, receiver, buyer or actor of its clause, what the sentences before are about, the
//! programme above it in the outline, its leading agency, its country (`bind`).

mod amount;
mod bind;
mod figure;
mod period;
mod scene;
mod statistic;
mod table;

use crate::view::View;
pub(crate) use amount::{Amount, read_all};
use policygraph_model::{BlockKind, BudgetFinding, SectionText};
use rust_decimal::Decimal;
use scene::Scene;

/// Below this, a sum in whole units without 만 or 억 is a price or a fee: "500원", "30달러".
const LEAST: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// The budgets of a section.
pub(crate) fn read(view: &View<'_>) -> Vec<BudgetFinding> {
    let mut headlines: Vec<BudgetFinding> = Vec::new();
    let mut budgets: Vec<BudgetFinding> = Vec::new();
    for (text, _) in SectionText::all(view.section).filter(|(text, _)| !table::is_cell(view, *text)) {
        let string = view.str(text);
        let amounts = read_all(string, view.registry);
        for (i, amount) in amounts.iter().enumerate().filter(|(_, a)| !a.void && a.money.amount >= LEAST) {
            let scene = Scene::new(view, text, &amounts, i);
            if is_no_budget(view, text, amount) {
                continue;
            }
            let into = if is_headline(view, text) { &mut headlines } else { &mut budgets };
            into.extend(bind::bind(&scene));
        }
    }
    budgets.extend(table::read(view));
    // The sum of a headline is that of whatever the text below says has it.
    for headline in &mut headlines {
        if let Some(told) = budgets.iter().find(|b| b.money == headline.money) {
            (headline.subject, headline.role) = (told.subject, told.role);
            headline.period = told.period.clone();
            headline.confidence = headline.confidence.max(told.confidence);
        }
    }
    headlines.append(&mut budgets);
    headlines
}

/// Whether an amount of a text is a statistic, a limit or taken back.
pub(crate) fn is_no_budget(view: &View<'_>, text: usize, amount: &Amount) -> bool {
    let string = view.str(text);
    let sentence = scene::sentence(string, amount.range.start);
    let clause = scene::clause(view, text, amount, &sentence);
    let next = view.clauses.iter().find(|c| c.text == text && c.range.start >= clause.end).map(|c| &c.range);
    statistic::is_statistic(string, amount, &clause) || statistic::is_revoked(string, amount, &clause, next)
}

/// Whether a text is a headline: a title, or a first paragraph that ends in no full stop.
fn is_headline(view: &View<'_>, text: usize) -> bool {
    let first = SectionText::block(view.section, text)
        .is_some_and(|b| b.kind == BlockKind::Paragraph && text == SectionText::BLOCKS);
    text == SectionText::TITLE || (first && !view.str(text).trim_end().ends_with(['.', '”', '’']))
}
