//! A name in quotation marks.
//!
//! Quotation marks set a name off; its type comes from the class word it ends in, the noun after or before it, or the
//! verb of the clause. "‘지능형 도시’ 프로젝트를 추진" names a programme, "운영체제 ‘가온’을 출시" a product.

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle;
use policygraph_model::EntityType;
use policygraph_registry::Strength;
use std::ops::Range;

pub(crate) const ID: &str = "quoted-name";

const SINGLE: &str = "‘’'`´′";
const DOUBLE: &str = "“”\"";
/// Longest name in characters; what is longer is an utterance.
const LONGEST: usize = 45;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let ranges = quotations(&phrase.text);
    let name = |range: &Range<usize>| phrase.slice(range).trim();
    let mut kinds: Vec<Option<EntityType>> = ranges.iter().map(|r| kind(scene, name(r), r, out)).collect();
    // "A ‘X’, B ‘Y’ 정책": what stands in one list is of one type.
    for i in (1..ranges.len()).rev() {
        let listed = kinds[i - 1].is_none()
            && !is_utterance(name(&ranges[i - 1]))
            && is_list_gap(scene, out, ranges[i - 1].end..ranges[i].start);
        // "‘X’에 410억 원, ‘Y’에 95억 원이 배정됐다".
        let summed = kinds[i - 1].is_none()
            && kinds[i] == Some(EntityType::Program)
            && !is_utterance(name(&ranges[i - 1]))
            && is_sum_gap(&phrase.text[ranges[i - 1].end..ranges[i].start]);
        if listed || summed {
            kinds[i - 1] = kinds[i];
        }
    }
    // "‘X’ 목표를 접고 ‘Y’로 갈아탔다": what comes in the place of something is of its type.
    for i in 1..ranges.len() {
        if kinds[i].is_none() && is_successor(&phrase.text[ranges[i].end..]) && !is_utterance(name(&ranges[i])) {
            kinds[i] = kinds[i - 1];
        }
    }
    for (range, kind) in ranges.into_iter().zip(kinds) {
        let name = name(&range);
        let original = phrase.original(&range);
        let Some(kind) = kind else { continue };
        // The angle brackets of a caption are no quotation.
        if scene.is_caption() && phrase.text[..range.start].trim_end().ends_with(['<', '＜']) {
            continue;
        }
        if name.chars().filter(|c| c.is_alphanumeric()).count() < 2
            || scene.registry.lexicon().is_generic(name)
            || name.contains(['→', '=', '/', ':'])
        {
            continue;
        }
        // A quotation that is a registered name as a whole is found by its own rule.
        if out.iter().any(|c| c.range == original) {
            continue;
        }
        let mut candidate = Candidate::new(original.clone(), &scene.str()[original], kind, ID, 9);
        let plain = Candidate::new(0..0, &name.replace('*', ""), kind, ID, 9).name;
        if plain != candidate.name {
            candidate.aliases.push(std::mem::replace(&mut candidate.name, plain));
        }
        out.push(candidate);
    }
}

/// Whether a quotation in book brackets stands behind the word for a source: "자료: ○○처, 「○○ 동향」 제3호".
fn is_cited(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let lead = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let cited = ["자료", "출처", "출전", "참고문헌"]
        .iter()
        .any(|w| lead.strip_prefix(w).is_some_and(|r| r.trim_start().starts_with([':', '：'])));
    cited && before.ends_with(['「', '『', '《', '〈'])
}

/// Whether what stands in the quotation before takes the place of something: "‘Y’로 갈아타".
fn is_successor(after: &str) -> bool {
    const CHANGES: &[&str] = &["갈아", "대체", "바꾸", "바꿨", "바뀌", "개편", "전환", "교체"];
    let rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = rest.strip_prefix("으로").or_else(|| rest.strip_prefix('로'));
    rest.is_some_and(|r| r.starts_with(' ') && CHANGES.iter().any(|v| r.trim_start().starts_with(v)))
}

/// Whether between two quotations stands no more than what goes into the first: "에 410억 원, ".
fn is_sum_gap(gap: &str) -> bool {
    let rest = gap.trim_start_matches(|c: char| !c.is_alphanumeric());
    let sum = rest.strip_prefix("에는 ").or_else(|| rest.strip_prefix("에 ")).unwrap_or_default();
    sum.starts_with(|c: char| c.is_ascii_digit()) && sum.chars().count() <= 16 && sum.contains(',')
}

/// Whether between two quotations stands nothing but what joins a list, and whose each is.
fn is_list_gap(scene: &Scene<'_>, out: &[Candidate], gap: Range<usize>) -> bool {
    let phrase = scene.phrase;
    let between = phrase.text[gap.clone()].trim_matches(|c: char| !c.is_alphanumeric());
    let joined = phrase.text[gap.clone()].contains([',', '·', '･', '、']) || matches!(between, "및" | "과" | "와");
    let others = phrase.words.iter().filter(|w| gap.start <= w.range.start && w.range.end <= gap.end);
    joined
        && others.into_iter().all(|w| {
            let at = phrase.original(&w.stem);
            matches!(phrase.slice(&w.range), "및" | "과" | "와")
                || out.iter().any(|c| c.range.start <= at.start && at.end <= c.range.end)
        })
}

/// The contents of quotation marks, in bytes of the phrase. Converted text mixes up opening and closing marks, and
/// writes years with the same ones (’19): a mark before two digits opens nothing.
pub(crate) fn quotations(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<(usize, char)> = text.char_indices().filter(|&(at, c)| is_mark(text, at, c)).collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i + 1 < marks.len() {
        let (at, open) = marks[i];
        let from = at + open.len_utf8();
        let before = text[..at].chars().next_back();
        // A mark that is made for opening does so also where the blank before it was lost: "환경부는‘○○ 계획’에".
        let directed = matches!(open, '‘' | '“' | '「' | '『' | '｢' | '《' | '〈');
        let opens = directed || before.is_none_or(|c| !c.is_alphanumeric());
        let partner = marks[i + 1..].iter().position(|&(_, c)| matching(open, c));
        match partner {
            Some(n) if opens => {
                let to = marks[i + 1 + n].0;
                // A star before the closing mark leads to a footnote.
                let inner = text[from..to].trim_end_matches('*').trim();
                // “‘○○ 계획’에 참여하겠다”: what is said has the names in it.
                let speech = DOUBLE.contains(open) && inner.contains(['‘', '\'', '「', '『', '《']);
                if !inner.is_empty() && inner.chars().count() <= LONGEST && !speech {
                    let start = from + (text[from..to].len() - text[from..to].trim_start().len());
                    out.push(start..start + inner.len());
                    i += n + 2;
                    continue;
                }
                i += 1;
            }
            _ => i += 1,
        }
    }
    out
}

fn is_mark(text: &str, at: usize, c: char) -> bool {
    if matches!(c, '「' | '」' | '『' | '』' | '｢' | '｣' | '<' | '>' | '《' | '》' | '〈' | '〉' | '“' | '”' | '"')
    {
        return true;
    }
    if !matches!(c, '‘' | '’' | '\'' | '`' | '´' | '′') {
        return false;
    }
    let after = &text[at + c.len_utf8()..];
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    // ’19년, ’19.12., (’19~’21), but ‘14차 계획’.
    let words = after[digits..].strip_prefix(' ').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphabetic()));
    let year = digits == 2 && !words && !after[digits..].starts_with(|c| is_syllable(c) && c != '년');
    !year
}

fn matching(open: char, close: char) -> bool {
    match open {
        '「' => close == '」',
        '『' => close == '』',
        '｢' => close == '｣',
        '<' => close == '>',
        '《' => close == '》',
        '〈' => close == '〉',
        _ if SINGLE.contains(open) => SINGLE.contains(close),
        _ => DOUBLE.contains(open) && DOUBLE.contains(close),
    }
}

/// Whether a word counts or dates what stands before it: 2.0, Ⅲ, 2024~2029, 제17호.
fn is_edition(word: &str) -> bool {
    let number = |w: &str| {
        !w.is_empty() && w.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | '~' | '-' | '–' | '～'))
    };
    number(word) || word.strip_prefix('제').and_then(|w| w.strip_suffix('호')).is_some_and(number)
}

fn kind(scene: &Scene<'_>, name: &str, range: &Range<usize>, out: &[Candidate]) -> Option<EntityType> {
    let lexicon = scene.registry.lexicon();
    let phrase = scene.phrase;
    if is_cited(&phrase.text, range) {
        return Some(EntityType::Document);
    }
    let last = name.split_whitespace().rev().find(|w| !is_edition(w))?;
    // “… 만 담았던 ○○법을 갈음하는 업권법”: what somebody says of a thing.
    let double = phrase.text[..range.start].ends_with(['“', '”', '"']);
    let words = || name.split_whitespace();
    let acts = words()
        .any(|w| particle::split(w).is_some_and(|(s, p)| p.case == particle::Case::Object && s.chars().count() > 1));
    if double && acts && words().count() >= 4 && words().any(crate::phrase::is_adnominal) {
        return None;
    }
    // A common noun that only ends like a class word is none (충전망, 전망), and a described thing is no name.
    let own = lexicon.class_of(last).filter(|c| last.len() > c.word.len() || name.len() > last.len()).filter(|c| {
        let inside = c.word != last && lexicon.is_common_noun(last);
        let described = c.word == last && name.split_whitespace().any(crate::phrase::is_adnominal);
        !inside && !(described && (c.kind.is_organization() || c.strength == Strength::Quoted))
    });
    // ‘○○ 전망’ 보고서: what the noun behind says of a document goes before the class word inside.
    if let Some(class) = own {
        let behind = noun_behind(scene, range).filter(|&k| {
            k == EntityType::Document && class.kind != EntityType::Legislation && class.kind != EntityType::Program
        });
        // ‘○○ 연구소’ 사업: what is run is a programme.
        let run =
            (class.kind.is_organization() || class.kind == EntityType::Product) && followed_by_programme(scene, range);
        return Some(if run { EntityType::Program } else { behind.unwrap_or(class.kind) });
    }
    // "‘○○율(Ocean Rule)’": the class word of the original name.
    let original = phrase.bracket_at(range.end).map(|b| &scene.str()[b.inner.clone()]);
    let latin = original.and_then(|o| o.split_whitespace().next_back()).filter(|w| w.is_ascii());
    if let Some(class) =
        latin.and_then(|w| lexicon.class_of(w).filter(|c| c.word == w && c.kind != EntityType::Technology))
    {
        return Some(class.kind);
    }
    // Double quotation marks set off what is said more often than what is called so.
    let said = phrase.text[..range.start].ends_with(['“', '”', '"']);
    if is_utterance(name) || said && beside(scene, range).is_none() {
        return None;
    }
    if is_company_name(&phrase.text[..range.start]) {
        return Some(EntityType::Company);
    }
    let told = || by_maker(phrase, range).or_else(|| by_company(scene, range, out)).or_else(|| by_copula(scene, range));
    beside(scene, range).or_else(told).or_else(|| {
        let latin = phrase
            .bracket_at(range.end)
            .is_some_and(|b| scene.str()[b.inner.clone()].starts_with(|c: char| c.is_ascii_uppercase()));
        by_signing(phrase, range)
            .or_else(|| by_purse(phrase, range, name))
            .or_else(|| by_verb(&phrase.text[range.end..]))
            .filter(|_| !latin || name.chars().count() > 1)
            .or(latin.then_some(EntityType::Product))
            .or_else(|| by_role(phrase, range, name))
            .or_else(|| by_label(phrase, range))
            .or_else(|| by_task(scene, range, out))
    })
}

/// What money is in, or what has an aim of its own, is a programme: "‘X’ 예산", "‘X’ 목표", "‘X’에 12억 원을 투입".
fn by_purse(phrase: &crate::phrase::Phrase, range: &Range<usize>, name: &str) -> Option<EntityType> {
    const NOUNS: &[&str] =
        &["예산", "사업비", "목표", "공모", "재원", "참여기관", "참여 기관", "참여 기업", "수혜", "지원금"];
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let near: String = rest.chars().take(30).collect();
    let spent = rest.strip_prefix('에').is_some_and(|r| r.starts_with([' ', '는']))
        && near.contains(|c: char| c.is_ascii_digit())
        && ["투입", "편성", "배정", "투자", "제공", "출연", "책정"].iter().any(|v| near.contains(v));
    // "‘X’ 2차 공모에": of several calls.
    let call = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '제');
    let rest = call.strip_prefix('차').map_or(rest, str::trim_start);
    let long = name.chars().filter(|c| c.is_alphanumeric()).count() >= 3;
    (long && (spent || NOUNS.iter().any(|n| rest.starts_with(n)))).then_some(EntityType::Program)
}

/// A name that is all a line says behind its label is what is planned there: "③ 예방: ‘내화림 2040’".
fn by_label(phrase: &crate::phrase::Phrase, range: &Range<usize>) -> Option<EntityType> {
    let after = phrase.text[range.end..].chars().any(char::is_alphanumeric);
    let before = phrase.text[..range.start].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':' && c != ')');
    let label = before.strip_suffix(':')?;
    (!after && label.split_whitespace().count() <= 3).then_some(EntityType::Program)
}

/// What agencies in a bracket answer for is a programme: "1. ‘X’ 전국 보급 (○○부)".
fn by_task(scene: &Scene<'_>, range: &Range<usize>, out: &[Candidate]) -> Option<EntityType> {
    let opens = scene.phrase.text[..range.start].chars().filter(|c| c.is_alphabetic()).count() <= 1;
    (opens && scene.ends_with_agencies(out)).then_some(EntityType::Program)
}

/// Whether a quotation and its bracket are called a programme right behind.
fn followed_by_programme(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let rest = scene.phrase.text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    ["사업", "프로그램", "프로젝트", "이니셔티브", "전략", "구상", "펀드"].iter().any(|n| rest.starts_with(n))
}

/// The type of the noun right behind a quotation.
fn noun_behind(scene: &Scene<'_>, range: &Range<usize>) -> Option<EntityType> {
    let phrase = scene.phrase;
    let after = phrase.words.iter().find(|w| w.range.start >= range.end)?;
    let near = phrase.text[range.end..after.range.start].chars().count() <= 2;
    let lexicon = scene.registry.lexicon();
    near.then(|| lexicon.class_of(phrase.stem(after)).filter(|c| c.word == phrase.stem(after)).map(|c| c.kind))?
}

/// What is signed, ratified or in force is an agreement: "‘X’에 서명", "‘X’를 비준".
fn by_signing(phrase: &crate::phrase::Phrase, range: &Range<usize>) -> Option<EntityType> {
    const SIGNED: &[&str] = &["서명", "비준", "체결", "조인", "가서명"];
    let near: String = phrase.text[range.end..].chars().take(8).collect();
    let near = near.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = ["에", "을", "를"].iter().find_map(|p| near.strip_prefix(p))?;
    SIGNED.iter().any(|v| rest.trim_start().starts_with(v)).then_some(EntityType::Legislation)
}

/// What somebody made is a product: "○○이 개발한 ‘X’", "○○의 ‘X’와 경쟁".
fn by_maker(phrase: &crate::phrase::Phrase, range: &Range<usize>) -> Option<EntityType> {
    const MADE: &[&str] = &[
        "개발한",
        "만든",
        "출시한",
        "선보인",
        "내놓은",
        "제작한",
        "생산하는",
        "판매하는",
        "만드는",
        "개발하는",
        "개발 중인",
        "양산하는",
    ];
    let before = phrase.text[..range.start].trim_end_matches(|c: char| !c.is_alphanumeric());
    MADE.iter().any(|m| before.ends_with(m)).then_some(EntityType::Product).or_else(|| {
        let near: String = phrase.text[range.end..].chars().take(8).collect();
        near.contains("와 경쟁").then_some(EntityType::Product)
    })
}

/// Whether a quotation is said to be the name of a company: "새 법인 이름은 ‘X’", "사명을 ‘X’로".
fn is_company_name(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    let mut nouns = words.into_iter().filter(|w| w.chars().any(char::is_alphanumeric));
    match nouns.next().map(particle::strip) {
        Some("사명" | "회사명" | "법인명" | "상호") => true,
        Some("이름") => matches!(nouns.next(), Some("법인" | "회사" | "합작사" | "합작법인" | "신설법인")),
        _ => false,
    }
}

/// What a company runs, and nothing calls a programme, is a product: "이 회사는 ‘X’를 운영한다".
fn by_company(scene: &Scene<'_>, range: &Range<usize>, out: &[Candidate]) -> Option<EntityType> {
    let phrase = scene.phrase;
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let object = rest.strip_prefix("을 ").or_else(|| rest.strip_prefix("를 "))?;
    if !["운영", "서비스"].iter().any(|v| object.trim_start().starts_with(v)) {
        return None;
    }
    let start = phrase.text[..range.start].rfind(". ").unwrap_or(0);
    let acting = |w: &&crate::phrase::Word| {
        w.range.start >= start
            && w.range.end <= range.start
            && w.particle.is_some_and(|p| matches!(p.case, particle::Case::Topic | particle::Case::Subject))
    };
    let acting = phrase.words.iter().rev().find(acting)?;
    let end = phrase.original(&acting.stem).end;
    let company = out.iter().any(|c| c.kind == EntityType::Company && c.range.end == end)
        || scene.registry.lexicon().describes_company(phrase.stem(acting));
    company.then_some(EntityType::Product)
}

/// What the sentence says a quoted name is: "‘X’는 … 짓는 사업으로", "‘X’는 … 제도다".
fn by_copula(scene: &Scene<'_>, range: &Range<usize>) -> Option<EntityType> {
    let phrase = scene.phrase;
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    if !(rest.starts_with('은') || rest.starts_with('는')) {
        return None;
    }
    let from = phrase.text.len() - rest.len();
    let to = rest.find(['.', '\n', ';']).map_or(phrase.text.len(), |at| from + at);
    phrase.words.iter().filter(|w| from < w.range.start && w.range.end <= to).find_map(|word| {
        let text = phrase.slice(&word.range);
        let noun = ["으로", "로", "이다", "다", "이며", "인데", "입니다"].iter().find_map(|e| text.strip_suffix(e))?;
        let copula = !text.ends_with("으로") && !text.ends_with('로') || phrase.text[word.range.end..].starts_with(',');
        let class = scene.registry.lexicon().class_of(noun).filter(|c| c.word == noun && copula)?;
        matches!(class.kind, EntityType::Program | EntityType::Product | EntityType::Legislation).then_some(class.kind)
    })
}

/// A quoted name of several syllables that is subject or object of a verb of policy is a programme, where nothing says otherwise.
fn by_role(phrase: &crate::phrase::Phrase, range: &Range<usize>, name: &str) -> Option<EntityType> {
    /// Who is called something belongs to no programme of that name: "‘우려 기업’으로 지정".
    const BODIES: &[&str] = &["기업", "업체", "국가", "단체", "기관", "인물"];
    const VERBS: &[&str] = &[
        "신설",
        "가동",
        "착수",
        "시작",
        "폐지",
        "종료",
        "중단",
        "재개",
        "개시",
        "출범",
        "참여",
        "선정",
        "배정",
        "투입",
        "지원",
        "편성",
        "진행",
        "확대",
        "유지",
        "완료",
        "만들",
        "만든",
        "내놨",
        "내놓",
        "펼치",
        "벌이",
        "조성",
        "구축",
        "추진",
        "공모",
        "공고",
        "통합",
        "연장",
        "개편",
        "입주",
        "들어서",
        "투자",
        "쌓",
        "놓는",
        "놓았",
        "짓",
        "세우",
        "세운",
        "띄우",
        "연다",
        "열고",
        "열기",
        "열었",
        "열어",
        "삭감",
        "보류",
        "철회",
        "취소",
        "백지화",
        "제외",
    ];
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let marked = ["은", "는", "이", "가", "을", "를", "에", "에는", "에서", "의", "와", "과"]
        .iter()
        .any(|p| rest.strip_prefix(p).is_some_and(|r| r.starts_with([' ', '\u{a0}']) || r.is_empty()));
    let clause = &rest[..rest.find(['.', '‘', '“', ';']).unwrap_or(rest.len())];
    let long = name.chars().filter(|c| c.is_alphanumeric()).count() >= 3;
    let body = BODIES.iter().any(|b| name.ends_with(b));
    (marked && long && !body && VERBS.iter().any(|v| clause.contains(v))).then_some(EntityType::Program)
}

/// The type given by the noun right after the quotation, or right before it.
fn beside(scene: &Scene<'_>, range: &Range<usize>) -> Option<EntityType> {
    let lexicon = scene.registry.lexicon();
    let phrase = scene.phrase;
    let after = phrase.words.iter().find(|w| w.range.start >= range.end)?;
    let gap = &phrase.text[range.end..after.range.start];
    let class = |word: &str| lexicon.class_of(word).map(|c| c.kind);
    // "제도 ‘X’": the noun may end like a particle; who acts on the name ("…부가 ‘X’ 예산") is another thing.
    let class_before = |word: &crate::phrase::Word| {
        class(phrase.slice(&word.range)).or_else(|| {
            class(phrase.stem(word)).filter(|k| {
                !k.is_organization() || word.particle.is_none_or(|p| !matches!(p.form, "이" | "가" | "과" | "도"))
            })
        })
    };
    if gap.chars().count() <= 2 {
        // ‘X’라는 프로젝트, ‘X’ 프로젝트
        let quoting = matches!(phrase.slice(&after.range), "라는" | "이라는" | "란" | "이란" | "등" | "등의");
        let noun = if quoting { phrase.words.iter().find(|w| w.range.start > after.range.start)? } else { after };
        // "‘X’ 운영사": who runs it. "플랫폼 ‘X’ 개발": what is made was called before.
        const MAKERS: &[&str] = &["운영사", "개발사", "제작사", "제조사", "공급사", "판매사", "유통사", "운용사"];
        if MAKERS.contains(&phrase.stem(noun)) {
            return Some(EntityType::Product);
        }
        let before = phrase.words.iter().rev().find(|w| w.range.end <= range.start);
        let product = before.filter(|w| w.particle.is_none()).and_then(class_before) == Some(EntityType::Product);
        if product && matches!(phrase.stem(noun), "개발" | "도입" | "공급" | "구축") {
            return Some(EntityType::Product);
        }
        if let Some(kind) = class(phrase.stem(noun)) {
            return Some(kind);
        }
        // ‘X’ 시범 프로젝트: one common noun may stand between.
        let next = phrase.words.iter().find(|w| w.range.start > noun.range.start);
        let common = noun.particle.is_none() && !noun.closes && lexicon.is_generic(phrase.slice(&noun.range));
        if let Some(kind) = next.filter(|_| common).and_then(|w| class(phrase.stem(w))) {
            return Some(kind);
        }
    }
    let before = phrase.words.iter().rev().find(|w| w.range.end <= range.start)?;
    let adjacent = phrase.text[before.range.end..range.start].chars().count() <= 2;
    let bare = before.particle.is_none_or(|p| matches!(p.form, "인" | "도" | "로" | "이" | "가" | "나" | "과" | "라"));
    // "용접 시뮬레이터 ‘X’": a thing that has a name.
    let thing = || {
        let words = scene.registry.technology_words();
        let noun = phrase.slice(&before.range);
        (before.particle.is_none() && (words.is_thing(noun) || words.is_made(noun) && !words.is_head(noun)))
            .then_some(EntityType::Product)
    };
    (adjacent && bare).then(|| class_before(before).or_else(thing))?
}

/// The type given by the first verb after the quotation.
fn by_verb(after: &str) -> Option<EntityType> {
    const PROGRAM: &[&str] = &[
        "추진", "수립", "시행", "실시", "설치", "발표", "공개", "마련", "도입", "운영", "조성", "선언", "명명", "제창",
        "확정", "의결", "승인", "채택", "착수", "개설", "개시", "가동", "출범", "신설", "개편", "시작",
    ];
    const PRODUCT: &[&str] = &["출시", "탑재", "개발", "서비스", "제공", "장착", "활용", "적용", "판매"];
    let near: String = after.chars().take(25).collect();
    let first = |verbs: &[&str]| verbs.iter().filter_map(|v| near.find(v)).min();
    match (first(PROGRAM), first(PRODUCT)) {
        (Some(a), Some(b)) if b < a => Some(EntityType::Product),
        (Some(_), _) => Some(EntityType::Program),
        (None, Some(_)) => Some(EntityType::Product),
        (None, None) => None,
    }
}

/// Whether the words are a clause rather than a name: several words with particles, or a verb at the end.
fn is_utterance(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let marked = words.iter().filter(|w| particle::split(w).is_some_and(|(s, _)| s.chars().count() > 1)).count();
    let last = words.last().copied().unwrap_or_default();
    marked > 2 || ["다", "자", "까", "요", "로", "함", "야"].iter().any(|e| last.ends_with(e) && words.len() > 1)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn purses_labels_and_successors() {
        check(None, "‘새물결 트랙’ 예산을 늘린다", &["Program:새물결 트랙"]);
        check(None, "예방: ‘푸른 둑 2041’", &["Program:푸른 둑 2041"]);
        check(None, "‘블루 2041’ 목표를 접고 ‘그린 하버 3’으로 갈아타", &["Program:블루 2041", "Program:그린 하버 3"]);
    }

    #[test]
    fn numbers_behind_the_class_word() {
        check(None, "「행정명령 제37호」는 폐지", &["Legislation:행정명령 제37호"]);
        check(None, "‘해양 전략 2031~2040’을 공개", &["Program:해양 전략 2031~2040"]);
    }
}
