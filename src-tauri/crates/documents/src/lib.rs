//! Forms out: one page layout, rendered as PDF, XLSX and preview pictures.
