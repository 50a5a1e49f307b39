//! A mail server of a test's own: Dovecot in a folder, on a free port of loopback, with a certificate made for it.
//!
//! It is found at `MEDIAWIRE_TEST_DOVECOT`, else where Debian puts it; `scripts/test-tools` installs it.

use mediawire::config::Account;
use mediawire::retrieve;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::fmt::Write as _;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// The name that its certificate holds for.
pub(crate) const HOST: &str = "mail.a.example";
const PASSWORD: &str = "pass \"w\\ord";

/// The server. It ends with the test.
#[derive(Debug)]
pub(crate) struct Dovecot {
    dir: TempDir,
    child: Child,
    pub(crate) port: u16,
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Asked to end it ends the processes that it has started, too.
        Command::new("kill").arg(self.child.id().to_string()).status().ok();
        self.child.wait().ok();
    }
}

fn program() -> Option<PathBuf> {
    match std::env::var_os("MEDIAWIRE_TEST_DOVECOT") {
        Some(path) => Some(path.into()),
        None => Some(PathBuf::from("/usr/sbin/dovecot")).filter(|path| path.exists()),
    }
}

impl Dovecot {
    /// Starts one; `None` where none is installed.
    pub(crate) async fn start() -> Option<Self> {
        let Some(program) = program() else {
            eprintln!("skipped: no Dovecot (MEDIAWIRE_TEST_DOVECOT)");
            return None;
        };
        let dir = TempDir::new().unwrap();
        let path = dir.path().to_owned();
        // Mail is read by another user than the one who starts the server.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        certificate(&path);
        fs::write(path.join("password"), format!("{PASSWORD}\n")).unwrap();
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        fs::write(path.join("dovecot.conf"), settings(&path, port)).unwrap();
        drop(free);
        let child = Command::new(program)
            .arg("-F")
            .arg("-c")
            .arg(path.join("dovecot.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(path.join("stderr")).unwrap())
            .spawn()
            .unwrap();
        let mut server = Self { dir, child, port };
        let is_up = async {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
                let ended = server.child.try_wait().unwrap();
                assert!(ended.is_none(), "Dovecot ended: {}", server.told());
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), is_up).await.expect("Dovecot starts");
        Some(server)
    }

    /// What it said.
    pub(crate) fn told(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.file(name)).unwrap_or_default();
        read("stderr") + &read("log")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The account that any user has there.
    pub(crate) fn account(&self) -> Account {
        Account {
            password_file: self.file("password"),
            ca_file: Some(self.file("cert.pem")),
            address: Some(Ipv4Addr::LOCALHOST.into()),
        }
    }

    /// The address of a mailbox of the user `wire`.
    pub(crate) fn url(&self, name: &str) -> String {
        format!("imaps://wire@{HOST}:{}/{name}", self.port)
    }

    /// A client of the user `wire`.
    pub(crate) async fn client(&self) -> Client {
        retrieve::install_crypto();
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(self.file("cert.pem")).unwrap()).unwrap();
        let tls = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        let tcp = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.unwrap();
        let name = ServerName::try_from(HOST).unwrap();
        let stream = TlsConnector::from(Arc::new(tls)).connect(name, tcp).await.unwrap();
        let mut client = Client { stream, n: 0 };
        client.ask(&format!("LOGIN wire {{{}+}}\r\n{PASSWORD}", PASSWORD.len())).await;
        client
    }
}

/// An account of a mailbox, as an agency or a person has it.
#[derive(Debug)]
pub(crate) struct Client {
    stream: TlsStream<TcpStream>,
    n: u32,
}

impl Client {
    /// Puts a command, and gives all that is answered.
    pub(crate) async fn ask(&mut self, command: &str) -> String {
        self.n += 1;
        let tag = format!("t{}", self.n);
        self.stream.write_all(format!("{tag} {command}\r\n").as_bytes()).await.unwrap();
        self.stream.flush().await.unwrap();
        let mut said = Vec::new();
        loop {
            assert_ne!(self.stream.read_buf(&mut said).await.unwrap(), 0, "the server hung up");
            let text = String::from_utf8_lossy(&said);
            if text.lines().any(|line| line.starts_with(&format!("{tag} "))) && text.ends_with('\n')
            {
                assert!(text.contains(&format!("{tag} OK")), "{command}: {text}");
                return text.into_owned();
            }
        }
    }

    /// Puts a message into a mailbox; its lines end as they do in the mail.
    pub(crate) async fn append(&mut self, mailbox: &str, message: &str) {
        let message = message.replace('\n', "\r\n");
        self.ask(&format!("APPEND {mailbox} {{{}+}}\r\n{message}", message.len())).await;
    }
}

fn certificate(dir: &Path) {
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
        ])
        .args([
            "-days",
            "2",
            "-subj",
            "/CN=a mail server",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ])
        .args(["-addext", &format!("subjectAltName=DNS:{HOST}")])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .current_dir(dir)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// As root its processes run as Debian's users of it, else all as who runs the test.
fn settings(dir: &Path, port: u16) -> String {
    let dir = dir.display();
    let id = |flag| {
        let said = Command::new("id").arg(flag).output().unwrap();
        String::from_utf8(said.stdout).unwrap().trim().to_owned()
    };
    let mut text = format!(
        "protocols = imap\nlisten = 127.0.0.1\nbase_dir = {dir}/run\nstate_dir = {dir}/state\n\
         log_path = {dir}/log\nssl = required\nssl_cert = <{dir}/cert.pem\nssl_key = <{dir}/key.pem\n\
         mail_location = maildir:{dir}/mail/%u\nmail_home = {dir}/home/%u\n\
         passdb {{\n driver = passwd-file\n args = scheme=plain {dir}/users\n}}\n\
         service imap-login {{\n inet_listener imap {{\n port = 0\n }}\n\
         inet_listener imaps {{\n port = {port}\n ssl = yes\n }}\n}}\n"
    );
    let (uid, gid) = match id("-u").as_str() {
        "0" => ("nobody".to_owned(), "nogroup".to_owned()),
        _ => {
            let (user, group) = (id("-un"), id("-gn"));
            write!(
                text,
                "default_internal_user = {user}\ndefault_internal_group = {group}\n\
                 default_login_user = {user}\nservice anvil {{\n chroot =\n}}\n\
                 service imap-login {{\n chroot =\n}}\n"
            )
            .unwrap();
            (user, group)
        }
    };
    write!(
        text,
        "mail_uid = {uid}\nmail_gid = {gid}\nfirst_valid_uid = 0\n\
         userdb {{\n driver = static\n args = uid={uid} gid={gid}\n}}\n"
    )
    .unwrap();
    let path = Path::new(&dir.to_string()).to_owned();
    fs::write(path.join("users"), format!("wire:{{plain}}{PASSWORD}\n")).unwrap();
    for folder in ["mail", "home"] {
        fs::create_dir(path.join(folder)).unwrap();
        fs::set_permissions(path.join(folder), fs::Permissions::from_mode(0o777)).unwrap();
    }
    text
}
