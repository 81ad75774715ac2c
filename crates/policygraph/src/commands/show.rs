//! `policygraph show`: an entity with the quotes behind its facts.

use super::names;
use crate::call::{AnyStoreArgs, Outcome, Streams, TextOrJson};
use crate::evidence;
use crate::output::{grouped, on_one_line};
use anyhow::Result;
use clap::Args;
use indexmap::IndexMap;
use policygraph_store::{Claim, Store, StoredEdge, StoredEntity};
use serde_json::json;
use std::io::Write;

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A name in any language, or an id (`us-fcc`).
    pub name: String,
    #[command(flatten)]
    pub source: AnyStoreArgs,
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: TextOrJson,
}

pub(crate) fn run(args: &ShowArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let store = args.source.location().open()?;
    let entities = store.entities()?;
    let found = names::find(entities.values(), &args.name);
    if found.is_empty() {
        names::say_missing(entities.values(), &args.name, streams.talk)?;
        return Ok(Outcome::Incomplete);
    }
    let edges = store.edges()?;
    for (i, entity) in found.iter().enumerate() {
        let card = Card::read(&store, entity, &entities, &edges)?;
        match args.format {
            TextOrJson::Json => writeln!(streams.out, "{}", card.json())?,
            TextOrJson::Text => {
                if i > 0 {
                    writeln!(streams.out)?;
                }
                card.text(streams.out)?;
            }
        }
    }
    Ok(Outcome::Done)
}

/// All that the store has of an entity.
struct Card<'e> {
    entity: &'e StoredEntity,
    /// Relations with the entity at the other end, and whether the shown one is the subject.
    relations: Vec<(&'e StoredEdge, &'e str, bool, Vec<Claim>)>,
    budgets: Vec<(policygraph_store::StoredBudget, Vec<Claim>)>,
    /// Documents with the lines on which they name it.
    mentions: Vec<(String, Vec<u32>)>,
}

impl<'e> Card<'e> {
    fn read(
        store: &Store,
        entity: &'e StoredEntity,
        entities: &'e IndexMap<String, StoredEntity>,
        edges: &'e [StoredEdge],
    ) -> Result<Self> {
        let mut relations = Vec::new();
        for edge in edges.iter().filter(|e| e.subject == entity.id || e.object == entity.id) {
            let out = edge.subject == entity.id;
            let other = if out { &edge.object } else { &edge.subject };
            let label = entities.get(other).map_or(other.as_str(), |e| e.label.as_str());
            relations.push((edge, label, out, store.claims(edge)?));
        }
        relations.sort_by(|a, b| (!a.2, a.0.predicate, a.1).cmp(&(!b.2, b.0.predicate, b.1)));
        let mut budgets = Vec::new();
        for budget in store.budgets()?.into_iter().filter(|b| b.subject == entity.id) {
            let claims = store.budget_claims(&budget.id)?;
            budgets.push((budget, claims));
        }
        let mentions = store.mentions(&entity.id)?;
        Ok(Self { entity, relations, budgets, mentions })
    }

    fn text(&self, out: &mut dyn Write) -> Result<()> {
        let e = self.entity;
        let english = e.label_en.as_deref().map(|l| format!(" ({l})")).unwrap_or_default();
        writeln!(out, "{}{english}", e.label)?;
        writeln!(out, "  id     {}", e.id)?;
        writeln!(out, "  type   {}", e.kinds.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(", "))?;
        if !e.countries.is_empty() {
            writeln!(out, "  country {}", e.countries.join(", "))?;
        }
        let mut names: Vec<&str> = e.names.iter().map(String::as_str).filter(|n| *n != e.label).collect();
        names.dedup();
        if !names.is_empty() {
            writeln!(out, "  names  {}", names.join(" · "))?;
        }
        for (document, lines) in &self.mentions {
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            writeln!(out, "  named  {document}, line {}", lines.join(", "))?;
        }
        if !self.relations.is_empty() {
            writeln!(out, "\nRelations")?;
        }
        for (edge, other, outgoing, claims) in &self.relations {
            let line = if *outgoing {
                format!("  {} → {other}", edge.predicate)
            } else {
                format!("  {other} {} →", edge.predicate)
            };
            writeln!(out, "{line}{}", mark(claims))?;
            for claim in claims.iter().filter(|c| !c.quote.is_empty()) {
                evidence(claim, out)?;
            }
        }
        if !self.budgets.is_empty() {
            writeln!(out, "\nBudgets")?;
        }
        for (budget, claims) in &self.budgets {
            let period = if budget.period.is_empty() { String::new() } else { format!(", {}", budget.period) };
            writeln!(out, "  {} {} ({}{period})", grouped(&budget.amount), budget.currency, budget.surface)?;
            for claim in claims {
                evidence(claim, out)?;
            }
        }
        Ok(())
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "id": self.entity.id,
            "types": self.entity.kinds,
            "label": self.entity.label,
            "label_en": self.entity.label_en,
            "names": self.entity.names,
            "countries": self.entity.countries,
            "mentions": self.mentions.iter().map(|(d, l)| json!({"document": d, "lines": l})).collect::<Vec<_>>(),
            "relations": self.relations.iter().map(|(edge, other, _, claims)| json!({
                "s": edge.subject, "p": edge.predicate, "o": edge.object, "other": other, "claims": claims.iter().map(Claim::to_json).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "budgets": self.budgets.iter().map(|(b, c)| json!({
                "id": b.id, "amount": b.amount, "currency": b.currency, "period": b.period, "surface": b.surface, "claims": c.iter().map(Claim::to_json).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })
    }
}

/// What a reader should know of a relation at a glance: background knowledge, or a plan.
fn mark(claims: &[Claim]) -> &'static str {
    match claims.first() {
        Some(c) if c.origin == "registry" => "  [background]",
        Some(c) if c.status == "planned" => "  [planned]",
        Some(c) if c.status == "possible" => "  [possible]",
        _ => "",
    }
}

pub(crate) fn evidence(claim: &Claim, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "      “{}”", on_one_line(&claim.quote))?;
    writeln!(out, "      {} · {} · {:.2}", evidence::place(claim), claim.rule, claim.confidence)?;
    Ok(())
}
