//! The guard: what stands between a user's file and the readers.
//!
//! ZIP containers (xlsx, ods): the directory is walked strictly, and only parts that are needed are unpacked, counted
//! against what they declare and against the ceilings. The readers work on those bytes in one pass, and every count
//! that a file announces is checked against what is there.
//!
//! OLE containers (xls, et): calamine parses them and trusts them, so it never sees the user's container: the workbook
//! stream is taken out, measured and defused, and put into a fresh container.

pub(crate) mod biff;
pub(crate) mod ole;
pub(crate) mod parts;
pub(crate) mod sst;
