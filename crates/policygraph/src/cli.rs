//! dev
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
#[derive(Debug, Parser)]
struct Cli { #[command(subcommand)] command: Command }
#[derive(Debug, Subcommand)]
enum Command { Outline(OutlineArgs), Extract(ExtractArgs) }
#[derive(Debug, Args)]
pub(crate) struct OutlineArgs { pub file: PathBuf, #[arg(long, value_enum, default_value_t)] pub format: OutlineFormat, #[arg(long)] pub blocks: bool }
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum OutlineFormat { #[default] Text, Json }
#[derive(Debug, Args)]
pub(crate) struct ExtractArgs { pub file: PathBuf }
/// x
pub fn main() -> anyhow::Result<()> {
    let p = crate::pipeline::Pipeline::new(policygraph_registry::Registry::builtin());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match Cli::parse().command { Command::Outline(a) => crate::commands::outline::run(&a, &p, &mut out), Command::Extract(a) => crate::commands::extract::run(&a, &p, &mut out) }
}
