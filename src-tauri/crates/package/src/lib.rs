//! The signed submission package: sealing, strict reading, signing, keys.
