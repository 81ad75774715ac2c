//! A phrase that ends in a class word: ○○위원회, ○○대학, ○○ 종합계획, ○○ 프로젝트.
//!
//! Some class words make any word that ends in them a name (…위원회). Others head generic phrases as often as names
//! ("지원 사업"): these need evidence that the phrase names something, counted in [`naming_evidence`]. The phrase runs
//! left over bare nouns. "국가 양자기술 발전전략을 발표" names a programme, "다양한 지원 전략을 추진" none.

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_bare_noun};
use crate::shape;
use policygraph_korean::date;
use policygraph_korean::hangul::MIDDLE_DOTS;
use policygraph_korean::particle::Case;
use policygraph_model::{BlockKind, EntityType, SectionText};
use policygraph_registry::{ClassWord, HOME, Lexicon, Strength};

pub(crate) const ID: &str = "class-word";

/// Most words a name has before its class word.
const LONGEST: usize = 6;
/// Evidence from which a headed phrase is taken as a name.
const ENOUGH: u32 = 2;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let Some((class, end)) = class(scene, word) else { continue };
        let stem = &phrase.text[word.range.start..end];
        let original = phrase.original(&(word.range.start..end));
        if class.strength != Strength::Head && out.iter().any(|c| c.range == original && c.registry.is_some()) {
            continue;
        }
        // "과학부·해양청": two bodies that a dot joins are no single one.
        let joined = stem.rsplit_once(MIDDLE_DOTS).is_some_and(|(before, _)| {
            let known =
                out.iter().any(|c| c.registry.is_some() && c.range.start == original.start && c.kind.is_organization());
            let lexicon = scene.registry.lexicon();
            let firm = before.rsplit(MIDDLE_DOTS).any(|part| lexicon.company_name(part).is_some());
            known || firm || lexicon.class_of(before).is_some_and(|c| c.kind.is_organization())
        });
        if joined && (class.kind.is_organization() || class.kind == EntityType::Place) {
            // "가온전자·누리은행": each by itself.
            for part in shape::parts(&phrase.text, &(word.range.start..end)) {
                let name = phrase.slice(&part);
                let own = scene.registry.lexicon().class_of(name).filter(|c| {
                    c.strength == Strength::Name
                        && c.word != name
                        && name.chars().count() >= c.least
                        && c.kind.is_organization()
                });
                let range = phrase.original(&part);
                let free = !out.iter().any(|c| c.range == range);
                if let Some(own) = own.filter(|_| free) {
                    out.push(Candidate::new(range, name, own.kind, ID, 5));
                }
            }
            continue;
        }
        // A report on a plan carries its name: the plan is what is named.
        let reports_plan = class.kind == EntityType::Document
            && stem == class.word
            && i > 0
            && !word.opens
            && scene
                .registry
                .lexicon()
                .class_of(phrase.slice(&phrase.words[i - 1].range))
                .is_some_and(|c| c.kind == EntityType::Program);
        if reports_plan {
            continue;
        }
        if class.strength == Strength::Head && scene.is_caption() {
            continue;
        }
        let first = match class.strength {
            Strength::Quoted if is_law(scene, i, stem, class) => head_start(scene, i, out),
            Strength::Quoted => match maker_start(scene, i, stem, class, out) {
                Some(first) => first,
                None => continue,
            },
            Strength::Name => match name_start(scene, i, stem, class, out) {
                Some(first) => first,
                None => continue,
            },
            Strength::Head => {
                let first = table_start(scene, i, out).unwrap_or_else(|| head_start(scene, i, out));
                if naming_evidence(scene, first, i, class, stem, out) < ENOUGH {
                    continue;
                }
                first
            }
        };
        // "표준 연합체 ○○ 얼라이언스": a description before the name of a known thing of its type.
        let described =
            phrase.words.get(i + 1).filter(|w| phrase.text.get(end..w.range.start) == Some(" ")).is_some_and(|w| {
                let at = phrase.original(&w.range).start;
                out.iter().any(|c| c.range.start == at && c.kind == class.kind && c.registry.is_some())
            });
        if described && class.kind.is_organization() && class.kind != EntityType::GovernmentAgency {
            continue;
        }
        // "○○ 이니셔티브 법": a law about a programme.
        let law = phrase.words.get(i + 1).map(|w| &w.stem).filter(|r| {
            class.kind == EntityType::Program
                && phrase.text.get(end..r.start) == Some(" ")
                && super::registered::LAWS.contains(&phrase.slice(r))
        });
        let (kind, end) = match law {
            Some(stem) => (EntityType::Legislation, stem.end),
            None => (class.kind, with_edition(phrase, i, end, class.kind)),
        };
        // "2026~2027 ○○ 계획": the years that it runs stand at its head.
        let start = phrase.words[first].range.start;
        let years = phrase.text[..start].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '~' | '’' | '‘'));
        let start = if phrase.text[..start].ends_with('~') { years.len() } else { start };
        // "EU ○○법": a law of the Union is called after it.
        let union = phrase.text[..start].strip_suffix("EU ").filter(|_| kind == EntityType::Legislation);
        let start = union.filter(|u| !u.ends_with(|c: char| c.is_alphanumeric())).map_or(start, str::len);
        let range = start..end;
        let original = phrase.original(&range);
        let mut candidate = Candidate::new(original.clone(), &scene.str()[original], kind, ID, 5);
        // "스페인은 …, ○○부가": of the country that the text has just named.
        let national = out.iter().any(|c| c.kind == EntityType::Country && c.range.end < candidate.range.start);
        if candidate.kind == EntityType::GovernmentAgency && !national && is_european(scene, &candidate.name) {
            candidate.kind = EntityType::InternationalOrganization;
        }
        // "브라질개발은행": a bank of one country.
        if candidate.kind == EntityType::InternationalOrganization
            && class.word.ends_with("은행")
            && (super::organ::country_in_front(scene, &candidate.name).is_some()
                || ["국가", "국립", "연방"].iter().any(|n| candidate.name.starts_with(n)))
        {
            candidate.kind = EntityType::Company;
        }
        // The name without a bracket inside it is one of its names.
        let plain = Candidate::new(0..0, phrase.slice(&range), kind, ID, 5).name;
        if plain != candidate.name {
            candidate.aliases.push(std::mem::replace(&mut candidate.name, plain));
        }
        // "인도 해양부": the text speaks of it without its country, too.
        if candidate.kind == EntityType::GovernmentAgency
            && let Some((country, rest)) = candidate.name.split_once(' ')
            && scene.registry.country_named(country).is_some()
            && !rest.contains(' ')
            && !super::ministry::is_of_home_beside(scene, country, rest)
        {
            let rest = rest.to_owned();
            candidate.aliases.push(rest);
        }
        if candidate.kind.is_organization() {
            // The country that the name starts with is its own.
            let start = candidate.range.start;
            let own = out.iter().find(|c| c.kind == EntityType::Country && c.range.start == start);
            candidate.country = own.and_then(|c| c.country.clone()).or_else(|| scene.country().map(str::to_owned));
        }
        out.push(candidate);
    }
}

/// Whether an authority is an organ of the European Union or the United Nations: by its name, or in a section on them.
fn is_european(scene: &Scene<'_>, name: &str) -> bool {
    let title = scene.section.title.as_str();
    let heading = &title[..title.find([',', ':']).unwrap_or(title.len())];
    // "이탈리아 개인정보감독청": of a country, whatever the heading.
    let national = name.split_once(' ').is_some_and(|(first, _)| scene.registry.country_named(first).is_some());
    let headed = (scene.country().is_none() && matches!(heading.trim(), "EU" | "유럽연합" | "유럽"))
        || scene.line_heading().is_some_and(super::is_union);
    ["EU", "유럽", "유엔", "UN "].iter().any(|p| name.starts_with(p)) || headed && !national
}

/// The class word that a word ends in, and where the name ends: with the whole word (제도) or before its particle.
fn class<'a>(scene: &Scene<'a>, word: &Word) -> Option<(&'a ClassWord, usize)> {
    let lexicon = scene.registry.lexicon();
    [&word.range, &word.stem].into_iter().find_map(|r| lexicon.class_of(scene.phrase.slice(r)).map(|c| (c, r.end)))
}

/// Where a name of the strong kind starts. A word that is long enough stands for itself, with the place or country
/// before it; a bare class word (컨소시엄) takes the nouns before it.
fn name_start(scene: &Scene<'_>, i: usize, stem: &str, class: &ClassWord, out: &[Candidate]) -> Option<usize> {
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
    let attached = own >= class.least
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
            && !crate::shape::is_common(scene.registry, rest)
            && !["국립", "국가", "중앙", "연방"].iter().any(|n| rest.starts_with(n));
        let place = before.is_some_and(|w| {
            let original = phrase.original(&w.range);
            out.iter().any(|c| c.range == original && c.kind == EntityType::Place)
        });
        let by_country = (class.kind != EntityType::Company || class.word == "은행") && (!proper || place);
        let widens = modifier
            || by_country
                && before.is_some_and(|w| {
                    let original = phrase.original(&w.range);
                    out.iter().any(|c| c.range == original && matches!(c.kind, EntityType::Place | EntityType::Country))
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
            is_bare_noun(phrase, before) && !group && !is_count(text) && text.chars().count() > 1
        };
        if !fits || lexicon.is_function(text) {
            break;
        }
        first -= 1;
    }
    // Common nouns in front describe; they do not name.
    while !latin && first + 1 < i && lexicon.is_generic(phrase.slice(&phrase.words[first].range)) {
        first += 1;
    }
    while latin && first < i && !phrase.slice(&phrase.words[first].range).starts_with(|c: char| c.is_ascii_uppercase())
    {
        first += 1;
    }
    let named = (first..i).any(|k| !lexicon.is_generic(phrase.slice(&phrase.words[k].range)));
    (first < i && named).then_some(first)
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

/// Words before an organization's name that belong to it.
const MODIFIERS: &[&str] = &["차세대", "국가", "국립", "중앙", "전국", "세계", "국제", "한국", "대한", "대통령직속"];

/// A word of a Latin name: capitalised, or one of the small words between.
pub(crate) fn is_latin_name_word(text: &str) -> bool {
    text.is_ascii()
        && (text.starts_with(|c: char| c.is_ascii_uppercase())
            || matches!(text, "and" | "of" | "for" | "the" | "in" | "on" | "to"))
}

/// Whether a word in 법 is a law rather than a method: it is long enough, and is made, amended or followed.
fn is_law(scene: &Scene<'_>, i: usize, stem: &str, class: &ClassWord) -> bool {
    const LEGAL: &[&str] =
        &["개정", "제정", "시행", "통과", "발효", "의거", "따라", "따른", "근거", "위반", "폐지", "입법"];
    /// Endings of words for ways of doing something.
    const METHODS: &[&str] = &[
        "방법", "기법", "공법", "문법", "요법", "해법", "용법", "수법", "석법", "료법", "정법", "조법", "산법", "습법",
        "단법", "입법", "사법",
    ];
    class.word == "법"
        && stem.chars().count() >= 4
        && !METHODS.iter().any(|m| stem.ends_with(m))
        && scene.phrase.words[i + 1..]
            .iter()
            .take(2)
            .any(|w| LEGAL.iter().any(|l| scene.phrase.slice(&w.range).starts_with(l)))
}

/// Where a product starts that is called after its maker: "○○사 하늘 플랫폼".
fn maker_start(scene: &Scene<'_>, i: usize, stem: &str, class: &ClassWord, out: &[Candidate]) -> Option<usize> {
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

/// The end of a name with the edition after its class word: "행동계획 2.0", "액션플랜 2025".
fn with_edition(phrase: &Phrase, i: usize, end: usize, kind: EntityType) -> usize {
    let Some(next) = phrase
        .words
        .get(i + 1)
        .filter(|w| phrase.words[i].range.end == end && phrase.text.get(end..w.range.start) == Some(" "))
    else {
        return end;
    };
    let text = phrase.stem(next);
    let year = text.len() == 4
        && (text.starts_with("20") || text.starts_with("19"))
        && text.bytes().all(|b| b.is_ascii_digit());
    let version = text.len() == 3 && text.as_bytes()[1] == b'.' && text.bytes().filter(u8::is_ascii_digit).count() == 2;
    // 행정명령 제17호
    let order = kind == EntityType::Legislation
        && text.starts_with('제')
        && text.ends_with('호')
        && text.contains(|c: char| c.is_ascii_digit());
    if year || version || order { next.stem.end } else { end }
}

/// Whether what stands before the class word is generic too: 운영위원회, 여성연구원.
fn is_generic_compound(scene: &Scene<'_>, stem: &str, class: &ClassWord) -> bool {
    stem.strip_suffix(class.word.as_str()).is_some_and(|rest| {
        // "참여대학": what it does for a programme.
        let role = class.word == "대학" && scene.registry.frames().is_verbal(rest);
        (scene.registry.lexicon().is_generic(rest) || role) && !MODIFIERS.contains(&rest)
    })
}

/// Where a headed phrase starts: left over bare nouns, without actors and adverbs in front.
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
        if !is_bare_noun(phrase, before) || lexicon.is_function(text) || particle {
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
        if !actor && !lexicon.is_function(text) && !is_count(text) && !is_date(phrase, word) && !dated {
            break;
        }
        first += 1;
    }
    first
}

/// Whether a year lies before the one in which the item appeared: it tells when something was made, and is no edition.
fn is_past_year(scene: &Scene<'_>, word: &str) -> bool {
    let item = scene.section.context.date.as_deref().and_then(date::read_year);
    let year = date::read_year(word).filter(|&(_, len)| word[len..] == *"년");
    year.zip(item).is_some_and(|((year, _), (item, _))| year < item)
}

/// Where a measure starts that fills a cell of a table of measures, behind a date or the agency that issued it.
fn table_start(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<usize> {
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

/// Most characters of a table cell that is a name.
const LONGEST_CELL: usize = 50;

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

/// Whether a comma or 등 stands beside a word: a member of a list, which other rules read.
fn is_listed(phrase: &Phrase, i: usize) -> bool {
    let comma = |w: &Word| phrase.text[w.range.end..].starts_with([',', '，', '、']);
    comma(&phrase.words[i])
        || i.checked_sub(1).is_some_and(|b| comma(&phrase.words[b]))
        || phrase.words.get(i + 1).is_some_and(|n| phrase.slice(&n.range).starts_with('등'))
}

/// Whether a word is a year: 2026년도, 2026년.
fn year_at(word: &str) -> bool {
    date::read_year(word).is_some_and(|(_, len)| matches!(&word[len..], "년" | "년도"))
}

/// Whether a word before a class word tells nothing of what is meant.
pub(super) fn says_nothing(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.is_generic(word) || word.chars().count() >= 3 && word.ends_with(['적', '별', '화'])
}

/// Counts what speaks for a name: a version or year in it, an abbreviation introduced after it, the trace of a lost
/// quotation mark, a verb of making it public, its place in the heading, a class word that is specific by itself, more
/// than one noun that says something.
fn naming_evidence(
    scene: &Scene<'_>,
    first: usize,
    last: usize,
    class: &ClassWord,
    stem: &str,
    out: &[Candidate],
) -> u32 {
    let phrase = scene.phrase;
    let lexicon = scene.registry.lexicon();
    let words = &phrase.words[first..=last];
    let own = stem.strip_suffix(class.word.as_str()).unwrap_or(stem);
    let content = words[..words.len() - 1].iter().filter(|w| !says_nothing(lexicon, phrase.slice(&w.range))).count()
        + usize::from(!own.is_empty() && !lexicon.is_generic(own));
    let end = words[words.len() - 1].range.start + stem.len();
    let numbered =
        words.iter().any(|w| has_edition(phrase.slice(&w.range))) || with_edition(phrase, last, end, class.kind) > end;
    let measure = matches!(class.kind, EntityType::Program | EntityType::Legislation | EntityType::Document);
    let titled = measure && scene.number == SectionText::TITLE && is_made_public(phrase, last);
    // What the title says was made public is what the section is about, however common its words.
    let in_table = class.kind == EntityType::Program
        && scene.in_table_of_measures()
        && (phrase.text[end..].trim().is_empty() || phrase.text[end..].starts_with('/'));
    // "○○ 사업 (○○부)": a task in a plan, with who answers for it.
    let task = class.kind == EntityType::Program
        && phrase.text[end..].chars().all(|c| !c.is_alphanumeric())
        && scene.ends_with_agencies(out);
    // "□ ○○ 프로젝트 개요" over "주관기관: …".
    let overview = || {
        let rest = phrase.text[end..].replace(' ', "");
        rest.is_empty() || OVERVIEWS.contains(&rest.as_str())
    };
    let heads = class.kind == EntityType::Program
        && phrase.text[..words[0].range.start].trim().is_empty()
        && overview()
        && scene.heads_labels();
    if (titled || in_table || task || heads) && (words.len() > 1 || own.chars().count() > 1) {
        return ENOUGH;
    }
    // "5개년 계획", "2022년 사업" by themselves say only when.
    let when = phrase.slice(&words[0].range);
    let year = date::read_year(when).is_some_and(|(_, len)| when[len..] == *"년") && class.word.chars().count() <= 2;
    let term = words.len() == 2 && own.is_empty() && (when.ends_with("개년") || year);
    // "2026년도 ○○ 분야 재정사업 현황": what a list of all that is in it is called.
    const LISTS: &[&str] = &["현황", "동향", "실적", "목록", "통계", "비교", "결과"];
    let listed = phrase.words.get(last + 1).is_some_and(|w| LISTS.contains(&phrase.stem(w)));
    if year_at(when) && listed && class.kind == EntityType::Program {
        return 0;
    }
    // "디지털 농업 종합계획": nouns for two fields, and a word for a plan that says what it is.
    let topical = words[..words.len() - 1].iter().filter(|w| {
        let word = phrase.slice(&w.range);
        lexicon.fields_in(word).is_some() || scene.registry.named(word).any(|e| e.kind == EntityType::Technology)
    });
    let topical = topical.count() >= 2 && class.word.chars().count() >= 4 && is_made_public(phrase, last);
    let content = if topical { content.max(1) } else { content };
    let dated_only = year && words.len() == 2 && own.is_empty() && phrase.bracket_at(end).is_none();
    if dated_only || content == 0 && (!numbered || words.len() < 2 || (term && phrase.bracket_at(end).is_none())) {
        return 0;
    }
    let bracket = phrase.bracket_at(end).map(|b| &scene.str()[b.inner.clone()]);
    let abbreviated = bracket.is_some_and(|b| b.starts_with(|c: char| c.is_ascii_uppercase()));
    // Years or a date in the bracket say when it ran or was made.
    let dated = bracket.is_some_and(|b| date::read_year(b).is_some());
    let acts = words.len() > 1 && own.is_empty() && is_business(phrase.slice(&words[words.len() - 2].range));
    if acts && !(numbered || abbreviated || dated) {
        return 0;
    }
    // An abbreviation joined to its class word: ABCD프로젝트.
    let initials = own.len() >= 3
        && own.bytes().all(|b| b.is_ascii_uppercase())
        && scene.registry.named(own).next().is_none()
        && !lexicon.is_generic(own);
    let next = phrase.words.get(last + 1);
    let lost_quote = next.is_some_and(|w| {
        let text = phrase.slice(&w.range);
        words[words.len() - 1].range.end == end
            && matches!(text, "을" | "를" | "의" | "은" | "이" | "에" | "을(를)")
            && !words[words.len() - 1].closes
    });
    let in_title = scene.number == SectionText::TITLE
        || scene
            .section
            .title
            .as_str()
            .replace(' ', "")
            .contains(&phrase.slice(&(words[0].range.start..end)).replace(' ', ""));
    let specific = class.word.chars().count() >= 4 || matches!(class.word.as_str(), "로드맵" | "청사진");
    // "해양산업진흥법을 통과": a word of its own before the word for a law.
    let law = class.kind == EntityType::Legislation && class.word.ends_with('법') && own.chars().count() >= 2;
    // "○○ 사업에 100억 원을 투입", "○○ 사업: 100억 원": what has money of its own.
    let funded = class.kind == EntityType::Program && has_sum_behind(&phrase.text[end..]);
    // "핵심광물 기금 10억 헤알을 조성".
    let endowed = matches!(class.word.as_str(), "기금" | "펀드")
        && phrase.text[end..].strip_prefix(' ').is_some_and(|rest| is_sum(rest.trim_start_matches("총 ")));
    // A measure that is all of a table cell.
    let in_cell = SectionText::block(scene.section, scene.number).is_some_and(|b| b.kind == BlockKind::Cell)
        && phrase.text[..words[0].range.start].trim().is_empty()
        && phrase.text[end..].trim().is_empty();
    // "’14년 제정된 ○○ 법안", "○○ 법안에 의거": it was made, and has force.
    let made = first.checked_sub(1).map(|b| phrase.slice(&phrase.words[b].range)).is_some_and(is_making);
    // "2조 엔 규모의 ○○ 기금": what has a size in money.
    let sized = first.checked_sub(1).is_some_and(|b| phrase.slice(&phrase.words[b].range) == "규모의")
        && first.checked_sub(2).is_some_and(|b| {
            let text = phrase.slice(&phrase.words[b].range);
            ["원", "달러", "엔", "유로", "위안", "파운드"].iter().any(|c| text.ends_with(c))
        });
    let force = class.kind == EntityType::Legislation
        && phrase.words.get(last + 1).is_some_and(|w| {
            ["의거", "따라", "따른", "근거", "의해"].iter().any(|f| phrase.slice(&w.range).starts_with(f))
        });
    // "해양성장기금이": a fund that is one long word.
    let fund = class.word == "기금" && first == last && !is_listed(phrase, last) && stem.chars().count() >= 6;
    // "한-칠레 …협정": the parties to an agreement name it.
    let parties = class.kind == EntityType::Legislation
        && phrase.slice(&phrase.words[first].range).split_once(['-', '·', '–']).is_some_and(|(a, b)| {
            let party = |w: &str| {
                scene.registry.country_named(w).is_some()
                    || matches!(w, "한" | "미" | "중" | "일" | "러" | "영" | "독" | "불")
            };
            first < last && party(a) && party(b)
        });
    2 * u32::from(numbered || parties)
        + 2 * u32::from(fund || endowed)
        + 2 * u32::from(abbreviated || dated || initials)
        + 2 * u32::from(lost_quote)
        + u32::from(is_made_public(phrase, last) || made)
        + u32::from(force)
        + u32::from(funded)
        + u32::from(law)
        + u32::from(sized)
        + u32::from(in_title)
        + u32::from(specific)
        + u32::from(content >= 2 || own.chars().count() >= 6)
        + u32::from(in_cell)
}

/// Whether money goes into what stands before: "에 100억 원", ": 100억 원".
fn has_sum_behind(text: &str) -> bool {
    let rest = ["에는 ", "에 ", ": ", " : "].iter().find_map(|p| text.strip_prefix(p));
    rest.is_some_and(|r| is_sum(r.trim_start_matches("총 ")))
}

/// Whether a text starts with a sum of money.
fn is_sum(text: &str) -> bool {
    let sum: String = text.chars().take(14).collect();
    sum.starts_with(|c: char| c.is_ascii_digit()) && ["억", "조", "만 달러", "만 유로"].iter().any(|u| sum.contains(u))
}

/// What follows a programme in the heading of lines about it, without blanks.
const OVERVIEWS: &[&str] = &["개요", "추진계획", "추진현황", "주요내용", "사업개요"];

/// Whether a word is what a business does, after which 계획 and the like are no names: "출시 계획", "매각 방안".
fn is_business(word: &str) -> bool {
    const ACTS: &[&str] = &[
        "출시", "공급", "매각", "인수", "합병", "판매", "채용", "상장", "증설", "생산", "진출", "투자", "방문", "매입",
        "개최", "감축", "철수", "구매",
    ];
    ACTS.contains(&word)
}

/// Whether a word gives an edition: a version (2.0), a term (제2기, 4개년), a year (2020년도, ’20년).
fn has_edition(word: &str) -> bool {
    let digit = word.chars().any(|c| c.is_ascii_digit());
    // 2.0, but not the month 17.01.
    let version = word
        .split_once('.')
        .is_some_and(|(a, b)| !a.is_empty() && b.len() == 1 && (a.to_owned() + b).bytes().all(|c| c.is_ascii_digit()));
    digit
        && (version
            || ["개년", "년도", "년", "기"].iter().any(|e| word.ends_with(e))
            || (word.starts_with('제') && !word.starts_with("제조")))
}

/// Verbs of making a measure public.
const MAKING: &[&str] = &[
    "발표", "수립", "확정", "공개", "출범", "제정", "마련", "시행", "채택", "발간", "추진", "제시", "제안", "착수",
    "개정", "통과", "공표", "갱신", "실시", "논의", "도입", "조성", "신설", "창설",
];

/// Whether a word is such a verb in its adnominal form: 제정된, 발표한.
fn is_making(word: &str) -> bool {
    MAKING.iter().any(|v| word.strip_prefix(v).is_some_and(|r| matches!(r, "된" | "한" | "하는" | "했던" | "되는")))
}

/// Whether a word is such a verb in any form, and no noun that starts with one (추진현황).
fn is_made(word: &str) -> bool {
    MAKING.iter().any(|v| {
        word.strip_prefix(v).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with([
                    '하', '해', '했', '할', '한', '함', '되', '돼', '됐', '된', '될', '됨', '을', '중', '키', '시',
                ])
        })
    })
}

/// Whether the clause makes the named thing public: it is the object of a verb of publishing, or stands bare before one.
fn is_made_public(phrase: &Phrase, last: usize) -> bool {
    let word = &phrase.words[last];
    let object = word.particle.is_none_or(|p| p.case == Case::Object);
    object
        && (phrase.words[last + 1..].iter().take(2).any(|w| is_made(phrase.slice(&w.range)))
            || shares_such_a_verb(phrase, last))
}

/// Whether an object shares such a verb with those counted up behind it: "○○부는 A 계획을, △△부는 B 전략을 발표". Each of those has somebody
/// of its own, and no verb.
fn shares_such_a_verb(phrase: &Phrase, object: usize) -> bool {
    let case = |w: &Word| w.particle.map(|p| p.case);
    let mut acts = false;
    let mut last = object;
    for (i, word) in phrase.words.iter().enumerate().skip(object) {
        match case(word) {
            Some(Case::Object) if i == object || acts => {
                if !phrase.text[word.range.end..].starts_with(',') {
                    // Behind the last object stands the verb, perhaps with an adverb before it.
                    let mut behind = phrase.words[i + 1..].iter().take(2);
                    return i > object && behind.any(|w| is_made(phrase.slice(&w.range)));
                }
                (acts, last) = (false, i);
            }
            Some(Case::Topic | Case::Subject) if !acts && i > last => acts = true,
            Some(Case::Topic | Case::Subject | Case::Object) => return false,
            _ => {}
        }
    }
    false
}
