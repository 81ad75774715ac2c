//! Auxiliary verbs and bound nouns after a verb, and how they change its ending, polarity and modality.

use super::clause::Modality;
use crate::analysis::words::{Form, Words};
use crate::verb::Ending;

/// Nouns that end a predicate and say how firm it is: "도입할 계획", "개발 중".
const INTENDED: &[&str] = &["계획", "예정", "방침", "것", "뜻", "생각", "목표", "의향", "구상", "의지", "작정"];
const POSSIBLE: &[&str] = &["전망", "가능성", "수", "듯", "태세", "공산", "관측"];
/// Verbs that with 것으로 say how firm what comes before is.
const GUESSED: &[&str] = &["보이", "전망", "예상", "관측", "추정", "기대", "예측", "점쳐지", "풀이"];
const REPORTED: &[&str] =
    &["알려지", "전하", "나타나", "확인", "드러나", "밝혀지", "파악", "전해지", "조사", "집계", "평가", "분석", "해석"];

/// Nouns behind a modifying verb that only tie it to the next: "인수하는 한편", "심의한 뒤".
const TYING: &[&str] = &["한편", "동시", "가운데", "뒤", "후", "다음", "직후", "즉시"];

/// The end and the force of a predicate while its auxiliaries are read.
pub(super) struct Tail {
    pub(super) end: usize,
    pub(super) ending: Ending,
    pub(super) negative: bool,
    pub(super) prevented: bool,
    pub(super) modality: Modality,
}

impl Tail {
    fn step(&mut self, ending: Ending) -> bool {
        self.end += 1;
        self.ending = ending;
        true
    }
}

/// Verbs of keeping somebody from something: "…하지 못하도록 막다".
const KEEPING: &[&str] = &["하", "제한", "막", "차단", "금지", "규제", "봉쇄", "통제"];

/// Reads the auxiliaries behind the verb at a word.
pub(super) fn read(words: Words<'_>, at: usize, ending: Ending, intended: bool) -> Tail {
    let mut tail = Tail {
        end: at + 1,
        ending,
        negative: false,
        prevented: false,
        modality: if intended { Modality::Intended } else { Modality::Stated },
    };
    while auxiliary(words, &mut tail) {}
    tail
}

/// Adds the auxiliary that follows a predicate to it, if one does.
fn auxiliary(words: Words<'_>, tail: &mut Tail) -> bool {
    let at = tail.end;
    let Some(word) = words.get(at) else { return false };
    let previous = &words.all[at - 1];
    if previous.stop || previous.comma {
        return false;
    }
    let lemma = words.lemma(at);
    let own = match word.form {
        Form::Verb { ending, .. } => Some(ending),
        _ => None,
    };
    let form = words.written(previous);
    match (tail.ending, own) {
        (Ending::Negatable, Some(ending)) if matches!(lemma, "않" | "못하" | "말") => {
            tail.negative = true;
            tail.step(ending)
        }
        (Ending::Nominal, Some(ending)) if (form.ends_with("기로") || form.ends_with("키로")) && lemma == "하" => {
            tail.modality = tail.modality.max(Modality::Intended);
            tail.step(ending)
        }
        // "개선하기 위한", "개선하기 위해".
        (Ending::Nominal, Some(ending)) if form.ends_with('기') && lemma == "위하" => {
            tail.modality = tail.modality.max(Modality::Intended);
            tail.step(if ending == Ending::Adnominal { ending } else { Ending::Purpose })
        }
        (Ending::Connective, Some(ending)) if form.ends_with('고') && matches!(lemma, "있") => tail.step(ending),
        (Ending::Connective, Some(ending)) if tail.negative && form.ends_with("게") && lemma == "하" => {
            tail.prevented = true;
            tail.step(ending)
        }
        // "사지 못하도록 제한했다", "사지 못하게 막았다".
        (Ending::Connective | Ending::Purpose, Some(ending))
            if tail.negative && form.ends_with(['게', '록']) && KEEPING.contains(&lemma) =>
        {
            tail.prevented = true;
            tail.step(ending)
        }
        (Ending::Connective, Some(ending)) if form.ends_with("야") && lemma == "하" => {
            tail.modality = tail.modality.max(Modality::Intended);
            tail.step(ending)
        }
        (Ending::Connective, Some(ending))
            if form.ends_with(['아', '어', '해', '여', '와', '워', '려', '켜', '돼'])
                && matches!(lemma, "오" | "주" | "나가" | "두" | "놓" | "있" | "나아가") =>
        {
            tail.step(ending)
        }
        (Ending::Purpose, Some(ending)) if matches!(lemma, "하") => {
            tail.modality = tail.modality.max(Modality::Intended);
            tail.step(ending)
        }
        (Ending::Adnominal | Ending::Prospective | Ending::QuotativeAdnominal, None) => bound_noun(words, tail),
        _ => false,
    }
}

/// A noun behind a modifying verb that only says how firm it is: 것으로 보인다, 계획이다, 수 있다, 바 있다.
fn bound_noun(words: Words<'_>, tail: &mut Tail) -> bool {
    let at = tail.end;
    let word = &words.all[at];
    let noun = words.stem(at);
    let whole = words.written(word);
    let prospective = tail.ending == Ending::Prospective;
    // "한 뒤", "하는 동시에"; "지난 뒤의 협의" goes on.
    if TYING.contains(&noun) && !prospective && !word.stop && matches!(&whole[noun.len()..], "" | "에") {
        return tail.step(Ending::Connective);
    }
    let next = words.get(at + 1);
    let next_verb = next.and_then(|n| match n.form {
        Form::Verb { ending, .. } => Some(ending),
        _ => None,
    });
    let modality = if INTENDED.contains(&noun) && (prospective || noun == "것") {
        if noun == "것" && !prospective { Modality::Stated } else { Modality::Intended }
    } else if POSSIBLE.contains(&noun) && prospective {
        Modality::Possible
    } else if matches!(noun, "바" | "적" | "중" | "셈" | "상태") {
        Modality::Stated
    } else {
        return false;
    };
    match word.form {
        // "할 계획이다", "할 전망이며".
        Form::Copula(ending) => {
            tail.modality = tail.modality.max(modality);
            tail.step(ending)
        }
        // "것으로 보인다", "것으로 알려졌다".
        Form::Noun(Some(_)) if whole == "것으로" => {
            let lemma = words.lemma(at + 1);
            let Some(ending) = next_verb else { return false };
            if GUESSED.contains(&lemma) {
                tail.modality = tail.modality.max(Modality::Possible);
            } else if REPORTED.contains(&lemma) {
                tail.modality = tail.modality.max(if prospective { Modality::Intended } else { Modality::Stated });
            } else {
                return false;
            }
            tail.step(ending);
            tail.step(ending)
        }
        // "수 있다", "바 있다", "적이 없다", "가능성이 크다".
        Form::Noun(_) if matches!(noun, "수" | "바" | "적") => {
            let lemma = words.lemma(at + 1);
            let Some(ending) = next_verb.filter(|_| matches!(lemma, "있" | "없")) else { return false };
            tail.negative |= lemma == "없";
            tail.modality = tail.modality.max(modality);
            tail.step(ending);
            tail.step(ending)
        }
        // A headline: "도입할 계획".
        Form::Noun(None) if next.is_none() || word.stop || word.comma => {
            tail.modality = tail.modality.max(modality);
            tail.step(if word.comma { Ending::Connective } else { Ending::Final })
        }
        _ => false,
    }
}
