//! Listens until asked to stop, then lets requests in work finish.

use std::{net::SocketAddr, time::Duration};

use axum::Router;
use axum_server::{Handle, tls_rustls::RustlsConfig};
use hyper_util::rt::TokioTimer;
use platform::{App, jobs};
use tokio::time::MissedTickBehavior;

use super::{Readiness, daily, mail};
use crate::{
    config::{Config, Tls},
    router,
};

/// How long a visitor may take to say what is wanted; who is slower holds a line for nothing.
const HEADERS: Duration = Duration::from_secs(30);
/// How often the files of the certificate are read again.
const CERTIFICATE: Duration = Duration::from_secs(3600);

type Service = axum::extract::connect_info::IntoMakeServiceWithConnectInfo<Router, SocketAddr>;

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// When the address cannot be bound or the certificate cannot be read.
pub async fn serve(app: App, config: &Config) -> anyhow::Result<()> {
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let certificate = match &config.tls {
        Some(tls) => Some(read_certificate(tls).await?),
        None => None,
    };
    let runner = tokio::spawn(jobs::run(app.clone(), async |app| {
        daily::regions(&app).await
    }));
    let rounds = tokio::spawn(rounds(app.clone(), config.clone()));
    let handle = Handle::new();
    let stopping = tokio::spawn(stop_when_asked(
        app.clone(),
        handle.clone(),
        Duration::from_secs(config.drain_seconds),
    ));
    let told = tokio::spawn(tell(handle.clone(), certificate.is_some()));
    let served = listen(config.listen, handle, certificate, service).await;
    for task in [runner, rounds, stopping, told] {
        task.abort();
    }
    app.db().close().await;
    tracing::info!("stopped");
    served.map_err(|error| anyhow::anyhow!("{}: {error}", config.listen))
}

async fn listen(
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    certificate: Option<RustlsConfig>,
    service: Service,
) -> std::io::Result<()> {
    match certificate {
        Some(certificate) => {
            let mut server = axum_server::bind_rustls(address, certificate).handle(handle);
            patient(server.http_builder());
            server.serve(service).await
        }
        None => {
            let mut server = axum_server::bind(address).handle(handle);
            patient(server.http_builder());
            server.serve(service).await
        }
    }
}

fn patient<E>(http: &mut hyper_util::server::conn::auto::Builder<E>) {
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS);
}

async fn read_certificate(tls: &Tls) -> anyhow::Result<RustlsConfig> {
    // the second time it is installed already
    let _ = rustls::crypto::ring::default_provider().install_default();
    let read = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await;
    let read = read.map_err(|error| {
        anyhow::anyhow!(
            "{} and {}: {error}",
            tls.certificate.display(),
            tls.key.display()
        )
    })?;
    let (again, tls) = (read.clone(), tls.clone());
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(CERTIFICATE).await;
            if let Err(error) = again.reload_from_pem_file(&tls.certificate, &tls.key).await {
                tracing::error!(%error, "the certificate cannot be read again; the old one stays");
            }
        }
    });
    Ok(read)
}

async fn tell(handle: Handle<SocketAddr>, tls: bool) {
    if let Some(address) = handle.listening().await {
        tracing::info!(%address, tls, "listening");
    }
}

async fn stop_when_asked(app: App, handle: Handle<SocketAddr>, drain: Duration) {
    asked_to_stop().await;
    app.part::<Readiness>().stop();
    tracing::info!("stopping; requests in work may finish");
    handle.graceful_shutdown(Some(drain));
}

async fn rounds(app: App, config: Config) {
    let mut tick = tokio::time::interval(Duration::from_secs(300));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut count: u64 = 0;
    loop {
        tick.tick().await;
        daily::round(&app).await;
        // every six hours: an anchor that is older protects less
        if count.is_multiple_of(72) {
            if let Err(problem) = daily::anchor_all(&app).await {
                tracing::error!(error = %problem, "anchors");
            }
            if let Err(problem) = daily::sweep_files(&app).await {
                tracing::error!(error = %problem, "sweep of files");
            }
        }
        if let Some(mail) = &config.mail {
            match mail::anchors_of_today(&app, mail).await {
                Ok(true) => tracing::info!("heads of the audit chains sent by e-mail"),
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(%error, "anchors by e-mail; tried again in 5 minutes")
                }
            }
        }
        count += 1;
    }
}

async fn asked_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
