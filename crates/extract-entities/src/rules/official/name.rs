//! Which words beside a title are the name of a person: a Korean name by its surname, or words that are nothing else.

use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_adnominal};
use crate::rules::Scene;
use crate::shape;
use policygraph_korean::hangul::{SyllableSet, is_all_syllables, is_syllable};
use policygraph_korean::particle::{self, Case};
use policygraph_korean::title::{EXECUTIVES, HEADS, body_of, is_doubtful, is_minister, is_title};
use policygraph_korean::verb::{self, Ending};
use policygraph_model::EntityType;
use policygraph_registry::{CompanyWord, HOME, Strength};
use std::sync::LazyLock;

/// Korean surnames of one syllable (통계청, 2015 인구주택총조사, 성씨별 인구): the most frequent, and rarer ones that few nouns begin with.
static SURNAMES: LazyLock<SyllableSet> = LazyLock::new(|| {
    SyllableSet::of(
        "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥\
지육인맹제모탁국어은편용봉태복빈목피두갈경승온범음빙좌필묵견뇌",
    )
});

/// Korean surnames of two syllables (the same source).
const LONG_SURNAMES: &[&str] =
    &["남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "어금", "망절", "장곡"];

/// Particles of names in other languages, which count as no part of them: "살림 빈 하마드 알 카르시".
const PARTICLES: [&str; 9] = ["알", "엘", "빈", "이븐", "벤", "폰", "반", "드", "델"];

/// Degrees that are no titles.
const DEGREES: [&str; 2] = ["학사", "석사"];

/// Where the name that ends before a title starts, or before the body that stands between.
pub(super) fn name_start(scene: &Scene<'_>, out: &[Candidate], end: usize, title: &str, body: bool) -> Option<usize> {
    let phrase = scene.phrase;
    let last = end.checked_sub(1)?;
    let text = |i: usize| phrase.slice(&phrase.words[i].range);
    let head = HEADS.contains(&title);
    let apart = end < phrase.words.len() && phrase.words[end].opens;
    // "방한 중인 ○○ 장관": what somebody does now.
    if apart || phrase.words[last].closes || text(last) == "중인" {
        return None;
    }
    let has_body = body || body_of(title).is_some();
    if let Some(first) = spelled_in_chinese(scene, out, last).filter(|_| has_body) {
        return Some(first);
    }
    let other = is_known_as_other(scene, out, &phrase.words[last]) || is_unit_of_title(scene, last);
    // "카르소 위도도 인도네시아 대통령": no Korean heads another state.
    let abroad = head
        && last > 0
        && out.iter().any(|c| {
            let behind = phrase.words.get(end).is_some_and(|w| phrase.original(&w.range).start == c.range.start);
            behind && c.kind == EntityType::Country && c.country.as_deref() != Some(HOME)
        })
        && is_name_word(scene, out, last - 1)
        && !phrase.words[last].opens;
    let other = other || abroad;
    if is_korean_name(scene, text(last)) && !other {
        // "가온사의 ○○ ○○○ 대표": the company stands before already, so that both words are the name.
        let owned = last >= 2
            && is_body(out, scene, last - 2)
            && phrase.words[last - 2].particle.is_some_and(|p| p.case == Case::Genitive)
            && is_name_word(scene, out, last - 1)
            && !phrase.words[last].opens
            && !phrase.words[last - 1].closes;
        return Some(if owned { last - 1 } else { last });
    }
    if let Some(first) = spelled_in_latin(scene, out, last).filter(|_| has_body) {
        return Some(first);
    }
    // "유럽연합 집행위원회 카르센 위원".
    let member = title == "위원"
        && last > 0
        && is_body(out, scene, last - 1)
        && text(last - 1).ends_with("위원회")
        && is_name_word(scene, out, last)
        && text(last).chars().count() >= 3;
    if member {
        return Some(last);
    }
    if is_doubtful(title) && title != "대표" {
        return None;
    }
    // Two or three words are a name only where nothing before could be part of a longer noun.
    let mut first = end;
    let parts = |first: usize| (first..end).filter(|&i| !PARTICLES.contains(&text(i))).count();
    while first > 0
        && parts(first) < 4
        && is_name_word(scene, out, first - 1)
        && (first == end || !phrase.words[first].opens && !phrase.words[first - 1].closes)
    {
        first -= 1;
    }
    // "안경을 쓴 ○○ ○○": what modifies the name.
    let object = |i: usize| phrase.words[i].particle.is_some_and(|p| p.case == Case::Object);
    let described = first >= 2 && object(first - 2) && is_adnominal(text(first - 1));
    // What leads into the name: "최대주주 ○○ ○○".
    let begins = begins_sentence(scene, first);
    let starts = begins
        || phrase.words[first].opens
        || phrase.words[first - 1].closes
        || phrase.words[first - 1].particle.is_some_and(|p| !matches!(p.form, "인" | "도" | "나"))
        || is_title(phrase.stem(&phrase.words[first - 1]))
        || text(first - 1).contains(|c: char| c.is_ascii_digit())
        || text(first - 1) == "이어"
        || verb::read(text(first - 1)).is_some_and(|v| v.ending == Ending::Connective)
        || is_body(out, scene, first - 1)
        || described;
    let syllables: usize = (first..end).map(|i| text(i).chars().count()).sum();
    match parts(first) {
        // "일몰 도래 정부 사업": what no foreign name is made of heads no government.
        // "살림 하마드 알 카르시".
        2..=4 if starts && syllables >= 3 && (parts(first) < 4 || end - first > 4) => {
            let names = |i: usize| shape::foreign_syllables(text(i)) > 0;
            (!matches!(title, "정부" | "행정부") || (first..end).any(names)).then_some(first)
        }
        1 if starts && is_all_syllables(text(last)) => {
            let long = text(last).chars().count();
            let executive = EXECUTIVES.contains(&title);
            // "린젠 중국 외교부 대변인", "4일 도야마 경제산업성 장관과".
            let foreign = || 2 * shape::foreign_syllables(text(last)) >= long;
            let of_body = body && (begins && long >= 2 || long >= 4 && foreign());
            let minister = is_minister(title) && long >= 3;
            ((head && long >= 2) || (executive && long >= 3) || minister || of_body).then_some(last)
        }
        _ => None,
    }
}

/// Whether a sentence begins with a word, perhaps behind an adverb that ties it to the one before: "… 무산됐다. 린젠 …", "반면 카르센 벨로나 …".
fn begins_sentence(scene: &Scene<'_>, first: usize) -> bool {
    const TIES: &[&str] =
        &["반면", "한편", "또", "또한", "특히", "아울러", "이어", "앞서", "그러나", "하지만", "그러자", "이날", "다만"];
    let phrase = scene.phrase;
    let Some(before) = first.checked_sub(1).map(|b| &phrase.words[b]) else { return true };
    let ends = || {
        let (from, to) = (phrase.original(&before.range).end, phrase.original(&phrase.words[first].range).start);
        let gap = scene.str().get(from..to).unwrap_or_default();
        gap.starts_with(['.', '!', '?']) && gap.ends_with(' ')
    };
    ends() || TIES.contains(&phrase.slice(&before.range)) && begins_sentence(scene, first - 1)
}

/// Where a name starts that the bracket behind gives in Chinese characters: "룽산지(龍山)". A Korean name has one for each syllable; of a
/// Japanese name, whose characters are other in number, the word before is the family's: "도야마 구니오(遠山國雄)".
fn spelled_in_chinese(scene: &Scene<'_>, out: &[Candidate], last: usize) -> Option<usize> {
    let phrase = scene.phrase;
    let word = &phrase.words[last];
    let bracket = phrase.bracket_at(word.range.end).filter(|b| b.is_chinese(scene.str()))?;
    let characters = scene.str()[bracket.inner.clone()].chars().count();
    let name = phrase.slice(&word.range);
    let syllables = name.chars().count();
    if !(2..=5).contains(&characters)
        || !(2..=5).contains(&syllables)
        || !is_all_syllables(name)
        || is_known_as_other(scene, out, word)
    {
        return None;
    }
    let family = last.checked_sub(1).filter(|&f| {
        characters > 2
            && characters != syllables
            && !word.opens
            && !phrase.words[f].closes
            && is_name_word(scene, out, f)
    });
    Some(family.unwrap_or(last))
}

/// Where a name starts that the bracket behind gives in Latin letters, as many words: "벨로나 카르센(Bellona Karsen)". A company that is
/// called as one of the words is not meant.
pub(super) fn spelled_in_latin(scene: &Scene<'_>, out: &[Candidate], last: usize) -> Option<usize> {
    let phrase = scene.phrase;
    let word = &phrase.words[last];
    let bracket = phrase.bracket_at(word.range.end).or_else(|| phrase.bracket_at(word.stem.end))?;
    let inner = &scene.str()[bracket.inner.clone()];
    let syllables = |w: &Word| is_all_syllables(phrase.slice(&w.range));
    let latin: Vec<&str> = inner.split(' ').collect();
    let spelled = |w: &&str| {
        w.starts_with(char::is_uppercase)
            && w.chars().any(char::is_lowercase)
            && w.chars().all(|c| c.is_alphabetic() && !is_syllable(c) || matches!(c, '-' | '.' | '\''))
    };
    let first = (last + 1).checked_sub(latin.len()).filter(|_| (2..=3).contains(&latin.len()))?;
    let single = |w: &Word| {
        let at = phrase.original(&w.range);
        !out.iter().any(|c| {
            c.range.start < at.end
                && at.start < c.range.end
                && !(matches!(c.kind, EntityType::Technology | EntityType::Place)
                    || c.kind == EntityType::Company && c.range == at)
        })
    };
    let words = &phrase.words[first..=last];
    let joined = words.iter().skip(1).all(|w| !w.opens) && words.iter().rev().skip(1).all(|w| !w.closes);
    // Given names of one syllable are often nouns too: 팀, 잭.
    let common = |w: &str| w.chars().count() > 1 && shape::is_common(scene.registry, w);
    let plain = |w: &Word| syllables(w) && single(w) && !common(phrase.slice(&w.range));
    (latin.iter().all(spelled) && joined && words.iter().all(plain)).then_some(first)
}

pub(super) fn has_two_words(scene: &Scene<'_>, out: &[Candidate], end: usize) -> bool {
    name_start(scene, out, end, "정부", false).is_some_and(|first| end - first == 2)
}

/// Whether a word is as long as a full Korean name and begins with a surname, whatever else it may be.
pub(crate) fn has_surname(text: &str) -> bool {
    match text.chars().count() {
        3 => text.starts_with(|c| SURNAMES.contains(c)) || LONG_SURNAMES.iter().any(|s| text.starts_with(s)),
        4 => LONG_SURNAMES.iter().any(|s| text.starts_with(s)),
        _ => false,
    }
}

/// A full Korean name that is no noun: a surname with a given name of two syllables.
pub(crate) fn is_korean_name(scene: &Scene<'_>, text: &str) -> bool {
    /// Syllables that no given name has.
    static FOREIGN: LazyLock<SyllableSet> = LazyLock::new(|| {
        SyllableSet::of(
            "크트드스프브르츠즈케켐텍테텔퀄컴콤토티룽톈쉬웨웰윌튜뉴랩텐엑옵릭닉닝링쿠쿨클플블글틱빅팜핌펀펜벨멜셀넬델렐팔칼탈잘랄샤셰쇼슈치워코타터퍼커더너러저처셔에베페메네데체",
        )
    });
    let foreign = &*FOREIGN;
    has_surname(text)
        // "이들이 지위를": those.
        && !text.starts_with("이들")
        && (text.chars().count() < 2 || verb::read(text).is_none())
        && text.chars().all(|c| is_syllable(c) && !foreign.contains(c))
        // "박사가", "석사와", "기관은": a title, a degree, a common noun with its particle.
        && particle::split(text).is_none_or(|(stem, _)| {
            !is_title(stem) && !DEGREES.contains(&stem) && !shape::is_common(scene.registry, stem)
        })
        && !shape::is_common(scene.registry, text)
        && scene
            .registry
            .lexicon()
            .class_of(text)
            .is_none_or(|c| c.word == "원" || c.strength == Strength::Quoted && c.word.chars().count() == 1)
        && !text.ends_with([
            '단', '회', '부', '청', '실', '장', '업', '학', '력', '계', '책', '망', '당', '품', '점', '측', '급', '째',
            '번', '년', '월', '들', '적', '의', '는', '을', '를', '팀', '층', '권', '론', '군',
        ])
        // "이동형", but 김도형.
        && text.strip_suffix('형').is_none_or(|noun| !shape::is_common(scene.registry, noun))
}

/// Whether a word is a Korean name, or has a syllable of foreign ones.
pub(super) fn korean_or_foreign(scene: &Scene<'_>, i: usize) -> bool {
    let text = scene.phrase.slice(&scene.phrase.words[i].range);
    is_korean_name(scene, text)
        || is_all_syllables(text) && text.chars().count() <= 5 && !shape::is_common(scene.registry, text)
}

/// Whether a word can be part of a name in another language.
pub(super) fn is_name_word(scene: &Scene<'_>, out: &[Candidate], i: usize) -> bool {
    let phrase: &Phrase = scene.phrase;
    let word = &phrase.words[i];
    let text = phrase.slice(&word.range);
    // "‘X위원회’가 …": what a closing quotation mark leaves is a particle.
    if phrase.text[..word.range.start].ends_with(['’', '”', '」', '』', '》', '>']) {
        return false;
    }
    // "게르하르트 랑에 장관": 에 is of the name where only one syllable stands before it and a foreign word before that.
    let foreign = || i > 0 && shape::foreign_syllables(phrase.slice(&phrase.words[i - 1].range)) > 0;
    let syllable = || phrase.stem(word).chars().count() == 1 && foreign();
    let particle = word.particle.filter(|p| p.form != "에" || !syllable());
    let marked = particle.is_some_and(|p| {
        matches!(p.case, Case::Object | Case::Genitive | Case::Dative | Case::Locative | Case::Topic)
            || p.form.chars().count() >= 2
            // "이번 대회를 계기로 정부와".
            || p.case == Case::Instrumental && shape::is_common(scene.registry, phrase.stem(word))
            || matches!(p.form, "과" | "와")
                && phrase.stem(word).chars().count() >= 2
                && !is_river_name(scene, text, phrase.stem(word))
    });
    text.chars().all(|c| is_syllable(c) || c == '·' || c == '-')
        && (1..=7).contains(&text.chars().count())
        && !marked
        && !is_title(text)
        && !is_title(phrase.stem(word))
        && (text.chars().count() < 2 || verb::read(text).is_none())
        && !matches!(
            text,
            "초대"
                | "이어"
                | "역대"
                | "차기"
                | "등"
                | "및"
                | "전"
                | "현"
                | "신임"
                | "그"
                | "이"
                | "각"
                | "새"
                | "첫"
                | "두"
                | "세"
                | "양"
        )
        && !is_known_as_other(scene, out, word)
        && !is_unit_of_title(scene, i)
        && !shape::is_common(scene.registry, text)
        && scene.registry.lexicon().class_of(text).is_none()
        // "삼화전자 ○○○ 부회장": a company.
        && scene.registry.lexicon().company_name(text).is_none_or(|(own, word)| {
            own.chars().count() < 2 || word != CompanyWord::Firm
        })
        // "○○센터인 ○○연구소의", "창업자인 ○○○ 대표": what the next is.
        && text.strip_suffix('인').is_none_or(|noun| {
            scene.registry.lexicon().class_of(noun).is_none() && !is_title(noun) && !shape::is_common(scene.registry, noun)
        })
        && !is_adnominal(text)
        && !["적", "간", "내", "별", "등", "관", "업", "계", "력", "들"]
            .iter()
            .any(|e| text.ends_with(e) && text.chars().count() > 1)
}

/// Whether the title behind a word is that of the unit which the word names: "남미과 과장 ○○○".
fn is_unit_of_title(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    let unit = phrase.slice(&phrase.words[i].range).chars().next_back().filter(|c| "과국실팀단".contains(*c));
    let title = phrase.words.get(i + 1).map(|w| phrase.slice(&w.range));
    unit.zip(title).is_some_and(|(unit, title)| title.starts_with(unit) && is_title(title))
}

/// Whether what looks like a noun with a particle is a Japanese family name after a river (川): 하나가와, but not 국가와.
fn is_river_name(scene: &Scene<'_>, text: &str, stem: &str) -> bool {
    ["가와", "카와"].iter().any(|river| text.ends_with(river)) && !shape::is_common(scene.registry, stem)
}

/// Whether a word is known as something that is no person: an organization, a country, a programme. A place may share its
/// name with a person.
pub(super) fn is_known_as_other(scene: &Scene<'_>, out: &[Candidate], word: &Word) -> bool {
    let at = scene.phrase.original(&word.stem);
    out.iter().any(|c| {
        c.range.start <= at.start
            && at.end <= c.range.end
            && !matches!(c.kind, EntityType::Technology | EntityType::Place)
            && (c.registry.is_some() || c.kind != EntityType::Company)
    })
}

/// Whether a word belongs to an organization or country that may stand between a name and a title.
pub(super) fn is_body(out: &[Candidate], scene: &Scene<'_>, i: usize) -> bool {
    let at = scene.phrase.original(&scene.phrase.words[i].range);
    out.iter().any(|c| {
        let body = c.kind.is_organization() || matches!(c.kind, EntityType::Country | EntityType::Place);
        body && c.range.start <= at.start && at.end <= c.range.end
    })
}
