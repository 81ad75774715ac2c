//! Leaves debug information out of the program, of which it is four fifths: what a panic says has its file and line without it. `strip` in the profile would do
//! the same, but is part of what all dependencies are compiled with, and RocksDB takes long.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-link-arg-bins=-Wl,--strip-debug");
    }
}
