//! The graph as a workbook: entities, relations, budgets, every place that states one of them, and the documents.

use super::states;
use crate::commands::query::typed;
use crate::evidence::place;
use crate::output::on_one_line;
use crate::workbook::Book;
use anyhow::Result;
use indexmap::IndexMap;
use policygraph_graph::PolicyGraph;
use policygraph_graph::export::{Attributed, Value};
use policygraph_store::{Answer, Claim, ParsedQuery, QueryOptions, Store};
use serde_json::{Value as Json, json};
use std::io::Write;

/// What the store says of its documents.
const DOCUMENTS: &str = "SELECT ?document ?title ?publisher ?issued ?address WHERE { GRAPH ?g { ?d a pg:SourceDocument ; dct:identifier ?document
  OPTIONAL { ?d dct:title ?title } OPTIONAL { ?d dct:publisher ?publisher } OPTIONAL { ?d dct:issued ?issued } OPTIONAL { ?d dct:source ?address } } } ORDER BY ?document";

/// Writes the graph and the budgets of what is in it.
pub(super) fn write(graph: &PolicyGraph, store: &Store, out: &mut dyn Write) -> Result<()> {
    let Answer::Table(documents) = store.query_with(&ParsedQuery::new(DOCUMENTS, None)?, &QueryOptions::default())?
    else {
        unreachable!("SELECT gives a table")
    };
    let documents = typed(documents);
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let addresses: IndexMap<String, String> = documents.rows.iter().map(|row| (text(&row[0]), text(&row[4]))).collect();
    let mut book = Book::new()?;
    entities(graph, &mut book)?;
    relations(graph, &mut book)?;
    let evidence = |claim: &Claim| {
        let address = addresses.get(&claim.document).filter(|a| !a.is_empty());
        [
            json!(on_one_line(&claim.quote)),
            json!(place(claim)),
            json!(claim.confidence),
            json!(claim.status),
            address.cloned().into(),
        ]
    };
    let label = |id: &str| graph.node(id).map(|v| graph.graph()[v].label.clone());
    let mut budgets = Vec::new();
    let mut stated = Vec::new();
    for budget in store.budgets()? {
        let Some(subject) = label(&budget.subject) else { continue };
        let claims = store.budget_claims(&budget.id)?;
        let number = budget.amount.parse().map_or_else(|_| json!(budget.amount), Json::Number);
        let mut row = vec![
            json!(subject),
            number,
            json!(budget.currency),
            json!(budget.period),
            json!(budget.surface),
            json!(!budget.total.is_empty()),
        ];
        row.extend(claims.first().map_or_else(Default::default, evidence));
        row.push(json!(budget.id));
        budgets.push(row);
        for claim in claims {
            let mut row = vec![json!(subject), json!("budgetOf"), json!(budget.surface)];
            row.extend(evidence(&claim));
            row.push(json!(claim.rule));
            stated.push((claim.document.clone(), claim.start, row));
        }
    }
    let columns = [
        "subject",
        "amount",
        "currency",
        "period",
        "words",
        "part",
        "quote",
        "source",
        "confidence",
        "status",
        "address",
        "id",
    ];
    book.add("budgets", &columns, budgets)?;
    store.each_claim::<anyhow::Error>(|edge, claim| {
        if let (true, Some(a), Some(b)) = (states(graph, &edge), label(&edge.subject), label(&edge.object)) {
            let mut row = vec![json!(a), json!(edge.predicate.as_str()), json!(b)];
            row.extend(evidence(&claim));
            row.push(json!(claim.rule));
            stated.push((claim.document, claim.start, row));
        }
        Ok(())
    })?;
    stated.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let columns = ["subject", "predicate", "object", "quote", "source", "confidence", "status", "address", "rule"];
    book.add("evidence", &columns, stated.into_iter().map(|(_, _, row)| row))?;
    documents.sheet("documents", &mut book)?;
    book.write(out)
}

fn json(value: &Value<'_>) -> Json {
    match value {
        Value::Text(text) if text.is_empty() => Json::Null,
        Value::Text(text) => json!(on_one_line(text)),
        Value::Number(x) => json!(x),
    }
}

fn entities(graph: &PolicyGraph, book: &mut Book) -> Result<()> {
    let mut rows = Vec::new();
    graph.each_node(&mut |node| {
        let mut row = vec![json!(node.label)];
        row.extend(node.values.iter().map(json));
        row.push(json!(node.id));
        rows.push(row);
        Ok(())
    })?;
    let named = graph.node_columns();
    let columns: Vec<&str> =
        ["label"].into_iter().chain(named.iter().map(|(name, _)| name.as_str())).chain(["id"]).collect();
    book.add("entities", &columns, rows)
}

fn relations(graph: &PolicyGraph, book: &mut Book) -> Result<()> {
    let label = |id: &str| graph.node(id).map(|v| graph.graph()[v].label.as_str()).unwrap_or_default();
    let mut rows = Vec::new();
    graph.each_edge(&mut |edge| {
        let (source, target) = (edge.source.0, edge.target.0);
        let mut row = vec![json!(label(source)), json!(edge.kind), json!(label(target))];
        row.extend(edge.values.iter().map(json));
        row.extend([json!(source), json!(target)]);
        rows.push(row);
        Ok(())
    })?;
    let named = graph.edge_columns();
    let mut columns = vec!["subject", "predicate", "object"];
    columns.extend(named.iter().map(|(n, _)| if n == "document" { "source" } else { n.as_str() }));
    columns.extend(["subject_id", "object_id"]);
    book.add("relations", &columns, rows)
}
