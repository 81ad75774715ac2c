//! The `policygraph` binary; everything is in the library.

fn main() -> std::process::ExitCode {
    policygraph::cli::main()
}
