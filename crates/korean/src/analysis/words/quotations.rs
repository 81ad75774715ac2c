//! Quotation marks: finds what is quoted, and decides whether it is a name or speech.

use super::word::{Form, Word};
use crate::date;
use crate::hangul::first_word;
use crate::verb::Ending;
use std::ops::Range;

/// The marks that open a quotation, with those that close it.
const OPENING: &[(char, char)] = &[
    ('‘', '’'),
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('｢', '｣'),
    ('《', '》'),
    ('〈', '〉'),
    ('<', '>'),
    ('"', '"'),
    ('\'', '\''),
    ('″', '″'),
];

/// Words from which on what stands in double quotation marks is speech and no name.
const SPEECH: usize = 4;

/// What stands in quotation marks.
pub(super) struct Quotation {
    /// Its bytes, without the marks.
    pub(super) inner: Range<usize>,
    /// Where the closing mark ends.
    pub(super) end: usize,
    /// Whether it is what somebody says, not a name.
    pub(super) speech: bool,
}

/// The quotation that a mark at a byte opens, if it is a mark that does.
pub(super) fn at(text: &str, at: usize) -> Option<Quotation> {
    let mark = text[at..].chars().next()?;
    let &(_, close) = OPENING.iter().find(|&&(open, _)| open == mark)?;
    let start = at + mark.len_utf8();
    if matches!(mark, '\'' | '‘') && date::is_apostrophe(text[start..].chars()) {
        return None;
    }
    let inner = start..start + closing(&text[start..], close)?;
    let end = inner.end + close.len_utf8();
    let said = &text[inner.clone()];
    let speech = matches!(mark, '“' | '"') && (said.split(' ').count() > SPEECH || is_said(said, &text[end..]));
    Some(Quotation { inner, end, speech })
}

/// Makes the word before a closing quotation mark what is said, by the words behind the mark: “…추진하겠다”고, “…할
/// 계획”이라며. Returns their bytes; 0 where none are there.
pub(super) fn close_speech(rest: &str, before: Option<&mut Word>) -> usize {
    const SAID: &[(&str, Ending)] = &[
        ("이라고", Ending::Quotative),
        ("이라면서", Ending::Quotative),
        ("이라며", Ending::Quotative),
        ("이라는", Ending::QuotativeAdnominal),
        ("라고", Ending::Quotative),
        ("라면서", Ending::Quotative),
        ("라며", Ending::Quotative),
        ("라는", Ending::QuotativeAdnominal),
        ("고", Ending::Quotative),
        ("면서", Ending::Quotative),
        ("며", Ending::Quotative),
        ("는", Ending::QuotativeAdnominal),
    ];
    let rest = first_word(rest);
    let Some(&(form, ending)) = SAID.iter().find(|(form, _)| *form == rest) else { return 0 };
    let Some(word) = before.filter(|w| !w.atom) else { return 0 };
    match &mut word.form {
        Form::Verb { ending: own, .. } if *own == Ending::Final => *own = ending,
        Form::Copula(own) if *own == Ending::Final => *own = ending,
        form @ Form::Noun(None) if rest.starts_with(['이', '라']) => *form = Form::Copula(ending),
        _ => return 0,
    }
    form.len()
}

/// Whether a quotation is a sentence that somebody is said to have spoken: “…하겠다”고, “…할 계획”이라며.
fn is_said(quotation: &str, behind: &str) -> bool {
    let quoted = |forms: &[&str]| forms.iter().any(|f| behind.starts_with(f));
    let sentence = quotation.ends_with(['다', '까', '자', '라', '요', '죠']);
    let plan = ["계획", "예정", "방침", "것", "생각", "입장", "뜻", "때문"].iter().any(|n| quotation.ends_with(n));
    sentence && quoted(&["고 ", "고,", "며 ", "며,", "면서", "는 "])
        || plan && quotation.contains(' ') && quoted(&["이라고", "이라며", "이라면서", "라고", "라며"])
}

/// Where a quotation closes; none longer than a sentence or two.
fn closing(rest: &str, close: char) -> Option<usize> {
    // "‘새빛 계획(이하 ‘계획’)’": what a bracket quotes is within.
    let outside = |&end: &usize| rest[..end].matches('(').count() <= rest[..end].matches(')').count();
    let mut ends = rest.match_indices(close).map(|(end, _)| end);
    let first = ends.next()?;
    let end = std::iter::once(first).chain(ends).find(outside).unwrap_or(first);
    (end > 0 && rest[..end].chars().count() <= 200).then_some(end)
}
