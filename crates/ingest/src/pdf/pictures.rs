//! Pages that are only pictures: read by tesseract, where it is installed with Korean.

use super::boxes::{Page, Word};
use super::process;
use crate::IngestError;

/// The resolution at which pages are drawn, in dots an inch.
const RESOLUTION: f32 = 300.0;
/// How long a page may take, and how many are read of a document.
const SECONDS: u64 = 60;
const MOST_PAGES: usize = 50;
/// Words of which tesseract is less sure than this, of a hundred, are left out: specks and drawings.
const LEAST_SURE: f32 = 30.0;

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
        let words: Vec<Word> = String::from_utf8_lossy(&said.out).lines().filter_map(word).collect();
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Ok(Vec::new())
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
}
