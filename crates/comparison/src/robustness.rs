//! What numbers would be if claims were drawn by their confidence: each is kept with the probability that it is true.

use crate::Options;
use crate::draws::{affordable, draw, interval};
use crate::layers::Layer;
use crate::programmes::{Programme, Programmes};
use crate::tally::{Incidence, weighted};
use policygraph_network::{Monitor, Stopped};
use std::collections::BTreeMap;

/// The lower and upper end of the middle 95 % of draws.
pub(crate) type Interval = Option<(f64, f64)>;

/// Intervals of the numbers that tables show.
pub(crate) struct Intervals {
    /// How many draws were made.
    pub draws: usize,
    /// Programmes, by country.
    pub programmes: Vec<Interval>,
    /// Programmes by country, then field.
    pub fields: Vec<Vec<Interval>>,
    /// By shared layer, then pair of countries: the sum over pairs of programmes.
    pub linkages: Vec<Vec<Interval>>,
    /// By pair of countries: the sum over shared layers by their weights.
    pub totals: Vec<Interval>,
    /// By shared layer, then country with all together last.
    pub e_i: Vec<Vec<Interval>>,
    /// By pair of countries: in which share of draws its place among the pairs, by linkage, is that of the whole data.
    pub same_rank: Vec<f64>,
}

/// What one draw gives, in the order of [`Intervals`].
struct Drawn {
    programmes: Vec<f64>,
    fields: Vec<Vec<f64>>,
    linkages: Vec<Vec<f64>>,
    totals: Vec<f64>,
    e_i: Vec<Vec<f64>>,
}

/// External less internal over both; nothing where there is neither.
pub(crate) fn e_i(internal: f64, external: f64) -> Option<f64> {
    (internal + external > 0.0).then(|| (external - internal) / (external + internal))
}

/// For each country, and all together: ties between programmes of different countries have two ends.
pub(crate) fn e_i_indices(sums: &[(f64, f64)]) -> Vec<Option<f64>> {
    let all = sums.iter().fold((0.0, 0.0), |(i, e), s| (i + s.0, e + s.1 / 2.0));
    sums.iter().chain([&all]).map(|&(internal, external)| e_i(internal, external)).collect()
}

/// The places of values, the largest first.
pub(crate) fn ranks(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    let mut ranks = vec![0; values.len()];
    order.into_iter().enumerate().for_each(|(rank, i)| ranks[i] = rank);
    ranks
}

/// What intervals are drawn from.
pub(crate) struct Basis<'a> {
    pub countries: usize,
    pub programmes: &'a Programmes,
    /// The shared layers, and the rarity of their items.
    pub layers: &'a [Incidence],
    pub rarity: &'a [Vec<f64>],
    /// The place of the field of each topic, and how many fields there are.
    pub field_of: &'a [Option<usize>],
    pub fields: usize,
    /// For each pair of countries what a sum is multiplied with.
    pub scale: &'a [f64],
    /// The sums of the whole data.
    pub totals: &'a [f64],
}

impl Intervals {
    pub(crate) fn new(basis: &Basis<'_>, options: &Options, monitor: &dyn Monitor) -> Result<Self, Stopped> {
        let &Basis { countries, programmes, layers, rarity, field_of, fields, scale, totals } = basis;
        let steps: usize = layers.iter().map(|l| l.len() + l.items).sum::<usize>() + programmes.all.len();
        let count = affordable(options.draws, steps);
        let probabilities: Vec<f64> = programmes.all.iter().map(|p| p.assigned.probability()).collect();
        let of_topics = of_topics(programmes, field_of);
        let drawn = draw(count, options.seed, monitor, |random| {
            let mut drawn = Drawn {
                programmes: vec![0.0; countries],
                fields: vec![vec![0.0; fields]; countries],
                linkages: Vec::new(),
                totals: Vec::new(),
                e_i: Vec::new(),
            };
            for ((programme, &p), topics) in programmes.all.iter().zip(&probabilities).zip(&of_topics) {
                let there = f64::from(u8::from(random.f64() < p));
                programme.countries.iter().for_each(|&country| drawn.programmes[country] += there);
                // All topics of a field together.
                for &(field, p) in topics {
                    let there = f64::from(u8::from(random.f64() < p));
                    programme.countries.iter().for_each(|&country| drawn.fields[country][field] += there);
                }
            }
            for layer in Layer::SHARED {
                let tally = layers[layer as usize].draw(random);
                let rarity = &rarity[layer as usize];
                drawn.linkages.push(tally.linkages(rarity));
                let e_i = e_i_indices(&tally.internal_external(rarity));
                drawn.e_i.push(e_i.into_iter().map(|x| x.unwrap_or(f64::NAN)).collect());
            }
            drawn.totals = weighted(&drawn.linkages, &options.weights);
            drawn
        })?;
        let over = |get: &dyn Fn(&Drawn) -> f64| interval(drawn.iter().map(get).collect());
        let pairs = totals.len();
        let shared = 0..Layer::SHARED.len();
        let scaled = |sums: &[f64]| ranks(&sums.iter().zip(scale).map(|(s, scale)| s * scale).collect::<Vec<_>>());
        let observed = scaled(totals);
        let mut same = vec![0.0; pairs];
        for d in &drawn {
            for (same, (a, b)) in same.iter_mut().zip(scaled(&d.totals).iter().zip(&observed)) {
                *same += f64::from(u8::from(a == b)) / count as f64;
            }
        }
        Ok(Self {
            draws: count,
            programmes: (0..countries).map(|c| over(&|d| d.programmes[c])).collect(),
            fields: (0..countries).map(|c| (0..fields).map(|f| over(&|d| d.fields[c][f])).collect()).collect(),
            linkages: shared.clone().map(|l| (0..pairs).map(|p| over(&|d| d.linkages[l][p])).collect()).collect(),
            totals: (0..pairs).map(|p| over(&|d| d.totals[p])).collect(),
            e_i: shared.map(|l| (0..=countries).map(|c| over(&|d| d.e_i[l][c])).collect()).collect(),
            same_rank: same,
        })
    }
}

/// For each programme its fields, with the probability that it has a topic of the field.
fn of_topics(programmes: &Programmes, field: &[Option<usize>]) -> Vec<Vec<(usize, f64)>> {
    let of = |programme: &Programme| {
        let mut none: BTreeMap<usize, f64> = BTreeMap::new();
        for held in programme.held(Layer::Topics) {
            if let Some(field) = field[held.item as usize] {
                *none.entry(field).or_insert(1.0) *= 1.0 - held.support.probability();
            }
        }
        none.into_iter().map(|(field, none)| (field, 1.0 - none)).collect()
    };
    programmes.all.iter().map(of).collect()
}
