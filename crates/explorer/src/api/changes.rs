//! What changes a store: corrections and files, from the explorer's own page only.

use super::{Answer, App, Refusal, beside, json_response};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use policygraph_resolve::OverrideRow;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

pub(super) async fn corrections(State(app): State<Arc<App>>) -> Answer {
    beside(move || Ok(json_response(&app.source.corrections()?))).await
}

pub(super) async fn add(State(app): State<Arc<App>>, headers: HeaderMap, Json(row): Json<OverrideRow>) -> Answer {
    may_change(&app, &headers)?;
    beside(move || Ok(json_response(&app.source.correct(row)?))).await
}

pub(super) async fn remove(State(app): State<Arc<App>>, headers: HeaderMap, Json(row): Json<OverrideRow>) -> Answer {
    may_change(&app, &headers)?;
    beside(move || Ok(json_response(&app.source.withdraw(&row)?))).await
}

/// Refuses who may not change the store.
fn may_change(app: &App, headers: &HeaderMap) -> Result<(), Refusal> {
    if app.largest_file.is_none() {
        return Err(Refusal::Forbidden("changes are not taken: start `policygraph serve` with --edit"));
    }
    if !from_own_page(headers) {
        return Err(Refusal::Forbidden("changes are taken from the explorer's own page only, opened by its address"));
    }
    Ok(())
}

#[derive(Debug, Deserialize)]
pub(super) struct FileQuery {
    name: String,
}

pub(super) async fn add_file(
    State(app): State<Arc<App>>,
    Query(query): Query<FileQuery>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    may_change(&app, &headers)?;
    let name = file_name(&query.name).ok_or_else(|| Refusal::Bad("the file has no name".to_owned()))?;
    let waiting = Arc::clone(&app);
    let _place = waiting.adding.acquire().await?;
    beside(move || {
        let read = app.source.add(&name, &body)?;
        // What was read is there when this is answered.
        app.current.fresh()?;
        Ok(json_response(&read))
    })
    .await
}

/// The name of a file alone, as a file may be called.
fn file_name(name: &str) -> Option<String> {
    let name: String = name.rsplit(['/', '\\']).next()?.chars().filter(|c| !c.is_control()).collect();
    let name = name.trim();
    (!name.is_empty() && !name.starts_with('.') && name.len() <= 255).then(|| name.to_owned())
}

/// Whether a browser says that a page of this server asks: pages of others must not write to the disk of who looks at them. Another's
/// name can be made to mean this server, so it has to be asked by its address.
fn from_own_page(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else { return false };
    let is_address = host.parse::<SocketAddr>().is_ok() || host.parse::<IpAddr>().is_ok();
    let is_here = is_address || host.split(':').next() == Some("localhost");
    is_here && origin.split_once("://").is_some_and(|(_, rest)| rest == host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lead_nowhere() {
        assert_eq!(file_name("../../etc/가.hwp").as_deref(), Some("가.hwp"));
        assert_eq!(file_name("C:\\문서\\나.pdf").as_deref(), Some("나.pdf"));
        for none in ["", "..", "a/", ".hidden", "\u{1}"] {
            assert_eq!(file_name(none), None);
        }
    }

    #[test]
    fn only_own_pages_write() {
        let allowed = |host: &'static str, origin: &'static str| {
            let pairs = [(header::HOST, host), (header::ORIGIN, origin)];
            from_own_page(&pairs.into_iter().map(|(n, v)| (n, HeaderValue::from_static(v))).collect())
        };
        assert!(allowed("127.0.0.1:7878", "http://127.0.0.1:7878"));
        assert!(allowed("localhost:7878", "http://localhost:7878") && allowed("[::1]:7878", "http://[::1]:7878"));
        assert!(!allowed("127.0.0.1:7878", "http://example.org"));
        // A name that was made to mean this address.
        assert!(!allowed("example.org:7878", "http://example.org:7878"));
    }
}
