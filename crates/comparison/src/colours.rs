//! The colour of each country, the same in the report and in the explorer.

/// Colours of the countries that policy documents write of most, as far apart as ten hues allow, each seen on white and on dark.
const COLOURS: [(&str, &str); 20] = [
    ("AU", "#7a8b2e"),
    ("CA", "#b5527a"),
    ("CH", "#5b7f95"),
    ("CN", "#d55e00"),
    ("DE", "#a67c00"),
    ("EU", "#7a5fb5"),
    ("FI", "#3f8f8f"),
    ("FR", "#8c564b"),
    ("GB", "#3d8fc9"),
    ("IL", "#8a6fa8"),
    ("IN", "#c2452d"),
    ("IT", "#6b8e4e"),
    ("JP", "#c9609a"),
    ("KR", "#00896b"),
    ("NL", "#c77700"),
    ("RU", "#7f7f7f"),
    ("SE", "#55719e"),
    ("SG", "#a8505a"),
    ("TW", "#4f9a3c"),
    ("US", "#0072b2"),
];

/// The colour of a country as `#rrggbb`; a country outside the list shares one, always the same.
///
/// # Arguments
/// `code`: its ISO 3166-1 alpha-2 code, or `EU`.
#[must_use]
pub fn country_colour(code: &str) -> &'static str {
    if let Some((_, colour)) = COLOURS.iter().find(|(known, _)| *known == code) {
        return colour;
    }
    let place = code.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte));
    COLOURS[place % COLOURS.len()].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_listed_country_has_a_colour_of_its_own() {
        assert!(COLOURS.is_sorted_by_key(|c| c.0));
        assert_eq!(COLOURS.iter().map(|c| c.1).collect::<BTreeSet<_>>().len(), COLOURS.len());
        assert_eq!(country_colour("KR"), "#00896b");
        assert_eq!(country_colour("BR"), country_colour("BR"));
    }

    /// WCAG 2.1 asks of what is no text a contrast of 3 with what is around it.
    #[test]
    fn colours_are_seen_on_light_and_on_dark() {
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |colour: &str| {
            let byte = |at: usize| linear(u8::from_str_radix(&colour[at..at + 2], 16).unwrap());
            0.2126 * byte(1) + 0.7152 * byte(3) + 0.0722 * byte(5)
        };
        let contrast = |a: f64, b: f64| (a.max(b) + 0.05) / (a.min(b) + 0.05);
        for (code, colour) in COLOURS {
            for back in ["#ffffff", "#11181f"] {
                let found = contrast(luminance(colour), luminance(back));
                assert!(found >= 3.0, "{code} on {back}: {found:.2}");
            }
        }
    }
}
