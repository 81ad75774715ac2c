//! policygraph joins its stages here: documents are read, laid out, extracted, resolved, stored, and asked.
//!
//! The binary of the same name is a thin shell around [`cli`]. As a library, [`pipeline`] turns a file into facts:
//!
//! ```
//! use policygraph::pipeline::Pipeline;
//! let pipeline = Pipeline::new(policygraph_registry::Registry::builtin());
//! let document = pipeline.lay_out("a.txt", "Ⅰ 동향\n1. 일본, 새 소식\n○ 총무성은 회의를 개최\n".as_bytes()).unwrap();
//! let facts = pipeline.facts(&document);
//! assert!(!facts.is_empty());
//! ```

pub mod cli;
mod commands;
mod comparing;
mod evidence;
#[cfg(feature = "explorer")]
mod exploring;
mod input;
mod monitor;
mod output;
pub mod pipeline;
mod projection;
mod selection;
mod sentence;
