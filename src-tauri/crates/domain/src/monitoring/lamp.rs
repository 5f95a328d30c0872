//! The lamps (预警灯): limits from the rule pack, compared with exact fractions.

use crate::due::Lamp;
use crate::exact::Exact;
use crate::number;
use crate::rulepack::Pack;
use rust_decimal::Decimal;

/// The limits of a pack, in percent of what is due by now.
pub(crate) struct Limits {
    red: Decimal,
    yellow: Decimal,
    blue: Option<Decimal>,
    document: String,
}

impl Limits {
    /// The limits of a pack, where it sets any.
    pub(crate) fn of(pack: &Pack) -> Option<Self> {
        let rule = pack.rules.lamps.as_ref()?;
        Some(Self {
            red: rule.params.red_below_percent,
            yellow: rule.params.yellow_below_percent,
            blue: pack.rules.over.as_ref().map(|over| over.params.blue_from_percent),
            document: rule.source.document.clone(),
        })
    }

    /// The lamp of money: red, yellow or green, never blue.
    pub(crate) fn money(&self, pace: &Exact) -> Lamp {
        if below(pace, self.red) {
            Lamp::Red
        } else if below(pace, self.yellow) {
            Lamp::Yellow
        } else {
            Lamp::Green
        }
    }

    /// The lamp of an indicator of which more is better.
    pub(crate) fn indicator(&self, pace: &Exact) -> Lamp {
        match self.money(pace) {
            Lamp::Green if self.blue.is_some_and(|blue| !below(pace, blue)) => Lamp::Blue,
            lamp => lamp,
        }
    }

    /// Why it is this lamp: `60% 以上、低于 80%，黄灯（界限见财预〔2019〕136号）`.
    pub(crate) fn why(&self, lamp: Lamp, money: bool) -> String {
        let percent = |limit: Decimal| format!("{}%", number::plain(limit));
        let (red, yellow) = (percent(self.red), percent(self.yellow));
        let range = match (lamp, self.blue.filter(|_| !money)) {
            (Lamp::Red, _) => format!("低于 {red}"),
            (Lamp::Yellow, _) => format!("{red} 以上、低于 {yellow}"),
            (Lamp::Green, Some(blue)) => format!("{yellow} 以上、低于 {}", percent(blue)),
            (Lamp::Blue, Some(blue)) => format!("{} 以上", percent(blue)),
            (Lamp::Green | Lamp::Blue, None) => format!("{yellow} 以上"),
        };
        format!("{range}，{}（界限见{}）", lamp.name(), self.document)
    }
}

/// Is the fraction below so many percent? The limit itself is not.
pub(crate) fn below(fraction: &Exact, percent: Decimal) -> bool {
    fraction.times(&Exact::whole(100)) < Exact::of(percent)
}

/// The lamp of a project: red if any is red, else yellow if any is yellow, else blue if every indicator is blue, else
/// green. The money's lamp counts for red and yellow. `None` while nothing has one.
pub(crate) fn of_project(money: Option<Lamp>, rows: &[Option<Lamp>]) -> Option<Lamp> {
    let any = |lamp: Lamp| money == Some(lamp) || rows.contains(&Some(lamp));
    if any(Lamp::Red) {
        Some(Lamp::Red)
    } else if any(Lamp::Yellow) {
        Some(Lamp::Yellow)
    } else if !rows.is_empty() && rows.iter().all(|lamp| *lamp == Some(Lamp::Blue)) {
        Some(Lamp::Blue)
    } else {
        (money.is_some() || rows.iter().any(Option::is_some)).then_some(Lamp::Green)
    }
}
