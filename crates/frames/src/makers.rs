//! Who makes what, and who runs what, where no predicate says it: "A사의 메모리 ‘X’", "산림청 ‘X 사업’", "A사의 배터리 공장".

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, Role};
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_registry::{Frame, WordClass};
use std::ops::Range;

/// Sureness of a relation that stands in a noun phrase.
const NOUN: f64 = 0.85;

/// Where things are made.
pub const PLANTS: &[&str] =
    &["공장", "생산라인", "생산기지", "생산시설", "생산설비", "제조시설", "제조공장", "생산공장"];

/// What is done with a thing until there is one.
pub const UNDERTAKINGS: &[&str] = &["개발", "생산", "제조", "양산", "국산화", "상용화", "연구개발", "공동개발", "제작"];

impl Scene<'_> {
    /// What a sentence says of makers in its noun phrases.
    pub(crate) fn makers(&self, sentence: usize, out: &mut Vec<Found>) {
        self.right_before(sentence, out);
        self.owned(sentence, out);
    }

    /// An authority or company right before its programme or product in quotation marks: "교육부 ‘X 사업’에".
    fn right_before(&self, sentence: usize, out: &mut Vec<Found>) {
        let phrases = &self.analysis.phrases;
        for phrase in &phrases[self.analysis.phrases_in(sentence)] {
            for w in phrase.nouns.clone().skip(1) {
                let at = |word: usize| {
                    let stem = &self.analysis.words[word].stem;
                    self.referents.iter().find(|r| r.range.start <= stem.start && stem.end == r.range.end)
                };
                let (Some(a), Some(b)) = (at(w - 1), at(w)) else { continue };
                // Names can lie over each other ("디지털 세네갈 전략" has a country in it): then nothing stands between them.
                let between = self.text.get(a.range.end..b.range.start);
                // The abbreviation may stand between: "국립과학재단(NSF) ‘X 프로그램’".
                let between = between.map(|t| match t.strip_prefix('(').and_then(|t| t.split_once(')')) {
                    Some((inner, rest)) if inner.is_ascii() => rest,
                    _ => t,
                });
                let quoted = between.is_some_and(|t| t.trim_start().starts_with(['‘', '「', '『', '“', '\'']));
                let predicate = match (a.kind, b.kind) {
                    (Some(EntityType::GovernmentAgency), Some(EntityType::Program)) => Predicate::Leads,
                    (Some(EntityType::Company), Some(EntityType::Product)) => Predicate::Develops,
                    _ => continue,
                };
                if quoted {
                    out.push(stated(a.id, predicate, b.id, a.range.start..b.range.end, NOUN * 0.9));
                }
            }
        }
    }

    /// What a company has that is a product, it makes: "A사의 메모리 ‘X’". The programme of a public body is run by it: "산림청의 ‘X 사업’".
    fn owned(&self, sentence: usize, out: &mut Vec<Found>) {
        use EntityType::{
            Company, Country, Document, GovernmentAgency, InternationalOrganization, Legislation, Place, Product,
            Program, ResearchOrganization, Technology,
        };
        for p in self.analysis.phrases_in(sentence) {
            let [owner, owned, ..] = &self.analysis.phrases[p..] else { continue };
            if owner.role != Role::Genitive || owned.inner || owner.words.end != owned.words.start {
                continue;
            }
            // "A사의 ‘X 사업’ 합류": A joins what is not its own.
            let joins = |f: &Frame| f.predicate == Predicate::ParticipatesIn && f.class == WordClass::Noun;
            if self.frames.of(self.head_noun(p + 1)).iter().any(joins) {
                continue;
            }
            let Some(owned) = self.head(owned).or_else(|| self.opening(owned)) else { continue };
            // "산림청 주도의 ‘X 사업’".
            let last = owner.nouns.end.saturating_sub(1);
            let driven = owner.nouns.len() > 1 && matches!(self.head_noun(p), "주도" | "주관" | "총괄" | "소관");
            let makers: Vec<Filler> = if driven {
                self.head_of(owner, owner.nouns.start..last).into_iter().collect()
            } else {
                self.fillers(p).to_vec()
            };
            // "A사의 감속기는", "A사의 반도체 공장": what it has is the thing, or where the thing is made.
            let made = owned.kind == Some(Technology) && self.is_all_or_plant(p + 1, &owned);
            let quoted = self.text[..owned.range.start].ends_with(['‘', '「', '『', '“', '\'']);
            for maker in &makers {
                let predicate = match (maker.kind, owned.kind) {
                    (Some(Company), Some(Product)) => Predicate::Develops,
                    (Some(Company), Some(Technology)) if made => Predicate::Develops,
                    (
                        Some(GovernmentAgency | InternationalOrganization | ResearchOrganization | Company | Place),
                        Some(Program),
                    ) => Predicate::Leads,
                    // "호주의 ‘X’": in quotation marks it is one of the country, and not a field of policy.
                    (Some(Country), Some(Program)) if quoted => Predicate::Leads,
                    // "A 의회의 「X법」".
                    (Some(GovernmentAgency), Some(Legislation)) if self.is_chamber(maker) => Predicate::Enacts,
                    (Some(k), Some(Document)) if k.is_organization() => Predicate::Announces,
                    _ => continue,
                };
                out.push(stated(maker.id, predicate, owned.id, maker.range.start..owned.range.end, NOUN));
            }
        }
    }

    /// Whether an authority makes laws, by its name.
    fn is_chamber(&self, body: &Filler) -> bool {
        let name = self.text.get(body.range.clone()).unwrap_or_default();
        ["국회", "의회", "상원", "하원", "의원"].iter().any(|chamber| name.ends_with(chamber))
    }

    /// Who makes something together with whom, or builds or runs the plant where it is made: "A사는 B사와 감속기를 개발", "A사가 배터리 공장을
    /// 짓는다". What rests on the frames of the clause is in `out` already.
    pub(crate) fn making(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static BUILDING: WordList = WordList::new(&[
            "짓", "세우", "건설", "건립", "신설", "증설", "착공", "가동", "운영", "돌리", "완공", "준공", "늘리",
            "갖추", "두", "추진", "확장", "건립", "설립",
        ]);
        static MAKING: WordList = WordList::new(&[
            "개발",
            "공동개발",
            "만들",
            "제작",
            "생산",
            "연구",
            "공동연구",
            "설계",
            "국산화",
            "상용화",
        ]);
        static DRIVING: WordList = WordList::new(&[
            "주도",
            "맡",
            "담당",
            "총괄",
            "주관",
            "이끌",
            "거들",
            "참여",
            "착수",
            "나서",
            "뛰어들",
            "추진",
            "수행",
        ]);
        if MAKING.has(&clause.lemma) {
            let own = |p: &usize| !self.analysis.phrases[*p].modifies;
            let with = self.phrases(clause, &[Role::With, Role::Comitative]).filter(own);
            let joined = self.joined_before(clause).into_iter();
            let partners: Vec<Filler> = with.flat_map(|p| self.fillers(p)).cloned().chain(joined).collect();
            let makes = |f: &&Found| f.predicate == Predicate::Develops && f.range.end > clause.range.start;
            let made: Vec<Found> =
                out.iter().filter(makes).filter(|f| f.range.end <= clause.range.end).cloned().collect();
            for partner in partners.iter().filter(|f| f.kind.is_some_and(EntityType::is_organization)) {
                for found in made.iter().filter(|f| f.from != partner.id) {
                    out.push(Found { from: partner.id, confidence: found.confidence * 0.95, ..found.clone() });
                }
            }
        }
        // "감속기 개발은 A사가 주도한다".
        if DRIVING.has(&clause.lemma) {
            let undertakings = self.phrases(clause, &[Role::Object, Role::Topic, Role::Dative]);
            let things: Vec<Filler> = undertakings.filter_map(|p| self.before_head(p, UNDERTAKINGS)).collect();
            let agents = self.own_subjects(clause);
            for thing in &things {
                let pairs = agents.iter().map(|agent| (agent, thing));
                self.put(Predicate::Develops, pairs, (clause, status, 0.75), out);
            }
        }
        if BUILDING.has(&clause.lemma) {
            let plants = self.phrases(clause, &[Role::Object]).filter_map(|p| self.of_plant(p));
            let companies = self.subjects(clause).into_iter().flat_map(|a| a.fillers);
            let companies: Vec<Filler> = companies.filter(|f| f.kind == Some(EntityType::Company)).collect();
            for thing in plants {
                let pairs = companies.iter().map(|company| (company, &thing));
                self.put(Predicate::Develops, pairs, (clause, status, 0.7), out);
            }
        }
    }

    /// The technology that a phrase names with the plant where it is made.
    fn of_plant(&self, p: usize) -> Option<Filler> {
        self.before_head(p, PLANTS)
    }

    /// The technology that a phrase names before its head, which is one of some nouns.
    fn before_head(&self, p: usize, heads: &[&str]) -> Option<Filler> {
        let phrase = &self.analysis.phrases[p];
        let before = phrase.nouns.end.checked_sub(1).filter(|&l| l > phrase.nouns.start)?;
        let thing = heads.contains(&self.head_noun(p)).then(|| self.head_of(phrase, phrase.nouns.start..before))?;
        thing.filter(|t| t.kind == Some(EntityType::Technology))
    }

    /// With whom the clause before joins hands: "B사와 손잡고 X를 개발", "B사와 절반씩 출자해".
    pub(crate) fn joined_before(&self, clause: &Clause) -> Vec<Filler> {
        let before = self.analysis.clauses_in(clause.sentence).filter(|c| {
            c.predicate.start < clause.predicate.start
                && matches!(
                    c.lemma.as_str(),
                    "손잡" | "잡" | "협력" | "제휴" | "협업" | "연합" | "출자" | "공동출자" | "합작"
                )
                && c.ending == Ending::Connective
        });
        let with = before.flat_map(|c| self.phrases(c, &[Role::With, Role::Comitative]).collect::<Vec<_>>());
        with.flat_map(|p| self.fillers(p)).cloned().collect()
    }

    /// Whether a technology is all that a phrase names, or the phrase names where it is made.
    fn is_all_or_plant(&self, p: usize, thing: &Filler) -> bool {
        let phrase = &self.analysis.phrases[p];
        let last = phrase.nouns.end.checked_sub(1).map(|l| self.analysis.words[l].stem.end);
        last == Some(thing.range.end) || self.of_plant(p).is_some_and(|t| t.id == thing.id)
    }
}

fn stated(from: u32, predicate: Predicate, to: u32, range: Range<usize>, confidence: f64) -> Found {
    Found { from, predicate, to, range, status: Status::Stated, confidence, carried: false }
}
