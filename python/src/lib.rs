//! policygraph as a module of Python: what the package `policygraph` in `package/` is made of.
//!
//! Facts come out as Arrow tables without copies (`facts`), those of archives as rows a document for Spark (`documents`); all else is a call of the program in this process (`calls`), so that Python and the command
//! line give the same answers in the same words.

mod calls;
mod documents;
mod facts;
mod tables;

use pyo3::prelude::*;

/// The module.
#[pymodule]
mod policygraph_native {
    #[pymodule_export]
    use super::calls::{call, run, set_program};
    #[pymodule_export]
    use super::documents::{
        Documents, base_quads, document_graph, endings, inference_rules, inferred_graph, manifest, no_documents,
        reader_version, registry_ids,
    };
    #[pymodule_export]
    use super::facts::{Extraction, Facts, extract};
    #[pymodule_export]
    use super::tables::Table;
}
