//! Values of statistical tables.

use crate::value::literal;
use crate::vocabulary as v;
use crate::{Store, StoreError};
use policygraph_model::{CountryObservation, Source};
use std::collections::HashMap;

impl Store {
    /// The values of statistical tables that are of a country, by country, document and line.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn observations(&self) -> Result<Vec<CountryObservation>, StoreError> {
        let query = "SELECT ?document ?o ?area ?title ?item ?measure ?period ?value ?unit ?source WHERE { GRAPH ?g {
              ?table qb:slice ?slice . ?slice qb:observation ?o ; pg:statisticsMeasure ?measure . ?o sdmx-measure:obsValue ?value .
              ?d dct:identifier ?document ; pg:digest ?digest .
              { ?o sdmx-dimension:refArea ?a } UNION { ?slice sdmx-dimension:refArea ?a }
              { ?o sdmx-dimension:refPeriod ?at } UNION { ?slice sdmx-dimension:refPeriod ?at }
              { ?o pg:statisticsItem ?of } UNION { ?slice pg:statisticsItem ?of }
              OPTIONAL { ?table dct:title ?title } OPTIONAL { ?table dct:source ?source } OPTIONAL { ?slice sdmx-attribute:unitMeasure ?unit } }
            FILTER(?a != pg:notStated)
            BIND(UCASE(STRAFTER(STR(?a), 'country-')) AS ?area)
            BIND(IF(?at = pg:notStated, '', STR(?at)) AS ?period) BIND(IF(?of = pg:notStated, '', STR(?of)) AS ?item) }";
        let rows = self.all_rows(query)?;
        let mut sources: HashMap<String, Source> = HashMap::new();
        let mut observations = Vec::new();
        for row in &rows {
            let value = |i: usize| row[i].as_ref().map(literal).unwrap_or_default();
            let document = value(0);
            if !sources.contains_key(&document) {
                let node = v::named(&format!("{}{}", v::DOCUMENT, v::encoded(&document)));
                let text = self.values(&node, v::pg("sourceText").as_ref())?;
                sources.insert(document.clone(), Source::new(text.first().map(literal).unwrap_or_default()));
            }
            observations.push(CountryObservation {
                line: sources[&document].line_of(v::observation_start(&value(1)).unwrap_or_default()),
                document,
                area: value(2),
                title: value(3),
                item: value(4),
                measure: value(5),
                period: value(6),
                value: value(7),
                unit: value(8),
                source: value(9),
            });
        }
        observations.sort();
        Ok(observations)
    }
}
