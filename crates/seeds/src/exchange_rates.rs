//! The seed file of exchange rates.

use crate::files::SeedError;
use crate::records::rows;
use iso_currency::Currency;
use policygraph_model::ExchangeRate;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
struct Row {
    currency: String,
    year: i16,
    per_euro: String,
}

pub(crate) fn read(file: &str, text: &str) -> Result<Vec<ExchangeRate>, SeedError> {
    let mut rates = Vec::new();
    let mut seen = HashSet::new();
    for (line, Row { currency, year, per_euro }) in rows(file, text)? {
        let wrong = |message: String| Err(SeedError::row(file, line, message));
        if Currency::from_code(&currency).is_none() {
            return wrong(format!("`{currency}` is no currency code of ISO 4217"));
        }
        let Some(value) = per_euro.parse::<Decimal>().ok().filter(|v| *v > Decimal::ZERO) else {
            return wrong(format!("`{per_euro}` is no positive decimal number"));
        };
        if !seen.insert((currency.clone(), year)) {
            return wrong(format!("{currency} in {year} is there twice"));
        }
        rates.push(ExchangeRate { currency, year, per_euro: value });
    }
    Ok(rates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_checked() {
        let read = |rows: &str| read("r.csv", &format!("currency,year,per_euro\n{rows}"));
        let good = read("KRW,2020,1345.58\nUSD,2020,1.1422\n").unwrap();
        assert_eq!(good[1], ExchangeRate { currency: "USD".into(), year: 2020, per_euro: Decimal::new(11_422, 4) });
        for (bad, why) in [("XYZ,2020,1", "no currency"), ("USD,2020,0", "no positive"), ("USD,1,1\nUSD,1,2", "twice")]
        {
            let message = read(bad).unwrap_err().to_string();
            assert!(message.starts_with("r.csv:") && message.contains(why), "{message}");
        }
    }
}
