//! The binary, end to end.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

mod analysis;
mod bad_input;
mod build;
mod compare;
mod documents;
mod endpoint;
mod evaluate;
mod export;
mod extract;
mod graph;
mod kill;
mod named_queries;
mod overrides;
mod query;
mod rdf;
mod readme;
mod tables;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The bundled bulletin.
pub(crate) const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/bulletin-2021-03.txt");

/// A press release with its head.
pub(crate) const RELEASE: &str = "해솔부 보도자료\n\n보도일시 2026. 3. 2.(월) 09:00\n\n해솔부, ‘물결 계획’ 발표\n\n□ 해솔부는 ‘물결 계획’을 발표했다고 2일 밝혔다.\n\n ㅇ 해솔부는 사업을 취소하지 않기로 했다.\n";

/// A short bulletin with one item.
pub(crate) const SHORT: &str = "Ⅰ 동향\n\n1. 일본, 우주 통신 동향\n\n○ 총무성은 ‘우주 통신 계획’을 발표(’21.1.5.)\n\n- 5년간 30억 엔을 투입\n\n출처 : 총무성 (2021.1.5.)\n\nhttps://www.soumu.go.jp/\n";

/// A folder of its own for a test, with the program in it.
pub(crate) struct Fixture {
    folder: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A fixture with the example built into its default store.
    pub(crate) fn with_example() -> Self {
        let fixture = Self::new();
        fixture.run(&["build", EXAMPLE]).succeeds();
        fixture
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_policygraph"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args))
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Run {
        let file = self.write("standard-input", input);
        let mut command = self.command(args);
        command.stdin(std::fs::File::open(file).unwrap());
        Run::of(command)
    }

    /// Everything in a store, in a fixed order.
    pub(crate) fn dump(&self, store: &str) -> String {
        self.run(&["export", "--format", "nquads", "--store", store]).succeeds().out
    }
}

impl Run {
    fn of(mut command: Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// The run succeeded, and says all these words.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Self {
        self.fails(0, words)
    }

    /// The run failed with this code, and its error has all these words.
    #[track_caller]
    pub(crate) fn fails(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in {self:?}");
        }
        self
    }
}

/// A path as an argument.
pub(crate) fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}
