//! What a claim is called by.

use std::fmt;
use std::str::FromStr;

/// The id of a claim: the first ten bytes of a digest of what it states and where. Its IRI ends in `claim-` and the id in hexadecimal.
///
/// ```
/// use policygraph_model::ClaimId;
/// let id: ClaimId = "00ff00ff00ff00ff00ff".parse().unwrap();
/// assert_eq!(id.to_string(), "00ff00ff00ff00ff00ff");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ClaimId(pub [u8; 10]);

/// Not twenty hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the id of a claim: twenty hexadecimal digits")]
pub struct NoClaimId(String);

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ClaimId {
    type Err = NoClaimId;

    fn from_str(s: &str) -> Result<Self, NoClaimId> {
        let wrong = || NoClaimId(s.to_owned());
        if s.len() != 20 || !s.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0; 10];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&s[2 * i..2 * i + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}
