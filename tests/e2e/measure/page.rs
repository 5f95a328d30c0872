//! What runs inside the page, and the start of a window.

use crate::harness::{Window, program, until, window_pid};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Prepares the page: the time behind the next frame, the time that calls of the program took, and rest.
pub(crate) const WATCH: &str = include_str!("watch.js");

/// Clicks the link with this address. Gives when its screen was at rest, and the time of the calls meanwhile.
pub(crate) const CLICK: &str = "
    const [href, done] = arguments;
    const begin = performance.now();
    // Watched before the click: what is at hand is drawn while it is handled.
    window.__rest(document.body, begin).then((end) =>
        done({ settled: end - begin, calls: window.__calls(begin, end) }));
    [...document.querySelectorAll('nav a[href]')].find((link) => link.getAttribute('href') === href).click();";

/// Waits for the next Enter; then notes when this cell and the findings were painted for the last time.
pub(crate) const KEYSTROKE: &str = "
    const [path] = arguments;
    const stroke = (window.__stroke = {});
    document.addEventListener('keydown', function enter(event) {
        if (event.key !== 'Enter') return;
        document.removeEventListener('keydown', enter, true);
        const begin = Math.min(event.timeStamp, performance.now());
        const cell = document.querySelector(`td[data-path='${path}']`);
        Promise.all([
            window.__first(cell.closest('table'), () => {
                const now = document.querySelector(`td[data-path='${path}']`);
                return now !== null && now.textContent.trim() !== before;
            }),
            window.__rest(document.querySelector('section.dock'), begin),
        ]).then(([shown, found]) => {
            stroke.took = { cell: shown - begin, findings: found - begin, calls: window.__calls(begin, found), names: window.__names(begin, found) };
        });
    }, true);
    const before = document.querySelector(`td[data-path='${path}']`).textContent.trim();";

/// Starts the program, or another, and gives the time until its first page can be used.
pub(crate) async fn start(other: Option<&Path>) -> Duration {
    let home = tempfile::tempdir().unwrap();
    let which: PathBuf = other.map_or_else(program, Path::to_path_buf);
    let window = Window::open_program(&which, home, "measure-start", &[]).await;
    // The first paint stands in the page's own records: asking late costs nothing, and asking for more meanwhile would
    // hold up ours alone. It draws nothing before the program has answered what is to be shown, so it is the first
    // page's paint.
    let usable = "const [paint] = performance.getEntriesByName('first-contentful-paint'); \
                  return paint ? performance.timeOrigin + paint.startTime : null";
    let usable = until("the first paint", async || window.script(usable, Vec::new()).await.as_f64()).await;
    if other.is_none() {
        window.by_role("button", "打开示例单位").await;
    }
    let begun = process_start(&window_pid(&window.number()));
    window.close().await;
    Duration::from_secs_f64(usable / 1000.0).saturating_sub(begun)
}

/// When a process was started, since 1970, to a hundredth of a second.
fn process_start(pid: &str) -> Duration {
    let read = |path: String| std::fs::read_to_string(path).unwrap();
    let stat = read(format!("/proc/{pid}/stat"));
    // The name, in parentheses, may hold anything; the start is the 20th field behind it, in hundredths.
    let ticks: f64 =
        stat[stat.rfind(')').unwrap() + 1..].split_whitespace().nth(19).unwrap().parse().unwrap();
    let up: f64 = read("/proc/uptime".into()).split_whitespace().next().unwrap().parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.saturating_sub(Duration::from_secs_f64((up - ticks / 100.0).max(0.0)))
}
