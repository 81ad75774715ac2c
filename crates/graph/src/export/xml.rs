//! What GraphML and GEXF share: XML that is appended to a buffer, a line a row.

use super::attributed::Value;
use super::lines::holds;
use quick_xml::escape::escape;
use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

/// The first line of a file.
pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Text as XML holds it, in elements and attributes: escaped, without the characters that XML 1.0 cannot hold. Line breaks and
/// tabs are references, for readers make blanks of them in attributes.
pub(crate) fn xml(text: &str) -> Cow<'_, str> {
    // Characters that XML cannot hold beside those below a blank start with this byte.
    const LAST_PLANE: u8 = 0xEF;
    let special =
        |b| (b < b' ') | (b == b'<') | (b == b'>') | (b == b'&') | (b == b'"') | (b == b'\'') | (b == LAST_PLANE);
    if !holds(text, special) {
        return Cow::Borrowed(text);
    }
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}');
    let held: String = text.chars().filter(allowed).collect();
    let escaped = escape(held.as_str()).into_owned();
    Cow::Owned(escaped.replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;"))
}

/// Text that is appended to a buffer.
pub(crate) trait Markup {
    /// Adds markup.
    fn raw(&mut self, markup: &str) -> &mut Self;
    /// Adds text, escaped.
    fn text(&mut self, text: &str) -> &mut Self;
    /// Adds a value.
    fn value(&mut self, value: &Value<'_>) -> &mut Self;
    /// Adds what needs no escaping.
    fn display(&mut self, shown: &impl Display) -> &mut Self;
}

impl Markup for Vec<u8> {
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.extend_from_slice(markup.as_bytes());
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.raw(&xml(text))
    }

    fn value(&mut self, value: &Value<'_>) -> &mut Self {
        match value {
            Value::Text(text) => self.text(text),
            Value::Number(x) => self.display(x),
        }
    }

    fn display(&mut self, shown: &impl Display) -> &mut Self {
        // A vector takes all that is written.
        let _ = write!(self, "{shown}");
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_held() {
        assert!(matches!(xml("가나 abc"), Cow::Borrowed(_)));
        assert_eq!(xml("<a href=\"x\">\n\u{1}&\u{FFFE}"), "&lt;a href=&quot;x&quot;&gt;&#10;&amp;");
    }
}
