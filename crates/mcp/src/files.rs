//! Files below one folder, and none beside it, whatever a path says.

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// A folder whose files may be read.
#[derive(Debug)]
pub struct Folder(Dir);

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FilesError {
    /// The folder cannot be opened.
    #[error("{}: the folder cannot be opened", path.display())]
    Folder {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The path is none below the folder.
    #[error("`{0}` is no path below the folder: give one without `..` that does not start with a slash")]
    Outside(String),
    /// It is a folder, a device or a pipe.
    #[error("`{0}` is no file")]
    NoFile(String),
    /// The file cannot be opened: it does not exist, or a symbolic link leads out of the folder.
    #[error("`{path}` cannot be read: {reason}")]
    Unreadable {
        /// Its path below the folder.
        path: String,
        /// What the system says.
        reason: io::Error,
    },
    /// The file is larger than allowed.
    #[error("`{path}` is larger than {megabytes} MB")]
    TooLarge {
        /// Its path below the folder.
        path: String,
        /// The largest size.
        megabytes: usize,
    },
}

impl Folder {
    /// Opens a folder; which one stays the same if it is renamed.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn open(path: &Path) -> Result<Self, FilesError> {
        let opened = Dir::open_ambient_dir(path, ambient_authority());
        opened.map(Self).map_err(|source| FilesError::Folder { path: path.to_owned(), source })
    }

    /// The bytes of a file, of `largest` bytes at most.
    ///
    /// # Errors
    /// The path leads out of the folder, there is no such file, or it is larger.
    pub fn read(&self, path: &str, largest: usize) -> Result<Vec<u8>, FilesError> {
        let below = |c: Component<'_>| matches!(c, Component::Normal(_));
        if path.is_empty() || path.contains('\\') || !Path::new(path).components().all(below) {
            return Err(FilesError::Outside(path.to_owned()));
        }
        let unreadable = |reason| FilesError::Unreadable { path: path.to_owned(), reason };
        // A pipe would be waited for when it is opened.
        if !self.0.metadata(path).map_err(unreadable)?.is_file() {
            return Err(FilesError::NoFile(path.to_owned()));
        }
        let mut bytes = Vec::new();
        let file = self.0.open(path).map_err(unreadable)?;
        file.take(largest as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > largest {
            return Err(FilesError::TooLarge { path: path.to_owned(), megabytes: largest >> 20 });
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn only_what_is_below_the_folder_is_read() {
        let root = tempfile::tempdir().unwrap();
        let inside = root.path().join("in");
        fs::create_dir_all(inside.join("sub")).unwrap();
        fs::write(inside.join("sub/a.txt"), "가").unwrap();
        fs::write(root.path().join("secret.txt"), "나").unwrap();
        let folder = Folder::open(&inside).unwrap();
        assert_eq!(folder.read("sub/a.txt", 3).unwrap(), "가".as_bytes());
        assert!(matches!(folder.read("sub/a.txt", 2), Err(FilesError::TooLarge { .. })));
        assert!(matches!(folder.read("sub", 9), Err(FilesError::NoFile(_))));
        let outside = root.path().join("secret.txt");
        for path in
            ["", ".", "..", "../secret.txt", "sub/../../secret.txt", "sub/../sub/a.txt", outside.to_str().unwrap()]
        {
            assert!(matches!(folder.read(path, 9), Err(FilesError::Outside(_))), "{path}");
        }
        assert!(matches!(folder.read("missing.txt", 9), Err(FilesError::Unreadable { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere_outside() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let inside = root.path().join("in");
        fs::create_dir(&inside).unwrap();
        fs::write(root.path().join("secret.txt"), "나").unwrap();
        fs::write(inside.join("a.txt"), "가").unwrap();
        symlink("a.txt", inside.join("here.txt")).unwrap();
        symlink("../secret.txt", inside.join("relative.txt")).unwrap();
        symlink(root.path().join("secret.txt"), inside.join("absolute.txt")).unwrap();
        symlink("..", inside.join("up")).unwrap();
        let folder = Folder::open(&inside).unwrap();
        assert_eq!(folder.read("here.txt", 9).unwrap(), "가".as_bytes());
        for path in ["relative.txt", "absolute.txt", "up/secret.txt"] {
            assert!(matches!(folder.read(path, 9), Err(FilesError::Unreadable { .. })), "{path}");
        }
    }
}
