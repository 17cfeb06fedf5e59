//! Prometheus metrics, on a listener of their own.

use std::net::SocketAddr;

use axum::{Router, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Installs the recorder.
///
/// # Errors
/// When there is one already.
pub fn install() -> anyhow::Result<PrometheusHandle> {
    let seconds = [0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0];
    Ok(PrometheusBuilder::new()
        .set_buckets(&seconds)?
        .install_recorder()?)
}

/// Serves the text on `address` until the task is dropped.
///
/// # Errors
/// When the address cannot be bound.
pub async fn serve(address: SocketAddr, handle: PrometheusHandle) -> anyhow::Result<()> {
    let router = Router::new().route(
        "/metrics",
        get(move || {
            handle.run_upkeep();
            std::future::ready(handle.render())
        }),
    );
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, router).await?;
    Ok(())
}
