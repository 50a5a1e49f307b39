//! What needs a network of its own: addresses of a cloud's metadata, of private networks and of the public internet, all
//! of which lie on this machine there, with one server behind them. A test runs itself once more inside (`unshare -rn`),
//! and is skipped where none can be made.

use crate::hostile::trial::{code, get};
use mediawire::retrieve::{Admit, Settings, What};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::process::Command;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// Set where a test runs inside already.
const INSIDE: &str = "MEDIAWIRE_TEST_NAMESPACE";
/// Addresses that nobody may be led to.
const PRIVATE: [&str; 3] = ["169.254.169.254", "10.9.8.7", "fd00::1"];
/// Addresses that anybody may ask, and one of the same kind that nobody has.
const PUBLIC: [&str; 2] = ["93.184.215.14", "2606:2800:21f::1"];
const DEAD: &str = "2606:2800:21f::2";

/// Runs the test of that name, which is `test`, in a network of its own.
fn inside<T: Future<Output = ()>>(name: &str, test: T) {
    let adds: String = PRIVATE
        .iter()
        .chain(&PUBLIC)
        .map(|address| match address.contains(':') {
            true => format!("ip addr add {address}/128 dev lo nodad && "),
            false => format!("ip addr add {address}/32 dev lo && "),
        })
        .collect();
    inside_of(&format!("hostile::namespace::{name}"), &format!("{adds} true"), test);
}

/// Runs the test of that path, which is `test`, in a network of its own, where files may be mounted that nobody else
/// sees; `set_up` is what a shell does there before, with `$DIR` as a folder of its own.
pub(super) fn inside_of<T: Future<Output = ()>>(path: &str, set_up: &str, test: T) {
    if std::env::var_os(INSIDE).is_some() {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        return runtime.enable_all().build().unwrap().block_on(test);
    }
    let script =
        format!("ip link set lo up && {set_up} || exit 77; exec \"$0\" --exact \"$1\" --nocapture");
    let own = std::env::current_exe().unwrap();
    let dir = tempfile::TempDir::new().unwrap();
    let run = Command::new("unshare")
        .args(["-rnm", "sh", "-c", &script])
        .arg(own)
        .arg(path)
        .env(INSIDE, "1")
        .env("DIR", dir.path())
        .output();
    match run {
        Ok(run) if run.status.success() => {
            let said = String::from_utf8_lossy(&run.stdout);
            assert!(said.contains("1 passed"), "{said}");
        }
        // `unshare` ends with 1 where it may not be used, and the script with 77 where nothing can be set up.
        Ok(run) if !matches!(run.status.code(), Some(1 | 77)) => {
            let said = [run.stdout, run.stderr].concat();
            panic!("{}: {}", run.status, String::from_utf8_lossy(&said));
        }
        other => eprintln!("skipped: no network of its own can be made: {other:?}"),
    }
}

/// A server on every address, and how often each was connected to.
#[derive(Debug)]
struct Everywhere {
    port: u16,
    hits: Arc<Mutex<BTreeMap<IpAddr, usize>>>,
}

impl Everywhere {
    async fn start() -> Self {
        let listener = TcpListener::bind("[::]:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let hits = Arc::new(Mutex::new(BTreeMap::new()));
        let counted = Arc::clone(&hits);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let at = stream.local_addr().unwrap().ip().to_canonical();
                *counted.lock().unwrap().entry(at).or_default() += 1;
                tokio::spawn(async move {
                    let mut head = [0; 4096];
                    let n = stream.read(&mut head).await.unwrap_or(0);
                    let head = String::from_utf8_lossy(&head[..n]).into_owned();
                    let to = head.split(['/', ' ']).nth(2).unwrap_or_default();
                    let reply = match to.is_empty() {
                        true => "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnews".to_owned(),
                        false => format!(
                            "HTTP/1.1 302 F\r\nLocation: http://{to}/\r\nContent-Length: 0\r\n\r\n"
                        ),
                    };
                    stream.write_all(reply.as_bytes()).await.ok();
                });
            }
        });
        Self { port, hits }
    }

    fn n_hits(&self, address: &str) -> usize {
        let address: IpAddr = address.parse().unwrap();
        self.hits.lock().unwrap().get(&address).copied().unwrap_or(0)
    }

    /// Settings by which `a.example` stands for these addresses.
    fn settings(&self, addresses: &[&str]) -> Settings {
        let hosts = addresses.iter().map(|it| ("a.example".to_owned(), it.parse().unwrap()));
        let (hosts, host_delay_ms) = (hosts.collect(), 0);
        Settings { hosts, host_delay_ms, robots: false, ..Settings::default() }
    }
}

/// The address as it stands in a URL.
fn host(address: &str) -> String {
    if address.contains(':') { format!("[{address}]") } else { address.to_owned() }
}

#[test]
fn what_lies_inside_is_reached_by_no_address_and_no_name() {
    inside("what_lies_inside_is_reached_by_no_address_and_no_name", async {
        let server = Everywhere::start().await;
        let port = server.port;
        for address in PRIVATE {
            let place = format!("{}:{port}", host(address));
            let by_name = server.settings(&[address]);
            assert_eq!(
                code(by_name, &format!("http://a.example:{port}/")).await,
                "forbidden-address"
            );
            let public = server.settings(&PUBLIC);
            assert_eq!(
                code(public.clone(), &format!("http://{place}/")).await,
                "forbidden-address"
            );
            let on_the_way = format!("http://a.example:{port}/{place}");
            assert_eq!(code(public.clone(), &on_the_way).await, "forbidden-address");
            assert_eq!(server.n_hits(address), 0, "{address}");
            // The control: without the guard each of them is there to be reached.
            let admit = Admit {
                host: host(address),
                port,
                address: (address.parse::<IpAddr>().unwrap(), port).into(),
            };
            let settings = Settings { admit: vec![admit], ..public };
            assert_eq!(code(settings, &format!("http://{place}/")).await, "kept");
            assert_eq!(server.n_hits(address), 1, "{address}");
        }
    });
}

#[test]
fn what_is_public_is_reached_by_either_protocol() {
    inside("what_is_public_is_reached_by_either_protocol", async {
        let server = Everywhere::start().await;
        let url = format!("http://a.example:{}/", server.port);
        let [four, six] = PUBLIC;
        for (addresses, reached, codes) in [
            (&[four][..], four, &[][..]),
            (&[six], six, &[]),
            // One that does not answer, and one that may not be asked, leave the other.
            (&[DEAD, four], four, &[]),
            (&["10.9.8.7", four], four, &["address"]),
            (&["fd00::1", six], six, &["address"]),
        ] {
            let before = server.n_hits(reached);
            let fetched = get(server.settings(addresses), &url, What::Page).await.unwrap();
            let noticed: Vec<_> = fetched.noticed.iter().map(|it| it.code).collect();
            assert_eq!(noticed, codes, "{addresses:?}");
            assert_eq!(server.n_hits(reached), before + 1, "{addresses:?}");
        }
        assert_eq!(server.n_hits("10.9.8.7") + server.n_hits("fd00::1"), 0);
    });
}
