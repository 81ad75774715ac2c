//! D1: what there is of each country, beside how much was written about it.

use super::{DIMENSION, MEASURE, REMARK, Work, ends};
use crate::layers::Layer;
use crate::money::Converter;
use crate::programmes::{ACTS, How, Programme, countries_of};
use crate::table::{Bilingual, Cell, Table};
use petgraph::Direction::Incoming;
use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;
use policygraph_graph::Edge;
use policygraph_model::{ClaimId, EntityType, Predicate};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Units of counts.
const NUMBER: (&str, &str) = ("건", "number");
const PLACES: (&str, &str) = ("곳", "number");

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        1,
        "country-profile",
        ("국가 프로필", "Country profiles"),
        &[
            ("country", "국가", "country", DIMENSION),
            ("measure", "항목", "measure", DIMENSION),
            ("detail", "구분", "detail", DIMENSION),
            ("value", "값", "value", MEASURE),
            ("low", "하한", "low", MEASURE),
            ("high", "상한", "high", MEASURE),
            ("unit", "단위", "unit", REMARK),
        ],
    )
    .noted(
        "건수는 다뤄진 분량(줄 수)과 함께 읽어야 한다. 상·하한은 주장을 신뢰도에 따라 추출한 95% 구간이다.",
        "Counts are to be read beside how much was written (lines). Low and high are the 95 % interval when claims are drawn by their confidence.",
    );
    for country in 0..work.inputs.countries.len() {
        let mut profile = Profile { work, country, table: &mut table };
        profile.programmes();
        profile.actors();
        profile.items(Layer::Topics, "주제", "topics");
        profile.items(Layer::Instruments, "정책 수단", "instruments");
        profile.budgets();
        profile.claims_and_years();
        profile.lines();
    }
    table
}

/// The rows of a country.
struct Profile<'p, 'w> {
    work: &'p Work<'w>,
    country: usize,
    table: &'p mut Table,
}

/// Things that were counted, with the claims behind them.
#[derive(Default)]
struct Counted<'c> {
    things: BTreeSet<&'c str>,
    claims: Vec<ClaimId>,
}

impl<'w> Profile<'_, 'w> {
    fn push(
        &mut self,
        (ko, en): (&str, &str),
        detail: Bilingual,
        value: Cell,
        unit: (&str, &str),
        claims: Vec<ClaimId>,
    ) {
        self.push_drawn((ko, en), detail, value, [Cell::Missing, Cell::Missing], unit, claims);
    }

    /// A row with an interval.
    fn push_drawn(
        &mut self,
        (ko, en): (&str, &str),
        detail: Bilingual,
        value: Cell,
        [low, high]: [Cell; 2],
        unit: (&str, &str),
        claims: Vec<ClaimId>,
    ) {
        let (name, unit) = (Bilingual::new(ko, en), Bilingual::new(unit.0, unit.1));
        let name = Cell::Text(name);
        let cells = vec![self.work.name(self.country), name, Cell::Text(detail), value, low, high, Cell::Text(unit)];
        self.table.push(cells, claims);
    }

    fn own(&self) -> impl Iterator<Item = &'w Programme> + use<'w> {
        let country = self.country;
        self.work.programmes.all.iter().filter(move |p| p.countries.contains(&country))
    }

    /// The relations of its programmes.
    fn relations(&self) -> impl Iterator<Item = EdgeReference<'w, Edge>> + use<'w> {
        let g = self.work.inputs.graph.graph();
        self.own().flat_map(|p| g.edges(p.node).chain(g.edges_directed(p.node, Incoming)))
    }

    fn programmes(&mut self) {
        let g = self.work.inputs.graph.graph();
        let claims = |all: &[&Programme]| all.iter().flat_map(|p| p.assigned.claims()).collect();
        for (kind, name) in
            [(EntityType::Program, ("프로그램", "programmes")), (EntityType::Legislation, ("법령", "laws"))]
        {
            let of_kind: Vec<_> = self.own().filter(|p| g[p.node].kind == kind).collect();
            self.push(name, Bilingual::default(), Cell::count(of_kind.len()), NUMBER, claims(&of_kind));
        }
        let all: Vec<_> = self.own().collect();
        let interval = ends(&self.work.intervals.programmes[self.country], 1.0);
        let name = ("프로그램과 법령", "programmes and laws");
        self.push_drawn(name, Bilingual::default(), Cell::count(all.len()), interval, NUMBER, claims(&all));
        let mut ways: BTreeMap<How, Vec<&Programme>> = BTreeMap::new();
        self.own().for_each(|p| ways.entry(p.how).or_default().push(p));
        for (how, placed) in ways {
            let name = ("국가 판단 근거", "placed by");
            self.push(name, how.name(), Cell::count(placed.len()), NUMBER, claims(&placed));
        }
    }

    /// Who is at home there, and who takes part in its programmes.
    fn actors(&mut self) {
        let (work, country) = (self.work, self.country);
        let (graph, code) = (work.inputs.graph, &work.country(country).code);
        let g = graph.graph();
        for (kind, name) in [
            (EntityType::GovernmentAgency, ("정부기관", "agencies")),
            (EntityType::Company, ("기업", "companies")),
            (EntityType::ResearchOrganization, ("연구기관", "research organizations")),
        ] {
            let home = |v: &NodeIndex| g[*v].kind == kind && work.homes[v.index()] == Some(country);
            let at_home: Vec<_> = g.node_indices().filter(home).collect();
            let placed = at_home.iter().filter_map(|&v| countries_of(graph, v).remove(code));
            let claims = placed.flat_map(|s| s.claims().collect::<Vec<_>>()).collect();
            self.push(name, Bilingual::default(), Cell::count(at_home.len()), PLACES, claims);
        }
        let lead = |edge: &EdgeReference<'_, Edge>| {
            edge.weight().predicate == Predicate::Leads && g[edge.source()].kind == EntityType::GovernmentAgency
        };
        let join = |edge: &EdgeReference<'_, Edge>| {
            ACTS.contains(&edge.weight().predicate) && g[edge.source()].kind == EntityType::Company
        };
        for (name, counts) in [
            (("주관 기관", "lead agencies"), &lead as &dyn Fn(&EdgeReference<'_, Edge>) -> bool),
            (("프로그램 참여 기업", "companies in programmes"), &join),
        ] {
            let mut counted = Counted::default();
            for edge in self.relations().filter(|e| counts(e)) {
                counted.things.insert(&g[edge.source()].id);
                counted.claims.extend(edge.weight().statements().iter().map(|s| s.claim));
            }
            self.push(name, Bilingual::default(), Cell::count(counted.things.len()), PLACES, counted.claims);
        }
    }

    /// What its programmes have in a layer.
    fn items(&mut self, layer: Layer, ko: &str, en: &str) {
        let mut counted = Counted::default();
        for held in self.own().flat_map(|p| p.held(layer)) {
            counted.things.insert(&self.work.programmes.items(layer)[held.item as usize].id);
            counted.claims.extend(held.support.claims());
        }
        let count = Cell::count(counted.things.len());
        self.push((ko, en), Bilingual::default(), count, ("종", "number"), counted.claims);
    }

    fn claims_and_years(&mut self) {
        let mut claims: Vec<ClaimId> =
            self.relations().flat_map(|e| e.weight().statements()).map(|s| s.claim).collect();
        claims.sort_unstable();
        claims.dedup();
        self.push(("주장", "claims"), Bilingual::default(), Cell::count(claims.len()), NUMBER, claims);
        let first = self.own().filter_map(|p| p.years).map(|y| y.0).min();
        let last = self.own().filter_map(|p| p.years).map(|y| y.1).max();
        for (name, year) in [(("첫 해", "first year"), first), (("마지막 해", "last year"), last)] {
            let value = year.map_or(Cell::Missing, |y| Cell::code(&y.to_string()));
            let of_year = |y: (i16, i16)| Some(y.0) == year || Some(y.1) == year;
            let stated = self.relations().flat_map(|e| e.weight().statements());
            let claims = stated.filter(|s| s.years.is_some_and(of_year)).map(|s| s.claim).collect();
            self.push(name, Bilingual::default(), value, ("연도", "year"), claims);
        }
    }

    /// How much was written about the country.
    fn lines(&mut self) {
        let code = &self.work.country(self.country).code;
        let sections = self.work.inputs.context.sections.iter().filter(|s| s.country.as_ref() == Some(code));
        let lines = Cell::Count(sections.map(|s| u64::from(s.lines)).sum());
        self.push(("본문 줄 수", "lines of text"), Bilingual::default(), lines, ("줄", "lines"), Vec::new());
    }

    /// Sums of money of the programmes, as stated, and in the common currency. Parts of totals are left out.
    fn budgets(&mut self) {
        let (work, country) = (self.work, self.country);
        let converter = Converter::new(work.inputs.rates, &work.options.currency);
        let mut nominal: BTreeMap<(&str, &str), (Decimal, Vec<ClaimId>)> = BTreeMap::new();
        let (mut common, mut converted, mut without) = (Decimal::ZERO, Vec::new(), Vec::new());
        for (_, budget) in super::budgets::of_country(work, country).filter(|(_, b)| !b.part) {
            let Ok(amount) = budget.amount.parse::<Decimal>() else { continue };
            let claims: Vec<ClaimId> = budget.claims.iter().map(|(c, _)| ClaimId(*c)).collect();
            let sum = nominal.entry((&budget.currency, &budget.status)).or_default();
            sum.0 = sum.0.saturating_add(amount);
            sum.1.extend(&claims);
            match converter.convert(amount, &budget.currency, budget.year) {
                Some(amount) => {
                    common = common.saturating_add(amount);
                    converted.extend(claims);
                }
                None => without.extend(claims),
            }
        }
        for ((currency, status), (sum, claims)) in nominal {
            let detail = Bilingual::new(super::status_ko(status), status);
            self.push(("예산", "budget"), detail, Cell::Amount(sum), (currency, currency), claims);
        }
        let (mut most, mut of_most) = (Decimal::ZERO, Vec::new());
        for (amount, budget) in super::budgets::largest(work, country).into_values() {
            most = most.saturating_add(amount);
            of_most.extend(budget.claims.iter().map(|(c, _)| ClaimId(*c)));
        }
        let currency = work.options.currency.as_str();
        let unit = (currency, currency);
        let detail = Bilingual::new("프로그램별 최대 금액", "largest amount of each programme");
        self.push(("예산 규모", "size of budgets"), detail, Cell::Amount(most.round_dp(0)), unit, of_most);
        let detail = Bilingual::new("모든 금액", "all amounts");
        self.push(("예산 합계", "sum of budgets"), detail, Cell::Amount(common.round_dp(0)), unit, converted);
        let name = ("환율 없는 예산", "budgets without a rate");
        self.push(name, Bilingual::default(), Cell::count(without.len()), NUMBER, without);
    }
}
