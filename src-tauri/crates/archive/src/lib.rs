//! The strict ZIP directory walker that the package reader and the workbook guard share.
