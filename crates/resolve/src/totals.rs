//! Totals and their parts: "총 9억 원, 가온 사업 6억 원, 누리 사업 3억 원".
//!
//! The budgets of the parts of a programme are parts of its own budget where the same section states both, in one
//! currency. A list that ends in 등 gives some of the parts only.

use policygraph_model::{Budget, Document, Predicate, Relation, Total};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Most that a part may be larger than its total, and still be one after rounding: a thousandth.
const ROUNDING: Decimal = Decimal::from_parts(1001, 0, 0, false, 3);

/// Links budgets to the totals that they are parts of.
pub(crate) fn link(document: &Document, relations: &[Relation], budgets: &mut [Budget]) {
    let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for relation in relations.iter().filter(|r| r.p == Predicate::PartOf) {
        parts.entry(&relation.o).or_default().insert(&relation.s);
    }
    let mut links: Vec<(usize, Total)> = Vec::new();
    for (whole, members) in parts {
        let of = |i: usize, subject: &str| budgets[i].subject == subject;
        for total in (0..budgets.len()).filter(|&i| of(i, whole)) {
            let t = &budgets[total];
            let below: Vec<usize> = (0..budgets.len())
                .filter(|&i| members.contains(budgets[i].subject.as_str()))
                .filter(|&i| {
                    let b = &budgets[i];
                    b.currency == t.currency
                        && b.evidence.section == t.evidence.section
                        && b.amount <= t.amount * ROUNDING
                        && (b.period == t.period || b.period.is_none() || t.period.is_none())
                })
                .collect();
            // Of several sums of the whole, the one that the parts come nearest to is what they break down.
            let sum: Decimal = below.iter().map(|&i| budgets[i].amount).sum();
            let distance = |amount: Decimal| (amount - sum).abs();
            let nearest = (0..budgets.len())
                .filter(|&i| of(i, whole) && budgets[i].currency == t.currency)
                .min_by_key(|&i| distance(budgets[i].amount));
            if below.len() < 2 || nearest != Some(total) {
                continue;
            }
            let complete = below.iter().all(|&i| !is_open(document, &budgets[i]));
            links.extend(below.into_iter().map(|i| (i, Total { id: budgets[total].id.clone(), complete })));
        }
    }
    for (part, total) in links {
        budgets[part].total = Some(total);
    }
}

/// Whether 등 follows an amount: the list has more members than it gives.
fn is_open(document: &Document, budget: &Budget) -> bool {
    let quote =
        document.source.slice(policygraph_model::Span { start: budget.evidence.start, end: budget.evidence.end });
    let compact: String = quote.split_whitespace().collect();
    let surface: String = budget.surface.split_whitespace().collect();
    let Some(at) = compact.find(&surface) else { return false };
    let after: String = compact[at + surface.len()..].chars().take(3).collect();
    after.trim_start_matches([')', ' ']).starts_with('등')
}
