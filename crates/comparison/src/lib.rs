//! Comparison of countries: how their programmes hang together, with the claims behind each number.
//!
//! Two programmes are tied by what both have — actors, topics, places, instruments, words of purpose — each item counting the more the
//! fewer programmes have it, and by relations: references, and ties between their actors. What ties two countries is what ties
//! their programmes, over the number of pairs. Tests are against networks at random in which programmes have as many items, and
//! items as many programmes; intervals come from drawing claims by their confidence. `docs/comparison.md` tells of the
//! methods with their papers.
//!
//! The crate knows no store: it takes a [`PolicyGraph`] with statements and a [`Context`], and gives [`Table`]s.

mod certainty;
mod colours;
mod concepts;
mod context;
mod data_cube;
mod draws;
mod fixed_degrees;
mod highlights;
mod layers;
mod links;
mod money;
mod null_model;
mod profiles;
mod programmes;
mod readable;
mod robustness;
mod support;
mod table;
mod tables;
mod tally;
mod ties;

pub use certainty::{certainty, certainty_columns, certainty_of, significant};
pub use colours::country_colour;
pub use concepts::{Concept, Concepts};
pub use context::{Budget, Context, Section, Tag};
pub use data_cube::data_cube;
pub use highlights::{Chance, Highlight, highlights};
pub use layers::{Layer, Weights};
pub use profiles::Profile;
pub use programmes::How;
pub use readable::{amount, readable};
pub use table::{Bilingual, Cell, Column, Language, Role, Row, Table, TableId, grouped, rounded};

use policygraph_graph::PolicyGraph;
use policygraph_model::{EntityType, ExchangeRate};
use policygraph_network::{Monitor, Stopped};

/// A country that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: String,
    /// Its name.
    pub label: Bilingual,
}

/// What is compared.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The graph, with statements.
    pub graph: &'a PolicyGraph,
    /// Budgets, tags, sections.
    pub context: &'a Context,
    /// The countries, at least one.
    pub countries: &'a [Country],
    /// Topics and policy instruments.
    pub concepts: &'a Concepts,
    /// Mean exchange rates, by currency and year.
    pub rates: &'a [ExchangeRate],
    /// What a word in the name of a programme, in small letters, says of its purpose: nothing for kinds of programmes and countries.
    pub keyword: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

/// How it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// ISO 4217 code of the currency into which budgets are converted.
    pub currency: String,
    /// IRIs of topics: only programmes that have one of them; all if empty.
    pub topics: Vec<String>,
    /// Types of programmes and actors that are looked at; all programmes if none of programmes is among them, and all actors if none of actors.
    pub types: Vec<EntityType>,
    /// How much each layer counts.
    pub weights: Weights,
    /// How many permutations and random networks tests are made with.
    pub permutations: usize,
    /// How many times claims are drawn for intervals.
    pub draws: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Countries with fewer programmes are not tested.
    pub least_programmes: usize,
    /// How many programme pairs, brokers and gaps are listed at most.
    pub limit: usize,
    /// By what changes over time are told.
    pub period: Period,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            currency: "USD".to_owned(),
            topics: Vec::new(),
            types: Vec::new(),
            weights: Weights::default(),
            permutations: 5000,
            draws: 1000,
            seed: 0,
            least_programmes: 5,
            limit: 100,
            period: Period::Year,
        }
    }
}

impl Options {
    /// Whether things of a type are looked at.
    #[must_use]
    pub fn wants(&self, kind: EntityType) -> bool {
        let is_programme = |kind: EntityType| matches!(kind, EntityType::Program | EntityType::Legislation);
        let mut alike = self.types.iter().filter(|t| is_programme(**t) == is_programme(kind)).peekable();
        alike.peek().is_none() || alike.any(|t| *t == kind)
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A calendar year.
    Year,
    /// A quarter of a year.
    Quarter,
    /// A month.
    Month,
    /// An issue of the bulletin: a document.
    Document,
}

/// What a comparison found.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The countries.
    pub countries: Vec<Country>,
    /// ISO 4217 code of the currency into which budgets are converted.
    pub currency: String,
    /// The tables, by their numbers.
    pub tables: Vec<Table>,
    /// What the reader should know before all: limits of the source and of the method.
    pub limits: Vec<Bilingual>,
}

impl Comparison {
    /// A table by its number.
    #[must_use]
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables.iter().find(|t| t.id == id)
    }

    /// An amount of money as people read it: 6조 3,940억 달러, $6.39 tn. Nothing where a column holds none.
    #[must_use]
    pub fn money(&self, table: &Table, row: &Row, column: &str) -> Option<Bilingual> {
        let Cell::Amount(amount) = table.cell(row, column) else { return None };
        let currency = match (table.name, column) {
            ("country-profile", _) => table.key(row, "unit"),
            ("budgets", "amount") => table.key(row, "currency"),
            ("budgets" | "country-topics" | "changes", _) => self.currency.as_str(),
            // Statistics have units of their own.
            _ => return None,
        };
        Some(readable::amount(*amount, currency))
    }
}

/// Compares countries.
///
/// # Errors
/// The monitor stopped it.
pub fn compare(inputs: &Inputs<'_>, options: &Options, monitor: &dyn Monitor) -> Result<Comparison, Stopped> {
    tables::with_work(inputs, options, monitor, |work| {
        let tables = vec![
            tables::profile::table(work),
            tables::portfolio::table(work),
            tables::programme_links::table(work),
            tables::country_links::table(work, monitor)?,
            tables::mixing::table(work, monitor)?,
            tables::backbone::table(work),
            tables::communities::table(work, monitor)?,
            tables::brokers::table(work, monitor)?,
            tables::correlation::table(work, monitor)?,
            tables::dyads::table(work),
            tables::lead_lag::table(work),
            tables::gaps::table(work),
            tables::robustness::table(work, monitor)?,
            tables::programmes::table(work),
            tables::changes::table(work),
            tables::budgets::table(work),
            tables::statistics::table(work),
        ];
        Ok(Comparison {
            countries: inputs.countries.to_vec(),
            currency: options.currency.clone(),
            limits: tables::limits(work),
            tables,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_actors_do_not_leave_programmes_out() {
        let options = Options { types: vec![EntityType::Company], ..Options::default() };
        let wanted = [EntityType::Company, EntityType::Person, EntityType::Program].map(|kind| options.wants(kind));
        assert_eq!(wanted, [true, false, true]);
        assert!(Options::default().wants(EntityType::Legislation));
    }
}
