//! Unpacking: into a folder beside the target, which gets its name only when all is checked.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::files::{Partial, fault, shown};
use crate::layout::DATA;
use crate::{Error, Package};

impl<R: Read + Seek> Package<R> {
    /// Unpacks the whole bag into `folder/{id}`, as `unzip` would, checking every byte; gives the
    /// new folder. `progress` gets payload bytes done and in all.
    ///
    /// # Errors
    /// [`Error::Exists`] when the folder is there already, a failure to write, and what is wrong
    /// with the payload; in each case nothing stays behind.
    pub fn extract(
        &mut self,
        folder: &Path,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<PathBuf, Error> {
        let target = folder.join(self.info().id.to_string());
        let partial = Partial::folder(&target)?;
        let root = partial.path.clone();
        for (name, bytes) in self.tags() {
            let mut file = create(&root, name)?;
            file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| fault(name, &error))?;
        }
        self.each(progress, &mut |path| Ok(Box::new(Flushed(create(&root, &format!("{DATA}{path}"))?))))?;
        partial.finish()?;
        Ok(target)
    }
}

/// Creates a file and its folders. The names were checked: they stay below `root`.
fn create(root: &Path, name: &str) -> Result<File, Error> {
    let path = name.split('/').fold(root.to_path_buf(), |path, part| path.join(part));
    let failed = |error| fault(&shown(&path), &error);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    File::options().write(true).create_new(true).open(&path).map_err(failed)
}

/// A file that reaches the disk when flushed.
struct Flushed(File);

impl Write for Flushed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.sync_all()
    }
}
