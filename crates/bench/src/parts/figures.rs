//! Formulas against the same arithmetic written by hand, and `tuntas recheck` on a million rows.

use std::{
    fs::{self, File},
    hint::black_box,
    io::{BufWriter, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, ensure};
use figures::{Exact, Figure, Formula, formula::Inputs};

use crate::{
    args::Args,
    machine,
    place::{Engine, Place},
    report::{Aim, Report},
    server,
};

const TIMES: u32 = 200_000;
const ROWS: u32 = 1_000_000;

pub async fn run(place: &Place, _: &Args, report: &mut Report) -> anyhow::Result<()> {
    // the same on both: no database is asked
    if place.engine == Engine::Postgres {
        return Ok(());
    }
    formulas(report)?;
    let folder = place.folder.clone();
    for (what, faults) in [("one row in eight wrong", 8), ("every row wrong", 1)] {
        let folder = folder.clone();
        let (took, peak) = tokio::task::spawn_blocking(move || recheck(&folder, faults)).await??;
        let aim = if faults > 1 {
            Aim::Most(2.5)
        } else {
            Aim::Known
        };
        report.figure(
            &format!("recheck ikk, {ROWS} rows, {what}"),
            took.as_secs_f64(),
            "s",
            aim,
        );
        report.figure("its memory at most (VmHWM)", peak, "MB", Aim::Most(64.0));
    }
    Ok(())
}

/// Two elements, as of most indicators.
struct Two(Exact, Exact);

impl Inputs for Two {
    fn value(&self, name: &str) -> Figure {
        Figure::Known(match name {
            "A" => self.0.clone(),
            _ => self.1.clone(),
        })
    }
}

fn formulas(report: &mut Report) -> anyhow::Result<()> {
    let share = |it: &Two| it.0.over(&it.1).map(|share| &share * &Exact::HUNDRED);
    let change = |it: &Two| {
        let change = (&it.0 - &it.1).over(&it.1)?;
        Some((&change * &Exact::HUNDRED).rounded(2))
    };
    type ByHand<'a> = &'a dyn Fn(&Two) -> Option<Exact>;
    let measured: [(&str, ByHand<'_>); 2] =
        [("A/B*100", &share), ("round((A-B)/B*100, 2)", &change)];
    for (text, by_hand) in measured {
        let formula = Formula::parse(text).map_err(|error| anyhow::anyhow!("{error}"))?;
        let inputs: Vec<Two> = (0..1000_i64)
            .map(|row| {
                Two(
                    Exact::from(412_345 + row * 37),
                    Exact::from(1_003_417 + row * 91),
                )
            })
            .collect();
        for it in &inputs {
            ensure!(
                formula.evaluate(it).known().cloned() == by_hand(it),
                "{text}"
            );
        }
        let language = nanoseconds(&inputs, |it| drop(black_box(formula.evaluate(it))));
        let hand = nanoseconds(&inputs, |it| drop(black_box(by_hand(it))));
        report.figure(text, language / 1000.0, "us", Aim::Most(2.0));
        report.figure(
            "the same by hand, exact as well",
            hand / 1000.0,
            "us",
            Aim::Known,
        );
        report.figure("times as long", language / hand, "", Aim::Most(10.0));
    }
    Ok(())
}

/// Of one call, over many.
fn nanoseconds(inputs: &[Two], call: impl Fn(&Two)) -> f64 {
    inputs.iter().for_each(&call);
    let began = machine::now();
    inputs.iter().cycle().take(TIMES as usize).for_each(&call);
    began.elapsed().as_secs_f64() * 1e9 / f64::from(TIMES)
}

/// Runs the program on a table in which each `faults`-th row is wrong; how long it took, and its
/// memory at most in megabytes.
fn recheck(folder: &Path, faults: u32) -> anyhow::Result<(Duration, f64)> {
    let (table, judged) = (folder.join("ikk.csv"), folder.join("ikk-judged.csv"));
    write(&table, faults)?;
    let began = machine::now();
    let mut child = Command::new(server::program()?)
        .args(["recheck", "ikk"])
        .arg(&table)
        .arg("--output")
        .arg(&judged)
        .stderr(Stdio::null())
        .spawn()
        .context("the program does not start")?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        let now: f64 = number.and_then(|text| text.parse().ok()).unwrap_or(0.0);
        peak = peak.max(now / 1000.0);
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = began.elapsed();
    ensure!(ended.success(), "recheck: {ended}");
    for path in [&table, &judged] {
        fs::remove_file(path)?;
    }
    Ok((took, peak))
}

/// A table as a ministry would export it: dots between thousands, a comma before the fraction.
fn write(path: &Path, faults: u32) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(
        file,
        "code,name,numerator,denominator,published,formula,unit"
    )?;
    for row in 0..ROWS {
        let (a, b) = (1_000 + row * 7 % 900_001, 901_003 + row * 11 % 1_000_003);
        let exact = Exact::ratio(i128::from(a) * 100, i128::from(b)).context("b is above zero")?;
        let wrong = Exact::from(13_u32 * u32::from(row % faults == faults - 1));
        writeln!(
            file,
            "1.a.{row},Persentase penduduk usia sekolah yang berpartisipasi,{},{},\"{}\",A/B*100,%",
            Exact::from(a).indonesian(0),
            Exact::from(b).indonesian(0),
            (exact + wrong).indonesian(2)
        )?;
    }
    file.flush()?;
    Ok(())
}
