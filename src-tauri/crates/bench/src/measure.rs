//! Taking times.

use std::process::{Command, Stdio};
use std::time::Instant;

/// What a row gave.
pub(crate) enum Outcome {
    /// It could not be measured, and why.
    Pending(&'static str),
    /// Medians in milliseconds.
    Measured {
        /// Our side.
        ours: f64,
        /// The peer's, if there is one.
        peer: Option<f64>,
    },
}

/// Runs both sides alternately, `rounds` times after one round to warm up. A side that fails ends the row.
#[allow(dead_code, reason = "the first row to be wired up is its first user")]
pub(crate) fn side_by_side(
    rounds: usize,
    mut ours: impl FnMut() -> bool,
    mut peer: Option<&mut dyn FnMut() -> bool>,
) -> Outcome {
    let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        let begin = Instant::now();
        if !ours() {
            return Outcome::Pending("our side failed");
        }
        let our_time = begin.elapsed().as_secs_f64() * 1000.0;
        let mut peer_time = 0.0;
        if let Some(peer) = peer.as_mut() {
            let begin = Instant::now();
            if !peer() {
                return Outcome::Pending("the peer failed or is not installed");
            }
            peer_time = begin.elapsed().as_secs_f64() * 1000.0;
        }
        if round > 0 {
            our_times.push(our_time);
            peer_times.push(peer_time);
        }
    }
    Outcome::Measured { ours: median(our_times), peer: peer.is_some().then(|| median(peer_times)) }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Runs a program without its output; whether it worked.
#[allow(dead_code, reason = "the first row to be wired up is its first user")]
pub(crate) fn works(program: &str, args: &[&str]) -> bool {
    let quiet = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    quiet.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_run_equally_often() {
        let (mut ours, mut theirs) = (0, 0);
        let mut peer = || {
            theirs += 1;
            true
        };
        let outcome = side_by_side(
            3,
            || {
                ours += 1;
                true
            },
            Some(&mut peer),
        );
        assert!(matches!(outcome, Outcome::Measured { peer: Some(_), .. }));
        assert_eq!((ours, theirs), (4, 4));
    }

    #[test]
    fn a_failing_side_gives_no_number() {
        assert!(matches!(side_by_side(3, || false, None), Outcome::Pending(_)));
        let mut peer = || works("/nonexistent/program", &[]);
        assert!(matches!(side_by_side(1, || true, Some(&mut peer)), Outcome::Pending(_)));
    }

    #[test]
    fn medians() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
    }
}
