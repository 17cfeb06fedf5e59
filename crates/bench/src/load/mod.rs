//! The load: connections of one thread, each sending its next request when the last is answered.

mod wire;

use std::time::{Duration, Instant};

use anyhow::Context;

use crate::{machine, server::Server};
pub use wire::{Ask, Reply, Wire};

/// Who sends on one connection.
pub trait Player: Send {
    /// The next request.
    fn ask(&mut self) -> Ask;

    /// Looks at the answer.
    ///
    /// # Errors
    /// When it is not the answer of a request that succeeded; the measurement ends.
    fn hear(&mut self, reply: &Reply) -> anyhow::Result<()>;

    /// Time between two requests, where not "as soon as answered".
    fn pace(&self) -> Option<Duration> {
        None
    }
}

/// Connections that are counted together.
pub type Group = Vec<Box<dyn Player>>;

/// What a group measured. Times are in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// Requests answered within the measured time.
    pub count: usize,
    /// In a second.
    pub per_second: f64,
    /// Half were answered within.
    pub p50: f64,
    /// 99 of 100 were answered within.
    pub p99: f64,
    /// All were answered within.
    pub max: f64,
    /// Processor time of the server for each request of all groups, in microseconds.
    pub cpu_us: f64,
}

#[derive(Clone, Copy)]
struct Span {
    from: Instant,
    until: Instant,
}

/// Lets the groups run at the same time: `warm` unmeasured, then `time` measured.
///
/// # Errors
/// When a connection breaks or an answer is not as it should be.
pub async fn run(
    server: &Server,
    warm: Duration,
    time: Duration,
    groups: Vec<Group>,
) -> anyhow::Result<Vec<Stats>> {
    run_over(&[server], warm, time, groups).await
}

/// The same over several nodes: connections go to each in turn, as a plain proxy sends them.
///
/// # Errors
/// As `run`.
pub async fn run_over(
    servers: &[&Server],
    warm: Duration,
    time: Duration,
    groups: Vec<Group>,
) -> anyhow::Result<Vec<Stats>> {
    let ports: Vec<u16> = servers.iter().map(|server| server.port).collect();
    let cpu = || -> f64 { servers.iter().map(|server| server.cpu()).sum() };
    let from = machine::now() + warm;
    let span = Span {
        from,
        until: from + time,
    };
    // one thread for all connections: the server shares the machine with us
    let load = tokio::task::spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(all(ports, span, groups))
    });
    tokio::time::sleep_until(span.from.into()).await;
    let before = cpu();
    tokio::time::sleep_until(span.until.into()).await;
    let cpu = cpu() - before;
    let taken = load.await??;
    let requests: usize = taken.iter().map(Vec::len).sum();
    let each = cpu * 1e6 / requests.max(1) as f64;
    Ok(taken
        .into_iter()
        .map(|times| stats(times, time, each))
        .collect())
}

async fn all(ports: Vec<u16>, span: Span, groups: Vec<Group>) -> anyhow::Result<Vec<Vec<f64>>> {
    let mut tasks = Vec::new();
    for group in groups {
        let mut of_group = Vec::new();
        for player in group {
            // addresses of their own: a server may count by address
            let host = u8::try_from(of_group.len() % 200).unwrap_or(0) + 1;
            let port = ports[of_group.len() % ports.len()];
            of_group.push(tokio::spawn(play(port, host, span, player)));
        }
        tasks.push(of_group);
    }
    let mut all = Vec::new();
    for of_group in tasks {
        let mut times = Vec::new();
        for task in of_group {
            times.extend(task.await??);
        }
        all.push(times);
    }
    Ok(all)
}

async fn play(
    port: u16,
    host: u8,
    span: Span,
    mut player: Box<dyn Player>,
) -> anyhow::Result<Vec<f64>> {
    let mut wire = Wire::open(port, host).await?;
    let mut times = Vec::new();
    let mut due = machine::now();
    while machine::now() < span.until {
        if let Some(pace) = player.pace() {
            due += pace;
            tokio::time::sleep_until(due.into()).await;
        }
        let ask = player.ask();
        let sent = machine::now();
        let path = ask.path.clone();
        let reply = wire.send(ask).await.with_context(|| path.clone())?;
        let done = machine::now();
        player.hear(&reply).context(path)?;
        if sent >= span.from && done <= span.until {
            times.push((done - sent).as_secs_f64() * 1e3);
        }
    }
    Ok(times)
}

fn stats(mut times: Vec<f64>, time: Duration, cpu_us: f64) -> Stats {
    times.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (times.len() as f64 * share).ceil() as usize;
        times.get(place.saturating_sub(1)).copied().unwrap_or(0.0)
    };
    Stats {
        count: times.len(),
        per_second: times.len() as f64 / time.as_secs_f64(),
        p50: at(0.5),
        p99: at(0.99),
        max: at(1.0),
        cpu_us,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::stats;

    #[test]
    fn the_shares_are_those_of_the_sorted_times() {
        let times = (1..=100).rev().map(f64::from).collect();
        let found = stats(times, Duration::from_secs(10), 0.0);
        assert_eq!((found.p50, found.p99, found.max), (50.0, 99.0, 100.0));
        assert_eq!(found.per_second, 10.0);
        assert_eq!(stats(vec![], Duration::from_secs(1), 0.0).count, 0);
    }
}
