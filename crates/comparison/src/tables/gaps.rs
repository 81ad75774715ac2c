//! D12: what one country has and another has not: specialities, and agencies without a counterpart.

use super::portfolio::{advantage, counts, numbers};
use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::layers::Layer;
use crate::programmes::label;
use crate::table::{Bilingual, Cell, Table};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_model::{ClaimId, EntityType, Predicate};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        12,
        "gaps",
        ("공백", "Gaps"),
        &[
            ("kind", "구분", "kind", DIMENSION),
            ("country", "국가", "country", DIMENSION),
            ("missing_in", "없는 국가", "missing in", DIMENSION),
            ("what", "대상", "what", DIMENSION),
            ("programmes", "프로그램", "programmes", MEASURE),
            ("rca", "현시비교우위", "RCA", MEASURE),
            ("fields", "분야", "fields", REMARK),
        ],
    )
    .noted(
        "‘특화 분야’는 현시비교우위가 1보다 큰 분야 가운데 상대국에 프로그램이 없는 것, ‘대응 기관 없음’은 주관 프로그램의 어느 분야에서도 상대국에 주관 기관이 없는 정부기관이다. 없다는 것은 이 문서들에 나오지 않는다는 뜻이다.",
        "Specialities are fields with RCA above 1 in which the other country has no programme. Agencies have no counterpart where no agency of the other country leads a programme in any field of theirs. Missing means that these documents do not speak of it.",
    );
    let counts = counts(work);
    let all = numbers(&counts);
    let countries = work.inputs.countries.len();
    for country in 0..countries {
        for other in (0..countries).filter(|&c| c != country) {
            for (field, (n, claims)) in counts[country].iter().enumerate() {
                let rca = advantage(&all, country, field);
                if rca.is_some_and(|r| r > 1.0) && counts[other][field].0 == 0 {
                    table.push(
                        vec![
                            Cell::Text(Bilingual::new("특화 분야", "speciality")),
                            work.name(country),
                            work.name(other),
                            Cell::text(&work.fields[field]),
                            Cell::count(*n),
                            Cell::number(rca),
                            Cell::Missing,
                        ],
                        claims.clone(),
                    );
                }
            }
        }
    }
    agencies(work, &mut table);
    table
}

/// An agency with the programmes that it leads.
#[derive(Default)]
struct Agency {
    fields: BTreeSet<usize>,
    programmes: usize,
    claims: Vec<ClaimId>,
}

fn agencies(work: &Work<'_>, table: &mut Table) {
    let g = work.inputs.graph.graph();
    let mut of_country: Vec<BTreeMap<NodeIndex, Agency>> =
        work.inputs.countries.iter().map(|_| BTreeMap::new()).collect();
    for programme in &work.programmes.all {
        for edge in g.edges_directed(programme.node, petgraph::Direction::Incoming) {
            let agency = edge.source();
            let (EntityType::GovernmentAgency, Predicate::Leads, Some(home)) =
                (g[agency].kind, edge.weight().predicate, work.homes[agency.index()])
            else {
                continue;
            };
            let entry = of_country[home].entry(agency).or_default();
            entry.programmes += 1;
            entry.fields.extend(programme.held(Layer::Topics).iter().filter_map(|h| work.field_of[h.item as usize]));
            entry.claims.extend(edge.weight().statements().iter().map(|s| s.claim));
        }
    }
    for (country, agencies) in of_country.iter().enumerate() {
        for (other, others) in of_country.iter().enumerate().filter(|(c, _)| *c != country) {
            let led: BTreeSet<usize> = others.values().flat_map(|a| a.fields.iter().copied()).collect();
            for (node, agency) in agencies {
                if agency.fields.is_empty() || agency.fields.intersection(&led).next().is_some() {
                    continue;
                }
                let fields = Bilingual::joined(agency.fields.iter().map(|&f| &work.fields[f]), "; ");
                table.push(
                    vec![
                        Cell::Text(Bilingual::new("대응 기관 없음", "no counterpart")),
                        work.name(country),
                        work.name(other),
                        Cell::Text(label(&g[*node])),
                        Cell::count(agency.programmes),
                        Cell::Missing,
                        Cell::Text(fields),
                    ],
                    agency.claims.clone(),
                );
            }
        }
    }
}
