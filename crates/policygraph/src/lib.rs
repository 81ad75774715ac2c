//! policygraph joins its crates here: documents become facts ([`policygraph_pipeline`]), are stored, and asked.
//!
//! The binary of the same name is a thin shell around [`cli`].

mod additions;
mod call;
pub mod cli;
mod commands;
mod comparing;
mod editing;
mod evidence;
#[cfg(feature = "explorer")]
mod exploring;
mod failure;
mod input;
mod manifest;
mod monitor;
mod output;
mod process;
mod projection;
mod reader;
mod reading;
mod release;
mod selection;
mod sentence;
mod workbook;
mod workers;

pub use call::{Listener, Outcome, Step, set_program};
pub use failure::{Failure, told};
pub use input::{ENDINGS, composed, is_read};
pub use manifest::{Described, Manifest};
pub use monitor::{interrupt, resume};
pub use reader::{Found, Reader, base_lines};
pub use reading::document as read_document;
pub use release::write_manuals;
