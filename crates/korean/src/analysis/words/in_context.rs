//! Corrects the form of words where it depends on the neighbouring words.

use super::word::{Form, Word};
use crate::particle::Case;
use crate::verb::{Ending, Light};

/// Makes auxiliaries of determiners that stand behind a verb ("추진해 온", "추진하기로 한"), and reads 연 and 열린 by
/// the words beside them.
pub(super) fn reread(text: &str, words: &mut [Word]) {
    for i in 1..words.len() {
        let (before, word) = (&words[i - 1], &words[i]);
        // "연 100억 원": a year, not what was opened.
        let number = text[word.range.clone()].starts_with(|c: char| c.is_ascii_digit());
        if number && &text[before.range.clone()] == "연" {
            words[i - 1].form = Form::Determiner;
            continue;
        }
        // "서울에서 열린 회의": elsewhere 열린 says of what kind something is (열린 정부).
        let held = matches!(before.form, Form::Noun(Some(p)) if p.case == Case::Locative);
        if held && &text[word.range.clone()] == "열린" && !before.comma {
            let form = Form::Verb { nominal: false, light: Light::Active, ending: Ending::Adnominal, intended: false };
            (words[i].form, words[i].lemma) = (form, "열리");
            continue;
        }
        let Form::Verb { ending, .. } = before.form else { continue };
        let form = &text[before.range.clone()];
        let (lemma, own) = match &text[word.range.clone()] {
            "위해" | "위해서" | "위하여" if ending == Ending::Nominal && form.ends_with('기') => {
                ("위하", Ending::Connective)
            }
            "온" if ending == Ending::Connective
                && form.ends_with(['해', '아', '어', '여', '와', '워', '려', '켜', '혀']) =>
            {
                ("오", Ending::Adnominal)
            }
            "한" if ending == Ending::Nominal && (form.ends_with("기로") || form.ends_with("키로")) => {
                ("하", Ending::Adnominal)
            }
            _ => continue,
        };
        if before.comma || before.stop || word.atom {
            continue;
        }
        let form = Form::Verb { nominal: false, light: Light::Active, ending: own, intended: false };
        (words[i].form, words[i].lemma) = (form, lemma);
    }
}
