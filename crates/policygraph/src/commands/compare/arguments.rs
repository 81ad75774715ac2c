//! What `policygraph compare` is asked.

use crate::call::{Global, SourceArgs};
use crate::output::FormatArgs;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use policygraph_comparison::{Language, Layer, TableId};
use policygraph_model::EntityType;
use std::path::PathBuf;
use std::str::FromStr;

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Two or more countries, by name in any language or ISO 3166-1 code.
    #[arg(required = true, num_args = 2.., value_name = "COUNTRY")]
    pub countries: Vec<String>,
    /// Keep only programmes with these technologies or fields, or narrower ones.
    #[arg(long = "topic", value_name = "TOPIC", value_delimiter = ',')]
    pub topics: Vec<String>,
    /// Keep only facts stated for this year or later.
    #[arg(long, value_name = "YEAR")]
    pub since: Option<i16>,
    /// Keep only facts stated for this year or earlier.
    #[arg(long, value_name = "YEAR")]
    pub until: Option<i16>,
    /// Keep only programmes of these types (Program, Legislation), or actors of these types (Company, GovernmentAgency, …).
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub types: Vec<EntityType>,
    /// Currency to convert budgets to, at the mean rate of the year (ISO 4217).
    #[arg(long, value_name = "CODE", default_value = "USD")]
    pub currency: String,
    /// Print only these tables, by number (D1 to D17) or name (country-links); `all` for all tables.
    #[arg(long = "table", value_name = "TABLE", value_delimiter = ',')]
    pub tables: Vec<Wanted>,
    /// Print a row of a table with the quotes behind it: D4:2 is the second row of D4.
    #[arg(long, value_name = "TABLE:ROW", conflicts_with_all = ["tables", "by"])]
    pub explain: Option<RowId>,
    /// List changes from one period to the next: new, ended and grown (table D15).
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<PeriodArg>,
    /// Write a report as an HTML page that needs no network.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub report: Option<PathBuf>,
    /// Write all tables (CSV, XLSX, Markdown, JSON, RDF Data Cube), networks (GraphML, GEXF) and files for R (ERGM, NetworkInference) into this folder.
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// Largest number of programme pairs, actors and communities to list; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
    /// Weight of a layer in the score of two programmes: actors=2,topics=1. The layers are actors, topics, places, instruments, purpose, direct
    /// and references. The default is 1, but 0.5 for instruments and 0.25 for purpose.
    #[arg(long = "weight", value_name = "LAYER=WEIGHT", value_delimiter = ',')]
    pub weights: Vec<LayerWeight>,
    /// Number of permutations and random networks for tests; fewer are drawn if each takes long.
    #[arg(long, value_name = "N", default_value_t = 5000)]
    pub permutations: usize,
    /// Number of samples of the claims by confidence, for intervals.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub draws: usize,
    /// Seed for random numbers.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Language of headings and names.
    #[arg(long, value_enum, default_value_t)]
    pub language: LanguageArg,
    #[command(flatten)]
    pub source: SourceArgs,
    /// By default tables for reading on a terminal, else CSV of one table, D4 if none is named.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// A call of the program that is one of this command.
#[derive(Debug, Parser)]
struct Call {
    #[command(flatten)]
    _global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Compare(CompareArgs),
}

impl CompareArgs {
    /// The arguments of a call of the program; nothing if it is no call of this command.
    pub(crate) fn of_call(words: &[String]) -> Option<Self> {
        let Command::Compare(args) = Call::try_parse_from(words).ok()?.command;
        Some(args)
    }
}

/// A table by number or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    All,
    Number(TableId),
    Name(String),
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        Ok(match table_id(s) {
            Some(id) => Self::Number(id),
            None if s == "all" => Self::All,
            None => Self::Name(s.to_owned()),
        })
    }
}

pub(super) fn table_id(s: &str) -> Option<TableId> {
    let number = s.strip_prefix(['D', 'd'])?.parse().ok()?;
    Some(TableId(number))
}

/// A row of a table, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowId {
    pub table: TableId,
    pub row: usize,
}

impl FromStr for RowId {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let parts = s.split_once(':').and_then(|(t, r)| Some((table_id(t)?, r.parse().ok().filter(|r| *r > 0)?)));
        let (table, row) = parts.ok_or_else(|| "write a table and a row, as D4:2".to_owned())?;
        Ok(Self { table, row })
    }
}

/// A layer with its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LayerWeight(pub(super) Layer, pub(super) f64);

impl FromStr for LayerWeight {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let (name, weight) = s.split_once('=').ok_or("write a layer and its weight, as actors=2")?;
        let layer = Layer::OF_PAIRS.into_iter().find(|l| l.id() == name).ok_or_else(|| {
            let known: Vec<&str> = Layer::OF_PAIRS.iter().map(|l| l.id()).collect();
            format!("`{name}` is no layer; layers are {}", known.join(", "))
        })?;
        let weight = weight.parse().ok().filter(|w: &f64| w.is_finite() && *w >= 0.0);
        Ok(Self(layer, weight.ok_or("a weight is a number that is not negative")?))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodArg {
    /// Calendar years.
    Year,
    /// Quarters of a year.
    Quarter,
    /// Months, as for the issues of a monthly bulletin.
    #[value(alias = "period")]
    Month,
    /// Each document by itself.
    Document,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageArg {
    /// Korean.
    #[default]
    Ko,
    /// English.
    En,
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::Ko => Self::Ko,
            LanguageArg::En => Self::En,
        }
    }
}
