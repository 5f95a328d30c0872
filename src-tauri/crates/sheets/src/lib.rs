//! Spreadsheets in: the guard, cells, column mapping, domain values with cell errors.
