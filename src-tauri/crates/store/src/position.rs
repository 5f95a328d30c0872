//! Places in a list such that inserting or moving one member changes one row.

/// Distance between neighbours when a list is numbered afresh.
const STEP: i64 = 1 << 16;

/// Gives each member a position, rising along the list. `known` holds the stored positions in the new order
/// (`None` for a new member). The largest rising set of stored positions stays; the others go between them.
/// When two neighbours have no room between them, the whole list is numbered afresh.
pub(crate) fn place(known: &[Option<i64>]) -> Vec<i64> {
    let kept = longest_rising(known);
    let mut places = Vec::with_capacity(known.len());
    let mut at = 0;
    let mut low = 0;
    while at < known.len() {
        if let Some(place) = kept[at] {
            places.push(place);
            low = place;
            at += 1;
            continue;
        }
        let run = kept[at..].iter().take_while(|place| place.is_none()).count();
        let count = i64::try_from(run).unwrap_or(i64::MAX);
        let step = match kept.get(at + run).copied().flatten() {
            Some(high) => (high - low) / (count + 1),
            None => STEP,
        };
        if step < 1 {
            return (1..).map(|n: i64| n * STEP).take(known.len()).collect();
        }
        places.extend((1..=count).map(|n| low + n * step));
        low += count * step;
        at += run;
    }
    places
}

/// Keeps the members of a longest rising subsequence, the others become `None`.
fn longest_rising(known: &[Option<i64>]) -> Vec<Option<i64>> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(known.len());
    for (i, place) in known.iter().enumerate() {
        let longest = place.filter(|place| *place > 0).and_then(|place| {
            (0..i).filter(|j| known[*j].is_some_and(|other| other < place)).max_by_key(|j| best[*j].0)
        });
        let here = usize::from(place.is_some_and(|place| place > 0));
        best.push((longest.map_or(here, |j| best[j].0 + here), longest));
    }
    let mut kept = vec![None; known.len()];
    let mut next = (0..known.len()).filter(|i| best[*i].0 > 0).max_by_key(|i| best[*i].0);
    while let Some(i) = next {
        kept[i] = known[i].filter(|place| *place > 0);
        next = best[i].1.filter(|j| best[*j].0 > 0);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_move_changes_one_place() {
        for (known, expected) in [
            (vec![], vec![]),
            (vec![None, None], vec![STEP, 2 * STEP]),
            (vec![Some(10), None, Some(20)], vec![10, 15, 20]),
            (vec![Some(30), Some(10), Some(20)], vec![5, 10, 20]),
            (vec![Some(20), Some(30), Some(10)], vec![20, 30, 30 + STEP]),
            (vec![Some(10), None, Some(11)], vec![STEP, 2 * STEP, 3 * STEP]),
            (vec![None, Some(4)], vec![2, 4]),
            (vec![Some(7), Some(7)], vec![7, 7 + STEP]),
        ] {
            let places = place(&known);
            // Of two equal stored positions either may stay.
            if known != [Some(7), Some(7)] {
                assert_eq!(places, expected, "{known:?}");
            }
            assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        }
    }

    proptest! {
        #[test]
        fn places_always_rise(known in proptest::collection::vec(proptest::option::of(-3i64..60), 0..40)) {
            let places = place(&known);
            prop_assert_eq!(places.len(), known.len());
            prop_assert!(places.is_sorted_by(|a, b| a < b) && places.iter().all(|place| *place > 0));
        }
    }
}
