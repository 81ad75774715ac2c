//! D11: which country had a first programme in a field, and who follows whom.

use super::{DIMENSION, MEASURE, REMARK, Work};
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};
use crate::tally::pairs;
use policygraph_model::ClaimId;
use statrs::distribution::{Binomial, DiscreteCDF};

/// The first year in which a country has a programme in a field, and which.
pub(crate) struct First {
    pub year: i16,
    pub programme: usize,
}

/// By country, then field.
pub(crate) fn firsts(work: &Work<'_>) -> Vec<Vec<Option<First>>> {
    let mut firsts: Vec<Vec<Option<First>>> =
        work.inputs.countries.iter().map(|_| work.fields.iter().map(|_| None).collect()).collect();
    for (p, programme) in work.programmes.all.iter().enumerate() {
        let Some((year, _)) = programme.years else { continue };
        for held in programme.held(Layer::Topics) {
            let Some(field) = work.field_of[held.item as usize] else { continue };
            for &country in &programme.countries {
                let first = &mut firsts[country][field];
                if first.as_ref().is_none_or(|f| year < f.year) {
                    *first = Some(First { year, programme: p });
                }
            }
        }
    }
    firsts
}

pub(crate) fn table(work: &Work<'_>) -> Table {
    let mut table = Table::new(
        11,
        "lead-lag",
        ("선행과 후행", "Lead and lag"),
        &[
            ("kind", "구분", "kind", DIMENSION),
            ("country_a", "국가 A", "country A", DIMENSION),
            ("country_b", "국가 B", "country B", DIMENSION),
            ("field", "분야", "field", DIMENSION),
            ("a_first", "A 선행", "A first", MEASURE),
            ("b_first", "B 선행", "B first", MEASURE),
            ("same", "같은 해", "same year", MEASURE),
            ("lag", "중앙 시차(년)", "median lag in years", MEASURE),
            ("year", "첫 해", "first year", MEASURE),
            ("p", "p", "p", MEASURE),
            ("programme", "프로그램", "programme", REMARK),
        ],
    )
    .noted(
        "분야마다 국가의 첫 프로그램이 나타난 해(유효 기간, 없으면 사건, 없으면 보고 연도). 시차는 B의 해에서 A의 해를 뺀 값이고, p는 부호 검정이다. 한 호만 있으면 대부분 보고 연도이므로 순서를 뜻하지 않을 수 있다.",
        "The year of a country's first programme in each field (that for which it is stated, else of an event, else of the report). The lag is B's year less A's; p is that of a sign test. With a single issue most years are those of the report, and say little of who was first.",
    );
    let firsts = firsts(work);
    let claims = |p: usize| work.programmes.all[p].assigned.claims().collect::<Vec<ClaimId>>();
    for (a, b) in pairs(work.inputs.countries.len()) {
        let (mut a_first, mut b_first, mut same) = (0_u64, 0_u64, 0_u64);
        let mut lags: Vec<i16> = Vec::new();
        let mut all = Vec::new();
        for (x, y) in firsts[a].iter().zip(&firsts[b]) {
            let (Some(x), Some(y)) = (x, y) else { continue };
            match x.year.cmp(&y.year) {
                std::cmp::Ordering::Less => a_first += 1,
                std::cmp::Ordering::Greater => b_first += 1,
                std::cmp::Ordering::Equal => same += 1,
            }
            lags.push(y.year - x.year);
            all.extend(claims(x.programme).into_iter().chain(claims(y.programme)));
        }
        lags.sort_unstable();
        let median = (!lags.is_empty())
            .then(|| f64::midpoint(f64::from(lags[(lags.len() - 1) / 2]), f64::from(lags[lags.len() / 2])));
        table.push(
            vec![
                Cell::Text(Bilingual::new("국가 쌍", "pair")),
                work.name(a),
                work.name(b),
                Cell::Missing,
                Cell::Count(a_first),
                Cell::Count(b_first),
                Cell::Count(same),
                Cell::number(median),
                Cell::Missing,
                Cell::number(if work.testable(a, b) { sign_test(a_first, b_first) } else { None }),
                Cell::Missing,
            ],
            all,
        );
    }
    for (country, row) in firsts.iter().enumerate() {
        for (field, first) in row.iter().enumerate() {
            let Some(first) = first else { continue };
            let mut cells = vec![Cell::Missing; table.columns.len()];
            cells[0] = Cell::Text(Bilingual::new("첫 프로그램", "first programme"));
            cells[1] = work.name(country);
            cells[3] = Cell::text(&work.fields[field]);
            cells[8] = Cell::Count(first.year.unsigned_abs().into());
            cells[10] = Cell::text(&work.programmes.all[first.programme].label);
            table.push(cells, claims(first.programme));
        }
    }
    table
}

/// The chance of a split at least as uneven, if either were first as often.
fn sign_test(a: u64, b: u64) -> Option<f64> {
    if a + b == 0 {
        return None;
    }
    let tail = Binomial::new(0.5, a + b).ok()?.cdf(a.min(b));
    Some((2.0 * tail).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {
        assert_eq!(sign_test(0, 0), None);
        assert!((sign_test(0, 5).unwrap() - 0.0625).abs() < 1e-12);
        assert_eq!(sign_test(3, 3), Some(1.0));
    }
}
