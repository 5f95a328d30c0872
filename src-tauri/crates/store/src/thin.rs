//! Which backups are no longer needed.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;

/// For how many days before today one backup a day stays.
const DAILY: u64 = 14;

/// The backups to be removed: all of today (and later) stay, the newest of each of the 14 days before, the newest
/// of each month before that; the newest of all always stays.
pub(crate) fn surplus(times: &[NaiveDateTime], today: NaiveDate) -> Vec<NaiveDateTime> {
    let first_daily = today.checked_sub_days(Days::new(DAILY)).unwrap_or(NaiveDate::MIN);
    let mut newest_first = times.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    let mut covered = BTreeSet::new();
    newest_first.retain(|time| {
        let date = time.date();
        let daily = date >= first_daily;
        let period = if daily { date } else { date.with_day(1).unwrap_or(date) };
        // The newest is the first of its period, so it is never among the surplus.
        let first_of_period = covered.insert((daily, period));
        date < today && !first_of_period
    });
    newest_first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(&format!("{text}:00"), "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn old_ones_thin_out() {
        for (times, today, gone) in [
            (vec![], "2026-03-20", vec![]),
            (vec!["2026-03-20 08", "2026-03-20 09", "2026-03-20 10"], "2026-03-20", vec![]),
            (vec!["2026-03-19 08", "2026-03-19 09", "2026-03-20 10"], "2026-03-20", vec!["2026-03-19 08"]),
            // The fourteenth day before is still daily, the fifteenth monthly.
            (
                vec!["2026-03-05 08", "2026-03-04 08", "2026-03-06 08", "2026-03-06 07", "2026-03-20 10"],
                "2026-03-20",
                vec!["2026-03-06 07", "2026-03-04 08"],
            ),
            (
                vec!["2026-01-05 08", "2026-01-31 08", "2025-12-01 08", "2026-03-20 10"],
                "2026-03-20",
                vec!["2026-01-05 08"],
            ),
            // The newest stays although it is old, and one of its own month goes.
            (vec!["2025-01-05 08", "2025-01-04 08"], "2026-03-20", vec!["2025-01-04 08"]),
            (vec!["2025-01-05 08"], "2026-03-20", vec![]),
            // A clock that was ahead.
            (vec!["2027-01-05 08", "2027-01-05 09"], "2026-03-20", vec![]),
        ] {
            let times: Vec<NaiveDateTime> = times.into_iter().map(time).collect();
            let today = time(&format!("{today} 00")).date();
            let gone: Vec<NaiveDateTime> = gone.into_iter().map(time).collect();
            assert_eq!(surplus(&times, today), gone, "{times:?}");
        }
    }

    proptest! {
        #[test]
        fn the_newest_and_todays_stay(hours in proptest::collection::vec(0i64..24 * 400, 0..60), now in 0i64..400) {
            let start = time("2025-01-01 00");
            let times: Vec<NaiveDateTime> =
                hours.iter().map(|hour| start + chrono::Duration::hours(*hour)).collect();
            let today = (start + chrono::Duration::days(now)).date();
            let gone = surplus(&times, today);
            prop_assert!(gone.iter().all(|time| times.contains(time) && time.date() < today));
            if let Some(newest) = times.iter().max() {
                prop_assert!(gone.iter().filter(|time| *time == newest).count()
                    < times.iter().filter(|time| *time == newest).count());
            }
            // Thinning twice is thinning once.
            let mut kept = times.clone();
            for time in &gone {
                let place = kept.iter().position(|kept| kept == time).unwrap();
                kept.remove(place);
            }
            prop_assert_eq!(surplus(&kept, today), vec![]);
        }
    }
}
