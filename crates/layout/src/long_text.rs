//! Texts too long for one block, cut into blocks.
//!
//! Rules look at a text from many of its places, so that their work grows with the square of its length. No paragraph that people wrote
//! reaches the limit; a file whose line ends were lost, or a page without paragraphs, does.

use policygraph_model::Text;

/// Most bytes of a block: three or four pages of a paragraph, of which reports have less than one.
const LONGEST: usize = 6000;

/// The bytes at which a text that is longer is cut: half a page of sentences, so that most names are spoken of where they are named.
const PART: usize = 2000;

/// A text in parts that rules can read: itself unless it is longer than any paragraph, else cut between sentences, where there are
/// none between clauses, else between words.
pub(crate) fn parts(text: Text) -> Vec<Text> {
    let string = text.as_str();
    if string.len() <= LONGEST {
        return if string.is_empty() { Vec::new() } else { vec![text] };
    }
    let mut parts = Vec::new();
    let mut start = 0;
    while start < string.len() {
        let end = start + part_len(&string[start..]);
        let whole = string[start..end].trim();
        if !whole.is_empty() {
            let from = start + string[start..end].find(|c: char| !c.is_whitespace()).unwrap_or(0);
            parts.push(text.slice(from..from + whole.len()));
        }
        start = end;
    }
    parts
}

/// How many bytes of a text its first part has.
fn part_len(text: &str) -> usize {
    if text.len() <= PART {
        return text.len();
    }
    let most = (0..=PART).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    let head = &text[..most];
    let behind = |ends: &[&str]| ends.iter().filter_map(|end| head.rfind(end).map(|at| at + end.len())).max();
    behind(&[". ", "? ", "! ", ".\n"])
        .or_else(|| behind(&[", ", "; ", "，", "、"]))
        .or_else(|| behind(&[" ", "\n"]))
        .or_else(|| head.rfind(char::is_whitespace).filter(|&at| at > 0))
        .unwrap_or(most.max(head.chars().next().map_or(1, char::len_utf8)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(string: &str) -> Vec<String> {
        let mut text = Text::default();
        text.push(string, 0);
        parts(text).iter().map(|part| part.as_str().to_owned()).collect()
    }

    #[test]
    fn a_paragraph_stays_whole() {
        let paragraph = "누리시는 항만을 넓힌다. ".repeat(100);
        assert_eq!(cut(paragraph.trim()), [paragraph.trim()]);
        assert!(cut("").is_empty());
    }

    #[test]
    fn what_is_longer_than_any_paragraph_is_cut_between_sentences_clauses_or_words() {
        for unit in ["누리시는 항만을 넓힌다. ", "누리시는 항만을 넓히고, ", "누리시는 항만을 넓히며 ", "누리시"]
        {
            let long = unit.repeat(2 * LONGEST / unit.len());
            let all = cut(&long);
            assert!(all.len() > 2 * LONGEST / PART - 2, "{unit}");
            assert!(all.iter().all(|part| part.len() <= PART), "{unit}");
            let words: Vec<&str> = unit.split_whitespace().collect();
            assert!(all.iter().all(|part| words.iter().any(|word| part.ends_with(word))), "{unit}");
            let clause = unit.trim_end().ends_with([',', '.']);
            assert!(!clause || all.iter().all(|part| part.ends_with(unit.trim_end())), "{unit}");
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(&all.concat()), letters(&long), "{unit}");
        }
    }
}
