//! Any text through the grammar: ranges on characters, words in order, the same twice, and sentences that do not see each other.

#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph_korean::analysis::Analysis;
use std::ops::Range;

/// Some verbal nouns, as the lexicon has hundreds.
const VERBAL: &[&str] = &["개발", "발표", "인수", "지원", "체결", "추진", "투자", "협력", "확대"];

fn analyse(text: &str) -> Analysis {
    Analysis::new(text, &[], &|noun| VERBAL.contains(&noun))
}

fn check(text: &str, analysis: &Analysis) {
    let on_characters = |range: &Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?}");
    for word in &analysis.words {
        on_characters(&word.range);
        on_characters(&word.stem);
        assert!(word.range.start <= word.stem.start && word.stem.end <= word.range.end, "{word:?}");
    }
    assert!(analysis.words.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
    analysis.asides.iter().for_each(on_characters);
    let words = 0..analysis.words.len();
    for phrase in &analysis.phrases {
        assert!(phrase.words.end <= words.end && phrase.nouns.end <= words.end, "{phrase:?}");
    }
    for clause in &analysis.clauses {
        on_characters(&clause.range);
        assert!(clause.predicate.end <= words.end && !clause.predicate.is_empty(), "{clause:?}");
        let phrases = clause.arguments.iter().copied().chain(clause.topic).chain(clause.head);
        assert!(phrases.into_iter().all(|p| p < analysis.phrases.len()), "{clause:?}");
        assert!(clause.sentence < analysis.sentences.len(), "{clause:?}");
    }
    // Sentences follow each other and hold all words.
    let mut end = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.start == end && sentence.end > end, "{sentence:?}");
        end = sentence.end;
    }
    assert_eq!(end, words.end);
}

/// The clauses of some sentences: lemma, words, and what it takes, by their place in the text.
fn clauses(text: &str, analysis: &Analysis, sentences: Range<usize>) -> Vec<String> {
    let phrase = |p: usize| {
        let phrase = &analysis.phrases[p];
        format!("{:?} {}", phrase.role, &text[analysis.bytes(&phrase.words)])
    };
    let own = analysis.clauses.iter().filter(|c| sentences.contains(&c.sentence));
    let shown = own.map(|c| {
        let taken: Vec<String> = c.arguments.iter().map(|&p| phrase(p)).collect();
        let bonds = (c.topic.map(phrase), c.head.map(phrase));
        let force = (c.kind, c.light, c.ending, c.negative, c.prevented, c.modality);
        format!("{} {:?} {force:?} {taken:?} {bonds:?}", &text[c.range.clone()], c.lemma)
    });
    let mut all: Vec<String> = shown.collect();
    all.sort();
    all
}

fuzz_target!(|text: &str| {
    let analysis = analyse(text);
    check(text, &analysis);
    assert_eq!(analysis, analyse(text));
    // A sentence has the same clauses without what stands before or behind it.
    let Some(last) = analysis.sentences.len().checked_sub(1).filter(|&last| last > 0) else { return };
    let cut = analysis.words[analysis.sentences[last].start].range.start;
    let (before, behind) = text.split_at(cut);
    // A bracket or quotation mark that the cut parts from its other half is another text.
    if before.contains(PAIRED) || behind.contains(PAIRED) {
        return;
    }
    let (first, second) = (analyse(before), analyse(behind));
    assert_eq!(clauses(text, &analysis, 0..last), clauses(before, &first, 0..first.sentences.len()));
    assert_eq!(clauses(text, &analysis, last..last + 1), clauses(behind, &second, 0..second.sentences.len()));
});

/// Whether a character opens or closes something.
const PAIRED: fn(char) -> bool = |c| "‘’“”「」『』｢｣《》〈〉<>()（）[]\"'″".contains(c);
