//! D14: the programmes, with what each has.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        14,
        "programmes",
        ("프로그램 목록", "Programmes"),
        &[
            ("programme", "프로그램", "programme", DIMENSION),
            ("id", "식별자", "id", DIMENSION),
            ("country", "국가", "country", DIMENSION),
            ("placed_by", "국가 판단 근거", "placed by", REMARK),
            ("type", "유형", "type", REMARK),
            ("field", "분야", "field", REMARK),
            ("actors", "행위자", "actors", REMARK),
            ("topics", "주제", "topics", REMARK),
            ("places", "지역", "places", REMARK),
            ("instruments", "정책 수단", "instruments", REMARK),
            ("first", "첫 해", "first year", MEASURE),
            ("last", "마지막 해", "last year", MEASURE),
        ],
    )
    .noted(
        "연도는 진술의 유효 기간, 없으면 사건의 해, 그것도 없으면 보고된 해이다.",
        "Years are those for which something is stated, else those of events, else those in which it was reported.",
    );
    let code = |id: &str| Cell::code(id.rsplit('/').next().unwrap_or(id));
    for (p, programme) in work.programmes.all.iter().enumerate() {
        let node = &work.inputs.graph.graph()[programme.node];
        let names = |layer: Layer| {
            let items = work.programmes.items(layer);
            Cell::Text(Bilingual::joined(programme.held(layer).iter().map(|h| &items[h.item as usize].label), "; "))
        };
        let fields: Vec<usize> =
            programme.held(Layer::Topics).iter().filter_map(|h| work.field_of[h.item as usize]).collect();
        let field = super::budgets::most_frequent(&fields).map_or_else(Bilingual::default, |f| work.fields[f].clone());
        let year = |y: Option<i16>| y.map_or(Cell::Missing, |y| Cell::Count(y.unsigned_abs().into()));
        let held = programme.held.iter().flatten().flat_map(|h| h.support.claims());
        table.push(
            vec![
                Cell::text(&programme.label),
                code(&node.id),
                Cell::Text(work.countries_of(p)),
                Cell::Text(programme.how.name()),
                Cell::code(node.kind.as_str()),
                Cell::Text(field),
                names(Layer::Actors),
                names(Layer::Topics),
                names(Layer::Places),
                names(Layer::Instruments),
                year(programme.years.map(|y| y.0)),
                year(programme.years.map(|y| y.1)),
            ],
            programme.assigned.claims().chain(held).collect(),
        );
    }
    table
}
