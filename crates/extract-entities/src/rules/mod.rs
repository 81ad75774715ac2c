//! The rules by which names are found, one a file.

pub(crate) mod apposition;
pub(crate) mod budget_line;
pub(crate) mod class_word;
pub(crate) mod marked_list;
pub(crate) mod ministry;
pub(crate) mod official;
pub(crate) mod publisher;
pub(crate) mod quoted;
pub(crate) mod registered;
pub(crate) mod report_title;
pub(crate) mod sibling;

use crate::candidate::Candidate;
use crate::phrase::Phrase;
use policygraph_model::{BlockKind, Section, SectionText, Text};
use policygraph_registry::Registry;

/// What a rule sees: one text of a section.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub registry: &'a Registry,
    pub section: &'a Section,
    /// Number of the text, see `SectionText`.
    pub number: usize,
    pub text: &'a Text,
    pub phrase: &'a Phrase,
}

impl Scene<'_> {
    /// The country that the section is about.
    pub(crate) fn country(&self) -> Option<&str> {
        self.section.context.country.as_deref()
    }

    pub(crate) fn str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether the text is a caption: it describes what a figure or table shows, in the words of things in general.
    pub(crate) fn is_caption(&self) -> bool {
        SectionText::block(self.section, self.number).is_some_and(|b| b.kind == BlockKind::Caption)
    }
}

/// A rule that proposes names in a text, given those that earlier rules proposed.
pub(crate) type Rule = fn(&Scene<'_>, &mut Vec<Candidate>);

/// The rules in the order in which they run. Later ones see what earlier ones proposed.
pub(crate) const ALL: &[Rule] = &[
    registered::run,
    publisher::run,
    quoted::run,
    class_word::run,
    ministry::run,
    report_title::run,
    official::run,
    sibling::run,
    apposition::run,
    marked_list::run,
    budget_line::run,
];

/// The rules that also read what stands in brackets.
pub(crate) const IN_BRACKETS: &[Rule] = &[quoted::run, class_word::run];
