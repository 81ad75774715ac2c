//! The networks of a comparison: programmes by what ties them, and countries.

use policygraph_comparison::{Cell, Comparison, Language, Row, Table, TableId};
use policygraph_graph::export::{Kind, Rows, Value};

fn value(cell: &Cell, language: Language) -> Value<'static> {
    cell.as_f64().map_or_else(|| Value::text(cell.written(language)), Value::Number)
}

fn columns(names: &[&str], kind: Kind) -> Vec<(String, Kind)> {
    names.iter().map(|name| ((*name).to_owned(), kind)).collect()
}

fn number(table: &Table, row: &Row, column: &str) -> Value<'static> {
    Value::Number(table.cell(row, column).as_f64().unwrap_or(f64::NAN))
}

/// Programmes, tied by their score, with what they share and the p and q values of their links.
pub(super) fn programmes(comparison: &Comparison, language: Language) -> Option<Rows> {
    let (nodes, dyads) = (comparison.table(TableId(14))?, comparison.table(TableId(10))?);
    let shown = ["country", "type", "field", "placed_by"];
    let row = |row: &Row| {
        let text = |column| nodes.cell(row, column).written(language);
        (text("id"), text("programme"), shown.iter().map(|c| value(nodes.cell(row, c), language)).collect())
    };
    let shared = ["actors", "topics", "places", "instruments", "purpose"];
    let tested = ["p_actors", "q_actors", "p_topics", "q_topics"];
    let edge = |row: &Row| {
        let end = |column| Some(dyads.cell(row, column).as_f64()? as usize - 1);
        let (a, b) = (end("programme_a")?, end("programme_b")?);
        let mut values = vec![number(dyads, row, "score"), number(dyads, row, "across")];
        values.extend(shared.iter().chain(&tested).map(|c| number(dyads, row, c)));
        Some((a, b, values))
    };
    Some(Rows {
        node_columns: columns(&shown, Kind::Text),
        nodes: nodes.rows.iter().map(row).collect(),
        edge_columns: columns(&[&["weight", "across_borders"], &shared[..], &tested[..]].concat(), Kind::Number),
        edges: dyads.rows.iter().filter_map(edge).collect(),
    })
}

/// Countries, tied by their linkage, with the ties of each layer.
pub(super) fn countries(comparison: &Comparison, language: Language) -> Option<Rows> {
    let table = comparison.table(TableId(4))?;
    let place = |name: &str| comparison.countries.iter().position(|c| c.label.en == name);
    let mut layers: Vec<&str> = table.rows.iter().map(|r| table.key(r, "layer")).collect();
    layers.sort_unstable();
    layers.dedup();
    layers.retain(|l| *l != "all shared");
    let measures = ["ties", "linkage", "low", "high", "expected", "z", "p", "q"];
    let mut names: Vec<String> = vec!["weight".to_owned()];
    names.extend(measures.iter().map(|m| (*m).to_owned()));
    names.extend(layers.iter().map(|l| l.replace(' ', "_")));
    let edge = |row: &Row| {
        let ends = (table.key(row, "country_a"), table.key(row, "country_b"));
        let mut values = vec![number(table, row, "linkage")];
        values.extend(measures.iter().map(|m| number(table, row, m)));
        for layer in &layers {
            let same = |r: &&Row| {
                (table.key(r, "country_a"), table.key(r, "country_b"), table.key(r, "layer"))
                    == (ends.0, ends.1, *layer)
            };
            values.push(table.rows.iter().find(same).map_or(Value::Number(f64::NAN), |r| number(table, r, "ties")));
        }
        Some((place(ends.0)?, place(ends.1)?, values))
    };
    Some(Rows {
        node_columns: columns(&["code"], Kind::Text),
        nodes: comparison
            .countries
            .iter()
            .map(|c| (c.code.clone(), c.label.get(language).to_owned(), vec![Value::text(c.code.clone())]))
            .collect(),
        edge_columns: names.into_iter().map(|n| (n, Kind::Number)).collect(),
        edges: table.rows.iter().filter(|r| table.key(r, "layer") == "all shared").filter_map(edge).collect(),
    })
}
