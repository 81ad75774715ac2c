//! Values of tables, as observations of data cubes. What many values of a table share is stated once, of their slice.

use super::{Writer, date_literal, decimal, integer, korean, section_node};
use crate::vocabulary::{self as v, terms};
use indexmap::IndexMap;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, Term};
use policygraph_model::{Fact, Observation};
use rust_decimal::Decimal;

/// The dimension by which the observations of a slice differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Free {
    Period,
    Area,
    Item,
}

/// What the observations of a slice share; nothing in place of the dimension by which they differ.
#[derive(PartialEq, Eq, Hash)]
struct Shared<'o> {
    area: Option<&'o str>,
    period: Option<&'o str>,
    item: &'o [String],
    measure: &'o str,
    unit: Option<&'o str>,
    multiplier: Decimal,
    currency: Option<&'o str>,
}

impl Free {
    /// The first of those that make as few slices is taken.
    const ALL: [Self; 3] = [Self::Period, Self::Area, Self::Item];

    /// The slice key in the ontology.
    fn key(self) -> NamedNode {
        v::pg(match self {
            Self::Period => "statisticsOverPeriods",
            Self::Area => "statisticsOverAreas",
            Self::Item => "statisticsOverItems",
        })
    }

    /// The observations of a table by what they share.
    fn slices<'o>(self, table: &[&'o Observation]) -> IndexMap<Shared<'o>, Vec<&'o Observation>> {
        let mut slices: IndexMap<Shared<'_>, Vec<&Observation>> = IndexMap::new();
        for &o in table {
            let shared = Shared {
                area: o.area.as_deref().filter(|_| self != Self::Area),
                period: o.period.as_deref().filter(|_| self != Self::Period),
                item: if self == Self::Item { &[] } else { &o.item },
                measure: &o.measure,
                unit: o.unit.as_deref(),
                multiplier: o.multiplier,
                currency: o.currency.as_deref(),
            };
            slices.entry(shared).or_default().push(o);
        }
        slices
    }
}

impl Writer<'_> {
    /// The values of all tables of a document.
    pub(super) fn statistics(&mut self, facts: &[Fact], document: &NamedNode) {
        let mut tables: IndexMap<u32, Vec<&Observation>> = IndexMap::new();
        for fact in facts {
            if let Fact::Observation(o) = fact {
                tables.entry(o.table).or_default().push(o);
            }
        }
        for (line, observations) in tables {
            self.table(line, &observations, document);
        }
    }

    fn table(&mut self, line: u32, observations: &[&Observation], document: &NamedNode) {
        let table = v::named(&format!("{}#table={line}", document.as_str()));
        self.add(&table, rdf::TYPE, terms::DATA_SET);
        self.add(&table, terms::STRUCTURE, v::pg("statistics"));
        for o in observations {
            self.add(&table, terms::IS_PART_OF, section_node(document, &o.section));
            if !o.title.is_empty() {
                self.add(&table, terms::TITLE, korean(&o.title));
            }
            if let Some(source) = &o.source {
                self.add(&table, terms::SOURCE, korean(source));
            }
        }
        let Some(free) = Free::ALL.into_iter().min_by_key(|free| free.slices(observations).len()) else { return };
        for (shared, observations) in free.slices(observations) {
            let first = observations[0];
            let slice = v::named(&format!("{}#slice={},{}", document.as_str(), first.start, first.end));
            self.add(&table, terms::HAS_SLICE, slice.clone());
            self.slice(&slice, free, &shared);
            for o in observations {
                self.observation(&slice, free, o, document);
            }
        }
    }

    fn slice(&mut self, slice: &NamedNode, free: Free, shared: &Shared<'_>) {
        self.add(slice, terms::SLICE_STRUCTURE, free.key());
        if free != Free::Area {
            self.add(slice, terms::REF_AREA, area(shared.area));
        }
        if free != Free::Period {
            self.add(slice, terms::REF_PERIOD, period(shared.period));
        }
        if free != Free::Item {
            self.add(slice, v::pg("statisticsItem"), item(shared.item));
        }
        self.add(slice, v::pg("statisticsMeasure"), korean(shared.measure));
        self.add(slice, v::pg("unitMultiplier"), decimal(shared.multiplier));
        if let Some(unit) = shared.unit {
            self.add(slice, terms::UNIT_MEASURE, korean(unit));
        }
        if let Some(currency) = shared.currency {
            self.add(slice, v::pg("currencyCode"), Literal::new_simple_literal(currency));
        }
    }

    /// A value with what it does not share. Where it stands in the text is in its IRI.
    fn observation(&mut self, slice: &NamedNode, free: Free, o: &Observation, document: &NamedNode) {
        let node = v::observation(document, o.start, o.end);
        self.add(slice, terms::HAS_OBSERVATION, node.clone());
        match free {
            Free::Area => self.add(&node, terms::REF_AREA, area(o.area.as_deref())),
            Free::Period => self.add(&node, terms::REF_PERIOD, period(o.period.as_deref())),
            Free::Item => self.add(&node, v::pg("statisticsItem"), item(&o.item)),
        }
        self.add(&node, terms::OBS_VALUE, decimal(o.value));
        self.locate(&node, o.start);
        if let Some(rank) = o.rank {
            self.add(&node, v::pg("statisticsRank"), integer(rank));
        }
    }
}

fn not_stated() -> Term {
    v::pg("notStated").into()
}

fn area(code: Option<&str>) -> Term {
    code.map_or_else(not_stated, |code| v::named(&format!("{}country-{}", v::ID, code.to_lowercase())).into())
}

/// A period with the datatype of its precision; an interval of months is text.
fn period(period: Option<&str>) -> Term {
    period.map_or_else(not_stated, |p| {
        if p.contains('/') { Literal::new_simple_literal(p).into() } else { date_literal(p).into() }
    })
}

fn item(item: &[String]) -> Term {
    if item.is_empty() { not_stated() } else { korean(&item.join(" > ")).into() }
}
