//! policygraph joins its crates here: documents become facts ([`policygraph_pipeline`]), are stored, and asked.
//!
//! The binary of the same name is a thin shell around [`cli`].

mod additions;
mod call;
pub mod cli;
mod commands;
mod comparing;
mod evidence;
#[cfg(feature = "explorer")]
mod exploring;
mod failure;
mod input;
mod manifest;
mod monitor;
mod output;
mod projection;
mod reading;
mod release;
mod selection;
mod sentence;
mod workbook;

pub use call::{Outcome, set_program};
pub use failure::{Failure, told};
pub use monitor::{interrupt, resume};
pub use reading::document as read_document;
pub use release::write_manuals;
