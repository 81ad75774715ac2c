//! Budgets: amounts of money with the programme or actor they belong to.
//!
//! Every amount of money is read exactly; one that is a statistic (GDP, sales, a comparison) or a limit for single
//! recipients is left out. What remains belongs to the nearest of: the owner of its bracket, the programme or actor of
//! its clause, the programme above it in the outline, its leading agency, its country.

mod amount;
mod bind;
mod table;

use crate::view::View;
use amount::Amount;
use policygraph_model::{BudgetFinding, SectionText};

/// The budgets of a section.
pub(crate) fn read(view: &View<'_>) -> Vec<BudgetFinding> {
    let mut budgets: Vec<BudgetFinding> = Vec::new();
    for (text, _) in SectionText::all(view.section).filter(|(text, _)| !table::is_cell(view, *text)) {
        let string = view.str(text);
        for amount in &amount::read_all(string, view.registry) {
            if !amount::is_statistic(string, amount) {
                budgets.extend(bind::bind(view, text, amount));
            }
        }
    }
    budgets.extend(table::read(view));
    budgets
}
