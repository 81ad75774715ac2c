//! A line of a budget: "△기초 연구(1,200억 원)", "▲해양 관측 1.2조 원".
//!
//! What carries an amount of its own behind a list mark is a programme of its own, and so is what is quoted with its sum:
//! ‘해양 관측’ 3억 엔, ‘해양 관측’에 3억 엔을 투입, 3억 엔 규모의 ‘해양 관측’. So is a task that a bullet names with its sum, and each member of a
//! list in which all have a sum in brackets, with its year or behind the name of a task.

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Bracket, LIST_MARKS, is_bare_noun};
use crate::shape;
use crate::sum;
use policygraph_korean::hangul::is_word;
use policygraph_korean::particle::{self, Case};
use policygraph_korean::{date, number};
use policygraph_model::{BlockKind, EntityType, SectionText};
use std::ops::Range;

pub(crate) const ID: &str = "budget-line";

/// Marks that open a member of an inline list.
pub(crate) fn is_mark(c: char) -> bool {
    LIST_MARKS.contains(&c)
}

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let marks = phrase.signs.list_marks.then(|| phrase.text.match_indices(is_mark)).into_iter().flatten();
    for (mark, sign) in marks {
        let from = mark + sign.len();
        let item = &phrase.text[from..];
        let item = &item[..item.find(is_mark).unwrap_or(item.len())];
        // The amount follows its name at once; a number inside the name is none: "△500 마력 기관 12억 원".
        let is_sum = |at: &usize| {
            let amount = number::read(&item[*at..]).filter(|n| n.scaled && item[..*at].ends_with(' '));
            amount.is_some_and(|n| scene.registry.currency_at(item[*at + n.len..].trim_start()).is_some())
        };
        let digits = item.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
        if let Some(sum) = digits.into_iter().find(is_sum) {
            propose(scene, out, from, sum);
        }
    }
    for range in super::quoted::quotations(phrase) {
        if has_sum(scene, range) {
            propose(scene, out, range.start, range.len());
        }
    }
    // 해양 관측 : (’21) 3억 원: a line that gives a name and its sum.
    let line = Some(phrase.text.as_str()).filter(|text| text.contains(':')).and_then(|text| text.split_once(" : "));
    if let Some((name, sum)) = line.filter(|(n, s)| !n.contains(is_mark) && sum::opens(scene.registry, s.trim_start()))
    {
        let whole = sum.trim_start().chars().count() <= 20;
        if whole && SectionText::block(scene.section, scene.number).is_some() {
            propose(scene, out, 0, name.len());
        }
    }
    if is_item(scene)
        && let Some(name) = before_sum(scene).filter(|name| is_task(scene, name))
    {
        propose(scene, out, 0, name.len());
    }
    listed(scene, out);
    for bracket in &phrase.brackets {
        let inner = sum::light(&scene.str()[bracket.inner.clone()]).trim_start_matches('약');
        let Some(amount) = number::read(inner) else { continue };
        let is_amount = scene.registry.currency_at(inner[amount.len..].trim_start()).is_some();
        let Some(mark) = phrase.text[..bracket.at].rfind(is_mark) else { continue };
        let from = mark + phrase.text[mark..].chars().next().map_or(0, char::len_utf8);
        if is_amount {
            propose(scene, out, from, bracket.at - from);
        }
    }
}

/// The members of a list that each have a sum of their own, perhaps with its year: "해양관측망('31년, 3억 엔), 새빛항 배후단지('31년, 5억 엔)",
/// "해양 관측 기술개발(3억 엔), 배후단지 조성(5억 엔)".
fn listed(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let has_year_and_sum = |bracket: &&Bracket| {
        let inner = &scene.str()[bracket.inner.clone()];
        let sum = date::read_year(inner).and_then(|(_, len)| inner[len..].rsplit(", ").next());
        sum.is_some_and(|sum| sum::opens(scene.registry, sum))
    };
    let with_year: Vec<&Bracket> = phrase.brackets.iter().filter(has_year_and_sum).collect();
    let bare = phrase.brackets.iter().filter(|b| sum::opens(scene.registry, &scene.str()[b.inner.clone()])).collect();
    // Without years, most of them have to be called as what is done.
    let are_tasks = |brackets: &Vec<&Bracket>| {
        let named = |ends: &[&str]| {
            let before = |b: &&&Bracket| ends.iter().any(|e| phrase.text[..b.at].ends_with(e));
            brackets.iter().filter(before).count()
        };
        named(SUMS) == 0 && named(DOING) * 2 >= brackets.len()
    };
    let lists = [Some(with_year), Some(bare).filter(are_tasks)];
    let Some(brackets) = lists.into_iter().flatten().find(|list| list.len() >= 2) else { return };
    for bracket in brackets {
        let Some(last) = phrase.words.iter().position(|w| w.stem.end == bracket.at) else { continue };
        let function = |w: usize| scene.registry.lexicon().is_function(phrase.slice(&phrase.words[w].range));
        let within = |w: usize| is_bare_noun(phrase, &phrase.words[w]) && !phrase.words[w + 1].opens && !function(w);
        let runs_on = |w: &usize| *w == last || within(*w);
        let first = (0..=last).rev().take_while(runs_on).last().unwrap_or(last);
        let start = phrase.words[first].range.start;
        // "장학생(70억 원)": a kind of things.
        let name = &phrase.text[start..bracket.at];
        if first == last && !name.ends_with("사업") && shape::is_common(scene.registry, name) {
            continue;
        }
        let original = phrase.original(&(start..bracket.at));
        let taken = |c: &Candidate| {
            c.kind != EntityType::Technology && c.range.start < original.end && original.start < c.range.end
        };
        if !out.iter().any(taken) {
            propose(scene, out, start, bracket.at - start);
        }
    }
}

/// What stands before the sum of a bullet or heading, in brackets, behind a colon or a blank: "새빛항 배후단지 확충(2,180억 원)",
/// "새빛항 배후단지 확충: 2,180억 원", "어촌 기본소득 시범사업 1,703억 원, 6개 군 대상".
fn before_sum<'s>(scene: &Scene<'s>) -> Option<&'s str> {
    let phrase = scene.phrase;
    let text = phrase.text.as_str();
    let bracketed = phrase.brackets.iter().find_map(|bracket| {
        let (name, behind) = text.split_at(bracket.at);
        let closes = behind.is_empty() || behind.starts_with([':', '：']);
        (closes && sum::opens(scene.registry, &scene.str()[bracket.inner.clone()])).then_some(name)
    });
    let headed = || {
        text.split_once([':', '：'])
            .filter(|(_, sum)| sum::opens(scene.registry, sum.trim_start()))
            .map(|(name, _)| name)
    };
    let bare = || {
        let mut blanks = text.match_indices(' ').map(|(at, _)| at);
        let at = blanks.find(|&at| ends_with_sum(scene, &text[at + 1..]))?;
        let acted = phrase.words.iter().take_while(|w| w.range.end <= at).any(|w| {
            w.particle.is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject | Case::Object | Case::Dative))
        });
        (!acted).then_some(&text[..at])
    };
    bracketed.or_else(headed).or_else(|| phrase.signs.digits.then(bare)?)
}

/// Whether the text is a bullet or heading.
fn is_item(scene: &Scene<'_>) -> bool {
    let block = SectionText::block(scene.section, scene.number);
    scene.number == SectionText::TITLE || block.is_some_and(|b| b.kind == BlockKind::Bullet)
}

/// Whether what stands before the sum of a bullet or heading is a task, and no noun for the sum.
fn is_task(scene: &Scene<'_>, name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let colon = scene.phrase.text[name.len()..].starts_with([':', '：']) && words.len() >= 3;
    let task = words.last().is_some_and(|last| DOING.iter().any(|d| last.ends_with(d)));
    let money = words.iter().any(|word| SUMS.iter().any(|noun| word.ends_with(noun)));
    words.len() >= 2 && (task || colon) && !money
}

/// Whether a text starts with an amount that no word goes on with: "1,703억 원, 6개 군 대상".
fn ends_with_sum(scene: &Scene<'_>, text: &str) -> bool {
    let Some(number) = number::read(text).filter(|n| n.scaled) else { return false };
    let rest = text[number.len..].trim_start();
    scene.registry.currency_at(rest).is_some_and(|(len, _)| {
        let behind = &rest[len..];
        behind.is_empty() || behind.starts_with([',', '(', ' ']) && !behind.trim_start().starts_with("규모")
    })
}

/// Nouns for the sum itself.
const SUMS: &[&str] = &[
    "사업비",
    "예산",
    "국비",
    "도비",
    "시비",
    "지방비",
    "민자",
    "재원",
    "합계",
    "총계",
    "소계",
    "총액",
    "비용",
    "자금",
    "금액",
    "투자",
    "출자",
    "융자",
    "보조",
    "기금",
    "매출",
];

/// What is done, as tasks of a plan are called.
const DOING: &[&str] = &[
    "조성",
    "확충",
    "구축",
    "건립",
    "건설",
    "확대",
    "개발",
    "도입",
    "보급",
    "정비",
    "신설",
    "고도화",
    "지원",
    "운영",
    "사업",
    "과제",
    "프로젝트",
    "프로그램",
    "연구",
    "양성",
    "구매",
    "육성",
    "도약",
];

/// Whether a quoted name has a sum: right before it (‘해양 관측’ 3억 엔), as what the sum is spent on (‘해양 관측’에 3억 엔을 투입), as its budget
/// (‘해양 관측’ 예산은 3억 엔), or by its size (3억 엔 규모의 ‘해양 관측’).
fn has_sum(scene: &Scene<'_>, quoted: &Range<usize>) -> bool {
    let text = &scene.phrase.text;
    let closed = text[quoted.end..].trim_start_matches(|c: char| !is_word(c) && !sum::SIGNS.contains(&c));
    let gap = text[quoted.end..].len() - closed.len();
    let near = gap <= 8;
    // ‘해양 관측’ 구축에 3억 엔: what is done with it, and its sum. A single word is what is built.
    let done = DOING.iter().find_map(|d| closed.strip_prefix(d)).and_then(|rest| rest.strip_prefix("에 "));
    let done = done.filter(|_| text[quoted.clone()].contains(' ')).map(sum::light);
    if near && (sum::opens(scene.registry, closed) || done.is_some_and(|sum| sum::opens(scene.registry, sum))) {
        return true;
    }
    let particle = ["에는 ", "에 ", "에", " 예산은 ", "예산은 ", "의 예산은 ", "예산 "]
        .iter()
        .find_map(|p| closed.strip_prefix(p));
    if let Some(said) = particle.filter(|_| near) {
        let sum = sum::light(said);
        let spent = sum.char_indices().nth(30).map_or(sum, |(at, _)| &sum[..at]);
        let budget = closed.contains("예산") && closed.len() - sum.len() <= 30;
        return sum::opens(scene.registry, sum) && (budget || SPENT.iter().any(|v| spent.contains(v)));
    }
    let before = text[..quoted.start].trim_end_matches(|c: char| !is_word(c));
    let sized = ["규모의", "규모"].iter().find_map(|w| before.strip_suffix(w)).map(str::trim_end);
    sized.is_some_and(|b| {
        let word = b.rsplit(|c: char| c.is_whitespace() || c.is_ascii_digit() || "십백천만억조".contains(c)).next();
        word.is_some_and(|w| scene.registry.currency_at(w).is_some_and(|(len, _)| len == w.len()))
    })
}

/// Verbs of spending. What is invested in may be a company, so 투자 is none of them.
const SPENT: &[&str] = &[
    "투입",
    "배정",
    "편성",
    "지원",
    "쓴다",
    "쓰기로",
    "들여",
    "들어",
    "든다",
    "출연",
    "출자",
    "책정",
    "반영",
    "유지",
    "늘려",
];

/// Proposes the words of `len` bytes behind a list mark as a programme.
fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>, from: usize, len: usize) {
    let raw = &scene.phrase.text[from..from + len];
    let mut name = raw.trim();
    // "▲해양 관측 사업에 3억 엔 ▲인력 확보에 2억 엔": what is no task is what the money is for.
    let purpose = name.rsplit_once(' ').and_then(|(_, last)| particle::split(last));
    if let Some((stem, p)) = purpose.filter(|(_, p)| matches!(p.case, Case::Dative | Case::Instrumental)) {
        if !DOING.iter().any(|d| stem.ends_with(d)) {
            return;
        }
        name = &name[..name.len() - p.form.len()];
    }
    if name.is_empty() || name.chars().count() > 30 || name.contains([',', '.']) || name.ends_with("분야") {
        return;
    }
    // "△자동차 30억 원 △화장품 20억 원": fields that money goes to, but "△인력양성 20억 원".
    let task = DOING.iter().any(|d| name.ends_with(d));
    if !name.contains(' ') && !task && shape::is_common(scene.registry, name) {
        return;
    }
    let start = from + (raw.len() - raw.trim_start().len());
    let original = scene.phrase.original(&(start..start + name.len()));
    let taken = out.iter().any(|c| c.range == original && c.kind != EntityType::Technology);
    if !taken {
        out.push(Candidate::new(original, name, EntityType::Program, ID, 6));
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn what_has_a_sum_of_its_own() {
        check(None, "전국에 ‘푸른 정원 교실(가칭)’ 조성에 12억 원, 홍보에 3억 원", &["Program:푸른 정원 교실"]);
        check(
            None,
            "해양관측망('31년, 45억 원), 기술을 활용한 새빛항 배후단지('31년, 8.5억 원) 등",
            &["Program:해양관측망", "Program:새빛항 배후단지"],
        );
        check(None, "해양관측망('31년, 45억 원)을 논의", &[]);
        check(
            None,
            "푸른 항만 기술개발(30억 원), 새빛항 배후단지 조성 사업(50억 원)을 추진",
            &["Program:푸른 항만 기술개발", "Program:새빛항 배후단지 조성 사업"],
        );
        check(None, "국비(30억 원)와 지방비(50억 원)를 투입", &[]);
        check(
            None,
            "▲위성 분야에 2억 원 ▲항만 청소 자금으로 5억 원 ▲푸른 정원 사업에 9억 원",
            &["Program:푸른 정원 사업"],
        );
        check(None, "‘벨톤3’ 구축에 66억 원을 투자", &[]);
    }
}
