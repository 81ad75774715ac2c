//! D13: how much country linkages rest on single claims and sections.

use super::country_links::claims_of;
use super::{DIMENSION, HUNDRED, MEASURE, REMARK, Work, ends};
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};
use crate::tally::{add_pairs, pairs, rarity};
use policygraph_network::{Monitor, Stopped};
use rayon::prelude::*;
use std::collections::BTreeMap;

pub(crate) fn table(work: &Work<'_>, monitor: &dyn Monitor) -> Result<Table, Stopped> {
    let mut table = Table::new(
        13,
        "robustness",
        ("강건성", "Robustness"),
        &[
            ("country_a", "국가 A", "country A", DIMENSION),
            ("country_b", "국가 B", "country B", DIMENSION),
            ("linkage", "연계도", "linkage", MEASURE),
            ("low", "하한", "low", MEASURE),
            ("high", "상한", "high", MEASURE),
            ("same_rank", "같은 순위 비율", "same rank", MEASURE),
            ("least", "한 절 제외 최소", "least without a section", MEASURE),
            ("most", "한 절 제외 최대", "most without a section", MEASURE),
            ("section", "가장 영향이 큰 절", "section that matters most", REMARK),
        ],
    );
    let observed = &work.totals;
    let lost = lost(work);
    let all = lost.len();
    let without: Vec<(u32, Vec<f64>)> = lost
        .into_par_iter()
        .map(|(section, lost)| {
            if monitor.stopped() {
                return Err(Stopped);
            }
            let change = change(work, &lost);
            Ok((section, observed.iter().zip(change).map(|(o, c)| o + c).collect()))
        })
        .collect::<Result<_, _>>()?;
    for (pair, &(a, b)) in pairs(work.inputs.countries.len()).iter().enumerate() {
        let scale = work.scale[pair];
        let [low, high] = ends(&work.intervals.totals[pair], scale);
        let values = without.iter().map(|(_, t)| t[pair]);
        let change = |t: &[f64]| (t[pair] - observed[pair]).abs();
        let most = without.iter().max_by(|x, y| change(&x.1).total_cmp(&change(&y.1)).then(y.0.cmp(&x.0)));
        let section = most.filter(|m| change(&m.1) > 0.0).map(|m| work.programmes.sections[m.0 as usize].as_str());
        table.push(
            vec![
                work.name(a),
                work.name(b),
                Cell::number(observed[pair] * scale),
                low,
                high,
                Cell::number(work.intervals.same_rank[pair]),
                Cell::number(values.clone().reduce(f64::min).map(|v| v * scale)),
                Cell::number(values.reduce(f64::max).map(|v| v * scale)),
                section.map_or(Cell::Missing, |s| Cell::Text(Bilingual::same(&readable(s)))),
            ],
            Layer::SHARED.iter().flat_map(|&l| claims_of(work, l, (a, b))).collect(),
        );
    }
    let draws = work.intervals.draws;
    Ok(table.noted(
        &format!("연계도는 프로그램 쌍 {HUNDRED}개당 값이다. 상·하한은 주장을 신뢰도에 따라 {draws}회 추출한 95% 구간, 같은 순위 비율은 그 가운데 국가 쌍의 순위가 그대로인 비율, 최소·최대는 {all}개 절을 하나씩 뺀 값이다."),
        &format!("Linkage is that a {HUNDRED} pairs of programmes. Low and high are the 95 % interval of {draws} draws of claims by their confidence; same rank is the share of draws in which the pair keeps its place; least and most are without one of {all} sections."),
    ))
}

/// Who has what in which layer: layer, country, item.
type Lost = Vec<(Layer, usize, u32)>;

/// For each section what rests on it alone.
fn lost(work: &Work<'_>) -> Vec<(u32, Lost)> {
    let mut lost: BTreeMap<u32, Lost> = BTreeMap::new();
    for programme in &work.programmes.all {
        let Some(country) = programme.country() else { continue };
        for layer in Layer::SHARED {
            for held in programme.held(layer) {
                let mut sections = held.support.0.iter().map(|b| b.section);
                if let Some(Some(first)) = sections.next()
                    && sections.all(|s| s == Some(first))
                {
                    lost.entry(first).or_default().push((layer, country, held.item));
                }
            }
        }
    }
    lost.into_iter().collect()
}

/// How the sums of pairs of countries change when something is lost.
fn change(work: &Work<'_>, lost: &Lost) -> Vec<f64> {
    let mut counts: BTreeMap<(Layer, u32), Vec<u32>> = BTreeMap::new();
    for &(layer, country, item) in lost {
        let of_item = || work.tallies[layer as usize].item(item as usize).to_vec();
        counts.entry((layer, item)).or_insert_with(of_item)[country] -= 1;
    }
    let mut change = vec![0.0; work.scale.len()];
    for ((layer, item), left) in counts {
        let (weight, item) = (work.options.weights.of(layer), item as usize);
        let before = work.tallies[layer as usize].item(item);
        add_pairs(before, -weight * work.rarity[layer as usize][item], &mut change);
        // Fewer have it, and so it counts more for those that still do.
        let gone: u32 = before.iter().sum::<u32>() - left.iter().sum::<u32>();
        add_pairs(&left, weight * rarity(work.links.degrees[layer as usize][item] - gone), &mut change);
    }
    change
}

/// Document and path of a section's IRI.
fn readable(iri: &str) -> String {
    iri.rsplit('/').next().unwrap_or(iri).replace('#', " § ")
}
