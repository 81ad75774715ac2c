//! What is wrong with a query, in words: the parser lists all the characters that could have stood there.

use crate::vocabulary::PREFIXES;

/// Most things that are listed as missing.
const LISTED: usize = 6;

/// The message of the parser as people read it: line and column, what stands there, what is missing or which prefix is not declared.
pub(crate) fn explained(sparql: &str, message: &str) -> String {
    let Some((place, expected)) = message.strip_prefix("error at ").and_then(|m| m.split_once(": expected ")) else {
        return message.to_owned();
    };
    let Some((line, column)) = place.split_once(':').and_then(|(l, c)| Some((l.parse().ok()?, c.parse().ok()?))) else {
        return message.to_owned();
    };
    let (line, column): (usize, usize) = (line, column);
    if expected.contains("Prefix not found")
        && let Some((prefix, column)) = prefix_before(sparql, line, column)
    {
        let known: Vec<&str> = PREFIXES.iter().map(|(name, _)| *name).collect();
        return format!(
            "line {line}, column {column}: prefix {prefix} is not declared: known are {}",
            known.join(", ")
        );
    }
    let rest: String = sparql.lines().nth(line - 1).unwrap_or_default().chars().skip(column - 1).collect();
    let found = match rest.split_whitespace().next() {
        Some(word) => format!("`{word}`"),
        None if sparql.lines().count() > line => "the end of the line".to_owned(),
        None => "the end of the query".to_owned(),
    };
    let open = |c: char| sparql.matches(c).count();
    let unclosed = [('{', '}'), ('(', ')')].into_iter().find(|&(opens, closes)| open(opens) > open(closes));
    if expected == "DISTINCT"
        && let Some((name, column)) = bare_aggregate(sparql, line)
    {
        return format!(
            "line {line}, column {column}: an aggregate stands in brackets, with a name: ({name}(…) AS ?n)"
        );
    }
    if rest.trim().is_empty()
        && let Some((opens, closes)) = unclosed
    {
        return format!(
            "line {line}, column {column}: `{closes}` is missing, since a `{opens}` is not closed before {found}"
        );
    }
    if rest.trim().is_empty()
        && let Some(closes) = [('{', '}'), ('(', ')')].into_iter().find_map(|(o, c)| (open(o) < open(c)).then_some(c))
    {
        return format!("line {line}, column {column}: there is a `{closes}` too many");
    }
    let missing = missing(expected);
    if missing.is_empty() {
        return format!("line {line}, column {column}: {found} cannot stand here");
    }
    format!("line {line}, column {column}: {found} cannot stand here; expected is {}", missing.join(", "))
}

/// The prefix of the name that ends before or around a column, and the column at which it starts.
fn prefix_before(sparql: &str, line: usize, column: usize) -> Option<(String, usize)> {
    let chars: Vec<char> = sparql.lines().nth(line - 1)?.chars().collect();
    let at = (column - 1).min(chars.len());
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.');
    let start = chars[..at].iter().rposition(|&c| !is_name(c)).map_or(0, |i| i + 1);
    let name: String = chars[start..].iter().take_while(|&&c| is_name(c)).collect();
    Some((name.split_once(':')?.0.to_owned(), start + 1))
}

/// The first aggregate of a line that has no bracket before it, as SELECT wants one, and its column.
fn bare_aggregate(sparql: &str, line: usize) -> Option<(String, usize)> {
    let text = sparql.lines().nth(line - 1)?.to_ascii_lowercase();
    let places = ["count", "sum", "avg", "min", "max", "sample", "group_concat"]
        .into_iter()
        .flat_map(|name| text.match_indices(name).map(move |(at, _)| (at, name)));
    let bare = |&(at, name): &(usize, &str)| {
        let called = text[at + name.len()..].trim_start().starts_with('(');
        called && text[..at].ends_with(char::is_whitespace) && !text[..at].trim_end().ends_with('(')
    };
    let (at, name) = places.filter(bare).min()?;
    Some((name.to_uppercase(), text[..at].chars().count() + 1))
}

/// What the parser names in words or signs, without its classes of characters.
fn missing(expected: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut parts = vec![String::new()];
    for c in expected.strip_prefix("one of ").unwrap_or(expected).chars() {
        match c {
            '"' if depth == 0 => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth = depth.saturating_sub(1),
            ',' if depth == 0 && !quoted => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    let named = parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty() && !p.starts_with('['));
    named.take(LISTED).map(|p| p.replace('"', "`")).collect()
}

#[cfg(test)]
mod tests {
    use crate::ParsedQuery;

    #[test]
    fn a_query_with_a_mistake_is_told_what_is_wrong_and_where() {
        let check = |query: &str, words: &[&str]| {
            let Err(error) = ParsedQuery::new(query, None) else { panic!("{query} is right") };
            let message = error.to_string();
            assert!(!message.contains("\\u{") && message.lines().count() == 1, "{message}");
            for word in words {
                assert!(message.contains(word), "{word} in {message}");
            }
        };
        check("SELECT ?x WHERE { ?x a pg:Country", &["line 1, column 34", "`}` is missing"]);
        check(
            "SELECT ?x\nWHERE { ?x a foo:Bar }",
            &["line 2, column 14", "prefix foo is not declared: known are ", "pg"],
        );
        check("SELECT count(*) WHERE { ?s ?p ?o }", &["line 1, column 8", "(COUNT(…) AS ?n)"]);
        check("SELECT ?x WHERE { ?x a pg:Country } }", &["line 1, column 38", "there is a `}` too many"]);
    }
}
