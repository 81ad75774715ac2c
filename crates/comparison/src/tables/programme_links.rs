//! D3: the pairs of programmes of different countries that most ties together.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut columns = vec![
        ("programme_a", "프로그램 A", "programme A", DIMENSION),
        ("country_a", "국가 A", "country A", DIMENSION),
        ("programme_b", "프로그램 B", "programme B", DIMENSION),
        ("country_b", "국가 B", "country B", DIMENSION),
        ("score", "연계 점수", "score", MEASURE),
    ];
    let names: Vec<(Layer, Bilingual)> = Layer::OF_PAIRS.iter().map(|&l| (l, l.name())).collect();
    columns.extend(names.iter().map(|(l, name)| (l.id(), name.ko.as_str(), name.en.as_str(), MEASURE)));
    columns.extend([
        ("actor_jaccard", "행위자 자카드", "Jaccard of actors", MEASURE),
        ("actor_cosine", "행위자 코사인", "cosine of actors", MEASURE),
        ("topic_jaccard", "주제 자카드", "Jaccard of topics", MEASURE),
        ("topic_cosine", "주제 코사인", "cosine of topics", MEASURE),
        ("shared", "공유 항목", "shared", REMARK),
        ("path", "경로", "path", REMARK),
    ]);
    let mut table = Table::new(3, "programme-links", ("프로그램 연계", "Links between programmes"), &columns).noted(
        "점수는 각 층의 값의 합이다. 공유 항목은 1/(그 항목을 가진 프로그램 수 − 1), 근거·대체 관계는 1, 행위자 간 관계는 1/(두 행위자의 프로그램 쌍 수)을 더하고, 층의 가중치(기본: 정책 수단 0.5, 목적 0.25, 나머지 1)를 곱한다.",
        "The score is the sum of the layers. A shared item adds 1 over the number of other programmes that have it, a reference 1, a relation between actors 1 over the number of pairs of their programmes; each times the weight of its layer (by default instruments 0.5, purpose 0.25, others 1).",
    );
    let mut links: Vec<_> = work.links.all.iter().filter(|l| work.across(l.a, l.b)).collect();
    links.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let found = links.len();
    links.truncate(work.options.limit);
    for link in &links {
        let parts = work.links.parts(link.a, link.b);
        let (a, b) = (&work.programmes.all[link.a], &work.programmes.all[link.b]);
        let mut cells = vec![
            Cell::text(&a.label),
            Cell::Text(work.countries_of(link.a)),
            Cell::text(&b.label),
            Cell::Text(work.countries_of(link.b)),
            Cell::number(link.score),
        ];
        for (layer, _) in &names {
            let of_layer = parts.iter().filter(|p| p.layer == *layer).map(|p| p.value);
            cells.push(Cell::number(work.options.weights.of(*layer) * of_layer.sum::<f64>()));
        }
        for layer in [Layer::Actors, Layer::Topics] {
            let (jaccard, cosine) = work.links.similarity(link.a, link.b, layer);
            cells.extend([Cell::number(jaccard), Cell::number(cosine)]);
        }
        cells.push(Cell::Text(Bilingual::joined(parts.iter().map(|p| &p.label), "; ")));
        cells.push(parts.first().map_or(Cell::Missing, |p| Cell::text(&p.path)));
        table.push(cells, parts.iter().flat_map(|p| p.support.claims().collect::<Vec<_>>()).collect());
    }
    let listed = table.rows.len();
    table.noted(
        &format!("연계가 있는 {found}쌍 가운데 {listed}쌍을 실었다."),
        &format!("{listed} of {found} tied pairs are listed."),
    )
}
