//! Data that ships inside the program.

/// The error catalogue.
pub const ERRORS: &str = include_str!("../../../../assets/help/errors.toml");

/// What each field means.
pub const FIELDS: &str = include_str!("../../../../assets/help/fields.toml");

/// The user guide.
pub const GUIDE: &str = include_str!("../../../../assets/help/guide.md");

/// Holidays and working weekends by year.
pub const HOLIDAYS: [&str; 4] = [
    include_str!("../../../../assets/holidays/2023.toml"),
    include_str!("../../../../assets/holidays/2024.toml"),
    include_str!("../../../../assets/holidays/2025.toml"),
    include_str!("../../../../assets/holidays/2026.toml"),
];

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
pub const DEMO_WORKBOOK: &[u8] = include_bytes!("../../../../assets/demo/demo.xlsx");

/// The year before of the same unit: what “last year” shows.
pub const DEMO_LAST_YEAR: &[u8] = include_bytes!("../../../../assets/demo/demo-2025.xlsx");

/// What the projects of that year came to: the demo unit's self-assessments.
pub const DEMO_SELFEVAL: &str = include_str!("../../../../assets/demo/selfeval-2025.toml");

/// The JSON Schema of `submission.json`.
pub const SUBMISSION_SCHEMA: &str = include_str!("../../../../assets/schema/submission.schema.json");

/// The indicator library's files, the common ones first.
pub const INDICATORS: [&str; 20] = [
    include_str!("../../../../assets/indicators/common.toml"),
    include_str!("../../../../assets/indicators/construction.toml"),
    include_str!("../../../../assets/indicators/culture.toml"),
    include_str!("../../../../assets/indicators/ecology.toml"),
    include_str!("../../../../assets/indicators/education.toml"),
    include_str!("../../../../assets/indicators/equipment.toml"),
    include_str!("../../../../assets/indicators/farming.toml"),
    include_str!("../../../../assets/indicators/habitat.toml"),
    include_str!("../../../../assets/indicators/health.toml"),
    include_str!("../../../../assets/indicators/it.toml"),
    include_str!("../../../../assets/indicators/linking.toml"),
    include_str!("../../../../assets/indicators/personnel.toml"),
    include_str!("../../../../assets/indicators/river.toml"),
    include_str!("../../../../assets/indicators/road.toml"),
    include_str!("../../../../assets/indicators/running.toml"),
    include_str!("../../../../assets/indicators/safety.toml"),
    include_str!("../../../../assets/indicators/services.toml"),
    include_str!("../../../../assets/indicators/social.toml"),
    include_str!("../../../../assets/indicators/training.toml"),
    include_str!("../../../../assets/indicators/village.toml"),
];
