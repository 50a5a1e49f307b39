//! Servers that mean harm: each row of the catalogue of hostile input is a case under its own path, `/h/NET-04`, and
//! ends as the row says. `docs/hostile.md` lists every row, and `table.rs` holds that list against the tests.
//!
//! To add a case, add it to the `CASES` of its group in `cases/`, and its row to the table. Whatever the row, `trial.rs` holds the
//! invariants of all: nothing hangs, nothing reaches a canary, a failure has a code and shows nothing of what was sent.

mod cache;
mod cases;
mod dates;
mod desk;
mod disk;
mod dns;
mod enc;
mod hook;
mod html;
mod http2;
mod item;
mod namespace;
mod net;
mod noticed;
mod red;
mod rob;
mod secure;
mod server;
mod ssrf;
mod suspect;
mod table;
mod tls;
mod trial;
mod whole;
mod xml;
