//! The tables as RDF data cubes (W3C, The RDF Data Cube Vocabulary, 2014).

use crate::table::{Cell, Role, Table, rounded};
use crate::{Bilingual, Comparison};
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;

const QB: &str = "http://purl.org/linked-data/cube#";
const PG: &str = "https://w3id.org/policygraph/ontology#";
const ID: &str = "https://w3id.org/policygraph/id/";
const COMPARISON: &str = "https://w3id.org/policygraph/comparison/";
const PROV: &str = "http://www.w3.org/ns/prov#";
const AREA: &str = "http://purl.org/linked-data/sdmx/2009/dimension#refArea";

fn node(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn labels(text: &Bilingual) -> impl Iterator<Item = Literal> {
    let one = |text: &str, language| Literal::new_language_tagged_literal_unchecked(text, language);
    [one(&text.ko, "ko"), one(&text.en, "en")].into_iter()
}

/// A data set a table, an observation a measure of a row, each with the claims that it is derived from. What a row is about are its dimensions, with
/// the number of the row, which tells alike ones apart.
///
/// # Panics
/// Never: nothing but memory is written to.
#[must_use]
pub fn data_cube(comparison: &Comparison) -> String {
    let prefixes = [
        ("qb", QB),
        ("pg", PG),
        ("id", ID),
        ("comparison", COMPARISON),
        ("prov", PROV),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];
    let mut serializer = TurtleSerializer::new();
    for (name, iri) in prefixes {
        serializer = serializer.with_prefix(name, iri).expect("the prefixes are IRIs");
    }
    let mut writer = serializer.for_writer(Vec::new());
    for table in &comparison.tables {
        for triple in of_table(comparison, table) {
            writer.serialize_triple(triple.as_ref()).expect("memory can be written");
        }
    }
    let bytes = writer.finish().expect("memory can be written");
    String::from_utf8(bytes).expect("Turtle is UTF-8")
}

/// The property of a column: countries are areas.
fn property(table: &Table, column: &str) -> NamedNode {
    match column {
        "country" => node(AREA.to_owned()),
        _ => node(format!("{COMPARISON}{}-{column}", table.id)),
    }
}

fn of_table(comparison: &Comparison, table: &Table) -> Vec<Triple> {
    let mut triples = Vec::new();
    let mut add =
        |s: &NamedNode, p: NamedNode, o: Term| triples.push(Triple::new(NamedOrBlankNode::from(s.clone()), p, o));
    let qb = |local: &str| node(format!("{QB}{local}"));
    let set = node(format!("{COMPARISON}{}", table.id));
    let structure = node(format!("{COMPARISON}{}-structure", table.id));
    let a = || rdf::TYPE.into_owned();
    add(&set, a(), qb("DataSet").into());
    labels(&table.title).for_each(|l| add(&set, rdfs::LABEL.into_owned(), l.into()));
    labels(&table.note).filter(|l| !l.value().is_empty()).for_each(|l| add(&set, rdfs::COMMENT.into_owned(), l.into()));
    add(&set, qb("structure"), structure.clone().into());
    add(&structure, a(), qb("DataStructureDefinition").into());
    let row_number = node(format!("{COMPARISON}row"));
    // Observations have one measure each, which a dimension names: not every row has every measure.
    let measure_type = qb("measureType");
    let columns = table.columns.iter().map(|c| (property(table, c.id), c.role, Some(&c.title)));
    let more = [(row_number.clone(), Role::Dimension, None), (measure_type.clone(), Role::Dimension, None)];
    for (i, (property, role, title)) in columns.chain(more).enumerate() {
        let component = node(format!("{COMPARISON}{}-component-{i}", table.id));
        let (kind, class) = match role {
            Role::Dimension => ("dimension", "DimensionProperty"),
            Role::Measure => ("measure", "MeasureProperty"),
            Role::Remark => ("attribute", "AttributeProperty"),
        };
        add(&structure, qb("component"), component.clone().into());
        add(&component, a(), qb("ComponentSpecification").into());
        add(&component, qb(kind), property.clone().into());
        add(&property, a(), qb(class).into());
        title.into_iter().flat_map(labels).for_each(|l| add(&property, rdfs::LABEL.into_owned(), l.into()));
    }
    for (i, row) in table.rows.iter().enumerate() {
        let measured =
            table.columns.iter().zip(&row.cells).filter(|(c, cell)| c.role == Role::Measure && **cell != Cell::Missing);
        for (measure, value) in measured {
            let observation = node(format!("{COMPARISON}{}-row-{}-{}", table.id, i + 1, measure.id));
            let number = Literal::new_typed_literal((i + 1).to_string(), xsd::INTEGER);
            add(&observation, a(), qb("Observation").into());
            add(&observation, qb("dataSet"), set.clone().into());
            add(&observation, row_number.clone(), number.into());
            add(&observation, measure_type.clone(), property(table, measure.id).into());
            term(comparison, value).into_iter().for_each(|t| add(&observation, property(table, measure.id), t));
            for (column, cell) in table.columns.iter().zip(&row.cells).filter(|(c, _)| c.role != Role::Measure) {
                term(comparison, cell).into_iter().for_each(|t| add(&observation, property(table, column.id), t));
                if *cell == Cell::Missing && column.role == Role::Dimension {
                    add(&observation, property(table, column.id), node(format!("{PG}notStated")).into());
                }
            }
            for claim in &row.claims {
                add(&observation, node(format!("{PROV}wasDerivedFrom")), node(format!("{ID}claim-{claim}")).into());
            }
        }
    }
    triples
}

/// A value as a term; a dimension has one value, so names are in English.
fn term(comparison: &Comparison, cell: &Cell) -> Option<Term> {
    Some(match cell {
        Cell::Missing => return None,
        Cell::Text(text) => match code(comparison, text) {
            Some(code) => node(format!("{ID}country-{code}")).into(),
            None if text.ko == text.en => Literal::new_simple_literal(&text.en).into(),
            None => Literal::new_language_tagged_literal_unchecked(&text.en, "en").into(),
        },
        Cell::Count(n) => Literal::new_typed_literal(n.to_string(), xsd::INTEGER).into(),
        Cell::Number(x) => Literal::from(rounded(*x)).into(),
        Cell::Amount(d) => Literal::new_typed_literal(d.normalize().to_string(), xsd::DECIMAL).into(),
    })
}

fn code(comparison: &Comparison, name: &Bilingual) -> Option<String> {
    comparison.countries.iter().find(|c| c.label == *name).map(|c| c.code.to_lowercase())
}
