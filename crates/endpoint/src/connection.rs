//! Requests that are tried again.

use crate::credentials::{Credentials, PASSWORD, TOKEN, USER};
use policygraph_store::EndpointError;
use std::time::Duration;
use ureq::http::{Response, StatusCode, Uri, header};
use ureq::{Agent, Body, Error};

/// How often a request is sent before it is given up.
const ATTEMPTS: u32 = 5;

/// Longest pause that a server may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Largest answer, in bytes.
const LARGEST: u64 = 4 << 30;

/// What is shown of an answer that tells an error, in characters.
const SHOWN: usize = 300;

/// How an endpoint is asked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Longest time of a request, answer included.
    pub timeout: Duration,
    /// The first pause before a request is sent again; each is twice the one before.
    pub pause: Duration,
    /// Who asks.
    pub credentials: Option<Credentials>,
}

impl Default for Settings {
    /// A minute, half a second, and nobody.
    fn default() -> Self {
        Self { timeout: Duration::from_secs(60), pause: Duration::from_millis(500), credentials: None }
    }
}

/// An address, and how it is asked.
pub(crate) struct Connection {
    /// The address as it is called.
    pub url: String,
    /// The address as it is told: without what stands behind `?`, which may be a secret.
    pub shown: String,
    pub agent: Agent,
    settings: Settings,
}

/// A whole answer.
pub(crate) struct Answer {
    pub media_type: String,
    pub body: Vec<u8>,
}

/// Why an attempt failed.
struct Failed {
    reason: String,
    /// Whether another attempt may do better, and after which pause if the server says so.
    again: Option<Option<Duration>>,
}

impl Connection {
    pub(crate) fn new(address: &str, settings: Settings) -> Result<Self, EndpointError> {
        let shown = without_query(address);
        let refused = |reason: &str| EndpointError { endpoint: shown.clone(), reason: reason.to_owned() };
        let uri: Uri = address.parse().map_err(|_| refused("this is no address: give http://… or https://…"))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
            return Err(refused("this is no address of a server: give http://… or https://…"));
        }
        if uri.authority().is_some_and(|a| a.as_str().contains('@')) {
            let host = uri.host().unwrap_or_default().to_owned();
            let reason = format!("credentials do not belong into an address: set {USER} and {PASSWORD}, or {TOKEN}");
            return Err(EndpointError { endpoint: host, reason });
        }
        let agent = Agent::config_builder()
            .timeout_global(Some(settings.timeout))
            .http_status_as_error(false)
            // Credentials go to the address that was given, and nowhere else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .into();
        Ok(Self { url: address.to_owned(), shown, agent, settings })
    }

    /// The header `Authorization`.
    pub(crate) fn authorization(&self) -> Option<String> {
        self.settings.credentials.as_ref().map(Credentials::header)
    }

    fn error(&self, reason: &str) -> EndpointError {
        let reason = match &self.settings.credentials {
            Some(credentials) => credentials.hide(reason),
            None => reason.to_owned(),
        };
        EndpointError { endpoint: self.shown.clone(), reason }
    }

    /// Sends a request until it is answered.
    ///
    /// # Arguments
    /// `fine`: a status of errors that is none here.
    pub(crate) fn send(
        &self,
        fine: Option<StatusCode>,
        request: impl Fn(&Agent) -> Result<Response<Body>, Error>,
    ) -> Result<Answer, EndpointError> {
        let (mut pause, mut attempts) = (self.settings.pause, 0);
        loop {
            attempts += 1;
            let failed = match self.attempt(fine, &request) {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            match failed.again {
                Some(wanted) if attempts < ATTEMPTS => {
                    std::thread::sleep(wanted.unwrap_or(pause).min(LONGEST_PAUSE));
                    pause *= 2;
                }
                Some(_) => return Err(self.error(&format!("{}; it was tried {ATTEMPTS} times", failed.reason))),
                None => return Err(self.error(&failed.reason)),
            }
        }
    }

    fn attempt(
        &self,
        fine: Option<StatusCode>,
        request: impl Fn(&Agent) -> Result<Response<Body>, Error>,
    ) -> Result<Answer, Failed> {
        let mut response = request(&self.agent).map_err(|e| self.unreached(&e))?;
        let status = response.status();
        let header = |name: header::HeaderName| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (media_type, location, after) =
            (header(header::CONTENT_TYPE), header(header::LOCATION), header(header::RETRY_AFTER));
        let body = response.body_mut().with_config().limit(LARGEST).read_to_vec();
        if status.is_success() || fine == Some(status) {
            let body = body.map_err(|e| match e {
                Error::Timeout(_) | Error::BodyExceedsLimit(_) => self.unreached(&e),
                e => Failed { reason: format!("the answer breaks off: {e}"), again: Some(None) },
            })?;
            return Ok(Answer { media_type, body });
        }
        let said = shortened(&String::from_utf8_lossy(&body.unwrap_or_default()));
        let reason = match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN if self.settings.credentials.is_none() => {
                format!("it asks who you are ({status}): set {USER} and {PASSWORD}, or {TOKEN}")
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => format!("it refuses the credentials ({status})"),
            status if status.is_redirection() => {
                format!("it has moved: give {} instead", without_query(&location))
            }
            status => format!("it answers {status}{said}"),
        };
        let busy = [
            StatusCode::TOO_MANY_REQUESTS,
            StatusCode::BAD_GATEWAY,
            StatusCode::SERVICE_UNAVAILABLE,
            StatusCode::GATEWAY_TIMEOUT,
        ];
        let again = busy.contains(&status).then(|| after.parse().ok().map(Duration::from_secs));
        Err(Failed { reason, again })
    }

    fn unreached(&self, error: &Error) -> Failed {
        let (reason, again) = match error {
            Error::Timeout(_) => {
                let longest = self.settings.timeout.as_secs_f32();
                (format!("no answer within {longest} s: give it longer with --endpoint-timeout"), None)
            }
            Error::BodyExceedsLimit(most) => (format!("the answer is larger than {} GB", most >> 30), None),
            Error::HostNotFound => ("there is no such host".to_owned(), None),
            Error::Io(_) | Error::ConnectionFailed | Error::BodyStalled | Error::Protocol(_) => {
                (format!("it cannot be reached: {error}"), Some(None))
            }
            error => (format!("it cannot be asked: {error}"), None),
        };
        Failed { reason, again }
    }
}

fn without_query(address: &str) -> String {
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// What a server says of an error, on one line; nothing of a web page.
fn shortened(said: &str) -> String {
    let words: Vec<&str> = said.split_whitespace().collect();
    let line = words.join(" ");
    if line.is_empty() || line.starts_with('<') {
        return String::new();
    }
    let cut: String = line.chars().take(SHOWN).collect();
    format!(": {cut}{}", if cut.len() < line.len() { "…" } else { "" })
}
