//! D8: who stands between countries.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::layers::Layer;
use crate::programmes::label;
use crate::table::{Bilingual, Cell, Table};
use crate::ties;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_model::{ClaimId, EntityType, Predicate};
use policygraph_network::{
    BetweennessOptions, Kind, Merge, Monitor, Network, Stopped, betweenness, brokerage, participation_coefficient,
};
use std::collections::{BTreeSet, HashMap};

/// Larger networks have their betweenness estimated from so many nodes.
const SOURCES: usize = 256;

pub(crate) fn table(work: &Work<'_>, monitor: &dyn Monitor) -> Result<Table, Stopped> {
    let mut table = Table::new(
        8,
        "brokers",
        ("국가를 잇는 행위자", "Actors between countries"),
        &[
            ("actor", "행위자", "actor", DIMENSION),
            ("id", "식별자", "id", DIMENSION),
            ("type", "유형", "type", REMARK),
            ("home", "소속 국가", "home", REMARK),
            ("reaches", "관련 국가", "countries reached", REMARK),
            ("countries", "국가 수", "countries", MEASURE),
            ("programmes", "프로그램", "programmes", MEASURE),
            ("restricted", "국경을 넘는 제한", "restrictions across borders", MEASURE),
            ("betweenness", "매개 중심성", "betweenness", MEASURE),
            ("participation", "참여 계수", "participation coefficient", MEASURE),
            ("coordinator", "조정자", "coordinator", MEASURE),
            ("itinerant", "순회자", "itinerant broker", MEASURE),
            ("gatekeeper", "문지기", "gatekeeper", MEASURE),
            ("representative", "대표자", "representative", MEASURE),
            ("liaison", "연락자", "liaison", MEASURE),
        ],
    )
    .noted(
        "소속 국가가 아닌 비교국과 관계가 있는 행위자. 참여 계수(Guimerà·Amaral 2005)는 관계가 여러 국가에 고르게 퍼질수록 1에 가깝다. 조정자~연락자는 Gould·Fernandez(1989)의 매개 역할 횟수로, 국가를 집단으로 하여 A→나→C(A와 C는 직접 관계 없음)를 센다.",
        "Actors with relations to a compared country that is not their own. The participation coefficient (Guimerà and Amaral 2005) nears 1 the more evenly relations spread over countries. Coordinator to liaison count the brokerage roles of Gould and Fernandez (1989) with countries as groups: A→ego→C where A and C have no relation.",
    );
    let g = work.inputs.graph.graph();
    // Things of the compared countries and the relations among them that are no mere location.
    let mut nodes: Vec<NodeIndex> = Vec::new();
    let mut place: HashMap<NodeIndex, u32> = HashMap::new();
    let mut edges = Vec::new();
    let takes_part = |v: NodeIndex| {
        let kind = g[v].kind;
        (kind.is_actor() && kind != EntityType::Country) || work.programmes.by_node.contains_key(&v)
    };
    for edge in g.edge_references() {
        use Predicate::{BasedIn, HasJurisdiction, HasTopic, HoldsPosition, ImplementedIn, LocatedIn};
        let located = matches!(
            edge.weight().predicate,
            HasJurisdiction | BasedIn | LocatedIn | HasTopic | ImplementedIn | HoldsPosition
        );
        let (s, t) = (edge.source(), edge.target());
        if located || !takes_part(s) || !takes_part(t) || s == t {
            continue;
        }
        let mut at = |v: NodeIndex| {
            *place.entry(v).or_insert_with(|| {
                nodes.push(v);
                u32::try_from(nodes.len() - 1).unwrap_or(u32::MAX)
            })
        };
        edges.push((at(s), at(t)));
    }
    let groups: Vec<Option<usize>> = nodes.iter().map(|v| work.homes[v.index()]).collect();
    let directed = Network::from_edges(nodes.len(), &edges, &[], Kind::Directed, Merge::Sum);
    let undirected = Network::from_edges(nodes.len(), &edges, &[], Kind::Undirected, Merge::Sum);
    let sources = (nodes.len() > 4 * SOURCES).then_some(SOURCES);
    let options = BetweennessOptions { normalized: true, sources, seed: work.options.seed };
    let between = betweenness(&undirected, options, monitor)?;
    let participation = participation_coefficient(&undirected, &groups);
    let roles = brokerage(&directed, &groups);

    let mut found: Vec<(BTreeSet<usize>, usize)> = Vec::new();
    for (v, &node) in nodes.iter().enumerate() {
        if g[node].kind.is_actor() && work.options.wants(g[node].kind) {
            let reached = reached(work, node);
            if reached.iter().any(|c| Some(*c) != groups[v]) {
                found.push((reached, v));
            }
        }
    }
    found.sort_by(|(a, v), (b, w)| {
        b.len()
            .cmp(&a.len())
            .then(between[*w].total_cmp(&between[*v]))
            .then_with(|| g[nodes[*v]].id.cmp(&g[nodes[*w]].id))
    });
    let all = found.len();
    for (reached, v) in found.into_iter().take(work.options.limit) {
        let node = nodes[v];
        let mut claims: Vec<ClaimId> = Vec::new();
        let (mut programmes, mut restricted) = (BTreeSet::<usize>::new(), 0_usize);
        let out = g.edges(node).map(|e| (e, e.target()));
        for (edge, other) in out.chain(g.edges_directed(node, petgraph::Direction::Incoming).map(|e| (e, e.source()))) {
            programmes.extend(work.programmes.by_node.get(&other));
            let across = matches!((work.homes[node.index()], work.homes[other.index()]), (Some(a), Some(b)) if a != b);
            if ties::layer_of(edge.weight().predicate) == Some(Layer::Restrictions) && across {
                restricted += 1;
            }
            if ties::layer_of(edge.weight().predicate).is_some() || work.programmes.by_node.contains_key(&other) {
                claims.extend(edge.weight().statements().iter().map(|s| s.claim));
            }
        }
        let names = Bilingual::joined(reached.iter().map(|&c| &work.country(c).label), ", ");
        let role = &roles[v];
        table.push(
            vec![
                Cell::Text(label(&g[node])),
                Cell::code(g[node].id.rsplit('/').next().unwrap_or(&g[node].id)),
                Cell::code(g[node].kind.as_str()),
                groups[v].map_or(Cell::Missing, |c| work.name(c)),
                Cell::Text(names),
                Cell::count(reached.len()),
                Cell::count(programmes.len()),
                Cell::count(restricted),
                Cell::number(between[v]),
                Cell::number(participation[v]),
                Cell::Count(role.coordinator),
                Cell::Count(role.itinerant),
                Cell::Count(role.gatekeeper),
                Cell::Count(role.representative),
                Cell::Count(role.liaison),
            ],
            claims,
        );
    }
    let listed = table.rows.len();
    Ok(table.noted(&format!("{all}곳 가운데 {listed}곳."), &format!("{listed} of {all} are listed.")))
}

/// The compared countries that an actor has to do with, its own too: by programmes and by relations of the layers.
fn reached(work: &Work<'_>, node: NodeIndex) -> BTreeSet<usize> {
    let g = work.inputs.graph.graph();
    let mut reached: BTreeSet<usize> = work.homes[node.index()].into_iter().collect();
    let out = g.edges(node).map(|e| (e.weight().predicate, e.target()));
    for (predicate, other) in
        out.chain(g.edges_directed(node, petgraph::Direction::Incoming).map(|e| (e.weight().predicate, e.source())))
    {
        if let Some(&p) = work.programmes.by_node.get(&other) {
            reached.extend(&work.programmes.all[p].countries);
        } else if ties::layer_of(predicate).is_some() {
            reached.extend(work.homes[other.index()]);
        }
    }
    reached
}
