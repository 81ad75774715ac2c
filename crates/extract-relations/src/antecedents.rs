//! What an anaphor stands for: the names before it.

use crate::anaphora::{Anaphor, Antecedent, DRAFTS, VENTURES};
use crate::grammar::Grammar;
use crate::partial_names::PartialNames;
use crate::parts::same_thing;
use crate::roles;
use crate::view::View;
use policygraph_frames::Referent;
use policygraph_korean::hangul::{is_letter, is_word};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, SectionText};
use std::ops::Range;

/// Nouns for a programme whatever its name ends in.
static MEASURES: WordList = WordList::new(&[
    "사업",
    "프로젝트",
    "프로그램",
    "계획",
    "구상",
    "제도",
    "방안",
    "대책",
    "전략",
    "로드맵",
    "패키지",
]);

impl<'a> View<'a> {
    /// The grammar of a text with the names in it.
    pub(crate) fn read_grammar(&self, text: usize) -> Grammar<'a> {
        Grammar::new(self.str(text), self.referents(text), self.registry.frames())
    }

    /// The names of a text, and the words that stand for names before them.
    fn referents(&self, text: usize) -> Vec<Referent> {
        let all = self.all_names(text);
        // "양자과학연구소": what the organization is called after is not spoken of.
        let bodies: Vec<&Range<usize>> =
            self.names(text).filter(|(_, m)| m.kind.is_organization()).map(|(_, m)| &m.range).collect();
        let in_name = |m: &Mention| {
            let before = &bodies[..bodies.partition_point(|body| body.start <= m.range.start)];
            m.kind == EntityType::Technology && before.last().is_some_and(|body| m.range.end <= body.end)
        };
        let own = all.filter(|(_, m)| !m.range.is_empty() && !in_name(m)).map(|(id, m)| Referent {
            id: id.0,
            range: m.range.clone(),
            kind: Some(m.kind),
        });
        let mut referents: Vec<Referent> = own.collect();
        // A technology may stand in the words for a programme.
        let inside = |r: &std::ops::Range<usize>, all: &[Referent]| {
            let other =
                |o: &Referent| o.kind != Some(EntityType::Technology) || r.start > o.range.start || o.range.end > r.end;
            all.iter().any(|o| o.range.start < r.end && r.start < o.range.end && other(o))
        };
        for (range, id, mention) in self.anaphors(text) {
            // 양국 stands for two at one place.
            let beside = referents.iter().any(|r| r.range == range);
            if beside || !inside(&range, &referents) {
                referents.push(Referent { id: id.0, range, kind: Some(mention.kind) });
            }
        }
        referents.sort_by_key(|r| (r.range.start, std::cmp::Reverse(r.range.end)));
        referents
    }

    /// The words of a text that stand for names before them, each with what it stands for.
    pub(crate) fn anaphors(&self, text: usize) -> Vec<(Range<usize>, MentionId, &'a Mention)> {
        let mut out = Vec::new();
        for anaphor in self.pointing(text) {
            // What is pointed back to stands in a sentence before, if one has it.
            let listed = self.listed_before(anaphor, text);
            let mut antecedents =
                listed.unwrap_or_else(|| self.antecedents_of(anaphor, (text, self.sentence_start(text, anaphor))));
            if antecedents.is_empty() {
                antecedents = self.antecedents(&anaphor.antecedent, (text, anaphor.range.start));
            }
            if anaphor.antecedent == Antecedent::Here {
                antecedents.retain(|(_, m)| m.text == text);
            }
            // "사업 관리는 …" in a new paragraph: the programme that all is about, where it ends in the word.
            if let Antecedent::EndsIn(word) = &anaphor.antecedent
                && !antecedents.is_empty()
                && antecedents.iter().all(|(_, m)| m.kind == EntityType::Program && m.text != text)
                && let Some(main) = self.main_programme(text).filter(|(_, m)| m.name.ends_with(word.as_str()))
            {
                antecedents = vec![main];
            }
            out.extend(antecedents.into_iter().map(|(id, mention)| (anaphor.range.clone(), id, mention)));
        }
        let partial = self.partial_names.get_or_init(|| {
            let names = SectionText::all(self.section).flat_map(|(t, _)| self.names(t));
            PartialNames::new(names, self.registry.lexicon())
        });
        out.extend(partial.find(self.str(text), text));
        out
    }

    /// The two that the sentence lists before an anaphor of two: "A대학교·B연수원에 …을 신설하고, 두 기관에".
    fn listed_before(&self, anaphor: &Anaphor, text: usize) -> Option<Vec<(MentionId, &'a Mention)>> {
        use Antecedent::{TwoAuthorities, TwoCompanies, TwoInstitutes, TwoOrganizations, TwoProgrammes};
        if !matches!(
            anaphor.antecedent,
            TwoAuthorities | TwoCompanies | TwoInstitutes | TwoOrganizations | TwoProgrammes
        ) {
            return None;
        }
        let sentence = self.sentence_start(text, anaphor);
        let here = self.names(text).filter(|(_, m)| m.range.start >= sentence && m.range.end <= anaphor.range.start);
        let fitting: Vec<(MentionId, &'a Mention)> = here.filter(|(_, m)| fits(&anaphor.antecedent, m)).collect();
        let [(_, one), (_, other)] = fitting[..] else { return None };
        let gap = self.str(text).get(one.range.end..other.range.start)?.trim();
        matches!(gap, "와" | "과" | "및" | "·" | "ㆍ" | ",").then_some(fitting)
    }

    /// What an anaphor of a text stands for, among the names that end before this byte.
    pub(crate) fn antecedents_of(
        &self,
        anaphor: &Anaphor,
        (text, before): (usize, usize),
    ) -> Vec<(MentionId, &'a Mention)> {
        let known = self.founded_by_two(anaphor, text).or_else(|| self.topic_before(anaphor, text));
        let known = known.or_else(|| self.called_so_here(anaphor, text));
        known.map_or_else(|| self.antecedents(&anaphor.antecedent, (text, before)), |known| vec![known])
    }

    /// The programme that the sentence of an anaphor has named by its word, where none before was: "‘X 사업’에 3억 원을 주고, A가 이 사업에 참여".
    fn called_so_here(&self, anaphor: &Anaphor, text: usize) -> Option<(MentionId, &'a Mention)> {
        let Antecedent::EndsIn(word) = &anaphor.antecedent else { return None };
        let sentence = self.sentence_start(text, anaphor);
        let called = |m: &Mention| m.kind == EntityType::Program && m.name.ends_with(word.as_str());
        let before = self.names_before((text, sentence)).any(|(_, m)| called(m));
        let named = || self.names_in(text, &(sentence..anaphor.range.start)).rfind(|(_, m)| called(m));
        if before { None } else { named() }
    }

    /// Of whom the sentence of an anaphor speaks, where somebody else acts on it: A in "A도 진출을 검토했으나, B가 이 회사를 인수한다".
    fn topic_before(&self, anaphor: &Anaphor, text: usize) -> Option<(MentionId, &'a Mention)> {
        let Antecedent::Last(_) = anaphor.antecedent else { return None };
        let sentence = self.sentence_start(text, anaphor);
        let inside = sentence..anaphor.range.start;
        let acting = self.names_in(text, &inside).next_back().filter(|(_, m)| self.is_followed(m, &["이 ", "가 "]))?;
        let topics = self.names_in(text, &(sentence..acting.1.range.start));
        let mut topics = topics.filter(|(_, m)| self.is_followed(m, &["은 ", "는 ", "도 "]));
        let (id, topic) = topics.next_back().filter(|(_, m)| fits(&anaphor.antecedent, m))?;
        let gap = self.str(text).get(topic.range.end..acting.1.range.start)?;
        (gap.contains(", ") && !same_thing(topic, acting.1)).then_some((id, topic))
    }

    /// The company that two founded, where an anaphor stands for it beside theirs: "두 회사는 이 회사에 50억 원씩".
    fn founded_by_two(&self, anaphor: &Anaphor, text: usize) -> Option<(MentionId, &'a Mention)> {
        let sentence = self.sentence_start(text, anaphor);
        let this = anaphor.antecedent == Antecedent::Last(EntityType::Company) && self.speaks_of_two(text, sentence);
        this.then(|| self.antecedents(&Antecedent::Venture, (text, sentence)).pop())?
    }

    /// Where the sentence of an anaphor starts, in bytes.
    fn sentence_start(&self, text: usize, anaphor: &Anaphor) -> usize {
        self.str(text)[..anaphor.range.start].rfind(". ").map_or(0, |at| at + 1)
    }

    /// Whether the sentence from this byte on speaks of two companies named before.
    fn speaks_of_two(&self, text: usize, sentence: usize) -> bool {
        let rest = &self.str(text)[sentence..];
        let end = sentence + rest.find(". ").unwrap_or(rest.len());
        let two = |a: &Anaphor| a.antecedent == Antecedent::TwoCompanies && (sentence..end).contains(&a.range.start);
        self.pointing(text).iter().any(two)
    }

    /// Whether a company is called a joint venture or is what others found: "합작사 ‘A’", "A를 세운다".
    fn is_venture(&self, mention: &Mention) -> bool {
        static FOUNDING: WordList =
            WordList::new(&["세우", "세운", "세웠", "설립", "신설", "출범", "거느", "차리", "차린", "차렸"]);
        let string = self.str(mention.text);
        let called = || VENTURES.closes(string[..mention.range.start].trim_end_matches(|c: char| !is_word(c)));
        let founded = || {
            let after = &string[roles::skip_closers(string, mention.range.end)..];
            let verb = after.strip_prefix("을 ").or_else(|| after.strip_prefix("를 "));
            verb.is_some_and(|verb| FOUNDING.opens(verb))
        };
        mention.kind == EntityType::Company && (called() || founded())
    }

    /// What an anaphor stands for, among the names that end `before` this text and byte: the last of its type or name, or the
    /// last two.
    pub(crate) fn antecedents(&self, antecedent: &Antecedent, before: (usize, usize)) -> Vec<(MentionId, &'a Mention)> {
        let count = match antecedent {
            Antecedent::TwoCompanies
            | Antecedent::TwoCountries
            | Antecedent::TwoOrganizations
            | Antecedent::TwoAuthorities
            | Antecedent::TwoInstitutes
            | Antecedent::TwoProgrammes => 2,
            Antecedent::Companies(n) => *n,
            Antecedent::Organization
            | Antecedent::Last(_)
            | Antecedent::Venture
            | Antecedent::Measure
            | Antecedent::Here
            | Antecedent::Plan
            | Antecedent::Sanctions
            | Antecedent::Abroad
            | Antecedent::EndsIn(_)
            | Antecedent::Municipality(_) => 1,
        };
        // "양측은" between two states that the title names is the two states.
        if *antecedent == Antecedent::TwoOrganizations {
            let states: Vec<(MentionId, &'a Mention)> =
                self.names(SectionText::TITLE).filter(|(_, m)| m.kind == EntityType::Country).collect();
            if states.len() == 2 {
                return states;
            }
        }
        // "양측은" at the head of a paragraph: those who met, whoever was named since.
        if *antecedent == Antecedent::TwoOrganizations
            && !self.str(before.0)[..before.1].contains(is_letter)
            && let Some(pair) = self.two_authorities_of_lead(before.0)
        {
            return pair;
        }
        if count > 1 {
            // 양국 are none of three that a list names.
            let listed = |m: &Mention| *antecedent == Antecedent::TwoCountries && self.is_in_long_list(m);
            // Nor is the company that two founded one of the two.
            let named = self.last_named(count, before, |m| fits(antecedent, m) && !listed(m) && !self.is_venture(m));
            let named = self.left_out_with(antecedent, before, &named).unwrap_or(named);
            // "양측은" where a text speaks of states only.
            return match antecedent {
                Antecedent::TwoOrganizations if named.len() < 2 => self.antecedents(&Antecedent::TwoCountries, before),
                _ => named,
            };
        }
        if *antecedent == Antecedent::Plan
            && let Some(plan) = self.plan().or_else(|| self.main_programme(before.0))
        {
            return vec![plan];
        }
        if *antecedent == Antecedent::Venture {
            return self.last_named(1, before, |m| self.is_venture(m));
        }
        // "‘X’ 프로젝트": called so by the noun behind its name.
        let called = |m: &Mention| {
            let Antecedent::EndsIn(word) = antecedent else { return false };
            let string = self.str(m.text);
            let behind = string[roles::skip_closers(string, m.range.end)..].trim_start();
            let body = matches!(m.kind, EntityType::Program | EntityType::Association);
            body && !m.range.is_empty() && behind.starts_with(word.as_str())
        };
        let last = self.last_spoken_of(before, |m| fits(antecedent, m) || called(m));
        // "이번 사업" of a programme that is called otherwise.
        let otherwise = || match antecedent {
            Antecedent::EndsIn(word) if MEASURES.has(word) => {
                let here = |m: &Mention| !self.goes_elsewhere(before.0, m);
                self.last_spoken_of(before, |m| m.kind == EntityType::Program && here(m))
            }
            // "이 법안은" of a law that is called one.
            Antecedent::EndsIn(word) if DRAFTS.has(word) => {
                self.last_spoken_of(before, |m| m.kind == EntityType::Legislation)
            }
            _ => None,
        };
        last.or_else(otherwise).into_iter().collect()
    }

    /// The two where the sentence before names only with whom somebody acts, who is left out: "A는 … 밝혔다. C와도 협약을 맺었다. 양사는".
    fn left_out_with(
        &self,
        antecedent: &Antecedent,
        before: (usize, usize),
        named: &[(MentionId, &'a Mention)],
    ) -> Option<Vec<(MentionId, &'a Mention)>> {
        let &[(_, other), partner] = named else { return None };
        let with = ["와는 ", "과는 ", "와도 ", "과도 "];
        let (text, end) = (self.str(partner.1.text), partner.1.range.start);
        let apart =
            other.text != partner.1.text || text.get(other.range.end..end).is_some_and(|gap| gap.contains(". "));
        if *antecedent != Antecedent::TwoCompanies || !apart || !self.is_followed(partner.1, &with) {
            return None;
        }
        let topic = |m: &Mention| fits(antecedent, m) && self.is_followed(m, &["은 ", "는 ", "이 ", "가 "]);
        let acting = self.names_before(before).find(|(_, m)| topic(m) && !same_thing(m, partner.1))?;
        Some(vec![acting, partner])
    }

    /// The two authorities of different countries that a text before names first together: those whose meeting is told of.
    fn two_authorities_of_lead(&self, text: usize) -> Option<Vec<(MentionId, &'a Mention)>> {
        (SectionText::BLOCKS..text).find_map(|t| {
            let agencies = self.names(t).filter(|(_, m)| m.kind == EntityType::GovernmentAgency).collect::<Vec<_>>();
            let pair = agencies.windows(2).find(|pair| pair[0].1.country != pair[1].1.country)?;
            Some(pair.to_vec())
        })
    }

    /// The names that end before this text and byte, the last first.
    fn names_before(&self, (text, end): (usize, usize)) -> impl Iterator<Item = (MentionId, &'a Mention)> {
        // "• (한국) … 프로젝트를 추진" is none of those that "• (EU) …" named.
        let own = self.country_label(text);
        let other = move |t: usize| own.is_some() && self.country_label(t).is_some_and(|label| Some(label) != own);
        let all = (0..=text).rev().filter(move |&t| !other(t)).flat_map(|t| self.names(t).rev());
        all.filter(move |(_, m)| (m.text, m.range.end) <= (text, end))
    }

    /// The country or union in the brackets that open a text or what it stands below.
    fn country_label(&self, text: usize) -> Option<&'a str> {
        use EntityType::{Country, InternationalOrganization};
        let labels = |t: usize| {
            let topic = self.bracketed_topic(t).map(|p| p.mention)?;
            matches!(topic.kind, Country | InternationalOrganization).then_some(topic.name.as_str())
        };
        if text < SectionText::BLOCKS {
            return None;
        }
        labels(text).or_else(|| self.ancestors(text).into_iter().find_map(labels))
    }

    /// The last things named that fit, in the order of their last mentions.
    fn last_named(
        &self,
        count: usize,
        before: (usize, usize),
        fits: impl Fn(&Mention) -> bool,
    ) -> Vec<(MentionId, &'a Mention)> {
        let mut found: Vec<(MentionId, &'a Mention)> = Vec::new();
        for (id, mention) in self.names_before(before).filter(|(_, m)| fits(m)) {
            if found.len() == count {
                break;
            }
            if !found.iter().any(|(_, m)| same_thing(m, mention)) {
                found.push((id, mention));
            }
        }
        found.reverse();
        found
    }

    /// Whether a country stands in a list of three or more: "라오스, 몽골, 케냐".
    fn is_in_long_list(&self, country: &Mention) -> bool {
        let string = self.str(country.text);
        let joined = |a: &Mention, b: &Mention| {
            let gap = string.get(a.range.end..b.range.start).unwrap_or_default().trim();
            b.kind == a.kind && matches!(gap, "," | "·" | "및" | "와" | "과" | "、")
        };
        let members = |names: &mut dyn Iterator<Item = (MentionId, &'a Mention)>, forward: bool| {
            let mut last = country;
            names
                .map(|(_, m)| m)
                .take_while(|&m| {
                    let goes_on = if forward { joined(last, m) } else { joined(m, last) };
                    last = m;
                    goes_on
                })
                .count()
        };
        let before = members(&mut self.names_in(country.text, &(0..country.range.start)).rev(), false);
        let after = members(&mut self.names_in(country.text, &(country.range.end..string.len())), true);
        before + 1 + after > 2
    }

    /// The last thing named that fits: of those in its text, what the text was about rather than what it named besides.
    fn last_spoken_of(
        &self,
        before: (usize, usize),
        fits: impl Fn(&Mention) -> bool,
    ) -> Option<(MentionId, &'a Mention)> {
        let mut fitting = self.names_before(before).filter(|(_, m)| fits(m));
        let last = fitting.next()?;
        let mut found = vec![last];
        for (id, mention) in fitting.take_while(|(_, m)| m.text == last.1.text) {
            if !found.iter().any(|(_, m)| same_thing(m, mention)) {
                found.push((id, mention));
            }
        }
        let about = |particles: &[&str]| found.iter().find(|(_, m)| self.is_followed(m, particles)).copied();
        // "예산은 X로 조달한다": what is only a means is not what is spoken of.
        let acted_on = || found.iter().find(|(_, m)| !self.is_followed(m, &["로 ", "으로 "])).copied();
        about(&["은 ", "는 "]).or_else(|| about(&["이 ", "가 "])).or_else(acted_on).or(Some(last))
    }

    /// Whether one of these particles follows a name.
    fn is_followed(&self, mention: &Mention, particles: &[&str]) -> bool {
        let string = self.str(mention.text);
        let after = &string[roles::skip_closers(string, mention.range.end)..];
        particles.iter().any(|p| after.starts_with(p))
    }
}

/// Whether an anaphor may stand for a name, by its type and its last word.
fn fits(antecedent: &Antecedent, mention: &Mention) -> bool {
    match antecedent {
        Antecedent::Last(kind) => mention.kind == *kind,
        Antecedent::Venture => mention.kind == EntityType::Company,
        Antecedent::TwoCompanies | Antecedent::Companies(_) => mention.kind == EntityType::Company,
        Antecedent::TwoCountries | Antecedent::Abroad => mention.kind == EntityType::Country,
        Antecedent::TwoAuthorities => mention.kind == EntityType::GovernmentAgency,
        Antecedent::TwoInstitutes => mention.kind == EntityType::ResearchOrganization,
        Antecedent::TwoProgrammes => mention.kind == EntityType::Program,
        Antecedent::Organization | Antecedent::TwoOrganizations => {
            mention.kind.is_organization() && mention.kind != EntityType::MediaOrganization
        }
        Antecedent::Measure | Antecedent::Here => {
            matches!(mention.kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
        }
        Antecedent::Plan => crate::plan::is_plan(mention),
        Antecedent::Sanctions => mention.kind == EntityType::Legislation && mention.name.contains("제재"),
        Antecedent::EndsIn(word) => mention.name.ends_with(word.as_str()),
        Antecedent::Municipality(kind) => mention.kind == EntityType::Place && mention.name.ends_with(*kind),
    }
}
