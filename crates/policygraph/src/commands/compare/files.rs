//! All tables as files, and what other programs need.

use super::{as_json, networks, rows, workbook};
use crate::output::Format;
use anyhow::{Context, Result};
use policygraph_comparison::{Comparison, Language, Row, Table, TableId};
use policygraph_graph::export;
use policygraph_store::Evidence;
use std::fs;
use std::path::Path;

/// The script that fits an exponential random graph model to the tied programmes, and infers who follows whom.
const R_SCRIPT: &str = include_str!("models.R");

/// Writes the files into a folder, which is made where it is missing; returns how many they are. With `bom` CSV is for Excel.
pub(super) fn write(
    comparison: &Comparison,
    language: Language,
    bom: bool,
    evidence: &dyn Evidence,
    folder: &Path,
) -> Result<usize> {
    let format = if bom { Format::CsvForSpreadsheets } else { Format::Csv };
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    let mut count = 0;
    let mut file = |name: &str, content: &[u8]| -> Result<()> {
        let path = folder.join(name);
        count += 1;
        fs::write(&path, content).with_context(|| format!("{}: cannot be written", path.display()))
    };
    for table in &comparison.tables {
        let name = format!("{}-{}", table.id, table.name);
        let mut csv = Vec::new();
        rows(table, language, false).write(format, &mut csv)?;
        file(&format!("{name}.csv"), &csv)?;
        let mut markdown =
            format!("# {} {}\n\n{}\n\n", table.id, table.title.get(language), table.note.get(language)).into_bytes();
        rows(table, language, true).write(Format::Markdown, &mut markdown)?;
        file(&format!("{name}.md"), &markdown)?;
    }
    let mut book = Vec::new();
    workbook::write(&comparison.tables.iter().collect::<Vec<_>>(), language, evidence, &mut book)?;
    file("comparison.xlsx", &book)?;
    file("comparison.json", serde_json::to_string_pretty(&as_json(comparison, language))?.as_bytes())?;
    file("comparison.ttl", policygraph_comparison::data_cube(comparison).as_bytes())?;
    let networks = [
        ("programmes", networks::programmes(comparison, language)),
        ("countries", networks::countries(comparison, language)),
    ];
    for (name, network) in networks {
        let Some(network) = network else { continue };
        let (mut graphml, mut gexf) = (Vec::new(), Vec::new());
        export::graphml(&network, &mut graphml)?;
        export::gexf(&network, &mut gexf)?;
        file(&format!("{name}.graphml"), &graphml)?;
        file(&format!("{name}.gexf"), &gexf)?;
    }
    if let Some(cascades) = comparison.table(TableId(11)) {
        file("cascades.csv", cascade(cascades)?.as_slice())?;
    }
    file("models.R", R_SCRIPT.as_bytes())?;
    Ok(count)
}

/// The first years as cascades, one a field: the format of the R package NetworkInference.
fn cascade(table: &Table) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["node_name", "event_time", "cascade_id"])?;
    let first = |row: &&Row| table.key(row, "kind") == "first programme";
    for row in table.rows.iter().filter(first) {
        let year = table.cell(row, "year").written(Language::En);
        writer.write_record([table.key(row, "country_a"), &year, table.key(row, "field")])?;
    }
    Ok(writer.into_inner()?)
}
