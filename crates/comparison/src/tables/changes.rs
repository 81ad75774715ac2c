//! D15: what is new, ended and grown from one period to the next, by country and field.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::Period;
use crate::layers::Layer;
use crate::money::Converter;
use crate::table::{Bilingual, Cell, Table};
use petgraph::Direction::{Incoming, Outgoing};
use policygraph_model::{ClaimId, Predicate};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A period by its name, which sorts as the periods do.
fn period_of(period: Period, issued: &str, document: &str) -> Option<String> {
    let year = issued.get(..4)?;
    let month: Option<u8> = issued.get(5..7).and_then(|m| m.parse().ok());
    match period {
        Period::Year => Some(year.to_owned()),
        Period::Quarter => Some(format!("{year}-Q{}", (month? - 1) / 3 + 1)),
        Period::Month => Some(format!("{year}-{:02}", month?)),
        Period::Document => Some(format!("{issued} {document}")),
    }
}

/// What is reported of the programmes of a country and field in a period.
#[derive(Default)]
struct Reported {
    programmes: BTreeSet<usize>,
    claims: BTreeSet<ClaimId>,
    budget: Decimal,
}

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        15,
        "changes",
        ("시기별 변화", "Changes over time"),
        &[
            ("period", "시기", "period", DIMENSION),
            ("country", "국가", "country", DIMENSION),
            ("field", "분야", "field", DIMENSION),
            ("programmes", "프로그램", "programmes", MEASURE),
            ("new", "신규", "new", MEASURE),
            ("ended", "종료", "ended", MEASURE),
            ("silent", "언급 없음", "no longer reported", MEASURE),
            ("claims", "주장", "claims", MEASURE),
            ("growth", "주장 증가율", "growth of claims", MEASURE),
            ("budget", "예산(환산)", "budget, converted", MEASURE),
            ("names", "신규 프로그램", "new programmes", REMARK),
        ],
    )
    .noted(
        "시기는 절, 없으면 문서의 날짜에 따른다. 신규는 그 시기에 처음 보고된 것, 종료는 앞선 시기에 보고되었고 유효 기간이 지났거나 다른 것으로 대체된 것, ‘언급 없음’은 앞 시기에는 보고되고 이 시기에는 보고되지 않은 것이다. ‘전체’ 행은 분야를 가리지 않는다.",
        "Periods are by the date of the section, else of the document. New: first reported then. Ended: reported before, and past the years for which it is stated, or replaced. No longer reported: in the period before, but not in this one. The rows with all fields count every programme.",
    );
    let period_of_section: HashMap<&str, String> = work
        .inputs
        .context
        .sections
        .iter()
        .filter_map(|s| Some((s.id.as_str(), period_of(work.options.period, s.issued.as_ref()?, &s.document)?)))
        .collect();
    let mut reported: BTreeMap<(usize, usize), BTreeMap<String, Reported>> = BTreeMap::new();
    // Fields, and all of them together behind.
    let all = work.fields.len();
    let mut periods: BTreeSet<String> = BTreeSet::new();
    let mut first: HashMap<usize, String> = HashMap::new();
    for (p, claim, section) in claims(work) {
        let Some(period) = period_of_section.get(section) else { continue };
        periods.insert(period.clone());
        let known = first.entry(p).or_insert_with(|| period.clone());
        if period < known {
            known.clone_from(period);
        }
        for &country in &work.programmes.all[p].countries {
            for field in fields_of(work, p).into_iter().chain([all]) {
                let entry = reported.entry((country, field)).or_default().entry(period.clone()).or_default();
                entry.programmes.insert(p);
                entry.claims.insert(claim);
            }
        }
    }
    budgets(work, &period_of_section, &mut reported);
    let ended = ended(work);
    let none = Reported::default();
    for ((country, field), by_period) in &reported {
        let mut before: Option<&Reported> = None;
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for period in &periods {
            let now = by_period.get(period).unwrap_or(&none);
            let year: Option<i16> = period.get(..4).and_then(|y| y.parse().ok());
            let new: Vec<usize> = now.programmes.iter().copied().filter(|p| first[p] == *period).collect();
            let over = seen.iter().filter(|p| ended.get(p).is_some_and(|last| year.is_some_and(|y| *last < y))).count();
            let silent = before.map_or(0, |b| b.programmes.difference(&now.programmes).count());
            let growth =
                before.filter(|b| !b.claims.is_empty()).map(|b| now.claims.len() as f64 / b.claims.len() as f64 - 1.0);
            seen.extend(&now.programmes);
            if !now.programmes.is_empty() || over > 0 || silent > 0 {
                let name = if *field == all { Bilingual::new("전체", "all") } else { work.fields[*field].clone() };
                let names = Bilingual::joined(new.iter().map(|&p| &work.programmes.all[p].label), "; ");
                table.push(
                    vec![
                        Cell::code(period),
                        work.name(*country),
                        Cell::Text(name),
                        Cell::count(now.programmes.len()),
                        Cell::count(new.len()),
                        Cell::count(over),
                        Cell::count(silent),
                        Cell::count(now.claims.len()),
                        Cell::number(growth),
                        Cell::Amount(now.budget.round_dp(0)),
                        Cell::Text(names),
                    ],
                    now.claims.iter().copied().collect(),
                );
            }
            before = Some(now);
        }
    }
    table
}

fn fields_of(work: &Work<'_>, programme: usize) -> BTreeSet<usize> {
    let held = work.programmes.all[programme].held(Layer::Topics);
    held.iter().filter_map(|h| work.field_of[h.item as usize]).collect()
}

/// All claims about programmes, with the sections in which their words stand.
fn claims<'w>(work: &'w Work<'_>) -> impl Iterator<Item = (usize, ClaimId, &'w str)> {
    let graph = work.inputs.graph;
    work.programmes.all.iter().enumerate().flat_map(move |(p, programme)| {
        let edges = [Outgoing, Incoming].into_iter().flat_map(move |d| graph.graph().edges_directed(programme.node, d));
        let stated = edges.flat_map(|e| e.weight().statements()).filter_map(|s| Some((s.claim, s.section?)));
        let tagged =
            programme.held.iter().flatten().flat_map(|h| &h.support.0).filter_map(|b| Some((b.claim, b.section?)));
        stated
            .chain(tagged)
            .map(move |(claim, section)| (p, claim, work.programmes.sections[section as usize].as_str()))
    })
}

/// Adds the budgets, each in the period of the first section that names its programme in the year of its money.
fn budgets(
    work: &Work<'_>,
    periods: &HashMap<&str, String>,
    reported: &mut BTreeMap<(usize, usize), BTreeMap<String, Reported>>,
) {
    let converter = Converter::new(work.inputs.rates, &work.options.currency);
    for &(p, budget) in work.budgets.iter().filter(|(_, b)| !b.part) {
        let Ok(amount) = budget.amount.parse() else { continue };
        let Some(amount) = converter.convert(amount, &budget.currency, budget.year) else { continue };
        let Some(period) = periods.get(budget.section.as_str()) else { continue };
        for &country in &work.programmes.all[p].countries {
            for field in fields_of(work, p).into_iter().chain([work.fields.len()]) {
                let entry = reported.entry((country, field)).or_default().entry(period.clone()).or_default();
                entry.budget = entry.budget.saturating_add(amount);
            }
        }
    }
}

/// The last year of programmes that have one: that for which they are stated, or before they were replaced.
fn ended(work: &Work<'_>) -> BTreeMap<usize, i16> {
    let g = work.inputs.graph.graph();
    let mut ended = BTreeMap::new();
    for (p, programme) in work.programmes.all.iter().enumerate() {
        let spans = [Outgoing, Incoming].into_iter().flat_map(|d| g.edges_directed(programme.node, d));
        let spans = spans.flat_map(|e| e.weight().statements()).filter_map(|s| s.years).filter(|(from, to)| from < to);
        let last = spans.map(|(_, to)| to).max();
        let replaced = g
            .edges_directed(programme.node, Incoming)
            .filter(|e| e.weight().predicate == Predicate::Replaces)
            .flat_map(|e| e.weight().statements())
            .filter_map(|s| s.years)
            .map(|(from, _)| from - 1)
            .min();
        if let Some(year) = last.into_iter().chain(replaced).min() {
            ended.insert(p, year);
        }
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named() {
        let of = |period| period_of(period, "2020-05-01", "a.txt").unwrap();
        assert_eq!([of(Period::Year), of(Period::Quarter), of(Period::Month)], ["2020", "2020-Q2", "2020-05"]);
        assert_eq!(of(Period::Document), "2020-05-01 a.txt");
        assert_eq!(period_of(Period::Month, "2020", ""), None);
    }
}
