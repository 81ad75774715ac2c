//! The graphs of a store against the SHACL shapes, one graph at a time; imports together with what they speak of.

use crate::call::Streams;
use crate::commands::validate::ReportFormat;
use anyhow::Result;
use policygraph_store::Store;

#[cfg(not(feature = "shacl"))]
pub(super) fn check(_store: &Store, _format: ReportFormat, streams: &mut Streams<'_>) -> Result<usize> {
    writeln!(streams.talk, "shapes are not checked: this program was built without the feature `shacl`")?;
    Ok(0)
}

#[cfg(feature = "shacl")]
pub(super) use with_shacl::check;

#[cfg(feature = "shacl")]
mod with_shacl {
    use super::{ReportFormat, Result, Store, Streams};
    use crate::evidence::place;
    use crate::output::on_one_line;
    use policygraph_ontology::{SHAPES, Terms};
    use policygraph_store::vocabulary::{self as v, REGISTRY_GRAPH};
    use policygraph_store::{Claim, StoredEdge, shorten, write_shacl_report};
    use policygraph_validation::{Validator, Violation};
    use serde_json::json;

    /// Prints what breaks the shapes in any graph; returns how many times.
    pub(in super::super) fn check(store: &Store, format: ReportFormat, streams: &mut Streams<'_>) -> Result<usize> {
        let validator = Validator::new(SHAPES)?;
        let shapes = Terms::of(SHAPES);
        let mut graphs = store.document_graphs()?;
        // What is in no document's graph stands in the default graph or the registry.
        graphs.extend([String::new(), REGISTRY_GRAPH.to_owned()]);
        let mut found: Vec<(String, Violation)> = Vec::new();
        for graph in &graphs {
            let mut violations = validator.validate(&store.triples_of(graph)?)?;
            violations.iter_mut().for_each(|v| explain(v, &shapes));
            found.extend(violations.into_iter().map(|v| (graph.clone(), v)));
        }
        // What a document's graph breaks, the default graph breaks again.
        let in_documents: Vec<Violation> =
            found.iter().filter(|(g, _)| !g.is_empty()).map(|(_, v)| v.clone()).collect();
        found.retain(|(g, v)| !g.is_empty() || !in_documents.contains(v));
        let imports = store.imports()?;
        found.extend(of_imports(store, &validator, &shapes, &imports)?);
        for (graph, violation) in &found {
            let claims = claims(store, violation)?;
            match format {
                ReportFormat::Text => text(graph, violation, &claims, streams)?,
                ReportFormat::Json => {
                    let evidence: Vec<_> = claims.iter().map(Claim::to_json).collect();
                    writeln!(
                        streams.out,
                        "{}",
                        json!({
                            "check": "shape", "graph": graph, "focus": violation.focus, "path": violation.path,
                            "value": violation.value, "constraint": violation.constraint, "shape": violation.shape,
                            "message": violation.message, "message_ko": violation.message_ko, "evidence": evidence,
                        })
                    )?;
                }
                ReportFormat::Report => {}
            }
        }
        if format == ReportFormat::Report {
            let results: Vec<_> = found
                .iter()
                .map(|(_, v)| policygraph_store::ShaclResult {
                    focus: &v.focus,
                    path: v.path.as_deref(),
                    value: v.value.as_deref(),
                    literal: v.literal,
                    constraint: &v.constraint,
                    shape: v.shape.as_deref(),
                    message: &v.message,
                })
                .collect();
            write_shacl_report(&results, &mut *streams.out)?;
        }
        let checked = graphs.len() + imports.len();
        writeln!(streams.talk, "graphs checked against the shapes: {checked}, violations: {}", found.len())?;
        Ok(found.len())
    }

    /// What imports break. They speak of entities whose types and names stand elsewhere, so each is looked at with the default graph and the
    /// registry, and what these break without it is not its fault.
    fn of_imports(
        store: &Store,
        validator: &Validator,
        shapes: &Terms,
        imports: &[String],
    ) -> Result<Vec<(String, Violation)>> {
        let mut found = Vec::new();
        if imports.is_empty() {
            return Ok(found);
        }
        let known = store.triples_of("")? + &store.triples_of(REGISTRY_GRAPH)?;
        let before = validator.validate(&known)?;
        for name in imports {
            let graph = v::import_graph(name).into_string();
            let together = known.clone() + &store.triples_of(&graph)?;
            for mut violation in validator.validate(&together)? {
                if !before.contains(&violation) {
                    explain(&mut violation, shapes);
                    found.push((graph.clone(), violation));
                }
            }
        }
        Ok(found)
    }

    /// Gives a violation the message of its shape: the library passes on those of property shapes only.
    fn explain(violation: &mut Violation, shapes: &Terms) {
        let Some(shape) = &violation.shape else { return };
        let message = |language: &str| shapes.text(shape, "http://www.w3.org/ns/shacl#message", language);
        if let Some(english) = message("en") {
            english.clone_into(&mut violation.message);
            violation.message_ko = message("ko").map(str::to_owned);
        }
    }

    fn text(graph: &str, violation: &Violation, claims: &[Claim], streams: &mut Streams<'_>) -> Result<()> {
        let graph = if graph.is_empty() { "default graph" } else { graph };
        writeln!(streams.out, "{graph}: {}", violation.message)?;
        let triple = [Some(violation.focus.as_str()), violation.path.as_deref(), violation.value.as_deref()];
        let parts: Vec<String> = triple.into_iter().flatten().map(shorten).collect();
        writeln!(streams.out, "    {}", parts.join(" "))?;
        for claim in claims.iter().take(3) {
            writeln!(streams.out, "    {}: “{}”", place(claim), on_one_line(&claim.quote))?;
        }
        Ok(())
    }

    /// The claims behind the triple that breaks a shape, or all behind its subject if it is a budget.
    fn claims(store: &Store, violation: &Violation) -> Result<Vec<Claim>> {
        let predicate = violation.path.as_deref().or(violation.shape.as_deref());
        let predicate = predicate
            .and_then(|p| p.strip_prefix(v::ONTOLOGY).or_else(|| p.rsplit_once('#').map(|(_, local)| local)))
            .and_then(|p| p.split('-').next()?.parse().ok());
        let Some(predicate) = predicate else { return Ok(store.budget_claims(&violation.focus)?) };
        let mut claims = Vec::new();
        for edge in store.edges_from(&violation.focus, predicate)? {
            let StoredEdge { object, .. } = &edge;
            if violation.value.as_ref().is_none_or(|v| v == object || *v == violation.focus) {
                claims.extend(store.claims(&edge)?);
            }
        }
        Ok(claims)
    }
}
