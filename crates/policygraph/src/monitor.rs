//! Progress of analyses on the terminal, and Ctrl-C.

use crate::call::Streams;
use indicatif::{ProgressBar, ProgressStyle};
use policygraph_network::Monitor;
use std::sync::atomic::{AtomicBool, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Shows progress where that is wanted, and stops the work at the first Ctrl-C; a second one ends the process.
pub(crate) struct Watch {
    bar: ProgressBar,
}

impl Watch {
    pub(crate) fn new(what: &str, streams: &Streams<'_>) -> Self {
        let bar = if streams.progress { ProgressBar::new(0) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent}% · {eta} left") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        catch_interrupts();
        Self { bar }
    }
}

/// From now on the first Ctrl-C is remembered, and a second one ends the process.
pub(crate) fn catch_interrupts() {
    // Without a handler Ctrl-C ends the process at once, which loses nothing either: results are written whole.
    let _ = ctrlc::try_set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(crate::call::INTERRUPTED));
        }
    });
}

/// Stops what runs in this process, as Ctrl-C does, until [`resume`].
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::Relaxed);
}

/// Lets work go on after [`interrupt`].
pub fn resume() {
    INTERRUPTED.store(false, Ordering::Relaxed);
}

/// Whether there was a Ctrl-C.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

impl Monitor for Watch {
    fn advance(&self, done: usize, all: usize) {
        // Steps can be short; more than a thousand would be no news.
        if done < all && !done.is_multiple_of((all / 1000).max(1)) {
            return;
        }
        self.bar.set_length(all as u64);
        // Parts that run beside each other may tell of their steps in another order.
        if done as u64 > self.bar.position() {
            self.bar.set_position(done as u64);
        }
    }

    fn stopped(&self) -> bool {
        interrupted()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
