//! Packs the seeds that are built in, so that no file has to be read when the program starts.

use policygraph_seeds::{SEED_FILES, Seeds};
use std::path::Path;
use std::{env, fs};

fn main() {
    // The files are part of the crate of the seeds: when one changes, so does this program.
    println!("cargo::rerun-if-changed=build.rs");
    let width = env::var("CARGO_CFG_TARGET_POINTER_WIDTH").expect("Cargo says what it compiles for");
    assert_eq!(width, usize::BITS.to_string(), "hashes of words are packed, which depend on the width of pointers");
    let files: Vec<(String, &str)> = SEED_FILES.iter().map(|(name, text)| (format!("seeds/{name}"), *text)).collect();
    let seeds = Seeds::read(files.iter().map(|(name, text)| (name.as_str(), *text))).unwrap_or_else(|e| panic!("{e}"));
    let folder = env::var_os("OUT_DIR").expect("Cargo gives build scripts a folder");
    fs::write(Path::new(&folder).join("seeds.postcard"), seeds.pack()).expect("the folder can be written to");
}
