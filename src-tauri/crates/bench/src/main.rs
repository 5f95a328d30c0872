//! Us and other programs, side by side in one run: `cargo xtask bench [word]`.
//!
//! A ratio says more than a time: both sides are measured alternately on the same machine under the same
//! load, and each side's median counts. A row that is not wired up yet says so; it never shows a number.

mod measure;
mod rows;

use measure::Outcome;
use std::process::ExitCode;

/// What must hold for a row.
#[derive(Clone, Copy)]
enum Asked {
    /// We take at most this many times the peer's time.
    Ratio(f64),
    /// We take at most this many milliseconds.
    Millis(f64),
}

/// One comparison.
struct Row {
    /// What is done, and how much of it.
    what: &'static str,
    /// The other program; empty if only the time is asked.
    peer: &'static str,
    asked: Asked,
    /// Measures both.
    run: fn() -> Outcome,
}

fn main() -> ExitCode {
    let word = std::env::args().nth(1).unwrap_or_default();
    println!("| what | ours | peer | ratio | asked |\n|---|---:|---:|---:|---:|");
    let mut missed = 0;
    for row in rows::ROWS.iter().filter(|row| row.what.contains(&word) || row.peer.contains(&word)) {
        let (line, held) = row.line((row.run)());
        println!("{line}");
        missed += usize::from(!held);
    }
    if missed > 0 {
        println!("\n{missed} rows miss what is asked");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

impl Row {
    /// The table's line, and whether what is asked holds (an unmeasured row breaks nothing).
    fn line(&self, outcome: Outcome) -> (String, bool) {
        let (ours, peer) = match outcome {
            Outcome::Pending(why) => {
                return (format!("| {} | {why} | {} | | {} |", self.what, self.peer, self.asked()), true);
            }
            Outcome::Measured { ours, peer } => (ours, peer),
        };
        let ratio = peer.map(|peer| ours / peer);
        let held = match self.asked {
            Asked::Ratio(most) => ratio.is_some_and(|ratio| ratio <= most),
            Asked::Millis(most) => ours <= most,
        };
        let theirs = peer.map_or(String::new(), |ms| format!("{} {ms:.1} ms", self.peer));
        let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let mark = if held { "" } else { " MISSED" };
        (format!("| {} | {ours:.1} ms | {theirs} | {ratio} | {}{mark} |", self.what, self.asked()), held)
    }

    fn asked(&self) -> String {
        match self.asked {
            Asked::Ratio(most) => format!("≤ {most}"),
            Asked::Millis(most) => format!("≤ {most} ms"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tell_what_is_missed() {
        let row = |asked| Row { what: "w", peer: "p", asked, run: || Outcome::Pending("") };
        let measured = |ours, peer| Outcome::Measured { ours, peer };
        let rows = [
            (
                Asked::Ratio(0.5),
                measured(10.0, Some(20.0)),
                "| w | 10.0 ms | p 20.0 ms | 0.50 | ≤ 0.5 |",
                true,
            ),
            (
                Asked::Ratio(0.5),
                measured(11.0, Some(20.0)),
                "| w | 11.0 ms | p 20.0 ms | 0.55 | ≤ 0.5 MISSED |",
                false,
            ),
            (Asked::Ratio(0.5), measured(1.0, None), "| w | 1.0 ms |  |  | ≤ 0.5 MISSED |", false),
            (Asked::Millis(5.0), measured(4.0, None), "| w | 4.0 ms |  |  | ≤ 5 ms |", true),
            (Asked::Millis(5.0), Outcome::Pending("not yet"), "| w | not yet | p | | ≤ 5 ms |", true),
        ];
        for (asked, outcome, line, held) in rows {
            assert_eq!(row(asked).line(outcome), (line.to_owned(), held));
        }
    }
}
