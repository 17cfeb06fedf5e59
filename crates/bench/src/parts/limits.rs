//! The machine's own limits, to read the other figures by.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use platform::{
    clock::SystemClock,
    store::{Db, DbOptions, Durability, sql},
};

use crate::{
    args::Args,
    data::CITY,
    machine,
    place::Place,
    report::{Aim, Report},
};

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let folder = place.folder.clone();
    let time = args.time.min(Duration::from_secs(3));
    let syncs =
        tokio::task::spawn_blocking(move || machine::syncs_per_second(&folder, time)).await??;
    report.figure("append of 4 kB and fdatasync", syncs, "/s", Aim::Known);
    let options = DbOptions {
        url: place.url.clone(),
        readers: 4,
        durability: Durability::Relaxed,
    };
    let db = Db::open(&options, Arc::new(SystemClock)).await?;
    for tasks in [1, 8] {
        let rate = reads_per_second(&db, tasks, time).await?;
        let what = format!("one row by its primary key through the pool, {tasks} at once");
        report.figure(&what, rate, "/s", Aim::Known);
    }
    db.close().await;
    Ok(())
}

async fn reads_per_second(db: &Db, tasks: usize, time: Duration) -> anyhow::Result<f64> {
    let (began, count) = (machine::now(), Arc::new(AtomicU64::new(0)));
    let running: Vec<_> = (0..tasks)
        .map(|_| {
            let (db, count) = (db.clone(), Arc::clone(&count));
            tokio::spawn(async move {
                let question = "select version from region_clock where region = $1";
                while began.elapsed() < time {
                    sql::number(db.read(), question, vec![CITY.into()]).await?;
                    count.fetch_add(1, Ordering::Relaxed);
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for task in running {
        task.await??;
    }
    Ok(count.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64())
}
