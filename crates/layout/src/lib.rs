//! From the bytes of any text to a [`Document`]: encoding, lines, outline and tables.
//!
//! Only reading can fail ([`read`]). Text can be odd but not wrong: [`lay_out`] always returns a tree, and notes what
//! it could not place.
//!
//! ```
//! use policygraph_layout::{Damage, lay_out, read};
//! use policygraph_registry::Registry;
//! let text = "Ⅰ 동향\n1. 미국, 연구 전략 발표\n○ 계획을 수립\n출처 : 과학일보 (2020.1.2.)\n";
//! let document = lay_out("a.txt", &read(text.as_bytes(), Damage::Noted).unwrap(), &Registry::builtin());
//! let item = &document.sections[0].children[0];
//! assert_eq!(item.title.as_str(), "미국, 연구 전략 발표");
//! assert_eq!(item.context.country.as_deref(), Some("US"));
//! assert_eq!(item.context.date.as_deref(), Some("2020-01-02"));
//! ```

mod blocks;
mod characters;
mod context;
mod cut_number;
mod heads;
mod inference;
mod join;
mod lines;
mod long_section;
mod long_text;
mod marker;
mod news;
mod outline;
mod preamble;
mod reading;
mod setting;
mod table;
mod topics;

pub use reading::{Damage, Decoded, ReadError, digest, read};

use policygraph_model::{Document, Section, SectionKind, Source, Text};
use policygraph_registry::Registry;
use setting::Setting;

/// Lays a decoded text out as a tree of sections.
#[must_use]
pub fn lay_out(name: &str, decoded: &Decoded, registry: &Registry) -> Document {
    let source = Source::new(decoded.text.clone());
    let notes = decoded.notes.clone();
    let read = lines::read(&source);
    let words = join::Words::new(&read, decoded.paragraphs.as_deref(), registry);
    let joined = decoded.paragraphs.as_deref().map(|continued| join::paragraphs(&read, continued, &words));
    let lines = joined.as_deref().unwrap_or(&read);
    let setting = Setting::of(lines).with_whole_paragraphs(decoded.paragraphs.is_some());
    let preamble = preamble::read(lines, setting);
    let mut sections = outline::build(lines, &preamble, setting, &words, registry);
    inference::infer(&mut sections, registry);
    long_section::cut(&mut sections);
    let cover = preamble.headline.filter(|_| setting.parts).map(|h| join::all(&lines[h], &words));
    let front = sections.first().filter(|s| s.kind == SectionKind::Front);
    let title = front.map(|s| s.title.clone()).filter(|t| !t.is_empty()).or(cover);
    if let Some(title) = &title {
        sections.iter_mut().filter(|s| s.kind != SectionKind::Front).for_each(|s| put_below(s, title));
    }
    Document {
        name: name.to_owned(),
        digest: decoded.digest.clone(),
        title,
        publisher: preamble::publisher(lines),
        author: preamble::author(lines),
        issued: context::issued(name).or_else(|| preamble::issued(lines)),
        source,
        sections,
        notes,
        ..Document::default()
    }
}

/// Tells a section and those below it the title of their document.
fn put_below(section: &mut Section, title: &Text) {
    section.context.document_title = Some(title.clone());
    section.children.iter_mut().for_each(|s| put_below(s, title));
}

#[cfg(test)]
mod tests;
