//! How far a build is: a bar on a terminal, or JSON Lines for other programs.

use super::Said;
use super::line::Line;
use crate::call::{Step, Streams};
use crate::monitor;
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How many of the documents that took longest are named.
const SLOWEST: usize = 3;

/// What has been done of a build, and since when.
pub(super) struct Progress {
    bar: ProgressBar,
    json: bool,
    started: Instant,
    documents: usize,
    bytes: u64,
    all: (usize, u64),
    facts: usize,
    /// Documents that are in the store; told by the thread that writes.
    stored: Arc<AtomicUsize>,
    /// Time of reading and name of those that took longest.
    slowest: Vec<(Duration, String)>,
    /// What became of documents, for programs that ask for it: lines that are not printed yet.
    lines: Option<Vec<String>>,
    /// Whether who listens wants no more.
    unheard: bool,
}

impl Progress {
    /// # Arguments
    /// `all`: number of documents, and bytes of their files.
    pub(super) fn new(all: (usize, u64), json: bool, said: Said, streams: &Streams<'_>) -> Self {
        let bar = if streams.progress && !json { ProgressBar::new(all.1) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {msg}, {eta} left") {
            bar.set_style(style);
        }
        Self {
            bar,
            json,
            started: Instant::now(),
            documents: 0,
            bytes: 0,
            all,
            facts: 0,
            stored: Arc::default(),
            slowest: Vec::new(),
            lines: (said == Said::Lines).then(Vec::new),
            unheard: false,
        }
    }

    /// A document has been read.
    pub(super) fn read(&mut self, name: &str, bytes: u64, facts: usize, taken: Duration) {
        self.passed(bytes);
        self.facts += facts;
        self.slowest.push((taken, name.to_owned()));
        self.slowest.sort_by(|a, b| b.cmp(a));
        self.slowest.truncate(SLOWEST);
    }

    /// A document is done with, without reading it.
    pub(super) fn passed(&mut self, bytes: u64) {
        self.documents += 1;
        self.bytes += bytes;
    }

    /// Documents have been written.
    pub(super) fn written(&self, documents: usize) {
        self.stored.fetch_add(documents, Ordering::Relaxed);
    }

    /// Counts documents in the store, for the thread that writes.
    pub(super) fn counter(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.stored)
    }

    /// Number of documents that have been looked at.
    pub(super) fn passed_over(&self) -> usize {
        self.documents
    }

    pub(super) fn stored(&self) -> usize {
        self.stored.load(Ordering::Relaxed)
    }

    /// Says of a document what became of it, where a program asks.
    pub(super) fn line(&mut self, line: &Line<'_>) -> Result<()> {
        if let Some(lines) = &mut self.lines {
            lines.push(serde_json::to_string(line)?);
        }
        Ok(())
    }

    /// Prints the lines of documents.
    pub(super) fn flush(&mut self, streams: &mut Streams<'_>) -> Result<()> {
        for line in self.lines.iter_mut().flat_map(std::mem::take) {
            writeln!(streams.out, "{line}")?;
        }
        Ok(streams.out.flush()?)
    }

    /// Shows how far the build is.
    pub(super) fn show(&mut self, streams: &mut Streams<'_>) -> Result<()> {
        self.flush(streams)?;
        self.bar.set_position(self.bytes);
        self.bar.set_message(format!(
            "{} of {} documents, {:.1} MB/s, {} facts",
            self.documents,
            self.all.0,
            self.speed(),
            self.facts
        ));
        self.hear(streams);
        self.tell("progress", json!({}), streams)
    }

    /// Tells who listens how far the build is.
    fn hear(&mut self, streams: &Streams<'_>) {
        let step = Step {
            documents: self.documents,
            of: self.all.0,
            bytes: self.bytes,
            of_bytes: self.all.1,
            facts: self.facts,
            stored: self.stored(),
        };
        if let Some(listener) = streams.listener {
            self.unheard |= listener(step).is_break();
        }
    }

    /// Whether the build shall stop: there was a Ctrl-C, or who listens wants no more.
    pub(super) fn stopped(&self) -> bool {
        self.unheard || monitor::interrupted()
    }

    /// Megabytes a second.
    fn speed(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a figure for reading")]
        let megabytes = self.bytes as f64 / 1e6;
        megabytes / self.started.elapsed().as_secs_f64().max(1e-3)
    }

    /// Writes an event for other programs, if one listens.
    pub(super) fn tell(&self, event: &str, more: Value, streams: &mut Streams<'_>) -> Result<()> {
        if !self.json {
            return Ok(());
        }
        #[expect(clippy::cast_precision_loss, reason = "a figure for reading")]
        let left = self.all.1.saturating_sub(self.bytes) as f64 / 1e6 / self.speed().max(1e-9);
        let mut line = json!({
            "event": event,
            "documents": self.documents,
            "of": self.all.0,
            "stored": self.stored(),
            "facts": self.facts,
            "megabytes_a_second": rounded(self.speed()),
            "seconds": rounded(self.started.elapsed().as_secs_f64()),
            "seconds_left": rounded(left),
        });
        if let (Value::Object(line), Value::Object(more)) = (&mut line, more) {
            line.extend(more);
        }
        writeln!(streams.out, "{line}")?;
        Ok(streams.out.flush()?)
    }

    /// Says something between the frames of the bar.
    pub(super) fn say(&self, words: &str, streams: &mut Streams<'_>) -> Result<()> {
        Ok(self.bar.suspend(|| writeln!(streams.talk, "{words}"))?)
    }

    /// All that is wanted is in the store.
    pub(super) fn finish(&mut self, streams: &Streams<'_>) {
        self.bar.finish_and_clear();
        if !self.stopped() {
            self.hear(streams);
        }
    }

    /// The documents whose reading took longest, with seconds, the longest first.
    pub(super) fn slowest(&self) -> impl Iterator<Item = (&str, f64)> {
        self.slowest.iter().map(|(taken, name)| (name.as_str(), rounded(taken.as_secs_f64())))
    }
}

/// To hundredths.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
