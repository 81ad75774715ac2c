//! Why a file was not read.

use crate::Format;

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// A known format that is not read.
    #[error("{format} is not read: save it as {instead}")]
    NotRead {
        /// The format.
        format: &'static str,
        /// What to save it as.
        instead: &'static str,
    },
    /// The program was built without the reader.
    #[error("this program was built without its reader of {0}")]
    LeftOut(Format),
    /// The file needs a password, which may hide its format.
    #[error("the {}file has a password: save it without one", .0.map(|f| format!("{f} ")).unwrap_or_default())]
    Password(Option<Format>),
    /// The file is bound to a service that alone can open it; the lock may hide its format.
    #[error("the {}file is locked by rights management (DRM): save it without", .0.map(|f| format!("{f} ")).unwrap_or_default())]
    RightsManaged(Option<Format>),
    /// The bytes are not what the format prescribes.
    #[error("the {format} file is damaged: {reason}; get it again, or open it and save it anew")]
    Damaged {
        /// The format.
        format: Format,
        /// What does not fit.
        reason: String,
    },
    /// The file holds more than is read.
    #[error("the file is too large or a bomb: {0}")]
    TooLarge(String),
    /// The file holds no text.
    #[error("the {format} file has no text: if it shows pictures of text, save it as PDF, whose pictures are read")]
    NoText {
        /// The format.
        format: Format,
    },
    /// All pages are pictures, and no words were recognized in them.
    #[error("the {format} file has no text: its pages are pictures{}", .reason.map(|r| format!(" ({r})")).unwrap_or_default())]
    OnlyPictures {
        /// The format.
        format: Format,
        /// Why, if there is a reason.
        reason: Option<&'static str>,
    },
    /// A program that reads the format is not installed.
    #[error("{format} is read by `{program}`, which is not installed: install {package}, or run scripts/setup")]
    NoProgram {
        /// The format.
        format: Format,
        /// The program.
        program: &'static str,
        /// What Debian calls the package with it.
        package: &'static str,
    },
    /// Reading took too long.
    #[error("the {format} file was given up after {seconds} seconds: part it into smaller ones")]
    TimedOut {
        /// The format.
        format: Format,
        /// The limit.
        seconds: u64,
    },
}

impl IngestError {
    pub(crate) fn damaged(format: Format, reason: impl std::fmt::Display) -> Self {
        // A damaged name of a part may have line breaks: an error is one line.
        let reason = reason.to_string().replace(char::is_control, "\u{FFFD}");
        Self::Damaged { format, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line() {
        let error = IngestError::damaged(Format::Docx, "word/docu\nent.xml cannot be unpacked");
        assert_eq!(error.to_string().lines().count(), 1);
    }
}
