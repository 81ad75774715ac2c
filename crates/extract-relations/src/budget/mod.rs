//! Budgets: amounts of money with the programme or actor they belong to.

mod amount;
mod bind;

pub(crate) use bind::LIST_MEMBER;

use crate::view::View;
use amount::Amount;
use policygraph_model::{BudgetFinding, Extractor, Findings, Section, SectionText};
use policygraph_registry::Registry;

/// Finds the budgets of a section.
///
/// Every amount of money is read exactly; one that is a statistic (GDP, sales, a comparison) or a limit for single
/// recipients is left out. What remains belongs to the nearest of: the owner of its bracket, the programme or actor of
/// its clause, the programme that the section is about, its leading agency, its country.
#[derive(Debug)]
pub struct Budgets<'a> {
    registry: &'a Registry,
}

impl<'a> Budgets<'a> {
    /// An extractor that knows the currencies of this registry.
    #[must_use]
    pub fn new(registry: &'a Registry) -> Self {
        Self { registry }
    }
}

impl Extractor for Budgets<'_> {
    fn extract(&self, section: &Section, found: &mut Findings) {
        let mut budgets: Vec<BudgetFinding> = Vec::new();
        let view = View::new(section, found, self.registry);
        for (text, _) in SectionText::all(section) {
            let string = view.str(text);
            let amounts = amount::read_all(string, self.registry);
            for amount in &amounts {
                if amount::is_statistic(string, amount) {
                    continue;
                }
                budgets.extend(bind::bind(&view, text, amount));
            }
        }
        found.budgets.extend(budgets);
    }
}
