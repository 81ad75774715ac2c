//! The files of the page, built from `web/` and embedded.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/pages"]
struct Pages;

/// Everything comes from here, and no markup can run anything. Graphs are drawn into images that are made in the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// YASGUI writes style sheets and icons into the page.
const YASGUI_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn file(name: &str, cache: &'static str) -> Response {
    let Some(file) = Pages::get(name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = file.metadata.mimetype();
    let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    let headers = [
        (header::CONTENT_TYPE, kind.as_str()),
        (header::CACHE_CONTROL, cache),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, file.data).into_response()
}

fn page(name: &str, policy: &'static str) -> Response {
    let mut response = file(name, "no-cache");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

pub(crate) async fn index() -> Response {
    page("index.html", POLICY)
}

pub(crate) async fn yasgui() -> Response {
    page("yasgui.html", YASGUI_POLICY)
}

/// Files whose names change with their content.
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    file(&format!("assets/{name}"), "public, max-age=31536000, immutable")
}

/// A page as it is embedded.
#[cfg(test)]
pub(crate) fn text(name: &str) -> String {
    Pages::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}
