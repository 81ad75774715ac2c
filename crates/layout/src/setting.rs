//! How the lines of a text were set: cut at a column, or one paragraph a line.
//!
//! A converter cuts lines where the column ends, so lines that go on are nearly as wide as the column. In a text with a
//! paragraph a line they end with their sentence, and are as long as it took.

use crate::cut_number;
use crate::join;
use crate::lines::Line;
use crate::marker;
use policygraph_korean::hangul::is_syllable;

/// Wider than this no page is: such a line is a whole paragraph.
const WIDEST_COLUMN: usize = 130;

/// How the lines of a document were set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Whether lines were cut at a column.
    pub wrapped: bool,
    /// Whether empty lines stand between all lines, and so say nothing.
    pub spaced: bool,
    /// Whether the document has parts (Ⅰ, Ⅱ …), and so the outline of a bulletin.
    pub parts: bool,
    /// Whether no paragraph goes on in the next line.
    pub whole: bool,
}

impl Setting {
    pub(crate) fn of(lines: &[Line]) -> Self {
        let column = join::column(lines);
        let parts = lines.iter().any(|l| marker::read(l.as_str()).is_some_and(|m| m.kind == marker::Kind::Roman));
        let gaps = lines.iter().skip(1).filter(|l| l.gap > 0).count();
        let (mut all, mut full, mut open) = (0_usize, 0_usize, 0_usize);
        for pair in lines.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            if marker::read(next.as_str()).is_some() || ends_sentence(line.as_str()) || !line.cells.is_empty() {
                continue;
            }
            all += 1;
            if join::is_full(line, next.as_str(), column) {
                full += 1;
                open += usize::from(line.trailing_blank || join::unfinished(line.as_str()));
            }
        }
        // A bulletin is printed; another text of many pages has tables and lists beside its running text.
        let many = full >= 10 || (full >= 2 && full * 3 >= all);
        Self {
            wrapped: column <= WIDEST_COLUMN && (parts || (many && open * 4 >= full)),
            spaced: gaps * 2 > lines.len(),
            parts,
            whole: false,
        }
    }

    /// The same for a file that says where its paragraphs end.
    pub(crate) fn with_whole_paragraphs(self, whole: bool) -> Self {
        Self { wrapped: self.wrapped && !whole, whole, ..self }
    }

    /// Whether an unmarked line goes on with the text of the one above, in a text that was not cut at a column: its
    /// number goes on, or it is the shorter rest of a line that cannot have ended there.
    pub(crate) fn goes_on(self, previous: &Line, line: &Line) -> bool {
        let (left, right) = (previous.as_str(), line.as_str());
        if self.whole {
            return false;
        }
        if cut_number::goes_on(left, right) {
            return true;
        }
        let apart = line.gap > 0 && !self.spaced;
        !apart
            && !ends_sentence(left)
            && line.indent <= previous.indent
            && line.width * 8 <= previous.width * 9
            && (10..=WIDEST_COLUMN).contains(&previous.width)
            && (join::is_bound(right) || is_open(left) || (ends_sentence(right) && has_topic(left)))
    }
}

/// Whether a line ends on a particle or modifier after which more must come.
fn is_open(line: &str) -> bool {
    const OPEN: &[&str] = &[
        "을", "를", "은", "는", "의", "에", "과", "와", "에서", "으로", "에게", "하는", "되는", "위한", "대한", "통해",
        "위해", "따라", "및", "또는", ",", "하고", "하며",
    ];
    let last = line.split_whitespace().next_back().unwrap_or_default();
    last.chars().count() >= 2 && OPEN.iter().any(|o| last.ends_with(o))
}

/// Whether a word of the line has the particle of the topic, which headlines leave out.
fn has_topic(line: &str) -> bool {
    line.split_whitespace().any(|w| w.chars().count() >= 3 && w.ends_with(['은', '는']) && !w.ends_with("하는"))
}

/// Whether a line ends with its sentence: a full stop behind a syllable, or a question or exclamation mark, perhaps in
/// quotation marks or brackets.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end();
    // "(끝)", "(사진=…)"
    let remark = line.strip_suffix(')').and_then(|l| l.rfind('(')).map(|open| line[..open].trim_end());
    let line = remark.filter(|l| l.ends_with(['.', '”', '’', '"', '?', '!'])).unwrap_or(line);
    let bare = line.trim_end_matches(['”', '’', '"', '\'', ')', '）', '」', '』']);
    if let Some(rest) = bare.strip_suffix('.') {
        return rest.trim_end_matches([')', '”', '’', '"']).ends_with(is_syllable);
    }
    bare.ends_with(['?', '!']) && bare.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::Source;

    fn setting(text: &str) -> Setting {
        Setting::of(&crate::lines::read(&Source::new(text.to_owned())))
    }

    #[test]
    fn lines_cut_at_a_column_are_nearly_as_wide() {
        let cut = "해솔시는 지난 봄에 시작한 물길 정비를\n올해 안에 마치고 내년부터 시민에게 여는\n방안을 마련하여 다음 달 의회에 보고할\n예정이라고 밝혔다.\n";
        assert!(setting(cut).wrapped);
        let whole = "해솔시, 물길 정비 마무리\n해솔시는 지난 봄에 시작한 물길 정비를 올해 안에 마친다고 밝혔다.\n내년부터 시민에게 연다.\n";
        assert!(!setting(whole).wrapped);
    }

    #[test]
    fn a_list_of_headlines_is_not_cut() {
        let list = "해솔시, 물길 정비 사업 착수\n미르시, 바닷길 정비 사업 발표\n누리시, 하늘길 정비 사업 추진\n가온시, 들길 정비 사업 착수\n";
        assert!(!setting(list).wrapped);
    }

    #[test]
    fn sentences_end() {
        for line in ["발표했다.", "“발표했다.”", "발표합니다.(끝)", "왜?"] {
            assert!(ends_sentence(line), "{line}");
        }
        for line in ["2026. 4.", "발표", "Vol."] {
            assert!(!ends_sentence(line), "{line}");
        }
    }
}
