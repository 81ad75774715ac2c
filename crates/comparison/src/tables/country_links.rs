//! D4: what ties each pair of countries, layer by layer, against chance.

use super::{DIMENSION, MEASURE, Work, ends};
use crate::draws::{affordable, draw, moments, normal_tail, p_value, q_values};
use crate::fixed_degrees;
use crate::layers::Layer;
use crate::programmes::Programme;
use crate::table::{Bilingual, Cell, Table};
use crate::tally::{Tally, pairs, weighted};
use crate::ties;
use policygraph_model::ClaimId;
use policygraph_network::{Monitor, Stopped};
use std::collections::BTreeMap;

pub(crate) fn table(work: &Work<'_>, monitor: &dyn Monitor) -> Result<Table, Stopped> {
    let columns = [
        ("country_a", "국가 A", "country A", DIMENSION),
        ("country_b", "국가 B", "country B", DIMENSION),
        ("layer", "층", "layer", DIMENSION),
        ("ties", "연계 수", "ties", MEASURE),
        ("only_a", "A에만", "only in A", MEASURE),
        ("only_b", "B에만", "only in B", MEASURE),
        ("sum", "가중 합", "weighted sum", MEASURE),
        ("linkage", "연계도", "linkage", MEASURE),
        ("low", "하한", "low", MEASURE),
        ("high", "상한", "high", MEASURE),
        ("expected", "우연 기대값", "expected by chance", MEASURE),
        ("z", "z", "z", MEASURE),
        ("p", "p", "p", MEASURE),
        ("q", "q", "q", MEASURE),
        ("jaccard", "자카드", "Jaccard", MEASURE),
        ("cosine", "코사인", "cosine", MEASURE),
    ];
    let mut table = Table::new(4, "country-links", ("국가 간 연계", "Links between countries"), &columns);
    let shared = by_chance(work, monitor)?;
    let tied = shuffled_ties(work, monitor)?;
    let mut rows: Vec<(Vec<Cell>, Vec<ClaimId>)> = Vec::new();
    let mut tests: BTreeMap<Bilingual, Vec<(usize, f64)>> = BTreeMap::new();
    for (pair, &(a, b)) in pairs(work.inputs.countries.len()).iter().enumerate() {
        let testable = work.testable(a, b);
        let mut push = |layer: Bilingual, measured: Measured, claims: Vec<ClaimId>| {
            let chance = measured.chance.filter(|_| testable);
            if let Some(chance) = &chance {
                tests.entry(layer.clone()).or_default().push((rows.len(), chance.p));
            }
            let [low, high] = ends(&measured.interval, work.scale[pair]);
            let [jaccard, cosine] = measured.similarity.map(Cell::number);
            let of = |get: fn(&Chance) -> Option<f64>| Cell::number(chance.as_ref().and_then(get));
            let cells = vec![
                work.name(a),
                work.name(b),
                Cell::Text(layer),
                Cell::count(measured.ties),
                measured.only.map_or(Cell::Missing, |o| Cell::count(o.0)),
                measured.only.map_or(Cell::Missing, |o| Cell::count(o.1)),
                Cell::number(measured.sum),
                Cell::number(measured.sum * work.scale[pair]),
                low,
                high,
                of(|c| Some(c.mean)),
                of(|c| c.z),
                of(|c| Some(c.p)),
                Cell::Missing,
                jaccard,
                cosine,
            ];
            rows.push((cells, claims));
        };
        let mut total = Measured {
            sum: work.totals[pair],
            chance: shared.total(pair),
            interval: work.intervals.totals[pair],
            ..Measured::default()
        };
        let mut all_claims = Vec::new();
        let mut of_layers = Vec::new();
        for layer in Layer::SHARED {
            let (measured, claims) = of_shared(work, layer, (a, b), pair, &shared);
            total.ties += measured.ties;
            if let Some((a, b)) = measured.only {
                let (only_a, only_b) = total.only.unwrap_or_default();
                total.only = Some((only_a + a, only_b + b));
            }
            all_claims.extend(&claims);
            of_layers.push((layer.name(), measured, claims));
        }
        push(Bilingual::new("전체(공유)", "all shared"), total, all_claims);
        of_layers.into_iter().for_each(|(name, measured, claims)| push(name, measured, claims));
        let joint: Vec<_> =
            work.programmes.all.iter().filter(|p| p.countries.contains(&a) && p.countries.contains(&b)).collect();
        let claims = joint.iter().flat_map(|p| p.assigned.claims().collect::<Vec<_>>()).collect();
        let measured = Measured { ties: joint.len(), sum: joint.len() as f64, ..Measured::default() };
        push(Layer::Joint.name(), measured, claims);
        for (layer, draws) in &tied {
            let mut claims = Vec::new();
            let mut count = 0;
            for tie in work.ties.iter().filter(|t| ties::layer_of(t.predicate) == Some(*layer)) {
                if (tie.from.min(tie.to), tie.from.max(tie.to)) == (a, b) {
                    count += 1;
                    claims.extend(tie.support.claims());
                }
            }
            let sum = count as f64;
            let values: Vec<f64> = draws.iter().map(|d| d[pair]).collect();
            let chance = Chance::of(sum, &values, work.options.permutations);
            let measured = Measured { ties: count, sum, chance, ..Measured::default() };
            push(layer.name(), measured, claims);
        }
    }
    // The pairs of countries in a layer are one family of tests.
    for family in tests.into_values() {
        let p: Vec<f64> = family.iter().map(|t| t.1).collect();
        for ((row, _), q) in family.iter().zip(q_values(&p, p.len())) {
            rows[*row].0[Q] = Cell::number(q);
        }
    }
    rows.into_iter().for_each(|(cells, claims)| table.push(cells, claims));
    let draws = shared.draws.len();
    Ok(table.noted(
        &format!("연계 수는 양국 프로그램이 함께 가진 항목 또는 양국 간 관계의 수이고, ‘A에만’·‘B에만’은 한쪽 프로그램에만 있는 항목의 수이다. 가중 합은 프로그램 쌍마다 공유 항목을 1/(보유 프로그램 수 − 1)로 더한 값(직접 관계는 건수)이고, 연계도는 이를 프로그램 쌍 100개당(쌍 수 + 25)으로 나눈 값이다. 기대값·z·p는 프로그램별 항목 수와 항목별 프로그램 수를 그대로 둔 무작위 망(FDSM) {draws}개, 직접 관계는 대상 순열에 따른다. 자료가 커서 요청보다 적게 뽑으면 p는 정규분포의 꼬리이다. q는 층마다 모든 국가 쌍에 대한 벤저미니-호크버그 보정값이다. 여러 비교국에 속한 프로그램은 ‘공동 프로그램’에만 센다."),
        &format!("Ties are the items that programmes of both have, or the relations between the two; only in A and B count the items of just one side. The weighted sum adds, for each pair of programmes, 1 over the number of other programmes that have a shared item (relations count 1); linkage is that a hundred pairs of programmes (number of pairs + 25). Expected, z and p are against {draws} random networks in which each programme has as many items, and each item as many programmes, as it has (FDSM); relations against permutations of whom they lead to. Where the data are so large that fewer are drawn than asked for, p is the tail of the normal distribution. q is p after Benjamini and Hochberg over the pairs of a layer. Programmes of several of the countries count as joint programmes only."),
    ))
}

/// The place of the column of q.
const Q: usize = 13;

#[derive(Default)]
struct Measured {
    ties: usize,
    /// Items that only programmes of the one have, and of the other.
    only: Option<(usize, usize)>,
    sum: f64,
    interval: crate::robustness::Interval,
    chance: Option<Chance>,
    /// Jaccard and cosine.
    similarity: [Option<f64>; 2],
}

/// A value for each pair of countries.
type Sums = Vec<f64>;

/// What would be by chance.
struct Chance {
    mean: f64,
    z: Option<f64>,
    p: f64,
}

impl Chance {
    /// # Arguments
    /// `wanted`: how many draws were asked for.
    fn of(observed: f64, draws: &[f64], wanted: usize) -> Option<Self> {
        if draws.is_empty() {
            return None;
        }
        let (mean, deviation) = moments(draws);
        let z = (deviation > 0.0).then(|| (observed - mean) / deviation);
        let p = match z {
            // Few draws give no p value small enough for many pairs. Where only few can be afforded, sums are of so much that they are normal.
            Some(z) if draws.len() < wanted => normal_tail(z),
            _ => p_value(observed, draws.iter().copied()),
        };
        Some(Self { mean, z, p })
    }
}

/// What is shared at random: for each draw the sums by shared layer, then pair of countries.
struct Shared<'w> {
    work: &'w Work<'w>,
    draws: Vec<Vec<Sums>>,
    /// Of each draw the sums of all layers by their weights.
    totals: Vec<Sums>,
}

impl Shared<'_> {
    fn layer(&self, layer: Layer, pair: usize) -> Option<Chance> {
        let draws: Vec<f64> = self.draws.iter().map(|sums| sums[layer as usize][pair]).collect();
        Chance::of(self.work.linkages[layer as usize][pair], &draws, self.work.options.permutations)
    }

    fn total(&self, pair: usize) -> Option<Chance> {
        let draws: Vec<f64> = self.totals.iter().map(|sums| sums[pair]).collect();
        Chance::of(self.work.totals[pair], &draws, self.work.options.permutations)
    }
}

/// Networks at random for all shared layers. Items of one programme can tie none and are left out.
fn by_chance<'w>(work: &'w Work<'w>, monitor: &dyn Monitor) -> Result<Shared<'w>, Stopped> {
    let countries = work.inputs.countries.len();
    let own: Vec<(usize, &Programme)> = work.programmes.all.iter().filter_map(|p| Some((p.country()?, p))).collect();
    let labels: Vec<usize> = own.iter().map(|o| o.0).collect();
    let layers: Vec<Vec<Vec<u32>>> = Layer::SHARED
        .iter()
        .map(|&layer| {
            let degrees = work.tallies[layer as usize].degrees();
            let row =
                |p: &Programme| p.held(layer).iter().map(|h| h.item).filter(|i| degrees[*i as usize] > 1).collect();
            own.iter().map(|(_, p)| row(p)).collect()
        })
        .collect();
    let steps: usize = layers.iter().map(|rows| fixed_degrees::steps(rows)).sum();
    let count = affordable(work.options.permutations, steps);
    let draws = draw(count, work.options.seed ^ 0x5d5, monitor, |random| {
        let of_layer = |(rows, &layer): (&Vec<Vec<u32>>, &Layer)| {
            let mut rows = rows.clone();
            let rarity = &work.rarity[layer as usize];
            fixed_degrees::randomize(&mut rows, rarity.len(), random);
            Tally::of_rows(&rows, &labels, rarity.len(), countries).linkages(rarity)
        };
        layers.iter().zip(&Layer::SHARED).map(of_layer).collect()
    })?;
    let totals = draws.iter().map(|sums: &Vec<Sums>| weighted(sums, &work.options.weights)).collect();
    Ok(Shared { work, draws, totals })
}

/// For the layers of relations the counts by pair of countries when whom they lead to is permuted.
fn shuffled_ties(work: &Work<'_>, monitor: &dyn Monitor) -> Result<Vec<(Layer, Vec<Sums>)>, Stopped> {
    let countries = work.inputs.countries.len();
    let mut layers = Vec::new();
    for layer in [Layer::Direct, Layer::References, Layer::Restrictions] {
        let of_layer: Vec<&ties::Tie> =
            work.ties.iter().filter(|t| ties::layer_of(t.predicate) == Some(layer)).collect();
        let count = affordable(work.options.permutations, of_layer.len() * 4);
        let seed = work.options.seed ^ layer as u64;
        let draws = if of_layer.is_empty() {
            Vec::new()
        } else {
            let shuffle = ties::Shuffle::new(&of_layer);
            draw(count, seed, monitor, |random| ties::counts(shuffle.draw(random), countries))?
        };
        layers.push((layer, draws));
    }
    Ok(layers)
}

/// The claims behind what the programmes of two countries share in a layer.
pub(crate) fn claims_of(work: &Work<'_>, layer: Layer, (a, b): (usize, usize)) -> Vec<ClaimId> {
    let tally = &work.tallies[layer as usize];
    let own = work.programmes.all.iter().filter(|p| p.country() == Some(a) || p.country() == Some(b));
    let both = |item: u32| {
        let counts = tally.item(item as usize);
        counts[a] > 0 && counts[b] > 0
    };
    own.flat_map(|p| p.held(layer)).filter(|h| both(h.item)).flat_map(|h| h.support.claims()).collect()
}

/// A shared layer of a pair of countries.
fn of_shared(
    work: &Work<'_>,
    layer: Layer,
    (a, b): (usize, usize),
    pair: usize,
    shared: &Shared<'_>,
) -> (Measured, Vec<ClaimId>) {
    let tally = &work.tallies[layer as usize];
    let (mut both, mut only, mut either, mut product, mut square_a, mut square_b) = (0, (0, 0), 0, 0.0, 0.0, 0.0);
    for counts in tally.items() {
        let (n, m) = (counts[a], counts[b]);
        both += usize::from(n > 0 && m > 0);
        only.0 += usize::from(n > 0 && m == 0);
        only.1 += usize::from(n == 0 && m > 0);
        either += usize::from(n > 0 || m > 0);
        let (n, m) = (f64::from(n), f64::from(m));
        product += n * m;
        square_a += n * n;
        square_b += m * m;
    }
    let norms: f64 = (square_a * square_b).sqrt();
    let measured = Measured {
        ties: both,
        only: Some(only),
        sum: work.linkages[layer as usize][pair],
        interval: work.intervals.linkages[layer as usize][pair],
        chance: if either > 0 { shared.layer(layer, pair) } else { None },
        similarity: [(either > 0).then(|| both as f64 / either as f64), (norms > 0.0).then(|| product / norms)],
    };
    (measured, claims_of(work, layer, (a, b)))
}
