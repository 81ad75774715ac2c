//! Who asks. Credentials come from the environment: arguments can be read by other users of the machine.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// The environment variables of a user's name and password.
pub const USER: &str = "POLICYGRAPH_ENDPOINT_USER";
/// See [`USER`].
pub const PASSWORD: &str = "POLICYGRAPH_ENDPOINT_PASSWORD";
/// The environment variable of a bearer token.
pub const TOKEN: &str = "POLICYGRAPH_ENDPOINT_TOKEN";

/// What stands for a secret where an error would tell it.
const HIDDEN: &str = "…";

/// What an endpoint is sent to know who asks.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// HTTP Basic (RFC 7617): name and password.
    Basic(String, String),
    /// A bearer token (RFC 6750).
    Bearer(String),
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Basic(..) => "Basic(…)",
            Self::Bearer(_) => "Bearer(…)",
        })
    }
}

impl Credentials {
    /// Those of the environment, if there are any: a token before a password.
    #[must_use]
    pub fn from_environment() -> Option<Self> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let basic = || Some(Self::Basic(variable(USER)?, variable(PASSWORD).unwrap_or_default()));
        variable(TOKEN).map(Self::Bearer).or_else(basic)
    }

    /// The header `Authorization`.
    pub(crate) fn header(&self) -> String {
        match self {
            Self::Basic(user, password) => format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))),
            Self::Bearer(token) => format!("Bearer {token}"),
        }
    }

    /// A text without the secret, should a server repeat it.
    pub(crate) fn hide(&self, text: &str) -> String {
        let header = self.header();
        let sent = header.split_once(' ').map_or("", |(_, sent)| sent);
        let secret = match self {
            Self::Basic(_, password) => password,
            Self::Bearer(token) => token,
        };
        let secrets = [sent, secret];
        secrets.iter().filter(|s| !s.is_empty()).fold(text.to_owned(), |text, secret| text.replace(secret, HIDDEN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_those_of_the_standards_and_errors_do_not_tell_them() {
        let basic = Credentials::Basic("Aladdin".into(), "open sesame".into());
        // The example of RFC 7617.
        assert_eq!(basic.header(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(basic.hide("no QWxhZGRpbjpvcGVuIHNlc2FtZQ== (open sesame)"), "no … (…)");
        let bearer = Credentials::Bearer("t0k3n".into());
        assert_eq!((bearer.header().as_str(), bearer.hide("t0k3n?").as_str()), ("Bearer t0k3n", "…?"));
        assert!(!format!("{basic:?}{bearer:?}").contains("sesame") && !format!("{bearer:?}").contains("t0k3n"));
    }
}
