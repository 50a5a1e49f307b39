//! Bytes to values and back; knows no noun of the newsroom. To add a format, add a file.

pub mod charset;
pub mod coding;
pub mod digest;
pub mod entities;
pub mod escape;
pub mod form;
pub mod html;
pub mod image;
mod legacy;
pub mod mail;
pub mod markup;
pub mod paragraphs;
pub(crate) mod scan;
pub mod site;
pub mod telegraph;
pub mod warc;
