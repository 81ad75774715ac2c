//! Lines of one section to blocks.

use crate::context::SourceLine;
use crate::cut_number;
use crate::heads;
use crate::join::{self, Words};
use crate::lines::Line;
use crate::long_text;
use crate::marker::{self, Kind};
use crate::preamble;
use crate::setting::{self, Setting};
use crate::table;
use policygraph_korean::date;
use policygraph_model::{Block, BlockKind, Table, Text};

/// The blocks of a section, and what its source lines say.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub blocks: Vec<Block>,
    pub tables: Vec<Table>,
    pub sources: Vec<SourceLine>,
}

/// Builds the blocks of a section from its lines.
pub(crate) fn build<'a>(lines: &'a [Line], words: &'a Words<'a>, setting: Setting) -> Content {
    let mut builder = Builder {
        words,
        setting,
        indent: 0,
        skip_to: 0,
        content: Content::default(),
        open: None,
        kinds: Vec::new(),
        column: 0,
        names_organization: false,
    };
    let column = join::column(lines);
    let marked: Vec<bool> = lines.iter().map(|l| marker::read(l.as_str()).is_some()).collect();
    let mut grids = table::find(lines, setting).into_iter().peekable();
    for (i, line) in lines.iter().enumerate() {
        if let Some(grid) = grids.next_if(|g| g.lines.start == i) {
            builder.table(grid.cells, grid.columns, grid.unit);
            builder.skip_to = grid.lines.end;
        }
        if i < builder.skip_to {
            continue;
        }
        builder.names_organization = names_organization(lines, i, words);
        builder.column = column.min(local_column(lines, &marked, i, column).unwrap_or(column));
        builder.line(line);
    }
    builder.close();
    builder.content
}

/// Whether a line, or it with the next, is in whole the name of an organization: the head of a table row.
fn names_organization(lines: &[Line], i: usize, words: &Words<'_>) -> bool {
    let line = lines[i].as_str();
    if lines[i].width > 2 * LONGEST_NAME {
        return false;
    }
    let with_next = || {
        let next = lines.get(i + 1).filter(|n| lines[i].width + n.width <= 2 * LONGEST_NAME)?;
        let joined = format!("{line}{}", next.as_str());
        (marker::read(next.as_str()).is_none() && joined.chars().count() >= 4).then_some(joined)
    };
    words.is_organization(line) || with_next().is_some_and(|joined| words.is_organization(&joined))
}

/// Marks that open an item, or part those of a list within a line.
const TRIANGLES: [char; 3] = ['△', '▲', '▷'];

/// Most characters of a name broken over two lines of a cell.
const LONGEST_NAME: usize = 20;

/// The column of a run of unmarked lines that is clearly narrower than the section: a table cell.
fn local_column(lines: &[Line], marked: &[bool], i: usize, column: usize) -> Option<usize> {
    let unmarked = |&i: &usize| !marked[i];
    let before = (0..i).rev().take(6).take_while(unmarked);
    let after = (i..lines.len()).take(6).take_while(unmarked);
    let widths = before.chain(after).map(|i| lines[i].width);
    let (count, widest) = widths.fold((0, 0), |(count, widest), width| (count + 1, widest.max(width)));
    (count >= 4 && widest * 10 < column * 7).then_some(widest)
}

/// What the block that is being filled is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Block(BlockKind, u8),
    /// A caption whose closing bracket has not come.
    Caption,
    /// A source line whose addresses may follow.
    Source,
}

struct Builder<'a> {
    words: &'a Words<'a>,
    setting: Setting,
    /// Columns of blanks before the marker of the open block.
    indent: usize,
    /// The first line behind the table that was read last.
    skip_to: usize,
    content: Content,
    open: Option<(Open, Text, &'a Line)>,
    /// Marker kinds in the order in which they nest here: the place of a kind is its depth.
    kinds: Vec<Kind>,
    column: usize,
    /// Whether the line at hand is the name of an organization and nothing else.
    names_organization: bool,
}

impl<'a> Builder<'a> {
    fn line(&mut self, line: &'a Line) {
        let text = line.as_str();
        let cut = self.open.as_ref().is_some_and(|(open, block, _)| {
            matches!(open, Open::Block(..)) && !self.setting.whole && cut_number::goes_on(block.as_str(), text)
        });
        if cut {
            self.extend(line);
            return;
        }
        if !self.setting.parts && self.stands_beside(line) {
            return;
        }
        if let Some(source) = SourceLine::read(&line.text) {
            self.close();
            if source.is_figure {
                self.start(Open::Block(BlockKind::Source, 0), source.rest, line);
            } else {
                self.content.sources.push(source);
                self.start(Open::Source, Text::default(), line);
            }
            return;
        }
        if self.address(line) {
            return;
        }
        if matches!(self.open, Some((Open::Caption, ..))) {
            self.extend(line);
            if text.contains(['>', '＞']) {
                self.close();
            }
            return;
        }
        if text.starts_with(['<', '＜']) && !text.contains("보고서") {
            self.close();
            // "<표 3> 사업 현황" is whole, but in a bulletin a caption may go on.
            let closed = text.ends_with(['>', '＞']) || (!self.setting.parts && text.contains(['>', '＞']));
            let open = if closed { Open::Block(BlockKind::Caption, 0) } else { Open::Caption };
            self.start(open, line.text.clone(), line);
            if closed {
                self.close();
            }
            return;
        }
        if let Some(marker) = marker::read(text) {
            // A list of △ that started inside the block above goes on.
            let goes_on = marker.kind == Kind::Triangle
                && self.open.as_ref().is_some_and(|(open, block, _)| {
                    let inside = block.as_str().trim_start_matches(TRIANGLES);
                    matches!(open, Open::Block(..)) && inside.contains(TRIANGLES)
                });
            if goes_on {
                self.extend(line);
                return;
            }
            self.close();
            let kind = match marker.kind {
                Kind::Note => BlockKind::Note,
                Kind::Star => BlockKind::Footnote,
                _ => BlockKind::Bullet,
            };
            let depth = self.depth(marker.kind);
            // Numbers count for the reader; symbols do not.
            let minus = marker.kind == Kind::Triangle && text.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
            let skip = if minus || matches!(marker.kind, Kind::Parenthesized | Kind::Circled | Kind::Arabic) {
                0
            } else {
                marker.len
            };
            self.start(Open::Block(kind, depth), line.text.slice(skip..text.len()), line);
            self.indent = line.indent;
            return;
        }
        match &self.open {
            Some((Open::Block(kind, _), block, previous)) if self.continues(*kind, block.as_str(), previous, line) => {
                self.extend(line);
            }
            _ => {
                self.close();
                let narrow = self.column < 40 || line.width * 2 < self.column;
                let cell = narrow && self.setting.wrapped && !setting::ends_sentence(text);
                let kind = if cell { BlockKind::Cell } else { BlockKind::Paragraph };
                self.start(Open::Block(kind, 0), line.text.clone(), line);
                self.indent = line.indent;
            }
        }
    }

    /// Takes what an article or press release has beside its text: date, whom to ask, who reports from where.
    fn stands_beside(&mut self, line: &'a Line) -> bool {
        let text = line.as_str();
        let form = preamble::is_form(text) && marker::read(text).is_none();
        let len = if form { text.len() } else { preamble::dateline_len(text).unwrap_or(0) };
        if len == 0 {
            return false;
        }
        self.close();
        self.start(Open::Block(BlockKind::Caption, 0), line.text.slice(0..text[..len].trim_end().len()), line);
        self.close();
        if len < text.len() {
            self.start(Open::Block(BlockKind::Paragraph, 0), line.text.slice(len..text.len()), line);
            self.indent = line.indent;
        }
        true
    }

    /// Takes an address under a source line, or the rest of one.
    fn address(&mut self, line: &'a Line) -> bool {
        let text = line.as_str();
        let is_address = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
        let Some(source) = self.content.sources.last_mut() else { return is_address };
        if is_address {
            source.urls.push(text.to_owned());
            self.close();
            self.open = Some((Open::Source, Text::default(), line));
            return true;
        }
        let goes_on = matches!(self.open, Some((Open::Source, ..)))
            && !text.contains(char::is_whitespace)
            && text.is_ascii()
            && !source.urls.is_empty();
        if goes_on && let Some(url) = source.urls.last_mut() {
            url.push_str(text);
        }
        goes_on
    }

    /// Whether an unmarked line continues the block above.
    fn continues(&self, kind: BlockKind, block: &str, previous: &Line, line: &Line) -> bool {
        let text = line.as_str();
        if self.setting.whole {
            return false;
        }
        // A source with its date is complete.
        if kind == BlockKind::Source && date::years(block).iter().any(|y| y.range.end < block.len()) {
            return false;
        }
        // An organization that fills its line is a cell of a table; its abbreviation may follow in brackets.
        let cell = matches!(kind, BlockKind::Cell | BlockKind::Paragraph);
        if cell {
            // Three bytes a syllable: what is longer is no name.
            if block.len() + text.len() <= 3 * LONGEST_NAME {
                let joined = format!("{block}{text}");
                if joined.chars().count() >= 4 && self.words.is_organization(&joined) {
                    return true;
                }
            }
            // A noun for a plan alone in its line ends the cell above.
            if self.words.is_class_word(text) {
                return true;
            }
            if block.len() <= 3 * LONGEST_NAME && self.words.is_organization(block) && !text.starts_with('(') {
                return false;
            }
        }
        if matches!(kind, BlockKind::Cell | BlockKind::Paragraph | BlockKind::Bullet)
            && self.names_organization
            && !join::unfinished(previous.as_str())
        {
            return false;
        }
        let unclosed = || block.matches(['(', '（']).count() > block.matches([')', '）']).count();
        // What hangs below the text of its marker belongs to it.
        let marked = matches!(kind, BlockKind::Bullet | BlockKind::Note | BlockKind::Footnote);
        if marked && line.indent >= 2 && line.indent > self.indent && line.cells.is_empty() {
            return true;
        }
        let ended = setting::ends_sentence(previous.as_str());
        if !self.setting.wrapped {
            let rest = !ended && line.gap == 0 && !text.starts_with(['<', '(']) && unclosed();
            return rest || self.setting.goes_on(previous, line);
        }
        // An empty line or an indented one opens a paragraph.
        if kind == BlockKind::Paragraph && ended && !self.setting.spaced && (line.gap > 0 || line.indent > self.indent)
        {
            return false;
        }
        let new_page = line.indented && !join::unfinished(previous.as_str());
        previous.trailing_blank
            || (join::is_full(previous, text, self.column) && !new_page)
            || (!text.starts_with(['<', '(']) && unclosed())
    }

    /// Adds the cells of a table, row by row.
    fn table(&mut self, cells: Vec<Text>, columns: usize, unit: Option<Text>) {
        self.close();
        let first = self.content.blocks.len();
        let rows = cells.len() / columns.max(1);
        let heads = heads::columns(cells.iter().take(columns).map(Text::as_str));
        let cell = |text| Block { kind: BlockKind::Cell, depth: 0, text };
        self.content.blocks.extend(cells.into_iter().map(cell));
        self.content.tables.push(Table { first, columns, rows, heads, unit });
    }

    fn depth(&mut self, kind: Kind) -> u8 {
        let depth = self.kinds.iter().position(|&k| k == kind).unwrap_or_else(|| {
            self.kinds.push(kind);
            self.kinds.len() - 1
        });
        u8::try_from(depth).unwrap_or(u8::MAX)
    }

    fn start(&mut self, open: Open, text: Text, line: &'a Line) {
        self.open = Some((open, text, line));
    }

    fn extend(&mut self, line: &'a Line) {
        if let Some((_, text, previous)) = &mut self.open {
            join::append(text, previous, &line.text, self.words);
            *previous = line;
        }
    }

    fn close(&mut self) {
        let Some((open, text, _)) = self.open.take() else { return };
        let (kind, depth) = match open {
            Open::Block(kind, depth) => (kind, depth),
            Open::Caption => (BlockKind::Caption, 0),
            Open::Source => return,
        };
        let block = |text| Block { kind, depth, text };
        self.content.blocks.extend(long_text::parts(text).into_iter().map(block));
    }
}
