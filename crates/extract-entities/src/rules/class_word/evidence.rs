//! What speaks for it that a phrase names something, where its class word heads generic phrases as often as names.

use super::edition::{has_edition, with_edition};
use super::making::{is_made_public, is_making};
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_adnominal};
use crate::rules::Scene;
use crate::shape;
use crate::sum;
use policygraph_korean::date;
use policygraph_korean::hangul::is_word;
use policygraph_korean::particle::Case;
use policygraph_model::{BlockKind, EntityType, SectionText};
use policygraph_registry::{ClassWord, Lexicon, Strength};

/// Evidence from which a headed phrase is taken as a name.
pub(super) const ENOUGH: u32 = 2;

/// What follows a programme in the heading of lines about it, without blanks.
const OVERVIEWS: &[&str] = &["개요", "추진계획", "추진현황", "주요내용", "사업개요"];

/// Counts what speaks for a name: a version or year in it, an abbreviation introduced after it, the trace of a lost
/// quotation mark, a verb of making it public, its place in the heading, a class word that is specific by itself, more
/// than one noun that says something.
pub(super) fn naming_evidence(
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
    if says_what_topic_is(scene, first, last, out) || is_of_many(phrase, first) {
        return 0;
    }
    let copula = is_predicate(&phrase.text[words[words.len() - 1].range.start + stem.len()..]);
    if is_one_of_kind(scene, first, last, class, copula) {
        return 0;
    }
    let own = stem.strip_suffix(class.word.as_str()).unwrap_or(stem);
    // "2조 엔 규모의 ○○ 기금", "2조 엔급 ○○ 기금": what has a size in money.
    let sized = first.checked_sub(1).is_some_and(|before| sum::is_size(scene.registry, phrase, before));
    // "2조 엔 반도체 보조금": what the sum is. "하늘반도체 보조금": what a company gets.
    let first_word = phrase.slice(&phrase.words[first].range);
    if class.word == "보조금" && (sized || shape::opens_with_company(scene.registry, first_word)) {
        return 0;
    }
    // "300억 유로 투자계획": what somebody has in mind.
    if sized && first == last && scene.registry.frames().is_verbal(own) {
        return 0;
    }
    let says_nothing = |word: &str| says_nothing(lexicon, word) || word.ends_with("개년");
    let content = words[..words.len() - 1].iter().filter(|w| !says_nothing(phrase.slice(&w.range))).count()
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
        && phrase.text[end..].chars().all(|c| !is_word(c))
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
    // "국가 데이터 전략(National Data Strategy)": the bracket gives its name in another language.
    let latin =
        phrase.bracket_at(words[words.len() - 1].range.start + stem.len()).map(|b| &scene.str()[b.inner.clone()]);
    let named_abroad = latin.is_some_and(|name| {
        let mut all = name.split([' ', ':']).filter(|w| !w.is_empty());
        let capital = |w: &str| w.starts_with(|c: char| c.is_ascii_uppercase());
        all.clone().filter(|w| capital(w)).count() >= 2 && all.next().is_some_and(capital) && name.is_ascii()
    });
    // "양해각서(Memorandum of Understanding)": what it is.
    if measure && named_abroad && (words.len() > 1 || !own.is_empty()) {
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
    let topics = topical.count();
    // "해양 국가도약프로젝트": a field, and a compound of two nouns before the word for a plan.
    let compound = topics >= 1 && own.chars().count() >= 4;
    let topical = (compound || topics >= 2 && class.word.chars().count() >= 4) && is_made_public(phrase, last);
    let content = if topical { content.max(1) } else { content };
    let dated_only = year && words.len() == 2 && own.is_empty() && phrase.bracket_at(end).is_none();
    if dated_only || content == 0 && (!numbered || words.len() < 2 || (term && phrase.bracket_at(end).is_none())) {
        return 0;
    }
    let bracket = phrase.bracket_at(end).map(|b| &scene.str()[b.inner.clone()]);
    let abbreviated = bracket.is_some_and(|b| b.starts_with(|c: char| c.is_ascii_uppercase()));
    // Years or a date in the bracket say when it ran or was made.
    let dated = bracket.is_some_and(|b| date::read_year(b).is_some());
    // So does what it costs: "○○어시장 현대화 사업(총사업비 2,422억 원)".
    const COSTS: &[&str] = &["총사업비", "사업비", "총예산", "예산", "국비", "총공사비", "공사비"];
    let costed =
        bracket.is_some_and(|b| COSTS.iter().any(|c| b.starts_with(c)) && b.contains(|c: char| c.is_ascii_digit()));
    let dated = dated || costed && class.kind == EntityType::Program;
    let acts = words.len() > 1 && own.is_empty() && is_business(phrase.slice(&words[words.len() - 2].range));
    // "2041년 완공 계획이다": when it will be done.
    let due = acts && copula && words.len() <= 3;
    if due || acts && !(numbered || abbreviated || dated) {
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
    let funded = class.kind == EntityType::Program && sum::is_behind(scene.registry, &phrase.text[end..]);
    // "핵심광물 기금 10억 헤알을 조성".
    let endowed = matches!(class.word.as_str(), "기금" | "펀드")
        && phrase.text[end..].strip_prefix(' ').is_some_and(|rest| sum::opens(scene.registry, rest));
    // "○○ 수출 활성화 사업은 … 하는 사업이다", "○○ 보조금은 … 하는 제도다", "○○ 기술개발 사업은 …, 총 사업비는".
    let explained = class.kind == EntityType::Program
        && (words.len() >= 3 || content > 0 && (own.chars().count() >= 4 || words.len() == 2))
        && phrase.words[last].particle.is_some_and(|p| matches!(p.form, "은" | "는"))
        && is_explained(&phrase.text[end..], &class.word);
    // "사업명 : ○○ 사업".
    let labelled = phrase.text[..words[0].range.start]
        .trim_end()
        .strip_suffix([':', '：'])
        .is_some_and(|label| LABELS.contains(&label.trim()));
    // A measure that is all of a table cell.
    let in_cell = SectionText::block(scene.section, scene.number).is_some_and(|b| b.kind == BlockKind::Cell)
        && phrase.text[..words[0].range.start].trim().is_empty()
        && phrase.text[end..].trim().is_empty();
    // "’14년 제정된 ○○ 법안", "○○ 법안에 의거": it was made, and has force.
    let made = first.checked_sub(1).map(|b| phrase.slice(&phrase.words[b].range)).is_some_and(is_making);
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
    // "○○ 협정에 서명": a treaty by a name of its own.
    let treaty = matches!(class.word.as_str(), "협정" | "협약" | "조약" | "의정서" | "자유무역협정")
        && matches!(own, "" | "국제" | "기본")
        && is_acceded_to(&phrase.text[end..])
        && words[..words.len() - 1].iter().any(|w| {
            let at = phrase.original(&w.range);
            let party = |c: &&Candidate| c.range.start <= at.start && at.end <= c.range.end && c.kind.is_actor();
            let name = phrase.slice(&w.range);
            let own = shape::is_name(scene.registry, name)
                || shape::is_foreign(name) && !shape::is_common(scene.registry, name);
            own && !out.iter().any(|c| party(&c))
        });
    2 * u32::from(numbered || parties || treaty)
        + 2 * u32::from(fund || endowed || labelled || explained)
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

/// Whether a noun is what a sentence says of its subject: "…다", "…이며".
fn is_predicate(behind: &str) -> bool {
    ["다.", "이다", "입니다", "이며", "다\n"].iter().any(|e| behind.starts_with(e)) || behind == "다"
}

/// Whether a phrase says of what kind something is, or speaks of several or an earlier one of a kind.
fn is_one_of_kind(scene: &Scene<'_>, first: usize, last: usize, class: &ClassWord, copula: bool) -> bool {
    const SEVERAL: &[&str] = &["다수의", "여러", "각종", "다양한", "수많은", "모든", "개별", "일부", "주요"];
    let phrase = scene.phrase;
    let word = |i: usize| phrase.slice(&phrase.words[i].range);
    let before = first.checked_sub(1).map(word);
    // "X는 산업의 성장을 꾀하는 정보통신 기반 산업 클러스터다".
    let opens = phrase.words[first].opens;
    let described = copula && before.is_some_and(is_adnominal) && class.strength == Strength::Head && !opens;
    // "40개 ○○ 프로젝트", "다수의 ○○ 사업".
    let counted = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['개', '건']);
    let several = before.is_some_and(|word| counted(word) || SEVERAL.contains(&word)) && !opens;
    // "이전 3차 프로젝트".
    let earlier = matches!(word(first), "이전" | "기존" | "종전") && last - first <= 2;
    described || several || earlier
}

/// Whether what follows a treaty says that somebody signs or joins it.
fn is_acceded_to(behind: &str) -> bool {
    const ACCEDING: &[&str] = &["체결", "서명", "가입", "비준", "탈퇴", "발효"];
    let rest = ["을 ", "를 ", "에 ", "에서 "].iter().find_map(|particle| behind.strip_prefix(particle));
    rest.is_some_and(|rest| ACCEDING.iter().any(|verb| rest.starts_with(verb)))
}

/// Whether what follows the topic of a sentence says of it what kind of thing it is, or what it costs.
fn is_explained(text: &str, noun: &str) -> bool {
    let sentence = text.split_inclusive("다. ").next().unwrap_or(text);
    let is = |noun: &str| {
        sentence.match_indices(noun).any(|(at, _)| {
            // "…을 지원하는 대학 집중 육성 사업".
            let mut before = sentence[..at].split_whitespace().rev().take(4);
            let modified = sentence[..at].trim_end().ends_with(['는', '한', '된', '인', '적', '표'])
                || before.any(|w| ["하는", "되는", "주는", "돕는"].iter().any(|e| w.ends_with(e)));
            const ENDINGS: &[&str] = &["으로", "로, ", "이다", "다.", "입니다", "이며", "이고"];
            modified && ENDINGS.iter().any(|e| sentence[at + noun.len()..].starts_with(e))
        })
    };
    let kind = is(noun) || is("제도") || is("사업");
    kind || ["총 사업비", "총사업비", "사업비는"].iter().any(|cost| sentence.contains(cost))
}

/// Labels of forms before the name of a programme.
const LABELS: &[&str] = &["사업명", "과제명", "프로그램명", "정책명", "계획명"];

/// Whether a phrase says of a programme what it is: "‘가온’ 사업은 마을 상생 프로젝트로, …".
pub(crate) fn says_what_topic_is(scene: &Scene<'_>, first: usize, last: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let case = |w: &Word| w.particle.map(|p| p.case);
    let said = case(&phrase.words[last]) == Some(Case::Instrumental)
        && phrase.text[phrase.words[last].range.end..].starts_with(',');
    let topic = first.checked_sub(1).map(|b| &phrase.words[b]).filter(|w| said && case(w) == Some(Case::Topic));
    topic.is_some_and(|topic| {
        let end = phrase.original(&topic.range).end;
        out.iter().any(|c| c.kind == EntityType::Program && c.range.end <= end)
    })
}

/// Whether what a phrase speaks of is that of many countries, and no one's: "주요국의 로봇 육성 정책".
fn is_of_many(phrase: &Phrase, first: usize) -> bool {
    let before = first.checked_sub(1).map(|b| phrase.slice(&phrase.words[b].range));
    before.is_some_and(|w| matches!(w, "주요국의" | "각국의" | "세계각국의" | "선진국의"))
}

/// Whether a word before a class word tells nothing of what is meant.
pub(crate) fn says_nothing(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.is_generic(word) || word.chars().count() >= 3 && word.ends_with(['적', '별', '화'])
}

/// Whether a word is what a business does, after which 계획 and the like are no names: "출시 계획", "매각 방안".
fn is_business(word: &str) -> bool {
    const ACTS: &[&str] = &[
        "출시", "공급", "매각", "인수", "합병", "판매", "채용", "상장", "증설", "생산", "진출", "투자", "방문", "매입",
        "개최", "지급", "준공", "착공", "완공", "개통", "입주", "감축", "철수", "구매",
    ];
    ACTS.contains(&word)
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
