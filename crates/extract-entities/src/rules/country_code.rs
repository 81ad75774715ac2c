//! Countries by one syllable: "한·미·일", "한미일 3국", "美·日", "미 하원", "중 상무부".
//!
//! A syllable stands for a country only beside others of its kind, or before the name of an office or body.

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::hangul::{self, first_word, is_middle_dot, is_word};
use policygraph_korean::particle;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "country-code";

/// Runs of syllables that are usual without dots.
static RUNS: WordList = WordList::new(&[
    "한미일",
    "한중일",
    "한일중",
    "미중일",
    "한미",
    "한중",
    "한일",
    "미중",
    "중미",
    "미일",
    "중일",
    "미러",
    "중러",
    "한영",
    "한독",
    "한러",
    "북미",
]);
/// What follows such a run where it is one.
const AFTER_RUN: &[&str] = &[
    "3국",
    "양국",
    "정상",
    "간",
    "관계",
    "협력",
    "동맹",
    "공동",
    "자유무역",
    "FTA",
    "안보",
    "외교",
    "통상",
    "무역",
    "갈등",
    "공조",
    "경제",
    "기술",
    "고위급",
    "협의",
    "회담",
    "반도체",
    "재무",
    "산업",
    "의원",
];
/// Endings of what a country has by one syllable: offices and bodies.
const BODIES: &[&str] = &[
    "정부",
    "행정부",
    "의회",
    "하원",
    "상원",
    "국회",
    "당국",
    "대통령",
    "총리",
    "주석",
    "장관",
    "차관",
    "국무원",
    "대표부",
    "대사관",
    "법무부",
    "상무부",
    "국방부",
    "재무부",
    "에너지부",
    "국무부",
    "교통부",
    "환경보호청",
    "위원회",
    "연준",
    "연방정부",
    "백악관",
    "법원",
    "대법원",
    "검찰",
    "중앙은행",
    "공군",
    "육군",
    "해군",
];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    joined(scene, out);
    before_body(scene, out);
}

/// The code and the name of the country that the Korean press calls by a syllable or ideograph.
fn code(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '한' | '韓' => ("KR", "한국"),
        '미' | '美' => ("US", "미국"),
        '중' | '中' => ("CN", "중국"),
        '일' | '日' => ("JP", "일본"),
        '독' | '獨' => ("DE", "독일"),
        '영' | '英' => ("GB", "영국"),
        '프' | '佛' => ("FR", "프랑스"),
        '러' | '露' => ("RU", "러시아"),
        '호' => ("AU", "호주"),
        '인' => ("IN", "인도"),
        '대' => ("TW", "대만"),
        '북' => ("KP", "북한"),
        _ => return None,
    })
}

fn add(scene: &Scene<'_>, out: &mut Vec<Candidate>, at: usize, c: char) {
    let range = at..at + c.len_utf8();
    let taken =
        out.iter().any(|o| o.kind != EntityType::Technology && o.range.start < range.end && range.start < o.range.end);
    let Some((iso, name)) = code(c).filter(|_| !taken) else { return };
    let Some(entry) = scene.registry.country(iso) else { return };
    let mut candidate = Candidate::new(range, name, EntityType::Country, ID, 6);
    candidate.registry = Some(entry.id.clone());
    candidate.country.clone_from(&entry.country);
    candidate.aliases.push(c.to_string());
    out.push(candidate);
}

/// Syllables that dots or hyphens join, and the usual runs of them.
fn joined(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let text = scene.str();
    // Most texts have none of what joins them.
    if !scene.phrase.signs.joints && scene.phrase.brackets.is_empty() && !RUNS.is_in(text) {
        return;
    }
    let mut from = 0;
    for at in hangul::words(text).map(|word| word.start) {
        let Some(c) = text[at..].chars().next().filter(|&c| at >= from && code(c).is_some()) else { continue };
        // 한·미·일, 한-독
        let mut members = vec![(at, c)];
        let mut end = at + c.len_utf8();
        while let Some((sign, c)) = joined_code(&text[end..]) {
            members.push((end + sign, c));
            end += sign + c.len_utf8();
        }
        // 미·중이, 한·일 양국: the word ends here, or a particle or a noun for what they share follows.
        let ends = || {
            let rest = &text[end..];
            let word = first_word(rest);
            word.is_empty() || particle::exact('\0', word).is_some() || AFTER_RUN.iter().any(|a| word.starts_with(a))
        };
        if members.len() >= 2 && ends() {
            members.iter().for_each(|&(at, c)| add(scene, out, at, c));
            from = end;
            continue;
        }
        // "한-브라질 정상회담": beside a country that is named.
        let sign = text[end..].chars().next().filter(|&c| is_middle_dot(c) || c == '-');
        let beside = sign.map(|sign| end + sign.len_utf8()).filter(|_| members.len() == 1);
        let is_named = |o: &Candidate| o.kind == EntityType::Country && Some(o.range.start) == beside;
        if out.iter().any(is_named) {
            add(scene, out, at, c);
            from = end;
            continue;
        }
        let tail = &text[at..];
        let run = RUNS.opening(tail).filter(|r| {
            let rest = &tail[r.len()..];
            let next = rest.trim_start();
            let word = first_word(next);
            let noun = AFTER_RUN.iter().any(|a| word.starts_with(a));
            let free =
                !rest.starts_with(is_word) || noun || (r.chars().count() == 3 && particle::exact('\0', word).is_some());
            free && (noun || r.chars().count() == 3)
        });
        if let Some(run) = run {
            run.char_indices().for_each(|(n, c)| add(scene, out, at + n, c));
            from = at + run.len();
        }
    }
}

/// The syllable for a country that a dot or hyphen joins to what stands before, behind the bytes of that sign.
fn joined_code(text: &str) -> Option<(usize, char)> {
    let mut chars = text.chars();
    let sign = chars.next().filter(|&c| is_middle_dot(c) || c == '-')?;
    chars.next().filter(|&c| code(c).is_some()).map(|c| (sign.len_utf8(), c))
}

/// A syllable of its own before an office or a body: "미 상무장관", "중 상무부".
fn before_body(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for pair in phrase.words.windows(2) {
        let [short, body] = pair else { continue };
        let text = phrase.slice(&short.range);
        let Some(c) = text.chars().next().filter(|c| text.len() == c.len_utf8()) else { continue };
        let named = !short.closes && !body.opens && code(c).is_some() && !matches!(c, '호' | '인' | '대' | '북');
        let noun = phrase.stem(body);
        if named && BODIES.iter().any(|b| noun.ends_with(b)) {
            add(scene, out, phrase.original(&short.range).start, c);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn syllables_for_countries() {
        check(None, "한·미·일 3국은 합의", &["Country:한국=한", "Country:미국=미", "Country:일본=일"]);
        check(None, "한미일 정상은 합의", &["Country:한국=한", "Country:미국=미", "Country:일본=일"]);
        check(None, "한-브라질 정상회담", &["Country:한국=한", "Country:브라질"]);
        check(None, "일·가정 양립을 논의", &[]);
    }
}
