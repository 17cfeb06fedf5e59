//! What a browser has to load, and how long one reader waits for each page.

use std::collections::BTreeSet;

use anyhow::ensure;
use platform::{Uuid, store::sql};
use sea_orm::Database;

use crate::{
    args::Args,
    data::{self, CITY},
    load::{self, Player, Wire},
    parts::tasks::Reader,
    place::Place,
    report::{Aim, Report},
    server::Server,
};

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let conn = Database::connect(&place.url).await?;
    let id = async |question: &str| -> anyhow::Result<Uuid> {
        let found = sql::value(&conn, question, vec![CITY.into()]).await?;
        found.ok_or_else(|| anyhow::anyhow!("nothing: {question}"))
    };
    let follow_up = id(
        "select f.id from follow_up f join unit u on u.region = f.region \
        and u.id = f.lead_unit_id where f.region = $1 and u.key = 'opd-01' and f.round = 3 \
        order by f.id desc limit 1",
    )
    .await?;
    let meeting = id("select id from meeting where region = $1 order by date desc limit 1").await?;
    let unit = id("select id from unit where region = $1 and key = 'opd-01'").await?;
    conn.close().await?;
    let (head, leader) = (data::head(0), data::head_of_region());
    let pages = [
        ("sign-in", "/masuk".to_owned(), &head),
        ("home of a head of unit", String::new(), &head),
        (
            "work list of a unit",
            "/perlu-ditindaklanjuti".to_owned(),
            &head,
        ),
        ("leader's page", "/dasbor".to_owned(), &leader),
        (
            "leader's page, one unit",
            format!("/dasbor/{unit}"),
            &leader,
        ),
        (
            "list of follow-ups, page of 50 of 68,000",
            "/tindak-lanjut".to_owned(),
            &head,
        ),
        (
            "one follow-up",
            format!("/tindak-lanjut/{follow_up}"),
            &head,
        ),
        (
            "its report form",
            format!("/tindak-lanjut/{follow_up}/lapor"),
            &head,
        ),
        ("list of meetings", "/rapat".to_owned(), &head),
        ("one meeting, 84 points", format!("/rapat/{meeting}"), &head),
    ];
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let mut wire = Wire::open(server.port, 1).await?;
    for (what, path, who) in pages {
        let cookie = data::cookie(CITY, who);
        let full = format!("/{CITY}{path}");
        let plain = wire.get(&full, &cookie, "identity").await?;
        ensure!(
            plain.status == 200,
            "{full}: {} {}",
            plain.status,
            plain.location
        );
        let packed = wire.get(&full, &cookie, "gzip").await?;
        let text = String::from_utf8_lossy(&plain.body);
        let mut first = packed.body.len();
        for asset in assets(&text) {
            first += wire.get(&asset, "", "br").await?.body.len();
        }
        let kilobytes = |bytes: usize| bytes as f64 / 1000.0;
        report.figure(
            &format!("{what}: HTML"),
            kilobytes(plain.body.len()),
            "kB",
            Aim::Known,
        );
        report.figure(
            &format!("{what}: gzip"),
            kilobytes(packed.body.len()),
            "kB",
            Aim::Known,
        );
        report.figure(
            &format!("{what}: first load"),
            kilobytes(first),
            "kB",
            Aim::Most(80.0),
        );
        let reader: Box<dyn Player> = Box::new(Reader::new(&path, who));
        let (warm, time) = (args.warm / 4, args.time / 5);
        let stats = load::run(&server, warm, time, vec![vec![reader]]).await?;
        report.load(
            &format!("{what}: one reader"),
            &stats[0],
            Aim::Known,
            Aim::Known,
        );
    }
    server.stop().await
}

/// Style sheet, script and icon of a page.
fn assets(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mark in ["href=\"/aset/", "src=\"/aset/"] {
        for part in page.split(mark).skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            found.insert(format!("/aset/{name}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::assets;

    #[test]
    fn each_asset_is_found_once() {
        let page = r#"<link href="/aset/a.css"><script src="/aset/b.js"></script>
            <link href="/aset/a.css"><a href="/98.01">"#;
        assert_eq!(
            assets(page).into_iter().collect::<Vec<_>>(),
            ["/aset/a.css", "/aset/b.js"]
        );
    }
}
