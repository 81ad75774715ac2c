//! D7: the groups that programmes form, and whether these are countries or themes.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};
use policygraph_model::ClaimId;
use policygraph_network::{
    Kind, LeidenOptions, Merge, Monitor, Network, Stopped, adjusted_rand_index, bipartite_modularity, leiden,
    modularity, normalized_mutual_information,
};

pub(crate) fn table(work: &Work<'_>, monitor: &dyn Monitor) -> Result<Table, Stopped> {
    let mut table = Table::new(
        7,
        "communities",
        ("프로그램 군집", "Communities of programmes"),
        &[
            ("community", "군집", "community", DIMENSION),
            ("measure", "항목", "measure", DIMENSION),
            ("value", "값", "value", MEASURE),
            ("members", "구성", "members", REMARK),
        ],
    )
    .noted(
        "연계 점수로 가중한 프로그램 망의 라이덴 군집(Traag 외 2019). ARI·NMI가 국가에 대해 크면 국가별로, 분야에 대해 크면 주제별로 모인다. 이분 모듈성은 프로그램–항목 망의 값(Barber 2007)이다.",
        "Leiden communities of the network of programmes weighted by score (Traag et al. 2019). Where ARI and NMI are large against countries, programmes group by country; against fields, by theme. Bipartite modularity is that of the network of programmes and items (Barber 2007).",
    );
    let programmes = &work.programmes.all;
    let index = |p: usize| u32::try_from(p).unwrap_or(u32::MAX);
    let (edges, weights): (Vec<(u32, u32)>, Vec<f64>) =
        work.links.all.iter().map(|l| ((index(l.a), index(l.b)), l.score)).unzip();
    let network = Network::from_edges(programmes.len(), &edges, &weights, Kind::Undirected, Merge::Sum);
    let groups = leiden(&network, LeidenOptions { seed: work.options.seed, ..LeidenOptions::default() }, monitor)?;
    // Programmes that nothing ties say nothing about grouping.
    let tied: Vec<usize> = (0..programmes.len()).filter(|&p| network.neighbours(p).next().is_some()).collect();
    let none = Bilingual::default;
    let tied_by: Vec<ClaimId> =
        tied.iter().flat_map(|&p| &programmes[p].held).flatten().flat_map(|h| h.support.claims()).collect();
    let mut measure = |ko: &str, en: &str, value: Option<f64>| {
        let name = Cell::Text(Bilingual::new(ko, en));
        table.push(
            vec![Cell::Text(Bilingual::new("전체", "all")), name, Cell::number(value), Cell::Text(none())],
            tied_by.clone(),
        );
    };
    let some = (!tied.is_empty()).then_some(());
    measure("모듈성 Q", "modularity Q", some.map(|()| modularity(&network, &groups, 1.0)));
    measure("이분 모듈성", "bipartite modularity", some.and_then(|()| bipartite(work, &groups)));
    let field = |p: usize| {
        let fields: Vec<usize> =
            programmes[p].held(Layer::Topics).iter().filter_map(|h| work.field_of[h.item as usize]).collect();
        super::budgets::most_frequent(&fields)
    };
    for (ko, en, label) in [
        ("국가", "countries", &(|p: usize| programmes[p].country()) as &dyn Fn(usize) -> Option<usize>),
        ("분야", "fields", &field),
    ] {
        let (group, label): (Vec<usize>, Vec<usize>) =
            tied.iter().filter_map(|&p| Some((groups[p], label(p)?))).unzip();
        measure(&format!("ARI, {ko}"), &format!("ARI, {en}"), adjusted_rand_index(&group, &label));
        measure(&format!("NMI, {ko}"), &format!("NMI, {en}"), normalized_mutual_information(&group, &label));
    }
    let count = groups.iter().max().map_or(0, |g| g + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    tied.iter().for_each(|&p| members[groups[p]].push(p));
    members.retain(|m| m.len() > 1);
    members.sort_by_key(|m| std::cmp::Reverse(m.len()));
    for (i, of) in members.iter().enumerate().take(work.options.limit) {
        let names = Bilingual::joined(of.iter().map(|&p| &programmes[p].label), "; ");
        let claims = of.iter().flat_map(|&p| &programmes[p].held).flatten().flat_map(|h| h.support.claims()).collect();
        let name = Cell::Text(Bilingual::new("프로그램", "programmes"));
        table.push(vec![Cell::Count(i as u64 + 1), name, Cell::count(of.len()), Cell::Text(names)], claims);
    }
    Ok(table)
}

/// Barber's modularity of the programmes with their items, each item in the community that most of its programmes are in.
fn bipartite(work: &Work<'_>, groups: &[usize]) -> Option<f64> {
    let mut ties = Vec::new();
    let mut first = 0;
    let mut item_groups = Vec::new();
    for layer in Layer::SHARED {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); work.programmes.items(layer).len()];
        for (p, programme) in work.programmes.all.iter().enumerate() {
            for held in programme.held(layer) {
                ties.push((p, first + held.item as usize));
                members[held.item as usize].push(groups[p]);
            }
        }
        first += members.len();
        item_groups.extend(members.iter().map(|m| super::budgets::most_frequent(m).unwrap_or(0)));
    }
    bipartite_modularity(&ties, groups, &item_groups)
}
