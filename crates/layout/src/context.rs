//! What titles, labels and source lines say about a section.

use policygraph_korean::date;
use policygraph_korean::hangul::is_word;
use policygraph_model::{EntityType, Text};
use policygraph_registry::{HOME, Registry};
use std::ops::Range;

/// Words by which a bulletin calls the country of its readers.
const DOMESTIC: &[&str] = &["국내"];

/// A line that names a source.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceLine {
    /// Whether it belongs to a figure or table (자료) rather than to the whole item (출처).
    pub is_figure: bool,
    /// The text after the colon.
    pub rest: Text,
    /// The name of the publisher.
    pub publisher: Option<Text>,
    /// ISO 8601 date.
    pub date: Option<String>,
    /// Addresses on the lines below.
    pub urls: Vec<String>,
}

impl SourceLine {
    /// Reads `출처 : 기관 (2019.12.13.)`, `※ 자료 : 신문, ’19.12.13일`, `* 출처: …`.
    pub(crate) fn read(line: &Text) -> Option<Self> {
        let text = line.as_str();
        let bare = text.trim_start_matches(['※', '*', ' ', '[', '<', '(', '○', '-']);
        let word = ["출처", "자료"].into_iter().find(|w| bare.starts_with(w))?;
        let after = bare[word.len()..].trim_start();
        let rest = after.strip_prefix([':', '：'])?.trim_start();
        // "(자료: …)"
        let open = rest.matches(['(', '[', '<']).count();
        let closed = rest.matches([')', ']', '>']).count();
        let len = if closed > open { rest.trim_end_matches([')', ']', '>']).len() } else { rest.len() };
        let rest = line.slice(text.len() - rest.len()..text.len() - rest.len() + len);
        let marked = bare.len() < text.len();
        let (publisher, date) = publisher_and_date(&rest);
        Some(Self { is_figure: word == "자료" || marked, publisher, date, rest, urls: Vec::new() })
    }
}

/// The date or month in the name of a file (`bulletin-2021-03.txt`, `2021년 3월호.txt`).
pub(crate) fn issued(name: &str) -> Option<String> {
    let file = name.rsplit('/').next()?;
    file.char_indices()
        .filter(|&(at, c)| c.is_ascii_digit() && !file[..at].ends_with(|c: char| c.is_ascii_digit()))
        .find_map(|(at, _)| date::read(&file[at..]).filter(|(date, _)| date.month.is_some()))
        .map(|(date, _)| date.to_string())
}

/// Splits `기관 외 (2019.12.13.) 외` into the publisher and the date.
pub(crate) fn publisher_and_date(text: &Text) -> (Option<Text>, Option<String>) {
    let s = text.as_str();
    let open = s.rfind('(').filter(|&at| {
        let inner = s[at + 1..].trim_start();
        date::read(inner).is_some()
    });
    let (name, date) = match open {
        Some(at) => (&s[..at], date::read(s[at + 1..].trim_start()).map(|(d, _)| d.to_string())),
        None => (
            s.split(',').next().unwrap_or(s),
            s.split_once(',').and_then(|(_, d)| date::read(d.trim_start())).map(|(d, _)| d.to_string()),
        ),
    };
    let name = name.trim_end();
    let name = name.strip_suffix(" 외").unwrap_or(name).trim_end();
    let publisher = (!name.is_empty()).then(|| text.slice(0..name.len()));
    (publisher, date)
}

/// Whether a label is a union or a region of the world, which stands among countries in briefs: "[EU] …" under "[미국] …".
pub(crate) fn is_group(label: &str) -> bool {
    const GROUPS: &[&str] = &[
        "EU",
        "유럽연합",
        "유럽",
        "ASEAN",
        "아세안",
        "동남아",
        "중동",
        "아프리카",
        "중남미",
        "중앙아시아",
        "국제",
        "국제기구",
        "글로벌",
        "세계",
        "OECD",
        "UN",
        "유엔",
        "G7",
        "G20",
        "다자",
    ];
    GROUPS.contains(&label.trim())
}

/// The country that a heading or label is about, with its words: a label that is a country, a heading that opens with
/// one ("미국, …", "中 과기부, …", "(미국) …", "[미국] …"), closes with one in brackets, or names one before any other
/// actor, or says 국내.
pub(crate) fn country(title: &Text, registry: &Registry) -> Option<(String, Text)> {
    let s = title.as_str();
    if let Some(range) = opening_bracket(s).filter(|r| registry.country_named(&s[r.clone()]).is_some()) {
        let code = registry.country_named(&s[range.clone()])?.country.clone()?;
        return Some((code, title.slice(range)));
    }
    if opening_bracket(s).is_some_and(|r| DOMESTIC.contains(&&s[r])) {
        return domestic(title);
    }
    let range = opening_country(s, registry).or_else(|| bracketed_country(s, registry));
    let Some(range) = range.or_else(|| domestic(title).is_none().then(|| first_country(s, registry)).flatten()) else {
        return domestic(title);
    };
    let code = registry.country_named(&s[range.clone()])?.country.clone()?;
    Some((code, title.slice(range)))
}

/// What stands behind a country that something is done to: "중국 겨냥한 관세", "일본 진출 기업".
const DONE_TO: &[&str] = &[
    "겨냥",
    "제재",
    "압박",
    "견제",
    "수출",
    "수입",
    "진출",
    "의존",
    "방문",
    "시장",
    "공장",
    "대상",
    "상대",
    "기업 제재",
    "관세",
    "순방",
    "출장",
    "법인",
    "현지",
    "이전",
];

/// The country that a headline is about: in the news a country that opens one may also be what it is done to, or one of
/// several, and then it is not the country of the text.
pub(crate) fn of_headline(title: &Text, registry: &Registry) -> Option<(String, Text)> {
    let (code, words) = country(title, registry)?;
    let s = title.as_str();
    let at = s.find(words.as_str())?;
    let after = &s[at + words.as_str().len()..];
    // A country that is set off stands over all: "(미국) …", "美, …".
    if after.trim_start().starts_with([')', ']', '】', '>', '〉', '》', ',', ':']) || DOMESTIC.contains(&words.as_str())
    {
        return Some((code, words));
    }
    let acts = after.chars().next().is_none_or(|c| !is_word(c) || matches!(c, '의' | '은' | '는' | '이' | '가'));
    let object = DONE_TO.iter().any(|w| after.trim_start().starts_with(w));
    let other = registry.find(s).iter().any(|hit| {
        let country = registry.country_named(&s[hit.range.clone()]);
        country.is_some_and(|c| c.country.as_deref() != Some(code.as_str()))
    });
    (acts && !object && !other).then_some((code, words))
}

/// The country of the readers, where a heading says so: "국내 정책 동향", "해외 및 국내의 흐름" does not.
fn domestic(title: &Text) -> Option<(String, Text)> {
    let s = title.as_str();
    let foreign = ["국외", "해외", "국내외", "글로벌", "세계", "주요국"].iter().any(|w| s.contains(w));
    let word = DOMESTIC.iter().find_map(|w| {
        let at = s.find(w)?;
        let ends = s[at + w.len()..].chars().next().is_none_or(|c| !is_word(c) || c == '의');
        let starts = s[..at].chars().next_back().is_none_or(|c| !is_word(c));
        (ends && starts).then_some(at..at + w.len())
    })?;
    (!foreign).then(|| (HOME.to_owned(), title.slice(word)))
}

/// What stands in the bracket that opens a heading.
pub(crate) fn opening_bracket(s: &str) -> Option<Range<usize>> {
    let (open, close) = [('(', ')'), ('[', ']'), ('【', '】'), ('<', '>'), ('〈', '〉'), ('《', '》')]
        .into_iter()
        .find(|(open, _)| s.starts_with(*open))?;
    let start = open.len_utf8();
    let end = start + s[start..].find(close)?;
    let inner = s[start..end].trim();
    let from = end - s[start..end].trim_start().len();
    (!inner.is_empty()).then(|| from..from + inner.len())
}

/// "미국, 전략 발표", "獨 기업", "中 과기부, 계획 발표".
fn opening_country(s: &str, registry: &Registry) -> Option<Range<usize>> {
    let head = s[..s.find([',', '，', ':', '：']).unwrap_or(s.len())].trim_end();
    let word = head.split(' ').next()?;
    // Two countries side by side are none.
    let alone = |r: &Range<usize>| !s[r.end..].starts_with(['과', '와', '·', '-']);
    let opens = registry.find(s).into_iter().next().map(|h| h.range).filter(|r| r.start == 0 && alone(r));
    [Some(0..head.len()), Some(0..word.len()), opens]
        .into_iter()
        .flatten()
        .find(|r| registry.country_named(&s[r.clone()]).is_some())
}

/// "전략 발표 (미국)".
fn bracketed_country(s: &str, registry: &Registry) -> Option<Range<usize>> {
    let inner = s.trim_end().strip_suffix(')')?;
    let open = inner.rfind('(')? + 1;
    registry.country_named(&inner[open..]).map(|_| open..inner.len())
}

/// "2016년 8월의 중국 과학기술정책": one country that stands before a noun, and no other actor or clause before it.
fn first_country(s: &str, registry: &Registry) -> Option<Range<usize>> {
    let actor = |kind: EntityType| kind.is_actor();
    let hits = registry.find(s);
    let first = hits.iter().find(|h| h.forms.iter().any(|f| actor(f.kind) && !f.weak))?;
    let modifies = s[first.range.end..].strip_prefix('의').unwrap_or(&s[first.range.end..]).starts_with(' ');
    // "한-브라질 협의회": of two countries.
    let free = !s[..first.range.start].contains([',', '，', '\'', '‘', '“'])
        && !s[..first.range.start].ends_with(['-', '–', '·', 'ㆍ', '・']);
    let country = registry.country_named(&s[first.range.clone()]).is_some();
    (country && modifies && free).then(|| first.range.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Text {
        let mut t = Text::default();
        t.push(s, 0);
        t
    }

    #[test]
    fn source_lines() {
        let s = SourceLine::read(&text("출처 : 연구재단 외(2019.12.9.)")).unwrap();
        assert_eq!(
            (s.publisher.unwrap().as_str(), s.date.as_deref(), s.is_figure),
            ("연구재단", Some("2019-12-09"), false)
        );
        let s = SourceLine::read(&text("※ 자료 : 한국신문, ’19.12.13일")).unwrap();
        assert_eq!(
            (s.publisher.unwrap().as_str(), s.date.as_deref(), s.is_figure),
            ("한국신문", Some("2019-12-13"), true)
        );
        let s = SourceLine::read(&text("(자료: 해솔신문)")).unwrap();
        assert_eq!((s.publisher.unwrap().as_str(), s.is_figure), ("해솔신문", true));
        assert!(SourceLine::read(&text("자료를 공개")).is_none());
    }

    #[test]
    fn names_of_files_date_an_issue() {
        let names = [
            "bulletin-2021-03.txt",
            "2020/2020.1.15.txt",
            "동향 2021년 3월호.txt",
            "000_9f4da2019.txt",
            "2020-plan.txt",
        ];
        let dates = names.map(issued);
        assert_eq!(
            dates.each_ref().map(Option::as_deref),
            [Some("2021-03"), Some("2020-01-15"), Some("2021-03"), None, None]
        );
    }

    #[test]
    fn headlines_may_open_with_what_is_done_to_a_country() {
        let registry = Registry::builtin();
        let code = |s: &str| of_headline(&text(s), &registry).map(|(c, _)| c);
        assert_eq!(code("독일 정부, 물길 정비").as_deref(), Some("DE"));
        assert_eq!(code("美, 中 기업에 물길 관세").as_deref(), Some("US"));
        assert_eq!(code("영국의 물길 정책").as_deref(), Some("GB"));
        assert_eq!(code("중국 겨냥한 물길 관세 확정"), None);
        assert_eq!(code("중국에 물길 여는 해솔시"), None);
        assert_eq!(code("독일 물길에 프랑스 투자"), None);
    }

    #[test]
    fn countries_of_headings() {
        let registry = Registry::builtin();
        let code = |s: &str| country(&text(s), &registry).map(|(c, _)| c);
        assert_eq!(code("미국, 전략 발표").as_deref(), Some("US"));
        assert_eq!(code("호주").as_deref(), Some("AU"));
        assert_eq!(code("국내").as_deref(), Some("KR"));
        assert_eq!(code("中 과기부, 계획 발표").as_deref(), Some("CN"));
        assert_eq!(code("연구 예산 확정 (영국)").as_deref(), Some("GB"));
        assert_eq!(code("2016년의 중국 과학기술 정책").as_deref(), Some("CN"));
        assert_eq!(code("삼성전자, 중국 공장 철수"), None);
        assert_eq!(code("한국과 일본의 협력 (미국, 일본)"), None);
        assert_eq!(code("개요"), None);
        assert_eq!(code("(미국) 전략 발표").as_deref(), Some("US"));
        assert_eq!(code("[독일] 전략 발표").as_deref(), Some("DE"));
        assert_eq!(code("美, 전략 발표").as_deref(), Some("US"));
        assert_eq!(code("국내 정책 동향").as_deref(), Some("KR"));
        assert_eq!(code("일본, 국내 공장에 보조금").as_deref(), Some("JP"));
        assert_eq!(code("국내외 정책 동향"), None);
    }
}
