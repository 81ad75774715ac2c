//! The rules by which names are found, one a file.

pub(crate) mod apposition;
pub(crate) mod bracket_list;
pub(crate) mod bracket_role;
pub(crate) mod budget_line;
pub(crate) mod byline;
pub(crate) mod class_word;
pub(crate) mod company_context;
pub(crate) mod company_form;
pub(crate) mod concerning;
pub(crate) mod contact;
pub(crate) mod copula;
pub(crate) mod counted;
pub(crate) mod country_code;
pub(crate) mod department;
pub(crate) mod described;
pub(crate) mod domestic;
pub(crate) mod glossed;
pub(crate) mod known_place;
pub(crate) mod labelled;
pub(crate) mod made;
pub(crate) mod marked_list;
pub(crate) mod ministry;
pub(crate) mod numbered;
pub(crate) mod official;
pub(crate) mod organ;
pub(crate) mod parliament;
pub(crate) mod place;
pub(crate) mod public_body;
pub(crate) mod publisher;
pub(crate) mod quoted;
pub(crate) mod registered;
pub(crate) mod report_title;
pub(crate) mod role;
pub(crate) mod sibling;
pub(crate) mod spaced_company;
pub(crate) mod supposed;
pub(crate) mod table_cell;
pub(crate) mod technology;
pub(crate) mod undertaken;

use crate::candidate::Candidate;
use crate::phrase::Phrase;
use policygraph_korean::field;
use policygraph_model::{Block, BlockKind, Column, Section, SectionText, Text};
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
    pub(crate) heading: Option<&'a str>,
    pub(crate) country: Option<&'a str>,
}

/// The country or union that a block is nothing but the name of, perhaps behind a number.
pub(crate) fn line_heading<'b>(registry: &Registry, block: &'b Block) -> Option<&'b str> {
    /// No name of a country is longer, in bytes.
    const LONGEST: usize = 60;
    let text = Some(block.text.as_str()).filter(|t| t.len() <= LONGEST && block.kind != BlockKind::Cell)?;
    let name =
        text.split_once(['.', ')']).map_or(text, |(mark, rest)| if mark.chars().count() <= 3 { rest } else { text });
    let name = name.trim_matches(|c: char| !c.is_alphabetic());
    (is_union(name) || registry.country_named(name).is_some()).then_some(name)
}

impl<'a> Scene<'a> {
    /// The scene of a text. `heading` is the country or union that a line above is nothing but the name of.
    pub(crate) fn new(
        registry: &'a Registry,
        section: &'a Section,
        (number, text): (usize, &'a Text),
        phrase: &'a Phrase,
        heading: Option<&'a str>,
    ) -> Self {
        let mut scene = Self { registry, section, number, text, phrase, heading, country: None };
        // Rules ask for it all the time.
        scene.country = table_cell::row_country(&scene)
            .or_else(|| registry.country_named(heading?)?.country.as_deref())
            .or(section.context.country.as_deref());
        scene
    }

    /// The country that the table row or the section is about.
    pub(crate) fn country(&self) -> Option<&'a str> {
        self.country
    }

    /// The country or union that a line above is nothing but the name of: "나. 미국" over bullets.
    pub(crate) fn line_heading(&self) -> Option<&'a str> {
        self.heading
    }

    pub(crate) fn str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether the text is a cell below a table header that tells of measures: "시기 | 주요정책", "사업명 | 개요".
    pub(crate) fn in_table_of_measures(&self) -> bool {
        if let Some(column) = table_cell::column(self) {
            return matches!(column, Column::Program | Column::Legislation);
        }
        const HEADERS: &[&str] =
            &["사업명", "과제명", "정책명", "계획명", "프로그램명", "세부정책", "주요정책", "세부사업", "법안명"];
        let short = |b: &Block| matches!(b.kind, BlockKind::Cell | BlockKind::Paragraph);
        let Some(block) = SectionText::block(self.section, self.number).filter(|b| short(b)) else { return false };
        let before = &self.section.blocks[..self.number - SectionText::BLOCKS];
        let header = |b: &Block| {
            let words: Vec<&str> = b.text.as_str().split_whitespace().collect();
            words.len() <= 6 && words.iter().any(|w| HEADERS.iter().any(|h| w.ends_with(h)))
        };
        block.text.as_str().chars().count() <= 50
            && !header(block)
            && before.iter().rev().take_while(|b| b.kind != BlockKind::Source).any(|b| short(b) && header(b))
    }

    /// Whether the text heads lines that say of a programme who runs it, what it costs, how long it takes: "주관기관: ○○", "(예산) ○○".
    pub(crate) fn heads_labels(&self) -> bool {
        const LABELS: &[&str] = &[
            "주관",
            "주관기관",
            "주관부처",
            "총괄",
            "총괄기관",
            "담당부처",
            "담당",
            "수행기관",
            "참여",
            "참여기관",
            "참여기업",
            "예산",
            "사업비",
            "총사업비",
            "기간",
            "사업기간",
            "추진기간",
            "대상",
            "지원대상",
            "지역",
            "대상지역",
            "사업대상지",
            "지원내용",
            "사업내용",
            "사업목적",
            "추진체계",
        ];
        let Some(own) = self.number.checked_sub(SectionText::BLOCKS) else { return false };
        let below = self.section.blocks.iter().skip(own + 1).take(4);
        let label = |b: &Block| {
            let label = field::split(b.text.as_str().trim_start()).map(|(label, _)| label);
            label.is_some_and(|l| LABELS.contains(&l.replace(' ', "").as_str()))
        };
        below.take_while(|b| b.kind == BlockKind::Bullet).any(label)
    }

    /// Whether the text ends with organizations in a bracket, who answer for what it names: "2. ○○ 사업 (○○부, ○○청)".
    pub(crate) fn ends_with_agencies(&self, found: &[Candidate]) -> bool {
        let text = self.str().trim_end();
        let Some(open) = text.strip_suffix(')').and_then(|t| t.rfind('(')) else { return false };
        let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count();
        let mut named = 0;
        let mut end = open;
        for c in found.iter().filter(|c| c.kind.is_organization() && c.range.start > open) {
            if c.range.start >= end {
                named += letters(&text[c.range.start..c.range.end.min(text.len())]);
                end = c.range.end;
            }
        }
        named > 0 && letters(&text[open..]) <= named + 1
    }

    /// Whether the text is a caption: it describes what a figure or table shows, in the words of things in general.
    pub(crate) fn is_caption(&self) -> bool {
        SectionText::block(self.section, self.number).is_some_and(|b| b.kind == BlockKind::Caption)
    }
}

/// Whether a heading is the European Union.
pub(crate) fn is_union(name: &str) -> bool {
    matches!(name, "EU" | "유럽연합" | "유럽 연합" | "유럽연합(EU")
}

/// A rule that proposes names in a text, given those that earlier rules proposed.
pub(crate) type Rule = fn(&Scene<'_>, &mut Vec<Candidate>);

/// The rules in the order in which they run. Later ones see what earlier ones proposed.
pub(crate) const ALL: &[Rule] = &[
    registered::run,
    country_code::run,
    publisher::run,
    byline::run,
    quoted::run,
    labelled::run,
    class_word::run,
    concerning::run,
    ministry::run,
    known_place::run,
    place::run,
    organ::run,
    parliament::run,
    department::run,
    public_body::run,
    company_form::run,
    spaced_company::run,
    report_title::run,
    numbered::run,
    contact::run,
    official::run,
    sibling::run,
    bracket_list::run,
    bracket_role::run,
    counted::run,
    apposition::run,
    copula::run,
    company_context::run,
    marked_list::run,
    budget_line::run,
    table_cell::run,
    glossed::run,
    made::run,
    role::run,
    domestic::run,
    technology::run,
    described::run,
];

/// The rules that also read what stands in brackets.
pub(crate) const IN_BRACKETS: &[Rule] =
    &[quoted::run, class_word::run, known_place::run, place::run, company_form::run, official::run];
