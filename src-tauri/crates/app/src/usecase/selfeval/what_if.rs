//! What if (试算): the score with some cells changed, nothing stored.

use crate::{App, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Cells to try.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIf {
    /// Id, code or name of the project.
    pub project: String,
    /// What to change.
    pub cells: Vec<WhatIfCell>,
}

/// One cell to try.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIfCell {
    /// Its path, as for `edit.cell`.
    pub path: String,
    /// What would be typed.
    pub text: String,
}

/// What would come of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIfResult {
    /// 总分 now.
    pub before: String,
    /// 总分 then.
    pub after: String,
    /// The difference with its sign: `+1.20`.
    pub change: String,
    /// 等级 now.
    pub grade_before: String,
    /// 等级 then.
    pub grade_after: String,
    /// 预算执行得分 then.
    pub execution: String,
    /// The rows whose score changes.
    pub rows: Vec<WhatIfRow>,
    /// Cells that cannot be read, with why.
    pub faults: Vec<String>,
}

/// A row whose score changes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIfRow {
    /// Id of the indicator.
    pub id: String,
    /// 三级指标
    pub name: String,
    /// 得分 now.
    pub before: String,
    /// 得分 then.
    pub after: String,
}

/// Tries some cells.
pub fn what_if(_app: &App, _query: WhatIf) -> Result<WhatIfResult> {
    unimplemented!()
}
