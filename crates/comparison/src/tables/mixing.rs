//! D5: whether programmes are tied within their country or across (E-I index), against exchanged countries.

use super::{DIMENSION, MEASURE, Work, ends};
use crate::draws::{affordable, draw, moments, p_value};
use crate::layers::Layer;
use crate::programmes::Programme;
use crate::robustness::e_i_indices;
use crate::table::{Bilingual, Cell, Table};
use crate::ties;
use policygraph_model::ClaimId;
use policygraph_network::{Monitor, Stopped};

pub(crate) fn table(work: &Work<'_>, monitor: &dyn Monitor) -> Result<Table, Stopped> {
    let mut table = Table::new(
        5,
        "e-i-index",
        ("E-I 지수", "E-I index"),
        &[
            ("layer", "층", "layer", DIMENSION),
            ("country", "국가", "country", DIMENSION),
            ("external", "국가 간", "external", MEASURE),
            ("internal", "국가 내", "internal", MEASURE),
            ("e_i", "E-I", "E-I", MEASURE),
            ("low", "하한", "low", MEASURE),
            ("high", "상한", "high", MEASURE),
            ("expected", "순열 평균", "mean of permutations", MEASURE),
            ("p", "p", "p", MEASURE),
        ],
    )
    .noted(
        "(국가 간 − 국가 내)/(합). 1이면 모든 연계가 국경을 넘고, −1이면 모두 국내이다. p는 국가 이름을 프로그램 사이에 뒤섞었을 때 평균에서 이만큼 벗어날 확률이다(Krackhardt·Stern 1988).",
        "(external − internal) / (both): 1 if all ties cross borders, −1 if none does. p is how often the index is as far from its mean when countries are exchanged between programmes (Krackhardt and Stern 1988).",
    );
    let countries = work.inputs.countries.len();
    let label = |p: &Programme| p.country().and_then(|c| u32::try_from(c).ok());
    let labels: Vec<Option<u32>> = work.programmes.all.iter().map(label).collect();
    for layer in Layer::SHARED {
        let rarity = &work.rarity[layer as usize];
        let sums = work.tallies[layer as usize].internal_external(rarity);
        let incidence = &work.layers[layer as usize];
        let count = affordable(work.options.permutations, incidence.len() + incidence.items + labels.len());
        let permuted = draw(count, work.options.seed ^ 0xe1, monitor, |random| {
            let mut shuffled: Vec<u32> = labels.iter().copied().flatten().collect();
            random.shuffle(&mut shuffled);
            let mut next = shuffled.into_iter();
            // Programmes of several countries are in no list.
            let labels: Vec<u32> = labels.iter().map(|l| l.and_then(|_| next.next()).unwrap_or_default()).collect();
            e_i_indices(&incidence.labelled(&labels).internal_external(rarity))
        })?;
        let items = |country: Option<usize>| {
            let shared: Vec<bool> = work.tallies[layer as usize].degrees().iter().map(|d| *d > 1).collect();
            let own = work.programmes.all.iter().filter(move |p| country.is_none_or(|c| p.country() == Some(c)));
            own.flat_map(|p| p.held(layer))
                .filter(|h| shared[h.item as usize])
                .flat_map(|h| h.support.claims())
                .collect::<Vec<ClaimId>>()
        };
        rows(work, layer, &sums, &permuted, Some(&work.intervals.e_i[layer as usize]), items, &mut table);
    }
    for layer in [Layer::Direct, Layer::Restrictions] {
        let ties: Vec<&ties::Tie> = work.ties.iter().filter(|t| ties::layer_of(t.predicate) == Some(layer)).collect();
        let sums_of = |ends: &[(usize, usize)]| {
            let mut sums = vec![(0.0, 0.0); countries];
            for &(from, to) in ends {
                if from == to {
                    sums[from].0 += 1.0;
                } else {
                    sums[from].1 += 1.0;
                    sums[to].1 += 1.0;
                }
            }
            sums
        };
        let ends: Vec<(usize, usize)> = ties.iter().map(|t| (t.from, t.to)).collect();
        let count = affordable(work.options.permutations, ties.len() * 4);
        let shuffle = ties::Shuffle::new(&ties);
        let permuted =
            draw(count, work.options.seed ^ 0xe2, monitor, |random| e_i_indices(&sums_of(&shuffle.draw(random))))?;
        let items = |country: Option<usize>| {
            let of = ties.iter().filter(|t| country.is_none_or(|c| t.from == c || t.to == c));
            of.flat_map(|t| t.support.claims()).collect::<Vec<ClaimId>>()
        };
        rows(work, layer, &sums_of(&ends), &permuted, None, items, &mut table);
    }
    Ok(table)
}

fn rows(
    work: &Work<'_>,
    layer: Layer,
    sums: &[(f64, f64)],
    permuted: &[Vec<Option<f64>>],
    intervals: Option<&Vec<crate::robustness::Interval>>,
    claims: impl Fn(Option<usize>) -> Vec<ClaimId>,
    table: &mut Table,
) {
    let countries = sums.len();
    let observed = e_i_indices(sums);
    for place in 0..=countries {
        let (name, country) = if place == countries {
            (Cell::Text(Bilingual::new("전체", "all")), None)
        } else {
            (work.name(place), Some(place))
        };
        let (internal, external) = match country {
            Some(c) => sums[c],
            None => sums.iter().fold((0.0, 0.0), |(i, e), s| (i + s.0, e + s.1 / 2.0)),
        };
        let testable = match country {
            Some(c) => work.own_programmes[c] >= work.options.least_programmes,
            None => work.programmes.all.len() >= 2 * work.options.least_programmes,
        };
        let values: Vec<f64> = permuted.iter().filter_map(|d| d[place]).collect();
        let (mean, _) = moments(&values);
        let test = observed[place].filter(|_| testable && !values.is_empty());
        let p = test.map(|x| p_value((x - mean).abs(), values.iter().map(|v| (v - mean).abs())));
        let [low, high] = ends(&intervals.and_then(|i| i[place]), 1.0);
        table.push(
            vec![
                Cell::Text(layer.name()),
                name,
                Cell::number(external),
                Cell::number(internal),
                Cell::number(observed[place]),
                low,
                high,
                Cell::number(test.map(|_| mean)),
                Cell::number(p),
            ],
            claims(country),
        );
    }
}
