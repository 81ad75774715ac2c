//! Builds the page from `web/` with Vite, so that the program has it inside.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

const WANTS: &str = "the explorer is built with Node.js 18 or later and npm: `scripts/setup` installs them; or build without it: --no-default-features --features shacl";

fn main() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
    for name in
        ["src", "index.html", "yasgui.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"]
    {
        println!("cargo::rerun-if-changed={}", web.join(name).display());
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    // What was installed is as the lock file says if npm's own copy of it is not older.
    let modified = |name: &str| fs::metadata(web.join(name)).and_then(|m| m.modified()).ok();
    if modified("node_modules/.package-lock.json") < modified("package-lock.json") {
        npm(&web, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    }
    npm(&web, &["run", "build", "--", "--outDir", &format!("{out}/pages"), "--emptyOutDir"]);
}

fn npm(web: &Path, arguments: &[&str]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output =
        Command::new(program).args(arguments).current_dir(web).output().unwrap_or_else(|e| panic!("{WANTS} ({e})"));
    if !output.status.success() {
        let (said, failed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        panic!("npm {} failed; {WANTS}\n{said}\n{failed}", arguments.join(" "));
    }
}
