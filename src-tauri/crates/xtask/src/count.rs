//! How many tests ran: read off the summary lines of nextest, libtest and vitest.

/// Tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Counts {
    /// Adds another count to this one.
    pub(crate) fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// What one line of output says; nothing unless it is a summary line.
    pub(crate) fn of_line(line: &str) -> Counts {
        let plain = without_colours(line);
        let plain = plain.trim();
        let summary = (plain.starts_with("Summary [") && plain.contains(" run: "))
            || plain.starts_with("test result: ")
            || plain.starts_with("Tests  ");
        if !summary {
            return Counts::default();
        }
        let words: Vec<&str> =
            plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let before = |word: &str| -> u64 {
            words
                .windows(2)
                .filter(|pair| pair[1] == word)
                .filter_map(|pair| pair[0].parse::<u64>().ok())
                .sum()
        };
        Counts {
            passed: before("passed"),
            // nextest: "1 failed", "1 timed out", "1 exec failed".
            failed: before("failed") + before("timed") + before("exec"),
        }
    }
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            // ESC [ … letter
            chars.by_ref().skip(1).find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_lines() {
        let rows = [
            ("     Summary [   0.012s] 3 tests run: 3 passed, 0 skipped", 3, 0),
            ("     Summary [   1.2s] 1 test run: 1 passed (1 slow), 7 skipped", 1, 0),
            ("     Summary [  10.0s] 3/9 tests run: 1 passed, 1 failed, 1 timed out, 4 skipped", 1, 2),
            ("     Summary [  10.0s] 2 tests run: 1 passed, 1 exec failed, 0 skipped", 1, 1),
            ("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out", 12, 0),
            ("test result: FAILED. 2 passed; 1 failed; 0 ignored", 2, 1),
            ("      Tests  12 passed (12)", 12, 0),
            ("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[31m1 failed\u{1b}[39m | 11 passed (12)", 11, 1),
            (" Test Files  3 passed (3)", 0, 0),
            ("we passed 5 tests, 2 failed", 0, 0),
        ];
        for (line, passed, failed) in rows {
            assert_eq!(Counts::of_line(line), Counts { passed, failed }, "{line}");
        }
    }
}
