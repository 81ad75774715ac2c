//! Where the money of an amount goes, and where it comes from: to "‘X’ 구축에", from "X로부터".

use super::scene::Scene;
use super::words::{CHOSEN, GRANTED, INVESTED, PUT};
use crate::parts::Part;
use crate::roles::skip_closers;
use policygraph_korean::hangul::MIDDLE_DOTS;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

impl Scene<'_, '_> {
    /// Whether a name is what money goes to: marked by 에, itself or what it is a part of ("‘X’ 구축에", "X의 공장(…)에").
    pub(super) fn is_destination(&self, part: &Part<'_>) -> bool {
        let Some(lead) = self.string.get(skip_closers(self.string, part.end)..self.amount.range.start) else {
            return false;
        };
        let mut words = words(lead).peekable();
        for place in 0..6 {
            let Some(word) = words.next() else { break };
            if is_dative(word) {
                // "○○에 제출한 3억 원": what stands there belongs to another verb.
                let passed = words.peek().is_some_and(|next| is_other_verb(next) || POSTPOSITIONS.opens(next));
                return !is_time(word) && !passed;
            }
            let ends_phrase = word.ends_with([',', '，', '.']) || word == "등";
            // "교육부·환경부는": what a dot joins is no particle.
            let joined = place == 0 && !lead.starts_with(|c| c == ' ' || MIDDLE_DOTS.contains(&c));
            let quoted = |rest: &str| rest.is_empty() || rest.starts_with(['‘', '“', '「', '『', '\'', '"']);
            let rest = word.strip_prefix(['은', '는', '이', '가', '을', '를', '도']);
            let marked = rest.is_some_and(|rest| if joined { quoted(rest) } else { rest.is_empty() });
            let particle = marked || (!joined && word.ends_with(['은', '는', '을', '를', '고', '며']));
            if ends_phrase || particle {
                return false;
            }
        }
        false
    }

    /// Whether a name before is what some earlier part of the sentence says money goes to: "‘X’ 구축에".
    pub(super) fn is_destination_of_any(&self, part: &Part<'_>) -> bool {
        // What closes the name may reach to the amount.
        let after = self.string.get(skip_closers(self.string, part.end)..self.amount.range.start);
        after.is_some_and(|after| after.split_whitespace().take(2).any(is_dative))
    }

    /// Whether the amount goes to something that no name stands for: "반도체에 3억 원을".
    pub(super) fn has_other_destination(&self) -> bool {
        *self.other_destination.get_or_init(|| self.names_other_destination())
    }

    fn names_other_destination(&self) -> bool {
        let start = self.chunk.start.max(self.clause.start).min(self.amount.range.start);
        let lead = &self.string[start..self.amount.range.start];
        // What somebody is quoted to say goes nowhere: "…를 시장에 맡긴다”며 3억 원을".
        let lead = lead.rsplit('”').next().unwrap_or(lead);
        let mut words = lead.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let mut followed = || words.peek().is_some_and(|next| POSTPOSITIONS.opens(next));
            if is_dative(word) && !is_time(word) && !word.starts_with("여기") && !followed() {
                return true;
            }
        }
        false
    }

    /// Whether a name that money is said to go to keeps it. What is invested in a company or a place is the investor's.
    pub(super) fn is_receiver(&self, part: &Part<'_>) -> bool {
        let rest = self.rest();
        let invested = INVESTED.is_in(rest) || rest.trim().is_empty();
        match part.mention.kind {
            EntityType::Company | EntityType::Country | EntityType::Association => !invested && GRANTED.is_in(rest),
            kind => kind.is_organization() && !self.is_of_anybody(part),
        }
    }

    /// Whether a name only says which firms or people get an amount: "EU 수출 중소기업 500곳에".
    fn is_of_anybody(&self, part: &Part<'_>) -> bool {
        static ANYBODY: WordList = WordList::new(&["기업", "업체", "농가", "가구", "스타트업", "개사", "곳", "명"]);
        let between = self.string.get(part.end..self.amount.range.start).unwrap_or_default();
        let mut words = between.split_whitespace().take(8);
        let into = words.find_map(|w| w.strip_suffix("에게").or_else(|| w.strip_suffix('에')));
        into.is_some_and(|noun| ANYBODY.closes(noun))
    }

    /// Whether money comes from a name: "X로부터", "X에서 유치".
    pub(super) fn is_source(&self, part: &Part<'_>) -> bool {
        let after = &self.string[skip_closers(self.string, part.end)..];
        SOURCES.opens(after)
    }
}

/// The words of a text without its brackets; the first is what is joined to the name before it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    text.split_whitespace().filter_map(move |word| {
        let opens = word.matches(['(', '（']).count();
        let closes = word.matches([')', '）']).count();
        let before = depth;
        depth = (depth + opens).saturating_sub(closes);
        if before == 0 && opens == 0 {
            return Some(word);
        }
        // "공장(○○시)에": what follows the bracket ends the word.
        let tail = word.rsplit([')', '）']).next().filter(|_| before + opens <= closes)?;
        (!tail.is_empty()).then_some(tail)
    })
}

/// What follows a name that money comes from.
static SOURCES: WordList =
    WordList::new(&["로부터", "으로부터", "에게서", "에게 받", "에서 받", " 측으로부터", "에서"]);

/// What with 에 before it does the work of a particle, and says of nothing that money goes to it: 에 따라.
static POSTPOSITIONS: WordList = WordList::new(&[
    "따라",
    "따른",
    "따르면",
    "의하면",
    "대해",
    "대한",
    "이어",
    "맞춰",
    "힘입어",
    "의해",
    "의한",
    "근거",
    "앞서",
    "걸쳐",
    "비해",
    "불과",
    "이르",
]);

/// Particles of what something goes to.
static DATIVE: WordList = WordList::new(&["에", "에는", "에도", "에만", "에게", "에게는", "에게도", "에다"]);

/// Whether a word is marked by 에 or 에게.
fn is_dative(word: &str) -> bool {
    // "이에 대응하고자": to what was said.
    if word == "이에" {
        return false;
    }
    let word = word.trim_end_matches([',', '，', '’', '”', '\'', '」']);
    DATIVE.closes(word)
}

/// Whether a word is a verb before a noun, and none of giving: 제출한, 열린다는.
fn is_other_verb(word: &str) -> bool {
    // "공모에 선정돼 3억 원을".
    if CHOSEN.opens(word) || word.starts_with("참여") {
        return true;
    }
    let adnominal = const { WordList::new(&["한", "된", "하는", "되는", "던", "할", "될", "있는"]) }.closes(word);
    adnominal && word.chars().count() >= 3 && ![&GRANTED, &PUT, &INVESTED].iter().any(|verbs| verbs.is_in(word))
}

/// Whether a word with 에 says when, or is an adverb.
fn is_time(word: &str) -> bool {
    static WHEN: WordList = WordList::new(&[
        "년",
        "월",
        "일",
        "년도",
        "올해",
        "내년",
        "지난해",
        "작년",
        "연내",
        "이번",
        "동시",
        "때문",
        "만",
        "기간",
        "반기",
        "분기",
        "가운데",
        "중",
        "이후",
        "이전",
        "당시",
        "후",
        "전",
        "사이",
        "이내",
        "단계",
        "처음",
        "오전",
        "오후",
        "밖",
        "외",
        "덕분",
        "회의",
        "초",
        "말",
        "즈음",
    ]);
    let stem = word.trim_end_matches([',', '，']).trim_end_matches('는').trim_end_matches('도').trim_end_matches('에');
    WHEN.closes(stem)
        && !stem.ends_with("사업")
        && WHEN.words().iter().any(|w| {
            stem.ends_with(w)
                && (w.chars().count() > 1
                    || stem.chars().count() <= 4
                    || stem.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()))
        })
}
