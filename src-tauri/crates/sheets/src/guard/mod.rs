//! The guard: what stands between a user's file and the parsers.
//!
//! No parser sees a container that somebody else built. The guard unpacks the parts that are needed, counting while
//! it reads, looks at them, and hands on a container of its own making: a ZIP of stored parts for the xlsx reader
//! (so nothing is inflated twice), an OLE file with a cleaned workbook stream for the xls reader, the bare text for
//! ODS. What the parsers would reserve memory for on the file's word alone is checked against what is there.

pub(crate) mod biff;
pub(crate) mod ole;
pub(crate) mod parts;
pub(crate) mod sst;
pub(crate) mod xml;
