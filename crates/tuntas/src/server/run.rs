//! Listens until asked to stop, then lets requests in work finish.

use std::{net::SocketAddr, time::Duration};

use platform::{App, jobs};
use tokio::{net::TcpListener, time::MissedTickBehavior};

use super::{Readiness, daily};
use crate::{config::Config, router};

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// When the address cannot be bound.
pub async fn serve(app: App, config: &Config) -> anyhow::Result<()> {
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| anyhow::anyhow!("{}: {error}", config.listen))?;
    let address = listener.local_addr()?;
    tracing::info!(%address, "listening");
    let runner = tokio::spawn(jobs::run(app.clone(), async |app| {
        daily::regions(&app).await
    }));
    let rounds = tokio::spawn(rounds(app.clone()));
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let drain = Duration::from_secs(config.drain_seconds);
    let (stopped, wait) = tokio::sync::oneshot::channel();
    let announce = app.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked_to_stop().await;
        announce.part::<Readiness>().stop();
        tracing::info!("stopping; requests in work may finish");
        let _ = stopped.send(());
    });
    tokio::select! {
        result = server => result?,
        () = async { let _ = wait.await; tokio::time::sleep(drain).await } => {
            tracing::warn!(seconds = drain.as_secs(), "requests still in work were cut off");
        }
    }
    runner.abort();
    rounds.abort();
    app.db().close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn rounds(app: App) {
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
