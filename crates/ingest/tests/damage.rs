//! Damaged files of all formats: an error or what is left of the text, never a panic.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

#[expect(dead_code, reason = "the makers also serve the tests of the program")]
#[path = "../../../tests/cli/documents/makers.rs"]
mod makers;

use policygraph_ingest::{Format, read};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A file of each format but PDF, whose reader is a process of its own.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    vec![
        makers::html(),
        makers::docx(),
        makers::xlsx(),
        makers::pptx(),
        makers::odt(),
        makers::hwpx(),
        makers::hwpml(),
        makers::hwp(0),
    ]
});

/// Reads bytes; what comes out must be sound.
fn check(bytes: &[u8]) {
    match read(bytes) {
        Ok(ingested) => {
            let rendered = ingested.render();
            assert!(!rendered.text.is_empty());
            let end = u32::try_from(rendered.text.chars().count()).unwrap();
            assert!(rendered.places.at(end).is_some());
        }
        Err(e) => {
            let line = e.to_string();
            assert!(!line.is_empty() && line.lines().count() == 1, "{line}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn flipped_bytes(file in 0..FILES.len(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = FILES[file].clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        check(&bytes);
    }

    #[test]
    fn cut_and_doubled(file in 0..FILES.len(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let bytes = &FILES[file];
        let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
        check(&bytes[..to]);
        check(&[&bytes[..to], &bytes[from..]].concat());
    }

    #[test]
    fn random_bytes_behind_a_true_beginning(file in 0..FILES.len(), len in 4..600_usize, rest in prop::collection::vec(any::<u8>(), 0..2000)) {
        let bytes = &FILES[file];
        check(&[&bytes[..len.min(bytes.len())], &rest].concat());
    }

    #[test]
    fn flipped_text(file in 0..FILES.len(), at in any::<prop::sample::Index>(), with in "[<>&/a-z0-9 가-힣]{1,6}") {
        // Texts of XML that stay UTF-8 reach further into the readers.
        let text = String::from_utf8_lossy(&FILES[file]).into_owned();
        let places: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let at = places[at.index(places.len())];
        check(format!("{}{with}{}", &text[..at], &text[at..]).as_bytes());
    }
}

/// How many files are damaged: few in a run of all tests. `POLICYGRAPH_DAMAGED=2000` is the whole.
fn damaged() -> u64 {
    std::env::var("POLICYGRAPH_DAMAGED").ok().and_then(|n| n.parse().ok()).unwrap_or(240)
}

/// The most memory that this process has taken, in MB; nothing where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()? >> 10)
}

/// Damages a file in one of three ways. The same seed gives the same bytes.
fn damage(file: &[u8], seed: u64) -> Vec<u8> {
    let mut draw = fastrand::Rng::with_seed(seed);
    let mut bytes = file.to_vec();
    match draw.u8(..3) {
        0 => {
            for _ in 0..draw.usize(1..40) {
                let at = draw.usize(..bytes.len());
                bytes[at] = draw.u8(..);
            }
        }
        1 => bytes.truncate(draw.usize(1..bytes.len())),
        _ => {
            let (from, len) = (draw.usize(..bytes.len()), draw.usize(1..2000));
            let noise: Vec<u8> = (0..len).map(|_| draw.u8(..)).collect();
            let end = (from + len).min(bytes.len());
            bytes.splice(from..end, noise);
        }
    }
    bytes
}

#[test]
fn files_of_all_formats_damaged_by_thousands() {
    let mut files = FILES.clone();
    files.push(makers::pdf());
    let names = ["html", "docx", "xlsx", "pptx", "odt", "hwpx", "hwpml", "hwp", "pdf"];
    for seed in 0..damaged() {
        let at = usize::try_from(seed).unwrap() % files.len();
        let bytes = damage(&files[at], seed);
        let read = std::panic::catch_unwind(|| check(&bytes));
        assert!(read.is_ok(), "{} with seed {seed}", names[at]);
    }
    assert!(peak().is_none_or(|mb| mb < 1024), "{:?} MB", peak());
}

#[test]
fn deep_nesting_does_not_fill_the_stack() {
    for (open, close) in
        [("<div>", "</div>"), ("<table><tr><td>", "</td></tr></table>"), ("<b>", "</b>"), ("<ul><li>", "</li></ul>")]
    {
        let page = format!("<html><body><p>x</p>{}해솔{}</body></html>", open.repeat(20_000), close.repeat(20_000));
        check(page.as_bytes());
    }
    let hwpml = |open: &str, close: &str| {
        format!(
            "<HWPML><BODY><SECTION><P><TEXT>{}<CHAR>x</CHAR>{}</TEXT></P></SECTION></BODY></HWPML>",
            open.repeat(5_000),
            close.repeat(5_000)
        )
    };
    check(hwpml("<TEXT>", "</TEXT>").as_bytes());
    check(hwpml("<TABLE><ROW><CELL><PARALIST><P><TEXT>", "</TEXT></P></PARALIST></CELL></ROW></TABLE>").as_bytes());
}

#[test]
fn a_true_file_of_each_format_is_read() {
    use Format::{Docx, Html, Hwp, Hwpml, Hwpx, Odt, Pptx, Xlsx};
    let formats: Vec<Format> = FILES.iter().map(|file| read(file).unwrap().format).collect();
    assert_eq!(formats, [Html, Docx, Xlsx, Pptx, Odt, Hwpx, Hwpml, Hwp]);
}
