//! Quotation marks and what stands between them.

use crate::phrase::{Phrase, is_quotation_mark};
use policygraph_korean::hangul::{is_syllable, is_word, other_characters};
use std::ops::Range;

const SINGLE: &str = "‘’'`´′";
const DOUBLE: &str = "“”\"";

/// Longest name in characters; what is longer is an utterance.
const LONGEST: usize = 45;

/// The contents of quotation marks, in bytes of the phrase.
pub(crate) fn quotations(phrase: &Phrase) -> &[Range<usize>] {
    phrase.quotations.get_or_init(|| {
        let marked = phrase.signs.quotation_marks;
        if marked { quotations_in(&phrase.text) } else { Vec::new() }
    })
}

/// The contents of quotation marks. Converted text mixes up opening and closing marks, and
/// writes years with the same ones (’19): a mark before two digits opens nothing.
fn quotations_in(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<(usize, char)> = other_characters(text).filter(|&(at, c)| is_mark(text, at, c)).collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i + 1 < marks.len() {
        let (at, open) = marks[i];
        let from = at + open.len_utf8();
        let before = text[..at].chars().next_back();
        // A mark that is made for opening does so also where the blank before it was lost: "환경부는‘○○ 계획’에".
        let directed = matches!(open, '‘' | '“' | '「' | '『' | '｢' | '《' | '〈');
        let opens = directed || before.is_none_or(|c| !is_word(c));
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
    if !is_quotation_mark(c) {
        return false;
    }
    if !matches!(c, '‘' | '’' | '\'' | '`' | '´' | '′') {
        return true;
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
