//! The two HTTP clients, as the settings say: what they have in common, and whom each can reach.

use crate::error::{Context as _, Error, Kind, Result};
use crate::retrieve::{Settings, resolve};
use reqwest::{Certificate, Client, ClientBuilder, Proxy};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// The client that speaks to the world, through the guarded resolver or the proxy.
///
/// # Errors
/// `Malformed` if the user agent or an authority's certificate is none.
pub(super) fn outside(
    settings: &Settings,
    resolver: &resolve::Guarded,
    proxy: Option<Proxy>,
) -> Result<Client> {
    let outside = builder(settings)?.dns_resolver(Arc::new(resolver.clone()));
    let outside = proxy.into_iter().fold(outside, ClientBuilder::proxy);
    build(outside)
}

/// The client that reaches admitted hosts at their addresses, and is asked for nothing else.
///
/// # Errors
/// As [`outside`].
pub(super) fn inside(settings: &Settings) -> Result<Client> {
    let named = settings.destinations.iter().filter(|pair| pair.host.parse::<IpAddr>().is_err());
    build(named.fold(builder(settings)?, |it, pair| it.resolve(&pair.host, pair.address)))
}

fn build(builder: ClientBuilder) -> Result<Client> {
    builder.build().context(Kind::Malformed, || "cannot make the HTTP client")
}

fn builder(settings: &Settings) -> Result<ClientBuilder> {
    let limits = &settings.limits;
    let head_bytes_max = u32::try_from(limits.head_bytes_max).unwrap_or(u32::MAX);
    let tried = || "cannot read the authorities' certificates";
    let authorities = Certificate::from_pem_bundle(&settings.authorities);
    let authorities = authorities.context(Kind::Malformed, tried)?;
    if authorities.is_empty() && !settings.authorities.is_empty() {
        return Err(Error::new(Kind::Malformed, format!("{}: there is none", tried())));
    }
    let builder = Client::builder()
        .tls_certs_merge(authorities)
        .user_agent(&settings.user_agent)
        // A proxy of the environment would connect where the guard cannot see.
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(Duration::from_millis(limits.connect_ms))
        .pool_max_idle_per_host(2)
        .pool_idle_timeout(Duration::from_millis(limits.idle_ms))
        .http1_max_headers(limits.head_fields_max)
        .http2_max_header_list_size(head_bytes_max);
    Ok(builder)
}
