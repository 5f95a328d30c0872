//! The strict ZIP directory walker that the package reader and the workbook guard share.
//!
//! [`walk`] reads only the directory and the local headers of a ZIP file, never the data, so it
//! works on files of any size in little memory. It refuses whatever two programs could read in two
//! ways (overlaps, duplicate names, a local header that disagrees with the directory, two end
//! records, encryption) and whatever passes the caller's [`Limits`].
//!
//! ```no_run
//! use archive::{Limits, Profile, walk};
//! let mut file = std::fs::File::open("book.xlsx")?;
//! let limits = Limits {
//!     entries: 4096,
//!     name_bytes: 512,
//!     entry_bytes: 512 << 20,
//!     total_bytes: 1 << 30,
//!     ratio: 200,
//!     ratio_from: 1 << 20,
//! };
//! let directory = walk(&mut file, &limits, Profile::Ordinary)?;
//! for entry in &directory.entries {
//!     let raw = entry.open(&mut file)?; // the stored or deflated bytes, not unpacked
//!     println!("{} {} {}", entry.name, entry.method, entry.size);
//!     drop(raw);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Profile::Ordinary`] is for workbooks written by Excel, WPS or LibreOffice: methods 0 and 8,
//!   data descriptors, extra fields and comments are allowed; encryption is refused.
//! - [`Profile::Exact`] is for submission packages: method 0 only, time 1980-01-01, mode 0100644, no extra
//!   fields (ZIP64 only when needed), comments, descriptors or directory entries, contiguous from
//!   byte 0 in directory order, the end record exactly at the end.
//!
//! The declared sizes are the sender's claim. Whoever unpacks method 8 must count the bytes it
//! really gets and stop at [`Entry::size`]; whoever reads method 0 gets exactly that many.
//! What a name may look like (`../`, device names, case) is the caller's to judge.

mod error;
mod exact;
mod raw;
mod walk;

pub use error::{CODES, Error};
pub use walk::{Directory, Entry, Limits, Profile, walk};
