//! Answers of bounded size, with a cursor for what is left.

use serde_json::{Map, Value, json};

/// How many things an answer has if nothing is said.
const USUAL: usize = 20;
/// The most that can be asked for.
const MOST: usize = 100;
/// Bytes of JSON after which an answer takes no further thing.
const BYTES: usize = 40_000;
/// Characters of a text within a thing.
const LONGEST: usize = 2_000;
/// How many claims come with a fact, the surest first.
pub(crate) const CLAIMS: usize = 3;

/// Which part of an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    pub start: usize,
    pub limit: usize,
}

impl Page {
    /// # Errors
    /// More is wanted than an answer can have, or the cursor is none that an answer gave.
    pub(crate) fn of(limit: Option<u32>, cursor: Option<&str>) -> Result<Self, String> {
        let limit = limit.map_or(USUAL, |n| n as usize);
        if limit == 0 || limit > MOST {
            return Err(format!("limit is from 1 to {MOST}: ask again with the cursor for more"));
        }
        let start = match cursor {
            None => 0,
            Some(cursor) => cursor
                .parse()
                .map_err(|_| format!("`{cursor}` is no cursor: give next_cursor of the answer before, or none"))?,
        };
        Ok(Self { start, limit })
    }

    /// The part of the things, as `items` with `total` and, where some are left, `next_cursor`; `prepare` completes each that is taken.
    ///
    /// # Errors
    /// Those of `prepare`.
    pub(crate) fn cut(
        self,
        items: Vec<Value>,
        mut prepare: impl FnMut(Value) -> Result<Value, String>,
    ) -> Result<Map<String, Value>, String> {
        let total = items.len();
        let (mut taken, mut bytes) = (Vec::new(), 0);
        for item in items.into_iter().skip(self.start).take(self.limit) {
            let item = shortened(prepare(item)?);
            bytes += item.to_string().len();
            if bytes > BYTES && !taken.is_empty() {
                break;
            }
            taken.push(item);
        }
        let end = self.start.saturating_add(taken.len());
        let mut answer = Map::new();
        answer.insert("total".to_owned(), json!(total));
        answer.insert("items".to_owned(), Value::Array(taken));
        if end < total {
            answer.insert("next_cursor".to_owned(), json!(end.to_string()));
        }
        Ok(answer)
    }
}

/// A value whose texts are no longer than an assistant can take.
pub(crate) fn shortened(value: Value) -> Value {
    match value {
        Value::String(text) => match text.char_indices().nth(LONGEST) {
            Some((end, _)) => json!(format!("{}… ({} characters in all)", &text[..end], text.chars().count())),
            None => Value::String(text),
        },
        Value::Array(values) => values.into_iter().map(shortened).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, shortened(value))).collect(),
        other => other,
    }
}

/// A fact with no more claims than an answer has room for, and how many there are.
pub(crate) fn with_few_claims(mut fact: Value) -> Value {
    if let Some(claims) = fact.get_mut("claims").and_then(Value::as_array_mut) {
        let all = claims.len();
        claims.truncate(CLAIMS);
        fact["claims_in_all"] = json!(all);
    }
    fact
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(page: Page, n: usize) -> Map<String, Value> {
        page.cut((0..n).map(|i| json!(i)).collect(), Ok).unwrap()
    }

    #[test]
    fn cursors_lead_through_all() {
        let first = cut(Page::of(Some(2), None).unwrap(), 3);
        assert_eq!((&first["items"], &first["total"], &first["next_cursor"]), (&json!([0, 1]), &json!(3), &json!("2")));
        let last = cut(Page::of(Some(2), Some("2")).unwrap(), 3);
        assert_eq!((&last["items"], last.get("next_cursor")), (&json!([2]), None));
        assert_eq!(cut(Page::of(None, Some("18446744073709551615")).unwrap(), 3)["items"], json!([]));
    }

    #[test]
    fn hostile_pages_are_refused() {
        assert!(Page::of(Some(0), None).is_err() && Page::of(Some(u32::MAX), None).is_err());
        assert!(Page::of(None, Some("../x")).is_err() && Page::of(None, Some("-1")).is_err());
    }

    #[test]
    fn answers_are_bounded_but_never_empty() {
        let long = json!("가".repeat(1_900));
        let answer = Page::of(Some(100), None).unwrap().cut(vec![long; 100], Ok).unwrap();
        assert!(answer["items"].as_array().unwrap().len() < 10 && answer.contains_key("next_cursor"));
        let text = shortened(json!("가".repeat(5_000)));
        assert!(text.as_str().unwrap().ends_with("… (5000 characters in all)"));
    }
}
