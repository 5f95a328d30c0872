//! Handing a document on: from the drafter to the reviewer, to the head of the unit, to the bureau, and back. Targets and
//! self-assessments go the same way.
//!
//! Inside the unit the word is 送复核, to the head 送审, to the bureau 上报 (that one is sealing, not here).

use crate::project::named;
use crate::selfeval::SelfAssessment;
use crate::target::{AWAITING_REVIEW, Target, TargetState};

named! {
    /// What may be done with the state of a target.
    Handing {
        /// 送复核: the drafter hands it to the reviewer
        Review = "review" "送复核",
        /// 撤回: the drafter takes it back before it is reviewed
        Withdraw = "withdraw" "撤回",
        /// 复核通过并送审: reviewed, on to the head of the unit
        Reviewed = "reviewed" "复核通过并送审",
        /// 审定 by the head of the unit
        Released = "released" "审定",
        /// 退回: back into drafting, with remarks
        Back = "back" "退回",
        /// 登记财政退回: the bureau returned what was sent
        Returned = "returned" "登记财政退回",
        /// 登记批复: the bureau approved it
        Approved = "approved" "登记批复",
        /// 办理调整: a new version of an approved target
        Adjust = "adjust" "办理调整",
    }
}

impl Handing {
    /// Must it be said why? A return may point to remarks that are open instead; an adjustment never.
    pub fn needs_remark(self) -> bool {
        matches!(self, Self::Back | Self::Returned | Self::Adjust)
    }

    /// Does it begin the next round of review?
    pub fn starts_round(self) -> bool {
        matches!(self, Self::Back | Self::Returned)
    }
}

/// A document that is handed on step by step.
pub trait HandedOn {
    /// Where it stands.
    fn state(&self) -> TargetState;

    /// Is its review awaited?
    fn is_awaiting(&self) -> bool;

    /// What may be done with one that the bureau has, and with one that it approved.
    fn after_sealing(&self) -> (&'static [Handing], &'static [Handing]);

    /// What may be done with its state now, the usual first.
    fn handings(&self) -> &'static [Handing] {
        use Handing::{Back, Released, Review, Reviewed, Withdraw};
        match self.state() {
            TargetState::Drafted | TargetState::Returned if self.is_awaiting() => &[Reviewed, Back, Withdraw],
            TargetState::Drafted | TargetState::Returned => &[Review, Reviewed],
            TargetState::Reviewed => &[Released, Back],
            TargetState::Released => &[Back],
            TargetState::Sealed => self.after_sealing().0,
            TargetState::Approved => self.after_sealing().1,
        }
    }

    /// Where the step leads: the state, and whether the document then waits for its review. `None` when it cannot be done
    /// now. An adjustment leaves this version as it is.
    fn after(&self, step: Handing) -> Option<(TargetState, bool)> {
        if !self.handings().contains(&step) {
            return None;
        }
        let state = self.state();
        Some(match step {
            Handing::Review => (state, true),
            Handing::Withdraw => (state, false),
            Handing::Reviewed => (TargetState::Reviewed, false),
            Handing::Released => (TargetState::Released, false),
            // What the bureau returned stays so until it is reviewed anew.
            Handing::Back if self.is_awaiting() => (state, false),
            Handing::Back => (TargetState::Drafted, false),
            Handing::Returned => (TargetState::Returned, false),
            Handing::Approved => (TargetState::Approved, false),
            Handing::Adjust => (state, self.is_awaiting()),
        })
    }

    /// Where it stands, as people say it: the state's name, or 待复核.
    fn state_word(&self) -> &'static str {
        if self.is_awaiting() { AWAITING_REVIEW } else { self.state().name() }
    }
}

impl HandedOn for Target {
    fn state(&self) -> TargetState {
        self.state
    }

    fn is_awaiting(&self) -> bool {
        self.handed_on
    }

    fn after_sealing(&self) -> (&'static [Handing], &'static [Handing]) {
        (&[Handing::Approved, Handing::Returned], &[Handing::Adjust])
    }
}

/// The bureau returns a self-assessment or leaves it be: there is nothing to approve or to adjust.
impl HandedOn for SelfAssessment {
    fn state(&self) -> TargetState {
        self.state
    }

    fn is_awaiting(&self) -> bool {
        self.handed_on
    }

    fn after_sealing(&self) -> (&'static [Handing], &'static [Handing]) {
        (&[Handing::Returned], &[])
    }
}

/// The same without the trait at hand.
macro_rules! without_trait {
    ($($type:ty),+) => { $(impl $type {
        /// What may be done with its state now, the usual first.
        pub fn handings(&self) -> &'static [Handing] {
            HandedOn::handings(self)
        }

        /// Where the step leads: the state, and whether it then waits for its review. `None` when it cannot be done now.
        pub fn after(&self, step: Handing) -> Option<(TargetState, bool)> {
            HandedOn::after(self, step)
        }

        /// Where it stands, as people say it: the state's name, or 待复核.
        pub fn state_word(&self) -> &'static str {
            HandedOn::state_word(self)
        }
    })+ };
}

without_trait!(Target, SelfAssessment);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Taxonomy;
    use crate::typed::Id;

    fn target(state: TargetState, handed_on: bool) -> Target {
        let id = |text: &str| Id(text.to_owned());
        let blank = Target::new(id("t"), id("p"), "mof-2021", Taxonomy::Y2021);
        Target { state, handed_on, ..blank }
    }

    #[test]
    fn each_step_leads_where_it_says() {
        use Handing as H;
        use TargetState as S;
        /// State, handed on; its word, can it be edited; where each step leads.
        type Row = (S, bool, &'static str, bool, &'static [(H, S, bool)]);
        let rows: [Row; 8] = [
            (
                S::Drafted,
                false,
                "编制中",
                true,
                &[(H::Review, S::Drafted, true), (H::Reviewed, S::Reviewed, false)],
            ),
            (
                S::Drafted,
                true,
                "待复核",
                false,
                &[
                    (H::Withdraw, S::Drafted, false),
                    (H::Reviewed, S::Reviewed, false),
                    (H::Back, S::Drafted, false),
                ],
            ),
            (
                S::Returned,
                false,
                "已退回",
                true,
                &[(H::Review, S::Returned, true), (H::Reviewed, S::Reviewed, false)],
            ),
            (
                S::Returned,
                true,
                "待复核",
                false,
                &[
                    (H::Withdraw, S::Returned, false),
                    (H::Reviewed, S::Reviewed, false),
                    (H::Back, S::Returned, false),
                ],
            ),
            (
                S::Reviewed,
                false,
                "已复核",
                false,
                &[(H::Released, S::Released, false), (H::Back, S::Drafted, false)],
            ),
            (S::Released, false, "已审定", false, &[(H::Back, S::Drafted, false)]),
            (
                S::Sealed,
                false,
                "已上报",
                false,
                &[(H::Approved, S::Approved, false), (H::Returned, S::Returned, false)],
            ),
            (S::Approved, false, "已批复", false, &[(H::Adjust, S::Approved, false)]),
        ];
        for (state, handed_on, word, editable, leads) in rows {
            let target = target(state, handed_on);
            assert_eq!((target.state_word(), target.is_editable()), (word, editable));
            for step in Handing::ALL {
                let expected =
                    leads.iter().find(|(known, ..)| known == step).map(|(_, to, waits)| (*to, *waits));
                assert_eq!(target.after(*step), expected, "{word} {step:?}");
                assert_eq!(target.handings().contains(step), expected.is_some(), "{word} {step:?}");
            }
        }
    }

    #[test]
    fn a_step_agrees_with_the_states_that_may_follow() {
        for state in TargetState::ALL {
            for handed_on in [false, true] {
                let target = target(*state, handed_on);
                for (next, _) in Handing::ALL.iter().filter_map(|step| target.after(*step)) {
                    assert!(next == *state || state.next().contains(&next), "{state:?} {next:?}");
                }
            }
        }
    }
}
