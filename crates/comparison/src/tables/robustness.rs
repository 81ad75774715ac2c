//! D13: how much country linkages rest on single claims and sections.

use super::{DIMENSION, HUNDRED, MEASURE, REMARK, Work, ends};
use crate::draws::affordable;
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};
use crate::tally::{Tally, pairs, rarity};
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
    let totals = |keep: &(dyn Fn(&crate::support::Support) -> bool + Sync)| {
        let mut totals = vec![0.0; work.scale.len()];
        for layer in Layer::SHARED {
            let tally = Tally::of(work.programmes, layer, work.inputs.countries.len(), keep);
            let degrees = tally.degrees();
            // Fewer have what is left: rarities follow.
            let rarity: Vec<f64> =
                work.rarity[layer as usize].iter().zip(&degrees).map(|(r, d)| r.max(rarity(*d))).collect();
            for (total, sum) in totals.iter_mut().zip(tally.linkages(&rarity)) {
                *total += work.options.weights.of(layer) * sum;
            }
        }
        totals
    };
    let observed = totals(&|_| true);
    // Sections that support most first, as many as can be left out in reasonable time.
    let mut supports: BTreeMap<u32, usize> = BTreeMap::new();
    for held in work.programmes.all.iter().flat_map(|p| p.held.iter().flatten()) {
        held.support.0.iter().filter_map(|b| b.section).for_each(|s| *supports.entry(s).or_default() += 1);
    }
    let steps: usize = work.programmes.all.iter().flat_map(|p| &p.held).map(|h| h.len() + 1).sum();
    let mut sections: Vec<(u32, usize)> = supports.into_iter().collect();
    sections.sort_by_key(|&(s, n)| (std::cmp::Reverse(n), s));
    let all = sections.len();
    sections.truncate(affordable(all, steps));
    let without: Vec<(u32, Vec<f64>)> = sections
        .par_iter()
        .map(|&(section, _)| {
            if monitor.stopped() {
                return Err(Stopped);
            }
            Ok((section, totals(&|support| support.stands_without(section))))
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
            Vec::new(),
        );
    }
    let (draws, left_out) = (work.intervals.draws, without.len());
    Ok(table.noted(
        &format!("연계도는 프로그램 쌍 {HUNDRED}개당 값이다. 상·하한은 주장을 신뢰도에 따라 {draws}회 추출한 95% 구간, 같은 순위 비율은 그 가운데 국가 쌍의 순위가 그대로인 비율, 최소·최대는 {all}개 절 중 {left_out}개를 하나씩 뺀 값이다."),
        &format!("Linkage is that a {HUNDRED} pairs of programmes. Low and high are the 95 % interval of {draws} draws of claims by their confidence; same rank is the share of draws in which the pair keeps its place; least and most are without one section, for {left_out} of {all} sections."),
    ))
}

/// Document and path of a section's IRI.
fn readable(iri: &str) -> String {
    iri.rsplit('/').next().unwrap_or(iri).replace('#', " § ")
}
