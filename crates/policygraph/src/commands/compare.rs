//! `policygraph compare`: countries side by side.

mod arguments;
mod explain;
mod files;
mod networks;
pub(crate) mod report;
mod summary;
mod workbook;

pub(crate) use arguments::{CompareArgs, PeriodArg, RowId, Wanted};

use super::names;
use crate::call::{Location, Outcome, Streams, TextOrJson};
use crate::commands::explain::ExplainArgs;
use crate::comparing;
use crate::monitor::Watch;
use crate::output::{Format, FormatArgs, Rows};
use crate::projection;
use crate::selection;
use anyhow::{Result, bail};
use policygraph_comparison::{
    Cell, Comparison, Concepts, Country, Inputs, Language, Options, Period, Row, Table, TableId, Weights, highlights,
};
use policygraph_graph::{Filter, PolicyGraph};
use policygraph_model::EntityType;
use policygraph_network::Monitor;
use policygraph_registry::Registry;
use policygraph_store::Evidence;
use serde_json::{Value, json};
use std::path::Path;

/// File in the folder of the store with the call of the last comparison, whose rows `explain` explains.
const LAST: &str = "last-comparison.json";

/// The row that `D3 row 12` or `D3:12` means.
pub(crate) fn row_of(words: &[String]) -> Option<RowId> {
    match words {
        [one] => one.parse().ok(),
        [table, row, number] if row == "row" || row == "행" => format!("{table}:{number}").parse().ok(),
        _ => None,
    }
}

/// The quotes behind a row of the last comparison, which is made again: it gives the same rows.
pub(crate) fn explain_last(
    args: &ExplainArgs,
    row: RowId,
    registry: &Registry,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let file = args.store.store.join(LAST);
    let call: Option<Vec<String>> = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(mut last) = call.as_deref().and_then(CompareArgs::of_call) else {
        bail!(
            "there is no comparison of this store yet, whose rows could be explained: make one with `policygraph compare`"
        );
    };
    last.explain = Some(row);
    last.source.any.store.store.clone_from(&args.store.store);
    last.format = FormatArgs { format: (args.format == TextOrJson::Json).then_some(Format::Json), bom: false };
    run(&last, registry, streams)
}

/// Keeps the call; a folder that cannot be written is no error.
fn keep_call(folder: &Path, call: &[String]) {
    if let Ok(json) = serde_json::to_vec(call) {
        let _ = std::fs::write(folder.join(LAST), json);
    }
}

/// Makes the comparison that is asked for.
pub(crate) fn make(
    args: &CompareArgs,
    location: &Location,
    registry: &Registry,
    monitor: &dyn Monitor,
) -> Result<Comparison> {
    let countries = countries(args, registry)?;
    let concepts = comparing::concepts();
    let (graph, mut context) = projection::read_with_context(location)?;
    let options = options(args, &graph, &concepts)?;
    let graph = match (args.since, args.until) {
        (None, None) => graph,
        (since, until) => {
            let years = (since.unwrap_or(i16::MIN), until.unwrap_or(i16::MAX));
            if years.0 > years.1 {
                bail!("--since is after --until");
            }
            context.keep_years(years.0, years.1);
            Filter { years: Some(years), ..Filter::default() }.apply(graph)
        }
    };
    let inputs = Inputs {
        graph: &graph,
        context: &context,
        countries: &countries,
        concepts: &concepts,
        rates: registry.exchange_rates(),
        keyword: &|word| comparing::keyword(registry, word),
    };
    Ok(policygraph_comparison::compare(&inputs, &options, monitor)?)
}

/// Whether no programme passes.
pub(crate) fn is_empty(comparison: &Comparison) -> bool {
    comparison.table(TableId(14)).is_some_and(|t| t.rows.is_empty())
}

/// What is said where no programme passes.
pub(crate) fn nothing_to_compare(args: &CompareArgs, comparison: &Comparison) -> String {
    let countries: Vec<&str> = comparison.countries.iter().map(|c| c.label.get(args.language.into())).collect();
    let narrowed = !args.topics.is_empty() || !args.types.is_empty() || args.since.is_some() || args.until.is_some();
    let passes = if narrowed { ", of the topics, types and years asked for," } else { "" };
    format!(
        "there is nothing to compare: no programme or law of {}{passes} is in the documents that were read",
        countries.join(", ")
    )
}

pub(crate) fn run(args: &CompareArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let format = args.format.choose(streams.terminal)?;
    let location = args.source.location();
    let comparison = make(args, &location, registry, &Watch::new("comparison", streams))?;
    let language = args.language.into();
    if is_empty(&comparison) {
        let hint = "`policygraph query --named programmes-by-country` lists what there is";
        writeln!(streams.talk, "{}; {hint}", nothing_to_compare(args, &comparison))?;
        return Ok(Outcome::Incomplete);
    }
    for limit in &comparison.limits {
        writeln!(streams.talk, "{}", limit.get(language))?;
    }
    let evidence = || location.evidence();
    if let Some(row) = args.explain {
        return explain::run(&comparison, row, language, args.format.format, &*evidence()?, streams);
    }
    if let (Location::Store(folder), true) = (&location, streams.user) {
        keep_call(folder, streams.call);
    }
    if let Some(path) = &args.report {
        report::write(&comparison, path, &*evidence()?, streams)?;
        writeln!(streams.talk, "report: {}", path.display())?;
    }
    if let Some(folder) = &args.output {
        let count = files::write(&comparison, language, args.format.bom, &*evidence()?, folder)?;
        writeln!(streams.talk, "{count} files in {}", folder.display())?;
    }
    // Who asks for files wants no tables beside them, unless some are named.
    let files_only = args.report.is_some() || args.output.is_some();
    if !files_only || !args.tables.is_empty() || args.by.is_some() {
        print(args, format, &comparison, language, &*evidence()?, streams)?;
    }
    Ok(Outcome::Done)
}

/// The countries that are asked for, each once.
fn countries(args: &CompareArgs, registry: &Registry) -> Result<Vec<Country>> {
    let mut countries: Vec<Country> = Vec::new();
    for name in &args.countries {
        let country = comparing::country(selection::country(registry, name)?);
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    if countries.len() < 2 {
        bail!("these are all the same country: name two or more");
    }
    Ok(countries)
}

fn options(args: &CompareArgs, graph: &PolicyGraph, concepts: &Concepts) -> Result<Options> {
    let mut topics = Vec::new();
    for name in &args.topics {
        let of_graph = names::find(graph.graph().node_weights(), name);
        let technologies = of_graph.iter().filter(|n| n.kind == EntityType::Technology).map(|n| n.id.clone());
        let key = policygraph_korean::name::key(name);
        let fields = concepts.iter().filter(|c| {
            !c.instrument && [&c.label.ko, &c.label.en].iter().any(|l| policygraph_korean::name::key(l) == key)
        });
        let found: Vec<String> = technologies.chain(fields.map(|c| c.id.clone())).collect();
        if found.is_empty() {
            bail!("{}", selection::no_topic(name));
        }
        for id in found {
            topics.extend(concepts.narrower(&id));
            topics.push(id);
        }
    }
    let mut weights = Weights::default();
    args.weights.iter().for_each(|w| weights.set(w.0, w.1));
    Ok(Options {
        currency: args.currency.to_uppercase(),
        topics,
        types: args.types.clone(),
        weights,
        permutations: args.permutations,
        draws: args.draws,
        seed: args.seed,
        limit: if args.limit == 0 { usize::MAX } else { args.limit },
        period: match args.by {
            Some(PeriodArg::Quarter) => Period::Quarter,
            Some(PeriodArg::Month) => Period::Month,
            Some(PeriodArg::Document) => Period::Document,
            Some(PeriodArg::Year) | None => Period::Year,
        },
        ..Options::default()
    })
}

fn print(
    args: &CompareArgs,
    format: Format,
    comparison: &Comparison,
    language: Language,
    evidence: &dyn Evidence,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let mut wanted = args.tables.clone();
    if wanted.is_empty() && args.by.is_some() {
        wanted.push(Wanted::Number(TableId(15)));
    }
    if wanted.is_empty() {
        return match format {
            Format::Json => {
                Ok(writeln!(streams.out, "{}", serde_json::to_string_pretty(&as_json(comparison, language))?)?)
            }
            Format::Csv | Format::CsvForSpreadsheets | Format::Tsv => {
                write_table(comparison, TableId(4), format, language, streams)
            }
            Format::Xlsx => {
                workbook::write(&comparison.tables.iter().collect::<Vec<_>>(), language, evidence, streams.out)
            }
            Format::Table | Format::Markdown => summary::write(comparison, format, language, streams),
        };
    }
    let mut tables = Vec::new();
    for one in &wanted {
        let found = comparison.tables.iter().filter(|t| match one {
            Wanted::All => true,
            Wanted::Number(id) => t.id == *id,
            Wanted::Name(name) => t.name == name,
        });
        let before = tables.len();
        tables.extend(found);
        if tables.len() == before {
            let known: Vec<String> = comparison.tables.iter().map(|t| format!("{} {}", t.id, t.name)).collect();
            bail!("there is no such table; there are {}", known.join(", "));
        }
    }
    if let (Format::Csv | Format::CsvForSpreadsheets | Format::Tsv, true) = (format, tables.len() > 1) {
        bail!(
            "several tables do not go into one CSV: name one, or give --output DIR for a file each, or --format xlsx for a sheet each"
        );
    }
    if format == Format::Xlsx {
        return workbook::write(&tables, language, evidence, streams.out);
    }
    if format == Format::Json {
        let all: Vec<Value> = tables.iter().map(|t| table_json(t, language)).collect();
        writeln!(streams.out, "{}", serde_json::to_string_pretty(&all)?)?;
        return Ok(());
    }
    for table in tables {
        write_table(comparison, table.id, format, language, streams)?;
    }
    Ok(())
}

fn write_table(
    comparison: &Comparison,
    id: TableId,
    format: Format,
    language: Language,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let Some(table) = comparison.table(id) else { return Ok(()) };
    let for_reading = matches!(format, Format::Table | Format::Markdown);
    if for_reading {
        summary::heading(&format!("{} {}", table.id, table.title.get(language)), format, streams)?;
    }
    let mut rows = rows(table, language, for_reading);
    let left = rows.rows.len().saturating_sub(summary::READ);
    if format == Format::Table {
        // Money as it is read; exact in all other formats.
        for (i, row) in table.rows.iter().enumerate() {
            for (j, column) in table.columns.iter().enumerate() {
                if let Some(money) = comparison.money(table, row, column.id) {
                    rows.rows[i][j] = json!(money.get(language));
                    rows.amounts.insert(j);
                }
            }
        }
        rows.rows.truncate(summary::READ);
    }
    rows.write(format, streams.out)?;
    if format == Format::Table && left > 0 {
        writeln!(streams.out, "{}", summary::left_out(left, language))?;
    }
    if for_reading {
        writeln!(streams.out, "{}\n", table.note.get(language))?;
    }
    Ok(())
}

/// A table as rows: for reading with headings in the language and the number of claims, for programs with the names of columns
/// and the ids of claims.
pub(super) fn rows(table: &Table, language: Language, for_reading: bool) -> Rows {
    let mut rows = Rows::default();
    let heading = |c: &policygraph_comparison::Column| {
        if for_reading { c.title.get(language).to_owned() } else { c.id.to_owned() }
    };
    rows.columns = table.columns.iter().map(heading).collect();
    let claims = if language == Language::Ko { "근거" } else { "claims" };
    rows.columns.push(if for_reading { claims } else { "claims" }.to_owned());
    for row in &table.rows {
        let mut cells: Vec<Value> = row.cells.iter().map(|c| value(c, language)).collect();
        cells.push(if for_reading { json!(row.claims.len()) } else { json!(claim_ids(row).join(" ")) });
        rows.rows.push(cells);
    }
    rows
}

fn claim_ids(row: &Row) -> Vec<String> {
    row.claims.iter().map(|c| format!("claim-{c}")).collect()
}

fn value(cell: &Cell, language: Language) -> Value {
    match cell {
        Cell::Missing => Value::Null,
        Cell::Text(t) => json!(t.get(language)),
        Cell::Count(n) => json!(n),
        Cell::Number(_) | Cell::Amount(_) => serde_json::from_str(&cell.written(language)).unwrap_or(Value::Null),
    }
}

fn table_json(table: &Table, language: Language) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let mut object: serde_json::Map<String, Value> = table
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(c, cell)| (c.id.to_owned(), value(cell, language)))
                .collect();
            object.insert("claims".to_owned(), json!(claim_ids(row)));
            Value::Object(object)
        })
        .collect();
    json!({"table": table.id.to_string(), "name": table.name, "title": table.title.get(language), "note": table.note.get(language), "rows": rows})
}

/// The whole comparison.
fn as_json(comparison: &Comparison, language: Language) -> Value {
    let countries: Vec<Value> =
        comparison.countries.iter().map(|c| json!({"code": c.code, "name": c.label.get(language)})).collect();
    let limits: Vec<&str> = comparison.limits.iter().map(|l| l.get(language)).collect();
    let tables: Vec<Value> = comparison.tables.iter().map(|t| table_json(t, language)).collect();
    let stands_out: Vec<Value> = highlights(comparison)
        .iter()
        .map(|h| {
            let (chance, q) = (h.chance.as_ref().map(|c| c.words.get(language)), h.chance.as_ref().and_then(|c| c.q));
            json!({"text": h.text.get(language), "chance": chance, "q": q, "row": format!("{}:{}", h.table, h.row + 1)})
        })
        .collect();
    json!({"countries": countries, "limits": limits, "highlights": stands_out, "tables": tables})
}
