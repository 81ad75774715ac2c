//! Amounts and measures as people read them: 6조 3,940억 달러, $6.39 tn, 0.123.

use crate::table::{Bilingual, grouped};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// Currencies that reports write by name or sign; the others are written by their code.
const CURRENCIES: [(&str, &str, &str); 6] = [
    ("CNY", "위안", "CN¥"),
    ("EUR", "유로", "€"),
    ("GBP", "파운드", "£"),
    ("JPY", "엔", "¥"),
    ("KRW", "원", "₩"),
    ("USD", "달러", "$"),
];

/// Digits of an amount that are told in Korean, where 조 and 억 are told side by side.
const DIGITS_KO: u32 = 4;
/// The same in English.
const DIGITS_EN: u32 = 3;

/// An amount in words, rounded: four digits in Korean, three in English.
///
/// # Arguments
/// `currency`: its ISO 4217 code.
#[must_use]
pub fn amount(of: Decimal, currency: &str) -> Bilingual {
    let known = CURRENCIES.iter().find(|c| c.0 == currency);
    let (ko, en) = (korean(significant(of, DIGITS_KO)), english(significant(of, DIGITS_EN)));
    match known {
        Some((_, name, sign)) => Bilingual::new(&format!("{ko} {name}"), &format!("{sign}{en}")),
        None => Bilingual::new(&format!("{ko} {currency}"), &format!("{currency} {en}")),
    }
}

/// A measure with three digits behind the point, or the power of ten of one that has none there.
#[must_use]
pub fn readable(x: f64) -> String {
    let rounded = (x * 1000.0).round() / 1000.0;
    if rounded == 0.0 && x != 0.0 { format!("{x:.1e}") } else { rounded.to_string() }
}

fn significant(of: Decimal, digits: u32) -> Decimal {
    of.round_sf_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).unwrap_or(of)
}

fn korean(of: Decimal) -> String {
    let written = |n: Decimal| grouped(&n.normalize().to_string());
    let Some(whole) = of.trunc().to_u128().filter(|n| *n >= 10_000) else { return written(of) };
    let units = [(1_000_000_000_000, "조"), (100_000_000, "억"), (10_000, "만"), (1, "")];
    let largest = units.iter().position(|(size, _)| whole >= *size).unwrap_or(units.len() - 1);
    let mut rest = whole;
    let mut parts = Vec::new();
    for (size, unit) in units.iter().skip(largest).take(2) {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            parts.push(format!("{}{unit}", grouped(&count.to_string())));
        }
    }
    parts.join(" ")
}

fn english(of: Decimal) -> String {
    let units = [(1_000_000_000_000_i64, " tn"), (1_000_000_000, " bn"), (1_000_000, " m")];
    let unit = units.iter().find(|(size, _)| of >= Decimal::from(*size));
    let (of, unit) = unit.map_or((of, ""), |(size, unit)| (of / Decimal::from(*size), *unit));
    format!("{}{unit}", grouped(&of.normalize().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_at_a_glance() {
        for (of, currency, ko, en) in [
            ("6394000000000", "USD", "6조 3,940억 달러", "$6.39 tn"),
            ("63940000000", "USD", "639억 4,000만 달러", "$63.9 bn"),
            ("20400000000", "JPY", "204억 엔", "¥20.4 bn"),
            ("140000000", "KRW", "1억 4,000만 원", "₩140 m"),
            ("9999999999999", "KRW", "10조 원", "₩10 tn"),
            ("4500", "EUR", "4,500 유로", "€4,500"),
            ("1234567", "SEK", "123만 5,000 SEK", "SEK 1.23 m"),
            ("0.5", "USD", "0.5 달러", "$0.5"),
        ] {
            assert_eq!(amount(of.parse().unwrap(), currency), Bilingual::new(ko, en), "{of} {currency}");
        }
    }
}
