//! The connection to a mail server: to an address that the guard lets through, by TLS.

use super::Mailbox;
use crate::config::Account;
use crate::error::{Context as _, Error, Kind, Result};
use crate::retrieve::{Client, failure, resolve};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::Host;

/// A connection to a mail server.
pub(super) type Connection = TlsStream<TcpStream>;

impl Client {
    /// Connects to the server of `mailbox`, in the lane of its address, which is held until what is given is dropped.
    pub(super) async fn connect(
        &self,
        mailbox: &Mailbox,
        account: &Account,
    ) -> Result<(Connection, Option<OwnedSemaphorePermit>)> {
        let tls = TlsConnector::from(Arc::new(settings(account.ca_file.as_deref())?));
        let time = Duration::from_millis(self.settings.limits.connect_ms);
        let addresses = match account.address {
            Some(address) => vec![address],
            None => self.addresses(&mailbox.host, time).await?,
        };
        let mut last = None;
        for address in addresses {
            let lane = self.lanes.enter(address).await;
            let place = SocketAddr::new(address, mailbox.port);
            match timeout(time, open(&tls, place, mailbox)).await {
                Ok(Ok(connection)) => return Ok((connection, lane)),
                Ok(Err(error)) => last = Some(error),
                Err(_) => {
                    let why = format!("port {} did not answer in time", mailbox.port);
                    last = Some(Error::new(Kind::Transient, why).code("timeout-connect"));
                }
            }
        }
        Err(last.expect("there is an address"))
    }

    /// The public addresses of a server; at least one.
    async fn addresses(&self, host: &Host<String>, time: Duration) -> Result<Vec<IpAddr>> {
        let name = match host {
            Host::Ipv4(address) => return Ok(vec![(*address).into()]),
            Host::Ipv6(address) => return Ok(vec![(*address).into()]),
            Host::Domain(name) => name,
        };
        let none = |why: &str| Error::new(Kind::Transient, why).code("dns");
        let found = timeout(time, self.resolver.public(name)).await;
        let found = found.map_err(|_| none("its name was not found in time"))?;
        match found {
            Ok(found) if found.is_empty() => {
                Err(Error::new(Kind::Refused, resolve::Forbidden).code("forbidden-address"))
            }
            Ok(found) => Ok(found),
            Err(cause) => Err(none(&format!("its name is not found: {cause}"))),
        }
    }
}

async fn open(tls: &TlsConnector, place: SocketAddr, mailbox: &Mailbox) -> Result<Connection> {
    let host = mailbox.host.to_string();
    let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let name = ServerName::try_from(name)
        .context(Kind::Malformed, || format!("{host} is no name of a server"))?;
    let tcp = TcpStream::connect(place).await.map_err(|cause| {
        let told = format!("nobody answers at port {}", place.port());
        Error::caused(Kind::Transient, told, cause).code("connect")
    })?;
    tls.connect(name, tcp).await.map_err(|cause| match failure::tls_cause(&cause) {
        Some((code, why)) => {
            let told = format!(
                "the server's certificate does not hold for {host}: ask for the name that stands in it, or name its authority as ca_file"
            );
            Error::caused(Kind::Transient, told, why).code(code)
        }
        None => {
            Error::caused(Kind::Transient, "it does not speak TLS there", cause).code("tls")
        }
    })
}

/// How the server's certificate is judged: by the authorities in `ca_file`, or as the system does.
fn settings(ca_file: Option<&Path>) -> Result<ClientConfig> {
    let builder = ClientConfig::builder();
    let Some(path) = ca_file else {
        let builder = builder
            .with_platform_verifier()
            .context(Kind::Transient, || "cannot use the system's certificate authorities")?;
        return Ok(builder.with_no_client_auth());
    };
    let told = || format!("cannot read the certificate authorities in {}", path.display());
    let account = |error: Error| error.code("account");
    let mut roots = RootCertStore::empty();
    let found =
        CertificateDer::pem_file_iter(path).context(Kind::Refused, told).map_err(account)?;
    for certificate in found {
        let certificate = certificate.context(Kind::Refused, told).map_err(account)?;
        roots.add(certificate).context(Kind::Refused, told).map_err(account)?;
    }
    if roots.is_empty() {
        let none = Error::caused(Kind::Refused, told(), "none stands in it");
        return Err(account(none));
    }
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
