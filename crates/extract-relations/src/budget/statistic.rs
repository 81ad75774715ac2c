//! Amounts that are nobody's budget: statistics, comparisons, limits for single recipients, fines, and what was taken back.

use super::amount::{AFTER, Amount};
use super::near;
use super::words::PLANTS;
use policygraph_korean::particle;
use policygraph_korean::word_list::WordList;
use std::ops::Range;

/// What an amount right before it measures: "3억 원의 손실", "5조 원 규모의 시장".
static MEASURED: WordList = WordList::new(&[
    "앞섬",
    "앞선",
    "앞서",
    "높",
    "낮",
    "많",
    "적은",
    "증가",
    "감소",
    "증액",
    "감액",
    "삭감",
    "늘",
    "줄어",
    "줄었",
    "줄인",
    "줄이",
    "줄여",
    "차이",
    "흑자",
    "적자",
    "가치",
    "생산",
    "손실",
    "절감",
    "창출",
    "효과",
    "수준의 생산",
    "시장",
    "매출",
    "부가가치",
    "수출",
    "수입",
    "피해",
    "벌금",
    "과징금",
    "과태료",
    "배상",
    "합의금",
    "재고",
    "부채",
    "빚",
    "채무",
    "시가총액",
    "시총",
    "영업이익",
    "순이익",
    "이익",
    "영업손실",
    "거래액",
    "교역",
    "무역",
    "자산",
    "기업가치",
    "경제효과",
    "경제적",
    "파급효과",
    "먹거리",
    "수익",
    "생산유발",
    "깎",
    "모자라",
    "부족",
    "상승",
    "하락",
    "초과 세수",
    "세수",
    "연봉",
    "소득",
    "불법 자금",
    "범죄 수익",
    "검은돈",
]);
/// Nouns before which a measure is none: "3억 원 규모의 생산 시설", "5억 원의 수출 지원 사업".
static NEEDS: WordList = WordList::new(&[
    "시설",
    "공장",
    "설비",
    "라인",
    "기지",
    "지원",
    "사업",
    "금융",
    "펀드",
    "기금",
    "보험",
    "계획",
    "센터",
    "프로젝트",
    "보상",
    "단지",
    "바우처",
]);
/// What a sum is said to grow to, where it is a statistic.
static GROWN: WordList =
    WordList::new(&["성장", "급성장", "돌파", "집계", "커지", "커진", "커질", "추산", "추정", "평가"]);
/// What a sum behind it measures: "매출은 30억 달러".
static MEASURE: WordList = WordList::new(&[
    "GDP",
    "국내총생산",
    "성장률",
    "매출",
    "수출",
    "수입액",
    "수입은",
    "수입이",
    "직접투자는",
    "직접투자가",
    "직접투자액",
    "시장 규모",
    "시장규모",
    "시장은",
    "시장이",
    "시장 가치",
    "평균",
    "자본금",
    "자본이",
    "임금",
    "연봉",
    "가격",
    "수지",
    "시가총액",
    "시총",
    "손실",
    "거래 규모",
    "거래액",
    "거래량",
    "영업이익",
    "순이익",
    "영업손실",
    "이익은",
    "이익이",
    "기업가치",
    "가치는",
    "가치가",
    "몸값",
    "생산액",
    "생산 규모",
    "생산규모",
    "산업 규모",
    "산업규모",
    "경제 규모",
    "경제규모",
    "부가가치",
    "피해",
    "재고",
    "부채",
    "채무",
    "빚은",
    "빚이",
    "벌금",
    "과징금",
    "과태료",
    "배상",
    "합의금",
    "경제효과",
    "경제적 효과",
    "파급효과",
    "교역",
    "무역",
    "자산은",
    "자산이",
    "총자산",
    "실적",
    "소득",
    "세수",
    "절감액",
    "판매액",
    "판매가",
    "값은",
    "값이",
    "외환보유",
]);
/// Nouns of money that is given or spent.
static MONEY: WordList = WordList::new(&[
    "예산",
    "투자",
    "투입",
    "사업비",
    "기금",
    "보조금",
    "지원금",
    "지원",
    "펀드",
    "국비",
    "도비",
    "시비",
    "재정",
    "자금",
    "출연",
    "출자",
    "인수",
    "재원",
    "연구비",
    "차관",
    "대출",
    "융자",
    "공사비",
    "총액",
    "배정",
]);
/// Verbs of giving right behind an amount that is their object: "3억 원을 투입".
static GIVING: WordList = WordList::new(&[
    "투입",
    "지원",
    "투자",
    "배정",
    "지급",
    "출연",
    "출자",
    "편성",
    "제공",
    "보조",
    "융자",
    "대출",
    "책정",
    "할당",
    "배분",
    "쓴",
    "쓰",
    "썼",
    "들여",
    "들이",
    "들인",
    "내놓",
    "낸다",
    "내기",
    "대기로",
    "보태",
    "얹",
    "조성",
    "확보",
    "쏟",
    "인수",
    "사들",
    "추가로 투",
    "공동 투",
    "추가 투",
    "무상으로",
    "유치",
    "받",
    "조달",
    "따내",
    "직접 투",
]);
/// Words of a limit for each recipient.
static EACH: WordList = WordList::new(&[
    "인당", "명당", "업당", "체당", "제당", "곳당", "소당", "팀당", "건당", "사당", "구당", "대당", "개당", "관당",
    "회당", "학당",
]);
/// Words by which a plan is taken back, wherever they stand behind its sum in a clause.
static REVOKED: WordList = WordList::new(&[
    "취소",
    "전액 삭감",
    "전액 깎",
    "철회",
    "백지화",
    "무산",
    "사실이 아니",
    "사실무근",
    "부인했",
    "부인하",
    "않기로",
    "하지 않",
    "하지는 않",
    "거부",
    "부결",
    "포기",
    "접었",
    "접기로",
    "없던 일",
    "없다고",
    "계획이 없",
    "없었던",
]);
/// The same, where they stand right behind it.
static STOPPED: WordList = WordList::new(&["중단", "보류", "폐기", "유예", "동결"]);
/// How far behind an amount [`STOPPED`] belong to it, in characters.
const STOPPED_REACH: usize = 16;

/// Whether an amount is a statistic, a comparison, or a limit for single recipients. `clause` holds it.
pub(crate) fn is_statistic(text: &str, amount: &Amount, clause: &Range<usize>) -> bool {
    let before = &text[..amount.range.start];
    // A conversion stands between the amount and what is said of it, and so does a rate: "3억 원(9.8%) 증액".
    let rest = &text[amount.end..];
    let rest = match rest.strip_prefix('(').and_then(|r| r.split_once(')')) {
        Some((rate, after)) if rate.ends_with('%') || rate.ends_with("%↑") || rate.ends_with("%↓") => after,
        _ => behind_rate(rest).unwrap_or(rest),
    };
    let bare = before.trim_end_matches(['(', '（', '약', ' ']);
    let opened = before.trim_end().ends_with(['(', '（']);
    let share = (opened || before.trim_end().ends_with('약')) && bare.ends_with('%');
    // "300만 파운드(기존 기금 2억 파운드에 추가)".
    let lately = before.rfind('(').filter(|&open| !before[open..].contains(')'));
    let known = lately.is_some_and(|open| before[open + 1..].trim_start().starts_with("기존"));
    let earlier = known || opened && ["전년", "작년", "지난해", "전년도"].iter().any(|w| bare.ends_with(w));
    // "○○에 달할 것으로 예상": nobody gives it.
    let guess = near::behind(&text[amount.end..], 20);
    let forecast = const { WordList::new(&["예상", "추산", "추정"]) }.is_in(guess);
    let rate = rest.starts_with("/년") || rest.starts_with("/월");
    share
        || earlier
        || forecast
        || rate
        || is_limit(text, amount, clause)
        || is_measured(rest)
        || has_measure(text, amount, clause)
}

/// What stands behind the rate of a change that is given after its sum: "3억 원, 약 4% 증액".
fn behind_rate(rest: &str) -> Option<&str> {
    let rate = rest.strip_prefix(", ")?.trim_start_matches("약 ");
    let digits = rate.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    digits.strip_prefix('%').filter(|_| digits.len() < rate.len()).map(str::trim_start)
}

/// Whether an amount is at most what each recipient gets: "기업당 3억 원", "최대 3억 원을 지원".
fn is_limit(text: &str, amount: &Amount, clause: &Range<usize>) -> bool {
    let lead = &text[clause.start.min(amount.range.start)..amount.range.start];
    let each = near::before(lead, 14).split_whitespace().any(|w| EACH.closes(w));
    let rest = &text[amount.end..clause.end.max(amount.end)];
    let capped = matches!(amount.qualifier, Some("최대" | "최고"))
        && const { WordList::new(&["지원", "지급", "보조", "융자", "대출", "감면", "공제", "받을 수"]) }.is_in(rest);
    // "총 9억 원(각 3억 원)".
    let share = rest.starts_with(')') && ["(각", "(각각"].iter().any(|each| lead.trim_end().ends_with(each));
    each || share || capped && !goes_to_named(lead) || amount.qualifier == Some("초과")
}

/// Whether an amount goes to somebody who is named, or to their plant: "○○사에 최대 3억 원", "○○사의 부산 공장에 최대 3억 원".
/// The names are blanked.
fn goes_to_named(lead: &str) -> bool {
    let near = near::before(lead, 40);
    near.contains("   ") && near.split_whitespace().any(|w| matches!(w, "에" | "에는" | "에도") || PLANTS.closes(w))
}

/// Whether what follows says what an amount measures, or that it is a difference.
fn is_measured(rest: &str) -> bool {
    let mut said = AFTER.iter().find_map(|q| rest.trim_start().strip_prefix(q)).unwrap_or(rest);
    said = said.trim_start_matches(['을', '를', '이', '가', '의', ' ', ')']);
    let mut linked = false;
    for link in [
        "규모의 ",
        "규모인 ",
        "규모 ",
        "상당의 ",
        "상당 ",
        "어치의 ",
        "어치 ",
        "가까이 ",
        "가까운 ",
        "넘게 ",
        "정도 ",
        "에 달하는 ",
        "에 이르는 ",
        "대의 ",
        "대 ",
        "라는 ",
        "이라는 ",
        "까지 ",
        "역대 최고 ",
        "사상 최대 ",
        "역대 최대 ",
    ] {
        if let Some(rest) = said.strip_prefix(link) {
            (said, linked) = (rest, true);
        }
    }
    // "3억 원으로 성장", but a budget is raised to a sum ("3억 원으로 증액").
    let grown = said.trim_start_matches(['으', '로', ' ']);
    let measured = MEASURED.opening(said).map(|w| &said[w.len()..]);
    let needed = measured.is_some_and(|after| NEEDS.opens(after.trim_start()));
    (measured.is_some() && !needed) || GROWN.opens(grown) || linked && is_market(said)
}

/// Whether a text starts with a noun phrase for a market: "해양 통신 시장의 규모를".
fn is_market(text: &str) -> bool {
    let mut words = text.split_whitespace().take(5);
    words.find_map(|w| particle::split(w).map(|(stem, _)| stem)).is_some_and(|last| last == "시장")
}

/// Whether a noun before an amount says what it measures, and none nearer that it is money for something.
fn has_measure(text: &str, amount: &Amount, clause: &Range<usize>) -> bool {
    let rest = &text[amount.end..];
    let given = rest.trim_start_matches(['을', '를', '이', '가', ' ']);
    if GIVING.opens(given) {
        return false;
    }
    let lead = &text[clause.start.min(amount.range.start)..amount.range.start];
    let unquoted = unquoted(lead);
    let near = near::before(&unquoted, 28);
    let last = |words: &WordList| words.found_in(near).map(|(at, w)| at + w.len()).max();
    last(&MEASURE).is_some_and(|measure| last(&MONEY).is_none_or(|money| money < measure))
        || const { WordList::new(&["1인당", "1명당"]) }.is_in(near)
}

/// A text without what stands in quotation marks: the words of a name say nothing of the sum behind it.
fn unquoted(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .filter(|&c| {
            match c {
                '‘' | '“' | '「' | '『' | '｢' | '《' | '〈' => inside = true,
                '’' | '”' | '」' | '』' | '｣' | '》' | '〉' => inside = false,
                _ => return !inside,
            }
            false
        })
        .collect()
}

/// Whether what was to be given is taken back or denied: "3억 원을 지원하려던 방침을 취소", "투자하지 않기로".
///
/// `next` is the clause behind, which may take back what this one says: "투자를 추진했으나 철회했다".
pub(crate) fn is_revoked(text: &str, amount: &Amount, clause: &Range<usize>, next: Option<&Range<usize>>) -> bool {
    let rest = &text[amount.end..clause.end.max(amount.end)];
    // What stands in quotation marks there is another thing, and so is what is said of it.
    let rest = &rest[..rest.find(['‘', '「', '“', '『']).unwrap_or(rest.len())];
    let revoked = |s: &str| REVOKED.is_in(s);
    let near = near::behind(rest, STOPPED_REACH);
    if revoked(rest) || STOPPED.is_in(near) {
        return true;
    }
    let but = ["으나", "지만", "는데", "다가"].iter().any(|e| rest.trim_end_matches([',', ' ']).ends_with(e));
    next.filter(|_| but).is_some_and(|n| {
        let said = &text[n.clone()];
        said.chars().count() <= 30 && !said.contains(['‘', '「', '“']) && revoked(said)
    })
}

#[cfg(test)]
mod tests {
    use super::super::amount::read_in;
    use super::*;
    use policygraph_registry::Registry;

    fn first(text: &str) -> Amount {
        read_in(text, "", &Registry::builtin()).remove(0)
    }

    #[test]
    fn statistics_are_told_apart() {
        let statistic = |t: &str| is_statistic(t, &first(t), &(0..t.len()));
        for text in [
            "전체의 44%(110억 달러) 수준",
            "중국보다 약 400억 달러 앞섬",
            "매출은 30억 달러",
            "최대 5천만 위안을 지원",
            "기업당 3억 원을 지원",
            "로봇 시장은 8조 원에 이른다",
            "5조 원 규모의 시장으로 키운다",
            "법원은 벌금 7억 유로를 물렸다",
            "공정 당국은 9억 원의 과징금을 부과",
            "투자는 전년보다 5억 원 늘어난",
            "예산은 5억 원 줄었다",
            "기업가치는 20억 달러로 평가된다",
            "홍수로 7억 달러의 피해를 입었다",
            "재고가 3억 달러에 이른다",
            "예산은 5억 원, 약 3.2% 증액됐다",
            "합작사 가치는 9억 달러 규모다",
        ] {
            assert!(statistic(text), "{text}");
        }
        for text in [
            "사업에 30억 달러를 투입",
            "수출 기업에 30억 원을 지원",
            "‘수출 나래 사업’에는 30억 원이 든다",
            "40억 원 규모의 생산 시설",
            "예산은 30억 원으로 늘었다",
            "최소 30억 달러를 투입",
            "매출 증대를 위해 투자 예산 30억 원",
        ] {
            assert!(!statistic(text), "{text}");
        }
    }

    #[test]
    fn what_is_taken_back() {
        let revoked = |t: &str| is_revoked(t, &first(t), &(0..t.len()), None);
        assert!(revoked("30억 원을 지원하려던 방침을 취소했다"));
        assert!(revoked("30억 원을 투자하지 않기로 했다"));
        assert!(revoked("30억 원 지원을 중단했다"));
        assert!(revoked("30억 원을 준다는 보도는 사실이 아니다"));
        assert!(!revoked("30억 원을 유지하고 ‘하늘 사업’ 계획은 취소했다"));
        assert!(!revoked("취소된 사업 대신 30억 원을 배정했다"));
        let text = "30억 원을 투자하려 했으나 이를 철회했다";
        let at = text.find("이를").unwrap();
        assert!(is_revoked(text, &first(text), &(0..at), Some(&(at..text.len()))));
    }
}
