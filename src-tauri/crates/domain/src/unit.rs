//! Units (单位) and the codes that name them: unit code, 统一社会信用代码, 财政区划代码, project code.

use crate::text::quoted;
use crate::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of unit stands in the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 部门: a first-level budget unit.
    Department,
    /// 乡镇, 街道
    Township,
    /// 二级单位
    Subordinate,
}

impl UnitKind {
    /// All kinds, in the order a list shows them.
    pub const ALL: [Self; 3] = [Self::Department, Self::Township, Self::Subordinate];

    /// The Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Department => "部门",
            Self::Township => "乡镇",
            Self::Subordinate => "二级单位",
        }
    }
}

/// A unit that manages its budget's performance. Codes are kept as typed; the checks judge them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unit {
    /// Identity.
    pub id: Id,
    /// 部门, 乡镇 or 二级单位.
    pub kind: UnitKind,
    /// 单位名称
    pub name: String,
    /// 单位代码 (AGENCY_CODE): three digits a level, at most 21.
    pub code: String,
    /// 统一社会信用代码, 18 characters, or empty.
    pub credit_code: String,
    /// 财政区划代码 (MOF_DIV_CODE), 9 digits, or empty.
    pub division_code: String,
    /// 主管部门 of a 二级单位, else empty.
    pub parent_name: String,
    /// 单位负责人
    pub head: String,
    /// 联系电话
    pub phone: String,
}

/// Why a code is refused: one sentence with the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// Unit code pattern.
    #[error("单位代码“{0}”应为 3 的倍数位数字（每级三位，最多 21 位），请对照预算批复核对")]
    AgencyCode(String),
    /// Credit code length or alphabet.
    #[error("统一社会信用代码“{0}”应为 18 位，只含数字和大写字母（不用 I、O、S、V、Z），请对照证书核对")]
    CreditCodeForm(String),
    /// Credit code check digit.
    #[error("统一社会信用代码“{0}”的校验位不符（末位应为 {1}），可能抄错了一位，请对照证书核对")]
    CreditCodeCheck(String, char),
    /// Division code pattern.
    #[error("财政区划代码“{0}”应为 9 位数字（县级为 6 位行政区划代码加 000），请核对")]
    DivisionCode(String),
    /// Project code pattern.
    #[error("项目代码“{0}”应为 21 位：6 位区划、2 位年份、R/Y/T 一个字母、12 位顺序号，请从一体化系统复制")]
    ProjectCode(String),
}

/// Checks an AGENCY_CODE: digits only, three a level, 3 to 21.
pub fn check_agency_code(code: &str) -> Result<(), CodeFault> {
    let good = code.len().is_multiple_of(3) && (3..=21).contains(&code.len()) && digits(code);
    if good { Ok(()) } else { Err(CodeFault::AgencyCode(quoted(code))) }
}

/// The code of the unit above, one level (three digits) shorter; `None` at the top.
pub fn parent_agency_code(code: &str) -> Option<&str> {
    check_agency_code(code).ok()?;
    (code.len() > 3).then(|| &code[..code.len() - 3])
}

/// Checks a MOF_DIV_CODE: nine digits.
pub fn check_division_code(code: &str) -> Result<(), CodeFault> {
    if code.len() == 9 && digits(code) { Ok(()) } else { Err(CodeFault::DivisionCode(quoted(code))) }
}

/// Checks a PRO_CODE: 6 digits, 2 digits, one of R Y T, 12 digits. The parts are not compared with the unit:
/// published codes carry a province's division and another year.
pub fn check_project_code(code: &str) -> Result<(), CodeFault> {
    let bytes = code.as_bytes();
    let good = bytes.len() == 21
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| if i == 8 { matches!(b, b'R' | b'Y' | b'T') } else { b.is_ascii_digit() });
    if good { Ok(()) } else { Err(CodeFault::ProjectCode(quoted(code))) }
}

const CREDIT_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Checks a 统一社会信用代码 with its check digit (GB 32100-2015).
pub fn check_credit_code(code: &str) -> Result<(), CodeFault> {
    let form = || CodeFault::CreditCodeForm(quoted(code));
    if code.len() != 18 {
        return Err(form());
    }
    let mut values = [0u32; 18];
    for (slot, byte) in values.iter_mut().zip(code.bytes()) {
        let place = CREDIT_ALPHABET.iter().position(|a| *a == byte).ok_or_else(form)?;
        *slot = u32::try_from(place).unwrap_or(0);
    }
    let sum: u32 = values.iter().zip(CREDIT_WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = (31 - sum % 31) % 31;
    if values[17] == expected {
        Ok(())
    } else {
        let due = CREDIT_ALPHABET.get(expected as usize).copied().unwrap_or(b'?');
        Err(CodeFault::CreditCodeCheck(quoted(code), char::from(due)))
    }
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agency_codes() {
        for (code, good) in [
            ("219", true),
            ("219001", true),
            ("015001", true),
            ("21900", false),
            ("", false),
            ("21900A", false),
            ("000000000000000000000000", false),
        ] {
            assert_eq!(check_agency_code(code).is_ok(), good, "{code}");
        }
        assert_eq!(parent_agency_code("219001"), Some("219"));
        assert_eq!(parent_agency_code("219"), None);
    }

    proptest! {
        #[test]
        fn one_wrong_character_of_a_credit_code_is_noticed(place in 0usize..18, other in 0usize..31) {
            let good = b"91350100M000100Y43";
            let mut bad = good.to_vec();
            bad[place] = CREDIT_ALPHABET[other];
            let same = bad == good;
            prop_assert_eq!(check_credit_code(std::str::from_utf8(&bad).unwrap()).is_ok(), same);
        }

        #[test]
        fn no_code_panics(code in ".{0,24}") {
            let _ = (check_agency_code(&code), check_credit_code(&code), check_project_code(&code),
                     check_division_code(&code), parent_agency_code(&code));
        }
    }
}
