//! The program as a child process, as its user runs it: started, asked, killed.

use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How often a child process is looked at.
const LOOK: Duration = Duration::from_millis(10);
/// How long the program may take to answer a request, or to end when it is asked to.
const ANSWER_MAX: Duration = Duration::from_secs(20);

/// Writes a line to the standard output.
pub(crate) fn say(line: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|why| why.to_string())
}

/// Numbers that look random and are the same for the same seed (`SplitMix64`).
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next number.
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n - 1`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.roll() % n).unwrap_or(0)
    }

    /// A moment between 0 and `whole`.
    pub(crate) fn part_of(&mut self, whole: Duration) -> Duration {
        let micros = u64::try_from(whole.as_micros()).unwrap_or(u64::MAX);
        Duration::from_micros(self.roll() % micros.max(1))
    }
}

/// The program under measure.
#[derive(Debug)]
pub(crate) struct Program {
    bin: PathBuf,
}

/// What `verify` found.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// The public ids of the items that it names.
    pub(crate) named: BTreeSet<String>,
    /// Faults that touch no item.
    pub(crate) other: Vec<String>,
    /// Bodies and archive members that it looked at.
    pub(crate) checked: (u64, u64),
    /// Whether it ended as if nothing differed.
    pub(crate) is_success: bool,
}

impl Verdict {
    /// Whether nothing differs and it says so.
    pub(crate) fn is_clean(&self) -> bool {
        self.is_success && self.named.is_empty() && self.other.is_empty()
    }
}

impl Program {
    /// The program at `bin`, else the one beside this one.
    pub(crate) fn at(bin: Option<PathBuf>) -> Result<Self, String> {
        let bin = match bin {
            Some(bin) => bin,
            None => std::env::current_exe()
                .map_err(|why| format!("cannot tell where this program is: {why}"))?
                .with_file_name("mediawire"),
        };
        let bin = bin
            .canonicalize()
            .map_err(|why| format!("cannot find {}, name it with --bin: {why}", bin.display()))?;
        Ok(Self { bin })
    }

    /// Starts it with `args`; what it writes goes into files in `logs`, and nothing of the environment configures it.
    pub(crate) fn start<S: AsRef<OsStr>>(
        &self,
        args: &[S],
        logs: &Path,
    ) -> Result<Running, String> {
        let file = |name: &str| {
            let path = logs.join(name);
            File::create(&path).map_err(|why| format!("cannot write {}: {why}", path.display()))
        };
        let mut command = Command::new(&self.bin);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("MEDIAWIRE_")) {
                command.env_remove(&name);
            }
        }
        let child = command
            .args(args)
            .current_dir(logs)
            .stdin(Stdio::null())
            .stdout(file("out.txt")?)
            .stderr(file("err.txt")?)
            .spawn()
            .map_err(|why| format!("cannot start {}: {why}", self.bin.display()))?;
        Ok(Running { child, logs: logs.to_owned(), start: Instant::now() })
    }

    /// Starts an import of `warc` into `data`.
    pub(crate) fn import(&self, warc: &Path, data: &Path, logs: &Path) -> Result<Running, String> {
        let args = ["import".as_ref(), warc.as_os_str(), "--display".as_ref(), "full".as_ref()];
        let terms = ["--auto", "--licence", "measured", "--data"].map(OsStr::new);
        let args = [&args[..], &terms, &[data.as_os_str()]].concat();
        self.start(&args, logs)
    }

    /// Starts a demonstration in `data` that lets all stories out at once and then falls silent.
    pub(crate) fn demo(&self, data: &Path, logs: &Path) -> Result<Running, String> {
        let args =
            ["demo", "--listen", "127.0.0.1:0", "--speed", "100000", "--no-bulletins", "--data"];
        let args = args.map(OsStr::new);
        self.start(&[&args[..], &[data.as_os_str()]].concat(), logs)
    }

    /// Runs `verify` over all that is in `data`.
    pub(crate) fn verify(&self, data: &Path, logs: &Path) -> Result<Verdict, String> {
        self.verify_named(&["--data".as_ref(), data.as_os_str()], logs)
    }

    /// The same of the wire that the arguments `named` name.
    pub(crate) fn verify_named(&self, named: &[&OsStr], logs: &Path) -> Result<Verdict, String> {
        let args = [&["verify".as_ref(), "--json".as_ref()], named].concat();
        let mut running = self.start(&args, logs)?;
        let status = running.end_within(Duration::from_secs(600))?;
        let text = running.said();
        let report: Value = serde_json::from_str(&text)
            .map_err(|why| format!("verify gave no JSON ({why}): {text}{}", running.complaint()))?;
        let n = |name: &str| report[name].as_u64().unwrap_or(0);
        let named = report["differing"].as_object().ok_or("verify does not say what differs")?;
        let other = report["other"].as_array().ok_or("verify does not say what else is wrong")?;
        Ok(Verdict {
            named: named.keys().cloned().collect(),
            other: other.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            checked: (n("bodies"), n("members")),
            is_success: status.success(),
        })
    }
}

/// A child process; killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    logs: PathBuf,
    start: Instant,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended long ago: then there is nothing to kill, and nothing to say about it.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Running {
    /// How long ago it was started.
    pub(crate) fn age(&self) -> Duration {
        self.start.elapsed()
    }

    /// Its exit status, if it has ended.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>, String> {
        self.child.try_wait().map_err(|why| format!("cannot ask after a child process: {why}"))
    }

    /// Waits for its end.
    pub(crate) fn end_within(&mut self, limit: Duration) -> Result<ExitStatus, String> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            if start.elapsed() > limit {
                return Err(format!("it has not ended within {} s", limit.as_secs()));
            }
            std::thread::sleep(LOOK);
        }
    }

    /// Kills it `moment` after its start, by SIGKILL; false if it had ended before.
    pub(crate) fn kill_at(&mut self, moment: Duration) -> Result<bool, String> {
        std::thread::sleep(moment.saturating_sub(self.age()));
        if self.ended()?.is_some() {
            return Ok(false);
        }
        self.child.kill().map_err(|why| format!("cannot kill a child process: {why}"))?;
        self.child.wait().map_err(|why| format!("cannot wait for a child process: {why}"))?;
        Ok(true)
    }

    /// Asks it to end, by SIGTERM, and waits until it has.
    pub(crate) fn terminate(&mut self) -> Result<ExitStatus, String> {
        let status = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .status()
            .map_err(|why| format!("cannot run sh: {why}"))?;
        if !status.success() {
            return Err("the child process could not be sent SIGTERM".to_owned());
        }
        self.end_within(ANSWER_MAX)
    }

    /// What it has written to its standard output.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(self.logs.join("out.txt")).unwrap_or_default()
    }

    /// How many dispatches the stories of a demonstration come to, as it says; `None` as long as it has not.
    pub(crate) fn announced(&self) -> Option<u64> {
        let said = self.said();
        let (_, number) = said.split_once("Its stories come to ")?;
        number.split_once(' ')?.0.parse().ok()
    }

    /// The last lines that it has written to its standard error.
    pub(crate) fn complaint(&self) -> String {
        let text = fs::read_to_string(self.logs.join("err.txt")).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(5)..].join("\n")
    }

    /// The number of the last dispatch, as its `/readyz` says; `None` as long as it does not answer.
    pub(crate) fn head(&self) -> Option<u64> {
        let said = self.said();
        let (address, _) = said.split_once('\n')?;
        let address = address.strip_prefix("http://")?;
        let answer = get(address, "/readyz").ok()?;
        answer.trim_end().rsplit_once("ok, dispatch ")?.1.parse().ok()
    }
}

/// The whole answer to a GET of `path`, head and body.
pub(crate) fn get(address: &str, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(ANSWER_MAX))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
