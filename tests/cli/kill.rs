//! A build that is killed loses nothing.

use crate::{EXAMPLE, Fixture};
use std::process::Stdio;
use std::time::Duration;

#[test]
fn a_build_killed_twenty_times_ends_as_one_never_killed() {
    let fixture = Fixture::new();
    let example = std::fs::read_to_string(EXAMPLE).unwrap();
    for i in 0..12 {
        fixture.write(&format!("in/{i:02}.txt"), example.replace("5년간", &format!("{}년간", i + 3)));
    }
    fixture.run(&["build", "in", "--store", "whole"]).succeeds();
    // Moments spread over a build, by a fixed linear congruential sequence: no clock or random source in a test.
    let mut state: u64 = 42;
    for _ in 0..20 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = Duration::from_millis((state >> 33) % 400);
        let mut child = fixture.command(&["build", "in", "--store", "killed"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
    }
    fixture.run(&["build", "in", "--store", "killed"]).succeeds();
    assert_eq!(fixture.dump("whole"), fixture.dump("killed"));
}
