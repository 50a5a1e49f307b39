//! A program that takes webhooks and remembers them, in threads of this process: it lives through every kill.

use crate::run::Dice;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The longest time that it takes for a message.
const WORK: Duration = Duration::from_millis(12);
/// The longest message that it takes.
const BYTES_MAX: usize = 16 << 20;

/// A message that came whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Got {
    /// Its `webhook-id`.
    pub(super) id: String,
    /// The number of the dispatch.
    pub(super) number: i64,
    /// The item's public id.
    pub(super) item: String,
    /// What became of the item.
    pub(super) event: String,
    /// Whether it says that it is the item's last.
    pub(super) is_newest: bool,
    /// Whether there is a headline or a text in it.
    pub(super) has_text: bool,
}

/// The receiver, as long as this process lives.
#[derive(Debug)]
pub(super) struct Receiver {
    pub(super) port: u16,
    got: Arc<Mutex<Vec<Got>>>,
}

impl Receiver {
    pub(super) fn start() -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|why| why.to_string())?;
        let port = listener.local_addr().map_err(|why| why.to_string())?.port();
        let got = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&got);
        std::thread::spawn(move || {
            for (n, stream) in listener.incoming().flatten().enumerate() {
                let all = Arc::clone(&all);
                let dice = Dice(u64::try_from(n).unwrap_or(0));
                // Who sends is killed now and then: that is the measure.
                std::thread::spawn(move || converse(&stream, &all, dice).ok());
            }
        });
        Ok(Self { port, got })
    }

    /// All that came, in its order.
    pub(super) fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many came.
    pub(super) fn n(&self) -> usize {
        self.got.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub(super) fn forget(&self) {
        self.got.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn converse(stream: &TcpStream, all: &Mutex<Vec<Got>>, mut dice: Dice) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let (mut id, mut n_bytes, mut line) = (String::new(), 0, String::new());
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                if line.trim_end().is_empty() {
                    break;
                }
                continue;
            };
            match name.to_ascii_lowercase().as_str() {
                "webhook-id" => value.clone_into(&mut id),
                "content-length" => n_bytes = value.parse().unwrap_or(0).min(BYTES_MAX),
                _ => {}
            }
        }
        let mut body = vec![0; n_bytes];
        reader.read_exact(&mut body)?;
        let value: Value = serde_json::from_slice(&body).unwrap_or_default();
        let data = &value["data"];
        let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
        let got = Got {
            id,
            number: data["number"].as_i64().unwrap_or(0),
            item: text("item"),
            event: text("event"),
            is_newest: data["is_newest"] == true,
            has_text: ["headline", "html", "teaser", "source"]
                .iter()
                .any(|it| !data[*it].is_null()),
        };
        // What it did is done, whether the answer is heard or not.
        all.lock().unwrap_or_else(PoisonError::into_inner).push(got);
        std::thread::sleep(dice.part_of(WORK));
        (&mut &*stream).write_all(b"HTTP/1.1 204 X\r\n\r\n")?;
    }
}
