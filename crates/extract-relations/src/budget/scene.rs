//! What surrounds an amount: its sentence, its part of a list of sums, the names that may own it.

use super::amount::{Amount, PARTS};
use super::statistic;
use super::sums::{MoneyText, Owner, Sentence, Sum, sentence_at, sentences};
use super::words::{BOUGHT, GRANTED, LIGHT, MONEY_WORDS, OWN, PAID, PURSES, PUT, RECEIVED, SOLD};
use crate::parts::{Part, same_thing};
use crate::roles::{self, Role, gap, skip_closers};
use crate::view::View;
use policygraph_korean::hangul::{is_syllable, is_word};
use policygraph_korean::particle;
use policygraph_korean::verb::{self, Ending};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, SectionText};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// An amount with what surrounds it.
pub(super) struct Scene<'v, 'a> {
    pub view: &'v View<'a>,
    pub text: usize,
    pub string: &'a str,
    /// The text with blanks for its names, see [`MoneyText`].
    plain: &'v str,
    pub amount: &'v Amount,
    /// What somebody pays of the amount, if that is what is asked about: it has the surroundings of the whole.
    pub share: Option<&'v Amount>,
    /// Bytes of its sentence.
    pub sentence: &'v Range<usize>,
    /// Bytes of its clause.
    pub clause: &'v Range<usize>,
    /// From the amount before it in the sentence, or the start of the sentence, to the amount.
    pub chunk: Range<usize>,
    /// How many amounts stand before it in its clause, and how many there are.
    pub place: (usize, usize),
    /// Whether the sentence before has an amount, so that this one may part it.
    pub follows_sum: bool,
    /// Whether the text or the title of its section has a word for what is done with money.
    pub about_money: bool,
    /// The names of the sentence that may own money, in order, and nouns that stand for one: 센터는.
    pub parts: &'v [Part<'a>],
    /// See [`Self::has_other_destination`].
    pub(super) other_destination: OnceCell<bool>,
    /// What the clause and the sentence say has it, once that was asked: for gifts and for budgets.
    pub owner: &'v OnceCell<Option<Owner>>,
}

/// The amounts of a text with their clauses and sentences.
pub(super) fn read<'a>(view: &View<'a>, text: usize, amounts: Vec<Amount>) -> MoneyText<'a> {
    let string = view.str(text);
    let plain = without_names(view, text);
    let mut sentences = sentences(string);
    let mut sums = Vec::with_capacity(amounts.len());
    // Where the amount before ends, if it is a statistic.
    let mut measured = None;
    for amount in amounts {
        let at = sentence_at(&sentences, amount.range.start);
        let Sentence { range, parts } = &mut sentences[at];
        parts.get_or_insert_with(|| owners_in(view, text, range));
        let clause = clause(view, text, &amount, range);
        let clauses = view.clauses_of(text);
        let next = clauses.get(clauses.partition_point(|c| c.range.start < clause.end)).map(|c| &c.range);
        let statistic = statistic::is_statistic(&plain, &amount, &clause)
            // "수출은 9억 달러다. 이 중 3억 달러가": a part of a statistic is one.
            || measured.is_some_and(|end: usize| PARTS.is_in(&string[end..amount.range.start]));
        measured = statistic.then_some(amount.end);
        let no_budget = statistic || statistic::is_revoked(string, &amount, &clause, next);
        sums.push(Sum { amount, clause, no_budget, owner: OnceCell::new() });
    }
    let about_money = !sums.is_empty() && [string, view.section.title.as_str()].into_iter().any(is_about_money);
    MoneyText { text, plain, about_money, sums, sentences }
}

/// Whether a text has a word for what is done with money.
fn is_about_money(text: &str) -> bool {
    MONEY_WORDS.is_in(text) || BOUGHT.is_in(text) || SOLD.is_in(text)
}

/// A text with blanks for the names of its programmes, laws and organizations, byte for byte: 소득 in 농어촌 기본소득 사업 makes no
/// statistic, and 수출 in 한국수출입은행 tells of no exports.
fn without_names<'a>(view: &View<'a>, text: usize) -> Cow<'a, str> {
    let string = view.str(text);
    let worded =
        |kind: EntityType| kind.is_organization() || matches!(kind, EntityType::Program | EntityType::Legislation);
    let names = view.names(text).filter(|(_, m)| worded(m.kind));
    let mut plain = Cow::Borrowed(string);
    for (_, mention) in names.filter(|(_, m)| !m.range.is_empty()) {
        plain.to_mut().replace_range(mention.range.clone(), &" ".repeat(mention.range.len()));
    }
    plain
}

/// The amounts of a text that may be budgets, with what surrounds them.
pub(super) fn all<'v, 'a>(view: &'v View<'a>, money: &'v MoneyText<'a>) -> impl Iterator<Item = Scene<'v, 'a>> {
    let budgets = money.sums.iter().enumerate().filter(|(_, sum)| sum.is_budget());
    budgets.map(move |(i, _)| Scene::new(view, money, i))
}

/// The names of a sentence that may own money, in order, and nouns that stand for one.
fn owners_in<'a>(view: &View<'a>, text: usize, sentence: &Range<usize>) -> Vec<Part<'a>> {
    let clauses = view.clauses_of(text);
    let from = clauses.partition_point(|c| c.range.end <= sentence.start);
    let names = clauses[from..].iter().take_while(|c| c.range.start < sentence.end).flat_map(|c| &c.parts);
    let own = names.filter(|p| sentence.contains(&p.start) && can_own(p.mention));
    let mut parts: Vec<Part<'a>> = own.filter(|p| !is_sharer(view.str(text), p.end)).copied().collect();
    parts.extend(short_nouns(view, text, sentence, &parts));
    parts.sort_by_key(|p| p.start);
    parts
}

/// Whether a share follows a name in a bracket: "3,000억 원 규모로 조성(○○펀드 40%, ○○공사 20%)".
fn is_sharer(string: &str, end: usize) -> bool {
    let (before, after) = string.split_at(end);
    let inside = before.rfind('(').is_some_and(|open| !before[open..].contains(')'));
    let share = after.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    inside && after.starts_with(' ') && share.len() < after.trim_start().len() && share.starts_with('%')
}

/// Whether a name can have a budget.
pub(super) fn can_own(mention: &Mention) -> bool {
    // News media report of sums; they seldom have them.
    matches!(mention.kind, EntityType::Program | EntityType::Product | EntityType::Legislation)
        || (mention.kind.is_actor() && !matches!(mention.kind, EntityType::Person | EntityType::MediaOrganization))
}

impl<'v, 'a> Scene<'v, 'a> {
    fn new(view: &'v View<'a>, money: &'v MoneyText<'a>, index: usize) -> Self {
        let MoneyText { text, plain, about_money, sums, sentences } = money;
        let string = view.str(*text);
        let Sum { amount, clause, owner, .. } = &sums[index];
        let holds = |s: &Sum| s.amount.range.end <= amount.range.start && amount.range.start < s.amount.end;
        if let Some(whole) = sums[..index].iter().rposition(holds) {
            return Self { share: Some(amount), ..Self::new(view, money, whole) };
        }
        let Sentence { range: sentence, parts } = &sentences[sentence_at(sentences, amount.range.start)];
        let before = &sums[..index];
        let chunk_start = before.last().map_or(sentence.start, |s| s.amount.end.max(sentence.start));
        let previous = string[..sentence.start].trim_end().trim_end_matches(['.', '…']).len();
        let previous = &sentences[sentence_at(sentences, previous)].range;
        let of_previous = |a: &Amount| previous.contains(&a.range.start) && a.end <= sentence.start;
        let mut near = before.iter().rev().map(|s| &s.amount).take_while(|a| a.range.start >= previous.start);
        let follows_sum = near.any(of_previous);
        let first = before.partition_point(|s| s.amount.range.start < clause.start);
        let inside = sums[first..].partition_point(|s| s.amount.range.start < clause.end);
        let place = (index - first, inside);
        Self {
            view,
            text: *text,
            string,
            plain,
            amount,
            share: None,
            sentence,
            clause,
            chunk: chunk_start.min(amount.range.start)..amount.range.start,
            place,
            follows_sum,
            about_money: *about_money,
            other_destination: OnceCell::new(),
            parts: parts.as_deref().unwrap_or_default(),
            owner,
        }
    }

    /// The words behind the amount to the end of its clause: the verb of what is done with it is there.
    pub(super) fn rest(&self) -> &'a str {
        &self.string[self.amount.end..self.clause.end.max(self.amount.end)]
    }

    /// What stands between a name and the amount, without what closes the name.
    pub(super) fn lead(&self, part: &Part<'_>) -> &'a str {
        gap(self.string, part.end, self.amount.range.start)
    }

    /// Whether a name stands before the amount, in its part of a list of sums.
    pub(super) fn in_chunk(&self, part: &Part<'_>) -> bool {
        self.chunk.contains(&part.start) && self.clause.contains(&part.start) && part.end <= self.amount.range.start
    }

    /// Whether the amount belongs to a member of a list that stands right before it: "…에 3억 원, 인력 양성 2억 원",
    /// "연구센터(3억 원·9개), 인력 양성(2억 원)".
    pub(super) fn is_own_item(&self) -> bool {
        let chunk = &self.string[self.chunk.clone()];
        // What else the bracket of the amount before says.
        let chunk =
            chunk.split_once([')', '）']).filter(|(lead, _)| !lead.contains('(')).map_or(chunk, |(_, rest)| rest);
        let item = chunk.trim_start().strip_prefix([',', '，', '·']);
        let last = item.and_then(|i| i.split_whitespace().next_back()).unwrap_or_default();
        let last = last.trim_end_matches(['(', '（']);
        let noun = last.chars().count() >= 2 && last.ends_with(is_syllable) && !LIGHT.has(last);
        // "국비 3억 원, 지방비 2억 원": parts of one sum.
        self.place.0 > 0 && noun && !PURSES.has(last) && particle::split(last).is_none()
    }

    /// Who acts in the clause of the amount: the subject nearest before it, or behind it. With whom it acts together
    /// stands first.
    pub(super) fn actor(&self) -> Option<&Part<'a>> {
        let acts = |p: &&Part<'a>| {
            p.mention.kind.is_actor() && matches!(p.role, Role::Subject | Role::Also) && self.clause.contains(&p.start)
        };
        let before = self.parts.iter().filter(|p| p.end <= self.amount.range.start);
        let earlier =
            |p: &&Part<'a>| p.mention.kind.is_actor() && p.role == Role::Subject && p.start < self.clause.start;
        let headline =
            || self.parts.iter().find(|p| self.heads_line(p, self.sentence) && p.end <= self.amount.range.start);
        let nearest = before
            .rev()
            .find(acts)
            .or_else(headline)
            .or_else(|| self.parts.iter().find(acts).filter(|p| !self.is_parted(p)))
            .or_else(|| self.parts.iter().rfind(earlier))?;
        let nearest = self.topic_around(nearest).unwrap_or(nearest);
        if self.city_acts(nearest) {
            return None;
        }
        self.parts.iter().find(|p| p.list_end == nearest.list_end && p.mention.kind.is_actor())
    }

    /// Whether a city acts, and not somebody who is named: "A사가 사업을 맡고, B시는 도로에 120억 원을 보탠다", "B시는 A사가 세운 C에 3억 원을".
    fn city_acts(&self, actor: &Part<'_>) -> bool {
        let between = actor.end..self.amount.range.start;
        let describes = self.view.describes(self.text, actor);
        let city = |p: &Part<'_>| {
            let place = p.mention.kind == EntityType::Place && p.role == Role::Subject;
            place && (between.contains(&p.start) || describes && p.end <= actor.start)
        };
        let clause = self.view.clause_at(self.text, self.amount.range.start);
        clause.is_some_and(|c| c.parts.iter().any(city))
    }

    /// Who the sentence is about, where the nearest only acts in what describes something: A in "A는 B가 추진하는 사업에 3억 원을".
    fn topic_around(&self, nearest: &Part<'_>) -> Option<&Part<'a>> {
        let marked = |p: &Part<'_>, by: [char; 2]| self.string[skip_closers(self.string, p.end)..].starts_with(by);
        let mut lead = self.lead(nearest).split_whitespace().skip(1).take_while(|w| !w.ends_with(['을', '를', ',']));
        let describing = |w: &str| verb::read(w).is_some_and(|v| v.ending == Ending::Adnominal);
        if nearest.end > self.amount.range.start || !marked(nearest, ['이', '가']) || !lead.any(describing) {
            return None;
        }
        let topic = |p: &&Part<'_>| p.mention.kind.is_actor() && p.end <= nearest.start && marked(p, ['은', '는']);
        self.parts.iter().rfind(topic)
    }

    /// The member of a name's list whose the amount is, where each has one: "A와 B는 각각 3억 원, 5억 원을", "두 회사는 각각 …".
    pub(super) fn each_of(&self, part: &Part<'_>) -> Option<&Part<'a>> {
        let members: Vec<&Part<'a>> = self.parts.iter().filter(|p| p.list_end == part.list_end).collect();
        let distributed = self.string[self.clause.clone()].contains("각각");
        (distributed && members.len() == self.place.1 && members.len() > 1).then(|| members[self.place.0])
    }

    /// Whether a name opens a headline: "A부, B에 3억 원 보상".
    pub(super) fn heads_line(&self, part: &Part<'_>, line: &Range<usize>) -> bool {
        let before = self.string.get(line.start..part.start);
        let line = &self.string[line.clone()];
        let after = &self.string[skip_closers(self.string, part.end)..];
        let first = before.is_some_and(|before| before.chars().count() <= 12);
        part.mention.kind.is_actor() && first && after.starts_with([',', '，']) && !line.trim_end().ends_with('.')
    }

    /// Whether a noun of money that opens a clause is said to be the amount: "…하며, 예산은 3억 원이다".
    pub(super) fn follows_money_noun(&self) -> bool {
        const NOUNS: &[&str] = &["예산", "총예산", "사업비", "총사업비", "사업예산"];
        let mut words = self.string[self.sentence.start..self.amount.range.start].split_whitespace().rev();
        let noun = words.by_ref().find(|w| !matches!(*w, "약" | "총" | "최대" | "모두"));
        let opens = words.find(|w| !matches!(*w, "총" | "전체")).is_none_or(|w| w.ends_with(['며', '고', ',']));
        let is_noun = |w: &str| w.strip_suffix(['은', '는']).is_some_and(|n| NOUNS.contains(&n));
        let told = self.string[self.amount.end..].starts_with(['이', '다', '으', '로', '.']);
        noun.is_some_and(is_noun) && opens && told
    }

    /// Whether the clause of the amount is about the amount itself: "사업비 3억 원은", "3억 원이".
    pub(super) fn is_topic(&self) -> bool {
        let after = &self.string[self.amount.end..];
        ["은 ", "는 ", "이 ", "가 "].iter().any(|p| after.starts_with(p))
    }

    /// Whether a comma parts a name from the amount before it.
    fn is_parted(&self, part: &Part<'_>) -> bool {
        self.string.get(self.amount.end..part.start).is_some_and(|between| between.contains([',', '，']))
    }

    /// Whether the amount stands alone in a bracket: "(약 3억 원)".
    pub(super) fn is_bracketed(&self) -> bool {
        let before = self.string[..self.amount.range.start].trim_end_matches(['약', '총', ' ']);
        before.ends_with(['(', '（']) && self.string[self.amount.end..].starts_with([')', '）'])
    }

    /// Whether the clause says behind the amount that it is given: 투입한다, 내기로 했다.
    pub(super) fn is_given(&self) -> bool {
        // 투자 in the name of a programme is no verb.
        let rest = &self.plain[self.amount.end..self.clause.end.max(self.amount.end)];
        // "2조 원이 들어가며 A가 맡는다": a cost that nobody is said to bear.
        static COSTING: WordList = WordList::new(&["이 들", "이 소요", "이 필요"]);
        !COSTING.opens(rest)
            && [&GRANTED, &PUT, &PAID].iter().any(|verbs| verbs.is_in(rest))
            && ![&RECEIVED, &BOUGHT, &SOLD].iter().any(|verbs| verbs.is_in(rest))
    }

    /// Whether who acts gives beside others: "B도 3억 원을", "별도로", "자체 자금".
    pub(super) fn gives_beside_others(&self) -> bool {
        let words = &self.string[self.clause.clone()];
        OWN.is_in(words) || self.actor().is_some_and(|a| a.role == Role::Also)
    }

    /// Who acts in the clause of the amount, besides `to`: all members of the list that does.
    pub(super) fn givers(&self, to: MentionId) -> Vec<MentionId> {
        let strict = self.actor().filter(|a| self.clause.contains(&a.start) && !self.is_source(a));
        let Some(actor) = strict else { return Vec::new() };
        let same = |p: &Part<'_>| same_thing(p.mention, self.view.found.mention(to));
        // "A가 총괄하는 ‘X’는 예산이 3억 원이다": who only describes it does not give.
        let between = |p: &Part<'_>| actor.end < p.start && p.end <= self.amount.range.start;
        if self.parts.iter().any(|p| same(p) && between(p)) && self.view.describes(self.text, actor) {
            return Vec::new();
        }
        let members = self.parts.iter().filter(|p| p.list_end == actor.list_end && p.mention.kind.is_actor());
        members.filter(|p| !same(p)).map(|p| p.id).collect()
    }
}

/// The clause of an amount inside its sentence.
fn clause(view: &View<'_>, text: usize, amount: &Amount, sentence: &Range<usize>) -> Range<usize> {
    view.clause_at(text, amount.range.start)
        .map_or(sentence.clone(), |c| c.range.start.max(sentence.start)..c.range.end.min(sentence.end).max(amount.end))
}

/// Nouns that stand for a name before, by its last word: "센터는" behind ‘하늘 실증센터’.
fn short_nouns<'a>(view: &View<'a>, text: usize, sentence: &Range<usize>, taken: &[Part<'a>]) -> Vec<Part<'a>> {
    let string = view.str(text);
    let lexicon = view.registry.lexicon();
    let mut out = Vec::new();
    let mut from = None;
    for (at, c) in
        string[sentence.clone()].char_indices().map(|(i, c)| (i + sentence.start, c)).chain([(sentence.end, ' ')])
    {
        if is_word(c) {
            from.get_or_insert(at);
            continue;
        }
        let Some(start) = from.take() else { continue };
        let word = &string[start..at];
        let (stem, found) = particle::split(word).map_or((word, None), |(s, p)| (s, Some(p)));
        let end = start + stem.len();
        let before = &string[sentence.start..start];
        let marked = || found.is_some() || string[at..].trim_start().starts_with("예산");
        let free = || !taken.iter().any(|p| p.start < end && start < p.end);
        let pointed = || ["이 ", "동 ", "해당 ", "이번 ", "금번 "].iter().any(|p| before.ends_with(p));
        let noun = || stem.chars().count() >= 2 && stem.chars().all(is_syllable);
        let classed = || pointed() || lexicon.class_of(stem).is_some();
        if !(marked() && free() && noun() && classed()) || is_modified(before) {
            continue;
        }
        if let Some((id, mention)) = antecedent(view, text, start, stem) {
            let role = roles::role(string, &(start..end), lexicon).0;
            out.push(Part { id, mention, role, text, start, end, list_end: end });
        }
    }
    out
}

/// Whether the words before a noun end in one that modifies it, so that it is another thing: "신규 사업에".
fn is_modified(before: &str) -> bool {
    let Some(word) = before.strip_suffix(' ').and_then(|b| b.split_whitespace().next_back()) else {
        return before.ends_with(is_word);
    };
    let pointing = [
        "이번",
        "금번",
        "동",
        "이",
        "해당",
        "본",
        "그",
        "또",
        "또한",
        "한편",
        "특히",
        "아울러",
        "올해",
        "내년",
        "다만",
        "따라",
        "향후",
        "이어",
        "및",
        "우선",
    ];
    if word.ends_with([',', '.', '”', '’', ')']) || pointing.contains(&word) {
        return false;
    }
    let verbal = ["하는", "되는", "있는", "없는", "한", "된", "할", "될"].iter().any(|e| word.ends_with(e));
    verbal || particle::split(word).is_none_or(|(_, p)| p.form == "의")
}

/// The last name before `at` that ends in `noun`.
fn antecedent<'a>(view: &View<'a>, text: usize, at: usize, noun: &str) -> Option<(MentionId, &'a Mention)> {
    let before = (SectionText::TITLE..=text).rev().flat_map(|t| view.names(t).rev());
    before
        .filter(|(_, m)| (m.text, m.range.end) <= (text, at))
        .find(|(_, m)| can_own(m) && m.name.len() > noun.len() && m.name.ends_with(noun))
}
