//! Facts as Arrow tables, handed over by the C interface of Arrow.

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Decimal128Array, Float64Array, Int32Array, ListArray, RecordBatch, RecordBatchIterator, StringArray,
};
use arrow_schema::ArrowError;
use policygraph_model::{Budget, Document, Entity, Fact, Observation, Relation};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Digits of an amount, and how many of them stand behind the point.
const PRECISION: (u8, i8) = (38, 6);

/// A table that any library of Arrow takes.
#[pyclass(frozen)]
pub(crate) struct Table(pub(crate) RecordBatch);

/// Columns of a table by name.
pub(crate) type Columns = Vec<(&'static str, ArrayRef)>;

/// Facts of one kind with their documents.
pub(crate) type Rows<'d, T> = Vec<(&'d Document, &'d T)>;

#[pymethods]
impl Table {
    /// The table as a stream of the C interface of Arrow: nothing is copied. The schema cannot be asked for in another form.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = RecordBatchIterator::new([Ok(self.0.clone())], self.0.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}

pub(crate) fn table(columns: Columns) -> PyResult<Table> {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)));
    batch.map(Table).map_err(|e| wrong(&e))
}

pub(crate) fn wrong(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

pub(crate) fn text<'t>(values: impl Iterator<Item = &'t str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

pub(crate) fn some_text<'t>(values: impl Iterator<Item = Option<&'t str>>) -> ArrayRef {
    Arc::new(StringArray::from_iter(values))
}

pub(crate) fn texts<'t>(values: impl Iterator<Item = &'t [String]>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for row in values {
        row.iter().for_each(|value| builder.values().append_value(value));
        builder.append(true);
    }
    Arc::new(builder.finish())
}

pub(crate) fn lines<'t>(values: impl Iterator<Item = &'t [u32]>) -> ArrayRef {
    Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>(
        values.map(|row| Some(row.iter().map(|n| Some(signed(*n))).collect::<Vec<_>>())),
    ))
}

/// Lines, pages and places of code points: every reader of Arrow has signed integers, and no text is that long.
pub(crate) fn integers(values: impl Iterator<Item = Option<u32>>) -> ArrayRef {
    Arc::new(Int32Array::from_iter(values.map(|value| value.map(signed))))
}

fn signed(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

pub(crate) fn numbers(values: impl Iterator<Item = f64>) -> ArrayRef {
    Arc::new(Float64Array::from_iter_values(values))
}

/// An amount that has no room is left out.
fn amounts(values: impl Iterator<Item = Decimal>) -> PyResult<ArrayRef> {
    let scaled = |mut amount: Decimal| {
        let behind = u32::from(PRECISION.1.unsigned_abs());
        amount.rescale(behind);
        // A number with many digits before the point keeps fewer behind it.
        10i128.checked_pow(behind - amount.scale()).and_then(|missing| amount.mantissa().checked_mul(missing))
    };
    let array = Decimal128Array::from_iter(values.map(scaled));
    Ok(Arc::new(array.with_precision_and_scale(PRECISION.0, PRECISION.1).map_err(|e| wrong(&e))?))
}

/// The page on which a code point of the text stands, where the file has pages.
pub(crate) fn page(document: &Document, start: Option<u32>) -> Option<u32> {
    document.places.at(start?)?.page
}

/// The facts of a document of one kind.
pub(crate) fn rows<'d, T>(
    document: &'d Document,
    facts: &'d [Fact],
    kind: impl Fn(&'d Fact) -> Option<&'d T>,
) -> Rows<'d, T> {
    facts.iter().filter_map(kind).map(|fact| (document, fact)).collect()
}

pub(crate) fn entity(fact: &Fact) -> Option<&Entity> {
    if let Fact::Entity(e) = fact { Some(e) } else { None }
}

pub(crate) fn relation(fact: &Fact) -> Option<&Relation> {
    if let Fact::Relation(r) = fact { Some(r) } else { None }
}

pub(crate) fn budget(fact: &Fact) -> Option<&Budget> {
    if let Fact::Budget(b) = fact { Some(b) } else { None }
}

pub(crate) fn observation(fact: &Fact) -> Option<&Observation> {
    if let Fact::Observation(o) = fact { Some(o) } else { None }
}

pub(crate) fn entities(rows: &Rows<'_, Entity>) -> Columns {
    let of = || rows.iter().map(|(_, e)| e);
    let first = |e: &Entity| e.mentions.first().map(|m| m.start);
    vec![
        ("id", text(of().map(|e| e.id.as_str()))),
        ("type", text(of().map(|e| e.kind.as_str()))),
        ("label", some_text(of().map(|e| e.label_ko.as_deref().or(e.names.first().map(String::as_str))))),
        ("label_en", some_text(of().map(|e| e.label_en.as_deref()))),
        ("country", some_text(of().map(|e| e.country.as_deref()))),
        ("names", texts(of().map(|e| e.names.as_slice()))),
        ("quote", some_text(of().map(|e| e.mentions.first().map(|m| m.text.as_str())))),
        ("lines", lines(of().map(|e| e.lines.as_slice()))),
        ("page", integers(rows.iter().map(|(d, e)| page(d, first(e))))),
    ]
}

pub(crate) fn relations(rows: &Rows<'_, Relation>) -> Columns {
    let of = || rows.iter().map(|(_, r)| r);
    vec![
        ("s", text(of().map(|r| r.s.as_str()))),
        ("p", text(of().map(|r| r.p.as_str()))),
        ("o", text(of().map(|r| r.o.as_str()))),
        ("quote", text(of().map(|r| r.quote.as_str()))),
        ("lines", lines(of().map(|r| r.lines.as_slice()))),
        ("page", integers(rows.iter().map(|(d, r)| page(d, r.evidence.first().map(|e| e.start))))),
        ("confidence", numbers(of().map(|r| r.confidence))),
        ("status", text(of().map(|r| r.status.as_str()))),
        ("origin", text(of().map(|r| r.origin.as_str()))),
        ("rule", text(of().map(|r| r.rule.as_str()))),
        ("valid_from", some_text(of().map(|r| r.valid.as_ref().map(|v| v.from.as_str())))),
        ("valid_to", some_text(of().map(|r| r.valid.as_ref().map(|v| v.to.as_str())))),
    ]
}

pub(crate) fn budgets(rows: &Rows<'_, Budget>) -> PyResult<Columns> {
    let of = || rows.iter().map(|(_, b)| b);
    Ok(vec![
        ("id", text(of().map(|b| b.id.as_str()))),
        ("subject", text(of().map(|b| b.subject.as_str()))),
        ("amount", amounts(of().map(|b| b.amount))?),
        ("currency", text(of().map(|b| b.currency.as_str()))),
        ("period", some_text(of().map(|b| b.period.as_deref()))),
        ("surface", text(of().map(|b| b.surface.as_str()))),
        ("quote", text(of().map(|b| b.evidence.quote.as_str()))),
        ("lines", lines(of().map(|b| b.lines.as_slice()))),
        ("page", integers(rows.iter().map(|(d, b)| page(d, Some(b.evidence.start))))),
        ("confidence", numbers(of().map(|b| b.evidence.confidence))),
        ("status", text(of().map(|b| b.evidence.status.as_str()))),
    ])
}

pub(crate) fn observations(rows: &Rows<'_, Observation>) -> PyResult<Columns> {
    let of = || rows.iter().map(|(_, o)| o);
    Ok(vec![
        ("title", text(of().map(|o| o.title.as_str()))),
        ("area", some_text(of().map(|o| o.area.as_deref()))),
        ("item", texts(of().map(|o| o.item.as_slice()))),
        ("measure", text(of().map(|o| o.measure.as_str()))),
        ("period", some_text(of().map(|o| o.period.as_deref()))),
        ("value", amounts(of().map(|o| o.value))?),
        ("unit", some_text(of().map(|o| o.unit.as_deref()))),
        ("source", some_text(of().map(|o| o.source.as_deref()))),
        ("quote", text(of().map(|o| o.quote.as_str()))),
        ("lines", lines(of().map(|o| std::slice::from_ref(&o.line)))),
        ("page", integers(rows.iter().map(|(d, o)| page(d, Some(o.start))))),
    ])
}
