//! Megabytes of text a second on one core: the reader and layout alone, and the whole line to facts.
//!
//! `cargo bench -p policygraph --bench throughput`. The text is the bundled bulletin; `POLICYGRAPH_BENCH_FILE` names
//! another.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;

/// The allocator of the program.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // One core: what a bulletin costs, not how many cores there are.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("no thread pool was made before");
    divan::main();
}

fn text() -> Vec<u8> {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/bulletin-2021-03.txt");
    let file = std::env::var_os("POLICYGRAPH_BENCH_FILE").unwrap_or_else(|| example.into());
    std::fs::read(file).expect("the file can be read")
}

#[divan::bench]
fn layout(bencher: Bencher<'_, '_>) {
    let (pipeline, text) = (Pipeline::new(Registry::builtin()), text());
    bencher.counter(BytesCount::of_slice(&text)).bench_local(|| pipeline.lay_out("b", black_box(&text)));
}

#[divan::bench]
fn facts(bencher: Bencher<'_, '_>) {
    let (pipeline, text) = (Pipeline::new(Registry::builtin()), text());
    bencher
        .counter(BytesCount::of_slice(&text))
        .bench_local(|| pipeline.lay_out("b", black_box(&text)).map(|d| pipeline.facts(&d)));
}
