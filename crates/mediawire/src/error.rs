//! The program's one error: what was tried, why it failed, and what a caller may do about it.

use std::fmt::Display;

/// The program's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What was tried and why it failed: a chain of sentences, the outermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What a caller may do about it.
    pub kind: Kind,
    /// A short code for the fetch log and the source's health page, such as `timeout-header`; empty if none fits.
    pub code: &'static str,
    /// How long the other side asked to be left alone, in milliseconds, at most a day.
    pub retry_after_ms: Option<u64>,
    chain: Vec<String>,
}

/// What a caller may do about an error: try again? answer with which status?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Try again, backing off; 503.
    Transient,
    /// The other side will not: stop, and tell the desk; 502.
    Refused,
    /// What was read cannot be understood: park it; 422.
    Malformed,
    /// There is no such thing; 404.
    NotFound,
    /// Not for this caller; 403.
    Forbidden,
    /// Something else stands in the way: another process, a name that is taken; 409.
    Conflict,
    /// A fault of ours: park it, and alert; 500.
    Bug,
}

impl Error {
    /// An error of `kind`. `tried` says what was tried, on what and why it failed: lower case, no full stop.
    #[must_use]
    pub fn new(kind: Kind, tried: impl Display) -> Self {
        Self { kind, code: "", retry_after_ms: None, chain: vec![tried.to_string()] }
    }

    /// The same with the cause behind a colon.
    #[must_use]
    pub fn caused(kind: Kind, tried: impl Display, cause: impl Display) -> Self {
        Self {
            kind,
            code: "",
            retry_after_ms: None,
            chain: vec![tried.to_string(), cause.to_string()],
        }
    }

    /// The same error under the short code `code`.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// The same error, seen from further out: `tried` goes in front.
    #[must_use]
    pub fn context(mut self, tried: impl Display) -> Self {
        self.chain.insert(0, tried.to_string());
        self
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.chain.join(": "))
    }
}

impl std::error::Error for Error {}

/// Turns any error into ours, saying what was tried.
pub trait Context<T> {
    /// The value, or an [`Error`] of `kind`: `tried`, a colon, and the cause.
    ///
    /// # Errors
    /// The error that `self` held.
    fn context<D: Display>(self, kind: Kind, tried: impl FnOnce() -> D) -> Result<T>;
}

impl<T, E: Display> Context<T> for std::result::Result<T, E> {
    fn context<D: Display>(self, kind: Kind, tried: impl FnOnce() -> D) -> Result<T> {
        self.map_err(|cause| Error::caused(kind, tried(), cause))
    }
}
