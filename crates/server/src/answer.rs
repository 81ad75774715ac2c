//! Answers to requests: bodies within a limit, and errors that say what to do.

use crate::lanes::LaneError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use policygraph_store::StoreError;
use std::io::{self, Write};

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

impl From<LaneError> for Refusal {
    fn from(error: LaneError) -> Self {
        let status = match &error {
            LaneError::Timeout(_) | LaneError::Busy => StatusCode::SERVICE_UNAVAILABLE,
            LaneError::Memory(_) => StatusCode::INSUFFICIENT_STORAGE,
            LaneError::Store(StoreError::Query(_)) => StatusCode::BAD_REQUEST,
            LaneError::Store(StoreError::Output(e)) if e.kind() == io::ErrorKind::FileTooLarge => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            LaneError::Store(_) | LaneError::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let message = match &error {
            LaneError::Store(StoreError::Output(e)) => e.to_string(),
            other => other.to_string(),
        };
        Self { status, message }
    }
}

/// A body that may not grow beyond a limit.
pub(crate) struct Limited {
    bytes: Vec<u8>,
    limit: usize,
}

impl Limited {
    pub(crate) fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Write for Limited {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + buffer.len() > self.limit {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("the answer is larger than {} MB: ask for less, with LIMIT", self.limit >> 20),
            ));
        }
        self.bytes.extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
