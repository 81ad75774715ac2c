//! One file a command.

pub(crate) mod extract;
pub(crate) mod outline;
