//! The tables, a module each, and what they are made of.

pub(crate) mod backbone;
pub(crate) mod brokers;
pub(crate) mod budgets;
pub(crate) mod changes;
pub(crate) mod communities;
pub(crate) mod correlation;
pub(crate) mod country_links;
pub(crate) mod dyads;
pub(crate) mod gaps;
pub(crate) mod lead_lag;
pub(crate) mod mixing;
pub(crate) mod portfolio;
pub(crate) mod profile;
pub(crate) mod programme_links;
pub(crate) mod programmes;
pub(crate) mod robustness;
pub(crate) mod statistics;

use crate::layers::Layer;
use crate::links::Links;
use crate::programmes::Programmes;
use crate::robustness::{Basis, Interval, Intervals};
use crate::table::{Bilingual, Cell, Role};
use crate::tally::{Incidence, Tally, pairs, rarity, weighted};
use crate::ties::{self, Tie};
use crate::{Budget, Country, Inputs, Options};
use policygraph_network::{Monitor, Stopped};

pub(crate) const DIMENSION: Role = Role::Dimension;
pub(crate) const MEASURE: Role = Role::Measure;
pub(crate) const REMARK: Role = Role::Remark;

/// Added to the number of pairs of programmes by which sums are divided: the pairs of five programmes each. Without it two
/// countries with one programme each that share something would stand before all others.
const FEW_PAIRS: f64 = 25.0;

/// Linkages are told a hundred pairs of programmes.
const HUNDRED: f64 = 100.0;

/// What all tables are made of.
pub(crate) struct Work<'a> {
    pub inputs: &'a Inputs<'a>,
    pub options: &'a Options,
    pub programmes: &'a Programmes,
    pub links: Links<'a>,
    /// Of the items of each shared layer.
    pub rarity: Vec<Vec<f64>>,
    /// The shared layers as lists.
    pub layers: Vec<Incidence>,
    /// By shared layer.
    pub tallies: Vec<Tally>,
    /// By shared layer, then pair of countries: the sum over pairs of their programmes.
    pub linkages: Vec<Vec<f64>>,
    /// By pair of countries: that of all shared layers by their weights.
    pub totals: Vec<f64>,
    /// The place of the field of each topic.
    pub field_of: Vec<Option<usize>>,
    /// Fields that some topic is in.
    pub fields: Vec<Bilingual>,
    /// The only country of each node of the graph.
    pub homes: Vec<Option<usize>>,
    pub ties: Vec<Tie>,
    /// For each pair of countries what a sum over pairs of their programmes is multiplied with.
    pub scale: Vec<f64>,
    /// Programmes of each country that belong to no other of those compared.
    pub own_programmes: Vec<usize>,
    /// Budgets of the programmes, with their places.
    pub budgets: Vec<(usize, &'a Budget)>,
    pub intervals: Intervals,
}

/// Reads the programmes before the work on them, which borrows them.
pub(crate) fn with_work<T>(
    inputs: &Inputs<'_>,
    options: &Options,
    monitor: &dyn Monitor,
    then: impl FnOnce(&Work<'_>) -> Result<T, Stopped>,
) -> Result<T, Stopped> {
    let programmes = Programmes::collect(inputs, options);
    then(&Work::new(inputs, options, &programmes, monitor)?)
}

impl<'a> Work<'a> {
    fn new(
        inputs: &'a Inputs<'a>,
        options: &'a Options,
        programmes: &'a Programmes,
        monitor: &dyn Monitor,
    ) -> Result<Self, Stopped> {
        let countries = inputs.countries.len();
        let links = Links::new(programmes, inputs.graph, options.weights);
        let rarity: Vec<Vec<f64>> = links.degrees.iter().map(|d| d.iter().copied().map(rarity).collect()).collect();
        let layers: Vec<Incidence> = Layer::SHARED.iter().map(|&l| Incidence::new(programmes, l, countries)).collect();
        let tallies: Vec<Tally> = layers.iter().map(Incidence::count).collect();
        let linkages: Vec<Vec<f64>> = tallies.iter().zip(&rarity).map(|(t, r)| t.linkages(r)).collect();
        let totals = weighted(&linkages, &options.weights);
        let (field_of, fields) = fields(inputs, programmes);
        let codes: Vec<String> = inputs.countries.iter().map(|c| c.code.clone()).collect();
        let homes = ties::homes(inputs.graph, programmes, &codes);
        let ties = ties::collect(inputs.graph, &homes);
        let mut own_programmes = vec![0; countries];
        programmes.all.iter().filter_map(|p| p.country()).for_each(|c| own_programmes[c] += 1);
        let scale: Vec<f64> = pairs(countries)
            .into_iter()
            .map(|(a, b)| HUNDRED / (own_programmes[a] as f64 * own_programmes[b] as f64 + FEW_PAIRS))
            .collect();
        let basis = Basis {
            countries,
            programmes,
            layers: &layers,
            rarity: &rarity,
            field_of: &field_of,
            fields: fields.len(),
            scale: &scale,
            totals: &totals,
        };
        let intervals = Intervals::new(&basis, options, monitor)?;
        let programme = |b: &Budget| programmes.by_node.get(&inputs.graph.node(&b.subject)?).copied();
        let budgets = inputs.context.budgets.iter().filter_map(|b| Some((programme(b)?, b))).collect();
        Ok(Self {
            inputs,
            options,
            programmes,
            links,
            rarity,
            layers,
            tallies,
            linkages,
            totals,
            field_of,
            fields,
            homes,
            ties,
            scale,
            own_programmes,
            budgets,
            intervals,
        })
    }

    pub(crate) fn country(&self, place: usize) -> &Country {
        &self.inputs.countries[place]
    }

    /// The country as a cell.
    pub(crate) fn name(&self, place: usize) -> Cell {
        Cell::text(&self.country(place).label)
    }

    /// Whether two countries have programmes enough for a test.
    pub(crate) fn testable(&self, a: usize, b: usize) -> bool {
        self.own_programmes[a].min(self.own_programmes[b]) >= self.options.least_programmes
    }

    /// The names of the countries of a programme.
    pub(crate) fn countries_of(&self, programme: usize) -> Bilingual {
        let places = &self.programmes.all[programme].countries;
        Bilingual::joined(places.iter().map(|&c| &self.country(c).label), ", ")
    }

    /// Whether two programmes have no country in common.
    pub(crate) fn across(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.programmes.all[a].countries, &self.programmes.all[b].countries);
        a.iter().all(|c| !b.contains(c))
    }
}

/// The place of the field of each topic, and the fields.
fn fields(inputs: &Inputs<'_>, programmes: &Programmes) -> (Vec<Option<usize>>, Vec<Bilingual>) {
    let top = |id: &str| inputs.concepts.top(id).map(|c| c.label.clone());
    let tops: Vec<Option<Bilingual>> = programmes.items(Layer::Topics).iter().map(|t| top(&t.id)).collect();
    let mut fields: Vec<Bilingual> = tops.iter().flatten().cloned().collect();
    fields.sort();
    fields.dedup();
    (tops.into_iter().map(|t| fields.binary_search(&t?).ok()).collect(), fields)
}

/// The ends of an interval as cells.
pub(crate) fn ends(interval: &Interval, scale: f64) -> [Cell; 2] {
    match interval {
        Some((low, high)) => [Cell::number(low * scale), Cell::number(high * scale)],
        None => [Cell::Missing, Cell::Missing],
    }
}

/// What the reader should know before all.
pub(crate) fn limits(work: &Work<'_>) -> Vec<Bilingual> {
    let mut limits = vec![Bilingual::new(
        "정책 동향지는 편집자가 고른 국가와 주제를 담는다. 많이 다뤄진 국가가 더 활발한 국가는 아니다.",
        "A bulletin is its editor's choice of countries and themes: a country of which more is written is not more active.",
    )];
    let least = work.options.least_programmes;
    let has_any = |c: usize| work.programmes.all.iter().any(|p| p.countries.contains(&c));
    let labels = |wanted: &dyn Fn(usize) -> bool| -> Vec<&Bilingual> {
        (0..work.inputs.countries.len()).filter(|&c| wanted(c)).map(|c| &work.country(c).label).collect()
    };
    let none = labels(&|c| !has_any(c));
    let few = labels(&|c| has_any(c) && work.own_programmes[c] < least);
    if !none.is_empty() {
        let names = Bilingual::joined(none, ", ");
        limits.push(Bilingual::new(
            &format!("{}: 읽은 문서에 프로그램이나 법령이 없다.", names.ko),
            &format!("{}: no programme or law in the documents that were read.", names.en),
        ));
    }
    if !few.is_empty() {
        let names = Bilingual::joined(few, ", ");
        limits.push(Bilingual::new(
            &format!("{}: 프로그램이 {least}개 미만이어서 건수만 제시하고 검정하지 않는다.", names.ko),
            &format!("{}: fewer than {least} programmes, so counts only and no tests.", names.en),
        ));
    }
    limits
}

/// How firmly something is stated, in Korean.
fn status_ko(status: &str) -> &str {
    match status {
        "stated" => "확정",
        "planned" => "계획",
        "possible" => "가능",
        "denied" => "부인",
        other => other,
    }
}
