//! Matching facts with gold, part by part.

use crate::rows::Row;
use policygraph_model::Predicate;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

/// What is dropped from a name before it is compared: white space, quotation marks, middle dots.
const DROPPED: &str = "'\"‘’“”′`´「」『』<>《》〈〉·・ㆍ‧･∙․";

/// Types between which a lenient comparison does not tell.
const ACTORS: &[&str] = &[
    "Country",
    "GovernmentAgency",
    "InternationalOrganization",
    "Company",
    "ResearchOrganization",
    "Association",
    "MediaOrganization",
];

/// Counts of one row of the table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Predictions that are right.
    pub right: u64,
    /// Predictions.
    pub predicted: u64,
    /// Gold rows that must be found.
    pub gold: u64,
    /// Those of them that were.
    pub found: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
        self.found += other.found;
    }

    /// Share of the predictions that are right; 0 without predictions.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.predicted)
    }

    /// Share of the gold that was found; 0 without gold.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.found, self.gold)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows are far below 2^52")]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Something that was missed or wrongly found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Whether it was found but is not in the gold; else it was missed.
    pub spurious: bool,
    /// What it is, in words.
    pub what: String,
    /// The lines it stands on.
    pub lines: Vec<u64>,
}

/// Rows of the table by name (`entity/Company`), and what went wrong.
#[derive(Debug, Default)]
pub(crate) struct PartScore {
    pub tallies: BTreeMap<String, Tally>,
    pub errors: Vec<Error>,
    /// Right and all predicted relations by the rule that found them.
    pub rules: BTreeMap<String, (u64, u64)>,
    /// Whether each relation, and each budget with its subject, is right.
    pub judgements: Vec<Judgement>,
}

/// Whether a fact is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// Its number among the facts.
    pub fact: usize,
    /// Whether the gold has it.
    pub right: bool,
}

/// The key by which names are compared: NFKC, without what is dropped, case folded.
fn key(name: &str) -> String {
    let kept: String = name.nfkc().filter(|c| !c.is_whitespace() && !DROPPED.contains(*c)).collect();
    caseless::default_case_fold_str(&kept)
}

struct Entity<'a> {
    id: &'a str,
    kind: &'a str,
    names: &'a [String],
    lines: &'a [u64],
    also: &'a [String],
    optional: bool,
}

fn entities(rows: &[Row]) -> Vec<Entity<'_>> {
    rows.iter()
        .filter_map(|r| match r {
            Row::Entity { id, kind, names, lines, also, optional } => {
                Some(Entity { id, kind, names, lines, also, optional: *optional })
            }
            _ => None,
        })
        .collect()
}

fn inside(lines: &[u64], range: &RangeInclusive<u64>) -> bool {
    lines.iter().any(|l| range.contains(l))
}

/// Scores the facts that stand on the lines of one annotated part.
pub(crate) fn score(gold: &[Row], range: &RangeInclusive<u64>, facts: &[Row], lenient: bool) -> PartScore {
    let mut score = PartScore::default();
    let matched = match_entities(gold, range, facts, lenient, &mut score);
    match_relations(gold, range, facts, &matched, &mut score);
    match_budgets(gold, range, facts, &matched, &mut score);
    score
}

/// The gold id of each matched fact id.
fn match_entities<'a>(
    gold: &'a [Row],
    range: &RangeInclusive<u64>,
    facts: &'a [Row],
    lenient: bool,
    score: &mut PartScore,
) -> HashMap<&'a str, &'a str> {
    let gold = entities(gold);
    let predicted: Vec<Entity<'_>> = entities(facts).into_iter().filter(|e| inside(e.lines, range)).collect();
    let mut by_name: HashMap<String, Vec<&Entity<'_>>> = HashMap::new();
    for entity in &gold {
        for name in entity.names {
            by_name.entry(key(name)).or_default().push(entity);
        }
    }
    let mut matched: HashMap<&str, &str> = HashMap::new();
    let mut taken: HashSet<&str> = HashSet::new();
    for same_type in if lenient { &[true, false][..] } else { &[true] } {
        for entity in &predicted {
            if matched.contains_key(entity.id) {
                continue;
            }
            let agrees = |g: &Entity<'_>| {
                if *same_type {
                    entity.kind == g.kind || g.also.iter().any(|k| k == entity.kind)
                } else {
                    ACTORS.contains(&g.kind) && ACTORS.contains(&entity.kind)
                }
            };
            let hit = entity
                .names
                .iter()
                .find_map(|n| by_name.get(&key(n))?.iter().find(|g| !taken.contains(g.id) && agrees(g)));
            if let Some(hit) = hit {
                matched.insert(entity.id, hit.id);
                taken.insert(hit.id);
            }
        }
    }
    // A technology is annotated only as the object of a relation, so only those are asked for.
    for g in gold.iter().filter(|g| g.kind != "Technology") {
        let tally = score.tallies.entry(format!("entity/{}", g.kind)).or_default();
        let found = taken.contains(g.id);
        tally.right += u64::from(found);
        if g.optional {
            continue;
        }
        tally.gold += 1;
        tally.found += u64::from(found);
        if !found {
            let what = format!("{:<24} {}", g.kind, g.names.join(" | "));
            score.errors.push(Error { spurious: false, what, lines: g.lines.to_vec() });
        }
    }
    let kinds: HashMap<&str, &str> = gold.iter().map(|g| (g.id, g.kind)).collect();
    for entity in &predicted {
        let kind = matched.get(entity.id).and_then(|g| kinds.get(g)).copied().unwrap_or(entity.kind);
        if kind == "Technology" {
            continue;
        }
        score.tallies.entry(format!("entity/{kind}")).or_default().predicted += 1;
        if !matched.contains_key(entity.id) {
            let names: Vec<&str> = entity.names.iter().take(4).map(String::as_str).collect();
            let what = format!("{:<23} {}", entity.kind, names.join(" | "));
            score.errors.push(Error { spurious: true, what, lines: entity.lines.to_vec() });
        }
    }
    matched
}

/// Subject, predicate, object.
type Triple<'a> = (&'a str, &'a str, &'a str);

/// A relation by its ends; those of a symmetric predicate in order.
fn triple<'a>(s: &'a str, p: &'a str, o: &'a str) -> Triple<'a> {
    let symmetric = p.parse::<Predicate>().is_ok_and(Predicate::is_symmetric);
    if symmetric && s > o { (o, p, s) } else { (s, p, o) }
}

fn match_relations(
    gold: &[Row],
    range: &RangeInclusive<u64>,
    facts: &[Row],
    matched: &HashMap<&str, &str>,
    score: &mut PartScore,
) {
    let names = |rows| entities(rows).into_iter().map(|e| (e.id, e.names.first().map_or("", String::as_str))).collect();
    let (gold_names, fact_names): (HashMap<_, _>, HashMap<_, _>) = (names(gold), names(facts));
    let name = |names: &HashMap<&str, &str>, id: &str| names.get(id).map_or_else(|| id.to_owned(), |n| (*n).to_owned());
    // The last of equal rows counts, at the place of the first.
    let mut wanted: Vec<(Triple<'_>, &[u64], bool)> = Vec::new();
    for row in gold {
        if let Row::Relation { s, p, o, lines, optional, .. } = row {
            let key = triple(s, p, o);
            match wanted.iter_mut().find(|w| w.0 == key) {
                Some(known) => *known = (key, lines, *optional),
                None => wanted.push((key, lines, *optional)),
            }
        }
    }
    let keys: HashSet<Triple<'_>> = wanted.iter().map(|w| w.0).collect();
    let mut hit: HashSet<Triple<'_>> = HashSet::new();
    let mut seen: BTreeSet<Triple<'_>> = BTreeSet::new();
    for (fact, row) in facts.iter().enumerate() {
        let Row::Relation { s, p, o, lines, origin, rule, .. } = row else { continue };
        let background = origin.as_deref() == Some("registry");
        if !background && !inside(lines, range) {
            continue;
        }
        let ends = matched.get(s.as_str()).zip(matched.get(o.as_str()));
        let found = ends.map(|(s, o)| triple(s, p, o)).filter(|k| keys.contains(k));
        if let Some(key) = found {
            if hit.insert(key) {
                score.judgements.push(Judgement { fact, right: true });
                score.tallies.entry(format!("relation/{p}")).or_default().predicted += 1;
                let (right, all) = score.rules.entry(rule.clone().unwrap_or_default()).or_default();
                (*right, *all) = (*right + 1, *all + 1);
            }
        } else if !background && seen.insert(triple(s, p, o)) {
            score.judgements.push(Judgement { fact, right: false });
            score.tallies.entry(format!("relation/{p}")).or_default().predicted += 1;
            score.rules.entry(rule.clone().unwrap_or_default()).or_default().1 += 1;
            let what = format!("{} --{p}--> {}", name(&fact_names, s), name(&fact_names, o));
            score.errors.push(Error { spurious: true, what, lines: lines.clone() });
        }
    }
    for (key, lines, optional) in wanted {
        let (s, p, o) = key;
        let tally = score.tallies.entry(format!("relation/{p}")).or_default();
        let found = hit.contains(&key);
        tally.right += u64::from(found);
        if optional {
            continue;
        }
        tally.gold += 1;
        tally.found += u64::from(found);
        if !found {
            let what = format!("{} --{p}--> {}", name(&gold_names, s), name(&gold_names, o));
            score.errors.push(Error { spurious: false, what, lines: lines.to_vec() });
        }
    }
}

fn match_budgets(
    gold: &[Row],
    range: &RangeInclusive<u64>,
    facts: &[Row],
    matched: &HashMap<&str, &str>,
    score: &mut PartScore,
) {
    let is_budget = |r: &&Row| matches!(r, Row::Budget { .. });
    let mut wanted: Vec<&Row> = gold.iter().filter(is_budget).collect();
    let required = wanted.iter().filter(|r| matches!(r, Row::Budget { optional: false, .. })).count() as u64;
    wanted.sort_by_key(|r| matches!(r, Row::Budget { optional: true, .. }));
    let predicted: Vec<(usize, &Row)> =
        facts.iter().enumerate().filter(|(_, r)| is_budget(r) && inside(r.lines(), range)).collect();
    for with_subject in [false, true] {
        let mut left = wanted.clone();
        let mut tally = Tally { gold: required, predicted: predicted.len() as u64, ..Tally::default() };
        for &(fact, budget) in &predicted {
            let hit = left.iter().position(|g| same_budget(g, budget, with_subject.then_some(matched)));
            if with_subject {
                score.judgements.push(Judgement { fact, right: hit.is_some() });
            }
            if let Some(hit) = hit {
                let row = left.remove(hit);
                tally.right += 1;
                tally.found += u64::from(matches!(row, Row::Budget { optional: false, .. }));
            }
        }
        if !with_subject {
            for row in &left {
                if let Row::Budget { surface, amount, currency, lines, optional: false, .. } = row {
                    let what = format!("budget {surface} = {amount} {currency}");
                    score.errors.push(Error { spurious: false, what, lines: lines.clone() });
                }
            }
        }
        score.tallies.insert(if with_subject { "budget+subject" } else { "budget" }.to_owned(), tally);
    }
}

/// Whether two budgets are the same sum: within half a percent, in one currency, and of one subject if asked.
fn same_budget(gold: &Row, budget: &Row, matched: Option<&HashMap<&str, &str>>) -> bool {
    let (
        Row::Budget { subject: wanted, amount: g, currency: c, also_subject, .. },
        Row::Budget { subject, amount: b, currency, .. },
    ) = (gold, budget)
    else {
        return false;
    };
    let owner = matched
        .is_none_or(|m| m.get(subject.as_str()).is_some_and(|s| s == wanted || also_subject.iter().any(|a| a == s)));
    c == currency && (g - b).abs() <= 0.005 * g.abs() && owner
}
