//! What extractors find in a section, before resolution.

use crate::closed_lists::{EntityType, Predicate, Role, Status};
use crate::document::{Block, Section};
use crate::text::{Span, Text};
use rust_decimal::Decimal;
use std::ops::Range;

/// Index of a mention in [`Findings::mentions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// A name that stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Index of the text in which it stands, see [`SectionText`].
    pub text: usize,
    /// Bytes within that text.
    pub range: Range<usize>,
    /// Place in the source.
    pub span: Span,
    /// The name as it should be listed: without particles, line breaks mended.
    pub name: String,
    /// Its type.
    pub kind: EntityType,
    /// Id of the registry entry it was linked to.
    pub registry: Option<String>,
    /// Further names of the same thing that the text introduces here (in brackets).
    pub aliases: Vec<String>,
    /// ISO 3166-1 code of the country the text gives it, by its name or its section.
    pub country: Option<String>,
    /// Id of the rule that found it.
    pub rule: &'static str,
}

/// A relation between two mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct RelationFinding {
    /// Subject.
    pub subject: MentionId,
    /// Predicate.
    pub predicate: Predicate,
    /// Object.
    pub object: MentionId,
    /// The words that state it.
    pub span: Span,
    /// Id of the rule that found it.
    pub rule: &'static str,
    /// Estimated probability that it is true as stated.
    pub confidence: f64,
    /// How firmly it is stated.
    pub status: Status,
    /// First and last year in which it holds, where said.
    pub years: Option<(i16, i16)>,
}

/// An exact amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// In the base unit of the currency.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: String,
}

/// A sum of money with its subject.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetFinding {
    /// Whose it is.
    pub subject: MentionId,
    /// In which role.
    pub role: Role,
    /// How much; of a range, the lower end.
    pub money: Money,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// What the text gives as its value in another currency.
    pub converted: Option<Money>,
    /// For when, as the text says it, normalised (`2020`, `2020-2026`, `10 years`).
    pub period: Option<String>,
    /// A word that weakens the amount (`약`, `최대`, `이상`).
    pub qualifier: Option<String>,
    /// The words of the amount.
    pub span: Span,
    /// The clause it stands in.
    pub evidence: Span,
    /// Id of the rule that bound it to its subject.
    pub rule: &'static str,
    /// Estimated probability that amount and subject are right.
    pub confidence: f64,
}

/// What was found in one section.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Names, ordered by text and position.
    pub mentions: Vec<Mention>,
    /// Relations.
    pub relations: Vec<RelationFinding>,
    /// Budgets.
    pub budgets: Vec<BudgetFinding>,
}

impl Findings {
    /// Adds a mention and returns its id.
    pub fn add(&mut self, mention: Mention) -> MentionId {
        self.mentions.push(mention);
        MentionId(u32::try_from(self.mentions.len() - 1).unwrap_or(u32::MAX))
    }

    /// The mention with this id.
    #[inline]
    #[must_use]
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.0 as usize]
    }

    /// The mentions with their ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = (MentionId, &Mention)> {
        self.mentions.iter().enumerate().map(|(i, m)| (MentionId(u32::try_from(i).unwrap_or(u32::MAX)), m))
    }
}

/// The texts of a section by number, so that a mention can say in which it stands.
///
/// 0 is the title, 1 the table label, 2 the publisher, 3 the title of the document, 4 and up the blocks.
#[derive(Debug, Clone, Copy)]
pub struct SectionText;

impl SectionText {
    /// Number of the title.
    pub const TITLE: usize = 0;
    /// Number of the words that gave the country: table label, or part of a title above.
    pub const LABEL: usize = 1;
    /// Number of the publisher.
    pub const PUBLISHER: usize = 2;
    /// Number of the title of the document, for sections below it.
    pub const DOCUMENT: usize = 3;
    /// Number of the first block.
    pub const BLOCKS: usize = 4;

    /// All texts of a section with their numbers.
    pub fn all(section: &Section) -> impl Iterator<Item = (usize, &Text)> {
        (Self::TITLE..Self::BLOCKS)
            .filter_map(|n| Self::get(section, n).map(|text| (n, text)))
            .chain(section.blocks.iter().enumerate().map(|(i, b)| (Self::BLOCKS + i, &b.text)))
    }

    /// The texts that stand in the section itself, with their numbers: its title and its blocks.
    pub fn own(section: &Section) -> impl Iterator<Item = (usize, &Text)> {
        Self::all(section).filter(|&(n, _)| n == Self::TITLE || n >= Self::BLOCKS)
    }

    /// The text with this number.
    #[inline]
    #[must_use]
    pub fn get(section: &Section, number: usize) -> Option<&Text> {
        match number {
            Self::TITLE => Some(&section.title),
            Self::LABEL => section.context.label.as_ref().or(section.context.country_text.as_ref()),
            Self::PUBLISHER => section.context.publisher.as_ref(),
            Self::DOCUMENT => section.context.document_title.as_ref(),
            _ => Self::block(section, number).map(|b| &b.text),
        }
    }

    /// The block with this number.
    #[inline]
    #[must_use]
    pub fn block(section: &Section, number: usize) -> Option<&Block> {
        section.blocks.get(number.checked_sub(Self::BLOCKS)?)
    }
}

/// Something that reads a section and adds to what was found in it.
///
/// Extractors run in a fixed order in each section; each sees what earlier ones found. Sections are independent of
/// each other, so they can run in parallel.
pub trait Extractor: Sync {
    /// Adds what this extractor finds in `section`.
    fn extract(&self, section: &Section, found: &mut Findings);
}
