//! Outline markers at the start of a line.

use policygraph_korean::hangul::is_syllable;

/// What a marker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Ⅰ Ⅱ Ⅲ
    Roman,
    /// ① ② ③
    Circled,
    /// 1. 2. 3.
    Arabic,
    /// 2.1 2.2 2.3
    Decimal,
    /// 가. 나. 다.
    Letter,
    /// (1) (2), 1) 2)
    Parenthesized,
    /// □ ■ ◆ ▶, above the circles where a text has both
    Square,
    /// ○ ● ◦ ㅇ o
    Circle,
    /// - –
    Dash,
    /// ∙ • ·
    Dot,
    /// △ ▲
    Triangle,
    /// ※
    Note,
    /// * ** ***
    Star,
}

/// A marker read at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker {
    pub kind: Kind,
    /// Its number, for kinds that count.
    pub number: u32,
    /// Bytes of the marker with the blanks after it.
    pub len: usize,
}

/// Letters of the 가나다 order, as they number items.
const LETTERS: &str = "가나다라마바사아자차카타파하";

/// Reads the marker at the start of `line`. Something must follow it.
pub(crate) fn read(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let after = &line[first.len_utf8()..];
    // Most lines begin with a syllable, which is a marker only before a full stop.
    if is_syllable(first) && !after.starts_with(". ") {
        return None;
    }
    let found = |kind, number, mark: &str| {
        let rest = line[mark.len()..].trim_start();
        (!rest.is_empty()).then(|| Marker { kind, number, len: line.len() - rest.len() })
    };
    let one = &line[..first.len_utf8()];
    match first {
        'Ⅰ'..='Ⅻ' => {
            let dot = usize::from(after.starts_with('.'));
            found(Kind::Roman, u32::from(first) - u32::from('Ⅰ') + 1, &line[..first.len_utf8() + dot])
        }
        'I' | 'V' | 'X' => latin_roman(line, found),
        '①'..='⑳' => found(Kind::Circled, u32::from(first) - u32::from('①') + 1, one),
        '❶'..='❿' => found(Kind::Circled, u32::from(first) - u32::from('❶') + 1, one),
        '➊'..='➓' => found(Kind::Circled, u32::from(first) - u32::from('➊') + 1, one),
        '□' | '■' | '▪' | '▶' | '◆' | '◇' | '▣' | '◈' | '◼' | '▸' | '►' | '❑' | '❏' | '☐' | '▫' | '◻' | '➢' | '➤'
        | '✓' | '✔' | '★' | '☆' => found(Kind::Square, 0, one),
        'ㅁ' if after.starts_with(' ') => found(Kind::Square, 0, one),
        '○' | '◦' | '●' | '◎' | '◉' | 'ㅇ' | '❍' | '〇' | '◯' => found(Kind::Circle, 0, one),
        'ο' | 'ᄋ' if after.starts_with(' ') => found(Kind::Circle, 0, one),
        'o' | 'O' | 'º' | '°' if after.starts_with(' ') => found(Kind::Circle, 0, one),
        '-' | '–' | '—' | '−' if after.starts_with(' ') => found(Kind::Dash, 0, one),
        '-' if after.starts_with(|c: char| is_syllable(c) || matches!(c, '‘' | '“' | '「')) => {
            found(Kind::Dash, 0, one)
        }
        '∙' | '•' | '·' | '․' | '‧' | '⋅' | 'ㆍ' | '・' | '･' | '‣' | '⦁' => {
            found(Kind::Dot, 0, one)
        }
        '△' | '▲' | '▷' => found(Kind::Triangle, 0, one),
        '※' => found(Kind::Note, 0, one),
        '*' | '＊' => {
            let stars = line.len() - line.trim_start_matches(['*', '＊']).len();
            let spaced = line[stars..].starts_with(' ');
            spaced.then(|| found(Kind::Star, 0, &line[..stars]))?
        }
        '(' | '0'..='9' => numbered(line, found),
        _ => {
            let number = after.starts_with(". ").then(|| LETTERS.chars().position(|c| c == first))??;
            found(Kind::Letter, u32::try_from(number).ok()? + 1, &line[..=first.len_utf8()])
        }
    }
}

/// "II. 추진 계획": a Roman number in Latin letters, before a Korean heading.
fn latin_roman(line: &str, found: impl Fn(Kind, u32, &str) -> Option<Marker>) -> Option<Marker> {
    const NUMBERS: &[&str] = &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    let (number, rest) = line.split_once(". ")?;
    let at = NUMBERS.iter().position(|n| *n == number).filter(|_| rest.trim_start().starts_with(is_syllable))?;
    found(Kind::Roman, u32::try_from(at).ok()? + 1, &line[..=number.len()])
}

fn numbered(line: &str, found: impl Fn(Kind, u32, &str) -> Option<Marker>) -> Option<Marker> {
    let open = usize::from(line.starts_with('('));
    let digits = line[open..].bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = line[open..open + digits].parse().ok().filter(|n| (1..100).contains(n))?;
    let end = open + digits;
    match line[end..].chars().next()? {
        ')' | '）' => {
            let close = line[end..].chars().next().map_or(0, char::len_utf8);
            found(Kind::Parenthesized, number, &line[..end + close])
        }
        '.' if open == 0 && line[end + 1..].starts_with(' ') => found(Kind::Arabic, number, &line[..=end]),
        '.' if open == 0 => decimal(line, end + 1).and_then(|(number, mark)| found(Kind::Decimal, number, mark)),
        _ => None,
    }
}

/// The second number of `2.1 제목` and the marker: words follow, not the unit of an amount.
fn decimal(line: &str, second: usize) -> Option<(u32, &str)> {
    const UNITS: &[char] =
        &['억', '조', '만', '천', '배', '%', '년', '월', '개', '명', '원', '건', '톤', '㎞', 'k', 'm', 'G'];
    let digits = line[second..].bytes().take_while(u8::is_ascii_digit).count();
    let number = line[second..second + digits].parse().ok().filter(|n| (1..50).contains(n))?;
    let rest = line[second + digits..].strip_prefix(' ')?;
    (!rest.starts_with(UNITS) && rest.starts_with(char::is_alphabetic)).then(|| (number, &line[..second + digits]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        let kind = |s: &str| read(s).map(|m| (m.kind, m.number));
        assert_eq!(kind("Ⅱ 주요 동향"), Some((Kind::Roman, 2)));
        assert_eq!(kind("IV. 추진 계획"), Some((Kind::Roman, 4)));
        assert_eq!(read("Ⅱ. 동향").map(|m| m.len), Some("Ⅱ. ".len()));
        assert_eq!(kind("③ 일본"), Some((Kind::Circled, 3)));
        assert_eq!(kind("12. 미국"), Some((Kind::Arabic, 12)));
        assert_eq!(kind("나. 사례"), Some((Kind::Letter, 2)));
        assert_eq!(kind("2.3 일본"), Some((Kind::Decimal, 3)));
        assert_eq!(kind("(3) 분야"), Some((Kind::Parenthesized, 3)));
        assert_eq!(kind("○중국의"), Some((Kind::Circle, 0)));
        assert_eq!(kind("□ 중국의"), Some((Kind::Square, 0)));
        assert_eq!(kind("** 용어"), Some((Kind::Star, 0)));
    }

    #[test]
    fn what_only_looks_like_a_marker() {
        for line in ["-25.7%", "V. Hugo", "IT 기업", "2019.12.3", "3.5 억", "가상", "(CNBC / 2019)", "○", "*출처"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
