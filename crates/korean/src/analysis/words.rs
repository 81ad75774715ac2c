//! Words with their particle or ending.

use crate::date;
use crate::hangul::{MIDDLE_DOTS, is_syllable, is_word};
use crate::noun;
use crate::particle::{self, Case, Particle};
use crate::verb::{self, Ending, Light};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A noun, perhaps with a particle.
    Noun(Option<Particle>),
    /// A noun with the copula (기업이다, 기업인).
    Copula(Ending),
    /// A verb.
    Verb {
        /// Whether its lemma is a verbal noun.
        nominal: bool,
        /// How it is used.
        light: Light,
        /// Its ending.
        ending: Ending,
        /// Whether the ending tells of will or the future.
        intended: bool,
    },
    /// A word that modifies a noun and has no form of its own: 이, 그, 새, 각.
    Determiner,
    /// A word between clauses or nouns: 및, 또는, 그리고, 한편.
    Conjunction,
    /// A word that modifies a verb: 함께, 최근, 이미.
    Adverb,
}

/// A word: what stands between blanks, cut at punctuation, quotation marks and middle dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the word, without punctuation around it, with the quotation marks of a name.
    pub range: Range<usize>,
    /// Bytes without particle or ending, quotation marks and brackets: the noun, or the lemma of a verb as far as it is written.
    pub stem: Range<usize>,
    /// What it is.
    pub form: Form,
    /// The lemma of a native verb; empty for all else, whose lemma is the stem.
    pub lemma: &'static str,
    /// Whether it is a name or a quotation that must not be looked into.
    pub atom: bool,
    /// Whether a comma follows, a colon or a semicolon.
    pub comma: bool,
    /// Whether a colon follows it, which also counts as a comma.
    pub colon: bool,
    /// Whether a middle dot or slash joins it to the next word.
    pub dot: bool,
    /// Whether it ends a sentence.
    pub stop: bool,
}

const OPENING: &[(char, char)] = &[
    ('‘', '’'),
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('｢', '｣'),
    ('《', '》'),
    ('〈', '〉'),
    ('"', '"'),
    ('\'', '\''),
    ('″', '″'),
];

const DETERMINERS: &[&str] = &[
    "신임",
    "초대",
    "이",
    "그",
    "저",
    "새",
    "각",
    "모든",
    "동",
    "본",
    "해당",
    "상기",
    "양",
    "두",
    "세",
    "네",
    "전",
    "총",
    "약",
    "제",
    "여러",
    "주요",
    "이른바",
    "다른",
    "첫",
    "이런",
    "그런",
    "이러한",
    "그러한",
    "해당",
    "같은",
    "매",
    "신",
    "구",
    "당",
    "한",
    "몇",
    "온",
    "현",
];
const CONJUNCTIONS: &[&str] = &["및", "또는", "혹은", "그리고", "내지"];
const ADVERBS: &[&str] = &[
    "함께",
    "또",
    "또한",
    "아울러",
    "한편",
    "특히",
    "이미",
    "곧",
    "앞서",
    "이어",
    "이후",
    "최근",
    "다시",
    "더",
    "더욱",
    "가장",
    "매우",
    "모두",
    "서로",
    "공동으로",
    "본격",
    "본격적으로",
    "현재",
    "당초",
    "별도로",
    "추가로",
    "직접",
    "처음",
    "처음으로",
    "그러나",
    "하지만",
    "반면",
    "따라서",
    "그동안",
    "이로써",
    "우선",
    "먼저",
    "새로",
    "일단",
    "당분간",
    "아직",
    "곧바로",
    "각각",
    "즉시",
    "연내",
    "내달",
    "지난달",
    "이달",
    "올해",
    "내년",
    "지난해",
    "작년",
    "오늘",
    "어제",
    "당시",
    "향후",
    "앞으로",
    "이날",
    "같은날",
    "조만간",
    "결국",
    "오는",
    "지난",
    "잇따라",
    "대신",
    "역시",
    "물론",
    "없이",
    "단",
    "다만",
    "즉",
    "나아가",
    "더불어",
    "그간",
    "올",
    "전격",
    "적극",
    "지속",
];

/// Words from which on what stands in double quotation marks is speech and no name.
const SPEECH: usize = 4;

/// The words of these lists with what they are.
static FUNCTION_WORDS: LazyLock<FxHashMap<&str, Form>> = LazyLock::new(|| {
    let of = |words: &'static [&'static str], form: Form| words.iter().map(move |w| (*w, form));
    let adverbs = of(ADVERBS, Form::Adverb).chain(of(CONJUNCTIONS, Form::Conjunction));
    adverbs.chain(of(DETERMINERS, Form::Determiner)).collect()
});

/// Reads the words of a text and the brackets between them.
pub(super) fn read(text: &str, names: &[Range<usize>]) -> (Vec<Word>, Vec<Range<usize>>) {
    let mut reader = Reader { text, names, label_end: 0, words: Vec::new(), asides: Vec::new() };
    let mut at = 0;
    while at < text.len() {
        at = reader.next(at);
    }
    reader.read_auxiliaries();
    (reader.words, reader.asides)
}

struct Reader<'a> {
    text: &'a str,
    names: &'a [Range<usize>],
    /// Where the bracket of a label closes: "(주관기관) …".
    label_end: usize,
    words: Vec<Word>,
    asides: Vec<Range<usize>>,
}

impl Reader<'_> {
    /// Makes auxiliaries of determiners that stand behind a verb: "추진해 온", "추진하기로 한".
    fn read_auxiliaries(&mut self) {
        for i in 1..self.words.len() {
            let (before, word) = (&self.words[i - 1], &self.words[i]);
            // "연 100억 원": a year, not what was opened.
            let number = self.text[word.range.clone()].starts_with(|c: char| c.is_ascii_digit());
            if number && &self.text[before.range.clone()] == "연" {
                self.words[i - 1].form = Form::Determiner;
                continue;
            }
            // "서울에서 열린 회의": elsewhere 열린 says of what kind something is (열린 정부).
            let held = matches!(before.form, Form::Noun(Some(p)) if p.case == Case::Locative);
            if held && &self.text[word.range.clone()] == "열린" && !before.comma {
                let form =
                    Form::Verb { nominal: false, light: Light::Active, ending: Ending::Adnominal, intended: false };
                (self.words[i].form, self.words[i].lemma) = (form, "열리");
                continue;
            }
            let Form::Verb { ending, .. } = before.form else { continue };
            let form = &self.text[before.range.clone()];
            let (lemma, own) = match &self.text[word.range.clone()] {
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
            (self.words[i].form, self.words[i].lemma) = (form, lemma);
        }
    }

    /// Reads what starts at `at` and returns where the next starts.
    fn next(&mut self, at: usize) -> usize {
        let text = self.text;
        let Some(c) = text[at..].chars().next() else { return text.len() };
        let after = at + c.len_utf8();
        if let Some(name) = self.name_at(at) {
            return self.atom(at, name.clone(), name.end);
        }
        if let Some(end) = self.date_end(at) {
            return self.date(at, end);
        }
        if let Some(&(_, close)) = OPENING.iter().find(|&&(open, _)| open == c)
            && !is_apostrophe(text, at, c)
            && let Some(end) = closing(&text[after..], close).map(|e| after + e)
        {
            // What somebody says is read like the rest.
            let said = &text[after..end];
            let speech = || said.split(' ').count() > SPEECH || is_said(said, &text[end + close.len_utf8()..]);
            if matches!(c, '“' | '"') && speech() {
                return after;
            }
            return self.atom(at, after..end, end + close.len_utf8());
        }
        match c {
            '(' | '（' | '[' => {
                let close = match c {
                    '(' => ')',
                    '（' => '）',
                    _ => ']',
                };
                let end = bracket_end(&text[at..], c, close).map(|e| at + e);
                if let Some(end) = end.filter(|&end| self.is_label(after, end)) {
                    self.label_end = end;
                    return after;
                }
                if let Some(end) = end {
                    self.asides.push(after..end);
                    let next = end + close.len_utf8();
                    return self.tail(next);
                }
                after
            }
            '”' | '"' => after + self.closes_speech(after),
            ',' | '，' | ';' | '、' => {
                self.mark(|w| w.comma = true);
                after
            }
            ')' if at == self.label_end => {
                self.mark(|w| (w.comma, w.colon) = (true, true));
                after
            }
            ':' | '：' => {
                self.mark(|w| (w.comma, w.colon) = (true, true));
                after
            }
            '.' | '。' | '?' | '!' | '…' => {
                self.mark(|w| w.stop = true);
                after
            }
            '/' => {
                // "총괄: A / 협력: B".
                let parted = text[..at].ends_with(' ') && text[after..].starts_with(' ');
                let labelled = self.words.iter().rev().take_while(|w| !w.stop).any(|w| w.colon);
                self.mark(|w| if parted && labelled { w.stop = true } else { w.dot = true });
                after
            }
            _ if MIDDLE_DOTS.contains(&c) => {
                self.mark(|w| w.dot = true);
                after
            }
            _ if is_word(c) || c == '$' || c == '€' || c == '£' || c == '¥' || c == '￦' || c == '₩' => {
                self.word(at)
            }
            _ => after,
        }
    }

    /// Makes what stands before a closing quotation mark what is said, by the words behind the mark: “…추진하겠다”고, “…할 계획”이라며. Returns their
    /// bytes; 0 where none are there.
    fn closes_speech(&mut self, at: usize) -> usize {
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
        let rest = &self.text[at..];
        let rest = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
        let Some(&(form, ending)) = SAID.iter().find(|(form, _)| *form == rest) else { return 0 };
        let Some(word) = self.words.last_mut().filter(|w| !w.atom) else { return 0 };
        match &mut word.form {
            Form::Verb { ending: own, .. } if *own == Ending::Final => *own = ending,
            Form::Copula(own) if *own == Ending::Final => *own = ending,
            form @ Form::Noun(None) if rest.starts_with(['이', '라']) => *form = Form::Copula(ending),
            _ => return 0,
        }
        form.len()
    }

    fn mark(&mut self, set: impl Fn(&mut Word)) {
        if let Some(word) = self.words.last_mut() {
            set(word);
        }
    }

    /// Whether a bracket with these bytes opens a text or sentence as the label of what follows: "(주관기관) …".
    fn is_label(&self, from: usize, to: usize) -> bool {
        let inner = &self.text[from..to];
        let opens = self.words.last().is_none_or(|w| w.stop);
        let named = self.names.iter().any(|n| n.start < to && from < n.end);
        let syllables = inner.chars().filter(|&c| is_syllable(c)).count();
        opens
            && !named
            && self.text[to..].starts_with(") ")
            && (2..=8).contains(&syllables)
            && inner.chars().all(|c| is_syllable(c) || c == ' ')
    }

    /// The name that starts at a byte, quotation marks before it passed over.
    fn name_at(&self, at: usize) -> Option<Range<usize>> {
        let i = self.names.partition_point(|n| n.start < at);
        self.names.get(i).filter(|n| n.start == at && n.end > at).cloned()
    }

    /// Adds a name or quotation whose content is `inner` and which ends at `end`, with the particle behind it.
    fn atom(&mut self, at: usize, inner: Range<usize>, end: usize) -> usize {
        let mut end = end;
        // What closes the name, stars and footnote marks.
        while let Some(c) = self.text[end..].chars().next().filter(|&c| is_closer(c)) {
            end += c.len_utf8();
        }
        end += footnote_len(&self.text[end..]);
        self.words.push(Word {
            range: at..end,
            stem: inner,
            form: Form::Noun(None),
            lemma: "",
            atom: true,
            comma: false,
            colon: false,
            dot: false,
            stop: false,
        });
        if self.text[end..].starts_with(['(', '（']) {
            return end;
        }
        self.tail(end)
    }

    /// Reads what is written without blank behind a name, quotation or bracket: its particle or copula, or a further noun.
    fn tail(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let len = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let Some(word) = self.words.last_mut().filter(|w| w.atom || w.range.end < at) else { return at };
        if len == 0 {
            return at;
        }
        if self.names.iter().any(|n| n.start >= at && n.start < at + len) {
            return at;
        }
        let tail = &rest[..len];
        let last = self.text[word.stem.clone()].chars().next_back().unwrap_or(' ');
        // What is said ends in 고, 며, 라고.
        if matches!(tail, "고" | "며" | "고도" | "고는" | "면서" | "라며" | "이라며" | "라면서") {
            word.form = Form::Noun(Some(Particle { form: "라고", case: Case::Quotative }));
            word.range.end = at + len;
            return at + len;
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
        let particle = particle::loose(last, &tail[mark..]).filter(|(p, _)| !copula(p));
        let (form, used) = match particle {
            Some((particle, used)) => (Form::Noun(Some(particle)), mark + used),
            None => match copula_tail(&tail[mark..]) {
                Some(ending) => (Form::Copula(ending), len),
                None => return at,
            },
        };
        word.form = form;
        word.range.end = at + used;
        at + used
    }

    /// Where a date in figures ends that starts at a byte: "2022. 6. 3.", whose dots end no sentence.
    fn date_end(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        rest.starts_with(|c: char| c.is_ascii_digit() || date::APOSTROPHES.contains(&c)).then_some(())?;
        let (date, len) = date::read(rest)?;
        let crosses = || self.names.iter().any(|n| n.start < at + len && at < n.end);
        (date.month.is_some() && rest[..len].contains('.') && !crosses()).then_some(at + len)
    }

    /// Adds a date with the particle behind it. One that opens a sentence stands before it, as in a chronicle.
    fn date(&mut self, at: usize, end: usize) -> usize {
        let opens = self.words.last().is_none_or(|w| w.stop);
        let stem = at..at + self.text[at..end].trim_end_matches(['.', ' ']).len();
        self.words.push(Word {
            range: stem.clone(),
            stem,
            form: Form::Adverb,
            lemma: "",
            atom: false,
            comma: false,
            colon: false,
            dot: false,
            stop: opens,
        });
        let next = self.tail(end);
        self.mark(|w| w.stop &= next == end);
        next
    }

    /// Reads a word of letters from `at`.
    fn word(&mut self, at: usize) -> usize {
        let text = self.text;
        let mut end = at;
        let mut previous = ' ';
        for (i, c) in text[at..].char_indices() {
            let here = at + i;
            let inner = is_word(c)
                || matches!(c, '+' | '&' | '-' | '%' | '~' | '∼' | '_' | '$' | '€' | '£' | '¥' | '￦' | '₩')
                || (matches!(c, '.' | ',')
                    && previous.is_ascii_digit()
                    && text[here + 1..].starts_with(|n: char| n.is_ascii_digit()))
                || (c == '.'
                    && previous.is_ascii_alphabetic()
                    && text[here + 1..].starts_with(|n: char| n.is_ascii_alphabetic()))
                || (c == '/'
                    && previous.is_ascii_alphanumeric()
                    && text[here + 1..].starts_with(|n: char| n.is_ascii_alphanumeric()));
            if !inner || (here > at && self.name_at(here).is_some()) {
                break;
            }
            end = here + c.len_utf8();
            previous = c;
        }
        let raw = &text[at..end];
        let core = raw.trim_end_matches(|c: char| !is_word(c) && !matches!(c, '+' | '%'));
        if core.is_empty() {
            return at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        let range = at..at + core.len();
        let followed_by_bracket = text[range.end..].starts_with(['(', '（']);
        // What is written without blank behind a name goes on with it: 중국산.
        let suffix = self.words.last().is_some_and(|w| w.atom && w.range.end == at);
        let (form, stem, lemma) = if followed_by_bracket {
            (Form::Noun(None), core.len(), "")
        } else if suffix {
            noun_form(core)
        } else {
            form_of(core)
        };
        self.words.push(Word {
            stem: at..at + stem,
            range,
            form,
            lemma,
            atom: false,
            comma: false,
            colon: false,
            dot: false,
            stop: false,
        });
        end
    }
}

/// What a word is by itself: its form, the length of its stem, and the lemma of a native verb.
type Reading = (Form, usize, &'static str);

thread_local! {
    /// The words read so far. A text repeats most of its words, and what one is does not depend on where it stands.
    static READINGS: RefCell<FxHashMap<Box<str>, Reading>> = RefCell::default();
}

/// Most words that are remembered.
const REMEMBERED: usize = 1 << 14;

/// What a word is, remembered or read.
fn form_of(core: &str) -> Reading {
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
    if let Some(&form) = FUNCTION_WORDS.get(core) {
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
fn noun_form(core: &str) -> Reading {
    let whole = core.len();
    match particle::split(core) {
        Some((stem, particle)) if !is_noun_with_such_end(core, particle) => {
            (Form::Noun(Some(particle)), stem.len(), "")
        }
        _ => (Form::Noun(None), whole, ""),
    }
}

/// The lemma of a native verb as it stands in the list of stems.
fn native_lemma(core: &str) -> &'static str {
    verb::native_stem(core).unwrap_or_default()
}

/// Whether a word that looks like a noun with a particle is a noun as a whole: 국가, 회의, 제도, 차이.
fn is_noun_with_such_end(core: &str, particle: Particle) -> bool {
    const WHOLE: &[&str] = &[
        "회의",
        "합의",
        "협의",
        "논의",
        "심의",
        "건의",
        "주의",
        "민주주의",
        "동의",
        "의의",
        "결의",
        "정의",
        "강의",
        "문의",
        "유의",
        "국가",
        "증가",
        "참가",
        "평가",
        "추가",
        "전문가",
        "투자가",
        "물가",
        "주가",
        "원가",
        "인가",
        "허가",
        "제도",
        "정도",
        "속도",
        "온도",
        "강도",
        "태도",
        "용도",
        "수도",
        "철도",
        "반도",
        "보도",
        "지도",
        "주도",
        "시도",
        "유도",
        "한도",
        "고도",
        "이도",
        "전도",
        "난이도",
        "신뢰도",
        "만족도",
        "인지도",
        "의존도",
        "차이",
        "사이",
        "아이",
        "나이",
        "놀이",
        "먹거리",
        "대로",
        "도로",
        "진로",
        "경로",
        "선로",
        "활로",
        "통로",
        "회로",
        "원자로",
        "고로",
        "효과",
        "결과",
        "성과",
        "학과",
        "사과",
        "과과",
        "경과",
        "통과",
        "부과",
        "초과",
        "여과",
        "연구과",
        "정책과",
        "산업과",
        "담당과",
        "문화",
        "미국",
        "연도",
        "년도",
        "지은",
        "은행",
        "기은",
        "인도",
        "제주도",
        "경기도",
        "강원도",
        "전라도",
        "경상도",
        "충청도",
        "홋카이도",
        "자카르타",
        "사회",
        "우라",
        "오만",
        "대만",
        "만",
        "불만",
        "이란",
        "란",
        "혼란",
        "논란",
        "로",
        "이",
        "가",
        "은",
        "는",
        "도",
        "나",
        "하나",
        "와이파이",
        "시나",
        "중국",
        "우크라이나",
        "차이나",
        "코리아",
        "아르헨티나",
        "캐롤라이나",
        "라",
        "나라",
        "우리나라",
        "독과점",
        "고용보험",
        "미만",
        "프로",
        "제로",
        "유로",
        "마이크로",
        "메이커",
        "캘리포니아",
    ];
    let numeral = core.starts_with(|c: char| c.is_ascii_digit()) && particle.form == "만";
    static ALL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WHOLE.iter().copied().collect());
    ALL.contains(core)
        || numeral
        || core.ends_with("년도")
        || (particle.form == "의" && ["회의", "협의", "합의", "심의", "논의", "주의"].iter().any(|w| core.ends_with(w)))
        || (particle.form == "과"
            && core.chars().count() <= 4
            && ["성과", "결과", "효과"].iter().any(|w| core.ends_with(w)))
        || (particle.form == "도"
            && ["속도", "제도", "정도", "용도", "한도"].iter().any(|w| core.ends_with(w))
            // "가입 문제도", "수출 규제도": no 제도.
            && !["문제도", "과제도", "경제도", "규제도", "통제도", "결제도", "주제도"].iter().any(|w| core.ends_with(w)))
        || (particle.form == "가" && ["전문가", "국가", "평가", "허가", "인가"].iter().any(|w| core.ends_with(w)))
        || (particle.form == "로" && core.ends_with("유로") && core.starts_with(|c: char| c.is_numeric()))
        || !core.chars().next_back().is_some_and(is_syllable)
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
    // The copula is read behind any noun.
    let with_noun = format!("것{tail}");
    verb::copula(&with_noun).filter(|(noun, _)| *noun == "것").map(|(_, ending)| ending).or(match tail {
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
    matches!(c, '’' | '”' | '」' | '』' | '｣' | '》' | '〉' | '*' | '＊' | '\'' | '"' | '″' | '®' | '™')
}

/// Whether a quotation mark is the apostrophe before a year of two digits.
fn is_apostrophe(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\'' | '‘') && {
        let digits = text[at + c.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
        digits == 2 && {
            let rest = &text[at + c.len_utf8() + 2..];
            !rest.starts_with(is_word) || rest.starts_with('년')
        }
    }
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
    rest.find(close).filter(|&end| end > 0 && rest[..end].chars().count() <= 200)
}

fn bracket_end(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
