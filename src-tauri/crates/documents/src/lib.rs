//! Forms out: one page layout ([`FormPage`]), rendered as PDF ([`to_pdf`]), XLSX ([`to_xlsx`]) and preview
//! pictures ([`Preview`]). The forms themselves are built from the domain's values in [`forms`].
//!
//! Nothing here reads or writes a file, asks the clock or uses a font of the machine: the same form gives the
//! same bytes everywhere.

mod chart;
mod docx;
mod error;
mod fonts;
pub mod forms;
mod layout;
mod lines;
mod page;
mod pdf;
mod preview;
mod qr;
mod xlsx;

pub use chart::{Chart, Ink, Plot, Series, Style};
pub use docx::{Align, Block, Column, Document, Table, to_docx};
pub use error::{CODES, Error};
pub use fonts::{SUBSTITUTE, missing_glyphs};
pub use page::{Cell, Content, FormPage, Look, Number, Paper, Row, Stamp};
pub use pdf::{page_count, to_pdf, to_pdf_all, to_prose_pdf};
pub use preview::{MAX_WIDTH, Preview};
pub use xlsx::to_xlsx;
