//! The sums of money of a text, each with its clause and its sentence: read once, looked at by all rules about money.

use super::amount::Amount;
use crate::parts::Part;
use policygraph_korean::hangul::is_syllable;
use policygraph_model::MentionId;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Below this, a sum in whole units without 만 or 억 is a price or a fee: "500원", "30달러".
const LEAST: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// Whose an amount is, with the rule that found it and the probability that it is right.
pub(super) type Owner = (MentionId, &'static str, f64);

/// A text in which money is spoken of.
pub(crate) struct MoneyText<'a> {
    /// Its number.
    pub text: usize,
    /// Its words with blanks for the names of programmes, laws and organizations, byte for byte.
    pub(super) plain: Cow<'a, str>,
    /// Whether it, or the title of its section, has a word for what is done with money.
    pub(super) about_money: bool,
    pub(super) sums: Vec<Sum>,
    pub(super) sentences: Vec<Sentence<'a>>,
}

impl MoneyText<'_> {
    /// Whether the first amount that a part of the text speaks of is given or spent: none that is void or no budget.
    pub(crate) fn opens_with_budget(&self, part: &Range<usize>) -> bool {
        let first = self.sums.iter().find(|s| part.contains(&s.amount.range.start) && !s.amount.void);
        first.is_some_and(|s| !s.no_budget)
    }
}

/// An amount with what is told of it.
pub(super) struct Sum {
    pub amount: Amount,
    /// Bytes of its clause.
    pub clause: Range<usize>,
    /// Whether it is nobody's budget: a statistic, a limit, or taken back.
    pub no_budget: bool,
    /// What its clause and sentence say has it, once that was asked.
    pub owner: OnceCell<Option<Owner>>,
}

impl Sum {
    /// Whether it may be somebody's budget: no minus, no fee, no statistic.
    pub(super) fn is_budget(&self) -> bool {
        !self.amount.void && self.amount.money.amount >= LEAST && !self.no_budget
    }
}

/// A sentence of a text with money.
pub(super) struct Sentence<'a> {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Its names that may own money, in order, and nouns that stand for one; read where an amount stands in it.
    pub parts: Option<Vec<Part<'a>>>,
}

/// The sentences of a text: they end at 다. and the like, and at the dots of a headline.
pub(super) fn sentences<'a>(text: &str) -> Vec<Sentence<'a>> {
    let is_end = |&(i, c): &(usize, char)| match c {
        '.' | '?' | '!' => {
            let after = text[i + c.len_utf8()..].chars().next();
            text[..i].ends_with(is_syllable) && after.is_none_or(|a| a.is_whitespace() || matches!(a, '”' | '’' | '"'))
        }
        '…' | '\n' => true,
        _ => false,
    };
    let ends = text.char_indices().filter(is_end).map(|(i, c)| i + c.len_utf8());
    let mut start = 0;
    let mut out = Vec::new();
    for end in ends.chain([text.len()]) {
        out.push(Sentence { range: start..end, parts: None });
        start = end;
    }
    out
}

/// Which sentence a byte of the text stands in.
pub(super) fn sentence_at(sentences: &[Sentence<'_>], at: usize) -> usize {
    sentences.partition_point(|s| s.range.end <= at).min(sentences.len().saturating_sub(1))
}
