//! A text without its brackets, cut into words.

use policygraph_korean::hangul::{is_hanja, is_middle_dot, is_syllable, is_word, other_characters};
use policygraph_korean::noun;
use policygraph_korean::particle::{self, Particle};
use policygraph_korean::verb;
use policygraph_korean::word_list::WordList;
use std::cell::OnceCell;
use std::ops::Range;

/// A bracket taken out of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// Byte of the phrase after which it stood.
    pub at: usize,
    /// Byte of the opening bracket in the original text.
    pub open: usize,
    /// Bytes of its content in the original text.
    pub inner: Range<usize>,
}

impl Bracket {
    /// Whether it holds Chinese characters and nothing else.
    pub(crate) fn is_chinese(&self, original: &str) -> bool {
        !self.inner.is_empty() && original[self.inner.clone()].chars().all(is_hanja)
    }
}

/// A word of a phrase: bytes of the phrase.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Without punctuation around it.
    pub range: Range<usize>,
    /// Without its particle.
    pub stem: Range<usize>,
    /// Its particle.
    pub particle: Option<Particle>,
    /// Whether a bracket stands before the particle, which then can be nothing else: "가온(GAON)도".
    pub parted: bool,
    /// Punctuation before it, such as an opening quotation mark or a triangle.
    pub opens: bool,
    /// Punctuation after it, such as a comma.
    pub closes: bool,
    /// Middle dots within it.
    pub dotted: bool,
}

/// A text without its round brackets, which interrupt names ("과학재단(NSF)은"), and the way back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrase {
    pub text: String,
    /// What stands between brackets: where each piece begins in `text` and in the original.
    pieces: Vec<(usize, usize)>,
    /// The byte of the original where all of it ends.
    end: usize,
    pub brackets: Vec<Bracket>,
    pub words: Vec<Word>,
    /// Signs that the text has.
    pub signs: Signs,
    /// What stands in quotation marks, once a rule has asked for it.
    pub quotations: OnceCell<Vec<Range<usize>>>,
}

impl Phrase {
    pub(crate) fn new(original: &str) -> Self {
        Self::within(original, 0..original.len())
    }

    /// The phrase of a part of a text, such as the content of a bracket.
    pub(crate) fn within(original: &str, part: Range<usize>) -> Self {
        let mut phrase = Self { end: part.end, ..Self::default() };
        phrase.text.reserve(part.len());
        let (mut from, mut at) = (part.start, part.start);
        // An outline number in brackets at the start is no part of a name either.
        let opening = |at: usize| {
            let mut marks = other_characters(&original[at..part.end]).filter(|(_, c)| matches!(c, '(' | '（'));
            marks.next().map(|(len, _)| at + len)
        };
        while let Some(open) = opening(at) {
            let mark = |at: usize| original[at..].chars().next().map_or(1, char::len_utf8);
            let Some(close) = closing(&original[open..part.end]).map(|close| open + close) else {
                at = open + mark(open);
                continue;
            };
            phrase.push(original, from..open);
            phrase.brackets.push(Bracket { at: phrase.text.len(), open, inner: open + mark(open)..close });
            from = close + mark(close);
            at = from;
        }
        phrase.push(original, from..part.end);
        (phrase.words, phrase.signs) = words(&phrase.text);
        phrase.part_particles(original);
        phrase
    }

    /// Makes what follows a bracket directly the particle of its word, if it can be one. Behind Chinese characters 도 is as often the last
    /// syllable of a province: "경기(京畿)도".
    fn part_particles(&mut self, original: &str) {
        for bracket in &self.brackets {
            let word = self.words.partition_point(|w| w.range.end <= bracket.at);
            let Some(word) = self.words.get_mut(word).filter(|w| w.range.start < bracket.at) else { continue };
            let rest = &self.text[bracket.at..word.range.end];
            let particle = particle::loose(rest).filter(|&(_, len)| len == rest.len()).map(|(particle, _)| particle);
            if particle.is_some() && !(rest == "도" && bracket.is_chinese(original)) {
                word.stem = word.range.start..bracket.at;
                word.particle = particle;
                word.parted = true;
            }
        }
    }

    fn push(&mut self, original: &str, piece: Range<usize>) {
        if !piece.is_empty() {
            self.pieces.push((self.text.len(), piece.start));
            self.text.push_str(&original[piece]);
        }
    }

    /// The bytes of the original that a range of the phrase covers.
    #[inline]
    pub(crate) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.end.checked_sub(1).map_or(0, |last| self.original_byte(last) + 1);
        self.original_byte(range.start)..end
    }

    #[inline]
    fn original_byte(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.end;
        }
        // Most texts have no brackets.
        if let [(_, original)] = self.pieces[..] {
            return original + at;
        }
        let next = self.pieces.partition_point(|(from, _)| *from <= at);
        let piece = next.checked_sub(1).map(|piece| self.pieces[piece]);
        piece.map_or(self.end, |(from, original)| original + (at - from))
    }

    #[inline]
    pub(crate) fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// The parts of a word that middle dots join, of all of it or of its stem.
    pub(crate) fn parts<'p>(
        &'p self,
        word: &Word,
        range: &'p Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + use<'p> {
        let (start, end) = (range.start, range.end);
        let inner = if word.dotted { &self.text[range.clone()] } else { "" };
        let dots = inner.char_indices().filter(|&(_, c)| is_middle_dot(c));
        let ends = dots.map(move |(at, c)| (start + at, c.len_utf8())).chain([(end, 0)]);
        let parts = ends.scan(start, |from, (at, dot)| Some(std::mem::replace(from, at + dot)..at));
        parts.filter(|part| !part.is_empty())
    }

    #[inline]
    pub(crate) fn stem(&self, word: &Word) -> &str {
        &self.text[word.stem.clone()]
    }

    /// The bracket that stands right after a byte of the phrase.
    pub(crate) fn bracket_at(&self, at: usize) -> Option<&Bracket> {
        let first = self.brackets.partition_point(|b| b.at < at);
        self.brackets.get(first).filter(|b| b.at == at)
    }
}

/// The byte at which the bracket that `text` starts with closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Marks that open a member of a list within a line.
pub(crate) const LIST_MARKS: [char; 3] = ['△', '▲', '▷'];

/// Which signs a text has: a rule that asks for one has nothing to look for in most texts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs {
    /// One of the [`LIST_MARKS`].
    pub list_marks: bool,
    /// A middle dot or hyphen.
    pub joints: bool,
    /// A mark that may open or close a quotation.
    pub quotation_marks: bool,
    /// A digit.
    pub digits: bool,
}

impl Signs {
    fn add(&mut self, c: char) {
        // Blanks are by far the most.
        if c != ' ' {
            self.list_marks |= LIST_MARKS.contains(&c);
            self.joints |= is_middle_dot(c) || c == '-';
            self.quotation_marks |= is_quotation_mark(c);
            self.digits |= c.is_ascii_digit() || ('０'..='９').contains(&c);
        }
    }
}

/// Whether a character may open or close a quotation.
pub(crate) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '「' | '」' | '『' | '』' | '｢' | '｣' | '<' | '>' | '《' | '》' | '〈' | '〉' | '“' | '”' | '"')
        || matches!(c, '‘' | '’' | '\'' | '`' | '´' | '′')
}

/// Whether a text begins with what opens a quotation.
pub(crate) fn opens_quotation(text: &str) -> bool {
    text.starts_with(['‘', '“', '「', '『', '\'', '"', '<', '《'])
}

/// Signs that are part of a word though no letters: `5G+`, `AT&T`, `T-모바일`, `2.0`, `R&D`, `AI/ML`.
fn is_inner(c: char) -> bool {
    is_word(c) || matches!(c, '+' | '&' | '-' | '.' | '/' | '·' | '･' | 'ㆍ' | '%' | '‧' | '・')
}

/// The words of a text, and the signs that it has.
fn words(text: &str) -> (Vec<Word>, Signs) {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut signs = Signs::default();
    let mut start = 0;
    let mut before = None;
    // Whether the word has middle dots, and whether it has only letters.
    let (mut dotted, mut plain) = (false, true);
    for (at, c) in other_characters(text).chain([(text.len(), ' ')]) {
        signs.add(c);
        // A slash joins Latin abbreviations (AI/ML), but parts Korean names.
        // A full stop without a blank behind it, too: "밝혔다.다음".
        let between = || text[..at].ends_with(is_syllable) && text[at + 1..].starts_with(is_syllable);
        let parts = matches!(c, '/' | '.') && between();
        if is_inner(c) && !parts {
            dotted |= is_middle_dot(c);
            plain &= is_word(c);
            continue;
        }
        if start < at {
            let raw = &text[start..at];
            let outer = |c: char| !is_word(c) && c != '+';
            let tail = if plain { raw } else { raw.trim_start_matches(outer) };
            let core = if plain { raw } else { tail.trim_end_matches(outer) };
            if !core.is_empty() {
                let from = at - tail.len();
                let range = from..from + core.len();
                // "제2차 해운·항만": the last syllable belongs to the noun.
                let split = particle::split(core).filter(|_| !noun::is_whole(core));
                let (stem, particle) = match split {
                    Some((stem, particle)) => (from..from + stem.len(), Some(particle)),
                    None => (range.clone(), None),
                };
                // What is within the word is no blank, nor is what was cut off it.
                let opens = from > start || before.is_some_and(|b: char| !b.is_whitespace());
                let closes = range.end < at || at < text.len() && !c.is_whitespace();
                out.push(Word { range, stem, particle, parted: false, opens, closes, dotted });
            }
        }
        (before, dotted, plain) = (Some(c), false, true);
        start = at + c.len_utf8();
    }
    (out, signs)
}

/// Endings by which a word modifies what follows it: verbs in their adnominal form, and the verbs that stand like
/// particles after a noun (에 따라, 을 위해).
static ADNOMINALS: WordList = WordList::new(&[
    "하는",
    "되는",
    "있는",
    "없는",
    "위한",
    "대한",
    "관한",
    "통한",
    "따른",
    "의한",
    "인한",
    "된",
    "하던",
    "했던",
    "시킨",
    "적인",
    "스러운",
    "로운",
    "다양한",
    "받은",
    "높은",
    "많은",
    "같은",
    "따라",
    "위해",
    "통해",
    "의해",
    "대해",
    "관해",
]);

/// Whether a word can stand inside a name without particle: a bare noun.
pub(crate) fn is_bare_noun(phrase: &Phrase, word: &Word) -> bool {
    let text = phrase.slice(&word.range);
    !word.closes
        && !matches!(text, "및" | "중인" | "가운데")
        && !is_et_cetera(text)
        && !is_adnominal(text)
        && !text.ends_with(['며', '고', '여', '해', '서'])
        && !is_marked(phrase, word)
        && !is_clause(text)
}

/// Whether a word is 등, which closes a list, with its particle or without.
fn is_et_cetera(text: &str) -> bool {
    text.strip_prefix('등').is_some_and(|rest| rest.is_empty() || particle::exact('등', rest).is_some())
}

/// Whether a word is a native verb that ends a clause before a noun: 보면, 찾아, 될.
fn is_clause(text: &str) -> bool {
    text.ends_with(['면', '아', '어', '야', '할', '될', '을', '갈', '한', '던'])
        && verb::read(text).is_some_and(|v| {
            !v.nominal
                && matches!(v.ending, verb::Ending::Connective | verb::Ending::Adnominal | verb::Ending::Prospective)
        })
}

/// Whether a word is a verb that modifies what follows: 발표한, 수립할, 열어갈.
pub(crate) fn is_adnominal(text: &str) -> bool {
    // Nouns that end in the same syllables.
    const NOUNS: &[&str] = &["제한", "권한", "기한", "북한", "무한", "상한", "하한", "역할", "분할", "관할", "유한"];
    let long = || text.chars().nth(2).is_some();
    // 묶은, 이끄는.
    let native = || {
        (text.ends_with(['은', '는'])
            || matches!(text, "둔" | "낸" | "쓴" | "든" | "온" | "준" | "본" | "쥔" | "지은" | "연" | "푼")
            // "B와 꾸린 컨소시엄".
            || matches!(text, "꾸린" | "이룬" | "만든" | "세운" | "이끈" | "뭉친" | "짠"))
            && verb::read(text).is_some_and(|v| !v.nominal && v.ending == verb::Ending::Adnominal)
    };
    ADNOMINALS.closes(text)
        || native()
        || (text.ends_with(['한', '할', '될', '갈', '던', '킨']) && long() && !NOUNS.iter().any(|n| text.ends_with(n)))
}

/// Whether a word surely has a particle. Particles that many nouns end in by themselves do not count.
fn is_marked(phrase: &Phrase, word: &Word) -> bool {
    let Some(particle) = word.particle else { return false };
    // 2020년도 is a year of edition, not a year with a particle.
    if phrase.slice(&word.range).ends_with("년도") {
        return false;
    }
    let ambiguous = matches!(
        particle.form,
        "이" | "가" | "도" | "로" | "만" | "인" | "나" | "라" | "임" | "과" | "며" | "와" | "은" | "는"
    );
    // "군은": a municipality or a party that the text goes on about.
    let body =
        matches!(particle.form, "은" | "는") && matches!(phrase.stem(word), "군" | "시" | "도" | "구" | "당" | "측");
    let stem = phrase.stem(word).chars().count();
    !ambiguous || stem >= 2 || body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_taken_out_and_found_again() {
        let original = "국립과학재단(NSF)은 5G+ 전략(’19)을 발표";
        let phrase = Phrase::new(original);
        assert_eq!(phrase.text, "국립과학재단은 5G+ 전략을 발표");
        let stems: Vec<&str> = phrase.words.iter().map(|w| phrase.stem(w)).collect();
        assert_eq!(stems, ["국립과학재단", "5G+", "전략", "발표"]);
        let bracket = phrase.bracket_at("국립과학재단".len()).unwrap();
        assert_eq!(&original[bracket.inner.clone()], "NSF");
        assert_eq!(&original[phrase.original(&phrase.words[2].stem)], "전략");
    }

    #[test]
    fn particles_stand_behind_brackets() {
        let phrase = Phrase::new("가온(GAON)는 룽산(龍山)시, 경기(京畿)도, 미래(MIRAE)도");
        let stems: Vec<&str> = phrase.words.iter().map(|w| phrase.stem(w)).collect();
        assert_eq!(stems, ["가온", "룽산시", "경기", "미래"]);
        let parted: Vec<bool> = phrase.words.iter().map(|w| w.parted).collect();
        assert_eq!(parted, [true, false, false, true]);
    }

    #[test]
    fn dots_part_words() {
        let phrase = Phrase::new("미래·한빛은 누리");
        let parts =
            |i: usize| phrase.parts(&phrase.words[i], &phrase.words[i].stem).map(|p| phrase.slice(&p)).collect();
        let (dotted, plain): (Vec<&str>, Vec<&str>) = (parts(0), parts(1));
        assert_eq!((dotted, plain), (vec!["미래", "한빛"], vec!["누리"]));
    }
}
