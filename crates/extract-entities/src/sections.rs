//! What the texts of a section say about each other's names.

use policygraph_korean::hangul::{first_word, is_word};
use policygraph_korean::{date, name, number, particle};
use policygraph_model::{EntityType, Findings, Mention, Section, SectionText};
use policygraph_registry::{Registry, Strength};
use rustc_hash::FxHashMap;

/// Capitals that a bracket gives to a name are that name below it, whatever else is called by them: CBI behind "○○ 방안(CBI)".
pub(crate) fn introduced_abbreviations(found: &mut Findings) {
    let capitals = |name: &str| name.len() >= 2 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let mut introduced: FxHashMap<String, Mention> = FxHashMap::default();
    for mention in &found.mentions {
        let measure = matches!(mention.kind, EntityType::Program | EntityType::Legislation | EntityType::Document);
        for alias in mention.aliases.iter().filter(|a| measure && capitals(a)) {
            introduced.entry(alias.clone()).or_insert_with(|| mention.clone());
        }
    }
    for mention in found.mentions.iter_mut().filter(|m| m.aliases.is_empty()) {
        let Some(named) = introduced.get(&mention.name) else { continue };
        if named.kind != mention.kind && (named.text, named.range.end) < (mention.text, mention.range.start) {
            mention.kind = named.kind;
            mention.registry.clone_from(&named.registry);
            mention.country.clone_from(&named.country);
        }
    }
}

/// Capitals in a bracket behind a noun for a thing are no name: NCC where the section has "나프타분해설비(NCC)".
pub(crate) fn abbreviated_nouns(section: &Section, registry: &Registry, found: &mut Findings) {
    const THINGS: &[&str] = &["설비", "장치", "시설", "기술", "장비", "소재", "물질", "연료", "배터리", "모델", "방식"];
    let capitals = |name: &str| name.len() >= 2 && name.bytes().all(|b| b.is_ascii_uppercase());
    let unknown = |m: &Mention| m.kind == EntityType::Company && m.registry.is_none() && capitals(&m.name);
    if !found.mentions.iter().any(unknown) {
        return;
    }
    let introduced = |name: &str| {
        let bracket = format!("({name})");
        SectionText::all(section).any(|(_, text)| {
            let before = text.as_str().split_once(&bracket).map(|(before, _)| before);
            before.is_some_and(|b| THINGS.iter().any(|thing| b.ends_with(thing)))
        })
    };
    found.mentions.retain(|m| !(unknown(m) && registry.named(&m.name).next().is_none() && introduced(&m.name)));
}

/// A heading names a measure in short, the text below in full: "○○ 전략계획" for "○○ 4개년 전략계획"; the text may go
/// on in short. Where all words of the short name stand in the full one in order, from the same first to the same last,
/// they are one.
pub(crate) fn short_forms(registry: &Registry, found: &mut Findings) {
    let measures = |m: &&Mention| is_measure(m) && m.registry.is_none();
    let full: Vec<(usize, String, EntityType)> =
        found.mentions.iter().filter(measures).map(|m| (m.text, m.name.clone(), m.kind)).collect();
    let index = FullNames::new(registry, &full);
    for mention in found.mentions.iter_mut().filter(|m| is_measure(m) && m.registry.is_none()) {
        let title = mention.text == SectionText::TITLE;
        let candidates = if title { (0..full.len()).collect() } else { index.candidates(&mention.name) };
        let long = candidates.into_iter().map(|i| &full[i]).find(|(text, name, kind)| {
            *kind == mention.kind
                && if with_country(&mention.name, name, registry) {
                    true
                } else if title && *text >= SectionText::BLOCKS {
                    shortens(&mention.name, name) || contracts(&mention.name, name)
                } else {
                    shortens(&mention.name, name) && abridges(&mention.name, name)
                }
        });
        if let Some((_, name, _)) = long {
            mention.aliases.push(name.clone());
        }
    }
}

/// The full names of a section by what their short forms have of them, so that not each is compared with each.
struct FullNames<'n> {
    by_word: FxHashMap<&'n str, Vec<usize>>,
    /// By what stands behind the name of a country at the start.
    behind_country: FxHashMap<&'n str, Vec<usize>>,
}

impl<'n> FullNames<'n> {
    fn new(registry: &Registry, full: &'n [(usize, String, EntityType)]) -> Self {
        let mut index = Self { by_word: FxHashMap::default(), behind_country: FxHashMap::default() };
        for (i, (_, name, _)) in full.iter().enumerate() {
            for word in name.split_whitespace() {
                index.by_word.entry(word).or_default().push(i);
            }
            let cuts = name.char_indices().map(|(at, _)| at).skip(1).take_while(|&at| at <= LONGEST_COUNTRY);
            for cut in cuts.filter(|&cut| registry.country_named(name[..cut].trim_end()).is_some()) {
                index.behind_country.entry(&name[cut..]).or_default().push(i);
            }
        }
        index
    }

    /// The names of which a name may be a short form, in order: those that have its rarest word but the last.
    fn candidates(&self, short: &str) -> Vec<usize> {
        let words: Vec<&str> = short.split_whitespace().collect();
        let head = words.split_last().map_or(&[][..], |(_, head)| head);
        let lists: Option<Vec<&Vec<usize>>> = head.iter().map(|w| self.by_word.get(w)).collect();
        let rarest = lists.unwrap_or_default().into_iter().min_by_key(|list| list.len());
        let mut all: Vec<usize> = rarest.into_iter().chain(self.behind_country.get(short)).flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// No name of a country is longer, in bytes.
const LONGEST_COUNTRY: usize = 30;

/// A company is called by what stands before the word for its industry: "가온은" for 가온반도체. The short name must act or be acted on
/// somewhere in the section.
pub(crate) fn short_companies(section: &Section, registry: &Registry, found: &mut Findings) {
    /// Ends of names of those who invest, which are left out as soon as a text has named them.
    const FUNDS: &[&str] = &["파트너스", "캐피탈", "벤처스", "인베스트먼트", "자산운용"];
    const PARTICLES: &[&str] = &["은", "는", "이", "가", "의", "과", "와", "도", "을", "를", "에"];
    let mut shorts: Vec<(String, Mention)> = Vec::new();
    for mention in found.mentions.iter().filter(|m| m.kind == EntityType::Company && m.registry.is_none()) {
        let Some((short, _)) = registry.lexicon().company_name(&mention.name) else { continue };
        let long = short.chars().count();
        let other = registry.named(short).next().is_some() || registry.lexicon().is_common(short);
        if long >= 2 && !other && !short.ends_with(' ') && shorts.iter().all(|(s, _)| s != short) {
            shorts.push((short.to_owned(), mention.clone()));
        }
    }
    if shorts.is_empty() {
        return;
    }
    for (short, full) in shorts {
        for (number, text) in SectionText::own(section) {
            let string = text.as_str();
            for (at, _) in string.match_indices(short.as_str()) {
                let range = at..at + short.len();
                let opens = string[..at].chars().next_back().is_none_or(|c| !is_word(c));
                let rest = &string[range.end..];
                let end = first_word(rest).len();
                // What another rule took for a company by itself is this one, unless it could be a parent: no ○○코리아.
                let same = FUNDS.iter().any(|f| full.name.ends_with(f));
                let own = |m: &&mut Mention| m.text == number && m.range == range && m.kind == EntityType::Company;
                let known = found.mentions.iter_mut().find(own).filter(|m| same && opens && m.registry.is_none());
                if let Some(known) = known {
                    known.aliases.push(full.name.clone());
                    continue;
                }
                let taken = found
                    .mentions
                    .iter()
                    .any(|m| m.text == number && m.range.start < range.end && range.start < m.range.end);
                if !opens || taken || !PARTICLES.contains(&&rest[..end]) {
                    continue;
                }
                let Some(span) = text.span(range.clone()) else { continue };
                found.add(Mention {
                    text: number,
                    range,
                    span,
                    name: short.clone(),
                    aliases: vec![full.name.clone()],
                    ..full.clone()
                });
            }
        }
    }
    found.mentions.sort_by_key(|m| (m.text, m.range.start, m.range.end));
}

/// A person with a name of several words is called by the last of them later: "○○ 가르시아 장관은 … 가르시아 장관은".
pub(crate) fn family_names(found: &mut Findings) {
    let mut full: Vec<String> = Vec::new();
    for mention in found.mentions.iter_mut().filter(|m| m.kind == EntityType::Person) {
        match mention.name.rsplit_once(' ') {
            Some(_) => full.push(mention.name.clone()),
            None => {
                let whole = full.iter().rfind(|f| f.rsplit_once(' ').is_some_and(|(_, last)| last == mention.name));
                mention.aliases.extend(whole.cloned());
            }
        }
    }
}

/// The government of a state is called so later: "해밀주 정부는 … 주정부가".
pub(crate) fn state_governments(found: &mut Findings) {
    let mut last: Option<Mention> = None;
    for mention in found.mentions.iter_mut().filter(|m| m.kind == EntityType::GovernmentAgency) {
        if mention.name.ends_with("주 정부") {
            last = Some(mention.clone());
        } else if matches!(mention.name.as_str(), "주정부" | "주 정부")
            && let Some(whole) = &last
        {
            mention.name.clone_from(&whole.name);
            mention.registry.clone_from(&whole.registry);
            mention.country.clone_from(&whole.country);
        }
    }
}

fn is_measure(mention: &Mention) -> bool {
    matches!(mention.kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
}

fn shortens(short: &str, full: &str) -> bool {
    let mut rest = full.split_whitespace();
    let words: Vec<&str> = short.split_whitespace().collect();
    let Some((last, head)) = words.split_last() else { return false };
    !head.is_empty()
        && short != full
        && full.split_whitespace().next_back().is_some_and(|f| f.starts_with(last))
        && head.iter().all(|w| rest.any(|f| f == *w))
}

/// Whether a name is another with the name of a country before it: "혁신전략" for "미국혁신전략".
fn with_country(short: &str, full: &str, registry: &Registry) -> bool {
    full.strip_suffix(short)
        .is_some_and(|country| !country.is_empty() && registry.country_named(country.trim_end()).is_some())
}

/// Whether all syllables of a title stand in a name in order, with the same year and the same last word: "2020년 해양관측
/// 시행계획" for "2020년도 가온부 해양 관측사업 시행계획".
fn contracts(short: &str, full: &str) -> bool {
    let year = |s: &str| date::years(s).first().map(|y| y.from);
    let core =
        |s: &str| name::key(s).trim_start_matches(|c: char| c.is_ascii_digit()).replace("년도", "").replace('년', "");
    let (a, b) = (core(short), core(full));
    let mut rest = b.chars();
    a != b
        && year(short) == year(full)
        && a.chars().count() >= 8
        && short.split_whitespace().next_back() == full.split_whitespace().next_back()
        && a.chars().all(|c| rest.any(|f| f == c))
}

/// Whether two names start alike and share at least three words: enough to be one wherever they stand.
fn abridges(short: &str, full: &str) -> bool {
    let first = short.split_whitespace().next().unwrap_or_default();
    // The number of a term (제5기, 제3차) tells as much as a word.
    let term = number::edition(first).is_some_and(|(_, rest)| rest.is_empty());
    short.split_whitespace().count() >= 3 - usize::from(term) && Some(first) == full.split_whitespace().next()
}

/// Id of the rule that takes the type of a name from its footnote.
pub(crate) const FOOTNOTE: &str = "footnote";

/// What footnotes say about the names that they explain: the original name of a measure, or the type of a name that
/// nothing else typed ("누리*를 인수" with "* 음식 주문 서비스 업체").
pub(crate) fn footnotes(section: &Section, registry: &Registry, found: &mut Findings) {
    for (i, note) in section.blocks.iter().enumerate() {
        let Some((block, star)) = section.starred(i) else { continue };
        let (text, note_text) = (SectionText::BLOCKS + block, SectionText::BLOCKS + i);
        let starred = section.blocks[block].text.as_str();
        let before = starred[..star].trim_end_matches(['’', '‘', '\'', '”', '」', '』']);
        let whole = note.text.as_str();
        // The original name alone, or before a colon.
        let name = whole.split_once(':').map_or(whole, |(name, _)| name).trim_end();
        let latin = name.is_ascii()
            && name.split_whitespace().count() >= 3
            && name.starts_with(|c: char| c.is_ascii_uppercase());
        if latin {
            let owner = found.mentions.iter().rposition(|m| m.text == text && m.range.end <= star && is_measure(m));
            if let Some(owner) = owner {
                found.mentions[owner].aliases.push(name.to_owned());
                found
                    .mentions
                    .retain(|m| m.text != note_text || m.range.start >= name.len() || m.kind == EntityType::Technology);
            }
            continue;
        }
        let taken = found.mentions.iter().any(|m| {
            m.text == text
                && m.kind != EntityType::Technology
                && m.range.start < before.len()
                && before.len() <= m.range.end
        });
        let Some(kind) = described_kind(whole, registry).filter(|_| !taken) else { continue };
        let start = before
            .rfind(|c: char| !is_word(c))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = &before[start..];
        let plain = word.chars().count() >= 2
            && !registry.lexicon().is_generic(word)
            && registry.lexicon().class_of(word).is_none_or(|c| c.word != word);
        let Some(span) = section.blocks[block].text.span(start..before.len()).filter(|_| plain) else { continue };
        found.add(Mention {
            text,
            range: start..before.len(),
            span,
            name: word.to_owned(),
            kind,
            registry: None,
            aliases: Vec::new(),
            country: None,
            rule: FOOTNOTE,
        });
        found.mentions.sort_by_key(|m| (m.text, m.range.start, m.range.end));
    }
}

/// The type of what a description describes: the class noun that ends it, or its first clause ("… 업체로 …").
fn described_kind(description: &str, registry: &Registry) -> Option<EntityType> {
    let words: Vec<&str> = description.split_whitespace().map(|w| w.trim_end_matches([',', '.'])).collect();
    words.iter().enumerate().find_map(|(i, word)| {
        let (stem, ends) = match particle::split(word) {
            Some((stem, p)) => (stem, matches!(p.form, "로" | "으로" | "로서" | "으로서" | "이며" | "며" | "임")),
            None => (*word, false),
        };
        let ends = ends || i + 1 == words.len();
        let class = registry.lexicon().class_of(stem).filter(|_| ends)?;
        let described = class.kind.is_organization() || class.kind == EntityType::Product;
        (described && class.strength != Strength::Head).then_some(class.kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_shortens_a_name() {
        assert!(shortens("국가 해양 전략계획", "국가 해양 관측 5개년 전략계획"));
        assert!(!shortens("국가 해양 전략계획", "국가 해양 전략계획"));
        assert!(!shortens("국가 우주 전략계획", "국가 해양 관측 전략계획"));
    }
}
