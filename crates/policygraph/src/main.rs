//! The `policygraph` binary; everything is in the library.

/// Reading and writing take and give back small pieces of memory all the time, from several threads, at which the allocator of the system is slow.
/// RocksDB uses it too, which it has to: oxigraph frees messages of RocksDB as its own.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    policygraph::cli::main()
}
