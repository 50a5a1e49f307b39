//! Tests of the program through its rooms, a file each.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accounts;
mod archive;
mod cli;
mod correct;
mod deeds;
mod desk;
mod dovecot;
mod engine;
mod fields;
mod health;
mod hostile;
mod import;
mod lines;
mod newsroom;
mod origin;
mod persian;
mod pictures;
mod pipeline;
mod queue;
mod record;
mod refused;
mod retention;
mod retrieve;
mod rights;
mod routing;
mod samples;
mod schedule;
mod search;
mod site;
mod sources;
mod store;
mod tokens;
mod typed;
mod verify;
mod web;
