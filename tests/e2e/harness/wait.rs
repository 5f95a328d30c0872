//! Waiting: ask again until it is so, with a deadline; never a fixed pause.

use std::time::{Duration, Instant};

/// Long enough for a slow machine that is compiling something else at the same time.
const DEADLINE: Duration = Duration::from_secs(30);

/// Between two questions.
const PAUSE: Duration = Duration::from_millis(40);

/// Asks `probe` until it gives something. Panics with `what` when the deadline has passed.
pub(crate) async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = probe().await {
            return found;
        }
        assert!(start.elapsed() < DEADLINE, "waited {} s in vain: {what}", DEADLINE.as_secs());
        tokio::time::sleep(PAUSE).await;
    }
}
