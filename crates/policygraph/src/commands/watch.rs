//! `policygraph watch`: builds what is new or changed in a folder, until it is stopped.

use super::build::{Said, build};
use crate::call::{Outcome, Streams};
use crate::commands::build::BuildOptions;
use crate::input;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};
use notify::{Config, Event, EventHandler, PollWatcher, RecursiveMode, Watcher};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Folder to watch, with its subfolders.
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    #[command(flatten)]
    pub options: BuildOptions,
    /// Check the folder at this interval instead of using notifications of the system: for network drives, which send none.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub poll: Option<u64>,
}

/// For how long nothing must change before a build: files are copied in parts, and many together.
const QUIET: Duration = Duration::from_secs(1);
/// How often a folder is looked at whose changes the system does not tell.
const POLL: Duration = Duration::from_secs(10);

/// What wakes the loop.
enum Wake {
    Changed,
    Stop,
}

pub(crate) fn run(args: &WatchArgs, registry: &Arc<Registry>, streams: &mut Streams<'_>) -> Result<Outcome> {
    if !args.folder.is_dir() {
        bail!("{}: no such folder", args.folder.display());
    }
    let (sender, woken) = mpsc::channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        let _ = stop.send(Wake::Stop);
    })
    .context("Ctrl-C cannot be listened to")?;
    let _watcher = watcher(args, &sender, streams)?;
    loop {
        // What is wrong now may be mended by the next change.
        if let Err(error) = rebuild(args, registry, streams) {
            writeln!(streams.talk, "error: {error:#}")?;
        }
        writeln!(streams.talk, "watching {}; Ctrl-C stops", args.folder.display())?;
        streams.talk.flush()?;
        if let Ok(Wake::Stop) | Err(_) = woken.recv() {
            break;
        }
        loop {
            match woken.recv_timeout(QUIET) {
                Ok(Wake::Changed) => {}
                Ok(Wake::Stop) => return Ok(Outcome::Done),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
    }
    Ok(Outcome::Done)
}

fn rebuild(args: &WatchArgs, registry: &Arc<Registry>, streams: &mut Streams<'_>) -> Result<()> {
    build(
        std::slice::from_ref(&args.folder),
        &args.options,
        Said::Counts,
        Pipeline::new(Arc::clone(registry)),
        streams,
    )?;
    Ok(())
}

/// Something that tells of changes; it looks itself where the system does not tell.
fn watcher(args: &WatchArgs, sender: &Sender<Wake>, streams: &mut Streams<'_>) -> Result<Box<dyn Watcher>> {
    let polling = |every| -> notify::Result<Box<dyn Watcher>> {
        let mut watcher = PollWatcher::new(listener(args, sender), Config::default().with_poll_interval(every))?;
        watcher.watch(&args.folder, RecursiveMode::Recursive)?;
        Ok(Box::new(watcher))
    };
    let told = || -> notify::Result<Box<dyn Watcher>> {
        let mut watcher = notify::recommended_watcher(listener(args, sender))?;
        watcher.watch(&args.folder, RecursiveMode::Recursive)?;
        Ok(Box::new(watcher))
    };
    let watching = match args.poll {
        Some(seconds) => polling(Duration::from_secs(seconds)),
        None => told().or_else(|e| {
            // A talk that cannot be written is told by the next line.
            let _ = writeln!(
                streams.talk,
                "note: the system does not tell of changes ({e}): the folder is looked at every {} seconds",
                POLL.as_secs()
            );
            polling(POLL)
        }),
    };
    watching.with_context(|| format!("{}: cannot be watched", args.folder.display()))
}

/// Wakes the loop for what a build would read. The store may lie in the folder.
fn listener(args: &WatchArgs, sender: &Sender<Wake>) -> impl EventHandler {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let store: PathBuf =
        whole(args.options.store.store.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")))
            .join(args.options.store.store.file_name().unwrap_or_default());
    let sender = sender.clone();
    move |event: notify::Result<Event>| {
        let concerns = |path: &PathBuf| {
            !whole(path).starts_with(&store) && (path.is_dir() || input::is_read(&path.to_string_lossy()))
        };
        // A fault of telling may have lost changes.
        if event.map_or(true, |e| !e.kind.is_access() && e.paths.iter().any(concerns)) {
            let _ = sender.send(Wake::Changed);
        }
    }
}
