//! What the stages of policygraph hand to each other.
//!
//! A [`Document`] is a tree of [`Section`]s, each with [`Block`]s of joined text whose every character knows its
//! place in the source. Extractors add [`Mention`]s and [`Fact`]s to [`Findings`]; resolution turns them into
//! [`Entity`] and [`Relation`] and [`Budget`] rows, the wire format ([`wire`]).
//!
//! This crate does no input or output and depends on none of the others.
//!
//! ```
//! use policygraph_model::{EntityType, Predicate};
//! assert_eq!("Company".parse::<EntityType>().unwrap(), EntityType::Company);
//! assert!(Predicate::PartnersWith.is_symmetric());
//! ```

mod claim_id;
mod closed_lists;
mod document;
mod exchange_rate;
mod facts;
mod findings;
mod observation;
mod place;
mod table;
mod text;

pub use claim_id::{ClaimId, NoClaimId};
pub use closed_lists::{EntityType, NameReason, Origin, Predicate, Role, Status, UnknownName};
pub use document::{Block, BlockKind, Context, CountrySource, Document, Section, SectionKind};
pub use exchange_rate::ExchangeRate;
pub use facts::{Budget, Entity, Evidence, Fact, MentionRow, Naming, Relation, Tag, Total, Upper, Validity, wire};
pub use findings::{BudgetFinding, Extractor, Findings, Mention, MentionId, Money, RelationFinding, SectionText};
pub use observation::{CountryObservation, Observation};
pub use place::{Division, Place, Places};
pub use table::{Column, Table};
pub use text::{Source, Span, Text};
