//! Headings of columns, which the page has broken over lines.

use crate::period::{self, Month};

/// What heads the column of labels: a table's heading starts on the line with one of these.
const LABELS: [&str; 16] = [
    "구분",
    "순위",
    "국가",
    "국가명",
    "연도",
    "년도",
    "항목",
    "분류",
    "기업명",
    "기관명",
    "품목",
    "지역",
    "순번",
    "업종",
    "분야",
    "회사명",
];

/// Words of which more must follow.
const OPEN: [&str; 4] = ["당", "대비", "및", "별"];

/// What heads the columns of text: it names rows, and is no measure.
pub(crate) fn heads_labels(words: &str) -> bool {
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    LABELS.contains(&bare.as_str())
}

/// A line of the heading as words, in which a syllable that stands apart goes with the next ("구 분", "문 화").
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for word in line.split_whitespace() {
        let single = word.chars().count() == 1 && word.chars().all(|c| ('가'..='힣').contains(&c));
        match words.last_mut() {
            Some(last) if open => {
                last.push(' ');
                last.push_str(word);
                // "구 분" is a pair, "문 화" too; a longer word closes it.
                open = false;
            }
            _ => {
                words.push(word.to_owned());
                open = single;
            }
        }
    }
    words
}

/// Whether more of a heading must follow.
fn is_open(words: &str) -> bool {
    OPEN.iter().any(|o| words.trim_end().ends_with(o))
}

/// A piece of the heading: the words of one line that make a heading or a part of one.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    text: String,
    /// Whether it stands alone on its line, so that it can be the rest of what stands above.
    alone: bool,
    paragraph: usize,
    /// Whether the line holds the heading of the labels too: it is not broken then.
    beside_label: bool,
}

/// The heading of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Header {
    /// Headings of the columns of text, but for the label itself.
    pub labels: Vec<String>,
    /// Headings of the columns behind the label, numbers and text.
    pub columns: Vec<String>,
    /// Periods of groups of columns.
    pub periods: Vec<String>,
}

/// The headings of so many columns of numbers, if they can be told.
///
/// # Arguments
/// - `lines`: the lines of the heading; empty ones part what belongs together.
/// - `numbers`: columns of numbers, without that of ranks.
/// - `texts`: columns of text behind the label, which have headings too.
pub(crate) fn read(lines: &[&str], numbers: usize, texts: usize) -> Header {
    let (mut years, mut months): (Vec<i16>, Vec<Month>) = (Vec::new(), Vec::new());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut labels = Vec::new();
    let mut paragraph = 0;
    for line in lines {
        let mut rest = words(line);
        if rest.is_empty() {
            paragraph += 1;
            continue;
        }
        let periods: Vec<_> = rest.iter().map(|w| period::heading(w)).collect();
        // A line of nothing but times heads groups of columns, unless these are the columns themselves.
        if !rest.is_empty() && periods.iter().all(Option::is_some) && rest.len() < numbers {
            for heading in periods.into_iter().flatten() {
                match heading {
                    period::Heading::Year(year) => years.push(year),
                    period::Heading::Months(month) => months.push(month),
                    period::Heading::Word => {}
                }
            }
            continue;
        }
        let mut beside_label = false;
        while rest.first().is_some_and(|w| heads_labels(w)) {
            beside_label = true;
            labels.push(rest.remove(0));
        }
        // What follows an open line is the rest of it.
        if let Some(last) = pieces.last_mut().filter(|p| is_open(&p.text)) {
            last.text = format!("{} {}", last.text, rest.join(" "));
            last.alone = false;
            continue;
        }
        let alone = rest.len() == 1 || is_open(line);
        if (alone && !beside_label) || (is_open(line) && !rest.is_empty()) {
            pieces.push(Piece { text: rest.join(" "), alone: true, paragraph, beside_label });
        } else {
            pieces.extend(rest.into_iter().map(|text| Piece { text, alone: false, paragraph, beside_label }));
        }
    }
    let columns = joined(pieces, numbers + texts);
    Header { labels, columns, periods: group_periods(&years, &months) }
}

/// Puts pieces together until they are as many as there are columns; nothing if that can be done in several ways or none.
fn joined(mut pieces: Vec<Piece>, wanted: usize) -> Vec<String> {
    // Lines below one another, of one piece each, can be one heading.
    let continues = |a: &Piece, b: &Piece| a.alone && b.alone && a.paragraph == b.paragraph && !a.beside_label;
    let could: Vec<usize> = (1..pieces.len()).filter(|&i| continues(&pieces[i - 1], &pieces[i])).collect();
    if pieces.len() > wanted && pieces.len() - wanted == could.len() {
        for i in could.into_iter().rev() {
            let next = pieces.remove(i);
            pieces[i - 1].text = format!("{} {}", pieces[i - 1].text, next.text);
        }
    }
    // Headings of as many words each, or that start with the same word.
    if wanted > 0 && pieces.len() > wanted && pieces.iter().all(|p| p.paragraph == pieces[0].paragraph) {
        let texts: Vec<&str> = pieces.iter().map(|p| p.text.as_str()).collect();
        if texts.len().is_multiple_of(wanted) {
            return texts.chunks(texts.len() / wanted).map(|c| c.join(" ")).collect();
        }
    }
    if pieces.len() == wanted { pieces.into_iter().map(|p| p.text).collect() } else { Vec::new() }
}

/// The periods of groups of columns: years, of which the last has months if any are given.
fn group_periods(years: &[i16], months: &[Month]) -> Vec<String> {
    let Some((last, before)) = years.split_last() else { return Vec::new() };
    let whole = before.iter().map(|y| format!("{y:04}"));
    if months.is_empty() {
        return whole.chain([format!("{last:04}")]).collect();
    }
    whole.chain(months.iter().map(|m| m.of_year(*last))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_headings() {
        let lines = ["순위 예산", "인구 대비", "예산 비중", "", "병원수", "천명 당", "병원수"];
        let header = read(&lines, 4, 0);
        assert_eq!(header.columns, ["예산", "인구 대비 예산 비중", "병원수", "천명 당 병원수"]);
        let lines = ["구분 교육업", "전력", "가스", "", "숙박 음식업", "문 화", "예 술업", "", "그밖 전체"];
        assert_eq!(
            read(&lines, 7, 0).columns,
            ["교육업", "전력 가스", "숙박", "음식업", "문 화 예 술업", "그밖", "전체"]
        );
        assert!(read(&lines, 12, 0).columns.is_empty());
    }

    #[test]
    fn words_are_shared_out_evenly() {
        let header = read(&["순위 기관명 국가 특허 출원수 특허 등록률 순위 변동"], 2, 1);
        assert_eq!(header.labels, ["순위", "기관명", "국가"]);
        assert_eq!(header.columns[..2], ["특허 출원수", "특허 등록률"]);
    }

    #[test]
    fn groups_of_columns_have_periods() {
        let lines = ["구 분", "2018년", "", "2019년", "", "4월 당월 1～4월", "금액 증가율 금액 증가율 금액 증가율"];
        let header = read(&lines, 6, 0);
        assert_eq!(header.periods, ["2018", "2019-04", "2019-01/2019-04"]);
        assert_eq!(header.columns, ["금액", "증가율", "금액", "증가율", "금액", "증가율"]);
    }
}
