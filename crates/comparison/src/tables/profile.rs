//! D1: what there is of each country, beside how much was written about it.

use super::{DIMENSION, MEASURE, REMARK, Work, ends};
use crate::layers::Layer;
use crate::money::Converter;
use crate::programmes::countries_of;
use crate::table::{Bilingual, Cell, Table};
use indexmap::IndexMap;
use petgraph::visit::EdgeRef;
use policygraph_model::{ClaimId, EntityType, Predicate};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

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
        of_country(work, country, &mut table);
    }
    table
}

struct Measured {
    claims: Vec<ClaimId>,
    count: usize,
}

fn of_country(work: &Work<'_>, country: usize, table: &mut Table) {
    let graph = work.inputs.graph;
    let g = graph.graph();
    let own = || work.programmes.all.iter().filter(|p| p.countries.contains(&country));
    let of_kind = |kind: EntityType| {
        let mut measured = Measured { claims: Vec::new(), count: 0 };
        for p in own().filter(|p| g[p.node].kind == kind) {
            measured.count += 1;
            measured.claims.extend(p.assigned.claims());
        }
        measured
    };
    let mut push =
        |name: (&str, &str), detail: Bilingual, value: Cell, interval: [Cell; 2], unit: (&str, &str), claims| {
            let [low, high] = interval;
            let text = |(ko, en)| Cell::Text(Bilingual::new(ko, en));
            table.push(vec![work.name(country), text(name), Cell::Text(detail), value, low, high, text(unit)], claims);
        };
    let none = || [Cell::Missing, Cell::Missing];
    let all = Bilingual::default;
    let programmes = of_kind(EntityType::Program);
    push(("프로그램", "programmes"), all(), Cell::count(programmes.count), none(), ("건", "number"), programmes.claims);
    let laws = of_kind(EntityType::Legislation);
    push(("법령", "laws"), all(), Cell::count(laws.count), none(), ("건", "number"), laws.claims);
    let both = own().count();
    let claims = own().flat_map(|p| p.assigned.claims()).collect();
    let interval = ends(&work.intervals.programmes[country], 1.0);
    push(("프로그램과 법령", "programmes and laws"), all(), Cell::count(both), interval, ("건", "number"), claims);
    let mut by_how: BTreeMap<_, Measured> = BTreeMap::new();
    for p in own() {
        let measured = by_how.entry(p.how).or_insert(Measured { claims: Vec::new(), count: 0 });
        measured.count += 1;
        measured.claims.extend(p.assigned.claims());
    }
    for (how, m) in by_how {
        push(("국가 판단 근거", "placed by"), how.name(), Cell::count(m.count), none(), ("건", "number"), m.claims);
    }

    // Who is at home there, and who takes part in its programmes.
    for (kind, ko, en) in [
        (EntityType::GovernmentAgency, "정부기관", "agencies"),
        (EntityType::Company, "기업", "companies"),
        (EntityType::ResearchOrganization, "연구기관", "research organizations"),
    ] {
        let home = |v: &petgraph::graph::NodeIndex| g[*v].kind == kind && work.homes[v.index()] == Some(country);
        let at_home: Vec<_> = g.node_indices().filter(home).collect();
        let code = &work.country(country).code;
        let claims = at_home
            .iter()
            .flat_map(|&v| countries_of(graph, v).remove(code))
            .flat_map(|s| s.claims().collect::<Vec<_>>());
        push((ko, en), all(), Cell::count(at_home.len()), none(), ("곳", "number"), claims.collect());
    }
    let mut roles: IndexMap<&str, (BTreeSet<&str>, Vec<ClaimId>)> =
        ["lead agencies", "companies in programmes"].into_iter().map(|r| (r, Default::default())).collect();
    for p in own() {
        for edge in g.edges_directed(p.node, petgraph::Direction::Incoming) {
            let actor = &g[edge.source()];
            let role = match (edge.weight().predicate, actor.kind) {
                (Predicate::Leads, EntityType::GovernmentAgency) => "lead agencies",
                (predicate, EntityType::Company) if crate::programmes::ACTS.contains(&predicate) => {
                    "companies in programmes"
                }
                _ => continue,
            };
            let (actors, claims) = &mut roles[role];
            actors.insert(&actor.id);
            claims.extend(edge.weight().statements().iter().map(|s| s.claim));
        }
    }
    for (en, (actors, claims)) in roles {
        let ko = if en == "lead agencies" { "주관 기관" } else { "프로그램 참여 기업" };
        push((ko, en), all(), Cell::count(actors.len()), none(), ("곳", "number"), claims);
    }
    for (layer, ko, en) in [(Layer::Topics, "주제", "topics"), (Layer::Instruments, "정책 수단", "instruments")] {
        let mut items = BTreeSet::new();
        let mut claims = Vec::new();
        for held in own().flat_map(|p| p.held(layer)) {
            items.insert(held.item);
            claims.extend(held.support.claims());
        }
        push((ko, en), all(), Cell::count(items.len()), none(), ("종", "number"), claims);
    }

    budgets(work, country, &mut push);

    let mut claims: Vec<ClaimId> = Vec::new();
    for p in own() {
        let edges = g.edges(p.node).chain(g.edges_directed(p.node, petgraph::Direction::Incoming));
        claims.extend(edges.flat_map(|e| e.weight().statements()).map(|s| s.claim));
    }
    claims.sort_unstable();
    claims.dedup();
    push(("주장", "claims"), all(), Cell::count(claims.len()), none(), ("건", "number"), claims);
    let years: Vec<(i16, i16)> = own().filter_map(|p| p.years).collect();
    let (first, last) = (years.iter().map(|y| y.0).min(), years.iter().map(|y| y.1).max());
    for (name, year) in [(("첫 해", "first year"), first), (("마지막 해", "last year"), last)] {
        let value = year.map_or(Cell::Missing, |y| Cell::code(&y.to_string()));
        let ends = |y: (i16, i16)| Some(y.0) == year || Some(y.1) == year;
        let edges = own().flat_map(|p| g.edges(p.node).chain(g.edges_directed(p.node, petgraph::Direction::Incoming)));
        let stated = edges.flat_map(|e| e.weight().statements()).filter(|s| s.years.is_some_and(ends));
        push(name, all(), value, none(), ("연도", "year"), stated.map(|s| s.claim).collect());
    }
    let code = &work.country(country).code;
    let sections = work.inputs.context.sections.iter().filter(|s| s.country.as_ref() == Some(code));
    let lines: u64 = sections.map(|s| u64::from(s.lines)).sum();
    push(("본문 줄 수", "lines of text"), all(), Cell::Count(lines), none(), ("줄", "lines"), Vec::new());
}

/// Sums of money of the programmes, as stated, and in the common currency. Parts of totals are left out.
fn budgets(
    work: &Work<'_>,
    country: usize,
    push: &mut impl FnMut((&str, &str), Bilingual, Cell, [Cell; 2], (&str, &str), Vec<ClaimId>),
) {
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
    let none = || [Cell::Missing, Cell::Missing];
    for ((currency, status), (sum, claims)) in nominal {
        let detail = Bilingual::new(status_ko(status), status);
        push(("예산", "budget"), detail, Cell::Amount(sum), none(), (currency, currency), claims);
    }
    let currency = work.options.currency.as_str();
    let mut converted_sum = |ko, en, (detail_ko, detail_en), sum: Decimal, claims| {
        let detail = Bilingual::new(detail_ko, detail_en);
        push((ko, en), detail, Cell::Amount(sum.round_dp(0)), none(), (currency, currency), claims);
    };
    let (mut most, mut of_most) = (Decimal::ZERO, Vec::new());
    for (amount, budget) in super::budgets::largest(work, country).into_values() {
        most = most.saturating_add(amount);
        of_most.extend(budget.claims.iter().map(|(c, _)| ClaimId(*c)));
    }
    converted_sum(
        "예산 규모",
        "size of budgets",
        ("프로그램별 최대 금액", "largest amount of each programme"),
        most,
        of_most,
    );
    converted_sum("예산 합계", "sum of budgets", ("모든 금액", "all amounts"), common, converted);
    let count = Cell::count(without.len());
    push(("환율 없는 예산", "budgets without a rate"), Bilingual::default(), count, none(), ("건", "number"), without);
}

/// How firmly something is stated, in Korean.
pub(crate) fn status_ko(status: &str) -> &str {
    match status {
        "stated" => "확정",
        "planned" => "계획",
        "possible" => "가능",
        "denied" => "부인",
        other => other,
    }
}
