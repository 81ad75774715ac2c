//! The library of named SPARQL queries, in `queries/`: one file a query.
//!
//! A file starts with comments: a title in English, one in Korean, and a line for each parameter,
//! `@param NAME KIND DEFAULT: description`. In the query `{{NAME}}` stands for its value, which is written as an RDF term, so
//! that no value can change the query.
//!
//! ```
//! let query = policygraph_queries::find("budgets-by-country").unwrap();
//! let text = query.fill(&[("year".into(), "2020".into())], |_, _| unreachable!()).unwrap();
//! assert!(text.contains(r#"STRSTARTS(?period, "2020")"#));
//! ```

use oxrdf::{Literal, NamedNode};
use rust_decimal::Decimal;
use std::fmt;

macro_rules! library {
    ($($name:literal,)+) => {
        const LIBRARY: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../queries/", $name, ".rq"))),)+];
    };
}

library! {
    "actors-in-programmes-of-countries",
    "agencies-by-country",
    "agency-tree",
    "announcements",
    "bases",
    "broad-topics-by-country",
    "brokers-between-countries",
    "budget-breakdowns",
    "budget-conversions",
    "budgets-by-country",
    "budgets-by-status",
    "budgets-in-one-currency",
    "by-status",
    "changes-between-documents",
    "claims-by-rule",
    "companies-across-countries",
    "comparison-programmes",
    "competitors",
    "confirmed",
    "deals",
    "developers",
    "documents",
    "evidence",
    "instruments-by-country",
    "largest-budgets",
    "laws-by-country",
    "lead-agencies-by-topic",
    "names",
    "officials",
    "organizations",
    "participants",
    "partnerships-across-countries",
    "parts-of",
    "places-in-country",
    "places-of-implementation",
    "policy-chains",
    "programme-actors",
    "programme-instruments",
    "programme-topics",
    "programmes-by-country",
    "replaced-programmes",
    "restriction-chains",
    "shared-topics",
    "sources",
    "statistics",
    "timeline",
    "topic-pairs",
    "topics-by-country",
    "valid-in",
    "weak-claims",
    "who-funds-what",
}

/// What a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A country, by name or code.
    Country,
    /// An entity, by name or id.
    Entity,
    /// A technology, by name or id.
    Technology,
    /// Text.
    Text,
    /// A decimal number.
    Number,
}

impl Kind {
    const ALL: &'static [(&'static str, Self)] = &[
        ("country", Self::Country),
        ("entity", Self::Entity),
        ("technology", Self::Technology),
        ("text", Self::Text),
        ("number", Self::Number),
    ];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.iter().find(|(_, k)| k == self).map_or("", |(n, _)| n);
        f.pad(name)
    }
}

/// A parameter of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The term that stands for it where no value is given; one must be given without.
    pub default: Option<&'static str>,
    /// What it does.
    pub description: &'static str,
}

/// A query of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedQuery {
    /// Its name.
    pub name: &'static str,
    /// What it answers.
    pub title: &'static str,
    /// The same in Korean.
    pub title_ko: &'static str,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The query with the places of its parameters.
    pub text: &'static str,
}

/// Why a query of the library cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A parameter that the query has not.
    #[error("`{query}` has no parameter `{name}`; it has {known}")]
    UnknownParameter {
        /// Name of the query.
        query: &'static str,
        /// Name of the parameter.
        name: String,
        /// The parameters that it has.
        known: String,
    },
    /// A parameter that has no default.
    #[error("`{query}` needs --param {name}=…: {description}")]
    Missing {
        /// Name of the query.
        query: &'static str,
        /// Name of the parameter.
        name: &'static str,
        /// What it does.
        description: &'static str,
    },
    /// A value that is not what the parameter is.
    #[error("`{value}` is no {kind} for the parameter `{name}`: {reason}")]
    Value {
        /// Name of the parameter.
        name: &'static str,
        /// What it is.
        kind: Kind,
        /// The value.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// All queries, by name.
#[must_use]
pub fn all() -> Vec<NamedQuery> {
    LIBRARY.iter().map(|&(name, text)| read(name, text)).collect()
}

/// The query of a name.
#[must_use]
pub fn find(name: &str) -> Option<NamedQuery> {
    LIBRARY.iter().find(|(n, _)| *n == name).map(|&(name, text)| read(name, text))
}

fn read(name: &'static str, text: &'static str) -> NamedQuery {
    let mut comments = text.lines().map_while(|l| l.strip_prefix("# "));
    let title = comments.next().unwrap_or_default();
    let title_ko = comments.next().unwrap_or_default();
    let parameters = comments.filter_map(|l| parameter(l.strip_prefix("@param ")?)).collect();
    NamedQuery { name, title, title_ko, parameters, text }
}

fn parameter(line: &'static str) -> Option<Parameter> {
    let (head, description) = line.split_once(": ")?;
    let mut words = head.split(' ');
    let (name, kind) = (words.next()?, words.next()?);
    let kind = Kind::ALL.iter().find(|(n, _)| *n == kind)?.1;
    Some(Parameter { name, kind, default: words.next(), description })
}

impl NamedQuery {
    /// The query with values for its parameters. `resolve` gives the IRI of a country, entity or technology.
    ///
    /// # Errors
    /// A parameter is unknown, has no value, or one that does not fit.
    pub fn fill(
        &self,
        values: &[(String, String)],
        resolve: impl Fn(Kind, &str) -> Result<String, String>,
    ) -> Result<String, QueryError> {
        if let Some((name, _)) = values.iter().find(|(n, _)| !self.parameters.iter().any(|p| p.name == n)) {
            let known: Vec<&str> = self.parameters.iter().map(|p| p.name).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return Err(QueryError::UnknownParameter { query: self.name, name: name.clone(), known });
        }
        let mut text = self.text.to_owned();
        for parameter in &self.parameters {
            let given = values.iter().rev().find(|(n, _)| n == parameter.name);
            let term = match (given, parameter.default) {
                (Some((_, value)), _) => term(parameter, value, &resolve)?,
                (None, Some(default)) => default.to_owned(),
                (None, None) => {
                    return Err(QueryError::Missing {
                        query: self.name,
                        name: parameter.name,
                        description: parameter.description,
                    });
                }
            };
            text = text.replace(&format!("{{{{{}}}}}", parameter.name), &term);
        }
        Ok(text)
    }
}

/// A value as a term of SPARQL.
fn term(
    parameter: &Parameter,
    value: &str,
    resolve: impl Fn(Kind, &str) -> Result<String, String>,
) -> Result<String, QueryError> {
    let wrong = |reason: String| QueryError::Value {
        name: parameter.name,
        kind: parameter.kind,
        value: value.to_owned(),
        reason,
    };
    match parameter.kind {
        Kind::Text => Ok(Literal::new_simple_literal(value).to_string()),
        Kind::Number => match value.parse::<Decimal>() {
            Ok(number) => Ok(number.to_string()),
            Err(e) => Err(wrong(e.to_string())),
        },
        Kind::Country | Kind::Entity | Kind::Technology => {
            let iri = resolve(parameter.kind, value).map_err(&wrong)?;
            NamedNode::new(iri).map(|n| n.to_string()).map_err(|e| wrong(e.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_the_library() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../queries");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(files, LIBRARY.iter().map(|(n, _)| *n).collect::<Vec<_>>());
        assert!(files.len() >= 30);
    }

    #[test]
    fn every_query_is_titled_and_uses_its_parameters() {
        for query in all() {
            assert!(
                query.title.len() > 10 && query.title_ko.chars().any(|c| ('가'..='힣').contains(&c)),
                "{}",
                query.name
            );
            let declared = query.text.lines().filter(|l| l.starts_with("# @param")).count();
            assert_eq!(declared, query.parameters.len(), "{}", query.name);
            for parameter in &query.parameters {
                assert!(
                    query.text.contains(&format!("{{{{{}}}}}", parameter.name)),
                    "{} {}",
                    query.name,
                    parameter.name
                );
            }
            let filled = query
                .parameters
                .iter()
                .fold(query.text.to_owned(), |t, p| t.replace(&format!("{{{{{}}}}}", p.name), ""));
            assert!(!filled.contains("{{"), "{} has a place without a parameter", query.name);
        }
    }

    #[test]
    fn values_cannot_change_the_query() {
        let query = find("by-status").unwrap();
        let text = query.fill(&[("status".into(), "\" } DROP ALL #\n".into())], |_, _| unreachable!()).unwrap();
        assert!(text.contains(r#""\" } DROP ALL #\n""#), "{text}");
        let query = find("evidence").unwrap();
        let error = query.fill(&[("entity".into(), "x".into())], |_, _| Ok("a> } #".into())).unwrap_err();
        assert!(matches!(error, QueryError::Value { .. }), "{error}");
    }

    #[test]
    fn errors_name_the_parameter() {
        let none = |_: Kind, _: &str| -> Result<String, String> { Err("no such thing".into()) };
        let query = find("evidence").unwrap();
        assert!(query.fill(&[], none).unwrap_err().to_string().contains("--param entity="));
        let error = query.fill(&[("year".into(), "1".into())], none).unwrap_err().to_string();
        assert!(error.contains("`year`") && error.contains("entity"), "{error}");
        let weak = find("weak-claims").unwrap();
        assert!(weak.fill(&[("below".into(), "much".into())], none).is_err());
    }
}
