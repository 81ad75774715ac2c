//! What stands above the text of a document: the head of a press release, the headline, the line below it.
//!
//! A press release opens with its kind (보도자료), when it may be used and whom to ask; a news article with its headline and,
//! before its first sentence, place and agency: "(해솔=미르통신) ○○○ 기자 =".

use crate::cut_number;
use crate::lines::Line;
use crate::marker;
use crate::setting::{self, Setting};
use crate::table;
use policygraph_korean::date;
use policygraph_korean::hangul::{is_letter, is_word};
use policygraph_korean::substring::range_in;
use policygraph_model::Text;
use std::ops::Range;

/// The head of a document, as lines of it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Preamble {
    /// Lines of a form: kind, date, whom to ask.
    pub form: Range<usize>,
    /// The headline.
    pub headline: Option<Range<usize>>,
    /// Where the body starts: behind the headline and the lines below it.
    pub body: usize,
    /// The lines below the headline, without their dashes.
    pub subtitles: Vec<Text>,
}

/// Most lines that the form of a press release takes.
const LONGEST_FORM: usize = 14;
/// The widest headline, in columns.
const WIDEST_HEADLINE: usize = 120;
/// Lines of a document among which its date may stand.
const LINES_OF_DATE: usize = 16;

/// Names of the kind of text that open a press release.
const KINDS: &[&str] = &[
    "보도자료",
    "보도참고자료",
    "보도설명자료",
    "설명자료",
    "참고자료",
    "해명자료",
    "보도해명자료",
    "언론보도자료",
    "보도계획",
    "이슈브리프",
];

/// Words of the form, before a colon or what they give.
const FIELDS: &[&str] = &[
    "배포",
    "보도",
    "담당",
    "문의",
    "작성",
    "제공",
    "발행",
    "책임자",
    "담당자",
    "엠바고",
    "연락처",
    "붙임",
    "입력",
    "수정",
    "기자",
    "사진",
    "전화",
];

/// Reads the head of a document.
pub(crate) fn read(lines: &[Line], setting: Setting) -> Preamble {
    let of_form = |from: usize| lines.iter().take(LONGEST_FORM).skip(from).take_while(|l| is_form(l.as_str())).count();
    let form = of_form(0);
    let mut preamble = Preamble { form: 0..form, body: form, ..Preamble::default() };
    // "해양수산부" above the title of its plan.
    let issuer = lines
        .get(form)
        .filter(|l| is_issuer(l.as_str()) && lines.get(form + 1).is_some_and(|n| n.gap > 0 || is_form(n.as_str())));
    let form = issuer.map_or(form, |_| form + 1 + of_form(form + 1));
    let Some(len) = headline(lines, form, setting) else { return preamble };
    preamble.form = 0..form;
    preamble.subtitles.extend(issuer.map(|l| l.text.clone()));
    preamble.headline = Some(form..form + len);
    preamble.body = form + len;
    // "- 해솔시, 내년 착공 -"
    while let Some(line) = lines.get(preamble.body) {
        let text = line.as_str();
        let dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
        let inner = text.trim_matches(|c: char| dash(c) || c == ' ');
        if !(text.starts_with(dash) && text.ends_with(dash)) || inner.is_empty() {
            break;
        }
        let from = text.len() - text.trim_start_matches(|c: char| dash(c) || c == ' ').len();
        preamble.subtitles.push(line.text.slice(from..from + inner.len()));
        preamble.body += 1;
    }
    preamble
}

/// How many lines the headline takes: the first line, and the next if it goes on there.
fn headline(lines: &[Line], at: usize, setting: Setting) -> Option<usize> {
    let line = lines.get(at)?;
    let next = lines.get(at + 1)?;
    let text = line.as_str();
    let fits = line.heading == 1
        || (line.width <= WIDEST_HEADLINE
            && marker::read(text).is_none()
            && !is_dated(text)
            && !setting::ends_sentence(text)
            && !text.starts_with(['<', '※', '*'])
            && !table::is_row(line));
    if !fits || cut_number::goes_on(text, next.as_str()) || crate::context::SourceLine::read(&line.text).is_some() {
        return None;
    }
    let apart = next.gap > 0 && !setting.spaced;
    if line.heading == 1 || apart || marker::read(next.as_str()).is_some() {
        return Some(1);
    }
    // Running text cut at a column has no headline where the first line goes on.
    let column = crate::join::column(lines);
    let goes_on = setting.goes_on(line, next)
        || (setting.wrapped
            && crate::join::is_full(line, next.as_str(), column)
            && (crate::join::unfinished(text) || lines.get(at + 2).is_none_or(|l| l.gap == 0)));
    if !goes_on {
        return Some(1);
    }
    // A headline on two lines is set off from the text below.
    let set_off =
        lines.get(at + 2).is_some_and(|l| l.gap > 0) && !setting.spaced && !setting::ends_sentence(next.as_str());
    set_off.then_some(2)
}

/// Whether a line is no more than the name of an authority: who issued what follows.
fn is_issuer(line: &str) -> bool {
    const ENDINGS: &[&str] = &["부", "처", "청", "위원회", "공단", "공사", "진흥원", "연구원", "재단"];
    let name = line.chars().all(is_letter) && (3..=15).contains(&line.chars().count());
    line == "관계부처 합동" || name && ENDINGS.iter().any(|e| line.ends_with(e))
}

/// Whether a line belongs to the form of a press release.
pub(crate) fn is_form(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    if KINDS.iter().any(|k| bare == *k || (bare.ends_with(k) && bare.chars().count() <= 20)) {
        return true;
    }
    is_field(line) || is_dated(line) || who_gave_notice(line).is_some()
}

/// Who gave the notice or order that a line gives the number of: "○○진흥원 공고 제2026-37호".
fn who_gave_notice(line: &str) -> Option<&str> {
    const ACTS: &[&str] = &["공고", "고시", "훈령", "예규", "지침"];
    let line = line.trim_matches(['(', ')', '[', ']', '<', '>', ' ']);
    let number = line.strip_suffix('호')?;
    let (head, number) = number.rsplit_once('제')?;
    let digits = number.trim();
    let numbered = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
    let who = ACTS.iter().find_map(|act| head.trim_end().strip_suffix(act))?.trim_end();
    (numbered && who.chars().count() <= 30 && !who.contains(['.', ','])).then_some(who)
}

/// "배포: 2026. 4. 8.", "보도시점 2026. 3. 2.(월) 10:00", "담당 부서 : ○○과".
fn is_field(line: &str) -> bool {
    let bare = line.trim_start_matches(['□', '○', '*', '※', '[', '(', ' ', '|']);
    let Some(rest) = FIELDS.iter().find_map(|f| bare.strip_prefix(f)) else { return false };
    let colon = rest.find(':').is_some_and(|at| rest[..at].chars().count() <= 12);
    let dated = rest.chars().take(8).collect::<String>().contains(|c: char| c.is_ascii_digit());
    !setting::ends_sentence(line)
        && (colon || (dated && dates(rest).next().is_some()) || line.contains('@') || has_phone(rest))
}

/// Whether a text has a telephone number: `044-200-0000`.
fn has_phone(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit() && c != '-').any(|w| {
        let parts: Vec<&str> = w.split('-').collect();
        w.starts_with('0') && parts.len() == 3 && parts.iter().all(|p| (2..=4).contains(&p.len()))
    })
}

/// Whether a line is a date and nothing else, perhaps with the day of the week and the hour.
fn is_dated(line: &str) -> bool {
    let Some((date, len)) = date::read(line) else { return false };
    date.month.is_some() && line[len..].chars().filter(|&c| is_letter(c)).count() <= 8 && line[len..].len() <= 40
}

fn dates(text: &str) -> impl Iterator<Item = String> + '_ {
    text.char_indices()
        .filter(|&(at, c)| {
            (c.is_ascii_digit() || matches!(c, '’' | '\'')) && !text[..at].ends_with(|c: char| c.is_ascii_digit())
        })
        .filter_map(|(at, _)| date::read(&text[at..]))
        .filter(|(date, _)| date.day.is_some())
        .map(|(date, _)| date.to_string())
}

/// The day on which a document was issued, as its head says.
pub(crate) fn issued(lines: &[Line]) -> Option<String> {
    let head = lines.iter().take(LINES_OF_DATE).map(Line::as_str);
    head.filter(|l| is_form(l)).find_map(|l| dates(l).next())
}

/// Who issued a document: the agency of its dateline, or whose press release it calls itself.
pub(crate) fn publisher(lines: &[Line]) -> Option<Text> {
    lines.iter().take(LINES_OF_DATE).find_map(|line| {
        let text = line.as_str();
        let slice = |part: &str| (!part.is_empty()).then(|| line.text.slice(range_in(text, part)));
        if let Some(agency) = dateline(text) {
            return slice(agency);
        }
        if let Some(who) = who_gave_notice(text) {
            return slice(who);
        }
        let kind = KINDS.iter().find_map(|k| text.strip_suffix(k)).map(str::trim).filter(|p| p.chars().count() >= 2);
        let field = || {
            ["발행처", "발행기관", "발행", "제공"].iter().find_map(|f| {
                text.strip_prefix(f)?.trim_start().strip_prefix(':').map(str::trim).filter(|p| p.chars().count() <= 30)
            })
        };
        kind.filter(|p| p.chars().all(|c| is_word(c) || c == ' ')).or_else(field).and_then(slice)
    })
}

/// The department that answers for a document: "담당부서: 물길과", "담당 부서 물길정책관 물길과 책임자 과장 …". It may stand at the end.
pub(crate) fn author(lines: &[Line]) -> Option<Text> {
    lines.iter().find_map(|line| {
        let text = line.as_str();
        let bare = text.trim_start_matches(['□', '○', '*', '※', '[', '(', ' ', '|', '<']);
        let rest =
            ["담당부서", "담당 부서", "작성부서", "작성 부서", "소관부서"].iter().find_map(|f| bare.strip_prefix(f))?;
        let rest = rest.trim_start_matches([' ', ':', '|', '：', ']', ')', '>']);
        let end =
            ["책임자", "담당자", "과장", "연락처", "(", ",", "|", "/", "☎"].iter().filter_map(|s| rest.find(s)).min();
        let name = rest[..end.unwrap_or(rest.len())].trim();
        let fits = (2..=30).contains(&name.chars().count()) && name.ends_with(DEPARTMENTS);
        fits.then(|| line.text.slice(range_in(text, name)))
    })
}

/// How departments end.
const DEPARTMENTS: [char; 8] = ['과', '팀', '국', '실', '단', '관', '부', '처'];

/// The bytes of place, agency and reporter before the first sentence of an article: "(해솔=미르통신) 김하나 기자 = ".
pub(crate) fn dateline_len(text: &str) -> Option<usize> {
    dateline(text)?;
    let close = text.find([')', ']'])? + 1;
    let rest = &text[close..];
    let sign = rest.find('=').filter(|&at| rest[..at].chars().count() <= 30).map_or(0, |at| at + 1);
    Some(text.len() - rest[sign..].trim_start().len())
}

/// The agency of "(해솔=미르통신)", "[해솔=미르뉴스]".
fn dateline(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['(', '['])?;
    let inner = &inner[..inner.find([')', ']'])?];
    inner.split_once('=')?.1.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::Source;

    #[test]
    fn departments_are_authors() {
        let author = |text: &str| {
            let lines = crate::lines::read(&Source::new(text.to_owned()));
            super::author(&lines).map(|t| t.as_str().to_owned())
        };
        assert_eq!(author("제목\n담당부서: 물길정책과\n").as_deref(), Some("물길정책과"));
        assert_eq!(
            author("담당 부서 물길정책관 물길과 책임자 과장 김하나 (044-200-0000)").as_deref(),
            Some("물길정책관 물길과")
        );
        assert_eq!(author("담당부서를 정하기로 했다.\n"), None);
    }

    fn lines(text: &str) -> Vec<Line> {
        crate::lines::read(&Source::new(text.to_owned()))
    }

    fn check(text: &str, form: usize, headline: Option<Range<usize>>, body: usize) {
        let lines = lines(text);
        let read = read(&lines, Setting::of(&lines));
        assert_eq!((read.form.end, read.headline, read.body), (form, headline, body), "{text}");
    }

    #[test]
    fn headlines() {
        check("해솔시, 물길 정비 착수\n해솔시는 물길을 정비한다고 9일 밝혔다.\n", 0, Some(0..1), 1);
        check(
            "보도자료\n배포: 2026. 3. 2.(월)\n담당: 물길과\n\n해솔시, 착수\n- 내년 완공 -\n□ 해솔시는\n",
            3,
            Some(3..4),
            5,
        );
    }

    #[test]
    fn who_issued_a_plan_stands_above_its_title() {
        check("미르해양부\n\n제3차 물길 기본계획\n\nⅠ. 배경\n- 물길을 넓힌다\n", 1, Some(1..2), 2);
        check("미르해양부\n2026. 3.\n\n제3차 물길 기본계획\n\nⅠ. 배경\n", 2, Some(2..3), 3);
        check("미르해양부는 물길을 넓힌다\n\n제3차 물길 기본계획\n", 0, Some(0..1), 1);
        // The number of a notice.
        check("미르진흥원 공고 제2026-37호\n\n「물길 사업」 모집 공고\n\n1. 개요\n", 1, Some(1..2), 2);
    }

    #[test]
    fn what_is_no_headline() {
        check("해솔시는 물길을 정비한다고 9일 밝혔다.\n미르시도 밝혔다.\n", 0, None, 0);
        check("□ 해솔시, 착수\n ○ 내년 완공\n", 0, None, 0);
        check("해솔시는 물길에 2,7\n50억 원을 쓴다.\n", 0, None, 0);
        check("해솔시는 물길을 정비하는 사업을\n내년에 시작한다.\n", 0, None, 0);
        check("해솔시 물길 정비\n", 0, None, 0);
    }

    #[test]
    fn dates_and_publishers() {
        assert_eq!(issued(&lines("해솔시 보도자료\n보도일시 2026. 3. 2.(월) 09:00\n")).as_deref(), Some("2026-03-02"));
        let publisher = |t: &str| publisher(&lines(t)).map(|p| p.as_str().to_owned());
        assert_eq!(publisher("해솔시 보도자료\n").as_deref(), Some("해솔시"));
        assert_eq!(publisher("제목\n(해솔=미르통신) 김하나 기자 = 해솔시는 답했다.\n").as_deref(), Some("미르통신"));
        assert_eq!(publisher("해솔시는 답했다.\n"), None);
        let article = "(해솔=미르통신) 김하나 기자 = 해솔시는 답했다.";
        assert_eq!(dateline_len(article).map(|at| &article[at..]), Some("해솔시는 답했다."));
    }
}
