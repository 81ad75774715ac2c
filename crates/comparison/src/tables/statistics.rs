//! D17: what the statistical tables of the documents say of the countries, beside their programmes.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::table::{Cell, Table};
use rust_decimal::Decimal;

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        17,
        "statistics",
        ("통계 맥락", "Statistics"),
        &[
            ("country", "국가", "country", DIMENSION),
            ("title", "통계표", "table", DIMENSION),
            ("item", "항목", "item", DIMENSION),
            ("measure", "측정", "measure", DIMENSION),
            ("period", "시기", "period", DIMENSION),
            ("value", "값", "value", MEASURE),
            ("unit", "단위", "unit", REMARK),
            ("source", "출처", "source", REMARK),
            ("place", "원문 위치", "place", REMARK),
        ],
    )
    .noted(
        "문서의 통계표에서 비교국에 관한 값. 근거는 원문 위치(문서:줄)이다.",
        "Values of statistical tables of the documents that are of a compared country; their evidence is the place (document:line).",
    );
    for country in 0..work.inputs.countries.len() {
        let code = &work.country(country).code;
        for o in work.inputs.context.observations.iter().filter(|o| o.area == *code) {
            let value = o.value.parse::<Decimal>().map_or(Cell::Missing, Cell::Amount);
            let text = |text: &str| if text.is_empty() { Cell::Missing } else { Cell::code(text) };
            table.push(
                vec![
                    work.name(country),
                    text(&o.title),
                    text(&o.item),
                    text(&o.measure),
                    text(&o.period),
                    value,
                    text(&o.unit),
                    text(&o.source),
                    text(&format!("{}:{}", o.document, o.line)),
                ],
                Vec::new(),
            );
        }
    }
    table
}
