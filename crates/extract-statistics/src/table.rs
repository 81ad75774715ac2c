//! Tables among the lines of a document.

use crate::header::{self, Header};
use crate::period;
use crate::row::{self, Cell, Row};
use crate::unit::{self, Unit};
use policygraph_korean::date;
use policygraph_model::{Observation, Section};
use policygraph_registry::Registry;
use rust_decimal::Decimal;

/// At least so many rows make a table.
const ROWS: usize = 3;
/// At least so many columns of numbers.
const COLUMNS: usize = 2;
/// The heading and the title stand on at most so many lines.
const HEADING: usize = 24;

/// A row of a table at its line.
#[derive(Debug)]
pub(crate) struct TableRow {
    /// Place among the lines, from 0.
    pub line: usize,
    row: Row,
    /// What a line of its own above says: a year.
    group: Option<String>,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub rows: Vec<TableRow>,
    title: String,
    source: Option<String>,
    units: Vec<Unit>,
    header: Header,
}

/// The tables of a document.
pub(crate) fn find(lines: &[(u32, &str)], registry: &Registry) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut at = 0;
    let mut above = 0;
    while at < lines.len() {
        let rows = rows_from(lines, at);
        if rows.len() < ROWS {
            at += 1;
            continue;
        }
        let end = rows[rows.len() - 1].line + 1;
        tables.push(table(lines, above, rows, end, registry));
        at = end;
        above = end;
    }
    tables
}

/// The rows of one pattern that start at a line. Between them may stand empty lines, and lines that are a year.
fn rows_from(lines: &[(u32, &str)], first: usize) -> Vec<TableRow> {
    // Most lines have no two numbers, and need not be taken apart.
    let digits = lines[first].1.bytes().filter(u8::is_ascii_digit).count();
    if digits < COLUMNS || row::numbers_in(lines[first].1) < COLUMNS {
        return Vec::new();
    }
    let first_row = row::read(lines[first].1);
    let pattern = first_row.pattern();
    if is_source(lines[first].1) || first_row.cells.iter().all(|c| matches!(c, Cell::Number(..))) {
        return Vec::new();
    }
    let mut group = lines[..first]
        .iter()
        .rev()
        .map(|l| l.1.trim())
        .find(|l| !l.is_empty())
        .filter(|l| period::year(l).is_some())
        .map(str::to_owned);
    let mut rows = Vec::new();
    for (line, (_, text)) in lines.iter().enumerate().skip(first) {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        if period::year(text).is_some() {
            group = Some(text.to_owned());
            continue;
        }
        let row = row::read(text_of(lines, line));
        if row.pattern() != pattern {
            break;
        }
        rows.push(TableRow { line, row, group: group.clone() });
    }
    rows
}

fn text_of<'l>(lines: &[(u32, &'l str)], line: usize) -> &'l str {
    lines[line].1
}

fn is_source(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '※' | '*' | '-' | '○'));
    ["자료", "출처"].iter().any(|w| line.strip_prefix(w).is_some_and(|rest| rest.trim_start().starts_with([':', '：'])))
}

/// A line of running text: a bullet, or one that ends as a sentence or clause does.
fn is_prose(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['○', '□', '◦', '※', '*', '∙', '•']) || line.starts_with("- ") || line.chars().count() > 60
}

/// The words of a caption, without its brackets.
fn caption(line: &str) -> Option<&str> {
    Some(line.trim().strip_prefix(['<', '〈', '[', '【'])?.trim_end_matches(['>', '〉', ']', '】']).trim())
}

fn table(lines: &[(u32, &str)], above: usize, rows: Vec<TableRow>, end: usize, registry: &Registry) -> Table {
    let first = rows[0].line;
    // A year above the first row belongs to the rows.
    let from = above.max(first.saturating_sub(HEADING));
    let mut heading: Vec<&str> = lines[from..first].iter().map(|l| l.1.trim()).collect();
    if rows[0].group.is_some() {
        let year = heading.iter().rposition(|l| period::year(l).is_some()).unwrap_or(heading.len());
        heading.truncate(year);
    }
    let starts = |l: &&str| {
        l.split_whitespace().next().is_some_and(header::heads_labels)
            || header::heads_labels(&l.chars().take(3).collect::<String>())
    };
    let head = heading.iter().rposition(starts);
    let unit_line = heading.iter().rposition(|l| unit::read(l, registry).is_some());
    let units = unit_line.and_then(|i| unit::read(heading[i], registry)).unwrap_or_default();
    // Without a word that heads the labels the heading is what stands below the unit or the title.
    let head = head.or(unit_line.map(|i| i + 1)).unwrap_or(heading.len());
    let captioned = heading[..head].iter().rev().find_map(|l| caption(l));
    let title = captioned.or_else(|| {
        let said = |l: &&&str| !l.is_empty() && unit::read(l, registry).is_none() && !is_source(l);
        heading[..head].iter().rev().filter(said).find(|l| !is_prose(l)).copied()
    });
    let pattern = rows[0].row.pattern();
    let ranked = is_ranked(&rows);
    let numbers = pattern.iter().filter(|n| **n).count() - usize::from(ranked);
    let texts = pattern.iter().filter(|n| !**n).count();
    let alternating = alternates(&pattern, ranked);
    let header = header::read(&heading[head..], numbers, if alternating { 0 } else { texts.saturating_sub(1) });
    let source = lines[end..].iter().map(|l| l.1.trim()).find(|l| !l.is_empty()).filter(|l| is_source(l));
    let source = source.and_then(|l| Some(l.split_once([':', '：'])?.1.trim().trim_end_matches('.').to_owned()));
    let title = title.unwrap_or_default().to_owned();
    let header = regrouped(header, &rows, ranked);
    Table { rows, title, source, units, header }
}

/// Whether the first column counts the rows.
fn is_ranked(rows: &[TableRow]) -> bool {
    rows.iter()
        .zip(1_i64..)
        .all(|(r, n)| matches!(r.row.cells.first(), Some(Cell::Number(v, _)) if *v == Decimal::from(n)))
}

/// Whether each number has a label of its own before it: several rankings side by side.
fn alternates(pattern: &[bool], ranked: bool) -> bool {
    let rest = &pattern[usize::from(ranked)..];
    rest.len() >= 4 && rest.len().is_multiple_of(2) && rest.chunks(2).all(|pair| pair == [false, true])
}

/// Headings of shares and rates.
fn is_rate(heading: &str) -> bool {
    let names_rate = ["율", "률", "비중", "집약도"].iter().any(|w| heading.ends_with(w));
    // A rate of exchange is an amount.
    heading.contains('%') || (names_rate && !heading.ends_with("환율"))
}

/// The columns whose values all have a fraction: shares and rates.
fn fractions(rows: &[TableRow], ranked: bool) -> Vec<bool> {
    let columns = rows[0].row.numbers() - usize::from(ranked);
    let mut all = vec![true; columns];
    for row in rows {
        let numbers = row.row.cells.iter().filter_map(|c| if let Cell::Number(n, _) = c { Some(n) } else { None });
        for (fraction, n) in all.iter_mut().zip(numbers.skip(usize::from(ranked))) {
            *fraction &= n.scale() > 0;
        }
    }
    all
}

/// Headings that repeat in groups, amounts and rates, put in the order of the columns that have no fraction and those that have: the heading
/// of a table that lists its groups in another order than its columns would be wrong otherwise.
fn regrouped(mut header: Header, rows: &[TableRow], ranked: bool) -> Header {
    let fractions = fractions(rows, ranked);
    let fits = |columns: &[String]| columns.iter().zip(&fractions).all(|(c, f)| is_rate(c) == *f);
    let repeats = header.columns.iter().filter(|c| Some(*c) == header.columns.first()).count() > 1;
    if header.columns.len() != fractions.len() || !repeats || fits(&header.columns) {
        return header;
    }
    let first = header.columns[0].clone();
    let mut groups: Vec<&[String]> = Vec::new();
    let mut start = 0;
    for i in 1..=header.columns.len() {
        if i == header.columns.len() || header.columns[i] == first {
            groups.push(&header.columns[start..i]);
            start = i;
        }
    }
    let Some(longest) = groups.iter().max_by_key(|g| g.len()) else { return header };
    let mut columns = Vec::new();
    let mut place = 0;
    for (i, fraction) in fractions.iter().enumerate() {
        // An amount starts a group.
        place = if !fraction || i == 0 { 0 } else { place + 1 };
        match longest.get(place) {
            Some(heading) => columns.push(heading.clone()),
            None => return header,
        }
    }
    if fits(&columns) {
        header.columns = columns;
    }
    header
}

impl Table {
    pub(crate) fn observations(
        &self,
        lines: &[(u32, &str)],
        section: &Section,
        registry: &Registry,
    ) -> Vec<Observation> {
        let pattern = self.rows[0].row.pattern();
        let ranked = is_ranked(&self.rows);
        let alternating = alternates(&pattern, ranked);
        let fractions = fractions(&self.rows, ranked);
        let groups = self.groups();
        let mut above: Vec<(usize, String)> = Vec::new();
        let mut found = Vec::new();
        for table_row in &self.rows {
            let (start, text) = lines[table_row.line];
            let code_point = |byte: usize| start + u32::try_from(text[..byte].chars().count()).unwrap_or(u32::MAX);
            let mut label = String::new();
            // Places among all columns behind the label, and among those of numbers.
            let (mut column, mut number) = (0, 0);
            let mut rank = None;
            for (place, cell) in table_row.row.cells.iter().enumerate() {
                let (value, range) = match cell {
                    Cell::Text(words) => {
                        if label.is_empty() || alternating {
                            label.clone_from(words);
                            if !alternating {
                                above.retain(|(depth, _)| *depth < table_row.row.depth);
                                above.push((table_row.row.depth, label.clone()));
                            }
                        } else {
                            column += 1;
                        }
                        continue;
                    }
                    Cell::Number(value, range) => (*value, range.clone()),
                };
                if ranked && place == 0 {
                    rank = value.try_into().ok();
                    continue;
                }
                let heading = self.header.columns.get(column).cloned();
                let month = heading.as_deref().and_then(period::months);
                let unit = self.unit(number, heading.as_deref(), fractions.get(number) == Some(&true));
                let (item, area) = self.item(&label, &above, alternating, registry);
                let period = self.period(table_row, &label, month, groups.get(column).copied().flatten());
                let is_time = period::year(&label).is_some() || period::months(&label).is_some();
                let measure = match (&heading, month) {
                    (_, Some(_)) => self.title.clone(),
                    (Some(heading), None) => heading.clone(),
                    (None, None) => format!("{}", number + 1),
                };
                found.push(Observation {
                    table: line_number(self.rows[0].line),
                    title: self.title.clone(),
                    source: self
                        .source
                        .clone()
                        .or_else(|| section.context.publisher.as_ref().map(|p| p.as_str().to_owned())),
                    section: section.path.clone(),
                    measure,
                    unit: unit.map(|u| u.text.clone()),
                    multiplier: unit.map_or(Decimal::ONE, |u| u.multiplier),
                    currency: unit.and_then(|u| u.currency.clone()),
                    area: area.or_else(|| section.context.country.clone()),
                    item: if is_time { Vec::new() } else { item },
                    period,
                    rank,
                    value,
                    line: line_number(table_row.line),
                    start: code_point(range.start),
                    end: code_point(range.end),
                    quote: text[range].to_owned(),
                });
                column += 1;
                number += 1;
            }
        }
        found
    }

    /// The unit of a column: units are as many as columns, or one is for rates and one for amounts.
    fn unit(&self, column: usize, heading: Option<&str>, fraction: bool) -> Option<&Unit> {
        let columns = self.rows[0].row.numbers() - usize::from(is_ranked(&self.rows));
        if self.units.len() == columns {
            return self.units.get(column);
        }
        let rate = heading.map_or(fraction, is_rate);
        self.units
            .iter()
            .find(|u| u.is_rate() == rate)
            .or_else(|| self.units.first().filter(|u| self.units.len() == 1 && !u.is_rate()))
    }

    /// What a row is of, and the country that it names.
    fn item(
        &self,
        label: &str,
        above: &[(usize, String)],
        alternating: bool,
        registry: &Registry,
    ) -> (Vec<String>, Option<String>) {
        let code = |name: &str| registry.country_named(name).and_then(|c| c.country.clone());
        if alternating {
            return (vec![label.to_owned()], code(label));
        }
        // Name and country in one cell: "가온 일본".
        if self.header.labels.iter().any(|l| l.starts_with("국가"))
            && let Some((name, country)) = label.rsplit_once(' ')
            && let Some(area) = code(country)
        {
            return (vec![name.to_owned()], Some(area));
        }
        (above.iter().map(|(_, l)| l.clone()).collect(), code(label))
    }

    /// The period of a value: of its column, its row, or the line above the row.
    fn period(
        &self,
        row: &TableRow,
        label: &str,
        month: Option<period::Month>,
        of_group: Option<&str>,
    ) -> Option<String> {
        let year = period::year(label);
        let group = row.group.as_deref().and_then(period::year);
        match (year, month, period::months(label), group) {
            (Some(year), Some(month), ..) => Some(month.of_year(year)),
            (Some(year), None, ..) => Some(format!("{year:04}")),
            (None, None, Some(month), Some(year)) => Some(month.of_year(year)),
            _ => of_group.map(str::to_owned).or_else(|| self.year_of_title()),
        }
    }

    /// The year that the title gives, if it gives just one.
    fn year_of_title(&self) -> Option<String> {
        match date::years(&self.title).as_slice() {
            [one] if one.from == one.to => Some(format!("{:04}", one.from)),
            _ => None,
        }
    }

    /// For each column the period of the group that it is in: groups start where the first heading comes again.
    fn groups(&self) -> Vec<Option<&str>> {
        let columns = &self.header.columns;
        let starts = columns.iter().filter(|c| Some(*c) == columns.first()).count();
        if self.header.periods.is_empty() || starts != self.header.periods.len() {
            return vec![None; columns.len()];
        }
        let mut group = 0;
        columns
            .iter()
            .enumerate()
            .map(|(i, c)| {
                group += usize::from(i > 0 && Some(c) == columns.first());
                self.header.periods.get(group).map(String::as_str)
            })
            .collect()
    }
}

fn line_number(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}
