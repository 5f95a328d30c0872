//! Timing in turn, and the table.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One line of the table.
pub(crate) struct Row {
    what: String,
    ours: String,
    peer: String,
    ratio: String,
    asked: String,
}

impl Row {
    /// Ours beside a peer; `asked` in words.
    pub(crate) fn beside(what: &str, ours: Duration, peer: &str, theirs: Duration, asked: &str) -> Self {
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64().max(1e-9);
        let shown = if ratio < 0.5 { format!("1 : {:.1}", 1.0 / ratio) } else { format!("{ratio:.2} : 1") };
        Self {
            what: what.to_owned(),
            ours: text(ours),
            peer: format!("{peer} {}", text(theirs)),
            ratio: shown,
            asked: asked.to_owned(),
        }
    }

    /// A figure of our own.
    pub(crate) fn alone(what: &str, ours: String, asked: &str) -> Self {
        Self { what: what.to_owned(), ours, peer: "-".into(), ratio: "-".into(), asked: asked.to_owned() }
    }

    /// What could not be measured.
    pub(crate) fn missing(what: &str, why: &str) -> Self {
        Self {
            what: what.to_owned(),
            ours: "-".into(),
            peer: why.to_owned(),
            ratio: "-".into(),
            asked: "-".into(),
        }
    }
}

/// A duration for people.
pub(crate) fn text(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms >= 1000.0 { format!("{:.2} s", ms / 1000.0) } else { format!("{ms:.2} ms") }
}

/// The median of several runs, after one that does not count.
pub(crate) fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let _ = std::hint::black_box(work());
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let _ = std::hint::black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(runs / 2).copied().unwrap_or_default()
}

/// The medians of two works, run in turn so that a slow moment of the machine hits both.
pub(crate) fn in_turn<A, B>(
    runs: usize,
    mut a: impl FnMut() -> A,
    mut b: impl FnMut() -> B,
) -> (Duration, Duration) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let _ = std::hint::black_box((a(), b()));
    for _ in 0..runs {
        let start = Instant::now();
        let _ = std::hint::black_box(a());
        first.push(start.elapsed());
        let start = Instant::now();
        let _ = std::hint::black_box(b());
        second.push(start.elapsed());
    }
    first.sort();
    second.sort();
    (first.get(runs / 2).copied().unwrap_or_default(), second.get(runs / 2).copied().unwrap_or_default())
}

/// Runs a program silently; its failure is an error that names it.
pub(crate) fn quiet(program: &str, args: &[&str]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let done = Command::new(program).args(args).stderr(Stdio::null()).output();
    let done = done.map_err(|_| format!("{program} is not installed"))?;
    if done.status.success() { Ok(done.stdout) } else { Err(format!("{program} failed").into()) }
}

/// Prints the table.
pub(crate) fn print(rows: &[Row]) {
    let width = |get: fn(&Row) -> &String| rows.iter().map(|row| get(row).chars().count()).max().unwrap_or(0);
    let widths = [width(|r| &r.what), width(|r| &r.ours), width(|r| &r.peer), width(|r| &r.ratio)];
    let line = |cells: [&str; 5]| {
        let mut out = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            out.push_str(cell);
            out.push_str(&" ".repeat(width.saturating_sub(cell.chars().count()) + 2));
        }
        println!("{out}{}", cells[4]);
    };
    line(["what", "ours", "peer", "ours : peer", "asked"]);
    for row in rows {
        line([&row.what, &row.ours, &row.peer, &row.ratio, &row.asked]);
    }
}
