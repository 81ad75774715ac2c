//! Sums of money, which are no part of the names beside them: "1,200억 원 규모 해양 펀드", "300억 위안급 항만기금".

use crate::phrase::Phrase;
use policygraph_korean::number;
use policygraph_registry::Registry;

/// What tells behind a sum how large something is.
const SIZES: &[&str] = &["규모", "규모의", "급", "상당", "상당의", "이상", "이상의", "가량", "짜리"];

/// Signs of currencies, which stand before their number.
pub(crate) const SIGNS: &[char] = &['$', '€', '£', '¥', '₩'];

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

/// A text without the words that say only how much, when or of what kind a sum is: "총", "5년간 국비".
pub(crate) fn light(text: &str) -> &str {
    let mut text = text;
    for _ in 0..4 {
        let Some((word, rest)) = text.split_once(' ') else { break };
        let light = [
            "총",
            "약",
            "매년",
            "연간",
            "향후",
            "국비",
            "올해",
            "올해에",
            "올해는",
            "내년",
            "내년에",
            "내년에는",
            "최대",
            "최소",
            "추가로",
            "우선",
            "모두",
            "가운데",
            "중",
        ]
        .contains(&word)
            || (word.ends_with("년간") && word.starts_with(|c: char| c.is_ascii_digit()));
        if !light {
            break;
        }
        text = rest;
    }
    text
}

/// Whether a text starts with an amount of money, perhaps behind 약 or 총, or behind that of the year before ("310 → 762억 원").
pub(crate) fn opens(registry: &Registry, text: &str) -> bool {
    let is_amount = |text: &str| number::read(text).is_some_and(|n| n.len == text.len());
    let grown = text.split_once('→').filter(|(before, _)| is_amount(before.trim_end()));
    let text = grown.map_or(text, |(_, now)| now.trim_start());
    let text = text.trim_start_matches("약 ").trim_start_matches("총 ").trim_start_matches('약');
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let sign = text[letters..].chars().next().filter(|c| SIGNS.contains(c)).map(|c| letters + c.len_utf8());
    let text = text[sign.unwrap_or(0)..].trim_start();
    number::read(text).or_else(|| number::read_spelled(text)).is_some_and(|n| {
        let rest = text[n.len..].trim_start();
        let english = ["million", "billion", "trillion"].iter().find_map(|w| rest.strip_prefix(w));
        let scaled = n.scaled || english.is_some();
        scaled && (sign.is_some() || registry.currency_at(english.unwrap_or(rest).trim_start()).is_some())
    })
}

/// Whether what follows a name gives its sum: "…에는 내년에 총 3억 원".
pub(crate) fn is_behind(registry: &Registry, text: &str) -> bool {
    let rest = ["에는 ", "에 ", ": ", " : "].iter().find_map(|p| text.strip_prefix(p));
    rest.is_some_and(|rest| opens(registry, light(rest)))
}

/// Whether a word belongs to a sum, or tells behind one how large something is.
pub(crate) fn is_size(registry: &Registry, phrase: &Phrase, word: usize) -> bool {
    let range = &phrase.words[word].range;
    if SIZES.contains(&phrase.slice(range)) {
        return word.checked_sub(1).is_some_and(|before| is_size(registry, phrase, before));
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
    fn what_has_a_sum_behind_it_is_named() {
        check(None, "새빛 항만 구축사업에 5천600만달러를 지원", &["Program:새빛 항만 구축사업"]);
        check(None, "새빛 항만 구축사업에는 내년에 총 30억 원을 투입", &["Program:새빛 항만 구축사업"]);
        check(None, "새빛 항만 구축사업에 인력 30명을 투입", &[]);
    }

    #[test]
    fn sums_are_no_part_of_names() {
        check(None, "300억원 규모 해양 혁신펀드에 50억원을 투입", &["Program:해양 혁신펀드"]);
        check(None, "300억 위안(약 5조 원)급 해양과학산업기금을 조성", &["Program:해양과학산업기금"]);
        check(None, "‘30조원’ 규모 해양성장기금 조성", &["Program:해양성장기금"]);
    }
}
