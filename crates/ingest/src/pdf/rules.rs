//! The straight lines that pages draw, from what `pdftocairo -svg` writes: strokes, thin filled boxes, and the edges of boxes that are filled or framed.

use super::boxes::{Page, Turn, Word};
use super::process;
use crate::IngestError;
use roxmltree::{Document, Node, ParsingOptions};
use std::time::{Duration, Instant};

/// How long all pages may take together. Tables are also found without their lines, so that what takes longer is given up.
const SECONDS: u64 = 60;
/// The most bytes of lines and shapes that are read at once: a page that draws more is a map or a chart.
const MOST_DRAWN: usize = 48 << 20;
/// How many pages are drawn at once, and how many without tables among them rather than to start again.
const LONGEST: u32 = 64;
const LARGEST_GAP: u32 = 4;
/// A filled box up to this thick is a line, as many programs draw them; and a line that leans by less than this is straight. In points.
const THICKEST: f32 = 3.0;
const LEAN: f32 = 0.7;
/// Lines that are this near are one: the sides of cells that are framed one by one, double lines, dashes.
pub(super) const NEAR: f32 = 3.5;
/// The shortest line that bounds a cell.
const SHORTEST: f32 = 6.0;
/// More lines than this are a drawing.
const MOST_LINES: usize = 20_000;

/// A line across a page or down it. Lengths are in points, from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Its distance from the top if it goes across, from the left if it goes down.
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

/// The lines of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rules {
    pub across: Vec<Rule>,
    pub down: Vec<Rule>,
}

/// The lines of each page, and the pages of which they cannot be had.
pub(super) fn read(bytes: &[u8], pages: &[Page]) -> (Vec<Rules>, Vec<u32>) {
    let mut rules = vec![Rules::default(); pages.len()];
    let mut undrawn = Vec::new();
    let end = Instant::now() + Duration::from_secs(SECONDS);
    let mut runs = runs(pages);
    runs.reverse();
    while let Some((first, last)) = runs.pop() {
        let left = end.saturating_duration_since(Instant::now()).as_secs();
        match drawn(bytes, first, last, left) {
            Drawn::Pages(drawn) => {
                let run = first as usize - 1..last as usize;
                let pages = pages[run.clone()].iter().zip(&mut rules[run]);
                pages.zip(drawn).for_each(|((page, rules), drawn)| *rules = drawn.upright(page));
            }
            Drawn::TooLarge if first < last => {
                let middle = u32::midpoint(first, last);
                runs.extend([(middle + 1, last), (first, middle)]);
            }
            Drawn::TooLarge => undrawn.push(first),
            // What cannot be drawn once cannot be drawn again, or there is no time for it.
            Drawn::Not => {
                runs.push((first, last));
                undrawn.extend(runs.drain(..).rev().flat_map(|(first, last)| first..=last));
            }
        }
    }
    (rules, undrawn)
}

/// Runs of pages, from first to last, in which tables may be. Pages that are pictures would only take time.
fn runs(pages: &[Page]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages.iter().filter(|p| !p.recognized && may_have_table(p)) {
        match runs
            .last_mut()
            .filter(|(first, last)| page.number - *last <= LARGEST_GAP && page.number - *first < LONGEST)
        {
            Some((_, last)) => *last = page.number,
            None => runs.push((page.number, page.number)),
        }
    }
    runs
}

/// Whether words stand apart in two rows of a page: without that it has no table, and its lines need not be known.
fn may_have_table(page: &Page) -> bool {
    let mut words: Vec<&Word> = page.words.iter().collect();
    words.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let apart = |pair: &&[&Word]| {
        let (left, right) = if pair[0].left < pair[1].left { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
        (left.middle() - right.middle()).abs() < 0.5 * left.em() && right.left - left.right > left.em()
    };
    words.windows(2).filter(apart).nth(1).is_some()
}

/// What became of drawing pages.
enum Drawn {
    Pages(Vec<Rules>),
    TooLarge,
    Not,
}

/// What the pages between these two draw.
fn drawn(bytes: &[u8], first: u32, last: u32, seconds: u64) -> Drawn {
    let command = format!("pdftocairo -svg -origpagesizes -f {first} -l {last} - -");
    let said = match process::run(&command, bytes, seconds) {
        Ok(said) if said.status.success() => said,
        Err(IngestError::TooLarge(_)) => return Drawn::TooLarge,
        _ => return Drawn::Not,
    };
    let Ok(svg) = String::from_utf8(said.out) else { return Drawn::Not };
    let svg = shapes(&svg);
    if svg.len() > MOST_DRAWN {
        return Drawn::TooLarge;
    }
    let rules = of_svg(&svg).filter(|rules| rules.len() == (last - first + 1) as usize);
    rules.map_or(Drawn::Not, Drawn::Pages)
}

/// A drawing without its letters and pictures, which are most of its bytes and stand on lines of their own.
fn shapes(svg: &str) -> String {
    svg.lines().filter(|l| !l.starts_with("<use ") && !l.starts_with("<image ")).collect::<Vec<_>>().join("\n")
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// The lines of each page of a drawing.
fn of_svg(svg: &str) -> Option<Vec<Rules>> {
    let options = ParsingOptions { nodes_limit: 1_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, options).ok()?;
    let pages: Vec<Node<'_, '_>> = document.descendants().filter(|n| is(*n, "page")).collect();
    let pages = if pages.is_empty() { vec![document.root_element()] } else { pages };
    Some(pages.into_iter().map(of_page).collect())
}

fn of_page(page: Node<'_, '_>) -> Rules {
    let mut rules = Rules::default();
    collect(page, Transform::NONE, &mut rules, 0);
    rules.joined()
}

/// How deep groups of a drawing are followed.
const DEEPEST: usize = 64;

fn collect(node: Node<'_, '_>, outer: Transform, rules: &mut Rules, depth: usize) {
    for child in node.children().filter(Node::is_element) {
        let transform = child.attribute("transform").and_then(Transform::parse).map_or(outer, |t| outer.of(t));
        match child.tag_name().name() {
            "path" => path(child, transform, rules),
            // What is defined is not shown by itself: letters, clips, patterns.
            "defs" | "symbol" | "clipPath" | "mask" | "pattern" => {}
            _ if depth < DEEPEST => collect(child, transform, rules, depth + 1),
            _ => {}
        }
    }
}

/// Whether a path has a property, in the form of older or newer drawings, and it is not `none`.
fn has(node: Node<'_, '_>, property: &str) -> bool {
    let style = node.attribute("style").unwrap_or_default().split(';').filter_map(|p| p.split_once(':'));
    let of_style = style.filter(|(name, _)| name.trim() == property).map(|(_, value)| value).next();
    of_style.or_else(|| node.attribute(property)).is_some_and(|value| value.trim() != "none")
}

/// Adds the lines of a path.
fn path(node: Node<'_, '_>, transform: Transform, rules: &mut Rules) {
    let stroked = has(node, "stroke");
    if !stroked && !has(node, "fill") {
        return;
    }
    for points in outlines(node.attribute("d").unwrap_or_default(), transform) {
        let side = |of: fn(&(f32, f32)) -> f32| {
            let values = || points.iter().map(|(point, _)| of(point));
            (values().fold(f32::MAX, f32::min), values().fold(f32::MIN, f32::max))
        };
        let ((left, right), (top, bottom)) = (side(|p| p.0), side(|p| p.1));
        match (right - left, bottom - top) {
            (width, height) if !stroked && height <= THICKEST && width > height => {
                rules.across.push(Rule { at: f32::midpoint(top, bottom), from: left, to: right });
            }
            (width, height) if !stroked && width <= THICKEST && height > width => {
                rules.down.push(Rule { at: f32::midpoint(left, right), from: top, to: bottom });
            }
            _ => points.windows(2).filter(|pair| pair[1].1).for_each(|pair| rules.line(pair[0].0, pair[1].0)),
        }
    }
}

/// The outlines of a path: points, each with whether a straight line leads to it.
fn outlines(path: &str, transform: Transform) -> Vec<Vec<((f32, f32), bool)>> {
    let mut out: Vec<Vec<((f32, f32), bool)>> = Vec::new();
    let mut words = path.split([' ', ',', '\n']).filter(|w| !w.is_empty());
    while let Some(word) = words.next() {
        let mut point = || Some(transform.at((words.next()?.parse().ok()?, words.next()?.parse().ok()?)));
        match (word, out.last_mut()) {
            ("M", _) => out.extend(point().map(|p| vec![(p, false)])),
            ("L", Some(outline)) => outline.extend(point().map(|p| (p, true))),
            ("C", Some(outline)) => {
                let (_, _) = (point(), point());
                outline.extend(point().map(|p| (p, false)));
            }
            ("Z", Some(outline)) => {
                let first = outline[0].0;
                outline.push((first, true));
            }
            _ => {}
        }
    }
    out
}

/// A change of coordinates, as SVG writes it.
#[derive(Debug, Clone, Copy)]
struct Transform([f32; 6]);

impl Transform {
    const NONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn parse(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix("matrix(")?.strip_suffix(')')?;
        let numbers: Vec<f32> = inner.split([',', ' ']).filter_map(|n| n.parse().ok()).collect();
        numbers.try_into().ok().map(Self)
    }

    fn at(self, (x, y): (f32, f32)) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// What is first changed by `inner`, then by this one.
    fn of(self, inner: Self) -> Self {
        let [a, b, c, d, ..] = self.0;
        let [ia, ib, ic, id, ie, if_] = inner.0;
        let (e, f) = self.at((ie, if_));
        Self([a * ia + c * ib, b * ia + d * ib, a * ic + c * id, b * ic + d * id, e, f])
    }
}

impl Rules {
    /// Adds a line, if it is straight.
    fn line(&mut self, a: (f32, f32), b: (f32, f32)) {
        if (a.1 - b.1).abs() < LEAN && (a.0 - b.0).abs() > LEAN {
            self.across.push(Rule { at: f32::midpoint(a.1, b.1), from: a.0.min(b.0), to: a.0.max(b.0) });
        } else if (a.0 - b.0).abs() < LEAN && (a.1 - b.1).abs() > LEAN {
            self.down.push(Rule { at: f32::midpoint(a.0, b.0), from: a.1.min(b.1), to: a.1.max(b.1) });
        }
    }

    /// The lines as they lie on the page once it is turned.
    fn upright(self, page: &Page) -> Self {
        // What went across goes down, counted from the other side of the page in one direction.
        let at = |rules: Vec<Rule>, side: f32| rules.into_iter().map(|r| Rule { at: side - r.at, ..r }).collect();
        let ends = |rules: Vec<Rule>, side: f32| {
            rules.into_iter().map(|r| Rule { from: side - r.to, to: side - r.from, ..r }).collect()
        };
        match page.turn {
            None => self,
            Some(Turn::Upwards) => Self { across: ends(self.down, page.width), down: at(self.across, page.width) },
            Some(Turn::Downwards) => Self { across: at(self.down, page.height), down: ends(self.across, page.height) },
        }
    }

    /// The lines with those that are near each other joined, without short ones.
    fn joined(self) -> Self {
        Self { across: joined(self.across), down: joined(self.down) }
    }
}

fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.retain(|r| r.at.is_finite() && r.from.is_finite() && r.to.is_finite());
    if rules.len() > MOST_LINES {
        return Vec::new();
    }
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::new();
    let mut rest = rules.as_slice();
    while let Some(first) = rest.first() {
        let (near, after) = rest.split_at(rest.partition_point(|r| r.at - first.at <= NEAR));
        let mut near = near.to_vec();
        near.sort_by(|a, b| a.from.total_cmp(&b.from));
        let at = f32::midpoint(first.at, near.iter().map(|r| r.at).fold(first.at, f32::max));
        let mut open: Option<Rule> = None;
        for rule in near {
            match open.as_mut().filter(|o| rule.from - o.to <= NEAR) {
                Some(open) => open.to = open.to.max(rule.to),
                None => out.extend(open.replace(Rule { at, ..rule })),
            }
        }
        out.extend(open);
        rest = after;
    }
    out.retain(|r| r.to - r.from >= SHORTEST);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str) -> Rules {
        of_svg(&format!(
            "<svg xmlns='http://www.w3.org/2000/svg'><defs><path fill='x' d='M 0 0 L 90 0 '/></defs>{body}</svg>"
        ))
        .unwrap()
        .remove(0)
    }

    #[test]
    fn lines_are_turned_with_their_page() {
        // A page of 595 by 842 points whose lines are read upwards: what is right of them stands below them.
        let (words, recognized) = (Vec::new(), false);
        let page = Page { number: 1, width: 842.0, height: 595.0, words, recognized, turn: Some(Turn::Upwards) };
        let right = Rules { across: Vec::new(), down: vec![Rule { at: 112.0, from: 400.0, to: 640.0 }] };
        let below = Rule { at: 112.0, from: 202.0, to: 442.0 };
        assert_eq!(right.upright(&page), Rules { across: vec![below], down: Vec::new() });
    }

    #[test]
    fn strokes_thin_boxes_and_frames_are_lines() {
        let stroke = of(
            "<path style='fill:none;stroke:rgb(0%,0%,0%);' d='M 10 -20 L 50 -20 ' transform='matrix(1,0,0,-1,0,100)'/>",
        );
        assert_eq!(stroke.across, [Rule { at: 120.0, from: 10.0, to: 50.0 }]);
        let thin = of("<path fill='rgb(0%,0%,0%)' d='M 10 20 L 11 20 L 11 90 L 10 90 Z M 10 20 '/>");
        assert_eq!((thin.across.len(), thin.down.as_slice()), (0, &[Rule { at: 10.5, from: 20.0, to: 90.0 }][..]));
        let frame = of(
            "<g transform='matrix(2,0,0,2,0,0)'><path style=' stroke:none;fill:red;' d='M 0 0 L 50 0 L 50 20 L 0 20 Z M 0 0 '/></g>",
        );
        assert_eq!(frame.across.iter().map(|r| (r.at, r.to)).collect::<Vec<_>>(), [(0.0, 100.0), (40.0, 100.0)]);
        assert_eq!(frame.down.len(), 2);
        assert_eq!(of("<path style='fill:none;stroke:none' d='M 0 0 L 50 0 '/>"), Rules::default());
    }

    #[test]
    fn letters_and_pictures_are_left_out() {
        let drawing = "<svg>\n<use xlink:href='#glyph-0-1' x='1'/>\n<image id='source-5' xlink:href='data:image/png;base64,AAAA'/>\n<path d='M 0 0 '/>\n</svg>";
        assert_eq!(shapes(drawing), "<svg>\n<path d='M 0 0 '/>\n</svg>");
    }

    #[test]
    fn dashes_and_sides_of_neighbours_are_one_line() {
        let dash = |n: usize| {
            format!("<path stroke='x' d='M {} 10 L {} {} '/>", 4 * n, 4 * n + 2, 10.0 + (n % 2) as f32 * 0.3)
        };
        let found = of(&(0..20).map(dash).collect::<String>());
        assert_eq!((found.across.len(), found.across[0].from, found.across[0].to), (1, 0.0, 78.0));
        let slant = of("<path stroke='x' d='M 0 0 L 50 20 '/>");
        assert_eq!(slant, Rules::default());
    }
}
