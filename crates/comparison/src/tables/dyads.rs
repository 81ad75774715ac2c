//! D10: all tied pairs of programmes with what ties them, for models that other programs fit.

use super::backbone::{TESTED, tests};
use super::{DIMENSION, MEASURE, Work};
use crate::layers::Layer;
use crate::table::{Cell, Table};

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut columns = vec![
        ("programme_a", "프로그램 A", "programme A", DIMENSION),
        ("programme_b", "프로그램 B", "programme B", DIMENSION),
        ("across", "국가 간", "across borders", MEASURE),
        ("score", "연계 점수", "score", MEASURE),
    ];
    let names: Vec<_> = Layer::SHARED.iter().map(|&l| (l, l.name())).collect();
    columns.extend(names.iter().map(|(l, name)| (l.id(), name.ko.as_str(), name.en.as_str(), MEASURE)));
    columns.extend([
        ("p_actors", "p, 행위자", "p, actors", MEASURE),
        ("q_actors", "q, 행위자", "q, actors", MEASURE),
        ("p_topics", "p, 주제", "p, topics", MEASURE),
        ("q_topics", "q, 주제", "q, topics", MEASURE),
    ]);
    let tests = TESTED.map(|layer| tests(work, layer));
    let mut table = Table::new(10, "dyads", ("프로그램 쌍", "Pairs of programmes"), &columns).noted(
        "ERGM 등 다른 프로그램을 위한 쌍 목록: 번호는 프로그램 목록(D14)의 행, 국가 간 1/0, 층별 공유 항목 수, D6의 p와 q.",
        "Pairs for ERGM and other models: numbers are rows of the list of programmes (D14); across is 1 or 0; shared items by layer; p and q as in D6.",
    );
    for (i, link) in work.links.all.iter().enumerate() {
        let mut cells = vec![
            Cell::count(link.a + 1),
            Cell::count(link.b + 1),
            Cell::Count(u64::from(work.across(link.a, link.b))),
            Cell::number(link.score),
        ];
        cells.extend(link.shared.iter().map(|&n| Cell::Count(n.into())));
        cells.extend(tests.iter().flat_map(|t| [Cell::number(t[i].map(|t| t.p)), Cell::number(t[i].map(|t| t.q))]));
        let claims = |p: &crate::links::Part| p.support.claims().collect::<Vec<_>>();
        table.push(cells, work.links.parts(link.a, link.b).iter().flat_map(claims).collect());
    }
    table
}
