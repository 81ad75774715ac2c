//! Units of tables: `(단위: 백만 불, %)`.

use policygraph_registry::Registry;
use rust_decimal::Decimal;

/// A unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    /// As written.
    pub text: String,
    /// What a value is multiplied with to be in the base unit.
    pub multiplier: Decimal,
    /// ISO 4217 code.
    pub currency: Option<String>,
}

impl Unit {
    /// Whether it is for shares and rates.
    pub(crate) fn is_rate(&self) -> bool {
        self.text.contains('%') || self.text.contains('％')
    }
}

/// Numbers before a unit.
const MULTIPLIERS: [(&str, i64); 9] = [
    ("십억", 1_000_000_000),
    ("백억", 10_000_000_000),
    ("백만", 1_000_000),
    ("십만", 100_000),
    ("조", 1_000_000_000_000),
    ("억", 100_000_000),
    ("만", 10_000),
    ("천", 1_000),
    ("백", 100),
];

/// The units that a line gives, if it gives any.
pub(crate) fn read(line: &str, registry: &Registry) -> Option<Vec<Unit>> {
    let from = line.find("단위")?;
    let inside = line[from + "단위".len()..].trim_start().strip_prefix([':', '：'])?;
    let inside = inside.split([')', '）', ']']).next()?;
    let units: Vec<Unit> = inside
        .split([',', '，'])
        .map(str::trim)
        .filter(|u| !u.is_empty())
        .map(|text| {
            let (multiplier, rest) = MULTIPLIERS
                .iter()
                .find_map(|(word, n)| Some((Decimal::from(*n), text.strip_prefix(word)?.trim_start())))
                .unwrap_or((Decimal::ONE, text));
            // 불 is the dollar of the United States in statistics of trade.
            let money = if rest == "불" { "달러" } else { rest };
            let currency =
                registry.currency_at(money).filter(|(len, _)| *len == money.len()).map(|(_, c)| c.to_owned());
            Unit { text: text.to_owned(), multiplier, currency }
        })
        .collect();
    (!units.is_empty()).then_some(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        let registry = Registry::builtin();
        let units = read("(단위: 백만 불, %)", &registry).unwrap();
        assert_eq!((units[0].multiplier, units[0].currency.as_deref()), (Decimal::from(1_000_000), Some("USD")));
        assert!(units[1].is_rate() && units[1].currency.is_none());
        let units = read("(단위 : 억달러, 만명, 명)", &registry).unwrap();
        assert_eq!(units[1].multiplier, Decimal::from(10_000));
        assert_eq!((units[0].currency.as_deref(), units[2].text.as_str()), (Some("USD"), "명"));
        assert_eq!(read("단위가 크다", &registry), None);
    }
}
