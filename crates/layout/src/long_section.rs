//! Sections of more blocks than people write, cut into sections.
//!
//! Rules look at a section from many of its blocks, so that their work grows with the square of its length. A log or list of thousands of
//! lines without a heading becomes a section with parts below it that have no heading and its context.

use policygraph_model::{Block, Section, Table, Text};

/// Most blocks outside tables that a section keeps; the longest chapters of reports have some two hundred.
const MOST: usize = 400;

/// Most bytes of these: a dozen pages without a heading.
const MOST_BYTES: usize = 50_000;

/// Cuts the sections that are too long, and those below them.
pub(crate) fn cut(sections: &mut [Section]) {
    for section in sections {
        cut(&mut section.children);
        let starts = starts(section);
        if starts.is_empty() {
            continue;
        }
        let mut parts = Vec::new();
        for (i, &start) in starts.iter().enumerate().rev() {
            let blocks = section.blocks.split_off(start);
            let tables = section.tables.extract_if(.., |table| table.first >= start);
            let tables = tables.map(|table| Table { first: table.first - start, ..table }).collect();
            parts.push(part(section, i + 2, blocks, tables));
        }
        parts.reverse();
        section.children.splice(0..0, parts);
    }
}

/// The blocks with which the further parts of a section start: none of them within a table.
fn starts(section: &Section) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut tables =
        section.tables.iter().map(|table| table.first..table.first + table.columns * table.rows).peekable();
    let (mut blocks, mut bytes) = (0, 0);
    let mut at = 0;
    while at < section.blocks.len() {
        if let Some(table) = tables.next_if(|table| table.start <= at) {
            at = table.end.max(at + 1);
            continue;
        }
        // Bullets stay with the paragraph above them, as long as there are not twice as many.
        let full = |most: usize| blocks >= most * MOST || bytes >= most * MOST_BYTES;
        if full(1) && (section.blocks[at].depth == 0 || full(2)) {
            starts.push(at);
            (blocks, bytes) = (0, 0);
        }
        blocks += 1;
        bytes += section.blocks[at].text.as_str().len();
        at += 1;
    }
    starts
}

/// A part of a section, the first of which is the section itself.
fn part(section: &Section, number: usize, blocks: Vec<Block>, tables: Vec<Table>) -> Section {
    let number = format!("+{number}");
    let path = if section.path.is_empty() { number.clone() } else { format!("{}/{number}", section.path) };
    Section {
        kind: section.kind,
        number,
        path,
        title: Text::default(),
        context: section.context.clone(),
        blocks,
        tables,
        children: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Damage, lay_out, read};
    use policygraph_registry::Registry;

    #[test]
    fn a_paragraph_of_half_a_megabyte_is_read_in_parts_of_bounded_length() {
        // The work of reading grows with the square of what is read at once; this bound makes it grow with the length of the text.
        let text = format!("항만 보고\n\n{}\n", "누리시는 항만을 넓히고, ".repeat(15_000));
        let document = lay_out("a.txt", &read(text.as_bytes(), Damage::Noted).unwrap(), &Registry::builtin());
        let sections = document.flatten();
        let lengths =
            |s: &policygraph_model::Section| s.blocks.iter().map(|b| b.text.as_str().len()).collect::<Vec<_>>();
        let all: Vec<Vec<usize>> = sections.iter().map(|s| lengths(s)).collect();
        assert!(all.iter().flatten().all(|&len| len <= 6000));
        assert!(all.iter().all(|s| s.iter().sum::<usize>() <= 60_000));
        assert!(all.iter().flatten().sum::<usize>() > 450_000, "nothing is lost");
    }

    fn sections(text: &str) -> Vec<(String, usize)> {
        let document = lay_out("a.txt", &read(text.as_bytes(), Damage::Noted).unwrap(), &Registry::builtin());
        document.flatten().iter().map(|s| (s.path.clone(), s.blocks.len())).collect()
    }

    #[test]
    fn a_section_of_thousands_of_lines_has_parts() {
        let lines = "- 누리시는 항만을 넓힌다.\n".repeat(1000);
        let found = sections(&format!("1. 항만\n\n{lines}\n2. 공항\n\n- 누리시는 공항을 넓힌다.\n"));
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["1", "1/+2", "1/+3", "2"]);
        assert_eq!(found.iter().map(|(_, blocks)| blocks).sum::<usize>(), 1001);
    }
}
