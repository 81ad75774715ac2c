//! Bodies within a limit.

use std::io::{self, Write};

/// A body that may not grow beyond a limit.
pub(crate) struct Limited {
    bytes: Vec<u8>,
    limit: usize,
}

impl Limited {
    pub(crate) fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit }
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Write for Limited {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + buffer.len() > self.limit {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("the answer is larger than {} MB: ask for less, with LIMIT", self.limit >> 20),
            ));
        }
        self.bytes.extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
