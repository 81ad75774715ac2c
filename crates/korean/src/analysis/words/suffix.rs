//! What follows a name or quotation without a blank: closing signs, footnote marks, a particle or the copula.

use super::word::Form;
use crate::particle::{self, Case, Particle};
use crate::verb::{self, Ending};

/// The length of the signs and the footnote mark that close a name.
pub(super) fn closing_len(rest: &str) -> usize {
    let signs = rest.len() - rest.trim_start_matches(is_closer).len();
    signs + footnote_len(&rest[signs..])
}

/// The form that letters behind a name give it, and how many bytes of them do; `None` if they neither are nor start with a
/// particle or copula.
pub(super) fn form(tail: &str) -> Option<(Form, usize)> {
    // What is said ends in 고, 며, 라고.
    if matches!(tail, "고" | "며" | "고도" | "고는" | "면서" | "라며" | "이라며" | "라면서") {
        return Some((Form::Noun(Some(Particle { form: "라고", case: Case::Quotative })), tail.len()));
    }
    // "시드니서 개시": 에서 as headlines write it.
    if tail == "서" {
        return Some((Form::Noun(Some(Particle { form: "에서", case: Case::Locative })), tail.len()));
    }
    let mark = mark_len(tail);
    // 이다, 이며 and 이고 behind a name are the copula; that they list things is rare.
    let copula = |p: &Particle| {
        p.form.ends_with('다') && p.form != "보다"
            || p.form.ends_with("지만")
            || ["이며", "이고", "이면서", "임", "인데", "으며", "으나", "었고", "였고"]
                .iter()
                .any(|e| p.form.ends_with(e))
    };
    let particle = particle::loose(&tail[mark..]).filter(|(p, _)| !copula(p));
    match particle {
        Some((particle, used)) => Some((Form::Noun(Some(particle)), mark + used)),
        None => copula_tail(&tail[mark..]).map(|ending| (Form::Copula(ending), tail.len())),
    }
}

/// The length of the mark of a footnote right behind a name: `1)`, `¹`.
fn footnote_len(rest: &str) -> usize {
    let superscript = rest.len() - rest.trim_start_matches(['¹', '²', '³', '⁴', '⁵']).len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) && rest[digits..].starts_with(')') { digits + 1 } else { superscript }
}

/// The length of a footnote mark at the start of what follows a name: `1)`, `¹`.
fn mark_len(tail: &str) -> usize {
    tail.find(|c: char| !(c.is_numeric() && !c.is_ascii_digit() || matches!(c, '*' | '¹' | '²' | '³')))
        .unwrap_or(tail.len())
}

/// The copula that is all of what follows a name.
fn copula_tail(tail: &str) -> Option<Ending> {
    verb::whole_copula(tail).or(match tail {
        "다" => Some(Ending::Final),
        "지만" => Some(Ending::Connective),
        "라는" => Some(Ending::QuotativeAdnominal),
        "라고" => Some(Ending::Quotative),
        "며" => Some(Ending::Connective),
        _ => None,
    })
}

/// Signs that may stand between a name and its particle.
fn is_closer(c: char) -> bool {
    matches!(c, '’' | '”' | '」' | '』' | '｣' | '》' | '〉' | '>' | '*' | '＊' | '\'' | '"' | '″' | '®' | '™')
}
