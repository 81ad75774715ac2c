//! An entity: its names, relations and budgets.

use crate::compare::text;
use crate::search::Brief;
use crate::subgraph::years;
use crate::view::View;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_comparison::amount as readable;
use policygraph_model::{NameReason, Predicate, Status};
use policygraph_store::StoreError;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use std::cmp::Reverse;

/// How many relations an entity shows of a predicate in a direction; the graph has the others.
const SHOWN: usize = 200;

#[derive(Debug, Serialize)]
pub(crate) struct EntityPage {
    #[serde(flatten)]
    entity: Brief,
    names: Vec<String>,
    /// Why names are taken for its.
    namings: Vec<NamingRow>,
    relations: Vec<RelationGroup>,
    budgets: Vec<BudgetRow>,
    /// The documents that name it, with the lines on which they do.
    mentions: Vec<MentionRow>,
}

#[derive(Debug, Serialize)]
struct NamingRow {
    name: String,
    reason: NameReason,
    of: Option<String>,
    document: String,
    line: u32,
}

/// The relations of one predicate, from the entity or to it.
#[derive(Debug, Serialize)]
struct RelationGroup {
    predicate: Predicate,
    /// Whether the entity is the subject.
    forward: bool,
    rows: Vec<RelationRow>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct RelationRow {
    other: Brief,
    confidence: f64,
    statements: usize,
    status: Option<Status>,
    years: Option<(i16, i16)>,
}

#[derive(Debug, Serialize)]
struct BudgetRow {
    id: String,
    /// Exact, as text: browsers round long numbers.
    amount: String,
    /// As it is read: 955억 유로, €95.5 bn.
    read: Option<Value>,
    currency: String,
    period: String,
    surface: String,
    role: String,
    /// Whether it is a part of another budget of the entity.
    part: bool,
}

#[derive(Debug, Serialize)]
struct MentionRow {
    document: String,
    lines: Vec<u32>,
}

pub(crate) fn page(view: &View, v: NodeIndex) -> Result<EntityPage, StoreError> {
    let node = &view.graph.graph()[v];
    let namings = view.store.namings(&node.id)?.into_iter().map(|n| NamingRow {
        name: n.name,
        reason: n.reason,
        of: n.of,
        document: n.document,
        line: n.line,
    });
    let budgets = view.budgets(&node.id)?.iter().map(|b| BudgetRow {
        id: b.id.clone(),
        amount: b.amount.clone(),
        read: b.amount.parse().ok().map(|amount: Decimal| text(&readable(amount, &b.currency))),
        currency: b.currency.clone(),
        period: b.period.clone(),
        surface: b.surface.clone(),
        role: b.role.clone(),
        part: !b.total.is_empty(),
    });
    let mentions = view.store.mentions(&node.id)?;
    Ok(EntityPage {
        entity: Brief::of(view, v),
        names: node.names().map(str::to_owned).collect(),
        namings: namings.collect(),
        relations: relations(view, v),
        budgets: budgets.collect(),
        mentions: mentions.into_iter().map(|(document, lines)| MentionRow { document, lines }).collect(),
    })
}

fn relations(view: &View, v: NodeIndex) -> Vec<RelationGroup> {
    let g = view.graph.graph();
    let mut groups = Vec::new();
    for &predicate in Predicate::ALL {
        for (direction, forward) in [(Direction::Outgoing, true), (Direction::Incoming, false)] {
            let mut rows: Vec<(Reverse<usize>, NodeIndex, RelationRow)> = g
                .edges_directed(v, direction)
                .filter(|e| e.weight().predicate == predicate)
                .map(|e| {
                    let other = if forward { e.target() } else { e.source() };
                    let edge = e.weight();
                    let row = RelationRow {
                        other: Brief::of(view, other),
                        confidence: edge.confidence(),
                        statements: edge.statements().len(),
                        status: edge.statements().first().map(|s| s.status),
                        years: years(edge),
                    };
                    (Reverse(view.degree(other)), other, row)
                })
                .collect();
            if rows.is_empty() {
                continue;
            }
            rows.sort_by_key(|(degree, other, _)| (*degree, *other));
            let more = rows.len().saturating_sub(SHOWN);
            let rows = rows.into_iter().take(SHOWN).map(|(_, _, row)| row).collect();
            groups.push(RelationGroup { predicate, forward, rows, more });
        }
    }
    groups
}
