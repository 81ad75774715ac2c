//! Amounts of money in a text.
//!
//! Figures are read one by one, then joined with what they share: both ends of a range, the conversion in a bracket, the unit of
//! a list that is given once ("국비 30억, 도비 20억 등 총 50억 원").

use super::figure::{self, Figure};
use super::near;
use super::words::PURSES;
use policygraph_korean::number;
use policygraph_korean::word_list::WordList;
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
    /// Where the amount ends with the bracket of its conversion or of who pays how much of it.
    pub end: usize,
    /// Whether it is no sum that anybody has: a minus, or what it was before ("3억 원에서 5억 원으로").
    pub void: bool,
}

/// Words that weaken an amount, before it and after it.
const BEFORE: &[&str] = &["약", "최대", "최소", "최고", "총", "각각", "각", "연간", "매년", "연"];
pub(super) const AFTER: &[&str] = &["이상", "이하", "미만", "초과", "이내", "가량", "내외", "상당"];
/// What the parts of a sum follow.
pub(super) static PARTS: WordList = WordList::new(&["이 가운데", "그 가운데", "이 중", "이중", "그중", "그 중"]);
/// Signs between the ends of a range.
const TO: &[char] = &['~', '∼', '～', '〜', '-', '–'];
/// What is counted by hundreds of millions, and is no money.
static COUNTED: WordList =
    WordList::new(&["인구", "가입자", "이용자", "사용자", "회원", "누적", "다운로드", "조회", "방문자"]);
/// Nouns of giving right behind a number whose currency goes without saying, as in headlines.
static GIVEN: WordList = WordList::new(&[
    "투입", "투자", "지원", "배정", "편성", "들여", "들인", "확보", "조성", "출연", "출자", "융자", "규모", "유치",
    "보조", "증액",
]);

/// All amounts of a text, conversions in brackets tied to their originals. `context` may name the country whose currency is
/// meant where several have one of a name (크로네, 페소).
pub(crate) fn read_in(text: &str, context: &str, registry: &Registry) -> Vec<Amount> {
    let mut figures = figures(text, context, registry);
    parts_in_currency_of_whole(text, &mut figures);
    shares_in_currency_of_sum(text, &mut figures);
    join(text, figures)
}

/// Whether a sum in brackets is that of an earlier stage, which something is more or less than: "1단계(3억 원)보다 늘었다".
fn is_of_earlier_stage(text: &str, range: &Range<usize>) -> bool {
    let stage = text[..range.start].rsplit_once('(').is_some_and(|(before, _)| before.ends_with("단계"));
    let rest = text[range.end..].trim_start();
    stage && rest.strip_prefix(')').is_some_and(|r| ["보다", " 대비", "에 비해"].iter().any(|w| r.starts_with(w)))
}

/// Gives parts of a sum the dollars of the sum: "20억 캐나다달러를 투입한다. 이 가운데 7억 달러는 …에, 9억 달러는 …에 쓴다".
fn parts_in_currency_of_whole(text: &str, figures: &mut [Figure]) {
    let word = |f: &Figure| text.get(f.number.end..f.range.end).unwrap_or_default().trim();
    let mut shared = false;
    for i in 1..figures.len() {
        // Two readings of one number overlap.
        let between = text.get(figures[i - 1].range.end..figures[i].range.start).unwrap_or_default();
        shared = PARTS.is_in(between) || shared && !between.contains("다. ");
        if shared && word(&figures[i]) == "달러" && text[..figures[i - 1].range.end].ends_with("달러") {
            figures[i].currency = figures[i - 1].currency.clone();
        }
    }
}

/// Gives what each purse pays of a sum the currency of the sum: "45억 원(국비 30억, 지방비 15억)".
fn shares_in_currency_of_sum(text: &str, figures: &mut [Figure]) {
    for i in 0..figures.len() {
        let (sum, shares) = figures[i..].split_at_mut(1);
        let end = end_of_shares(text, sum[0].range.end).filter(|_| sum[0].currency.is_some());
        for share in shares.iter_mut().take_while(|f| end.is_some_and(|end| f.range.end < end)) {
            if share.currency.is_none() {
                share.currency.clone_from(&sum[0].currency);
            }
        }
    }
}

/// The figures of a text, in order.
fn figures(text: &str, context: &str, registry: &Registry) -> Vec<Figure> {
    let mut found = Vec::new();
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let opens = |&(_, c): &(usize, char)| digit(c) || number::is_numeral(c);
    let mut from = 0;
    while let Some((skipped, c)) = text[from..].char_indices().find(opens) {
        let at = from + skipped;
        let before = text[..at].chars().next_back();
        let free = before
            .is_none_or(|b| !(b.is_ascii_alphanumeric() || digit(b) || matches!(b, '.' | ',' | '’' | '‘' | '\'')));
        let coded = digit(c) && before.is_some_and(|b| b.is_ascii_uppercase());
        let figure = if free || coded { figure::read(text, at, context, registry) } else { None };
        // Behind a letter only a code makes it money: "USD3억".
        match figure.filter(|f| free || f.range.start < at) {
            Some(figure) => {
                from = figure.range.end;
                if !text[..figure.range.start].trim_end_matches([' ', ':', '：']).ends_with("단위") {
                    found.push(figure);
                }
            }
            None if digit(c) => from = text[at..].find(|c| !digit(c)).map_or(text.len(), |len| at + len),
            None => from = at + c.len_utf8(),
        }
    }
    found
}

/// Joins figures with what they share, from the last to the first, since a unit stands behind what shares it.
fn join(text: &str, figures: Vec<Figure>) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    for figure in figures.into_iter().rev() {
        // The lower end of a range that was read together with the upper.
        if amounts.last().is_some_and(|n| n.range.start < figure.range.end) {
            continue;
        }
        let shared = amounts
            .last()
            .filter(|n| is_listed(text, figure.range.end, n.range.start))
            .map(|n| n.money.currency.clone());
        let currency = figure.currency.clone().or(shared).or_else(|| implied(text, &figure));
        let bounds = |n: &Amount| text[figure.range.end..n.range.start].trim();
        let Some(currency) = currency else { continue };
        let is_range = amounts.last().is_some_and(|n| {
            let between = bounds(n);
            let marked = between.starts_with(TO) && between.chars().count() == 1;
            let said = between == "에서" && text[n.range.end..].trim_start().starts_with("사이");
            (marked || said) && n.money.currency == currency && figure.value < n.money.amount && n.upper.is_none()
        });
        if is_range && let Some(next) = amounts.last_mut() {
            next.upper = Some(next.money.amount);
            next.money.amount = figure.value;
            next.range.start = figure.range.start;
            continue;
        }
        // "3억 원에서 5억 원으로": what it was before.
        let old = amounts.last().is_some_and(|n| {
            let between = bounds(n);
            between.starts_with("에서")
                && between.chars().count() <= 16
                && text[n.range.end..].trim_start().starts_with(['으', '로'])
        });
        let mut amount = Amount {
            money: Money { amount: figure.value, currency },
            upper: None,
            end: figure.range.end,
            qualifier: qualifier(text, &figure.range),
            converted: None,
            void: figure.negative || old || is_of_earlier_stage(text, &figure.range) || figure.value <= Decimal::ZERO,
            range: figure.range.clone(),
        };
        if let Some(conversion) = amounts.pop_if(|n| is_conversion(text, &amount, n)) {
            let close = text[conversion.end..].find(')').filter(|at| *at <= 50);
            amount.end = close.map_or(conversion.end, |at| conversion.end + at + 1);
            amount.converted = Some(conversion.money);
            // "2억 파운드(2억 6,500만 달러·약 3,700억 원)": in another currency, too.
            while amounts.pop_if(|n| n.range.start < amount.end).is_some() {}
        }
        // "45억 원(국비 30억 원, 지방비 15억 원)": who pays how much of it.
        amount.end = end_of_shares(text, amount.end).unwrap_or(amount.end);
        amounts.push(with_lower_end(text, &figure, amount));
    }
    amounts.reverse();
    amounts
}

/// Where the bracket right behind a sum closes that says from whose purses it comes.
fn end_of_shares(text: &str, from: usize) -> Option<usize> {
    /// Bytes of the longest such bracket.
    const LONGEST: usize = 200;
    let inner = text[from..].strip_prefix('(')?;
    let close = inner.find(')').filter(|at| *at <= LONGEST)?;
    PURSES.opens(inner).then_some(from + 1 + close + 1)
}

/// The word beside an amount that weakens it.
fn qualifier(text: &str, range: &Range<usize>) -> Option<&'static str> {
    let lead = text[..range.start].trim_end();
    let is_word = |c: char| policygraph_korean::hangul::is_word(c);
    BEFORE
        .iter()
        .find(|q| lead.ends_with(**q) && lead[..lead.len() - q.len()].chars().next_back().is_none_or(|c| !is_word(c)))
        .or_else(|| AFTER.iter().find(|q| text[range.end..].trim_start().starts_with(**q)))
        .copied()
}

/// Whether a number and the amount behind it are members of one list, so that they share its unit.
fn is_listed(text: &str, end: usize, next: usize) -> bool {
    let Some(between) = text.get(end..next) else { return false };
    let joined = between.starts_with([',', '·', 'ㆍ', '/', '+'])
        || ["와 ", "과 ", " 및 ", " 등 "].iter().any(|j| between.starts_with(j));
    joined && between.chars().count() <= 24 && !between.contains(['.', '(', ')', '’', '”']) && !between.contains("다 ")
}

/// The currency that goes without saying: money in Korean, where a noun of giving follows.
fn implied(text: &str, figure: &Figure) -> Option<String> {
    let before = near::before(&text[..figure.range.start], 8);
    let rest = text[figure.range.end..].trim_start_matches(['을', '를', ' ']);
    let given = GIVEN.opens(rest) && !COUNTED.is_in(before);
    given.then(|| "KRW".to_owned())
}

/// An amount with the lower end that stands before it: "3억~5억 달러", "3~5억 달러", "100-200억 원".
fn with_lower_end(text: &str, figure: &Figure, amount: Amount) -> Amount {
    let lead = &text[..amount.range.start];
    let lead = lead.strip_suffix(' ').filter(|l| l.ends_with(['~', '∼', '～', '〜'])).unwrap_or(lead);
    let Some(before) = lead.strip_suffix(TO) else { return amount };
    let before = before.strip_suffix(' ').unwrap_or(before);
    let is_number = |c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, ',' | '.' | '천' | '백' | '만' | '억' | '조')
    };
    let start = before.len() - before.chars().rev().take_while(|&c| is_number(c)).map(char::len_utf8).sum::<usize>();
    // A year before the sign is a period, not an end.
    let year = before.len() - start == 4 && (before[start..].starts_with("19") || before[start..].starts_with("20"));
    let marked = before[..start].ends_with(['’', '‘', '\'']) || year;
    let Some(lower) = number::read(&before[start..]).filter(|n| !marked && start + n.len == before.len()) else {
        return amount;
    };
    // Without a unit of its own it shares that of the upper end.
    let digits = text[figure.number.clone()].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let shared = number::read(&format!("1{digits}")).map_or(Decimal::ONE, |n| n.value);
    let value = if lower.scaled { Some(lower.value) } else { lower.value.checked_mul(shared) };
    let Some(value) = value.filter(|v| *v < amount.money.amount) else { return amount };
    let range = start..amount.range.end;
    Amount {
        upper: Some(amount.money.amount),
        money: Money { amount: value, currency: amount.money.currency },
        qualifier: amount.qualifier.or_else(|| qualifier(text, &range)),
        void: false,
        range,
        ..amount
    }
}

/// Whether an amount stands in the bracket right after another: "30억 달러(약 3조 4,500억 원)", "5억 유로(우리 돈 약 7천억 원)".
fn is_conversion(text: &str, original: &Amount, amount: &Amount) -> bool {
    let between = text[original.range.end..amount.range.start].trim();
    let Some(words) = between.strip_prefix(['(', '（', '[']) else { return false };
    // "5억 불(이하 호주 달러, 한화로 4,500억 원)".
    let words = words.rsplit_once(',').filter(|(first, _)| first.starts_with("이하 ")).map_or(words, |(_, rest)| rest);
    // "3300억 엔(약 2조 9000억 엔)": by a slip, but no second sum.
    let alone = words.trim() == "약" && text[amount.end..].starts_with([')', '）']);
    let said = words.split_whitespace().all(|w| {
        ["약", "한화", "한화로", "우리", "돈", "돈으로", "원화", "미화", "환산", "기준", "현재", "환율", "≒", "="]
            .contains(&w)
    });
    said && (alone || original.money.currency != amount.money.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(text: &str, registry: &Registry) -> Vec<Amount> {
        read_in(text, "", registry)
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let registry = Registry::builtin();
        let found: Vec<(String, String)> = read_all(text, &registry)
            .into_iter()
            .filter(|a| !a.void)
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
        check("300여억 원을", &[("30000000000", "KRW")]);
        check("포항에 천500억원을", &[("150000000000", "KRW")]);
        check("인천500억원", &[("50000000000", "KRW")]);
        check("2,345백만원인 과제", &[("2345000000", "KRW")]);
        check("３억 원", &[("300000000", "KRW")]);
        check("예산은 7억 유로다. 총액은 8억 원이며", &[("700000000", "EUR"), ("800000000", "KRW")]);
    }

    #[test]
    fn signs_before_the_number() {
        check("US$ 30억을, US$30억", &[("3000000000", "USD"), ("3000000000", "USD")]);
        check("$1.2 billion 투자", &[("1200000000", "USD")]);
        check("$40M를 유치", &[("40000000", "USD")]);
        check("€7억, £3억, ¥500억", &[("700000000", "EUR"), ("300000000", "GBP"), ("50000000000", "JPY")]);
        check("NT$ 9억과 A$4억", &[("900000000", "TWD"), ("400000000", "AUD")]);
        check("700 million 달러, 2 billion유로", &[("700000000", "USD"), ("2000000000", "EUR")]);
        check("$30억 달러", &[("3000000000", "USD")]);
        check("USD 3억, EUR5억", &[("300000000", "USD"), ("500000000", "EUR")]);
        check("TOP 100만 기업", &[]);
    }

    #[test]
    fn parts_of_a_sum_are_in_its_dollars() {
        let cad = |amount| (amount, "CAD");
        check(
            "20억 캐나다달러를 쓴다. 이 가운데 7억 달러는 인력에, 9억 달러는 장비에 쓴다.",
            &[cad("2000000000"), cad("700000000"), cad("900000000")],
        );
        check("20억 캐나다달러를 쓴다. 독일은 7억 달러를 쓴다.", &[cad("2000000000"), ("700000000", "USD")]);
    }

    #[test]
    fn shares_of_a_sum_are_in_its_currency() {
        check(
            "45억 원(국비 30억, 지방비 15억)",
            &[("4500000000", "KRW"), ("3000000000", "KRW"), ("1500000000", "KRW")],
        );
        check("45억 원(회원 30억)", &[("4500000000", "KRW")]);
    }

    #[test]
    fn numbers_in_hangul() {
        check("총 사천억원을 투입", &[("400000000000", "KRW")]);
        check("삼천오백만 달러", &[("35000000", "USD")]);
        check("일조 오천억 원", &[("1500000000000", "KRW")]);
        check("수천억 원을, 구조원이, 이것만 원", &[]);
        check("(단위: 백만 원)", &[]);
        check("(단위 : 10억 원)", &[]);
    }

    #[test]
    fn the_rest_of_a_cut_number_is_not_read() {
        check("사업에 7,1 20억 원을", &[]);
        check("규모는 2조 3, 000억 원", &[]);
        check("규모는 2. 7조 원", &[]);
        check("1. 7조 원 규모", &[("7000000000000", "KRW")]);
    }

    #[test]
    fn ranges_have_two_ends() {
        let registry = Registry::builtin();
        for text in [
            "3억~5억 달러를 투자",
            "3~5억 달러를 투자",
            "3-5억 달러",
            "3억 달러∼5억 달러",
            "3억 달러에서 5억 달러 사이",
            "3 ~ 5억 달러",
        ] {
            let found = read_all(text, &registry);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].money.amount, 300_000_000_u64.into(), "{text}");
            assert_eq!(found[0].upper, Some(500_000_000_u64.into()), "{text}");
        }
        for text in ["’21~’27년, 5억 달러", "2021~5,000억 달러"] {
            assert_eq!(read_all(text, &registry)[0].upper, None, "{text}");
        }
    }

    #[test]
    fn a_conversion_belongs_to_its_original() {
        let registry = Registry::builtin();
        for text in ["30억 달러(약 3조 4,500억 원) 규모", "US$30억(우리 돈 약 3조 4,500억 원)"] {
            let found = read_all(text, &registry);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].converted.as_ref().map(|m| m.amount), Some(3_450_000_000_000_u64.into()));
            assert!(text[..found[0].end].ends_with(')'));
        }
    }

    #[test]
    fn a_unit_given_once() {
        let krw = |n: &'static str| (n, "KRW");
        check("국비 30억, 시비 20억 등 총 50억 원", &[krw("3000000000"), krw("2000000000"), krw("5000000000")]);
        check("각각 12억, 7억, 5억 유로", &[("1200000000", "EUR"), ("700000000", "EUR"), ("500000000", "EUR")]);
        check("가입자 2억 돌파", &[]);
        check("스마트항만에 400억 투입", &[krw("40000000000")]);
    }

    #[test]
    fn what_was_before_is_void() {
        check("올해 3억원에서 내년 5억원으로", &[("500000000", "KRW")]);
        check("전년보다 △7억 원, -3억 원", &[]);
        check("△하늘 관측 △3억 원 규모 펀드", &[("300000000", "KRW")]);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9,.억조만천원달러 엔()약여~△$-]{0,40}") {
            for a in read_all(&text, &Registry::builtin()) {
                prop_assert!(text.get(a.range.clone()).is_some() && text.get(a.range.start..a.end).is_some());
            }
        }

        #[test]
        fn never_panics_on_hangul(text in "[일이삼구십백천만억조원달러 수에서으로]{0,30}") {
            for a in read_all(&text, &Registry::builtin()) {
                prop_assert!(text.get(a.range).is_some());
            }
        }
    }
}
