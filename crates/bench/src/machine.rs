//! The machine, and how fast its disk syncs.

use std::{
    fs,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use platform::{Clock, clock::SystemClock, date};

/// Now, by the clock that measures.
#[expect(
    clippy::disallowed_methods,
    reason = "measuring is what this program is for"
)]
pub fn now() -> Instant {
    Instant::now()
}

/// One line: when, cores, processor, memory, system.
pub fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let value = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name));
        let value = line.and_then(|line| line.split_once(':'));
        value.map_or("?".to_owned(), |(_, value)| value.trim().to_owned())
    };
    let memory: f64 = value("/proc/meminfo", "MemTotal")
        .trim_end_matches(" kB")
        .parse()
        .unwrap_or(0.0);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!(
        "{}; {cores} cores, {}, {:.1} GB memory, Linux {}; load before {}",
        date::instant(SystemClock.now(), 0, "UTC"),
        value("/proc/cpuinfo", "model name"),
        memory / 1e6,
        kernel.trim(),
        load.split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Appends 4 kB and syncs, again and again; how often in a second.
///
/// # Errors
/// When the folder cannot be written.
pub fn syncs_per_second(folder: &Path, time: Duration) -> anyhow::Result<f64> {
    let path = folder.join("sync");
    let mut file = fs::File::create(&path)?;
    let (began, mut count) = (now(), 0_u32);
    while began.elapsed() < time {
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    let rate = f64::from(count) / began.elapsed().as_secs_f64();
    fs::remove_file(path)?;
    Ok(rate)
}
