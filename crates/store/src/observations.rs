//! Values of statistical tables.

use crate::documents::literal;
use crate::{Answer, Store, StoreError, Table};

/// A value of a statistical table that is of a country; what the table does not tell is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredObservation {
    /// ISO 3166-1 alpha-2 code of the country.
    pub area: String,
    /// Name of the document.
    pub document: String,
    /// Line of the source, from 1.
    pub line: u32,
    /// Heading of the table.
    pub title: String,
    /// What the row is of.
    pub item: String,
    /// What was measured.
    pub measure: String,
    /// Of when: an ISO 8601 year, month or interval.
    pub period: String,
    /// A decimal number.
    pub value: String,
    /// Its unit, as written.
    pub unit: String,
    /// Where the table has it from.
    pub source: String,
}

impl Store {
    /// The values of statistical tables that are of a country, by country, document and line.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn observations(&self) -> Result<Vec<StoredObservation>, StoreError> {
        let query = "SELECT ?area ?document ?line ?title ?item ?measure ?period ?value ?unit ?source WHERE { GRAPH ?g {
              ?o qb:dataSet ?table ; sdmx-dimension:refArea ?a ; sdmx-dimension:refPeriod ?at ; pg:statisticsItem ?of ;
                 pg:statisticsMeasure ?measure ; sdmx-measure:obsValue ?value ; prov:wasDerivedFrom ?span .
              ?span pg:line ?line ; oa:hasSource/dct:identifier ?document .
              OPTIONAL { ?table dct:title ?title } OPTIONAL { ?table dct:source ?source } OPTIONAL { ?o sdmx-attribute:unitMeasure ?unit } }
            FILTER(?a != pg:notStated)
            BIND(UCASE(STRAFTER(STR(?a), 'country-')) AS ?area)
            BIND(IF(?at = pg:notStated, '', STR(?at)) AS ?period) BIND(IF(?of = pg:notStated, '', STR(?of)) AS ?item) }";
        let Answer::Table(Table { rows, .. }) = self.query(query)? else { return Ok(Vec::new()) };
        let mut observations: Vec<StoredObservation> = rows
            .iter()
            .map(|row| {
                let value = |i: usize| row[i].as_ref().map(literal).unwrap_or_default();
                StoredObservation {
                    area: value(0),
                    document: value(1),
                    line: value(2).parse().unwrap_or_default(),
                    title: value(3),
                    item: value(4),
                    measure: value(5),
                    period: value(6),
                    value: value(7),
                    unit: value(8),
                    source: value(9),
                }
            })
            .collect();
        observations.sort();
        Ok(observations)
    }
}
