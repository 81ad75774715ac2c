//! policygraph joins its crates here: documents become facts ([`policygraph_pipeline`]), are stored, and asked.
//!
//! The binary of the same name is a thin shell around [`cli`].

mod additions;
pub mod cli;
mod commands;
mod comparing;
mod evidence;
#[cfg(feature = "explorer")]
mod exploring;
mod input;
mod manifest;
mod monitor;
mod output;
mod projection;
mod reading;
mod selection;
mod sentence;
mod workbook;
