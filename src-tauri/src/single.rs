//! One window a user: a second start brings the first one forward and ends.
//!
//! The first start holds a lock on a file in the program's own folder for as long as it lives; the system takes it
//! back however the process ends. A second start, which does not get it, leaves a call beside it; the first takes
//! the call away, which is its answer. Two files serve every system alike, without a bus, a socket or a port.
//!
//! Whatever the second start was given (`--demo`, a file) is left aside: what is open stays open, with what is being
//! typed in it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

const LOCK: &str = "window.lock";
const CALL: &str = "window.call";

/// How often the first start looks for a call.
const LOOK: Duration = Duration::from_millis(200);

/// How long a second start waits to be heard.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which start this is.
#[derive(Debug)]
pub(crate) enum Start {
    /// The first: it must listen.
    First(Keeper),
    /// There is one already, and it heard the call, or did not.
    Second {
        /// The first answered.
        heard: bool,
    },
    /// The folder takes no lock (a full or read-only disk): starts cannot know of each other. The lock of a store
    /// still keeps two windows from writing the same data.
    Alone,
}

/// The lock of the first start.
#[derive(Debug)]
pub(crate) struct Keeper {
    lock: File,
    call: PathBuf,
}

/// Finds out which start this is; a second one calls the first.
pub(crate) fn start(folder: &Path) -> Start {
    let call = folder.join(CALL);
    match lock(folder) {
        Ok(lock) => {
            // Of a start that was not heard.
            let _ = fs::remove_file(&call);
            Start::First(Keeper { lock, call })
        }
        Err(TryLockError::WouldBlock) => Start::Second { heard: is_heard(&call) },
        Err(TryLockError::Error(_)) => Start::Alone,
    }
}

fn lock(folder: &Path) -> Result<File, TryLockError> {
    let open = || -> io::Result<File> {
        fs::create_dir_all(folder)?;
        File::options().write(true).create(true).truncate(false).open(folder.join(LOCK))
    };
    let file = open().map_err(TryLockError::Error)?;
    file.try_lock().map(|()| file)
}

fn is_heard(call: &Path) -> bool {
    if fs::write(call, "").is_err() {
        return false;
    }
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if !call.exists() {
            return true;
        }
        thread::sleep(LOOK / 4);
    }
    let _ = fs::remove_file(call);
    false
}

impl Keeper {
    /// Answers every call until the process ends.
    pub(crate) fn listen(self, mut answer: impl FnMut() + Send + 'static) {
        thread::spawn(move || {
            loop {
                if self.call.exists() && fs::remove_file(&self.call).is_ok() {
                    answer();
                }
                thread::sleep(LOOK);
                // Held for as long as this runs.
                let _ = &self.lock;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_second_start_is_heard_by_the_first_and_a_later_one_is_first_again() {
        let folder = std::env::temp_dir().join(format!("wenxiao-single-{}", std::process::id()));
        let own = folder.join("not/there/yet");
        let Start::First(keeper) = start(&own) else { panic!("not the first") };
        // Another user's folder is another matter.
        assert!(matches!(start(&folder.join("other")), Start::First(_)));
        // A call left behind does not count as heard before somebody listens; then each call is answered once.
        let (told, heard) = mpsc::channel();
        let second = thread::spawn({
            let own = own.clone();
            move || start(&own)
        });
        keeper.listen(move || told.send(()).unwrap());
        assert!(matches!(second.join().unwrap(), Start::Second { heard: true }));
        heard.recv().unwrap();
        assert!(matches!(start(&own), Start::Second { heard: true }));
        heard.recv().unwrap();
        assert!(heard.try_recv().is_err());
        // Where a file stands in the folder's place there is nothing to lock.
        fs::write(folder.join("file"), "").unwrap();
        assert!(matches!(start(&folder.join("file")), Start::Alone));
        fs::remove_dir_all(&folder).unwrap();
    }
}
