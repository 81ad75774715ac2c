//! The words behind relations, as commands print them.

use anyhow::Result;
use policygraph_graph::{Evidence, PolicyGraph};
use policygraph_store::{Claim, StoredEdge};

/// Attaches to each relation the words of its strongest claim.
pub(crate) fn attach(claims: &dyn policygraph_store::Evidence, graph: &mut PolicyGraph) -> Result<()> {
    let claims = claims.strongest_claims()?;
    graph.set_evidence(|source, predicate, target| {
        let edge = StoredEdge { subject: source.id.clone(), predicate, object: target.id.clone() };
        claims.get(&edge).map(|claim| Evidence { quote: claim.quote.clone(), source: place(claim) })
    });
    Ok(())
}

/// Where a claim stands: document and lines of its text, with page, paragraph or cell where its file has them; or the registry.
pub(crate) fn place(claim: &Claim) -> String {
    let place = claim.place.map(|p| p.to_string()).filter(|p| !p.is_empty());
    let lines = match (claim.lines.first(), claim.lines.last()) {
        (Some(first), Some(last)) if first == last => format!("{}:{first}", claim.document),
        (Some(first), Some(last)) => format!("{}:{first}-{last}", claim.document),
        _ => "registry".to_owned(),
    };
    match place {
        Some(place) => format!("{lines} ({place})"),
        None => lines,
    }
}
