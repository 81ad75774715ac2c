//! What a user says of single facts: that they are right, wrong, or of another predicate.

use policygraph_korean::name;
use policygraph_model::{Budget, Fact, Predicate, Relation};
use std::collections::HashMap;

/// The name of the relation between a budget and its entity.
const BUDGET_OF: &str = "budgetOf";

/// Which facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    /// Relations of a predicate from an entity to another, by names or ids.
    Relation(String, Predicate, String),
    /// Budgets of an entity, by the words of the amount.
    Budget(String, String),
}

/// What is said of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// They are true.
    Right,
    /// They are not.
    Wrong,
    /// They are true of another predicate; with `true` from the object to the subject.
    Otherwise(Predicate, bool),
}

/// A word on facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub about: About,
    pub says: Says,
}

impl Verdict {
    /// Reads the fields of a row; the error says what is wrong with them.
    pub(crate) fn read(says: Says, name: String, value: String, predicate: &str) -> Result<Self, String> {
        if predicate == BUDGET_OF {
            if matches!(says, Says::Otherwise(..)) {
                return Err("a budget is confirmed or rejected; it has no other predicate".to_owned());
            }
            return Ok(Self { about: About::Budget(name, value), says });
        }
        let predicate = predicate.parse::<Predicate>().map_err(|e| format!("predicate: {e}"))?;
        Ok(Self { about: About::Relation(name, predicate, value), says })
    }
}

/// Reads the right predicate; `^leads` turns subject and object round, as in a path of SPARQL.
pub(crate) fn otherwise(correction: &str) -> Result<Says, String> {
    let (inverse, name) = correction.strip_prefix('^').map_or((false, correction), |name| (true, name));
    name.parse().map(|p| Says::Otherwise(p, inverse)).map_err(|e| format!("correction: {e}"))
}

/// The names of entities by their ids.
type Names<'f> = HashMap<&'f str, Vec<String>>;

/// Whether an entity is meant by a name or id.
fn is(names: &Names<'_>, id: &str, meant: &str) -> bool {
    id == meant
        || id.rsplit('/').next() == Some(meant)
        || names.get(id).is_some_and(|names| names.iter().any(|n| *n == name::key(meant)))
}

/// Does what the user says of facts.
pub(crate) fn apply(verdicts: &[Verdict], facts: Vec<Fact>) -> Vec<Fact> {
    if verdicts.is_empty() {
        return facts;
    }
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for fact in &facts {
        if let Fact::Entity(e) = fact {
            let labels = [&e.label_ko, &e.label_en].into_iter().flatten();
            names.insert(e.id.clone(), e.names.iter().chain(labels).map(|n| name::key(n).into_owned()).collect());
        }
    }
    let names: Names<'_> = names.iter().map(|(id, names)| (id.as_str(), names.clone())).collect();
    let mut kept: Vec<Fact> = Vec::with_capacity(facts.len());
    for fact in facts {
        match fact {
            Fact::Relation(relation) => {
                if let Some(relation) = judged(verdicts, &names, relation) {
                    add(&mut kept, relation);
                }
            }
            Fact::Budget(budget) => kept.extend(judged_budget(verdicts, &names, budget).map(Fact::Budget)),
            other => kept.push(other),
        }
    }
    kept
}

/// Adds a relation; one that is there already, because a correction made it so, takes its evidence.
fn add(facts: &mut Vec<Fact>, relation: Relation) {
    let same = facts.iter_mut().find_map(|fact| match fact {
        Fact::Relation(r) if (&r.s, r.p, &r.o) == (&relation.s, relation.p, &relation.o) => Some(r),
        _ => None,
    });
    let Some(known) = same else { return facts.push(Fact::Relation(relation)) };
    known.lines.extend(&relation.lines);
    known.lines.sort_unstable();
    known.lines.dedup();
    known.evidence.extend(relation.evidence);
}

fn judged(verdicts: &[Verdict], names: &Names<'_>, mut relation: Relation) -> Option<Relation> {
    let (s, p, o) = (relation.s.clone(), relation.p, relation.o.clone());
    for verdict in verdicts {
        let About::Relation(subject, predicate, object) = &verdict.about else { continue };
        let forward = is(names, &s, subject) && is(names, &o, object);
        let round = p.is_symmetric() && is(names, &o, subject) && is(names, &s, object);
        if *predicate != p || !(forward || round) {
            continue;
        }
        match verdict.says {
            Says::Wrong => return None,
            Says::Right => {}
            Says::Otherwise(right, inverse) => {
                relation.p = right;
                (relation.s, relation.o) = if inverse { (o.clone(), s.clone()) } else { (s.clone(), o.clone()) };
            }
        }
        relation.confidence = 1.0;
        relation.evidence.iter_mut().for_each(|e| e.confidence = 1.0);
    }
    Some(relation)
}

fn judged_budget(verdicts: &[Verdict], names: &Names<'_>, mut budget: Budget) -> Option<Budget> {
    for verdict in verdicts {
        let About::Budget(subject, surface) = &verdict.about else { continue };
        if name::key(surface) != name::key(&budget.surface) || !is(names, &budget.subject, subject) {
            continue;
        }
        match verdict.says {
            Says::Wrong => return None,
            Says::Right | Says::Otherwise(..) => budget.evidence.confidence = 1.0,
        }
    }
    Some(budget)
}
