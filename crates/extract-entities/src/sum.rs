//! Sums of money, which are no part of the names beside them: "1,200억 원 규모 해양 펀드", "300억 위안급 항만기금".

use crate::phrase::Phrase;
use policygraph_korean::number;
use policygraph_registry::Registry;

/// What tells behind a sum how large something is.
const SIZES: &[&str] = &["규모", "규모의", "급", "상당", "상당의", "이상", "이상의", "가량", "짜리"];

/// Currencies as they end a word.
const CURRENCIES: [&str; 6] = ["원", "달러", "엔", "유로", "위안", "파운드"];

/// The length of the sum that a text starts with.
fn at(registry: &Registry, text: &str) -> Option<usize> {
    let number = number::read(text)?.len;
    let rest = text[number..].trim_start();
    let (currency, _) = registry.currency_at(rest)?;
    Some(text.len() - rest.len() + currency)
}

/// Whether a text is a sum and nothing else.
pub(crate) fn is_sum(registry: &Registry, text: &str) -> bool {
    at(registry, text) == Some(text.len())
}

/// Whether a word belongs to a sum, or tells behind one how large something is.
pub(crate) fn is_size(registry: &Registry, phrase: &Phrase, word: usize) -> bool {
    let range = &phrase.words[word].range;
    let before = word.checked_sub(1).map(|b| phrase.slice(&phrase.words[b].range));
    if SIZES.contains(&phrase.slice(range)) {
        return before.is_some_and(|b| CURRENCIES.iter().any(|c| b.ends_with(c)));
    }
    // "1000억 위안급": the sum starts with this word or the one before.
    phrase.words[word.saturating_sub(1)..=word].iter().any(|first| {
        let end = at(registry, &phrase.text[first.range.start..]).map(|len| first.range.start + len);
        let rest = end.filter(|&end| end > range.start).and_then(|end| phrase.text.get(end..range.end));
        rest.is_some_and(|rest| rest.is_empty() || SIZES.contains(&rest))
    })
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn sums_are_no_part_of_names() {
        check(None, "300억원 규모 해양 혁신펀드에 50억원을 투입", &["Program:해양 혁신펀드"]);
        check(None, "300억 위안(약 5조 원)급 해양과학산업기금을 조성", &["Program:해양과학산업기금"]);
        check(None, "‘30조원’ 규모 해양성장기금 조성", &["Program:해양성장기금"]);
    }
}
