//! The commands of the README files, run as a reader types them, give what stands below them.

use crate::Fixture;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Begins a block of commands with what they print.
const BLOCK: &str = "```console\n";
/// Begins a command.
const PROMPT: &str = "$ ";

/// The folder of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a command prints on both streams, in a folder, with the program on the path.
fn printed(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_policygraph"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{command} 2>&1")]).current_dir(folder).env("PATH", path);
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).unwrap()
}

/// A block with what its commands print now. Lines of a table end without the spaces that fill it.
fn run_again(block: &str, folder: &Path) -> String {
    let mut out = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix(PROMPT)) {
        out.push_str(&format!("{PROMPT}{command}\n"));
        for line in printed(command, folder).lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

#[test]
fn commands_print_what_the_readme_says() {
    for name in ["README.md", "README.ko.md"] {
        let fixture = Fixture::new();
        let here = fixture.path(".");
        let example = std::fs::read(crate::EXAMPLE).unwrap();
        fixture.write("examples/bulletin-2021-03.txt", example);
        let path = repository().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let mut parts = text.split(BLOCK);
        let mut now = parts.next().unwrap().to_owned();
        let mut commands = 0;
        for part in parts {
            let (block, rest) = part.split_once("```").unwrap_or_else(|| panic!("{name}: a block has no end"));
            commands += block.lines().filter(|line| line.starts_with(PROMPT)).count();
            now.push_str(&format!("{BLOCK}{}```{rest}", run_again(block, &here)));
        }
        assert!(commands >= 5, "{name} has {commands} commands");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &now).unwrap();
            continue;
        }
        assert_eq!(now, text, "{name}: UPDATE_GOLDEN=1 writes what the commands print now");
    }
}

#[test]
fn addresses_in_the_documents_lead_to_files() {
    let root = repository();
    let docs = std::fs::read_dir(root.join("docs")).unwrap().map(|e| e.unwrap().path());
    let pages: Vec<PathBuf> = docs.filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    let own = ["README.md", "README.ko.md", "CONTRIBUTING.md"].map(|name| root.join(name));
    let mut followed = 0;
    for page in pages.into_iter().chain(own) {
        let text = std::fs::read_to_string(&page).unwrap();
        for address in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = address.split('#').next().unwrap();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            followed += 1;
            let target = page.parent().unwrap().join(file);
            assert!(target.exists(), "{} leads to {file}, which is not there", page.display());
        }
    }
    assert!(followed > 20);
}

#[test]
fn the_example_uses_an_installed_program() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new();
    let program = fixture.write("bin/policygraph", "#!/bin/sh\necho \"installed: $*\"\n");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let output = Command::new(repository().join("scripts/example")).env("PATH", path).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "installed: build examples --store target/example.store\n");
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("Using the installed "));
}
