//! Budgets in one currency.

use policygraph_model::ExchangeRate;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Converts amounts by the mean rate of their year.
pub(crate) struct Converter<'r> {
    /// Units of a currency for one euro.
    rates: HashMap<(&'r str, i16), Decimal>,
    currency: &'r str,
}

impl<'r> Converter<'r> {
    pub(crate) fn new(rates: &'r [ExchangeRate], currency: &'r str) -> Self {
        Self { rates: rates.iter().map(|r| ((r.currency.as_str(), r.year), r.per_euro)).collect(), currency }
    }

    fn per_euro(&self, currency: &str, year: i16) -> Option<Decimal> {
        if currency == "EUR" { Some(Decimal::ONE) } else { self.rates.get(&(currency, year)).copied() }
    }

    /// An amount in the common currency; nothing where a rate is missing. What is in that currency needs none.
    pub(crate) fn convert(&self, amount: Decimal, currency: &str, year: Option<i16>) -> Option<Decimal> {
        if currency == self.currency {
            return Some(amount);
        }
        let year = year?;
        let (from, to) = (self.per_euro(currency, year)?, self.per_euro(self.currency, year)?);
        amount.checked_mul(to.checked_div(from)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_those_of_the_year() {
        let rate = |currency: &str, year, per_euro: i64| ExchangeRate {
            currency: currency.into(),
            year,
            per_euro: Decimal::new(per_euro, 0),
        };
        let rates = [rate("USD", 2019, 2), rate("JPY", 2019, 100), rate("JPY", 2020, 50)];
        let to_usd = Converter::new(&rates, "USD");
        let hundred = Decimal::ONE_HUNDRED;
        assert_eq!(to_usd.convert(hundred, "JPY", Some(2019)), Some(Decimal::TWO));
        assert_eq!(to_usd.convert(hundred, "EUR", Some(2019)), Some(Decimal::from(200)));
        assert_eq!(to_usd.convert(hundred, "USD", None), Some(hundred));
        assert_eq!((to_usd.convert(hundred, "JPY", Some(2020)), to_usd.convert(hundred, "JPY", None)), (None, None));
    }
}
