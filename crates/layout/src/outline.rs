//! The outline: parts, items, subitems, and the rows of news tables, as a tree.

use crate::blocks;
use crate::context;
use crate::join::{self, Words};
use crate::lines::Line;
use crate::marker::{self, Kind};
use crate::news;
use crate::preamble::Preamble;
use crate::setting::{self, Setting};
use crate::table;
use crate::topics::{self, Topic};
use policygraph_model::{Block, BlockKind, Context, CountrySource, Section, SectionKind, Text};
use policygraph_registry::Registry;

/// A heading is short: a line of running text with the same marker is not.
const LONGEST_HEADING: usize = 80;

/// The same for one that bullets follow, and that ends in no full stop: a headline of two clauses.
const LONGEST_HEADLINE: usize = 160;

/// The same for a bullet that opens with a country.
const LONGEST_TOPIC: usize = 120;

/// What headings of all levels need.
struct Outline<'a> {
    words: &'a Words<'a>,
    registry: &'a Registry,
    setting: Setting,
    /// Whether the document has parts, and so the outline of a bulletin.
    parts: bool,
}

/// Builds the tree of sections: of a bulletin with parts, or of a text with a headline, items or nothing of either.
pub(crate) fn build(
    lines: &[Line],
    preamble: &Preamble,
    setting: Setting,
    words: &Words<'_>,
    registry: &Registry,
) -> Vec<Section> {
    let parts = headings(lines, Kind::Roman, Start::Any);
    let outline = Outline { words, registry, setting, parts: !parts.is_empty() };
    let first = parts.first().map_or(lines.len(), |h| h.line);
    let mut sections = Vec::new();
    if parts.is_empty() {
        return outline.text(lines, preamble);
    }
    sections.extend(outline.front(&lines[..first]));
    for (i, heading) in parts.iter().enumerate() {
        let end = parts.get(i + 1).map_or(lines.len(), |next| next.line);
        outline.part(heading, &lines[heading.line], &lines[heading.line + 1..end], &mut sections);
    }
    sections
}

impl Outline<'_> {
    /// The sections of a text without parts: its headline is the title of what stands before its items, and what the
    /// headline says of the country holds for all.
    fn text(&self, lines: &[Line], preamble: &Preamble) -> Vec<Section> {
        // "(프랑스) …" before "(인도) …": the first of several topics is no headline of them all.
        let headline = preamble.headline.clone().filter(|h| !self.opens_topics(&lines[h.start..]));
        let body = if headline.is_some() { None } else { preamble.headline.as_ref().map(|h| h.start) };
        let title = headline.map(|h| self.title(&lines[h])).unwrap_or_default();
        let context = self.context(&title, &Context::default());
        let (own, children) = self.items(&lines[body.unwrap_or(preamble.body)..], &context, "");
        let mut front = section(SectionKind::Front, String::new(), "front", title, context);
        self.fill(&mut front, own);
        let mut above: Vec<Block> = Vec::new();
        let mut add = |kind, text| above.push(Block { kind, depth: 0, text });
        lines[preamble.form.clone()].iter().for_each(|l| add(BlockKind::Caption, l.text.clone()));
        preamble.subtitles.iter().for_each(|t| add(BlockKind::Paragraph, t.clone()));
        front.tables.iter_mut().for_each(|table| table.first += above.len());
        front.blocks.splice(0..0, above);
        let is_empty = front.blocks.is_empty() && front.title.is_empty();
        (!is_empty).then_some(front).into_iter().chain(children).collect()
    }

    /// Whether the first of these lines, and another one, opens with a country in brackets.
    fn opens_topics(&self, lines: &[Line]) -> bool {
        let bracket = |l: &Line| {
            let s = l.as_str();
            context::opening_bracket(s).is_some_and(|r| self.registry.country_named(&s[r]).is_some())
        };
        lines.first().is_some_and(bracket) && lines[1..].iter().any(bracket)
    }

    /// A heading on one line or two, without the label that some texts put before it: "[이슈브리프] …", "제목 : …".
    fn title(&self, lines: &[Line]) -> Text {
        let title = join::all(lines, self.words);
        let s = title.as_str();
        let place = |name: &str| self.registry.country_named(name).is_some() || context::is_group(name);
        let label = context::opening_bracket(s).filter(|r| !place(&s[r.clone()]));
        let rest = label.filter(|_| s.starts_with(['[', '【', '<'])).and_then(|r| {
            let after = &s[r.end..];
            let rest = after[after.chars().next().map_or(0, char::len_utf8)..].trim_start();
            (!rest.is_empty()).then_some(s.len() - rest.len())
        });
        let named = || {
            let rest = s.strip_prefix("제목")?.trim_start().strip_prefix(':')?.trim_start();
            Some(s.len() - rest.len())
        };
        title.slice(rest.or_else(named).unwrap_or(0)..s.len())
    }

    fn front(&self, lines: &[Line]) -> Option<Section> {
        (!lines.is_empty()).then(|| {
            let mut section = section(SectionKind::Front, String::new(), "front", Text::default(), Context::default());
            self.fill(&mut section, lines);
            section
        })
    }

    /// Adds a part. "Ⅱ 동향(2) : ICT" after "Ⅱ 동향(1) : 과학" is the second division of one part.
    fn part(&self, heading: &Heading, line: &Line, body: &[Line], sections: &mut Vec<Section>) {
        let title = line.text.slice(heading.title_at..line.as_str().len());
        let first = line.as_str().chars().next().filter(|c| !c.is_ascii());
        let number = first.map_or_else(|| number(line.as_str()), String::from);
        let Some((name, division, subject)) = division(&title) else {
            let mut part = section(SectionKind::Part, number.clone(), &number, title, Context::default());
            part.context = self.context(&part.title, &Context::default());
            let (own, children) = self.items(body, &part.context, &part.path);
            self.fill(&mut part, own);
            part.children = children;
            sections.push(part);
            return;
        };
        if sections.last().is_none_or(|s| s.number != number) {
            sections.push(section(SectionKind::Part, number.clone(), &number, name, Context::default()));
        }
        let Some(part) = sections.last_mut() else { return };
        let path = format!("{}/({division})", part.path);
        let mut section = section(SectionKind::Item, format!("({division})"), &path, subject, Context::default());
        section.context = self.context(&section.title, &Context::default());
        let (own, children) = self.items(body, &section.context, &path);
        self.fill(&mut section, own);
        section.children = children;
        part.children.push(section);
    }

    /// The items of a part: their marker is ① or 1., whichever comes first.
    fn items<'l>(&self, lines: &'l [Line], context: &Context, path: &str) -> (&'l [Line], Vec<Section>) {
        let kind = lines.iter().find_map(|l| {
            marker::read(l.as_str()).map(|m| m.kind).filter(|k| matches!(k, Kind::Circled | Kind::Arabic))
        });
        // A text that starts in the middle of an outline starts with any number; one without items may have subitems.
        let first = lines.first().and_then(|l| marker::read(l.as_str())).map(|m| m.kind);
        let start = if !self.parts && kind.is_some() && first == kind { Start::Any } else { Start::One };
        let nested = |k: Kind| !self.parts && below_bullets(lines, k);
        let Some(kind) = kind.filter(|&k| !nested(k) && !headings(lines, k, start).is_empty()) else {
            return match first_kind(lines, Kind::Letter).filter(|&k| !self.parts && !nested(k)) {
                Some(kind) => self.level(lines, (kind, Start::One), SectionKind::Item, context, path, Self::inner),
                None => self.topics(lines, context, path).unwrap_or((lines, Vec::new())),
            };
        };
        self.level(lines, (kind, start), SectionKind::Item, context, path, |this, body, context, path| {
            if let Some(table) = news::read(body, this.words, this.registry) {
                let rows = this.rows(body, &table, context, path);
                return (&body[table.before], rows);
            }
            if !headings(body, Kind::Decimal, Start::One).is_empty() {
                return this.level(body, (Kind::Decimal, Start::One), SectionKind::Subitem, context, path, Self::inner);
            }
            if headings(body, Kind::Letter, Start::One).is_empty() {
                return this.inner(body, context, path);
            }
            this.level(body, (Kind::Letter, Start::One), SectionKind::Subitem, context, path, Self::inner)
        })
    }

    /// What a section holds whose headings are read already: bullets of countries, or running text.
    fn inner<'l>(&self, lines: &'l [Line], context: &Context, path: &str) -> (&'l [Line], Vec<Section>) {
        self.topics(lines, context, path).unwrap_or((lines, Vec::new()))
    }

    /// The sections that bullets with a country in brackets open.
    fn topics<'l>(&self, lines: &'l [Line], context: &Context, path: &str) -> Option<(&'l [Line], Vec<Section>)> {
        if self.parts {
            return None;
        }
        let mut topics = topics::marked_down(lines);
        if topics.is_empty() {
            topics = topics::find(lines, self.registry);
        }
        let first = topics.first()?.line;
        let mut sections = Vec::new();
        for (i, topic) in topics.iter().enumerate() {
            let end = topics.get(i + 1).map_or(lines.len(), |next| next.line);
            let path = if path.is_empty() { (i + 1).to_string() } else { format!("{path}/{}", i + 1) };
            sections.push(self.topic(topic, &lines[topic.line..end], context, &path, i + 1));
        }
        Some((&lines[..first], sections))
    }

    fn topic(&self, topic: &Topic, lines: &[Line], parent: &Context, path: &str, number: usize) -> Section {
        let line = &lines[0];
        let text = line.text.slice(topic.text_at..line.as_str().len());
        let s = text.as_str();
        // A whole sentence is no heading: its country is, and the rest is text.
        let whole = context::opening_bracket(s).filter(|r| s[r.end..].chars().count() == 1);
        let sentence = line.width > LONGEST_TOPIC || setting::ends_sentence(s) || lines.len() == 1;
        let bracket = context::opening_bracket(s).filter(|_| sentence);
        let bracket_end = bracket.clone().map(|r| r.end + s[r.end..].chars().next().map_or(0, char::len_utf8));
        let rest = bracket_end.map(|at| s.len() - s[at..].trim_start().len()).filter(|&at| at < s.len());
        let (title, body) = match (bracket, rest) {
            (Some(bracket), Some(rest)) => {
                let mut first = line.clone();
                first.text = text.slice(rest..s.len());
                // What is left of the line is one cell.
                first.cells = std::iter::once(0..first.as_str().len()).collect();
                (text.slice(bracket), std::iter::once(first).chain(lines[1..].iter().cloned()).collect())
            }
            _ if whole.is_some() => (text.slice(whole.unwrap_or(0..s.len())), lines[1..].to_vec()),
            _ if sentence && line.heading == 0 => (Text::default(), lines.to_vec()),
            _ => (text.clone(), lines[1..].to_vec()),
        };
        // A bullet of the kind that names no country is about none, or about that of the text.
        let context = self.context(&text, parent);
        let mut section = section(SectionKind::Item, number.to_string(), path, title, context);
        self.fill(&mut section, &body);
        section
    }

    fn level<'l>(
        &self,
        lines: &'l [Line],
        (kind, start): (Kind, Start),
        section_kind: SectionKind,
        context: &Context,
        path: &str,
        inner: impl Fn(&Self, &'l [Line], &Context, &str) -> (&'l [Line], Vec<Section>),
    ) -> (&'l [Line], Vec<Section>) {
        let headings = headings(lines, kind, start);
        let first = headings.first().map_or(lines.len(), |h| h.line);
        let mut sections = Vec::new();
        for (i, heading) in headings.iter().enumerate() {
            let line = &lines[heading.line];
            let end = headings.get(i + 1).map_or(lines.len(), |next| next.line);
            let number = number(line.as_str());
            let path = if path.is_empty() { number.clone() } else { format!("{path}/{number}") };
            let title = line.text.slice(heading.title_at..line.as_str().len());
            let context = self.context(&title, context);
            let mut section = section(section_kind, number, &path, title, context);
            let (own, mut children) = inner(self, &lines[heading.line + 1..end], &section.context, &path);
            self.fill(&mut section, own);
            if section_kind == SectionKind::Item {
                take_source(&mut section, &mut children);
            }
            section.children = children;
            sections.push(section);
        }
        (&lines[..first], sections)
    }

    fn rows(&self, lines: &[Line], table: &news::Table, context: &Context, path: &str) -> Vec<Section> {
        let mut sections = Vec::new();
        for (i, row) in table.rows.iter().enumerate() {
            let number = (i + 1).to_string();
            let mut context = context.clone();
            if let Some((country, text)) = row.label.as_ref().and_then(|l| context::country(l, self.registry)) {
                context.country = Some(country);
                context.country_text = Some(text);
            }
            context.label.clone_from(&row.label);
            context.publisher.clone_from(&row.publisher);
            context.date.clone_from(&row.date);
            let mut section =
                section(SectionKind::News, number.clone(), &format!("{path}/{number}"), row.title.clone(), context);
            let body: Vec<Line> = row.summary.iter().map(|&l| lines[l].clone()).collect();
            section.blocks = blocks::build(&body, self.words, self.setting).blocks;
            sections.push(section);
        }
        sections
    }

    /// The context of a section below `parent`: its own country if the title names one.
    fn context(&self, title: &Text, parent: &Context) -> Context {
        let mut context = Context {
            country: parent.country.clone(),
            country_text: parent.country_text.clone(),
            country_source: if self.parts { CountrySource::Outline } else { CountrySource::Headline },
            ..Context::default()
        };
        let read = if self.parts { context::country } else { context::of_headline };
        if let Some((country, text)) = read(title, self.registry) {
            context.country = Some(country);
            context.country_text = Some(text);
        }
        context
    }

    fn fill(&self, section: &mut Section, lines: &[Line]) {
        let content = blocks::build(lines, self.words, self.setting);
        section.blocks = content.blocks;
        section.tables = content.tables;
        // "1. 사업 현황 (단위: 억 원)": the unit may stand in the heading.
        let unit = table::unit(&section.title);
        section.tables.iter_mut().for_each(|t| t.unit = t.unit.take().or_else(|| unit.clone()));
        for source in content.sources {
            section.context.publisher = section.context.publisher.take().or(source.publisher);
            section.context.date = section.context.date.take().or(source.date);
            section.context.urls.extend(source.urls);
        }
    }
}

fn section(kind: SectionKind, number: String, path: &str, title: Text, context: Context) -> Section {
    Section {
        kind,
        number,
        path: path.to_owned(),
        title,
        context,
        blocks: Vec::new(),
        tables: Vec::new(),
        children: Vec::new(),
    }
}

/// The source line at the end of an item stands in its last subitem, but is about the whole.
fn take_source(item: &mut Section, children: &mut [Section]) {
    let last = children.last_mut().filter(|c| c.kind == SectionKind::Subitem);
    if let Some(last) = last.filter(|_| item.context.publisher.is_none()) {
        item.context.publisher = last.context.publisher.take();
        item.context.date = last.context.date.take();
        item.context.urls = std::mem::take(&mut last.context.urls);
    }
}

/// The number of a heading as it is printed, without dot.
fn number(line: &str) -> String {
    line.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// Whether numbers of this kind count within bullets, as a press release does: "□ … ① … ② …".
fn below_bullets(lines: &[Line], kind: Kind) -> bool {
    let kinds = lines.iter().filter_map(|l| marker::read(l.as_str())).map(|m| m.kind);
    kinds.take_while(|&k| k != kind).any(|k| matches!(k, Kind::Square | Kind::Circle))
}

/// This kind of marker, if a line has it.
fn first_kind(lines: &[Line], kind: Kind) -> Option<Kind> {
    lines.iter().filter_map(|l| marker::read(l.as_str())).map(|m| m.kind).find(|&k| k == kind)
}

/// A line that opens a section.
struct Heading {
    line: usize,
    title_at: usize,
}

/// With which number a level may start.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    One,
    Any,
}

/// The lines that open the sections of a level: the marker with the expected number, on a short line.
fn headings(lines: &[Line], kind: Kind, start: Start) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut last: Option<u32> = None;
    for (i, line) in lines.iter().enumerate() {
        let Some(marker) = marker::read(line.as_str()).filter(|m| m.kind == kind) else { continue };
        let expected = match last {
            None => start == Start::Any || marker.number == 1,
            // A part may come in several divisions under one number.
            Some(n) => marker.number == n + 1 || (kind == Kind::Roman && marker.number >= n),
        };
        let headline = || {
            let next = lines.get(i + 1).and_then(|next| marker::read(next.as_str()));
            let followed = next.is_some_and(|next| next.kind != kind);
            let item = matches!(kind, Kind::Arabic | Kind::Circled);
            item && line.width <= LONGEST_HEADLINE && followed && !setting::ends_sentence(line.as_str())
        };
        if expected && (line.width <= LONGEST_HEADING || headline()) {
            last = Some(marker.number);
            found.push(Heading { line: i, title_at: marker.len });
        }
    }
    found
}

/// Splits "주요 동향(2) : ICT" into name, number and subject.
fn division(title: &Text) -> Option<(Text, u32, Text)> {
    let s = title.as_str();
    let open = s.find('(')?;
    let close = open + s[open..].find(')')?;
    let number = s[open + 1..close].trim().parse().ok()?;
    let after = s[close + 1..].trim_start().strip_prefix([':', '：'])?.trim_start();
    let name = s[..open].trim_end();
    Some((title.slice(0..name.len()), number, title.slice(s.len() - after.len()..s.len())))
}
