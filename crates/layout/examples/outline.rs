//! How a file is laid out: `cargo run --release -p policygraph-layout --example outline -- FILE …`.

use policygraph_layout::{Damage, lay_out, read};
use policygraph_model::{CountrySource, Section};
use policygraph_registry::Registry;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let registry = Registry::builtin();
    let mut out = io::stdout().lock();
    for path in std::env::args().skip(1) {
        let document = lay_out(&path, &read(&std::fs::read(&path)?, Damage::Noted)?, &registry);
        let text = |t: &Option<policygraph_model::Text>| t.as_ref().map_or("–", |t| t.as_str()).to_owned();
        writeln!(out, "{path}: {} | {} | {:?}", text(&document.title), text(&document.publisher), document.issued)?;
        document.sections.iter().try_for_each(|s| write_section(&mut out, s, 1))?;
    }
    Ok(())
}

fn write_section(out: &mut impl Write, section: &Section, depth: usize) -> io::Result<()> {
    let context = &section.context;
    let inferred = if context.country_source == CountrySource::Agencies { "?" } else { "" };
    let country = context.country.as_deref().unwrap_or("–");
    let indent = "  ".repeat(depth);
    writeln!(out, "{indent}[{}] {} ({country}{inferred})", section.path, section.title.as_str())?;
    for (i, block) in section.blocks.iter().enumerate() {
        let cell = section.table_cell(i).map(|(_, row, column)| format!(" {row},{column}")).unwrap_or_default();
        writeln!(out, "{indent}  {:?}{cell} {}: {}", block.kind, block.depth, block.text.as_str())?;
    }
    section.children.iter().try_for_each(|s| write_section(out, s, depth + 1))
}
