//! The form of a single word, independent of its context.

use super::function_words;
use super::noun_ends;
use super::word::Form;
use crate::noun;
use crate::particle;
use crate::verb::{self, Ending, Light};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// What a word is by itself: its form, the length of its stem, and the lemma of a native verb.
pub(super) type Reading = (Form, usize, &'static str);

thread_local! {
    /// The words read so far. A text repeats most of its words, and what one is does not depend on where it stands.
    static READINGS: RefCell<FxHashMap<Box<str>, Reading>> = RefCell::default();
}

/// Most words that are remembered.
const REMEMBERED: usize = 1 << 14;

/// What a word is, remembered or read.
pub(super) fn form_of(core: &str) -> Reading {
    READINGS.with_borrow_mut(|known| {
        if let Some(&reading) = known.get(core) {
            return reading;
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let reading = read_form(core);
        known.insert(core.into(), reading);
        reading
    })
}

fn read_form(core: &str) -> Reading {
    let whole = core.len();
    if let Some(form) = function_words::form(core) {
        return (form, whole, "");
    }
    if noun::is_whole(core) {
        return (Form::Noun(None), whole, "");
    }
    // Too short to be told from a noun by its form.
    if core == "한다" {
        let (light, ending) = (Light::Active, Ending::Final);
        return (Form::Verb { nominal: false, light, ending, intended: false }, whole, "하");
    }
    if let Some(verb) = verb::read(core) {
        let form =
            Form::Verb { nominal: verb.nominal, light: verb.light, ending: verb.ending, intended: verb.intended };
        return if verb.nominal { (form, verb.lemma.len(), "") } else { (form, whole, native_lemma(core)) };
    }
    if let Some((noun, ending)) = verb::copula(core)
        && !(ending == Ending::Connective && noun.chars().count() < 2 && noun != "중")
    {
        return (Form::Copula(ending), noun.len(), "");
    }
    if let Some((stem, ending)) = verb::unknown_past(core) {
        let form = Form::Verb { nominal: false, light: Light::Active, ending, intended: false };
        return (form, stem.len(), "");
    }
    noun_form(core)
}

/// The form of a noun and the length of its stem.
pub(super) fn noun_form(core: &str) -> Reading {
    let whole = core.len();
    match particle::split(core) {
        Some((stem, particle)) if !noun_ends::is_end_of_noun(core, particle) => {
            (Form::Noun(Some(particle)), stem.len(), "")
        }
        _ => (Form::Noun(None), whole, ""),
    }
}

/// The lemma of a native verb as it stands in the list of stems.
fn native_lemma(core: &str) -> &'static str {
    verb::native_stem(core).unwrap_or_default()
}
