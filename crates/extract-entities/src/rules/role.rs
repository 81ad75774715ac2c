//! A name that no list knows, in a role that only one type can fill: "구글은 누리온을 인수했다" makes 누리온 a company.
//!
//! The roles are those of the frames in `seeds/frames.csv`; what fills one is read from the grammar of the text. Only words that are
//! shaped like names count, so that "지분을 인수" names nothing. This is selectional preference as evidence for types (Resnik 1996).

use super::made::{self, Made};
use super::supposed::{self, Supposed};
use super::undertaken::{self, Undertaking};
use super::{Scene, official, quoted};
use crate::candidate::{Candidate, choose};
use crate::phrase::is_adnominal;
use crate::shape;
use policygraph_frames::{Asked, Context, Filler, Fillers, Referent};
use policygraph_korean::analysis::{Analysis, ClauseKind, Form, Phrase, Role};
use policygraph_korean::hangul::{is_syllable, other_characters};
use policygraph_korean::verb::Light;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate};
use std::ops::Range;

pub(crate) const ID: &str = "role";

/// Most words of such a name.
const LONGEST: usize = 3;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let text = scene.str();
    let frames = scene.registry.frames();
    let names = choose(out.iter().collect());
    if !has_unknown(scene, &names) && !made::may_be_told(scene) && !undertaken::may_be_told(scene) {
        return;
    }
    let names: Vec<Candidate> = names.into_iter().cloned().collect();
    let whole = |c: &&Candidate| c.kind != EntityType::Technology && !opens_quotation(text, c);
    let known: Vec<Range<usize>> = names.iter().filter(whole).map(|c| c.range.clone()).collect();
    let analysis = Analysis::new(text, &known, &|noun| frames.is_verbal(noun));
    let mut referents: Vec<Referent> = Vec::new();
    let mut add = |range: Range<usize>, kind: Option<EntityType>| {
        let id = u32::try_from(referents.len()).unwrap_or(u32::MAX);
        referents.push(Referent { id, range, kind });
    };
    for name in &names {
        add(name.range.clone(), Some(name.kind));
    }
    let mut quoted: Vec<Range<usize>> = Vec::new();
    let mut things: Vec<Made> = Vec::new();
    let mut undertakings: Vec<Undertaking> = Vec::new();
    let buys = |p: usize| {
        let of = analysis.clauses.iter().filter(|c| c.arguments.contains(&p)).flat_map(|c| frames.of(&c.lemma));
        of.into_iter().any(|f| matches!(f.predicate, Predicate::Acquires | Predicate::MergesWith))
    };
    for (p, phrase) in analysis.phrases.iter().enumerate() {
        // "A의 B 인수": only companies are bought.
        if phrase.inner {
            if let Some(range) = unknown(scene, &analysis, phrase).filter(|_| buys(p)) {
                add(range, None);
            }
            continue;
        }
        if let Some(thing) = made::named_by(scene, &analysis, phrase) {
            if made::is_owned(&analysis, phrase, &names) {
                out.push(thing.candidate(scene));
            }
            add(thing.range.clone(), None);
            things.push(thing);
        } else if let Some(programme) = undertaken::named_by(scene, &analysis, phrase, &names) {
            add(programme.candidate.range.clone(), None);
            if programme.is_firm() {
                out.push(programme.candidate.clone());
            }
            undertakings.push(programme);
        } else if let Some(range) = in_quotes(scene, &analysis, phrase, &known) {
            quoted.push(range.clone());
            add(range, None);
        } else if let Some(range) = unknown(scene, &analysis, phrase) {
            add(range, None);
        }
    }
    // "X는 … 기업이다": what it is said to be.
    let mut called: Vec<Range<usize>> = Vec::new();
    for clause in analysis.clauses.iter().filter(|c| c.kind == ClauseKind::Copula) {
        let topic = clause.arguments.iter().copied().find(|&p| analysis.phrases[p].role == Role::Topic);
        let said = scene.registry.lexicon().describes_company(&clause.lemma);
        let unknown_topic = topic.filter(|_| said).and_then(|p| unknown(scene, &analysis, &analysis.phrases[p]));
        called.extend(unknown_topic);
    }
    referents.sort_by_key(|r| (r.range.start, r.range.end));
    for range in called {
        if let Some(referent) = referents.iter_mut().find(|r| r.range == range && r.kind.is_none()) {
            referent.kind = Some(EntityType::Company);
            out.push(Candidate::new(range.clone(), &text[range], EntityType::Company, ID, 3));
        }
    }
    for range in firms(scene, &analysis, &referents) {
        let known = referents.iter_mut().find(|r| r.range == range);
        match known {
            Some(referent) if referent.kind.is_none() => referent.kind = Some(EntityType::Company),
            Some(_) => continue,
            None => {}
        }
        out.push(Candidate::new(range.clone(), &text[range], EntityType::Company, ID, 3));
    }
    for range in owned_quotations(scene, &names, &quoted) {
        if let Some(referent) = referents.iter_mut().find(|r| r.range == range && r.kind.is_none()) {
            referent.kind = Some(EntityType::Program);
            out.push(Candidate::new(range.clone(), &text[range], EntityType::Program, ID, 3));
        }
    }
    if referents.iter().all(|r| r.kind.is_some()) {
        return;
    }
    let context = Context::default();
    let fillers = Fillers::new(&analysis);
    let reading = policygraph_frames::Scene {
        text,
        analysis: &analysis,
        referents: &referents,
        fillers: &fillers,
        frames,
        context: &context,
    };
    let mut typed: Vec<(u32, EntityType)> = Vec::new();
    // "A사와 B가", "방콕과 B에서": who stands beside companies, and nothing else, is one; so with cities.
    for list in reading.lists() {
        let kind = [EntityType::Company, EntityType::Place].into_iter().find(|&kind| {
            list.iter().any(|f| f.kind == Some(kind)) && list.iter().all(|f| f.kind.is_none_or(|k| k == kind))
        });
        let Some(kind) = kind.filter(|_| !is_made_with(&analysis, &list)) else { continue };
        let is_thing = |range: &Range<usize>| {
            things.iter().any(|t| t.range == *range) || undertakings.iter().any(|u| u.candidate.range == *range)
        };
        // "여수 도색, 충남 서산 등 3곳": what is done there is no place.
        // Nor is a model: "NR-430X".
        let done = |range: &Range<usize>| {
            let name = &text[range.clone()];
            kind == EntityType::Place && (frames.has_verbal(name) || name.contains(|c: char| c.is_ascii_digit()))
        };
        let free =
            |f: &&Filler| f.kind.is_none() && !quoted.contains(&f.range) && !is_thing(&f.range) && !done(&f.range);
        for member in list.iter().filter(free) {
            typed.push((member.id, kind));
            out.push(Candidate::new(member.range.clone(), &text[member.range.clone()], kind, ID, 3));
        }
    }
    let types = reading.types();
    // "‘X’와 ‘Y’를 합쳐": programmes are put together, too.
    let could_be_programme =
        |asked: &Asked| types.iter().any(|a| a.id == asked.id && a.kinds.contains(&EntityType::Program));
    for asked in &types {
        let Some(referent) =
            referents.iter().find(|r| r.id == asked.id).filter(|r| typed.iter().all(|(id, _)| *id != r.id))
        else {
            continue;
        };
        if let Some(thing) = things.iter().find(|t| t.range == referent.range) {
            if asked.predicate == Predicate::Develops && asked.kinds.contains(&EntityType::Technology) {
                typed.push((asked.id, EntityType::Technology));
                out.push(thing.candidate(scene));
            }
            continue;
        }
        if undertakings.iter().any(|p| p.candidate.range == referent.range) {
            continue;
        }
        let name = &text[referent.range.clone()];
        let quoted = quoted.contains(&referent.range);
        if quoted && asked.kinds == [EntityType::Company] && could_be_programme(asked) {
            continue;
        }
        // "제임스 카터를 대표로 선임": two words as only names of other languages have.
        let abroad = (2..=3).contains(&name.split(' ').count()) && shape::is_foreign(&name.replace(' ', ""));
        let person = !quoted
            && (is_founder(scene, &referent.range)
                || asked.kinds == [EntityType::Person]
                    && (official::is_korean_name(scene, name) && stands_alone(text, &analysis, &referent.range)
                        || abroad));
        let shaped = quoted
            || is_glossed(scene, &referent.range)
            || name.split(' ').all(|word| shape::is_name(scene.registry, word));
        let kind = if person {
            Some(EntityType::Person)
        } else if is_behind_group(text, &referent.range) && asked.kinds.contains(&EntityType::Association) {
            Some(EntityType::Association)
        } else {
            choice(scene, asked, name, quoted).filter(|_| shaped)
        };
        let Some(kind) = kind else { continue };
        typed.push((asked.id, kind));
        // "노팅엄셔주 웨스트버턴": a state and a town in it.
        let parts = name.split_once(' ').filter(|(state, _)| {
            kind == EntityType::Place && state.chars().count() >= 3 && state.ends_with(['주', '성', '현', '도', '시'])
        });
        let start = referent.range.start;
        match parts {
            Some((state, town)) => {
                out.push(Candidate::new(start..start + state.len(), state, kind, ID, 3));
                out.push(Candidate::new(referent.range.end - town.len()..referent.range.end, town, kind, ID, 3));
            }
            None => out.push(Candidate::new(referent.range.clone(), name, kind, ID, 3)),
        }
    }
    let firms = referents.iter().filter(|r| {
        r.kind.is_none()
            && !quoted.contains(&r.range)
            && things.iter().all(|t| t.range != r.range)
            && typed.iter().all(|(id, _)| *id != r.id)
            && is_called_as_companies_are(scene, &text[r.range.clone()])
    });
    let firms = firms.map(|r| Candidate::new(r.range.clone(), &text[r.range.clone()], EntityType::Company, ID, 3));
    let called = quoted.iter().filter(|range| referents.iter().any(|r| r.range == **range && r.kind.is_none()));
    let called = called.map(|range| Candidate::new(range.clone(), &text[range.clone()], EntityType::Program, ID, 3));
    let supposed = undertakings.iter().map(Supposed::programme).chain(firms.map(Supposed::firm));
    let supposed = supposed.chain(called.map(Supposed::called));
    out.extend(supposed::shown(&reading, &typed, supposed.collect()));
}

/// Whether the last of a list is what somebody makes together with those before: "A는 B와 화물창을 함께 만든다".
fn is_made_with(analysis: &Analysis, list: &[Filler]) -> bool {
    let Some(last) = list.last().filter(|f| f.kind.is_none()) else { return false };
    let covers = |p: usize| {
        let bytes = analysis.bytes(&analysis.phrases[p].words);
        bytes.start <= last.range.start && last.range.end <= bytes.end
    };
    analysis.clauses.iter().any(|clause| {
        let object = clause.arguments.iter().copied().find(|&p| analysis.phrases[p].role == Role::Object && covers(p));
        let with = object.and_then(|p| p.checked_sub(1)).is_some_and(|b| analysis.phrases[b].role == Role::Comitative);
        with && !matches!(clause.lemma.as_str(), "인수" | "합병" | "선정" | "꺾" | "제치" | "유치" | "제재")
    })
}

/// Whether a word is shaped like the name of a company, and not only like none that is known.
fn is_called_as_companies_are(scene: &Scene<'_>, name: &str) -> bool {
    let foreign = shape::is_foreign(name) && 2 * shape::foreign_syllables(name) >= name.chars().count();
    !name.contains(' ')
        && shape::is_name(scene.registry, name)
        && (foreign || shape::is_called_by_trade(scene.registry, name))
}

/// Whether somebody with a name of another language, which companies are not called by, founded something: "카르센 벨로나가 런던에서
/// 설립한 기업".
fn is_founder(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    const FOUNDING: &[&str] = &["설립한", "설립했", "창업한", "창업했", "창립한", "창립했", "세운"];
    let (name, rest) = (&scene.str()[range.clone()], &scene.str()[range.end..]);
    let mut words = rest.split(' ').take(4);
    let abroad = (2..=3).contains(&name.split(' ').count())
        && 2 * shape::foreign_syllables(name) >= name.chars().filter(|c| is_syllable(*c)).count();
    abroad
        && words.next().is_some_and(|particle| matches!(particle, "가" | "이"))
        && words.any(|word| FOUNDING.iter().any(|verb| word.starts_with(verb)))
        && name.split(' ').all(|word| scene.registry.lexicon().company_name(word).is_none())
}

/// Whether a place or country is only the first word of what stands in quotation marks: ‘키갈리 디지털 교실’.
fn opens_quotation(text: &str, name: &Candidate) -> bool {
    matches!(name.kind, EntityType::Place | EntityType::Country)
        && text[..name.range.start].ends_with(['‘', '“', '\'', '"'])
        && text[name.range.end..].starts_with(' ')
}

/// What only companies do.
static TRADING: WordList = WordList::new(&[
    "개발",
    "출시",
    "양산",
    "생산",
    "수출",
    "상장",
    "공시",
    "납품",
    "수주",
    "판매",
    "시판",
    "상용화",
    "선보이",
    "제작",
    "제조",
    "공급",
    "증설",
    "착공",
    "시공",
    "건조",
    "준공",
    "낙찰",
    "분사",
    "유치",
    "인수",
    "매각",
    "합병",
    "흡수합병",
    "내놓",
    "진출",
    "출하",
    "투자받",
    "철수",
    "파산",
    "폐업",
    "증자",
    "개업",
    "상장폐지",
]);
/// What whoever speaks in public does.
static SAYING: WordList = WordList::new(&["밝히", "전하", "설명", "말하", "발표", "강조", "공시"]);
/// What only companies have: "X의 매출".
static ASSETS: WordList = WordList::new(&[
    "매출",
    "매출액",
    "영업이익",
    "영업손실",
    "주가",
    "시가총액",
    "주식",
    "지분",
    "본사",
    "최대주주",
    "자회사",
    "계열사",
]);
/// What names of bodies end in, and what those are.
const BODIES: &[(&str, EntityType)] = &[
    ("청", EntityType::GovernmentAgency),
    ("조사원", EntityType::GovernmentAgency),
    ("시험소", EntityType::ResearchOrganization),
    ("시험원", EntityType::ResearchOrganization),
    ("총연", EntityType::ResearchOrganization),
    ("연구회", EntityType::ResearchOrganization),
    ("공업대", EntityType::ResearchOrganization),
    ("과학대", EntityType::ResearchOrganization),
    ("국립대", EntityType::ResearchOrganization),
    ("교육원", EntityType::ResearchOrganization),
    ("노조", EntityType::Association),
    ("조합", EntityType::Association),
    ("연대", EntityType::Association),
];
/// Who speaks for an organization: "X 관계자는", "X 측은".
static SPEAKERS: WordList = WordList::new(&["관계자", "측", "대변인"]);
/// What a company is chosen for.
pub(super) static CHOSEN: WordList = WordList::new(&[
    "사업자",
    "참여기업",
    "공급사",
    "시공사",
    "수행기업",
    "우선협상대상자",
    "공급업체",
    "협력사",
    "시행사",
    "운영사",
    "위탁사",
]);

/// Names that no list knows of those who do, have or are chosen for what only companies do, have or are.
fn firms(scene: &Scene<'_>, analysis: &Analysis, referents: &[Referent]) -> Vec<Range<usize>> {
    let stem = |w: usize| &scene.str()[analysis.words[w].stem.clone()];
    // "지분 49%": how much of it.
    let head = |p: &Phrase| p.nouns.clone().rfind(|&w| !stem(w).starts_with(|c: char| c.is_ascii_digit()));
    let noun = |p: &Phrase| head(p).map_or("", stem);
    let open = |range: &Range<usize>| referents.iter().any(|r| r.range == *range && r.kind.is_none());
    let person = |range: &Range<usize>| official::is_korean_name(scene, &scene.str()[range.clone()]);
    let single =
        |range: &Range<usize>| !scene.str()[range.clone()].contains(' ') || scene.str()[range.clone()].is_ascii();
    let named = |p: &Phrase| unknown(scene, analysis, p).filter(|r| open(r) && !person(r) && single(r));
    let mut out = Vec::new();
    for clause in analysis.clauses.iter().filter(|c| !matches!(c.light, Light::Passive)) {
        let of = |role: Role| clause.arguments.iter().map(|&p| &analysis.phrases[p]).filter(move |p| p.role == role);
        let trades = TRADING.has(&clause.lemma) && clause.kind != ClauseKind::Copula;
        let seat = of(Role::Object).any(|p| noun(p) == "본사");
        let acting = of(Role::Subject).chain(of(Role::Topic));
        // "하늘풍력은 매출이 늘었다고 밝혔다".
        if SAYING.has(&clause.lemma) {
            let called = |r: &Range<usize>| shape::is_called_by_trade(scene.registry, &scene.str()[r.clone()]);
            out.extend(acting.clone().filter_map(named).filter(called));
        }
        // "X, 100억 투자 유치".
        let opening = of(Role::Bare).take(1).filter(|p| p.comma && clause.kind == ClauseKind::Noun);
        if trades || seat {
            out.extend(acting.chain(opening).filter_map(named));
        }
        if clause.head.is_some() && (trades || seat) && of(Role::Subject).chain(of(Role::Topic)).next().is_none() {
            let head = clause.head.map(|h| &analysis.phrases[h]);
            out.extend(head.filter(|p| p.role != Role::Complement).and_then(named));
        }
        let chosen = of(Role::Direction).chain(of(Role::As)).any(|p| CHOSEN.has(noun(p)));
        if chosen {
            out.extend(of(Role::Object).filter_map(named));
        }
    }
    for (p, phrase) in analysis.phrases.iter().enumerate().filter(|(_, p)| !p.inner) {
        let next = analysis.phrases.get(p + 1).filter(|n| n.words.start == phrase.words.end);
        if phrase.role == Role::Genitive && next.is_some_and(|n| ASSETS.has(noun(n))) {
            out.extend(named(phrase));
        }
        // "A 지분 49%를".
        let share = head(phrase).filter(|&w| matches!(stem(w), "지분" | "주식" | "경영권") && w > phrase.nouns.start);
        if let Some(share) = share {
            let before = Phrase { nouns: phrase.nouns.start..share, ..phrase.clone() };
            out.extend(unknown(scene, analysis, &before).filter(|r| !person(r) && single(r)));
        }
        let speaks = SPEAKERS.has(noun(phrase)) && phrase.nouns.len() > 1;
        if speaks && matches!(phrase.role, Role::Topic | Role::Subject) {
            let before = Phrase { nouns: phrase.nouns.start..phrase.nouns.end - 1, ..phrase.clone() };
            out.extend(unknown(scene, analysis, &before).filter(|r| !person(r)));
        }
    }
    out
}

/// Whether a word is all of its phrase, which nothing describes: no "첫 안전판".
fn stands_alone(text: &str, analysis: &Analysis, word: &Range<usize>) -> bool {
    let alone = |p: &&Phrase| !p.inner && p.nouns.len() == 1 && analysis.words[p.nouns.start].stem == *word;
    analysis.phrases.iter().find(alone).is_some_and(|p| {
        let before = p.nouns.start.checked_sub(1).map(|b| &analysis.words[b]);
        before.is_none_or(|w| !matches!(w.form, Form::Determiner) && !text[w.range.clone()].ends_with('의'))
    })
}

/// Whether a word that no rule has typed is shaped like the name of a company, a place or a person, and is no noun that is known.
fn could_be_unknown(scene: &Scene<'_>, word: &str) -> bool {
    let (lexicon, frames) = (scene.registry.lexicon(), scene.registry.frames());
    (shape::is_name(scene.registry, word) || official::is_korean_name(scene, word))
        && lexicon.class_of(word).is_none_or(|c| c.word != word)
        && !frames.is_verbal(word)
        && !frames.is_relational(word)
        && !policygraph_korean::title::is_title(word)
}

/// Whether a text has a word that could be a name and that no rule has typed, or quotation marks.
fn has_unknown(scene: &Scene<'_>, names: &[&Candidate]) -> bool {
    let phrase = scene.phrase;
    let free = |range: &Range<usize>| {
        let at = phrase.original(range);
        let typed =
            |c: &&Candidate| c.kind != EntityType::Technology && c.range.start < at.end && at.start < c.range.end;
        !names.iter().any(typed)
    };
    let is_mark = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '\'' | '"' | '「' | '『' | '<' | '《' | '〈' | '｢');
    other_characters(scene.str()).any(|(_, c)| is_mark(c))
        || phrase.words.iter().any(|w| {
            let name = |range: &Range<usize>| could_be_unknown(scene, phrase.slice(range));
            let glossed = || is_glossed(scene, &phrase.original(&w.stem));
            free(&w.stem) && (name(&w.stem) || w.stem != w.range && name(&w.range) || glossed())
        })
}

/// Whether the bracket right behind a word of a text says how its name is written in Latin: "벨론(Bellon)과".
pub(super) fn is_glossed(scene: &Scene<'_>, word: &Range<usize>) -> bool {
    let Some((inner, _)) = scene.str()[word.end..].strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return false;
    };
    let name = &scene.str()[word.clone()];
    inner.starts_with(|c: char| c.is_ascii_uppercase())
        && inner.contains(|c: char| c.is_ascii_lowercase())
        && inner.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '&' | '.' | '\''))
        && name.chars().count() >= 2
        && name.chars().all(is_syllable)
        && !shape::is_common(scene.registry, name)
        && scene.registry.lexicon().class_of(name).is_none()
}

/// Whether the noun before a name says that it is a group of organizations: "컨소시엄 하늘이음".
fn is_behind_group(text: &str, name: &Range<usize>) -> bool {
    let before = text[..name.start].strip_suffix(' ').unwrap_or_default();
    ["컨소시엄", "연합체", "협의체", "얼라이언스"].iter().any(|group| before.ends_with(group))
}

/// The type that a role gives: the only one that it admits (without quotation marks, only a company is told from things in general by
/// its shape); of several, what stands in quotation marks is a programme or else a product, where something is done is a place,
/// and who cooperates, is invested in or regulated, or is called as companies are ("하늘에너지가 ‘X’에 100억 원을 댄다"), is a company.
fn choice(scene: &Scene<'_>, asked: &Asked, name: &str, quoted: bool) -> Option<EntityType> {
    use Predicate::{CompetesWith, Develops, InvestsIn, PartnersWith, Restricts};
    // "녹색전환채로 조달": a bond is no programme.
    if name.ends_with('채') && name.chars().count() >= 4 {
        return None;
    }
    // "녹색당은 비판했다": a party or its wing.
    if !quoted && name.chars().count() >= 3 && name.ends_with(['당', '파']) {
        return None;
    }
    // "시범 운영 중인 무가선트램": a thing that is run.
    if !quoted && ["트램", "철도", "열차", "전동차"].iter().any(|thing| name.ends_with(thing)) {
        return None;
    }
    // "바다소재시험소와 협약": what it ends in tells what it is.
    let body = BODIES.iter().find(|(ending, kind)| !quoted && name.ends_with(ending) && asked.kinds.contains(kind));
    if let Some(&(_, kind)) = body.filter(|_| name.chars().count() >= 4 || name.ends_with('청')) {
        return Some(kind);
    }
    // "새솔재단과": by its class word, however short the name.
    let class = scene.registry.lexicon().class_of(name).filter(|c| {
        let named = c.strength == policygraph_registry::Strength::Name && c.word != name;
        !quoted && named && c.kind.is_organization() && asked.kinds.contains(&c.kind)
    });
    if let Some(class) = class {
        return Some(class.kind);
    }
    // "할마헤라섬에 투자": by the syllables for what kind of place it is.
    let land = !quoted && name.chars().count() >= 3 && ["섬", "반도", "군도", "열도"].iter().any(|l| name.ends_with(l));
    if land && asked.kinds.contains(&EntityType::Place) {
        return Some(EntityType::Place);
    }
    if let [only] = asked.kinds[..] {
        // "‘청년희망 저축’과 ‘내일 계좌’를 합쳐": several words that end as no company does.
        let lexicon = scene.registry.lexicon();
        let firm = |last: &str| {
            lexicon.company_word(last).is_some()
                || lexicon.company_name(last).is_some()
                || lexicon.class_of(last).is_some_and(|c| c.kind == EntityType::Company)
                || shape::is_latin(last)
                || shape::is_foreign(last)
        };
        let called = quoted && name.rsplit_once(' ').is_some_and(|(_, last)| !firm(last));
        let company = only == EntityType::Company && !called;
        return Some(only)
            .filter(|_| company || (quoted && !matches!(only, EntityType::Technology | EntityType::Company)));
    }
    if quoted {
        return [EntityType::Program, EntityType::Product].into_iter().find(|k| asked.kinds.contains(k));
    }
    // "‘X’는 푸껫에서 시행": where something is done.
    let placed = asked.kinds.iter().all(|k| matches!(k, EntityType::Place | EntityType::Country));
    // "로보틱스랩에 납품": where people work is no town.
    let body = ["랩", "센터", "팀", "그룹", "캠퍼스"].iter().any(|e| name.ends_with(e));
    // "하리바읍": without the syllable for what kind of place it is.
    let own = name.strip_suffix(['읍', '면', '군', '시', '현', '주', '구']).unwrap_or(name);
    let foreign = shape::is_foreign(name) || shape::is_foreign(own);
    if placed && asked.kinds.contains(&EntityType::Place) && foreign && !body {
        return Some(EntityType::Place);
    }
    let business = matches!(asked.predicate, CompetesWith | Develops | InvestsIn | PartnersWith | Restricts);
    // "종자산업과": what is read as a particle makes it a department.
    let called = shape::is_called_by_trade(scene.registry, name) && !name.ends_with("산업");
    ((business || called) && asked.kinds.contains(&EntityType::Company)).then_some(EntityType::Company)
}

/// What stands in quotation marks right behind an authority or a country whose it is: "환경부의 ‘푸른 도랑’". A word that is no common
/// noun shows that it is a name, and no remark.
fn owned_quotations(scene: &Scene<'_>, names: &[Candidate], quoted: &[Range<usize>]) -> Vec<Range<usize>> {
    let text = scene.str();
    let owns = |c: &Candidate, quotation: &Range<usize>| {
        matches!(c.kind, EntityType::GovernmentAgency | EntityType::Country | EntityType::InternationalOrganization)
            && text
                .get(c.range.end..quotation.start)
                .is_some_and(|gap| gap.strip_prefix("의 ").is_some_and(|mark| matches!(mark, "‘" | "'" | "“" | "\"")))
    };
    let named = |range: &Range<usize>| {
        let inner = &text[range.clone()];
        inner.contains(' ') && inner.split(' ').any(|w| !shape::is_common(scene.registry, w))
    };
    quoted.iter().filter(|q| named(q) && names.iter().any(|c| owns(c, q))).cloned().collect()
}

/// What stands in quotation marks at the end of a phrase and no rule has typed, where it is no speech.
fn in_quotes(scene: &Scene<'_>, analysis: &Analysis, phrase: &Phrase, known: &[Range<usize>]) -> Option<Range<usize>> {
    let word = analysis.words.get(phrase.nouns.end.checked_sub(1)?).filter(|w| w.atom)?;
    let range = word.stem.clone();
    let overlaps = known.iter().any(|k| k.start < range.end && range.start < k.end);
    let inner = scene.str().get(range.clone())?;
    // "‘믿을 수 없는 기업’으로 지정": described, not named.
    let last = inner.rsplit(' ').next().unwrap_or(inner);
    let described = || {
        inner.split(' ').any(is_adnominal)
            && scene.registry.lexicon().class_of(last).is_some_and(|c| c.word == last && c.kind.is_organization())
    };
    // "A사를 ‘문지기’로 지정": as what somebody counts, but "‘수소도시’로 지정".
    const CHOSEN: &[&str] = &[
        "도시",
        "지구",
        "특구",
        "단지",
        "지역",
        "마을",
        "대학",
        "학교",
        "센터",
        "사업",
        "기관",
        "기업",
        "거점",
        "클러스터",
    ];
    let status = quoted::is_designation(&scene.str()[range.end..]) && !CHOSEN.iter().any(|noun| inner.ends_with(noun));
    let name = !overlaps
        && !status
        && !quoted::is_reason(&scene.str()[range.end..])
        && inner.split(' ').count() <= 5
        && !inner.ends_with(['다', '요', '자', '까', '.', '!', '?'])
        && !quoted::is_deed_or_office(inner)
        && !described();
    name.then_some(range)
}

/// The words at the end of a phrase that could be a name: shaped like one, behind what describes it.
fn unknown(scene: &Scene<'_>, analysis: &Analysis, phrase: &Phrase) -> Option<Range<usize>> {
    let is_name = |w: usize| {
        let word = &analysis.words[w];
        !word.atom && (could_be_unknown(scene, &scene.str()[word.stem.clone()]) || is_glossed(scene, &word.stem))
    };
    let last = phrase.nouns.end.checked_sub(1).filter(|&l| l >= phrase.nouns.start && is_name(l))?;
    let mut first = last;
    while first > phrase.nouns.start && last - first + 1 < LONGEST && is_name(first - 1) {
        first -= 1;
    }
    // "존 하워드": a first name of one syllable.
    const GIVEN: &[&str] = &[
        "존", "빌", "짐", "팀", "잭", "톰", "샘", "댄", "론", "벤", "밥", "젠", "돈", "켄", "딕", "맷", "잔", "얀",
        "칼", "폴",
    ];
    let text = |w: usize| &scene.str()[analysis.words[w].range.clone()];
    if first == last && first > phrase.nouns.start && GIVEN.contains(&text(first - 1)) {
        first -= 1;
    }
    Some(analysis.words[first].stem.start..analysis.words[last].stem.end)
}
