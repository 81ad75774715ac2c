//! What charts are drawn with.

use maud::{Markup, html};
use policygraph_comparison::Bilingual;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Where a text is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A text that is no wider than so many Latin letters; a syllable of Hangul is as wide as two.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut taken = 1;
    for c in text.chars() {
        taken += c.width().unwrap_or(0);
        if taken > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// A text in both languages, of which the page shows one.
pub(crate) fn text(x: f64, y: f64, anchor: Anchor, class: &str, label: &Bilingual, width: usize) -> Markup {
    let one = |text: &str, language: &str| {
        html! {
            text x=(round(x)) y=(round(y)) text-anchor=(anchor.name()) class={ (class) " " (language) } { (shortened(text, width)) }
        }
    };
    html! {
        @if label.ko == label.en {
            text x=(round(x)) y=(round(y)) text-anchor=(anchor.name()) class=(class) { (shortened(&label.ko, width)) }
        } @else {
            (one(&label.ko, "ko"))
            (one(&label.en, "en"))
        }
    }
}

/// A text in both languages outside charts.
pub(crate) fn both(label: &Bilingual) -> Markup {
    html! {
        @if label.ko == label.en { (label.ko) } @else {
            span.ko lang="ko" { (label.ko) }
            span.en lang="en" { (label.en) }
        }
    }
}

/// A coordinate with one digit.
pub(crate) fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

/// A ribbon from one place to another, both of a height.
pub(crate) fn ribbon(x0: f64, y0: f64, x1: f64, y1: f64, height: f64) -> String {
    let middle = f64::midpoint(x0, x1);
    let [x0, y0, x1, y1, middle, low0, low1] = [x0, y0, x1, y1, middle, y0 + height, y1 + height].map(round);
    format!("M{x0},{y0}C{middle},{y0} {middle},{y1} {x1},{y1}V{low1}C{middle},{low1} {middle},{low0} {x0},{low0}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_shortened_by_width() {
        assert_eq!(shortened("가나다라", 8), "가나다라");
        assert_eq!(shortened("가나다라", 7), "가나다…");
        assert_eq!(shortened("abcdefgh", 5), "abcd…");
    }
}
