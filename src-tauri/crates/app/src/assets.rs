//! Data that ships inside the program.

/// The error catalogue.
pub const ERRORS: &str = "";

/// Rule packs, bases first.
pub const RULE_PACKS: [&str; 8] = [
    include_str!("../../../../assets/rulepacks/mof-2015.toml"),
    include_str!("../../../../assets/rulepacks/mof-2020.toml"),
    include_str!("../../../../assets/rulepacks/mof-2021.toml"),
    include_str!("../../../../assets/rulepacks/mile-2020.toml"),
    include_str!("../../../../assets/rulepacks/putuo-2023.toml"),
    include_str!("../../../../assets/rulepacks/jinan-2019.toml"),
    include_str!("../../../../assets/rulepacks/beilin.toml"),
    include_str!("../../../../assets/rulepacks/qiemo-2020.toml"),
];

/// The demo unit's workbook: a list of projects and a target form for each.
pub const DEMO_WORKBOOK: &[u8] = &[];

/// The JSON Schema of `submission.json`.
pub const SUBMISSION_SCHEMA: &str = include_str!("../../../../assets/schema/submission.schema.json");

/// The indicator library's files.
pub const INDICATORS: [&str; 0] = [];
