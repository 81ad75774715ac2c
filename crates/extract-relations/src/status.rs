//! How firmly words state what they state: negation, rumours and plans are kept apart from facts.

use policygraph_korean::word_list::WordList;
use policygraph_model::Status;

/// Words that follow a verb or noun and take back what it says.
static DENIED: WordList = WordList::new(&["않", "부인", "철회", "무산"]);
/// Words by which it may be so.
static POSSIBLE: WordList =
    WordList::new(&["가능", "전망", "관측", "검토", "것으로 보", "추정", "겠다고", "제의", "의향"]);
/// Words by which it is to be so.
static PLANNED: WordList = WordList::new(&["계획", "예정", "방침", "목표", "할 것"]);
/// How far behind a verb such words belong to it, in characters.
const REACH: usize = 25;

/// The status that the words behind a verb or noun give it.
pub(crate) fn after(words: &str) -> Status {
    let near: String = words.chars().take(REACH).collect();
    of(&near)
}

/// The status of a whole clause: Korean says it at the end.
pub(crate) fn of_clause(clause: &str) -> Status {
    let from = clause.char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at);
    of(&clause[from..])
}

fn of(words: &str) -> Status {
    if DENIED.is_in(words) {
        Status::Denied
    } else if POSSIBLE.is_in(words) {
        Status::Possible
    } else if PLANNED.is_in(words) {
        Status::Planned
    } else {
        Status::Stated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_clause_decides() {
        assert_eq!(after("하지 않기로 결정"), Status::Denied);
        assert_eq!(after("할 가능성이 있다고 보도"), Status::Possible);
        assert_eq!(after("할 예정"), Status::Planned);
        assert_eq!(after("하고 있으며, 국내의 여러 기관과 함께 준비한 세부 계획을 공개"), Status::Stated);
        assert_eq!(of_clause("새로운 해양 관측 계획에 따라 여러 연구소가 장비를 공동으로 개발"), Status::Stated);
        assert_eq!(of_clause("장비를 공동으로 개발할 계획"), Status::Planned);
    }
}
