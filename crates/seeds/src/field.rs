//! What [`serde`] reads in the fields of seed files: texts, words of closed lists, numbers.

use serde::de::{Deserializer, Error, IntoDeserializer, Visitor, value};
use serde::forward_to_deserialize_any;

/// A field of a seed file. An empty one may stand for nothing.
pub(crate) struct Field<'de>(pub(crate) &'de str);

impl<'de> IntoDeserializer<'de, value::Error> for Field<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Reads a number, of which the visitor tells whether it fits.
macro_rules! number {
    ($($deserialize:ident => $visit:ident,)+) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
            let Self(text) = self;
            visitor.$visit(text.parse().map_err(|e| value::Error::custom(format!("`{text}`: {e}")))?)
        })+
    };
}

impl<'de> Deserializer<'de> for Field<'de> {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, value::Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    number! {
        deserialize_i16 => visit_i16,
        deserialize_u64 => visit_u64,
        deserialize_f64 => visit_f64,
    }

    forward_to_deserialize_any! {
        bool i8 i32 i64 i128 u8 u16 u32 u128 f32 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde::de::value::MapDeserializer;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        One,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Row {
        word: Option<Word>,
        text: String,
        number: f64,
    }

    fn row(fields: [(&str, &str); 4]) -> Result<Row, String> {
        let fields = fields.iter().map(|(name, field)| (*name, Field(field)));
        Row::deserialize(MapDeserializer::new(fields)).map_err(|e: value::Error| e.to_string())
    }

    #[test]
    fn fields_are_read_by_their_names() {
        let read = row([("number", "-1.5"), ("word", "one"), ("other", "x"), ("text", "둘")]);
        assert_eq!(read, Ok(Row { word: Some(Word::One), text: "둘".to_owned(), number: -1.5 }));
        let read = row([("number", "2"), ("word", ""), ("other", ""), ("text", "")]);
        assert_eq!(read, Ok(Row { word: None, text: String::new(), number: 2.0 }));
        let wrong = row([("number", "2"), ("word", "two"), ("other", ""), ("text", "")]);
        assert_eq!(wrong, Err("unknown variant `two`, expected `one`".to_owned()));
        let wrong = row([("number", ""), ("word", "one"), ("other", ""), ("text", "")]);
        assert_eq!(wrong, Err("``: cannot parse float from empty string".to_owned()));
    }
}
