//! D2: what each country's programmes are about, against all countries: shares, revealed comparative advantage, diversity.

use super::{DIMENSION, MEASURE, Work, ends};
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};
use policygraph_model::ClaimId;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Programmes by country and field, each counted once a field, with the claims.
pub(crate) fn counts(work: &Work<'_>) -> Vec<Vec<(usize, Vec<ClaimId>)>> {
    let mut counts = vec![vec![(0, Vec::new()); work.fields.len()]; work.inputs.countries.len()];
    for programme in &work.programmes.all {
        let mut seen = vec![false; work.fields.len()];
        for held in programme.held(Layer::Topics) {
            let Some(field) = work.field_of[held.item as usize] else { continue };
            for &country in &programme.countries {
                let (n, claims) = &mut counts[country][field];
                *n += usize::from(!seen[field]);
                claims.extend(held.support.claims());
            }
            seen[field] = true;
        }
    }
    counts
}

/// Share of a country's programmes in a field over that of all countries (Balassa, Trade liberalisation and revealed comparative advantage, 1965).
///
/// # Arguments
/// `counts`: by country, then field.
pub(crate) fn advantage(counts: &[Vec<f64>], country: usize, field: usize) -> Option<f64> {
    let row: f64 = counts[country].iter().sum();
    let column: f64 = counts.iter().map(|c| c[field]).sum();
    let all: f64 = counts.iter().flatten().sum();
    (row > 0.0 && column > 0.0).then(|| (counts[country][field] / row) / (column / all))
}

pub(crate) fn numbers(counts: &[Vec<(usize, Vec<ClaimId>)>]) -> Vec<Vec<f64>> {
    counts.iter().map(|row| row.iter().map(|(n, _)| *n as f64).collect()).collect()
}

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        2,
        "country-topics",
        ("국가별 분야", "Fields by country"),
        &[
            ("country", "국가", "country", DIMENSION),
            ("field", "분야", "field", DIMENSION),
            ("programmes", "프로그램", "programmes", MEASURE),
            ("low", "하한", "low", MEASURE),
            ("high", "상한", "high", MEASURE),
            ("share", "비중", "share", MEASURE),
            ("rca", "현시비교우위", "RCA", MEASURE),
            ("budget", "예산(환산)", "budget, converted", MEASURE),
        ],
    )
    .noted(
        "프로그램은 주제가 속한 분야마다 한 번 센다. 현시비교우위(RCA)는 국가 내 비중을 전체 비중으로 나눈 값으로, 1보다 크면 특화 분야이다. 예산은 프로그램마다 가장 큰 금액의 합이다. ‘다양성’ 행은 섀넌 지수와 허핀달 지수이다.",
        "A programme counts once in each field of its topics. RCA is the share in the country over the share in all; above 1 it is a speciality. The budget adds the largest amount of each programme. The rows on diversity give Shannon's entropy (nats) and the Herfindahl index as shares.",
    );
    let counts = counts(work);
    let all = numbers(&counts);
    for (country, row) in counts.iter().enumerate() {
        let total: f64 = all[country].iter().sum();
        let budgets = budgets(work, country);
        for (field, (n, claims)) in row.iter().enumerate() {
            let [low, high] = ends(&work.intervals.fields[country][field], 1.0);
            table.push(
                vec![
                    work.name(country),
                    Cell::text(&work.fields[field]),
                    Cell::count(*n),
                    low,
                    high,
                    Cell::number((total > 0.0).then(|| all[country][field] / total)),
                    Cell::number(advantage(&all, country, field)),
                    Cell::Amount(budgets[field].round_dp(0)),
                ],
                claims.clone(),
            );
        }
        let shares: Vec<f64> = all[country].iter().filter(|n| **n > 0.0).map(|n| n / total).collect();
        let entropy = -shares.iter().map(|s| s * s.ln()).sum::<f64>();
        let herfindahl: f64 = shares.iter().map(|s| s * s).sum();
        for (ko, en, value) in [
            ("다양성: 섀넌 지수", "diversity: Shannon", entropy),
            ("다양성: 허핀달 지수", "diversity: Herfindahl", herfindahl),
        ] {
            let missing = || Cell::Missing;
            table.push(
                vec![
                    work.name(country),
                    Cell::Text(Bilingual::new(ko, en)),
                    Cell::count(shares.len()),
                    missing(),
                    missing(),
                    Cell::number((total > 0.0).then_some(value)),
                    missing(),
                    missing(),
                ],
                row.iter().flat_map(|(_, claims)| claims.clone()).collect(),
            );
        }
    }
    table
}

/// The largest budget of each of a country's programmes by field, in the common currency; those of several fields in each.
fn budgets(work: &Work<'_>, country: usize) -> Vec<Decimal> {
    let mut sums = vec![Decimal::ZERO; work.fields.len()];
    for (programme, (amount, _)) in super::budgets::largest(work, country) {
        let held = work.programmes.all[programme].held(Layer::Topics);
        let fields: BTreeSet<usize> = held.iter().filter_map(|h| work.field_of[h.item as usize]).collect();
        for field in fields {
            sums[field] = sums[field].saturating_add(amount);
        }
    }
    sums
}
