//! D6: the pairs of programmes that share more than by chance, and those that the disparity filter keeps.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::draws::q_values;
use crate::layers::Layer;
use crate::links::Link;
use crate::null_model::NullModel;
use crate::table::{Bilingual, Cell, Table};
use std::collections::HashMap;

/// The rate of false discoveries below which a pair belongs to the backbone.
const RATE: f64 = 0.05;

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        6,
        "backbone",
        ("유의한 프로그램 연계", "Backbone of programme links"),
        &[
            ("layer", "층", "layer", DIMENSION),
            ("programme_a", "프로그램 A", "programme A", DIMENSION),
            ("country_a", "국가 A", "country A", DIMENSION),
            ("programme_b", "프로그램 B", "programme B", DIMENSION),
            ("country_b", "국가 B", "country B", DIMENSION),
            ("across", "국가 간", "across borders", REMARK),
            ("shared", "공유 수", "shared", MEASURE),
            ("p", "p", "p", MEASURE),
            ("q", "q", "q", MEASURE),
            ("disparity", "격차 필터 α", "disparity α", MEASURE),
            ("kept", "백본", "in backbone", REMARK),
        ],
    );
    let n = work.programmes.all.len();
    let alphas = disparity(work);
    let mut kept = 0;
    let mut listed = 0;
    for layer in TESTED {
        let tests = tests(work, layer);
        let pairs: Vec<(&Link, Test)> =
            work.links.all.iter().zip(&tests).filter_map(|(l, t)| Some((l, (*t)?))).collect();
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        // Links are in the order of their programmes, which a stable sort keeps.
        order.sort_by(|&x, &y| pairs[x].1.p.total_cmp(&pairs[y].1.p));
        kept += pairs.iter().filter(|(_, test)| test.q < RATE).count();
        for i in order.into_iter().take(work.options.limit) {
            let (link, test) = pairs[i];
            listed += 1;
            let parts = work.links.parts(link.a, link.b);
            let yes = |is: bool| {
                Cell::Text(if is { Bilingual::new("예", "yes") } else { Bilingual::new("아니요", "no") })
            };
            let name = |p: usize| Cell::text(&work.programmes.all[p].label);
            table.push(
                vec![
                    Cell::Text(layer.name()),
                    name(link.a),
                    Cell::Text(work.countries_of(link.a)),
                    name(link.b),
                    Cell::Text(work.countries_of(link.b)),
                    yes(work.across(link.a, link.b)),
                    Cell::Count(link.shared[layer as usize].into()),
                    Cell::number(test.p),
                    Cell::number(test.q),
                    Cell::number(alphas.get(&(link.a, link.b)).copied()),
                    yes(test.q < RATE),
                ],
                parts
                    .iter()
                    .filter(|p| p.layer == layer)
                    .flat_map(|p| p.support.claims().collect::<Vec<_>>())
                    .collect(),
            );
        }
    }
    table.noted(
        &format!("p는 SDSM(이분 배열 모형)에서 두 프로그램이 이만큼 또는 더 많이 공유할 확률, q는 모든 쌍({n}개 프로그램)에 대한 벤저미니-호크버그 값, α는 가중 연계망의 격차 필터(Serrano 외 2009) 값이다. q<{RATE}인 쌍은 {kept}개이고 {listed}쌍을 실었다."),
        &format!("p is the chance to share as much or more in the SDSM (bipartite configuration model), q after Benjamini and Hochberg over all pairs of {n} programmes, α that of the disparity filter (Serrano et al. 2009) on the weighted network. {kept} pairs have q < {RATE}; {listed} are listed."),
    )
}

/// The layers whose links are tested.
pub(crate) const TESTED: [Layer; 2] = [Layer::Actors, Layer::Topics];

/// What a test of a link gave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Test {
    pub p: f64,
    pub q: f64,
}

/// For each link its test in a layer, if the two share something there.
pub(crate) fn tests(work: &Work<'_>, layer: Layer) -> Vec<Option<Test>> {
    let n = work.programmes.all.len();
    let items: Vec<u32> =
        work.programmes.all.iter().map(|p| u32::try_from(p.held(layer).len()).unwrap_or(u32::MAX)).collect();
    let model = NullModel::fit(&items, &work.links.degrees[layer as usize]);
    let mut known: HashMap<(u32, u32, u16), f64> = HashMap::new();
    let mut tail = |link: &Link| {
        let (a, b) = (items[link.a].min(items[link.b]), items[link.a].max(items[link.b]));
        let shared = link.shared[layer as usize];
        (shared > 0).then(|| *known.entry((a, b, shared)).or_insert_with(|| model.tail(a, b, usize::from(shared))))
    };
    let p: Vec<Option<f64>> = work.links.all.iter().map(&mut tail).collect();
    let tested: Vec<f64> = p.iter().copied().flatten().collect();
    // Pairs that share nothing are tests too.
    let mut q = q_values(&tested, n * n.saturating_sub(1) / 2).into_iter();
    p.into_iter().map(|p| Some(Test { p: p?, q: q.next()? })).collect()
}

/// For each tied pair the chance that one of its ends would spread its score so unevenly (Serrano, Boguñá and Vespignani, Extracting the multiscale
/// backbone of complex weighted networks, 2009): the lesser of the two ends.
fn disparity(work: &Work<'_>) -> HashMap<(usize, usize), f64> {
    let n = work.programmes.all.len();
    let (mut strength, mut degree) = (vec![0.0; n], vec![0_i32; n]);
    for link in &work.links.all {
        for end in [link.a, link.b] {
            strength[end] += link.score;
            degree[end] += 1;
        }
    }
    let alpha = |score: f64, end: usize| {
        if degree[end] < 2 { 1.0 } else { (1.0 - score / strength[end]).max(0.0).powi(degree[end] - 1) }
    };
    work.links.all.iter().map(|l| ((l.a, l.b), alpha(l.score, l.a).min(alpha(l.score, l.b)))).collect()
}
