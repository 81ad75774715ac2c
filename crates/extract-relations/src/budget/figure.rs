//! One figure of money at its place: a number with its sign before it, its scale and its currency word.

use policygraph_korean::hangul::{is_syllable, is_word};
use policygraph_korean::word_list::WordList;
use policygraph_korean::{number, particle};
use policygraph_registry::Registry;
use rust_decimal::Decimal;
use std::ops::Range;

/// A number that is, or may be, money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub value: Decimal,
    /// ISO 4217; `None` where no currency stands beside it ("국비 30억, 도비 20억 원").
    pub currency: Option<String>,
    /// Bytes of the text, from the sign or number to the currency.
    pub range: Range<usize>,
    /// Bytes of the number itself.
    pub number: Range<usize>,
    /// Whether it is said to be negative: △5억 원, −5억 원.
    pub negative: bool,
}

/// Signs of currencies that stand before a number, perhaps behind letters: US$, ₩.
const SIGNS: &[char] = &['$', '€', '£', '¥', '₩', '＄', '￦', '￥', '￡', '₹', '₱', '₺', '₽', '₫', '฿', '₪', '₦', '₴'];
/// Codes that are written before a number. The others are also English words (TOP, ALL, CUP).
static CODES: WordList = WordList::new(&[
    "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "AUD", "CAD", "CHF", "HKD", "SGD", "TWD", "NZD", "INR", "RMB",
]);
/// English words of scale. Single letters count only behind a sign.
const SCALES: &[(&str, u64)] = &[
    ("trillion", 1_000_000_000_000),
    ("billion", 1_000_000_000),
    ("million", 1_000_000),
    ("Trillion", 1_000_000_000_000),
    ("Billion", 1_000_000_000),
    ("Million", 1_000_000),
    ("tn", 1_000_000_000_000),
    ("bn", 1_000_000_000),
    ("mn", 1_000_000),
    ("T", 1_000_000_000_000),
    ("B", 1_000_000_000),
    ("M", 1_000_000),
];
/// Most bytes of a conversion in a bracket.
const LONGEST_CONVERSION: usize = 40;
/// Marks of a minus.
const MINUS: &[char] = &['△', '▲', '▽', '▼', '−', '－', '-', '–'];
/// What may follow a currency in the same word, beside particles.
static ENDINGS: WordList = WordList::new(&[
    "이상",
    "이하",
    "미만",
    "초과",
    "이내",
    "가량",
    "내외",
    "상당",
    "규모",
    "대",
    "씩",
    "화",
    "정도",
    "수준",
    "어치",
    "짜리",
    "남짓",
    "여",
    "이다",
    "이며",
    "이고",
    "이었",
    "이던",
    "이나",
    "이지만",
    "이라",
    "이어",
    "이므로",
    "인",
    "입니다",
    "임",
    "였",
    "일",
    "다",
    "며",
    "란",
    "이란",
    "에서",
    "까지",
    "보다",
    "으로",
    "로",
    "뿐",
    "만",
    "가까이",
    "넘",
    "투입",
    "투자",
    "지원",
    "배정",
    "편성",
]);

/// The figure whose number starts at `at`, if money or a scaled number without a currency stands there.
///
/// `context` may name the country whose currency is meant.
pub(super) fn read(text: &str, at: usize, context: &str, registry: &Registry) -> Option<Figure> {
    let rest = &text[at..];
    // "천500억 원", but "인천500".
    let opens = number::opens_with_unit(rest);
    if opens && text[..at].ends_with(is_word) {
        return None;
    }
    let spelled = rest.starts_with(is_syllable) && !opens;
    let number = if spelled { spelled_number(text, at, registry)? } else { number::read(rest)? };
    if !spelled && is_cut(text, at) {
        return None;
    }
    let sign = sign_before(text, at, registry);
    let mut end = at + number.len;
    let mut value = number.value;
    let mut scaled = number.scaled;
    if let Some((len, factor)) = scale(&text[end..], sign.is_some()).filter(|_| !number.scaled) {
        value = value.checked_mul(factor.into())?;
        scaled = true;
        end += len;
    }
    let number_end = end;
    if let Some(more) = text[end..].strip_prefix('여') {
        end = text.len() - more.len();
        // "300여억 원"
        let units = number::read(&format!("1{more}")).filter(|n| n.len > 1 && !number.scaled);
        if let Some(units) = units {
            value = value.checked_mul(units.value)?;
            scaled = true;
            end += units.len - 1;
        }
    }
    let start = sign.as_ref().map_or(at, |(start, _)| *start);
    let gap = usize::from(text[end..].starts_with(' '));
    let word =
        registry.currency_near(&text[end + gap..], &[&text[..at], context]).map(|(len, code)| (end + gap + len, code));
    let figure = |range_end: usize, currency: Option<String>| Figure {
        value,
        currency,
        range: start..range_end,
        number: at..number_end,
        negative: is_negative(text, start),
    };
    // "6억 2,500만(9,100억 원) 달러": behind the conversion of the number.
    let behind_bracket = || {
        let inner = text[end..].strip_prefix('(')?;
        let close = inner.find(')').filter(|&at| at <= LONGEST_CONVERSION && scaled)?;
        let (_, code) = registry.currency_at(inner[close + 1..].trim_start())?;
        inner[..close].starts_with(|c: char| c.is_ascii_digit() || c == '약').then_some((end, code))
    };
    let word = word.or_else(behind_bracket);
    match (word.filter(|(after, _)| is_bounded(text, *after)), sign) {
        (Some((after, code)), _) if !spelled || !is_name(text, at, end, after) => {
            Some(figure(after, Some(code.to_owned())))
        }
        (_, Some((_, code))) => Some(figure(end, Some(code))),
        // Only what counts hundreds of millions is likely to be money without a word for it.
        (None, None) if scaled && !spelled && text[at..number_end].contains(['억', '조']) && ends_bare(text, end) => {
            Some(figure(end, None))
        }
        _ => None,
    }
}

/// The numeral in Hangul at `at`, where a word starts that is no currency (오만 리알).
fn spelled_number(text: &str, at: usize, registry: &Registry) -> Option<number::Number> {
    let free = text[..at].chars().next_back().is_none_or(|c| !is_word(c));
    let numeral = if free { number::read_spelled(&text[at..]) } else { None };
    numeral.filter(|_| registry.currency_at(&text[at..]).is_none())
}

/// Whether a numeral in Hangul of two syllables with 원 in the same word is rather a name or another noun: 구조원.
fn is_name(text: &str, at: usize, end: usize, after: usize) -> bool {
    let numeral = &text[at..end];
    numeral.chars().count() <= 2 && numeral.ends_with(['조', '만']) && !text[end..after].contains(' ')
}

/// Whether a number is only the rest of one that a line end cut: "3,4 50억", "1. 5조", "1조 2, 000억".
fn is_cut(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    if digits > 1 && rest.starts_with('0') {
        return true;
    }
    let Some(before) = text[..at].strip_suffix([' ', '\n']) else { return false };
    let tail = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let ends = before.len() - tail.len();
    let opened = |s: &str, mark: char| {
        s.strip_suffix(mark)
            .is_some_and(|s| s.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '억' | '조' | '만')))
    };
    // A number with its point or comma at the very start is that of a list.
    let first = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim().is_empty();
    match ends {
        0 => {
            (opened(before, ',') && digits == 3 && before.trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit()))
                || (opened(before, '.')
                    && !first
                    && before.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit()))
        }
        1 | 2 => opened(tail, ','),
        _ => false,
    }
}

/// The sign or code of a currency right before a number: where it starts, and its code.
fn sign_before(text: &str, at: usize, registry: &Registry) -> Option<(usize, String)> {
    let lead = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
    // Words of signs and capital letters, the longest first.
    let opens = |&(_, c): &(usize, char)| c.is_ascii_uppercase() || SIGNS.contains(&c);
    let starts: Vec<usize> = lead.char_indices().rev().take(3).take_while(opens).map(|(i, _)| i).collect();
    starts.into_iter().rev().find_map(|start| {
        let word = &lead[start..];
        let free = !lead[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let known = word.ends_with(SIGNS) || CODES.has(word);
        let code = registry.currency_at(word).filter(|(len, _)| free && known && *len == word.len())?.1;
        Some((start, code.to_owned()))
    })
}

/// An English word of scale behind a number: the bytes read, and its factor.
fn scale(text: &str, signed: bool) -> Option<(usize, u64)> {
    let blank = usize::from(text.starts_with(' '));
    let rest = &text[blank..];
    let (word, factor) = SCALES.iter().find(|(word, _)| rest.starts_with(word))?;
    let bounded = !rest[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (bounded && (signed || word.len() > 1)).then_some((blank + word.len(), *factor))
}

/// Whether the word of a currency that ends at `after` is a word of its own.
fn is_bounded(text: &str, after: usize) -> bool {
    let rest = &text[after..];
    let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
    let Some(last) = text[..after].chars().next_back() else { return false };
    word.is_empty() || !word.starts_with(is_syllable) || particle::exact(last, word).is_some() || ENDINGS.opens(word)
}

/// Whether a number without a currency ends a word, perhaps with a particle.
fn ends_bare(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
    matches!(word, "" | "을" | "를" | "이" | "가" | "은" | "는" | "으로" | "로" | "의")
}

/// Whether a minus stands right before a figure. Where the same marks open the members of a list, they are none.
fn is_negative(text: &str, start: usize) -> bool {
    let Some(mark) = text[..start].chars().next_back().filter(|c| MINUS.contains(c)) else { return false };
    let before = &text[..start - mark.len_utf8()];
    if matches!(mark, '-' | '–') {
        return before.ends_with([' ', '(', '[', '|']);
    }
    let list = text.match_indices(mark).any(|(at, sign)| {
        !text[at + sign.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit() || SIGNS.contains(&c))
    });
    !list
}
