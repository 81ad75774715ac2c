//! Budgets: amounts of money with the programme or actor they belong to.
//!
//! Every amount of money is read exactly (`figure`, `amount`); one that is a statistic (GDP, sales, a comparison), a limit for
//! single recipients or taken back is left out (`statistic`). What remains belongs to the nearest of: the owner of its bracket,
//! the name beside it (`bind`), the programme, receiver, buyer or actor of its clause (`clause`), what the sentences before are
//! about, the programme above it in the outline, its leading agency, its country (`context`).

mod amount;
mod bind;
mod clause;
mod context;
mod destination;
mod figure;
mod near;
mod period;
mod scene;
mod statistic;
pub(crate) mod sums;
mod table;
mod words;

use crate::view::View;
use amount::read_in;
use policygraph_model::{BlockKind, BudgetFinding, MentionId, Role, SectionText};
use std::ops::Range;
use sums::MoneyText;

/// Money that somebody gives to a programme or an organization.
pub(crate) struct Gift {
    pub givers: Vec<MentionId>,
    pub to: MentionId,
    /// Text and bytes of the clause that says it.
    pub text: usize,
    pub clause: Range<usize>,
    pub confidence: f64,
}

/// The texts of a section that speak of money, cells of tables left out; read once.
pub(crate) fn money_texts<'v, 'a>(view: &'v View<'a>) -> &'v [MoneyText<'a>] {
    view.money.get_or_init(|| {
        let title = view.section.title.as_str();
        let country = view.section.context.country_text.as_ref().map_or("", |t| t.as_str());
        let context = [title, country].concat();
        SectionText::own(view.section)
            .filter(|(text, _)| !table::is_cell(view, *text))
            .map(|(text, _)| (text, read_in(view.str(text), &context, view.registry)))
            .filter(|(_, amounts)| !amounts.is_empty())
            .map(|(text, amounts)| scene::read(view, text, amounts))
            .collect()
    })
}

/// The gifts that the amounts of a section tell: who acts in the clause of a sum gives it to what the sum is bound to.
pub(crate) fn gifts(view: &View<'_>) -> Vec<Gift> {
    let mut gifts = Vec::new();
    for scene in
        money_texts(view).iter().flat_map(|m| scene::all(view, m)).filter(|s| s.share.is_none() && s.is_given())
    {
        let Some((to, confidence)) = bind::receiver_of(&scene) else { continue };
        let givers = scene.givers(to);
        if !givers.is_empty() {
            gifts.push(Gift { givers, to, text: scene.text, clause: scene.clause.clone(), confidence });
        }
    }
    gifts
}

/// The budgets of a section.
pub(crate) fn read(view: &View<'_>) -> Vec<BudgetFinding> {
    let mut headlines: Vec<BudgetFinding> = Vec::new();
    let mut budgets: Vec<BudgetFinding> = Vec::new();
    for money in money_texts(view) {
        let into = if is_headline(view, money.text) { &mut headlines } else { &mut budgets };
        into.extend(scene::all(view, money).filter_map(|scene| bind::bind(&scene)));
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
    // So is that of a sentence that names only who gives.
    let of_programmes: Vec<BudgetFinding> = headlines.iter().filter(|b| b.role == Role::Program).cloned().collect();
    for budget in headlines.iter_mut().filter(|b| GIVERS.contains(&b.rule)) {
        if let Some(told) = of_programmes.iter().find(|b| b.money == budget.money) {
            (budget.subject, budget.role) = (told.subject, told.role);
        }
    }
    headlines
}

/// Rules that bind to who gives, for want of anything that is named as what it is given for.
const GIVERS: &[&str] = &["clause-actor", "section-actor", "actor-before"];

/// Whether a text is a headline: a title, or a first paragraph that ends in no full stop.
fn is_headline(view: &View<'_>, text: usize) -> bool {
    let first = SectionText::block(view.section, text)
        .is_some_and(|b| b.kind == BlockKind::Paragraph && text == SectionText::BLOCKS);
    text == SectionText::TITLE || (first && !view.str(text).trim_end().ends_with(['.', '”', '’']))
}
