//! Files: what goes wrong with them, and writing beside the target before renaming.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::Error;

/// Turns the system's refusal into ours; `what` is the file's name for the user.
pub(crate) fn fault(what: &str, error: &io::Error) -> Error {
    let what = what.to_owned();
    match error.kind() {
        ErrorKind::NotFound => Error::NotFound { what },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull { what },
        ErrorKind::FileTooLarge => Error::FileTooBig { what },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { what },
        ErrorKind::AlreadyExists => Error::Exists { what },
        kind => {
            let reason = match kind {
                ErrorKind::UnexpectedEof => "文件变短",
                ErrorKind::NotADirectory | ErrorKind::IsADirectory => "不是所需的文件类型",
                ErrorKind::ResourceBusy => "被别的程序占用",
                _ => "系统返回错误",
            };
            let number = error.raw_os_error().map_or_else(String::new, |n| format!("，错误号{n}"));
            Error::Io { what, reason: format!("{reason}{number}") }
        }
    }
}

/// A path for the user.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Refuses a target that exists, even as a dangling link.
pub(crate) fn absent(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(fault(&shown(path), &error)),
        Ok(_) => Err(Error::Exists { what: shown(path) }),
    }
}

/// A file or folder under its temporary name `….part`; removed when dropped unfinished.
#[derive(Debug)]
pub(crate) struct Partial {
    pub(crate) path: PathBuf,
    target: PathBuf,
    finished: bool,
}

impl Partial {
    fn new(target: &Path) -> Result<Partial, Error> {
        absent(target)?;
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let partial = Partial { path: target.with_file_name(name), target: target.into(), finished: false };
        partial.clear(); // left behind when the power failed
        Ok(partial)
    }

    /// Creates the file beside `target`.
    pub(crate) fn file(target: &Path) -> Result<(Partial, File), Error> {
        let partial = Partial::new(target)?;
        let file = File::options().read(true).write(true).create_new(true).open(&partial.path);
        match file {
            Ok(file) => Ok((partial, file)),
            Err(error) => Err(fault(&shown(target), &error)),
        }
    }

    /// Creates the folder beside `target`.
    pub(crate) fn folder(target: &Path) -> Result<Partial, Error> {
        let partial = Partial::new(target)?;
        fs::create_dir(&partial.path).map_err(|error| fault(&shown(target), &error))?;
        Ok(partial)
    }

    /// Gives the finished file or folder its name. Close the file first (Windows).
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        absent(&self.target)?;
        fs::rename(&self.path, &self.target).map_err(|error| fault(&shown(&self.target), &error))?;
        self.finished = true;
        // So that the name survives a power failure; not every system can do it for folders.
        if let Some(folder) = self.target.parent()
            && let Ok(folder) = File::open(folder)
        {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    fn clear(&self) {
        let _ = match fs::symlink_metadata(&self.path) {
            Ok(found) if found.is_dir() => fs::remove_dir_all(&self.path),
            Ok(_) => fs::remove_file(&self.path),
            Err(_) => Ok(()),
        };
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.finished {
            self.clear();
        }
    }
}

/// Writes a small file in one go: beside the target, flushed, renamed.
pub(crate) fn write_new(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    use std::io::Write;
    let (partial, mut file) = Partial::file(target)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    written.map_err(|error| fault(&shown(target), &error))?;
    partial.finish()
}

/// Counts bytes and asks the caller whether to go on.
pub(crate) struct Meter<'a> {
    done: u64,
    total: u64,
    progress: &'a mut dyn FnMut(u64, u64) -> bool,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(total: u64, progress: &'a mut dyn FnMut(u64, u64) -> bool) -> Meter<'a> {
        Meter { done: 0, total, progress }
    }

    pub(crate) fn add(&mut self, bytes: usize) -> Result<(), Error> {
        self.done += bytes as u64;
        if (self.progress)(self.done, self.total) { Ok(()) } else { Err(Error::Cancelled) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_errors_become_ours() {
        let check = |kind: ErrorKind, expected: &str| {
            let error = fault("a", &io::Error::from(kind));
            assert_eq!(error.code(), expected, "{error}");
        };
        check(ErrorKind::StorageFull, "PKG-DISK-FULL");
        check(ErrorKind::QuotaExceeded, "PKG-DISK-FULL");
        check(ErrorKind::FileTooLarge, "PKG-FILE-TOO-BIG");
        check(ErrorKind::PermissionDenied, "PKG-READ-ONLY");
        check(ErrorKind::ReadOnlyFilesystem, "PKG-READ-ONLY");
        check(ErrorKind::AlreadyExists, "PKG-EXISTS");
        check(ErrorKind::NotFound, "PKG-NOT-FOUND");
        check(ErrorKind::UnexpectedEof, "PKG-IO");
    }

    #[test]
    fn nothing_half_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.zip");
        let (partial, file) = Partial::file(&target).unwrap();
        assert!(partial.path.exists());
        drop(file);
        drop(partial);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        write_new(&target, b"x").unwrap();
        assert_eq!(write_new(&target, b"y").unwrap_err().code(), "PKG-EXISTS");
        assert_eq!(fs::read(&target).unwrap(), b"x");
    }
}
