//! Closing the window: what is under way ends first, so that nothing stays half-written.
//!
//! Long work is asked to stop, as its 取消 does; short work is done in no time. Then the window goes. A user who
//! asks again later (a stick that does not answer, say) is not held back.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tauri::{CloseRequestApi, Manager, Window};

/// After so long a second request closes at once. A double click must not.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long the page has to send its last change, the text of the cell that was being edited.
const LAST_CHANGE: Duration = Duration::from_millis(150);

/// What runs, and whether the window is to close.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    state: Mutex<State>,
    idle: Condvar,
}

#[derive(Debug, Default)]
struct State {
    running: usize,
    asked: Option<Instant>,
}

/// A command under way.
#[derive(Debug)]
pub(crate) struct Running(Arc<Closing>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.state().running -= 1;
        self.0.idle.notify_all();
    }
}

/// What to do with a wish to close.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// End the work, then close.
    Prepare,
    /// That is being done.
    Wait,
    /// Close now.
    Close,
}

impl Closing {
    /// Notes that a command runs, for as long as the answer is kept.
    pub(crate) fn begin(self: &Arc<Self>) -> Running {
        self.state().running += 1;
        Running(Arc::clone(self))
    }

    /// Whether long work is to stop.
    pub(crate) fn is_asked(&self) -> bool {
        self.state().asked.is_some()
    }

    /// Whether no command runs.
    pub(crate) fn is_idle(&self) -> bool {
        self.state().running == 0
    }

    /// Meets the wish to close this window: holds it back, ends what runs, closes.
    pub(crate) fn meet(self: &Arc<Self>, window: &Window, api: &CloseRequestApi) {
        let answer = self.ask(Instant::now());
        if answer == Answer::Close {
            return;
        }
        api.prevent_close();
        if answer == Answer::Wait {
            return;
        }
        if let Some(page) = window.get_webview_window(window.label()) {
            // A cell saves its text when it loses the focus.
            let _ = page.eval("document.activeElement?.blur()");
        }
        let (closing, window) = (Arc::clone(self), window.clone());
        std::thread::spawn(move || {
            std::thread::sleep(LAST_CHANGE);
            closing.wait();
            let _ = window.destroy();
        });
    }

    fn ask(&self, now: Instant) -> Answer {
        let mut state = self.state();
        match state.asked {
            None => {
                state.asked = Some(now);
                Answer::Prepare
            }
            Some(before) if now.saturating_duration_since(before) < PATIENCE => Answer::Wait,
            Some(_) => Answer::Close,
        }
    }

    fn wait(&self) {
        let state = self.state();
        drop(self.idle.wait_while(state, |state| state.running > 0).unwrap_or_else(PoisonError::into_inner));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wish_prepares_and_a_late_second_one_closes() {
        let (closing, start) = (Closing::default(), Instant::now());
        assert!(!closing.is_asked());
        for (seconds, expected) in [
            (0, Answer::Prepare),
            (0, Answer::Wait),
            (2, Answer::Wait),
            (3, Answer::Close),
            (9, Answer::Close),
        ] {
            assert_eq!(closing.ask(start + Duration::from_secs(seconds)), expected, "after {seconds} s");
            assert!(closing.is_asked());
        }
    }

    #[test]
    fn closing_waits_for_all_that_runs() {
        let closing = Arc::new(Closing::default());
        closing.wait();
        let (first, second) = (closing.begin(), closing.begin());
        let (told, ended) = std::sync::mpsc::channel();
        let waiting = std::thread::spawn({
            let closing = Arc::clone(&closing);
            move || {
                closing.wait();
                told.send(()).unwrap();
            }
        });
        drop(first);
        assert!(ended.try_recv().is_err() && !closing.is_idle());
        drop(second);
        ended.recv().unwrap();
        waiting.join().unwrap();
        assert!(closing.is_idle());
    }
}
