//! A build that is killed, stopped or out of room loses nothing.

use crate::{EXAMPLE, Fixture};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Documents of an archive: three batches with the least memory.
const DOCUMENTS: usize = 48;

/// Of one whose build is stopped: so many batches that a stop comes before the last also on a machine with much to do.
const MANY_DOCUMENTS: usize = 8 * DOCUMENTS;

/// The least memory, so that there are several batches.
const LEAST: &str = "300MB";

impl Fixture {
    /// A fixture with an archive in the folder `in`.
    fn with_archive(documents: usize) -> Self {
        let fixture = Self::new();
        let example = std::fs::read_to_string(EXAMPLE).unwrap();
        for i in 0..documents {
            fixture.write(&format!("in/{i:03}.txt"), example.replace("5년간", &format!("{}년간", i + 3)));
        }
        fixture
    }

    fn build(&self, store: &str) -> Command {
        self.command(&["build", "in", "--memory", LEAST, "--store", store])
    }
}

#[test]
fn a_build_killed_at_random_ends_as_one_never_killed() {
    let fixture = Fixture::with_archive(DOCUMENTS);
    assert!(fixture.build("whole").stderr(Stdio::null()).status().unwrap().success());
    // Moments spread over a build, by a fixed linear congruential sequence: no clock or random source in a test.
    let mut state: u64 = 42;
    for _ in 0..8 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = Duration::from_millis((state >> 33) % 1200);
        let mut child = fixture.build("killed").stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(fixture.build("killed").stderr(Stdio::null()).status().unwrap().success());
    assert_eq!(fixture.dump("whole"), fixture.dump("killed"));
    let left = std::fs::read_dir(fixture.path("killed/rdf")).unwrap();
    assert!(left.into_iter().all(|e| !e.unwrap().file_name().to_string_lossy().starts_with("bulk-")));
    assert!(!fixture.path("killed/loading").exists());
}

#[test]
fn a_build_stopped_by_ctrl_c_keeps_what_it_has_and_says_how_to_go_on() {
    let fixture = Fixture::with_archive(MANY_DOCUMENTS);
    let mut child =
        fixture.build("stopped").arg("--json-progress").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first: serde_json::Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!((first["event"].as_str(), first["of"].as_u64()), (Some("progress"), Some(MANY_DOCUMENTS as u64)));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let last: serde_json::Value = serde_json::from_str(&lines.last().unwrap().unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), last["event"].as_str()), (Some(130), Some("stopped")));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("run the same command again to go on"), "{said}");
    // What was read before is in the store, and not read again.
    let stored = last["stored"].as_u64().unwrap();
    assert!(stored > 0 && stored < MANY_DOCUMENTS as u64, "{last}");
    let run = fixture.run(&["build", "in", "--store", "stopped"]).succeeds();
    assert!(run.err.contains(&format!("{stored} unchanged")), "{run:?}");
    fixture.run(&["build", "in", "--store", "whole"]).succeeds();
    assert_eq!(fixture.dump("whole"), fixture.dump("stopped"));
}

/// A file that may not grow is what a test can have in place of a full disk; `scripts/stress-build` takes a disk.
#[cfg(unix)]
#[test]
fn a_build_without_room_says_so_and_goes_on_when_there_is_some() {
    let fixture = Fixture::with_archive(DOCUMENTS);
    let program = env!("CARGO_BIN_EXE_policygraph");
    // 512 bytes each in POSIX, a kilobyte in some shells: below what a batch takes with both.
    let script = format!("trap '' XFSZ; ulimit -f 1000; exec '{program}' build in --store full");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).current_dir(fixture.path("."));
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("full: ") && said.contains("hint: free some space and run the same command again"), "{said}");
    fixture.run(&["stats", "--store", "full"]).succeeds();
    fixture.run(&["build", "in", "--store", "full"]).succeeds();
    fixture.run(&["build", "in", "--store", "whole"]).succeeds();
    assert_eq!(fixture.dump("whole"), fixture.dump("full"));
}
