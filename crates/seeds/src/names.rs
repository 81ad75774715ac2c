//! Names of countries and currencies from CLDR, through ICU4X.

use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_experimental::displaynames::DisplayNamesOptions;
use icu_experimental::displaynames::multi::RegionDisplayNames;
use icu_locale_core::{locale, subtags::Region};

/// Korean and English names of the regions of CLDR.
pub(crate) struct RegionNames {
    ko: RegionDisplayNames,
    en: RegionDisplayNames,
}

impl RegionNames {
    pub(crate) fn new() -> Self {
        let names = |locale: icu_locale_core::Locale| {
            RegionDisplayNames::try_new(locale.into(), DisplayNamesOptions::default())
                .expect("the compiled data has Korean and English")
        };
        Self { ko: names(locale!("ko")), en: names(locale!("en")) }
    }

    /// The names of a region by its ISO 3166-1 alpha-2 code.
    pub(crate) fn of(&self, code: &str) -> Option<(&str, &str)> {
        let region: Region = code.parse().ok()?;
        Some((self.ko.of(region)?, self.en.of(region)?))
    }
}

/// The Korean name of a currency (`미국 달러`) by its ISO 4217 code.
///
/// ICU4X names a currency only together with an amount, so one is formatted and its digit taken off again.
pub(crate) fn currency_ko(code: &str) -> Option<String> {
    let currency: CurrencyType = code.parse().ok()?;
    let formatter = CurrencyFormatter::try_new_name(locale!("ko").into(), currency).ok()?;
    let formatted = formatter.format_fixed_decimal(&1.into()).to_string();
    let name = formatted.trim_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
    (name != code && !name.is_empty()).then(|| name.to_owned())
}
