//! Writes the man pages and completions into a folder: `cargo run --release --example manuals FOLDER`.

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).ok_or_else(|| anyhow::anyhow!("give a folder"))?;
    policygraph::write_manuals(folder.as_ref())
}
