//! Amounts of money in a text.

use policygraph_korean::hangul::{is_syllable, is_word};
use policygraph_korean::{number, particle};
use policygraph_model::Money;
use policygraph_registry::Registry;
use rust_decimal::Decimal;
use std::ops::Range;

/// An amount with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    pub money: Money,
    /// The upper end, where it is a range: "3~5억 달러"; then `money` is the lower end.
    pub upper: Option<Decimal>,
    /// Bytes of the text, number and currency.
    pub range: Range<usize>,
    /// A word before or after it that weakens it.
    pub qualifier: Option<&'static str>,
    /// The conversion in the bracket right after it.
    pub converted: Option<Money>,
}

/// Words that weaken an amount, before it and after it.
const BEFORE: &[&str] = &["약", "최대", "최소", "최고", "총", "각각", "각", "연간", "매년", "연"];
const AFTER: &[&str] = &["이상", "이하", "미만", "초과", "이내", "가량", "내외", "상당"];

/// All amounts of a text, conversions in brackets tied to their originals.
pub(crate) fn read_all(text: &str, registry: &Registry) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let starts = c.is_ascii_digit() || ('０'..='９').contains(&c);
        let before = text[..at].chars().next_back();
        let free = before.is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, '.' | ',' | '’' | '‘' | '\''));
        let Some(amount) = (if starts && free { read(text, at, registry) } else { None }) else {
            at += c.len_utf8();
            continue;
        };
        let amount = with_lower_end(text, amount);
        at = amount.range.end;
        match amounts.last_mut() {
            Some(original) if is_conversion(text, original, &amount) => original.converted = Some(amount.money),
            _ => amounts.push(amount),
        }
    }
    amounts
}

/// The amount whose number starts at `at`: a number, an optional 여, a currency word that is a word of its own.
fn read(text: &str, at: usize, registry: &Registry) -> Option<Amount> {
    let number = number::read(&text[at..])?;
    let mut end = at + number.len;
    if let Some(rest) = text[end..].strip_prefix('여') {
        end = text.len() - rest.len();
    }
    let gap = text[end..].len() - text[end..].trim_start_matches(' ').len();
    let (len, code) = registry.currency_at(&text[end + gap..]).filter(|_| gap <= 1)?;
    let after = end + gap + len;
    let rest = &text[after..];
    let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
    let last = text[..after].chars().next_back()?;
    let bounded = word.is_empty()
        || !word.starts_with(is_syllable)
        || particle::exact(last, word).is_some()
        || AFTER.iter().chain(&["규모", "대", "씩", "화", "정도", "수준", "어치", "짜리"]).any(|s| word.starts_with(s));
    if !bounded {
        return None;
    }
    let lead = text[..at].trim_end();
    let qualifier = BEFORE
        .iter()
        .find(|q| lead.ends_with(**q) && lead[..lead.len() - q.len()].chars().next_back().is_none_or(|c| !is_word(c)))
        .or_else(|| AFTER.iter().find(|q| rest.trim_start().starts_with(**q)))
        .copied();
    Some(Amount {
        money: Money { amount: number.value, currency: code.to_owned() },
        upper: None,
        range: at..after,
        qualifier,
        converted: None,
    })
}

/// An amount with the lower end that stands before it: "3억~5억 달러", "3~5억 달러".
fn with_lower_end(text: &str, amount: Amount) -> Amount {
    let Some(before) = text[..amount.range.start].strip_suffix(['~', '∼', '～']) else { return amount };
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '천' | '만' | '억' | '조');
    let start = before.len() - before.chars().rev().take_while(|&c| is_number(c)).map(char::len_utf8).sum::<usize>();
    // A year before the sign is a period, not an end.
    let marked = before[..start].ends_with(['’', '‘', '\'']);
    let Some(lower) = number::read(&before[start..]).filter(|n| !marked && start + n.len == before.len()) else {
        return amount;
    };
    // Without a unit of its own it shares that of the upper end.
    let digits = text[amount.range.clone()].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let shared = number::read(&format!("1{digits}")).map_or(Decimal::ONE, |n| n.value);
    let value = if lower.scaled { lower.value } else { lower.value * shared };
    if value >= amount.money.amount {
        return amount;
    }
    Amount {
        upper: Some(amount.money.amount),
        money: Money { amount: value, currency: amount.money.currency },
        range: start..amount.range.end,
        ..amount
    }
}

/// Whether an amount stands in the bracket right after another: "30억 달러(약 3조 4,500억 원)".
fn is_conversion(text: &str, original: &Amount, amount: &Amount) -> bool {
    let between = text[original.range.end..amount.range.start].trim();
    matches!(between.trim_end_matches(['약', ' ']), "(" | "（") && original.money.currency != amount.money.currency
}

/// Words around an amount that make it a statistic or a comparison rather than money given for something.
const STATISTIC_AFTER: &[&str] = &[
    "앞섬",
    "앞선",
    "높",
    "낮",
    "많",
    "적은",
    "증가",
    "감소",
    "증액",
    "감액",
    "삭감",
    "늘",
    "줄",
    "차이",
    "흑자",
    "적자",
    "가치",
    "생산력",
    "손실",
    "절감",
    "창출",
    "효과",
    "수준의 생산",
    "시장",
    "매출",
];
const GROWN: &[&str] = &["성장", "급성장", "돌파", "집계"];
const STATISTIC_BEFORE: &[&str] = &[
    "GDP",
    "성장률",
    "매출",
    "수출",
    "수입액",
    "수입은",
    "시장 규모",
    "시장규모",
    "시장은",
    "평균",
    "1인당",
    "1명당",
    "자본금",
    "자본이",
    "임금",
    "연봉",
    "가격",
    "수지",
    "시가총액",
    "손실",
    "거래 규모",
    "영업이익",
    "순이익",
];

/// Whether an amount is a statistic, a comparison, or a limit for single recipients.
pub(crate) fn is_statistic(text: &str, amount: &Amount) -> bool {
    let before = &text[..amount.range.start];
    let rest = &text[amount.range.end..];
    // A conversion stands between the amount and what is said of it.
    let rest = match (&amount.converted, rest.find(')')) {
        (Some(_), Some(close)) => &rest[close + 1..],
        _ => rest,
    };
    // So does a rate: "3억 원(9.8%) 증액".
    let rest = match rest.strip_prefix('(').and_then(|r| r.split_once(')')) {
        Some((rate, after)) if rate.ends_with('%') || rate.ends_with("%↑") || rate.ends_with("%↓") => after,
        _ => rest,
    };
    let after: String = rest.chars().take(12).collect();
    let near: String = before.chars().rev().take(25).collect::<Vec<_>>().into_iter().rev().collect();
    let share = before.trim_end().ends_with(['(', '（', '약'])
        && before.trim_end_matches(['(', '（', '약', ' ']).ends_with('%');
    let earlier = before.trim_end().ends_with(['(', '（'])
        && ["전년", "작년", "지난해", "전년도"].iter().any(|w| before.trim_end_matches(['(', '（', ' ']).ends_with(w));
    // "○○에 달할 것으로 예상": nobody gives it.
    let guess: String = text[amount.range.end..].chars().take(20).collect();
    let forecast = ["예상", "추산", "추정"].iter().any(|w| guess.contains(w));
    let limit = matches!(amount.qualifier, Some("최대" | "최고" | "각각" | "각" | "초과"));
    let rate = after.starts_with("/년") || after.starts_with("/월");
    let after = AFTER.iter().find_map(|q| after.strip_prefix(q)).unwrap_or(&after);
    let said = after.trim_start_matches(['을', '를', '이', '가', '의', ' ', ')']);
    // "3억 원으로 성장", but a budget is raised to a sum ("3억 원으로 증액").
    let grown = said.trim_start_matches(['으', '로', ' ']);
    let compared = STATISTIC_AFTER.iter().any(|w| said.starts_with(w)) || GROWN.iter().any(|w| grown.starts_with(w));
    // 대비 right after the amount makes it the base of a comparison, but still somebody's budget.
    share || earlier || forecast || limit || rate || compared || STATISTIC_BEFORE.iter().any(|w| near.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let registry = Registry::builtin();
        let found: Vec<(String, String)> = read_all(text, &registry)
            .into_iter()
            .map(|a| (a.money.amount.normalize().to_string(), a.money.currency))
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(a, c)| ((*a).to_owned(), (*c).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn amounts_in_many_forms() {
        check("약 1억 6천만 달러 투입", &[("160000000", "USD")]);
        check("13.2조엔으로 규정", &[("13200000000000", "JPY")]);
        check("총 4조 1,524억원 규모", &[("4152400000000", "KRW")]);
        check("(’21~’27년, 1,234.5억 원)", &[("123450000000", "KRW")]);
        check("15억 유로를, 20억 위안의", &[("1500000000", "EUR"), ("2000000000", "CNY")]);
        check("3 억 스위스 프랑", &[("300000000", "CHF")]);
        check("12원칙과 30개", &[]);
    }

    #[test]
    fn ranges_have_two_ends() {
        let registry = Registry::builtin();
        for text in ["3억~5억 달러를 투자", "3~5억 달러를 투자"] {
            let found = read_all(text, &registry);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].money.amount, 300_000_000_u64.into());
            assert_eq!(found[0].upper, Some(500_000_000_u64.into()));
        }
        assert_eq!(read_all("’21~’27년, 5억 달러", &registry)[0].upper, None);
    }

    #[test]
    fn a_conversion_belongs_to_its_original() {
        let registry = Registry::builtin();
        let found = read_all("30억 달러(약 3조 4,500억 원) 규모", &registry);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].converted.as_ref().map(|m| m.amount), Some(3_450_000_000_000_u64.into()));
    }

    #[test]
    fn statistics_are_told_apart() {
        let registry = Registry::builtin();
        let statistic = |t: &str| is_statistic(t, &read_all(t, &registry)[0]);
        assert!(statistic("전체의 44%(110억 달러) 수준"));
        assert!(statistic("중국보다 약 400억 달러 앞섬"));
        assert!(statistic("매출은 30억 달러"));
        assert!(statistic("최대 5천만 위안을 지원"));
        assert!(!statistic("사업에 30억 달러를 투입"));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9,.억조만천원달러 엔()약여]{0,40}") {
            for a in read_all(&text, &Registry::builtin()) {
                prop_assert!(text.get(a.range).is_some());
            }
        }
    }
}
