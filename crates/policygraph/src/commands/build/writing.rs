//! Documents into the store: changed ones each in a transaction, new ones in batches, of which one is written while the next is read.

use super::line::Line;
use super::reading::{Contents, Extracted, Opened, Reader};
use super::{Memory, Progress, Tally, count};
use crate::call::Streams;
use crate::input::Input;
use anyhow::Result;
use policygraph_store::{Batch, BulkWriter, Records, Store, StoreError};
use rayon::prelude::*;
use std::mem::take;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Documents that are read at once, side by side.
const WINDOW: usize = 16;

/// A build that runs.
pub(super) struct Build<'b> {
    pub folder: &'b Path,
    pub reader: &'b Reader<'b>,
    pub memory: Memory,
    pub keep_copies: bool,
    pub contents: Contents,
    pub tally: &'b mut Tally,
    pub progress: &'b mut Progress,
}

impl Build<'_> {
    /// Brings documents that the store has up to date.
    pub(super) fn change(
        &mut self,
        store: &Store,
        inputs: &[&Input],
        records: &mut Records,
        streams: &mut Streams<'_>,
    ) -> Result<()> {
        let here: Vec<&str> = inputs.iter().map(|i| i.name.as_str()).collect();
        let mut others: Vec<_> = self.reader.known.values().filter(|d| !here.contains(&d.name.as_str())).collect();
        others.sort();
        others.iter().for_each(|d| self.contents.add(&d.digest, &d.name));
        for window in self.windows(inputs) {
            if self.progress.stopped() {
                return Ok(());
            }
            let reader = self.reader;
            let opened = self.open(window, |file| !reader.is_unchanged(file))?;
            let read: Vec<_> = opened.par_iter().map(|file| (file, reader.extract(file))).collect();
            for (file, extracted) in read {
                let Some(new) = self.accept(file, extracted)? else { continue };
                let changed = Batch::of(&new.document, &new.facts, reader.version);
                let (added, removed) = records.changed_statements(&changed).map_err(|e| e.at(self.folder))?;
                let (name, added) = (&new.document.name, count(added, "new statement"));
                self.progress.say(&format!("{name}: read again, {added}, {removed} no longer stated"), streams)?;
                store.put_changed(changed, records).map_err(|e| e.at(self.folder))?;
                self.progress.written(1);
            }
            self.progress.show(streams)?;
        }
        Ok(store.flush().map_err(|e| e.at(self.folder))?)
    }

    /// Adds documents that the store does not have.
    pub(super) fn add(
        &mut self,
        store: &mut BulkWriter,
        inputs: &[&Input],
        records: &mut Records,
        streams: &mut Streams<'_>,
    ) -> Result<()> {
        let stored = self.progress.counter();
        thread::scope(|scope| {
            // Nothing waits between the two: one batch is written, one is filled.
            let (sender, receiver) = sync_channel(0);
            let writing = scope.spawn(move || write_all(store, records, receiver, &stored));
            let filled = self.fill(inputs, streams, |batch| sender.send(batch).is_ok());
            drop(sender);
            let written = writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            written.map_err(|e| e.at(self.folder))?;
            filled
        })
    }

    /// Reads documents into batches; `send` says whether there is still somebody who takes them.
    fn fill(&mut self, inputs: &[&Input], streams: &mut Streams<'_>, send: impl Fn(Batch) -> bool) -> Result<()> {
        let longest = self.memory.quads();
        let mut filling = Batch::default();
        for window in self.windows(inputs) {
            if self.progress.stopped() {
                break;
            }
            let (reader, keep_copies) = (self.reader, self.keep_copies);
            let all = self.open(window, |_| true)?;
            let mut opened = Vec::with_capacity(all.len());
            for file in all {
                if keep_copies || self.is_first(&file)? {
                    opened.push(file);
                }
            }
            let read: Vec<_> = opened
                .par_iter()
                .map(|file| {
                    let extracted = reader.extract(file);
                    let batch = extracted.as_ref().map(|e| Batch::of(&e.document, &e.facts, reader.version)).ok();
                    (file, extracted, batch.unwrap_or_default())
                })
                .collect();
            for (file, extracted, batch) in read {
                if self.accept(file, extracted)?.is_none() {
                    continue;
                }
                if !filling.is_empty() && filling.len() + batch.len() > longest && !send(take(&mut filling)) {
                    return Ok(());
                }
                filling.append(batch);
            }
            self.progress.show(streams)?;
        }
        if !filling.is_empty() {
            send(filling);
        }
        Ok(())
    }

    /// The inputs by parts that are read at once.
    fn windows<'i, 'n>(&self, inputs: &'i [&'n Input]) -> Vec<&'i [&'n Input]> {
        let (mut windows, mut rest) = (Vec::new(), inputs);
        while !rest.is_empty() {
            let mut size = 0;
            let fits = |input: &&&Input| {
                size += std::fs::metadata(&input.path).map_or(0, |m| m.len());
                size <= self.memory.files()
            };
            let length = rest.iter().take(WINDOW).take_while(fits).count().max(1);
            let (window, others) = rest.split_at(length);
            windows.push(window);
            rest = others;
        }
        windows
    }

    /// Opens the files of a window; those that are not wanted are unchanged.
    fn open<'i>(&mut self, window: &[&'i Input], wanted: impl Fn(&Opened<'i>) -> bool) -> Result<Vec<Opened<'i>>> {
        let reader = self.reader;
        let all: Vec<_> = window.par_iter().map(|input| (*input, reader.open(input))).collect();
        let mut opened = Vec::with_capacity(all.len());
        for (input, result) in all {
            match result {
                Ok(file) if wanted(&file) => opened.push(file),
                Ok(file) => {
                    self.tally.unchanged += 1;
                    self.contents.add(&file.digest, &input.name);
                    self.progress.line(&Line::unchanged(&input.name))?;
                    self.progress.passed(file.size());
                }
                Err(e) => {
                    self.progress.line(&Line::failed(Some(&input.name), &format!("{e:#}")))?;
                    self.tally.failed.push(format!("{}: {e:#}", input.shown));
                    self.progress.passed(0);
                }
            }
        }
        Ok(opened)
    }

    /// Whether no document has the same content under another name.
    fn is_first(&mut self, file: &Opened<'_>) -> Result<bool> {
        if let Some(twin) = self.contents.twin(&file.digest, &file.input.name) {
            self.tally.notes.push(format!(
                "{}: the same text as `{twin}`, so it is left out and counts once (`--keep-copies` stores it too)",
                file.input.shown
            ));
            self.progress.line(&Line::duplicate(&file.input.name, twin))?;
            self.tally.duplicates += 1;
            self.progress.passed(file.size());
            return Ok(false);
        }
        self.contents.add(&file.digest, &file.input.name);
        Ok(true)
    }

    /// Counts a document that was read, or that could not be.
    fn accept(&mut self, file: &Opened<'_>, extracted: Result<Extracted>) -> Result<Option<Extracted>> {
        Ok(match extracted {
            Ok(new) => {
                self.contents.add(&file.digest, &file.input.name);
                self.progress.read(&file.input.name, file.size(), new.facts.len(), new.taken);
                let notes = new.document.notes.iter();
                self.tally.notes.extend(notes.map(|n| format!("{}: {n}", file.input.shown)));
                self.progress.line(&Line::stored(&new.document, &new.facts))?;
                Some(new)
            }
            Err(e) => {
                // The line names the document itself.
                let reason: Vec<String> = e.chain().skip(1).map(ToString::to_string).collect();
                self.progress.line(&Line::failed(Some(&file.input.name), &reason.join(": ")))?;
                self.tally.failed.push(format!("{e:#}"));
                self.progress.passed(file.size());
                None
            }
        })
    }
}

/// Writes batches as they come.
fn write_all(
    store: &mut BulkWriter,
    records: &mut Records,
    batches: Receiver<Batch>,
    stored: &AtomicUsize,
) -> Result<(), StoreError> {
    for batch in batches {
        let documents = batch.documents();
        store.put(batch, records)?;
        stored.fetch_add(documents, Ordering::Relaxed);
    }
    Ok(())
}
