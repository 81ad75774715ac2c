//! Lines of text that are put together side by side and written in their order: a graph has millions of them.

use rayon::prelude::*;
use std::io::{self, Write};
use std::ops::Range;

/// Rows that are put together at once by a thread.
const PART: usize = 512;
/// Parts in memory at once: bounds it, whatever the number of rows.
const PARTS: usize = 16;

/// Whether a text has a byte of some kind. It looks at all of them, which the compiler does many at a time; most texts have none.
pub(crate) fn holds(text: &str, special: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, b| found | special(b))
}

/// Writes rows: `put` appends those at some places to a buffer. While some are written, the next are put together.
pub(crate) fn write_rows(
    out: &mut impl Write,
    rows: usize,
    put: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let parts: Vec<Range<usize>> = (0..rows).step_by(PART).map(|start| start..(start + PART).min(rows)).collect();
    let (mut ready, mut next): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (Vec::new(), Vec::new());
    for some in parts.chunks(PARTS) {
        next.resize_with(some.len(), Vec::new);
        let mut filled = Ok(());
        // The writer stays on this thread.
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                filled = next.par_iter_mut().zip(some).try_for_each(|(buffer, part)| {
                    buffer.clear();
                    put(part.clone(), buffer)
                });
            });
            write_all(out, &ready)
        })?;
        filled?;
        std::mem::swap(&mut ready, &mut next);
    }
    write_all(out, &ready)
}

fn write_all(out: &mut impl Write, buffers: &[Vec<u8>]) -> io::Result<()> {
    buffers.iter().try_for_each(|buffer| out.write_all(buffer))
}
