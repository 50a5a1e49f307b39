//! What reading a case costs: processor time, and the memory that the process held at most meanwhile.

use rustix::time::{ClockId, clock_gettime};
use std::fs;

/// What the reading of one case has cost.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// CPU seconds.
    pub(super) seconds: f64,
    /// Bytes by which the resident set rose at most; 0 where the system does not tell.
    pub(super) bytes: usize,
}

impl Watch {
    /// Reads, and counts what it costs.
    pub(super) fn on<T>(&mut self, read: impl FnOnce() -> T) -> T {
        // Sets the peak back to what is held now (proc(5), clear_refs).
        let is_reset = fs::write("/proc/self/clear_refs", "5").is_ok();
        let before = if is_reset { status("VmRSS:") } else { None };
        let start = cpu_s();
        let value = read();
        self.seconds += cpu_s() - start;
        if let (Some(before), Some(peak)) = (before, status("VmHWM:")) {
            self.bytes = self.bytes.max(peak.saturating_sub(before));
        }
        value
    }
}

/// Bytes that a line of `/proc/self/status` tells.
fn status(name: &str) -> Option<usize> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kib| kib * 1024)
}

fn cpu_s() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
