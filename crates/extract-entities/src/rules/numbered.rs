//! An order of a government that its number names: "행정명령 14110호".

use super::{Scene, quoted};
use crate::candidate::Candidate;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "numbered";

/// Orders that are numbered through, so that the number tells which is meant.
const ORDERS: &[&str] = &["행정명령", "대통령령", "대통령각서", "포고문"];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for pair in phrase.words.windows(2) {
        let (order, number) = (&pair[0], &pair[1]);
        let named = ORDERS.contains(&phrase.slice(&order.range)) && quoted::is_issue(phrase.stem(number));
        if named && &phrase.text[order.range.end..number.range.start] == " " {
            let range = phrase.original(&(order.range.start..number.stem.end));
            out.push(Candidate::new(range.clone(), &scene.str()[range], EntityType::Legislation, ID, 6));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn orders_by_their_number() {
        check(None, "행정명령 14110호에 서명", &["Legislation:행정명령 14110호"]);
        check(None, "행정명령 제37호를 폐지", &["Legislation:행정명령 제37호"]);
        check(None, "행정명령 세 건에 서명", &[]);
    }
}
