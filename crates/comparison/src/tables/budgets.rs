//! D16: the budgets of programmes, as stated and in one currency.

use super::{DIMENSION, MEASURE, REMARK, Work, status_ko};
use crate::context::Budget;
use crate::layers::Layer;
use crate::money::Converter;
use crate::table::{Bilingual, Cell, Table};
use policygraph_model::ClaimId;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The budgets of the programmes of a country, with the places of the programmes.
pub(crate) fn of_country<'w>(work: &'w Work<'_>, country: usize) -> impl Iterator<Item = (usize, &'w Budget)> {
    work.budgets.iter().copied().filter(move |(p, _)| work.programmes.all[*p].countries.contains(&country))
}

/// The largest amount of each programme of a country, in the common currency: several amounts of one programme often are a total
/// and what it is made of, also where the text does not say so.
pub(crate) fn largest<'w>(work: &'w Work<'_>, country: usize) -> BTreeMap<usize, (Decimal, &'w Budget)> {
    let converter = Converter::new(work.inputs.rates, &work.options.currency);
    let mut largest: BTreeMap<usize, (Decimal, &Budget)> = BTreeMap::new();
    for (programme, budget) in of_country(work, country) {
        let Ok(amount) = budget.amount.parse() else { continue };
        let Some(amount) = converter.convert(amount, &budget.currency, budget.year) else { continue };
        let known = largest.entry(programme).or_insert((amount, budget));
        if amount > known.0 {
            *known = (amount, budget);
        }
    }
    largest
}

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        16,
        "budgets",
        ("프로그램 예산", "Budgets of programmes"),
        &[
            ("country", "국가", "country", DIMENSION),
            ("programme", "프로그램", "programme", DIMENSION),
            ("field", "분야", "field", REMARK),
            ("amount", "금액", "amount", MEASURE),
            ("currency", "통화", "currency", DIMENSION),
            ("year", "기준 연도", "year", DIMENSION),
            ("period", "기간", "period", REMARK),
            ("status", "상태", "status", REMARK),
            ("converted", "환산액", "converted", MEASURE),
            ("target", "환산 통화", "converted to", REMARK),
            ("part", "총액의 일부", "part of a total", REMARK),
            ("surface", "원문", "words", REMARK),
        ],
    )
    .noted(
        "환산은 금액 기준 연도의 유럽중앙은행 기준환율 연평균에 따른다. 환율이 없으면 비워 둔다.",
        "Converted at the mean of the reference rates of the European Central Bank in the year whose money it is; empty where there is no rate.",
    );
    let converter = Converter::new(work.inputs.rates, &work.options.currency);
    for country in 0..work.inputs.countries.len() {
        for (p, budget) in of_country(work, country) {
            let Ok(amount) = budget.amount.parse::<Decimal>() else { continue };
            let programme = &work.programmes.all[p];
            let fields: Vec<usize> =
                programme.held(Layer::Topics).iter().filter_map(|h| work.field_of[h.item as usize]).collect();
            let field = most_frequent(&fields).map_or_else(Bilingual::default, |f| work.fields[f].clone());
            let yes = if budget.part { Bilingual::new("예", "yes") } else { Bilingual::default() };
            table.push(
                vec![
                    work.name(country),
                    Cell::text(&programme.label),
                    Cell::Text(field),
                    Cell::Amount(amount),
                    Cell::code(&budget.currency),
                    budget.year.map_or(Cell::Missing, |y| Cell::code(&y.to_string())),
                    Cell::code(&budget.period),
                    Cell::Text(Bilingual::new(status_ko(&budget.status), &budget.status)),
                    converter
                        .convert(amount, &budget.currency, budget.year)
                        .map_or(Cell::Missing, |a| Cell::Amount(a.round_dp(0))),
                    Cell::code(&work.options.currency),
                    Cell::Text(yes),
                    Cell::code(&budget.surface),
                ],
                budget.claims.iter().map(|(c, _)| ClaimId(*c)).collect(),
            );
        }
    }
    table
}

/// The value that comes most often, the least of several.
pub(crate) fn most_frequent(values: &[usize]) -> Option<usize> {
    let count = |v: usize| values.iter().filter(|&&w| w == v).count();
    values.iter().copied().max_by_key(|&v| (count(v), std::cmp::Reverse(v)))
}
