//! What a client accepts.

use crate::answer::Refusal;
use axum::http::{HeaderMap, StatusCode, header};
use mime::Mime;

/// As [`choose`], or the refusal that says in which types the thing can be had.
pub(crate) fn accepted<'o>(headers: &HeaderMap, offered: &[&'o str]) -> Result<&'o str, Refusal> {
    choose(headers, offered)
        .ok_or_else(|| Refusal::new(StatusCode::NOT_ACCEPTABLE, format!("this can be had as {}", offered.join(", "))))
}

/// The first of the offered media types with the highest quality that the Accept headers give; the first of all without a
/// header. `None` if the client accepts none.
fn choose<'o>(headers: &HeaderMap, offered: &[&'o str]) -> Option<&'o str> {
    let ranges: Vec<(Mime, f32)> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .filter_map(|range| {
            let range: Mime = range.trim().parse().ok()?;
            let quality = range.get_param("q").map_or(Some(1.0), |q| q.as_str().parse().ok())?;
            Some((range, quality))
        })
        .collect();
    if ranges.is_empty() {
        return offered.first().copied();
    }
    let quality = |offer: &str| -> f32 {
        let Ok(offer) = offer.parse::<Mime>() else { return 0.0 };
        // The most specific range counts.
        ranges
            .iter()
            .filter_map(|(range, q)| {
                let whole = range.type_() == mime::STAR;
                let kind = range.type_() == offer.type_() && range.subtype() == mime::STAR;
                let exact = range.type_() == offer.type_()
                    && range.subtype() == offer.subtype()
                    && range.suffix() == offer.suffix();
                (whole || kind || exact).then_some((exact, kind, *q))
            })
            .max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)))
            .map_or(0.0, |(_, _, q)| q)
    };
    let mut best: Option<(&str, f32)> = None;
    for offer in offered {
        let q = quality(offer);
        if q > 0.0 && best.is_none_or(|(_, known)| q > known) {
            best = Some((offer, q));
        }
    }
    best.map(|(offer, _)| offer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn chosen(accept: Option<&'static str>) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        choose(&headers, &["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
    }

    #[test]
    fn the_client_decides_then_the_order() {
        assert_eq!(chosen(None), Some("application/sparql-results+json"));
        assert_eq!(chosen(Some("*/*")), Some("application/sparql-results+json"));
        assert_eq!(chosen(Some("text/csv, */*;q=0.1")), Some("text/csv"));
        assert_eq!(chosen(Some("text/*, application/sparql-results+xml;q=0.9")), Some("text/csv"));
        assert_eq!(
            chosen(Some("application/sparql-results+json;q=0.5,application/sparql-results+xml")),
            Some("application/sparql-results+xml")
        );
        assert_eq!(chosen(Some("image/png")), None);
        assert_eq!(chosen(Some("text/csv;q=0")), None);
    }
}
