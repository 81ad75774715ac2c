//! `--memory`: how much of an archive is held at a time.

use std::str::FromStr;

/// What the program itself takes, with its registry and the caches of the database, in bytes.
const PROGRAM: u64 = 220 << 20;

/// What a quad takes while its batch waits and is then sorted, in bytes, with the facts that it was made of.
const QUAD: u64 = 2_400;

/// The least that is of use, in bytes.
const LEAST: u64 = 300 << 20;

/// A bound of memory, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Memory(u64);

impl Memory {
    /// Number of quads of a batch. Two are held at a time: one that is written and one that is filled.
    pub(super) fn quads(self) -> usize {
        usize::try_from((self.0 - PROGRAM) / QUAD).unwrap_or(usize::MAX)
    }

    /// Bytes of files that are read at once.
    pub(super) fn files(self) -> u64 {
        self.0 / 256
    }
}

impl FromStr for Memory {
    type Err = String;

    /// Reads a size as people write it: `1GB`, `512MB`, `1.5 GB`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no size: write 1GB or 512MB");
        let upper = text.trim().to_ascii_uppercase();
        let (number, unit) = if let Some(number) = upper.strip_suffix("GB") {
            (number, 1_u64 << 30)
        } else if let Some(number) = upper.strip_suffix("MB") {
            (number, 1 << 20)
        } else {
            return Err(wrong());
        };
        let (whole, part) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
        let tenth = if part.is_empty() { "0" } else { part };
        let (whole, tenth): (u64, u64) = match (whole.parse(), tenth.parse()) {
            (Ok(whole), Ok(tenth)) if tenth < 10 => (whole, tenth),
            _ => return Err(wrong()),
        };
        let bytes = whole.saturating_mul(unit).saturating_add(tenth * unit / 10);
        if bytes < LEAST {
            return Err(format!("{text} is too little: {} MB at least", LEAST >> 20));
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_people_write_them() {
        let bytes = |text: &str| text.parse::<Memory>().map(|m| m.0);
        assert_eq!(bytes("1GB"), Ok(1 << 30));
        assert_eq!(bytes("1.5 gb"), Ok(3 << 29));
        assert_eq!(bytes("512MB"), Ok(512 << 20));
        for wrong in ["", "1", "GB", "-1GB", "1.25GB", "12 parsecs", "100MB"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }
}
