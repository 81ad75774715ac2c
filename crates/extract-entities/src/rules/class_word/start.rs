//! Where a name that ends in a class word starts: how far it runs left over the words before it.

use super::evidence::says_nothing;
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_bare_noun};
use crate::rules::Scene;
use crate::shape;
use crate::sum;
use policygraph_korean::date;
use policygraph_korean::hangul::MIDDLE_DOTS;
use policygraph_korean::particle::Case;
use policygraph_model::EntityType;
use policygraph_registry::{ClassWord, HOME};

/// Most words a name has before its class word.
const LONGEST: usize = 6;

/// Most characters of a table cell that is a name.
const LONGEST_CELL: usize = 50;

/// Words before an organization's name that belong to it.
const MODIFIERS: &[&str] = &["차세대", "국가", "국립", "중앙", "전국", "세계", "국제", "한국", "대한", "대통령직속"];

/// Where a name of the strong kind starts. A word that is long enough stands for itself, with the place or country
/// before it; a bare class word (컨소시엄) takes the nouns before it.
pub(super) fn name_start(
    scene: &Scene<'_>,
    i: usize,
    stem: &str,
    class: &ClassWord,
    out: &[Candidate],
) -> Option<usize> {
    let phrase = scene.phrase;
    let lexicon = scene.registry.lexicon();
    let own = stem.chars().count();
    let latin = stem.is_ascii();
    // "베트남 농업과학원": with its country, what it is called by says which it is.
    let national = class.kind == EntityType::ResearchOrganization
        && !phrase.words[i].opens
        && i.checked_sub(1).is_some_and(|b| {
            let before = phrase.slice(&phrase.words[b].range);
            scene.registry.country_named(before).is_some_and(|c| c.country.as_deref() != Some(HOME))
        });
    // "도심항공 산업": a field, unless it acts.
    let acts =
        phrase.words[i].particle.is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject | Case::Comitative));
    let field = class.kind == EntityType::Company
        && !acts
        && stem.strip_suffix(class.word.as_str()).is_some_and(|rest| lexicon.is_common(rest));
    let attached = own >= class.least
        && !field
        && own > class.word.chars().count()
        && !lexicon.is_generic(stem)
        && (national || !is_generic_compound(scene, stem, class));
    if attached && !latin {
        let before =
            i.checked_sub(1).map(|p| &phrase.words[p]).filter(|w| is_bare_noun(phrase, w) && !phrase.words[i].opens);
        let modifier = before.is_some_and(|w| MODIFIERS.contains(&phrase.slice(&w.range)));
        // A company is not called after the country before it, but a bank may be.
        // What has a name of its own needs no country before it: "독일 ○○대학교", but "미국 국립과학원".
        let rest = stem.strip_suffix(class.word.as_str()).unwrap_or(stem);
        let proper = class.kind == EntityType::ResearchOrganization
            && rest.chars().count() >= 2
            && !shape::is_common(scene.registry, rest)
            && !["국립", "국가", "중앙", "연방"].iter().any(|n| rest.starts_with(n));
        let is = |w: &Word, kind: EntityType| {
            let original = phrase.original(&w.range);
            out.iter().any(|c| c.range == original && c.kind == kind)
        };
        let place = before.is_some_and(|w| is(w, EntityType::Place));
        // "AI 안전연구소": common nouns alone name none.
        let field = class.kind == EntityType::ResearchOrganization
            && shape::is_common(scene.registry, rest)
            && before.is_some_and(|w| is(w, EntityType::Technology));
        let by_country = (class.kind != EntityType::Company || class.word == "은행") && (!proper || place);
        let widens = modifier
            || field
            || by_country
                && before.is_some_and(|w| {
                    is(w, EntityType::Place)
                        || is(w, EntityType::Country)
                        || scene.registry.named(phrase.slice(&w.range)).any(|e| e.kind == EntityType::Country)
                });
        return Some(if widens { i - 1 } else { i });
    }
    let bare = own == class.word.chars().count() && !latin;
    if class.kind == EntityType::Company && bare {
        return named_company(scene, i, out);
    }
    if class.kind == EntityType::ResearchOrganization && bare {
        return named_institute(scene, i, out);
    }
    // A bare class word heads a name only where it is the name of a kind of group; "대학" and "위원회" are generic.
    if (own > class.word.chars().count() || class.kind != EntityType::Association) && !latin {
        return None;
    }
    let mut first = i;
    let most = if latin { 12 } else { 3 };
    while first > 0 && i - first < most && !phrase.words[first].opens {
        let before = &phrase.words[first - 1];
        let text = phrase.slice(&before.range);
        let group = lexicon.class_of(text).is_some_and(|c| c.kind.is_organization());
        let fits = if latin {
            is_latin_name_word(text) && !before.closes
        } else {
            is_bare_noun(phrase, before)
                && !group
                && !is_count(text)
                && text.chars().count() > 1
                && !joins_companies(scene, text)
                && policygraph_korean::verb::read(text).is_none()
        };
        if !fits || lexicon.is_function(text) {
            break;
        }
        first -= 1;
    }
    // Common nouns in front describe; they do not name.
    while !latin && first + 1 < i && says_nothing(lexicon, phrase.slice(&phrase.words[first].range)) {
        first += 1;
    }
    while latin && first < i && !phrase.slice(&phrase.words[first].range).starts_with(|c: char| c.is_ascii_uppercase())
    {
        first += 1;
    }
    // "A사와 B사 컨소시엄": that of both, which has no name.
    let shared = first.checked_sub(1).filter(|_| first + 1 == i).is_some_and(|b| {
        let before = &phrase.words[b];
        let at = phrase.original(&before.stem);
        before.particle.is_some_and(|p| matches!(p.form, "와" | "과"))
            && out.iter().any(|c| c.range.end == at.end && c.kind == EntityType::Company)
    });
    if shared && class.word == "컨소시엄" {
        return None;
    }
    // "어구관련 협회": any of a kind.
    if i > first && !latin && phrase.slice(&phrase.words[i - 1].range).ends_with("관련") {
        return None;
    }
    // "신규과제 수행 컨소시엄": what any of them does.
    const PART: &[&str] = &["수행", "참여", "선정", "주관", "신청", "응모", "지원", "협력", "중심", "주도", "기반"];
    let does = i.checked_sub(1).is_some_and(|b| !latin && PART.contains(&phrase.slice(&phrase.words[b].range)));
    if does {
        return None;
    }
    // "주관 컨소시엄": what it does names none.
    let names = |word: &str| !says_nothing(lexicon, word) && !scene.registry.frames().is_verbal(word);
    let named = (first..i).any(|k| names(phrase.slice(&phrase.words[k].range)));
    (first < i && named).then_some(first)
}

/// Whether dots join companies in a word: "하늘통상·누리산업 컨소시엄".
pub(super) fn joins_companies(scene: &Scene<'_>, text: &str) -> bool {
    let company = |part: &str| {
        scene.registry.named(part).any(|e| e.kind == EntityType::Company)
            || scene.registry.lexicon().company_name(part).is_some()
    };
    text.contains(MIDDLE_DOTS) && text.split(MIDDLE_DOTS).any(company)
}

/// Where a company starts whose class word stands apart: "○○ 그룹". One word that says something names it, and only
/// where no other noun runs into it.
fn named_company(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<usize> {
    let phrase = scene.phrase;
    let lexicon = scene.registry.lexicon();
    let first = i.checked_sub(1).filter(|_| !phrase.words[i].opens)?;
    let name = phrase.slice(&phrase.words[first].range);
    let known = |w: &Word| {
        let at = phrase.original(&w.range);
        out.iter().any(|c| c.range.start <= at.start && at.end <= c.range.end)
    };
    let names = is_bare_noun(phrase, &phrase.words[first])
        && phrase.words[first].particle.is_none()
        && (2..=6).contains(&name.chars().count())
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !lexicon.is_generic(name)
        && lexicon.class_of(name).is_none()
        && scene.registry.named(name).next().is_none();
    let free = first.checked_sub(1).is_none_or(|b| {
        let before = &phrase.words[b];
        phrase.words[first].opens || known(before) || !is_bare_noun(phrase, before)
    });
    (names && free).then_some(first)
}

/// Where a university or institute starts whose class word stands apart: behind a place ("○○주 대학"), or behind nouns
/// where its abbreviation follows ("양자 관측 연구센터(QORC)").
fn named_institute(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<usize> {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let before = i.checked_sub(1).filter(|_| !word.opens)?;
    let at = phrase.original(&phrase.words[before].range);
    let place = out.iter().any(|c| c.range == at && c.kind == EntityType::Place && c.country.is_some());
    if place && phrase.slice(&word.stem).starts_with("대학") {
        return Some(before);
    }
    let abbreviated = phrase.bracket_at(word.range.end).or_else(|| phrase.bracket_at(word.stem.end)).is_some_and(|b| {
        let inner = &scene.str()[b.inner.clone()];
        inner.len() >= 3 && inner.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    });
    let first = head_start(scene, i, out);
    let content = phrase.words[first..i].iter().any(|w| !scene.registry.lexicon().is_generic(phrase.slice(&w.range)));
    (abbreviated && content).then_some(first)
}

/// Whether what stands before the class word is generic too: 운영위원회, 여성연구원.
fn is_generic_compound(scene: &Scene<'_>, stem: &str, class: &ClassWord) -> bool {
    stem.strip_suffix(class.word.as_str()).is_some_and(|rest| {
        // "참여대학": what it does for a programme.
        let role = class.word == "대학" && scene.registry.frames().is_verbal(rest);
        // "우수대학": how good it is.
        let praised = class.word == "대학" && matches!(rest, "우수" | "명문" | "유수" | "일류" | "상위");
        // "마을·대학": two nouns.
        let joined = rest.ends_with(MIDDLE_DOTS);
        (scene.registry.lexicon().is_generic(rest) || role || praised || joined) && !MODIFIERS.contains(&rest)
    })
}

/// A word of a Latin name: capitalised, or one of the small words between.
pub(crate) fn is_latin_name_word(text: &str) -> bool {
    text.is_ascii()
        && (text.starts_with(|c: char| c.is_ascii_uppercase())
            || matches!(text, "and" | "of" | "for" | "the" | "in" | "on" | "to"))
}

/// Where a product starts that is called after its maker: "○○사 하늘 플랫폼".
pub(super) fn maker_start(
    scene: &Scene<'_>,
    i: usize,
    stem: &str,
    class: &ClassWord,
    out: &[Candidate],
) -> Option<usize> {
    let phrase = scene.phrase;
    if class.kind != EntityType::Product || stem != class.word {
        return None;
    }
    let mut first = i;
    while first > 0 && i - first < 3 && !phrase.words[first].opens && is_bare_noun(phrase, &phrase.words[first - 1]) {
        first -= 1;
        let at = phrase.original(&phrase.words[first].range);
        let maker = out.iter().any(|c| c.range == at && c.kind == EntityType::Company && c.registry.is_some());
        if maker {
            let named =
                (first + 1..i).any(|k| !scene.registry.lexicon().is_generic(phrase.slice(&phrase.words[k].range)));
            return named.then_some(first);
        }
    }
    None
}

/// Where a headed phrase starts: left over bare nouns, without actors, adverbs and sums of money in front.
pub(crate) fn head_start(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> usize {
    let phrase = scene.phrase;
    let lexicon = scene.registry.lexicon();
    let mut first = i;
    while first > 0 && i - first < LONGEST && !phrase.words[first].opens {
        let before = &phrase.words[first - 1];
        let text = phrase.slice(&before.range);
        // The particle of a name in quotation marks is a word of its own.
        let particle =
            matches!(text, "의" | "은" | "는" | "이" | "가" | "을" | "를" | "와" | "과" | "에" | "로" | "으로");
        // "사업명 : ○○ 사업": what stands before a colon is its label.
        let label = phrase.text[before.range.end..phrase.words[first].range.start].contains([':', '：']);
        if !is_bare_noun(phrase, before) || lexicon.is_function(text) || particle || label {
            break;
        }
        first -= 1;
    }
    while first < i {
        let word = &phrase.words[first];
        let text = phrase.slice(&word.range);
        let original = phrase.original(&word.range);
        let actor = out.iter().any(|c| {
            c.range.start <= original.start
                && original.end <= c.range.end
                && (c.kind.is_actor() || c.kind == EntityType::MediaOrganization)
        });
        // "2018년 12월 ○○법을 제정": when it was made, no edition.
        let next = phrase.words.get(first + 1).map_or("", |w| phrase.slice(&w.range));
        let month = next.ends_with('월') && next.starts_with(|c: char| c.is_ascii_digit());
        let dated = text.ends_with('년') && (month || is_past_year(scene, text));
        // "총액 3억 원 규모 ○○ 프로젝트".
        let total = || {
            matches!(text, "총액" | "총" | "약" | "연간" | "최대")
                && first + 1 < i
                && sum::is_size(scene.registry, phrase, first + 1)
        };
        let sized = || is_count(text) || sum::is_size(scene.registry, phrase, first) || total();
        if !actor && !lexicon.is_function(text) && !is_date(phrase, word) && !dated && !sized() {
            break;
        }
        first += 1;
    }
    first
}

/// Where a measure starts that fills a cell of a table of measures, behind a date or the agency that issued it.
pub(super) fn table_start(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<usize> {
    let phrase = scene.phrase;
    let end = phrase.words[i].range.end;
    // A name that goes on over 및 and the like only ends with its cell.
    let rest = phrase.text[end..].trim();
    if !scene.in_table_of_measures()
        || !(rest.is_empty() || rest.starts_with('/'))
        || phrase.text.chars().count() > LONGEST_CELL
    {
        return None;
    }
    let skipped = |w: &Word| {
        let at = phrase.original(&w.range);
        is_date(phrase, w) || out.iter().any(|c| c.range == at && c.kind.is_organization())
    };
    // A cell may give several names, parted by a slash.
    let slash = phrase.text[..phrase.words[i].range.start].rfind('/').map_or(0, |at| at + 1);
    (0..=i).find(|&w| phrase.words[w].range.start >= slash && !skipped(&phrase.words[w]))
}

/// Whether a year lies before the one in which the item appeared: it tells when something was made, and is no edition.
fn is_past_year(scene: &Scene<'_>, word: &str) -> bool {
    let item = scene.section.context.date.as_deref().and_then(date::read_year);
    let year = date::read_year(word).filter(|&(_, len)| word[len..] == *"년");
    year.zip(item).is_some_and(|((year, _), (item, _))| year < item)
}

/// A month in figures, as it stands before a name in a table of dates: ’17.01, 2016.12.
fn is_date(phrase: &Phrase, word: &Word) -> bool {
    let apostrophe = phrase.text[..word.range.start].chars().next_back().filter(|c| "‘’'`´".contains(*c));
    let from = word.range.start - apostrophe.map_or(0, char::len_utf8);
    date::read(&phrase.text[from..word.range.end])
        .is_some_and(|(d, len)| d.month.is_some() && from + len == word.range.end)
}

/// A count with its unit, as it stands before a noun: 25개, 3년, 10여개.
fn is_count(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let year = digits.len() == 4 && word.contains('년');
    !digits.is_empty()
        && !year
        && !word.ends_with("개년")
        && digits.bytes().all(|b| b.is_ascii_digit())
        && ["개", "년", "명", "곳", "건", "여개", "개의", "차", "위", "억", "조", "월", "일"]
            .iter()
            .any(|u| word.ends_with(u))
}
