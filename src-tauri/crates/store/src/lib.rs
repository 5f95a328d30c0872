//! One unit's data in SQLite: named operations, undo, audit, backup.
