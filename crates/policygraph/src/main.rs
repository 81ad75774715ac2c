//! The binary.
fn main() -> anyhow::Result<()> { policygraph::cli::main() }
