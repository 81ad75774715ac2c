//! Names whose type is supposed, and kept where a relation shows it: what "의 보조금이 투입됐다" is said of is a programme.
//!
//! Frames ask for the types of their roles one by one; what a construction as a whole says, only a reading with the type in place shows.

use super::undertaken::Undertaking;
use crate::candidate::Candidate;
use policygraph_frames::{Fillers, Found, Scene};
use policygraph_model::{EntityType, Predicate};

/// Sureness from which a relation shows that a company is meant.
const SURE: f64 = 0.7;

/// A name whose type is supposed.
pub(crate) struct Supposed<'u> {
    candidate: Candidate,
    by: By<'u>,
}

/// Why a type is supposed.
enum By<'u> {
    /// The words are such as programmes are called by.
    Undertaking(&'u Undertaking),
    /// The word is such as companies are called by.
    Trade,
    /// It stands in quotation marks, where programmes do.
    Quotation,
}

impl<'u> Supposed<'u> {
    pub(crate) fn programme(undertaking: &'u Undertaking) -> Self {
        Self { candidate: undertaking.candidate.clone(), by: By::Undertaking(undertaking) }
    }

    pub(crate) fn firm(candidate: Candidate) -> Self {
        Self { candidate, by: By::Trade }
    }

    pub(crate) fn called(candidate: Candidate) -> Self {
        Self { candidate, by: By::Quotation }
    }

    /// Whether a relation in which it stands shows that it is what it is supposed to be.
    fn is_shown_by(&self, relation: &Found) -> bool {
        use Predicate::{
            Acquires, CompetesWith, Develops, Funds, InvestsIn, MergesWith, OperatesIn, PartOf, ParticipatesIn,
            PartnersWith, Replaces, Restricts, SubsidiaryOf,
        };
        let sure = relation.confidence >= SURE;
        match self.by {
            By::Undertaking(undertaking) => undertaking.is_told_by(relation.predicate),
            // What it is based in or part of tells a company from nothing else.
            By::Trade => {
                sure && matches!(
                    relation.predicate,
                    Acquires
                        | CompetesWith
                        | Develops
                        | Funds
                        | InvestsIn
                        | MergesWith
                        | OperatesIn
                        | ParticipatesIn
                        | PartnersWith
                        | Restricts
                        | SubsidiaryOf
                )
            }
            By::Quotation => sure && matches!(relation.predicate, PartOf | Replaces),
        }
    }
}

/// The names that have a relation which shows their type, if all are what they are supposed to be and `typed` what their roles ask for.
pub(crate) fn shown(
    reading: &Scene<'_>,
    typed: &[(u32, EntityType)],
    supposed: Vec<Supposed<'_>>,
) -> impl Iterator<Item = Candidate> {
    let mut referents = if supposed.is_empty() { Vec::new() } else { reading.referents.to_vec() };
    for &(id, kind) in typed {
        referents.iter_mut().filter(|r| r.id == id).for_each(|r| r.kind = Some(kind));
    }
    let mut ids: Vec<(u32, Supposed<'_>)> = Vec::with_capacity(supposed.len());
    for name in supposed {
        let referent = referents.iter_mut().find(|r| r.kind.is_none() && r.range == name.candidate.range);
        if let Some(referent) = referent {
            referent.kind = Some(name.candidate.kind);
            ids.push((referent.id, name));
        }
    }
    let mut relations = Vec::new();
    if !ids.is_empty() {
        let fillers = Fillers::new(reading.analysis);
        let reading = Scene { referents: &referents, fillers: &fillers, ..*reading };
        relations.extend((0..reading.analysis.sentences.len()).flat_map(|s| reading.relations(s)));
        relations.retain(|f| !f.carried);
    }
    let shown = move |id: u32, name: &Supposed<'_>| {
        relations.iter().any(|f| (f.from == id || f.to == id) && name.is_shown_by(f))
    };
    ids.into_iter().filter(move |(id, name)| shown(*id, name)).map(|(_, name)| name.candidate)
}
