//! A section as the rules see it: its mentions by text, their roles, its clauses and who acts in them.

use crate::anaphora::{self, Anaphor, Antecedent};
use crate::budget::sums::MoneyText;
use crate::grammar::Grammar;
use crate::mention_rules::{BUDGET_LINE, LIST_MEMBER};
use crate::partial_names::PartialNames;
use crate::parts::{Clause, Part, acts, is_embedded, is_listed, other_than, same_class, same_thing};
use crate::roles::{self, Role};
use policygraph_korean::analysis::Role as PhraseRole;
use policygraph_korean::hangul::{first_word, is_letter, is_word};
use policygraph_korean::title::is_title;
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_korean::{clause, date, field};
use policygraph_model::Predicate;
use policygraph_model::{
    BlockKind, EntityType, Findings, Mention, MentionId, RelationFinding, Section, SectionText, Span, Status,
};
use policygraph_registry::{Registry, Seen};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// How a text speaks of the programme that it is about.
static THE_PROGRAMME: WordList =
    WordList::new(&["이번 사업", "이번 프로젝트", "이번 프로그램", "이번 대책", "이번 계획", "동 사업은", "본 사업"]);

/// Most characters of the name of a field.
const LONGEST_FIELD: usize = 8;

/// Depth of a paragraph in the outline: only titles stand above it.
const PARAGRAPH: usize = 1;

/// A section with what was found in it.
pub(crate) struct View<'a> {
    pub section: &'a Section,
    pub found: &'a Findings,
    pub registry: &'a Registry,
    pub clauses: Vec<Clause<'a>>,
    /// Who is spoken of where a text begins: by its place in the outline, the bracket or table row that opens it, the term that it explains.
    pub opening: BTreeMap<usize, Vec<Part<'a>>>,
    /// The grammar of each text, by its number.
    pub grammar: Vec<Option<Grammar<'a>>>,
    /// The words of each text, by its number, that point back to a name.
    pointing: Vec<Vec<Anaphor>>,
    /// See [`crate::budget::money_texts`].
    pub money: OnceCell<Vec<MoneyText<'a>>>,
    /// The words that stand for the names of its programmes.
    pub partial_names: OnceCell<PartialNames<'a>>,
    /// See [`Self::main_programme`].
    main_programme: OnceCell<Option<(MentionId, &'a Mention)>>,
    /// The mentions of each text, by its number, in order.
    in_text: Vec<Vec<MentionId>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(section: &'a Section, found: &'a Findings, registry: &'a Registry) -> Self {
        let texts = || 0..SectionText::BLOCKS + section.blocks.len();
        let mut in_text: Vec<Vec<MentionId>> = vec![Vec::new(); texts().len()];
        for (id, mention) in found.ids() {
            in_text[mention.text].push(id);
        }
        let (clauses, opening, grammar) = (Vec::new(), BTreeMap::new(), Vec::new());
        let pointing_in =
            |text| SectionText::get(section, text).map(|t| anaphora::find(t.as_str(), registry.lexicon()));
        let pointing = texts().map(|text| pointing_in(text).unwrap_or_default()).collect();
        let (money, partial_names, main_programme) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let mut view = Self {
            section,
            found,
            registry,
            clauses,
            opening,
            grammar,
            pointing,
            money,
            partial_names,
            main_programme,
            in_text,
        };
        let mut opening = BTreeMap::new();
        view.clauses = view.read_clauses(&mut opening);
        view.opening = opening;
        view.grammar = texts().map(|text| SectionText::get(section, text).map(|_| view.read_grammar(text))).collect();
        view
    }

    pub(crate) fn str(&self, text: usize) -> &'a str {
        SectionText::get(self.section, text).map_or("", |t| t.as_str())
    }

    /// The grammar of a text.
    pub(crate) fn grammar(&self, text: usize) -> Option<&Grammar<'a>> {
        self.grammar.get(text)?.as_ref()
    }

    /// The words of a text that point back to a name.
    pub(crate) fn pointing(&self, text: usize) -> &[Anaphor] {
        self.pointing.get(text).map_or(&[], Vec::as_slice)
    }

    /// The clauses of a text, in order.
    pub(crate) fn clauses_of(&self, text: usize) -> &[Clause<'a>] {
        let start = self.clauses.partition_point(|c| c.text < text);
        let len = self.clauses[start..].partition_point(|c| c.text == text);
        &self.clauses[start..start + len]
    }

    /// The clause of a text that holds a byte of it.
    pub(crate) fn clause_at(&self, text: usize, at: usize) -> Option<&Clause<'a>> {
        let clauses = self.clauses_of(text);
        clauses.get(clauses.partition_point(|c| c.range.end <= at)).filter(|c| c.range.contains(&at))
    }

    /// The mentions of a text, in order.
    pub(crate) fn all_names(&self, text: usize) -> impl DoubleEndedIterator<Item = (MentionId, &'a Mention)> {
        let found = self.found;
        self.in_text.get(text).into_iter().flatten().map(move |&id| (id, found.mention(id)))
    }

    /// The mentions of a text, in order; technologies are left out.
    pub(crate) fn names(&self, text: usize) -> impl DoubleEndedIterator<Item = (MentionId, &'a Mention)> {
        self.all_names(text).filter(|(_, m)| m.kind != EntityType::Technology)
    }

    /// The mentions that lie in a range of a text, in order; technologies are left out.
    pub(crate) fn names_in(
        &self,
        text: usize,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (MentionId, &'a Mention)> + use<'a, '_> {
        let (found, end) = (self.found, range.end);
        let ids = self.in_text.get(text).map_or(&[][..], Vec::as_slice);
        let from = ids.partition_point(|&id| found.mention(id).range.start < range.start);
        let to = ids.partition_point(|&id| found.mention(id).range.start < range.end).max(from);
        let inside = ids[from..to].iter().map(move |&id| (id, found.mention(id)));
        inside.filter(move |(_, m)| m.range.end <= end && m.kind != EntityType::Technology)
    }

    /// The place in the source of a range of a text.
    pub(crate) fn span(&self, text: usize, range: Range<usize>) -> Option<Span> {
        SectionText::get(self.section, text)?.span(range)
    }

    /// The mention of the country that the heading gives.
    pub(crate) fn heading_country(&self) -> Option<MentionId> {
        let code = self.section.context.country.as_deref()?;
        [SectionText::LABEL, SectionText::TITLE]
            .into_iter()
            .flat_map(|t| self.names(t))
            .find(|(_, m)| m.kind == EntityType::Country && m.country.as_deref() == Some(code))
            .map(|(id, _)| id)
    }

    /// The programme, law or document that the section is about: the first that its title or its lead names.
    pub(crate) fn main_measure(&self) -> Option<(MentionId, &'a Mention)> {
        let texts = [SectionText::TITLE, SectionText::BLOCKS, SectionText::BLOCKS + 1];
        let measure =
            |m: &Mention| matches!(m.kind, EntityType::Program | EntityType::Document | EntityType::Legislation);
        texts.into_iter().flat_map(|t| self.names(t)).find(|(_, m)| measure(m))
    }

    /// The programme that a press release or article is about, for a text below its lead: the lead names it, and it is named again.
    pub(crate) fn main_programme(&self, text: usize) -> Option<(MentionId, &'a Mention)> {
        /// Blocks that a headline's subtitle, the contact lines and the lead take.
        const LEAD: usize = 6;
        let main = self.main_programme.get_or_init(|| {
            let lead = SectionText::BLOCKS..SectionText::BLOCKS + LEAD;
            let programmes = lead.flat_map(|t| self.names(t)).filter(|(_, m)| m.kind == EntityType::Program);
            let pointed = || {
                let texts = SectionText::own(self.section).map(|(_, t)| t.as_str());
                texts.into_iter().any(|t| THE_PROGRAMME.is_in(t))
            };
            let again = |main: &Mention| {
                let all = SectionText::own(self.section).flat_map(|(t, _)| self.names(t));
                all.filter(|(_, m)| same_thing(m, main)).nth(1).is_some()
            };
            programmes.into_iter().find(|(_, m)| again(m) || pointed())
        });
        main.filter(|(_, m)| m.text < text)
    }

    /// The country of whoever acts first in a paragraph, where it is known.
    fn acting_country(&self, text: usize) -> Option<&'a str> {
        let mut own = self.clauses_of(text).iter().flat_map(|c| &c.subjects).filter(|s| s.text == text);
        own.find_map(|s| self.found.mention(s.id).country.as_deref())
    }

    /// Whether a paragraph or bullet goes over to another country than that of whom the paragraph or bullet of a name speaks: "프랑스는 …",
    /// "영국은 …". What stands below a bullet goes on with it.
    pub(crate) fn goes_elsewhere(&self, text: usize, name: &Mention) -> bool {
        let kind = |t: usize| SectionText::block(self.section, t).map(|b| b.kind);
        let alike =
            matches!(kind(text), Some(BlockKind::Paragraph | BlockKind::Bullet)) && kind(text) == kind(name.text);
        let apart = text != name.text && alike && !self.ancestors(text).contains(&name.text);
        let pair = || self.acting_country(text).zip(self.acting_country(name.text));
        apart && pair().is_some_and(|(here, there)| here != there)
    }

    /// How deep a text stands in the outline: the title above all, a paragraph above bullets.
    fn depth(&self, text: usize) -> usize {
        match SectionText::block(self.section, text) {
            None => 0,
            Some(b) if b.kind == BlockKind::Paragraph => PARAGRAPH,
            Some(b) => PARAGRAPH + 1 + usize::from(b.depth),
        }
    }

    /// The texts above a text in the outline, the nearest first, the title last.
    pub(crate) fn ancestors(&self, text: usize) -> Vec<usize> {
        let is_note = |t: usize| {
            SectionText::block(self.section, t).is_some_and(|b| matches!(b.kind, BlockKind::Footnote | BlockKind::Note))
        };
        // A note belongs to what it stands below, however deep that is.
        let mut depth = if is_note(text) { usize::MAX } else { self.depth(text) };
        let mut out = Vec::new();
        for above in (SectionText::BLOCKS..text).rev() {
            let kind = SectionText::block(self.section, above).map(|b| b.kind);
            // A caption or a cell: the text stands in a table, not below the bullets before it.
            if matches!(kind, Some(BlockKind::Caption | BlockKind::Cell)) {
                break;
            }
            let skipped = kind == Some(BlockKind::Source) || is_note(above);
            if !skipped && self.depth(above) < depth {
                depth = self.depth(above);
                out.push(above);
            }
            if depth <= PARAGRAPH {
                break;
            }
        }
        out.extend([SectionText::TITLE, SectionText::DOCUMENT]);
        out
    }

    /// The programme that a text is about by its place in the outline: the nearest that a text above it names.
    pub(crate) fn programme_above(&self, text: usize) -> Option<(MentionId, &'a Mention)> {
        self.ancestors(text).into_iter().filter(|&t| !self.is_titled_elsewhere(t)).find_map(|t| {
            let whole = |m: &Mention| m.kind == EntityType::Program && ![LIST_MEMBER, BUDGET_LINE].contains(&m.rule);
            // "이번 계획은 ‘X’의 후속으로 …": what the text is about, and not what came before it.
            let opens = |at: usize| self.str(t)[..at].chars().all(|c| !is_letter(c));
            let about = || self.anaphors(t).into_iter().find(|(r, _, m)| whole(m) && opens(r.start));
            let about = self.grammar(t).and_then(|_| about()).map(|(_, id, mention)| (id, mention));
            about.or_else(|| self.names(t).rfind(|(_, m)| whole(m)))
        })
    }

    /// Whether a text is a title that names another country than that of the section, as where a brief called "싱가포르, ○○ 전략" goes on to "(태국)".
    pub(crate) fn is_titled_elsewhere(&self, text: usize) -> bool {
        let titles = matches!(text, SectionText::TITLE | SectionText::DOCUMENT);
        let Some(here) = self.section.context.country.as_deref().filter(|_| titles) else { return false };
        let countries = || self.names(text).filter(|(_, m)| m.kind == EntityType::Country);
        countries().next().is_some() && countries().all(|(_, m)| m.country.as_deref() != Some(here))
    }

    /// The letters of a part of a text that stand in none of some names of it.
    pub(crate) fn letters_beside(&self, text: usize, part: &Range<usize>, names: &[(MentionId, &Mention)]) -> String {
        let named = |at: usize| names.iter().any(|(_, m)| m.range.contains(&at));
        let letters = self.str(text)[part.clone()].char_indices().map(|(i, c)| (part.start + i, c));
        letters.filter(|&(at, c)| is_letter(c) && !named(at)).map(|(_, c)| c).collect()
    }

    /// Whether a text is an item of an outline: a bullet, or the title of a numbered section.
    pub(crate) fn is_item(&self, text: usize) -> bool {
        use policygraph_model::SectionKind::{Item, Subitem};
        match SectionText::block(self.section, text) {
            Some(block) => block.kind == BlockKind::Bullet,
            None => text == SectionText::TITLE && matches!(self.section.kind, Item | Subitem),
        }
    }

    /// Whether a text is no more than the heading of what a mention names: short, and opening with it behind a number or a label.
    pub(crate) fn is_headed_by(&self, text: usize, mention: &Mention) -> bool {
        /// Characters of a heading beside the name.
        const BESIDE: usize = 40;
        let string = self.str(text);
        let before = &string[..mention.range.start];
        let label = before.trim_end_matches(|c: char| !is_word(c) && c != ':').ends_with(':');
        let opens = before.chars().filter(|&c| is_letter(c)).count() <= 1 || self.is_entry(mention);
        // "‘X’: 5년간 3억 원, ○○원 주관. …": whatever is said of it.
        let behind = string[roles::skip_closers(string, mention.range.end)..].trim_start();
        if opens && behind.starts_with([':', '：']) {
            return true;
        }
        // "▸ (○○ 프로젝트) ○○부·○○청 공동, …".
        if opens && before.ends_with('(') && string[mention.range.end..].starts_with(')') {
            return true;
        }
        let short = string.chars().count() <= mention.range.len() / '가'.len_utf8() + BESIDE;
        (opens || label) && short && !string.trim_end().ends_with(['.', '다', '음', '함'])
    }

    /// Whether a programme is the entry of a field for its name: "(사업명) ○○ 사업", "사업명: ○○ 사업".
    pub(crate) fn is_entry(&self, mention: &Mention) -> bool {
        let field: String = self.str(mention.text)[..mention.range.start].chars().filter(|&c| is_letter(c)).collect();
        matches!(field.as_str(), "사업명" | "과제명" | "계획명" | "프로그램명" | "명칭")
    }

    /// The programme that the fields before a field are about: "○ (사업명) X", "○ (참여기관) A".
    pub(crate) fn entered(&self, text: usize) -> Option<(MentionId, &'a Mention)> {
        let bullet = |t: usize| SectionText::block(self.section, t).is_some_and(|b| b.kind == BlockKind::Bullet);
        let field = || field::split(self.str(text)).is_some_and(|(label, _)| label.chars().count() <= LONGEST_FIELD);
        let named = |t: usize| self.names(t).any(|(_, m)| m.kind == EntityType::Program);
        if !bullet(text) || !(SectionText::BLOCKS..text).any(named) || !field() {
            return None;
        }
        // "□ ‘Y 사업’": what another heading names has fields of its own.
        let headings = self.ancestors(text);
        let above = (SectionText::BLOCKS..text).rev().flat_map(|t| self.names(t));
        let mut programmes = above.filter(|(_, m)| m.kind == EntityType::Program);
        let nearest = programmes.find(|(_, m)| self.is_entry(m) || headings.contains(&m.text));
        nearest.filter(|(_, m)| bullet(m.text) && self.is_entry(m))
    }

    /// Whether something is said to take the place of what a mention names.
    pub(crate) fn is_replaced(&self, mention: &Mention, found: &[RelationFinding]) -> bool {
        let mut replaced = found.iter().filter(|r| r.predicate == Predicate::Replaces);
        replaced.any(|r| same_thing(self.found.mention(r.object), mention))
    }

    /// Whether the sentence of a programme says that nothing comes of it: it was left out, given up or never meant.
    pub(crate) fn is_dropped(&self, mention: &Mention) -> bool {
        static DROPPING: WordList =
            WordList::new(&["제외", "철회", "백지화", "삭감", "취소", "무산", "빠지", "배제", "거두", "접"]);
        let Some(grammar) = self.grammar(mention.text) else { return false };
        let analysis = grammar.analysis();
        let at = analysis.words.partition_point(|w| w.range.end <= mention.range.start);
        let Some(sentence) = analysis.sentences.get(analysis.sentence_of(at)) else { return false };
        let end = analysis.bytes(sentence).end.max(mention.range.end);
        let rest = &self.str(mention.text)[mention.range.end..end];
        let never = ["바 없다", "바가 없다", "사실이 아니", "계획이 없", "계획은 없", "사실무근", "선을 그"];
        let first = analysis.clauses.iter().find(|c| {
            let predicate = analysis.words.get(c.predicate.start);
            predicate.is_some_and(|w| w.range.start >= mention.range.end && w.range.start < end)
        });
        never.iter().any(|n| rest.contains(n)) || first.is_some_and(|c| DROPPING.has(&c.lemma) && !c.negative)
    }

    fn read_clauses(&self, opening: &mut BTreeMap<usize, Vec<Part<'a>>>) -> Vec<Clause<'a>> {
        let mut clauses: Vec<Clause<'a>> = Vec::new();
        let lead = self.lead_subject();
        // The last subject at each depth of the outline.
        let mut by_depth: Vec<Vec<Part<'a>>> = Vec::new();
        // The actor of a table row, and the topic in brackets that opened the bullet above.
        let mut row: Option<Part<'a>> = None;
        let mut topics: Vec<Option<Part<'a>>> = Vec::new();
        // Everybody who acted so far.
        let mut history: Vec<Part<'a>> = lead.clone();
        let texts =
            std::iter::once(SectionText::TITLE).chain((0..self.section.blocks.len()).map(|b| SectionText::BLOCKS + b));
        for text in texts {
            let string = self.str(text);
            let block = SectionText::block(self.section, text);
            let kind = block.map_or(BlockKind::Paragraph, |b| b.kind);
            // The cells of a table have their row to say who acts.
            let in_table = text.checked_sub(SectionText::BLOCKS).is_some_and(|b| self.section.table_cell(b).is_some());
            if in_table || matches!(kind, BlockKind::Source | BlockKind::Caption) {
                row = None;
                continue;
            }
            // A paragraph leads the bullets that follow it; notes stand beside the outline.
            let depth = block.map_or(0, |b| if b.kind == BlockKind::Paragraph { 0 } else { usize::from(b.depth) + 1 });
            let aside = matches!(kind, BlockKind::Note | BlockKind::Footnote);
            if !aside {
                by_depth.truncate(depth);
                topics.truncate(depth);
            }
            let parts = self.parts(text, string);
            let single = self.single_actor(string, &parts);
            match (kind, single) {
                (BlockKind::Cell | BlockKind::Paragraph, Some(actor)) => row = Some(actor),
                (BlockKind::Bullet, _) if depth <= 1 => row = None,
                _ => {}
            }
            let inherited = by_depth.iter().rev().find(|s| !s.is_empty()).or(Some(&lead)).cloned().unwrap_or_default();
            let own_topic = self.bracketed_topic(text);
            let topic = own_topic.or_else(|| topics.iter().rev().copied().flatten().next());
            let mut subjects = match (self.explained(text), own_topic.filter(|t| t.mention.kind.is_actor()), row) {
                (Some(term), ..) => vec![term],
                (_, Some(topic), _) => vec![topic],
                (.., Some(actor)) if single.is_none() => vec![actor],
                _ => inherited,
            };
            opening.insert(text, subjects.clone());
            let technologies = self.technologies(text, string);
            let mut carried = true;
            for range in clause::split(string) {
                let inside = |all: &[Part<'a>]| -> Vec<Part<'a>> {
                    all.iter().filter(|p| range.contains(&p.start)).copied().collect()
                };
                let parts = inside(&parts);
                let mut own: Vec<Part<'a>> = parts.iter().filter(|p| acts(p)).copied().collect();
                if own.len() > 1 {
                    own.retain(|p| !is_embedded(string, p));
                }
                if !own.is_empty() {
                    subjects = own;
                    carried = false;
                    history.extend(subjects.iter().filter(|s| s.mention.kind.is_actor()));
                }
                let acting = if carried { other_than(&parts, &subjects, &history) } else { subjects.clone() };
                let technologies = inside(&technologies);
                let row = row.filter(|_| single.is_none());
                clauses.push(Clause { text, range, parts, technologies, topic, row, subjects: acting, carried });
                carried = true;
            }
            if !aside {
                by_depth.resize(depth, Vec::new());
                by_depth.push(subjects);
                topics.resize(depth, None);
                topics.push(own_topic);
            }
        }
        clauses
    }

    /// Whether a part acts in a clause that describes something: A in "B는 A가 부산에 여는 공장에 투자한다".
    pub(crate) fn describes(&self, text: usize, part: &Part<'_>) -> bool {
        let Some(analysis) = self.grammar(text).map(Grammar::analysis) else { return false };
        let is_subject = |&p: &usize| {
            let phrase = &analysis.phrases[p];
            phrase.role == PhraseRole::Subject && analysis.bytes(&phrase.words).contains(&part.start)
        };
        let modifies = |ending: Ending| matches!(ending, Ending::Adnominal | Ending::Prospective);
        analysis.clauses.iter().any(|c| modifies(c.ending) && c.head.is_some() && c.arguments.iter().any(is_subject))
    }

    /// Who the section is about before anybody is named: the first actor of the title. Who published it need not act in it.
    fn lead_subject(&self) -> Vec<Part<'a>> {
        let part = |(id, mention): (MentionId, &'a Mention)| Part::new(id, mention, Role::Subject);
        let in_title = self.names(SectionText::TITLE).find(|(_, m)| m.kind.is_organization()).map(part);
        in_title.into_iter().collect()
    }

    /// The name in brackets that opens a bullet: "(○○사) …".
    pub(crate) fn bracketed_topic(&self, text: usize) -> Option<Part<'a>> {
        let string = self.str(text);
        if !string.starts_with('(') {
            return None;
        }
        let close = string.find(')')?;
        let (id, mention) = self.names(text).find(|(_, m)| m.range.start == 1 && m.range.end <= close)?;
        let topic = mention.kind.is_actor() || matches!(mention.kind, EntityType::Program | EntityType::Product);
        topic.then_some(Part::new(id, mention, Role::Subject))
    }

    /// The actor that is all of a text, perhaps with its abbreviation in brackets: the head of a table row.
    fn single_actor(&self, string: &str, parts: &[Part<'a>]) -> Option<Part<'a>> {
        let first = parts.first().filter(|p| p.mention.kind.is_organization())?;
        let rest = &string[roles::skip_closers(string, first.end)..];
        (string[..first.start].trim().is_empty() && rest.trim().is_empty()).then_some(*first)
    }

    /// The name that a footnote explains.
    fn explained(&self, text: usize) -> Option<Part<'a>> {
        let (block, star) = self.section.starred(text.checked_sub(SectionText::BLOCKS)?)?;
        let text = SectionText::BLOCKS + block;
        let string = self.str(text);
        let (id, mention) =
            self.names(text).find(|(_, m)| m.range.end <= star && roles::skip_closers(string, m.range.end) >= star)?;
        Some(Part::new(id, mention, Role::Subject))
    }

    /// The technologies of a text with their roles.
    fn technologies(&self, text: usize, string: &str) -> Vec<Part<'a>> {
        self.all_names(text)
            .filter(|(_, m)| m.kind == EntityType::Technology)
            .map(|(id, m)| Part::new(id, m, roles::role(string, &m.range, self.registry.lexicon()).0))
            .collect()
    }

    /// The country or body whose head a person is, named right behind: "벨로나 카르센 노르웨이 총리는".
    pub(crate) fn headed_by(&self, person: &Part<'_>) -> Option<MentionId> {
        let behind = person.end..self.str(person.text).len();
        let (id, body) = self.names_in(person.text, &behind).next()?;
        let rest = self.str(person.text).get(body.range.end..)?.strip_prefix(' ')?;
        let title = first_word(rest);
        let office = policygraph_korean::particle::split(title).map_or(title, |(stem, _)| stem);
        let heads = person.mention.kind == EntityType::Person
            && body.range.start == person.end + 1
            && (body.kind.is_organization() || body.kind == EntityType::Country)
            && is_title(office);
        heads.then_some(id)
    }

    /// The mentions of a text with their roles. A member of a list has the role of its last member.
    fn parts(&self, text: usize, string: &str) -> Vec<Part<'a>> {
        let lexicon = self.registry.lexicon();
        let mut parts: Vec<Part<'a>> = self
            .names(text)
            .filter(|(_, mention)| !is_set_aside(string, mention.range.end))
            .map(|(id, mention)| {
                let role = roles::role(string, &mention.range, lexicon).0;
                let by_noun = match (mention.kind, role) {
                    (EntityType::Person, Role::Modifier | Role::Bare) => {
                        roles::role_by_title(string, mention.range.end)
                    }
                    // "중국 기업이": the firms of a country are not the country.
                    (EntityType::Country | EntityType::Place, _) => {
                        roles::describes_companies(string, mention.range.end, lexicon).then_some(Role::Modifier)
                    }
                    _ => None,
                };
                Part::new(id, mention, by_noun.unwrap_or(role))
            })
            .collect();
        // Who is two is no owner of one sum.
        let one = |a: &anaphora::Anaphor| {
            !matches!(
                a.antecedent,
                Antecedent::TwoCountries
                    | Antecedent::TwoOrganizations
                    | Antecedent::TwoAuthorities
                    | Antecedent::TwoInstitutes
                    | Antecedent::Here
            )
        };
        for anaphor in self.pointing(text).iter().filter(|a| one(a) && !is_set_aside(string, a.range.end)) {
            let role = roles::role(string, &anaphor.range, lexicon).0;
            let (start, end) = (anaphor.range.start, anaphor.range.end);
            let antecedents = self.antecedents_of(anaphor, (text, start)).into_iter();
            let part = |(id, mention)| Part { id, mention, role, text, start, end, list_end: end };
            parts.extend(antecedents.map(part));
        }
        parts.sort_by_key(|p| p.start);
        for i in (0..parts.len().saturating_sub(1)).rev() {
            // What stands in the bracket of a name is no further member.
            let closed = roles::skip_closers(string, parts[i].end);
            let Some(next) = (i + 1..parts.len()).find(|&n| parts[n].start >= closed) else { continue };
            let gap = &string[closed..parts[next].start];
            let joined = gap.trim_matches([' ', ',', '·', '･', 'ㆍ', '‧', '△', '▲', '‘', '’', '“', '/', '-', '–']);
            let coordinated =
                matches!(joined, "" | "와" | "과" | "및") && (gap.trim() != "" || is_listed(&parts[i], &parts[next]));
            if coordinated
                && matches!(parts[i].role, Role::Bare | Role::Modifier | Role::Partner)
                && same_class(&parts[i], &parts[next])
            {
                parts[i].role = parts[next].role;
                parts[i].list_end = parts[next].list_end;
            }
        }
        parts
    }
}

impl View<'_> {
    /// The years in the bracket right behind a programme: "○○ 계획(’21~’25)".
    fn programme_years(&self, mention: &Mention) -> Option<(i16, i16)> {
        if mention.kind != EntityType::Program {
            return None;
        }
        let after = self.str(mention.text)[mention.range.end..].trim_start_matches(['’', '‘', '”', '」', '』', '\'']);
        let bracket = after.strip_prefix('(')?;
        let years = date::years(&bracket[..bracket.find(')')?]);
        years.first().filter(|y| y.range.start == 0 && y.from < y.to).map(|y| (y.from, y.to))
    }
}

/// A relation before its place in the text is known.
pub(crate) struct Proposal {
    pub subject: MentionId,
    pub predicate: Predicate,
    pub object: MentionId,
    pub rule: &'static str,
    pub confidence: f64,
}

impl View<'_> {
    /// Adds a relation if the closed lists allow it between these types.
    pub(crate) fn propose(
        &self,
        proposal: &Proposal,
        span: Option<Span>,
        status: Status,
        years: Option<(i16, i16)>,
        out: &mut Vec<RelationFinding>,
    ) {
        let Proposal { subject, predicate, object, rule, confidence } = *proposal;
        let (s, o) = (self.found.mention(subject), self.found.mention(object));
        let Some(span) = span.filter(|_| subject != object && predicate.allows(s.kind, o.kind)) else { return };
        // What is said of a programme holds for the years of the programme, where nothing nearer gives some.
        let years = years.or_else(|| [o, s].into_iter().find_map(|m| self.programme_years(m)));
        let confidence = self.registry.confidence().of(&Seen { budget: false, rule, status, figure: confidence });
        out.push(RelationFinding { subject, predicate, object, span, rule, confidence, status, years });
    }
}

/// Whether the words behind a name say that what follows has nothing to do with it: "이 사업과 별도로", "전임자와 달리".
fn is_set_aside(string: &str, end: usize) -> bool {
    static APART: WordList = WordList::new(&["별도로", "별개로", "달리", "무관하게", "관계없이", "상관없이"]);
    let behind = &string[roles::skip_closers(string, end)..];
    let rest = ["와는 ", "과는 ", "와 ", "과 "].iter().find_map(|p| behind.strip_prefix(p));
    rest.is_some_and(|rest| APART.opens(rest))
}
