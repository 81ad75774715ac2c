//! Pages that are only pictures: read by tesseract, where it is installed with Korean.

use super::boxes::{Page, Word, is_syllable, median};
use super::process;
use crate::IngestError;

/// The resolution at which pages are drawn, in dots an inch.
const RESOLUTION: f32 = 300.0;
/// How long a page may take, and how many are read of a document.
const SECONDS: u64 = 60;
const MOST_PAGES: usize = 50;
/// Words of which tesseract is less sure than this, of a hundred, are left out: specks and drawings.
const LEAST_SURE: f32 = 30.0;
/// A blank takes this part of the height of a syllable.
const BLANK: f32 = 0.22;
/// Of a line with fewer pairs of single syllables the words are as they should be.
const LEAST_PAIRS: usize = 3;

/// What became of the pages without text.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Numbers of pages whose words were recognized.
    pub recognized: Vec<u32>,
    /// Numbers of pages that hold no words, as far as can be told.
    pub unread: Vec<u32>,
    /// Why, if there is a reason.
    pub reason: Option<&'static str>,
}

/// Recognizes the words of the pages that have none.
///
/// # Errors
/// A page takes too long.
pub(super) fn read(bytes: &[u8], pages: &mut [Page]) -> Result<Read, IngestError> {
    let mut read = Read::default();
    let empty: Vec<usize> = (0..pages.len()).filter(|&i| pages[i].words.is_empty()).collect();
    if empty.is_empty() {
        return Ok(read);
    }
    if !is_installed()? {
        read.reason =
            Some("pictures are read by `tesseract` with Korean, which is not installed: install tesseract-ocr-kor");
        read.unread = empty.into_iter().map(|i| pages[i].number).collect();
        return Ok(read);
    }
    for (count, i) in empty.into_iter().enumerate() {
        let page = &mut pages[i];
        if count < MOST_PAGES {
            page.words = words(bytes, page.number)?;
        } else {
            read.reason = Some("of a document fifty pages that are pictures are read");
        }
        page.recognized = !page.words.is_empty();
        (if page.recognized { &mut read.recognized } else { &mut read.unread }).push(page.number);
    }
    Ok(read)
}

/// Whether tesseract is there with Korean.
fn is_installed() -> Result<bool, IngestError> {
    let said = process::run("tesseract --list-langs", &[], SECONDS)?;
    Ok(said.status.success() && String::from_utf8_lossy(&said.out).lines().any(|l| l == "kor"))
}

/// The words of a page. A page that cannot be drawn has none.
fn words(bytes: &[u8], page: u32) -> Result<Vec<Word>, IngestError> {
    let draw = format!("pdftoppm -r {RESOLUTION} -gray -f {page} -l {page} -");
    let drawn = process::run(&draw, bytes, SECONDS)?;
    if !drawn.status.success() || drawn.out.is_empty() {
        return Ok(Vec::new());
    }
    // Of a page with few lines tesseract finds no parts; then it is taken for one.
    for parts in ["3", "6"] {
        let recognize = format!("tesseract stdin stdout -l kor+eng --dpi {RESOLUTION} --psm {parts} tsv");
        let said = process::run(&recognize, &drawn.out, SECONDS)?;
        let words = whole(String::from_utf8_lossy(&said.out).lines().filter_map(word));
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Ok(Vec::new())
}

/// Puts syllables together, of which tesseract makes words of their own in some lines.
fn whole(words: impl Iterator<Item = Word>) -> Vec<Word> {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let same = |line: &&mut Vec<Word>| {
            (line[0].middle() - word.middle()).abs() < 0.5 * line[0].height().max(word.height())
        };
        match lines.last_mut().filter(same) {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    lines.into_iter().flat_map(whole_line).collect()
}

/// The same for a line: what stands between single syllables tells what stands between words.
fn whole_line(line: Vec<Word>) -> Vec<Word> {
    let single = |w: &Word| w.text.chars().count() == 1 && w.text.chars().all(is_syllable);
    let mut gaps: Vec<f32> =
        line.windows(2).filter(|p| single(&p[0]) && single(&p[1])).map(|p| p[1].left - p[0].right).collect();
    if gaps.len() < LEAST_PAIRS {
        return line;
    }
    gaps.sort_by(f32::total_cmp);
    let height = median(line.iter().map(Word::height));
    let narrowest_blank = gaps[gaps.len() / 4] + BLANK * height;
    let mut out: Vec<Word> = Vec::new();
    // Whether the last piece was a single syllable.
    let mut after_single = false;
    for word in line {
        let now_single = single(&word);
        let goes_on = |last: &&mut Word| {
            (after_single || now_single)
                && word.left - last.right < narrowest_blank
                && last.text.ends_with(is_syllable)
                && word.text.starts_with(|c: char| is_syllable(c) || matches!(c, '.' | ','))
        };
        match out.last_mut().filter(goes_on) {
            Some(last) => {
                last.text.push_str(&word.text);
                (last.right, last.top, last.bottom) =
                    (word.right, last.top.min(word.top), last.bottom.max(word.bottom));
            }
            None => out.push(word),
        }
        after_single = now_single;
    }
    out
}

/// A word of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn word(row: &str) -> Option<Word> {
    let fields: Vec<&str> = row.split('\t').collect();
    let [_, _, _, _, _, _, left, top, width, height, sure, text] = fields.as_slice() else { return None };
    let number = |field: &str| field.parse::<f32>().ok();
    let points = |pixels: &str| number(pixels).map(|n| n * 72.0 / RESOLUTION);
    let (left, top, width, height) = (points(left)?, points(top)?, points(width)?, points(height)?);
    let text = text.trim();
    (number(sure)? >= LEAST_SURE && !text.is_empty()).then(|| Word {
        left,
        right: left + width,
        top,
        bottom: top + height,
        text: text.to_owned(),
        ..Word::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_words_are_read() {
        let found = word("5\t1\t1\t1\t1\t1\t300\t600\t150\t50\t91.5\t해솔시").unwrap();
        assert_eq!((found.left, found.top, found.right, found.text.as_str()), (72.0, 144.0, 108.0, "해솔시"));
        assert_eq!(word("5\t1\t1\t1\t1\t1\t200\t400\t100\t50\t12\t|"), None);
        assert_eq!(word("level\tpage_num"), None);
    }

    #[test]
    fn syllables_are_put_together() {
        let at = |left: f32, text: &str| Word {
            left,
            right: left + 9.0 * text.chars().count() as f32,
            bottom: 10.0,
            text: text.to_owned(),
            ..Word::default()
        };
        let pieces = [
            (0.0, "해"),
            (12.0, "솔"),
            (25.0, "시"),
            (36.5, "는"),
            (51.0, "물길"),
            (75.0, "정"),
            (86.0, "비"),
            (98.0, "한다"),
        ];
        let words = whole(pieces.into_iter().map(|(left, text)| at(left, text)));
        assert_eq!(words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["해솔시는", "물길", "정비한다"]);
    }
}
