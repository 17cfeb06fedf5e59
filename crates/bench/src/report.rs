//! What was measured, as a table to read and as JSON to keep.

use serde_json::{Value, json};

use crate::{load::Stats, place::Engine};

/// Everything measured so far.
pub struct Report {
    machine: String,
    command: String,
    engine: Option<Engine>,
    part: &'static str,
    rows: Vec<Value>,
}

/// What is aimed at.
#[derive(Clone, Copy)]
pub enum Aim {
    /// At least this much.
    Least(f64),
    /// At most this much.
    Most(f64),
    /// Nothing: a figure to know.
    Known,
}

impl Aim {
    fn words(self, measured: f64) -> String {
        let (sign, aim, met) = match self {
            Self::Least(aim) => (">=", aim, measured >= aim),
            Self::Most(aim) => ("<=", aim, measured <= aim),
            Self::Known => return String::new(),
        };
        format!(
            "{sign} {} {}",
            number(aim),
            if met { "met" } else { "MISSED" }
        )
    }
}

impl Report {
    /// An empty report of this machine.
    pub fn new(machine: String, words: String) -> Self {
        Self {
            machine,
            command: format!("cargo xtask bench {words}").trim_end().to_owned(),
            engine: None,
            part: "",
            rows: Vec::new(),
        }
    }

    /// From here on it is about this engine.
    pub fn begin(&mut self, engine: Engine) {
        self.engine = Some(engine);
    }

    /// From here on it is about this part.
    pub fn part(&mut self, name: &'static str, about: &str) {
        self.part = name;
        println!("\n{name}: {about}");
    }

    /// A figure.
    pub fn figure(&mut self, what: &str, value: f64, unit: &str, aim: Aim) {
        println!(
            "  {what:<58} {:>10} {unit:<9} {}",
            number(value),
            aim.words(value)
        );
        self.keep(
            what,
            json!({ "value": value, "unit": unit, "aim": aim.words(value) }),
        );
    }

    /// A load: requests in a second with their times.
    pub fn load(&mut self, what: &str, stats: &Stats, least: Aim, p99: Aim) {
        println!(
            "  {what:<58} {:>10} req/s     {:<14} p50 {:>7} p99 {:>7} max {:>7} ms  {:<12} cpu {:>5} us  x {}",
            number(stats.per_second),
            least.words(stats.per_second),
            number(stats.p50),
            number(stats.p99),
            number(stats.max),
            p99.words(stats.p99),
            number(stats.cpu_us),
            stats.count,
        );
        self.keep(
            what,
            json!({
                "per_second": stats.per_second, "p50_ms": stats.p50, "p99_ms": stats.p99,
                "max_ms": stats.max, "server_cpu_us": stats.cpu_us, "requests": stats.count,
                "aim": least.words(stats.per_second), "aim_p99": p99.words(stats.p99),
            }),
        );
    }

    fn keep(&mut self, what: &str, mut row: Value) {
        row["engine"] = json!(self.engine.map(|engine| engine.to_string()));
        row["part"] = json!(self.part);
        row["what"] = json!(what);
        self.rows.push(row);
    }

    /// The report for a file.
    pub fn json(&self) -> String {
        let all = json!({
            "machine": self.machine, "command": self.command, "rows": self.rows,
        });
        format!("{all:#}\n")
    }
}

/// Three digits that count.
fn number(value: f64) -> String {
    match value.abs() {
        v if v >= 100.0 => format!("{value:.0}"),
        v if v >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
