//! The table of scores.

use crate::calibration::Calibration;
use crate::matching::{Error, Judgement, Tally, score};
use crate::rows::Row;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::ops::RangeInclusive;

/// An annotated part of the document.
#[derive(Debug, Clone)]
pub struct Part {
    /// By which it is called in the list of errors.
    pub name: String,
    /// The lines of the source that are annotated, from 1.
    pub lines: RangeInclusive<u64>,
    /// The annotation.
    pub gold: Vec<Row>,
}

/// How to compare.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Any two types of actors match.
    pub lenient: bool,
}

/// Groups of rows, each with a total of its own.
const GROUPS: &[&str] = &["entity", "relation", "budget", "budget+subject"];

/// Scores of facts against all parts.
#[derive(Debug)]
pub struct Report {
    /// Rows of the table in the order of printing, totals first in their group.
    pub rows: Vec<(String, Tally)>,
    /// The totals of `entity`, `relation`, `budget` and `budget+subject`.
    pub summary: BTreeMap<String, Tally>,
    /// What went wrong in each part: its name with its lines, and its errors.
    pub errors: Vec<(String, Vec<Error>)>,
    /// For each rule that found relations, how many are right and how many there are.
    pub rules: BTreeMap<String, (u64, u64)>,
    /// Reliability of the confidence of relations, of budgets with their subject, and of both together.
    pub calibration: Vec<(&'static str, Calibration)>,
}

/// Which relations of a part, and which budgets with their subject, are right. What the part says nothing of is left out: facts
/// on other lines, repetitions, background knowledge that the gold lacks.
#[must_use]
pub fn judge(part: &Part, facts: &[Row], options: Options) -> Vec<Judgement> {
    score(&part.gold, &part.lines, facts, options.lenient).judgements
}

impl Report {
    /// Scores the facts of one document against its parts.
    #[must_use]
    pub fn new(parts: &[Part], facts: &[Row], options: Options) -> Self {
        Self::of_documents(parts.iter().map(|part| (part, facts)), options)
    }

    /// Scores the parts of any number of documents, each against the facts of its document.
    #[must_use]
    pub fn of_documents<'a>(parts: impl IntoIterator<Item = (&'a Part, &'a [Row])>, options: Options) -> Self {
        let mut total: BTreeMap<String, Tally> = BTreeMap::new();
        let mut errors = Vec::new();
        let mut rules: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        let (mut relations, mut budgets) = (Calibration::default(), Calibration::default());
        for (part, facts) in parts {
            let result = score(&part.gold, &part.lines, facts, options.lenient);
            for (row, tally) in result.tallies {
                total.entry(row).or_default().add(tally);
            }
            for (rule, (right, predicted)) in result.rules {
                let (r, p) = rules.entry(rule).or_default();
                (*r, *p) = (*r + right, *p + predicted);
            }
            for Judgement { fact, right } in result.judgements {
                let row = &facts[fact];
                let group = if matches!(row, Row::Budget { .. }) { &mut budgets } else { &mut relations };
                if let Some(confidence) = row.confidence() {
                    group.add(confidence, right);
                }
            }
            let last = if *part.lines.end() == u64::MAX { String::new() } else { part.lines.end().to_string() };
            errors.push((format!("{} {}-{last}", part.name, part.lines.start()), result.errors));
        }
        let mut rows = Vec::new();
        let mut summary = BTreeMap::new();
        for &group in GROUPS {
            let members = total.iter().filter(|(k, _)| k.as_str() == group || k.starts_with(&format!("{group}/")));
            let mut own: Vec<(String, Tally)> = members.map(|(k, t)| (k.clone(), *t)).collect();
            if matches!(group, "entity" | "relation") {
                let mut micro = Tally::default();
                own.iter().for_each(|(_, t)| micro.add(*t));
                own.insert(0, (group.to_owned(), micro));
            }
            let all = own.iter().find(|(k, _)| k == group).map(|(_, t)| *t).unwrap_or_default();
            summary.insert(group.to_owned(), all);
            rows.extend(own.into_iter().filter(|(_, t)| t.gold > 0 || t.predicted > 0));
        }
        let mut together = relations;
        together.merge(&budgets);
        let calibration = vec![("relation", relations), ("budget+subject", budgets), ("together", together)];
        Self { rows, summary, errors, rules, calibration }
    }

    /// The totals as one JSON object: precision, recall and F1 to four digits, and the number of gold rows.
    #[must_use]
    pub fn summary_json(&self) -> String {
        let figure = |x: f64| {
            // Rounded in decimal, and at least one digit after the point.
            let short = format!("{x:.4}");
            let short = short.trim_end_matches('0');
            if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
        };
        let groups: Vec<String> = GROUPS
            .iter()
            .map(|group| {
                let t = self.summary.get(*group).copied().unwrap_or_default();
                format!(
                    r#""{group}": {{"p": {}, "r": {}, "f1": {}, "gold": {}}}"#,
                    figure(t.precision()),
                    figure(t.recall()),
                    figure(t.f1()),
                    t.gold
                )
            })
            .collect();
        format!("{{{}}}", groups.join(", "))
    }
}

impl fmt::Display for Report {
    /// The table, and the totals as its last line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<40}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}", "", "gold", "found", "right", "P", "R", "F1")?;
        for (row, t) in &self.rows {
            writeln!(
                f,
                "{row:<40}{:>6}{:>7}{:>7}{:>7.3}{:>7.3}{:>7.3}",
                t.gold,
                t.predicted,
                t.right,
                t.precision(),
                t.recall(),
                t.f1()
            )?;
        }
        f.write_str(&self.summary_json())?;
        f.write_char('\n')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::rows;

    const GOLD: &str = r#"
{"kind":"entity","id":"a","type":"Company","names":["노키아","Nokia"],"lines":[2]}
{"kind":"entity","id":"b","type":"Program","names":["누리 ‘하늘’ 계획"],"lines":[2]}
{"kind":"entity","id":"c","type":"Country","names":["핀란드"],"lines":[3]}
{"kind":"entity","id":"d","type":"Association","names":["가온회"],"lines":[3],"also":["Company"],"optional":true}
{"kind":"relation","s":"a","p":"partnersWith","o":"d","lines":[3]}
{"kind":"relation","s":"a","p":"basedIn","o":"c","lines":[3]}
{"kind":"budget","subject":"b","amount":3000,"currency":"EUR","lines":[2],"surface":"3천 유로"}
"#;
    const FACTS: &str = r#"
{"kind":"entity","id":"1","type":"Company","names":["NOKIA"],"lines":[2]}
{"kind":"entity","id":"2","type":"Program","names":["누리하늘계획"],"lines":[2]}
{"kind":"entity","id":"3","type":"Company","names":["가온회"],"lines":[3]}
{"kind":"entity","id":"4","type":"Company","names":["새별"],"lines":[3]}
{"kind":"entity","id":"5","type":"Company","names":["먼 곳"],"lines":[99]}
{"kind":"relation","s":"3","p":"partnersWith","o":"1","lines":[3]}
{"kind":"relation","s":"1","p":"leads","o":"2","lines":[3]}
{"kind":"relation","s":"1","p":"acquires","o":"4","lines":[3],"origin":"registry"}
{"kind":"budget","subject":"1","amount":3001,"currency":"EUR","lines":[2]}
"#;

    fn report() -> Report {
        let gold = rows("gold", GOLD).unwrap();
        let facts = rows("facts", FACTS).unwrap();
        Report::new(&[Part { name: "gold".into(), lines: 1..=10, gold }], &facts, Options::default())
    }

    #[test]
    fn counts_by_hand() {
        let report = report();
        // Nokia, the plan and the association are right; 새별 is wrong; Finland is missed; the association is optional.
        assert_eq!(report.summary["entity"], Tally { right: 3, predicted: 4, gold: 3, found: 2 });
        // Cooperation in either direction; a lead that the gold lacks; background costs nothing.
        assert_eq!(report.summary["relation"], Tally { right: 1, predicted: 2, gold: 2, found: 1 });
        // The sum is right, its subject is not.
        assert_eq!(report.summary["budget"], Tally { right: 1, predicted: 1, gold: 1, found: 1 });
        assert_eq!(report.summary["budget+subject"], Tally { right: 0, predicted: 1, gold: 1, found: 0 });
    }

    #[test]
    fn confidence_is_compared_with_what_is_right() {
        // A cooperation said at 0.9 is right, a lead said at 0.8 and a budget said at 0.6 are not; background that the gold lacks
        // does not count, background that it has is right; what has no confidence says nothing.
        let facts = FACTS
            .replace(r#""p":"partnersWith","#, r#""p":"partnersWith","confidence":0.9,"#)
            .replace(r#""p":"leads","#, r#""p":"leads","confidence":0.8,"#)
            .replace(r#""p":"acquires","#, r#""p":"acquires","confidence":1.0,"#)
            .replace(r#""currency":"EUR","#, r#""currency":"EUR","evidence":{"confidence":0.6},"#)
            + r#"{"kind":"entity","id":"6","type":"Country","names":["핀란드"],"lines":[3]}
{"kind":"relation","s":"1","p":"basedIn","o":"6","lines":[],"origin":"registry","confidence":1.0}
{"kind":"relation","s":"3","p":"acquires","o":"4","lines":[3]}
"#;
        let gold = rows("gold", GOLD).unwrap();
        let part = Part { name: "gold".into(), lines: 1..=10, gold };
        let report = Report::new(&[part], &rows("facts", &facts).unwrap(), Options::default());
        let figures: Vec<(&str, u64, u64, f64)> = report
            .calibration
            .iter()
            .map(|(name, c)| (*name, c.all().facts, c.all().right, (c.expected_error() * 1e6).round() / 1e6))
            .collect();
        // (2 · |0.95 − 1| + |0.8 − 0|) / 3, |0.6 − 0|, and (2 · 0.05 + 0.8 + 0.6) / 4.
        assert_eq!(figures, [("relation", 3, 2, 0.3), ("budget+subject", 1, 0, 0.6), ("together", 4, 2, 0.375)]);
    }

    #[test]
    fn documents_are_each_scored_against_their_own_gold() {
        let part = |gold: &str| Part { name: "gold".into(), lines: 1..=10, gold: rows("gold", gold).unwrap() };
        let (first, second) =
            (part(GOLD), part(r#"{"kind":"entity","id":"a","type":"Company","names":["새별"],"lines":[3]}"#));
        let facts = rows("facts", FACTS).unwrap();
        let other =
            rows("facts", r#"{"kind":"entity","id":"1","type":"Company","names":["새별"],"lines":[3]}"#).unwrap();
        let report = Report::of_documents([(&first, &facts[..]), (&second, &other[..])], Options::default());
        assert_eq!(report.summary["entity"], Tally { right: 4, predicted: 5, gold: 4, found: 3 });
    }

    #[test]
    fn errors_name_what_and_where() {
        let report = report();
        let errors: Vec<(bool, &str, &[u64])> = report.errors[0]
            .1
            .iter()
            .map(|e| (e.spurious, e.what.split_whitespace().last().unwrap_or_default(), e.lines.as_slice()))
            .collect();
        assert_eq!(
            errors,
            [
                (false, "핀란드", &[3][..]),
                (true, "새별", &[3][..]),
                (true, "누리하늘계획", &[3][..]),
                (false, "핀란드", &[3][..])
            ]
        );
    }

    #[test]
    fn figures_are_rounded_as_decimals() {
        assert!(report().summary_json().starts_with(r#"{"entity": {"p": 0.75, "r": 0.6667, "f1": 0.7059, "gold": 3}"#));
    }
}
