//! The characters of a line as they are read: what a reader does not see is dropped, what looks alike becomes one.
//!
//! Nothing is lost: every character keeps its place in the source, so a quote still is what stands there.

use policygraph_korean::date;
use policygraph_korean::hangul::{is_syllable, is_word};
use policygraph_korean::name::is_normal;
use policygraph_model::Text;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text of a line in Unicode normal form C, `source` being the code point at which it starts.
///
/// Dropped are characters without width, soft hyphens, and the `**` of Markdown around words. Blanks of all kinds are a
/// blank, full-width letters, digits and signs are those of ASCII, private letters of Hancom and Wingdings the signs that
/// they show, a middle dot between words is `·` however it was coded, several periods behind a word are `…`, a straight quotation mark
/// beside a curly one is curly, too, and a curly one that stands the wrong way round is its partner.
pub(crate) fn clean(s: &str, source: u32) -> Text {
    // Most lines have no star and no straight quotation mark.
    let simple = |c: char| is_plain(c) && !matches!(c, '*' | '\'' | '"' | '`');
    let mut last = ' ';
    let is_simple = |c: char| {
        let goes_on = simple(c) && !(c == '.' && last == '.');
        last = c;
        goes_on
    };
    let stands = || {
        let several = s.contains("**") || s.contains("..");
        s.chars().all(|c| is_plain(c) && c != '`') && !several && !has_mixed_quotations(s)
    };
    if (s.chars().all(is_simple) || stands()) && !has_turned_quotations(s) {
        let mut text = Text::default();
        text.push(s, source);
        return text;
    }
    let mut kept: Vec<(char, u32)> =
        s.chars().zip(source..).filter(|&(c, _)| !is_invisible(c)).map(|(c, at)| (replaced(c), at)).collect();
    drop_strong(&mut kept);
    join_periods(&mut kept);
    turn_graves(&mut kept);
    turn_quotations(&mut kept);
    join_dots(&mut kept);
    pair_quotations(&mut kept);
    composed(&kept)
}

/// Whether a character stands for itself whatever is around it.
fn is_plain(c: char) -> bool {
    is_syllable(c)
        || (c.is_ascii() && c != '\t')
        || matches!(
            c,
            '·' | '‘'
                | '’'
                | '“'
                | '”'
                | '「'
                | '」'
                | '『'
                | '』'
                | '…'
                | '□'
                | '○'
                | '※'
                | '△'
                | '▲'
                | '–'
        )
}

/// Characters that take no room: joiners, marks of direction, byte order marks, soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The character that a reader takes `c` for.
fn replaced(c: char) -> char {
    match c {
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // The wave dash is a sign of its own in ranges.
        '～' => '～',
        '！'..='｝' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        // The middle dot of Hancom's fonts.
        '\u{f02ef}' => '·',
        // Wingdings and Symbol, as converters leave them.
        '\u{f0a7}' | '\u{f06e}' => '■',
        '\u{f0a8}' | '\u{f071}' | '\u{f06f}' => '□',
        '\u{f0b7}' | '\u{f09f}' => '•',
        '\u{f06c}' => '●',
        '\u{f0a1}' => '○',
        '\u{f0d8}' => '▷',
        '\u{f0e0}' | '\u{f0e8}' => '→',
        _ => c,
    }
}

/// All the dots that stand in the middle of a line.
fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | 'ㆍ' | '・' | '･' | '‧' | '∙' | '•' | '⋅' | '․' | '᛫' | '\u{1427}')
}

/// Most periods that stand for one ellipsis: more of them lead to the number of a page.
const LONGEST_ELLIPSIS: usize = 4;

/// Several periods behind a word are an ellipsis: "시동...예산도 증액".
fn join_periods(kept: &mut Vec<(char, u32)>) {
    let mut from = 0;
    while let Some(at) = (from..kept.len()).find(|&i| kept[i].0 == '.') {
        let length = kept[at..].iter().take_while(|k| k.0 == '.').count();
        let word = at
            .checked_sub(1)
            .is_some_and(|b| is_syllable(kept[b].0) || kept[b].0.is_alphabetic() || "’”'\"」)".contains(kept[b].0));
        if word && (2..=LONGEST_ELLIPSIS).contains(&length) {
            kept[at].0 = '…';
            kept.drain(at + 1..at + length);
            from = at + 1;
        } else {
            from = at + length;
        }
    }
}

/// Grave accents that enclose something are quotation marks: `해솔 계획`, `해솔 계획′.
fn turn_graves(kept: &mut [(char, u32)]) {
    let mut opened: Option<usize> = None;
    for i in 0..kept.len() {
        let before = i.checked_sub(1).map(|b| kept[b].0);
        match (kept[i].0, opened) {
            ('`' | '′' | '´' | '\'' | '’', Some(open)) if before.is_some_and(|c| !c.is_whitespace()) => {
                (kept[open].0, kept[i].0) = ('‘', '’');
                opened = None;
            }
            ('`', _) => opened = before.is_none_or(|c| !is_word(c)).then_some(i),
            _ => {}
        }
    }
}

/// A dot that stands between two words without blanks joins them: it is written in one way.
fn join_dots(kept: &mut [(char, u32)]) {
    for i in 1..kept.len().saturating_sub(1) {
        let joins = |c: char| !c.is_whitespace() && !is_middle_dot(c);
        if is_middle_dot(kept[i].0) && joins(kept[i - 1].0) && joins(kept[i + 1].0) {
            kept[i].0 = '·';
        }
    }
}

/// Quotation marks that look the same on both sides, with the curly ones that open and close.
const QUOTATION_MARKS: [(char, char, char); 2] = [('\'', '‘', '’'), ('"', '“', '”')];

/// Most characters between two marks that belong together.
const LONGEST_QUOTATION: usize = 200;

/// Whether a line has straight quotation marks beside curly ones.
fn has_mixed_quotations(s: &str) -> bool {
    QUOTATION_MARKS.iter().any(|&(straight, open, close)| s.contains(straight) && s.contains([open, close]))
}

/// Where a straight quotation mark and a curly one enclose something ('해솔 계획’, “해솔 계획"), the straight one becomes its partner's.
fn pair_quotations(kept: &mut [(char, u32)]) {
    for (straight, open, close) in QUOTATION_MARKS {
        let mut opened: Option<usize> = None;
        for i in 0..kept.len() {
            let mark = kept[i].0;
            let before = i.checked_sub(1).map(|b| kept[b].0);
            let after = kept.get(i + 1).map(|a| a.0);
            let within_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let is_mark = mark == open || mark == close || mark == straight;
            let apostrophe = straight == '\''
                && (within_word(before) && within_word(after)
                    || date::is_apostrophe(kept[i + 1..].iter().map(|k| k.0)));
            if !is_mark || apostrophe {
                continue;
            }
            let partner = opened.take().filter(|&o| i - o <= LONGEST_QUOTATION && mark != open);
            match partner {
                Some(o) if kept[o].0 == straight && mark == close => kept[o].0 = open,
                Some(o) if kept[o].0 == open && mark == straight => kept[i].0 = close,
                Some(_) => {}
                None => {
                    let opens = mark == open
                        || mark == straight
                            && before.is_none_or(|c| !is_word(c))
                            && after.is_some_and(|c| !c.is_whitespace());
                    opened = Some(i).filter(|_| opens);
                }
            }
        }
    }
}

/// Curly quotation marks, of which some typists take the one for the other.
const CURLY: [(char, char); 2] = [('‘', '’'), ('“', '”')];

/// What a quotation mark between two characters does by where it stands: opens behind a blank, closes before one.
fn opens_between(before: Option<char>, after: Option<char>) -> Option<bool> {
    let outside = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = (outside(before) || before == Some('(')) && after.is_some_and(is_word);
    let closes = (outside(after) || matches!(after, Some(',' | '.'))) && before.is_some_and(|c| is_word(c) || c == ')');
    (opens || closes).then_some(opens)
}

/// The curly marks of a line that stand the wrong way round, with the marks that they are: ‘해솔 계획‘을, ’해솔 계획’을.
fn turned_quotations(line: &[char]) -> Vec<(usize, char)> {
    let mut turned = Vec::new();
    for (open, close) in CURLY {
        let mut opened = false;
        for (i, &mark) in line.iter().enumerate().filter(|&(_, &c)| c == open || c == close) {
            let after = line.get(i + 1).copied();
            if date::is_apostrophe(line[i + 1..].iter().copied()) {
                continue;
            }
            let opens = opens_between(i.checked_sub(1).map(|b| line[b]), after);
            let is_open = if mark == open {
                opens != Some(false) && (!opened || opens == Some(true))
            } else {
                // A number may be the end of a year: ’2020.
                opens == Some(true) && !opened && !after.is_some_and(|c| c.is_ascii_digit())
            };
            if is_open != (mark == open) {
                turned.push((i, if is_open { open } else { close }));
            }
            opened = is_open;
        }
    }
    turned
}

/// Whether a curly mark of a line stands the wrong way round.
fn has_turned_quotations(s: &str) -> bool {
    s.contains(['‘', '’', '“', '”']) && !turned_quotations(&s.chars().collect::<Vec<_>>()).is_empty()
}

/// Turns the curly marks round that stand the wrong way.
fn turn_quotations(kept: &mut [(char, u32)]) {
    let line: Vec<char> = kept.iter().map(|k| k.0).collect();
    for (at, mark) in turned_quotations(&line) {
        kept[at].0 = mark;
    }
}

/// Drops the `**` around words set in bold type; stars behind a word are marks of footnotes.
fn drop_strong(kept: &mut Vec<(char, u32)>) {
    let pair = |kept: &[(char, u32)], i: usize| {
        kept[i].0 == '*' && kept.get(i + 1).is_some_and(|c| c.0 == '*') && kept.get(i + 2).is_none_or(|c| c.0 != '*')
    };
    let mut from = 0;
    while let Some(open) = (from..kept.len()).find(|&i| pair(kept, i)) {
        from = open + 2;
        let before = open.checked_sub(1).map(|i| kept[i].0);
        let opens = before.is_none_or(|c| !is_word(c) && !matches!(c, '*' | ')' | '’' | '”'))
            && kept.get(from).is_some_and(|c| !c.0.is_whitespace());
        let close = (from..kept.len()).find(|&i| pair(kept, i));
        if let Some(close) = close.filter(|&c| opens && c > from && !kept[c - 1].0.is_whitespace()) {
            kept.drain(close..close + 2);
            kept.drain(open..from);
            from = close - 2;
        }
    }
}

/// Composes syllables and accents. Composition never crosses a starter that is no conjoining vowel or final.
fn composed(kept: &[(char, u32)]) -> Text {
    let mut text = Text::default();
    let mut run = String::new();
    let (mut run_at, mut next) = (0, 0);
    let mut i = 0;
    while let Some(&(c, at)) = kept.get(i) {
        let continues = |c: char| !is_normal(c) && (is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}'));
        let len = 1 + kept[i + 1..].iter().take_while(|k| continues(k.0)).count();
        // Most characters stand as they are.
        let normal = len == 1 && is_normal(c);
        let cluster: String = if normal { String::new() } else { kept[i..i + len].iter().map(|k| k.0).nfc().collect() };
        let single = normal || len == 1 && cluster.chars().eq([c]);
        if !single || run.is_empty() || next != at {
            text.push(&run, run_at);
            run.clear();
            run_at = at;
        }
        if single {
            run.push(c);
            next = at + 1;
        } else {
            text.push_composed(&cluster, at, kept[i + len - 1].1 + 1 - at);
        }
        i += len;
    }
    text.push(&run, run_at);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::Source;

    fn check(raw: &str, expected: &str) {
        assert_eq!(clean(raw, 0).as_str(), expected, "{raw:?}");
    }

    #[test]
    fn what_is_not_seen_is_dropped() {
        check("해\u{ad}솔\u{200b}시는\u{feff} 답\u{2060}했다", "해솔시는 답했다");
        check("**해솔 계획**을 **발표**", "해솔 계획을 발표");
        check("해솔*과 미르**는 ** 용어", "해솔*과 미르**는 ** 용어");
    }

    #[test]
    fn what_looks_alike_is_one() {
        check("２０２６년 ＡＩ（인공지능）", "2026년 AI(인공지능)");
        check("해솔\u{a0}계획\u{3000}발표", "해솔 계획 발표");
        for dot in ['ㆍ', '・', '･', '‧', '∙', '•', '⋅', '\u{f02ef}'] {
            check(&format!("해솔시{dot}미르시"), "해솔시·미르시");
        }
        check("∙ 해솔시", "∙ 해솔시");
        check("해솔 사업 시동...예산도 증액", "해솔 사업 시동…예산도 증액");
        check("제1장 ........ 3", "제1장 ........ 3");
        check("1..2", "1..2");
        check("`해솔 계획`과 `미르 계획′을", "‘해솔 계획’과 ‘미르 계획’을");
    }

    #[test]
    fn quotation_marks_match() {
        check("'해솔 계획’과 ‘미르 계획'을 발표", "‘해솔 계획’과 ‘미르 계획’을 발표");
        check("\"해솔시는 ‘미르 계획'을 맡는다”고 답했다", "“해솔시는 ‘미르 계획’을 맡는다”고 답했다");
        check("'해솔(Haesol)’, ‘미르(Mir)’, 'Dasol’의", "‘해솔(Haesol)’, ‘미르(Mir)’, ‘Dasol’의");
        // Years, and marks that match.
        check("'해솔 계획'('24~’25년)과 ‘미르’", "'해솔 계획'('24~’25년)과 ‘미르’");
        check("‘Haesol's plan’은 '24년에", "‘Haesol's plan’은 '24년에");
        // Marks that stand the wrong way round, and those at which a line breaks a quotation.
        check("‘해솔 계획(’24~25)‘을 발표", "‘해솔 계획(’24~25)’을 발표");
        check("’해솔 계획‘과 ’미르 계획’", "‘해솔 계획’과 ‘미르 계획’");
        check("해솔시는 ’미르", "해솔시는 ‘미르");
        check("계획(Plan)‘ 발표, “해솔“ 공개", "계획(Plan)’ 발표, “해솔” 공개");
        check("’24년, ’2024년, ‘해솔 ’사업", "’24년, ’2024년, ‘해솔 ’사업");
    }

    #[test]
    fn characters_lead_back_to_the_source() {
        let raw = "해\u{ad}솔ㆍ２０";
        let source = Source::new(raw.to_owned());
        let text = clean(raw, 0);
        assert_eq!(text.as_str(), "해솔·20");
        assert_eq!(source.slice(text.span(0.."해솔".len()).unwrap()), "해\u{ad}솔");
        let at = text.as_str().find("20").unwrap();
        assert_eq!(source.slice(text.span(at..at + 2).unwrap()), "２０");
    }
}
