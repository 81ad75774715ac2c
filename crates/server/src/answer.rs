//! Answers to requests, and errors that say what to do.

use crate::job::Reply;
use crate::pool::PoolError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A request that cannot be answered.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub status: StatusCode,
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (
            self.status,
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")],
            format!("{}\n", self.message),
        )
            .into_response();
        let headers = response.headers_mut();
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            StatusCode::METHOD_NOT_ALLOWED => {
                headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST, OPTIONS"));
            }
            _ => {}
        }
        response
    }
}

impl From<PoolError> for Refusal {
    fn from(error: PoolError) -> Self {
        let status = match &error {
            PoolError::Timeout(_) | PoolError::Busy => StatusCode::SERVICE_UNAVAILABLE,
            PoolError::Memory(_) => StatusCode::INSUFFICIENT_STORAGE,
            PoolError::Died | PoolError::Start(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

/// A body of a media type, in UTF-8.
pub(crate) fn body(media_type: &str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, format!("{media_type}; charset=utf-8"))], bytes).into_response()
}

/// The media type and the bytes of an answer; `None` if there is no such thing, or nothing to answer.
pub(crate) fn answered((reply, bytes): (Reply, Vec<u8>)) -> Result<Option<(String, Vec<u8>)>, Refusal> {
    match reply {
        Reply::Answer { format, .. } => Ok(Some((format, bytes))),
        Reply::Nothing | Reply::Done => Ok(None),
        Reply::NotAcceptable(message) => Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, message)),
        Reply::Malformed(message) => Err(Refusal::bad(message)),
        Reply::TooLarge(message) => Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message)),
        Reply::Failed(message) => Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, message)),
    }
}
