//! Follow-ups that can be written to, and who writes.

use hyper::Method;
use platform::{Clock, Uuid, clock::SystemClock, random, store::sql};
use sea_orm::{Database, FromQueryResult};

use crate::{
    data::{self, CITY, UNITS},
    load::{Ask, Group, Player, Reply},
    place::Place,
};

/// How many follow-ups a connection has, one after the other.
const EACH: usize = 6;

#[derive(Clone, Debug, FromQueryResult)]
struct Task {
    id: Uuid,
    version: i64,
    round: i16,
    key: String,
    report: Option<Uuid>,
}

/// Follow-ups of a region in these rounds, those with a report together with it.
async fn tasks(place: &Place, region: &str, rounds: &str) -> anyhow::Result<Vec<Task>> {
    let conn = Database::connect(&place.url).await?;
    let question = format!(
        "select f.id as id, f.version as version, f.round as round, u.key as key, p.id as report \
         from follow_up f join unit u on u.region = f.region and u.id = f.lead_unit_id \
         left join progress_report p on p.region = f.region and p.follow_up_id = f.id \
           and p.number = 1 \
         where f.region = $1 and f.terms = 2 and f.standing = 0 and f.round in ({rounds}) \
         and f.fulfilled_at is null \
         order by f.id"
    );
    let tasks = sql::all(&conn, &question, vec![region.into()]).await?;
    conn.close().await?;
    Ok(tasks)
}

/// The tasks of a connection: of one agency, and of no other connection.
fn of_connection(all: &mut Vec<Task>, number: usize) -> Vec<Task> {
    let key = format!("opd-{:02}", number % UNITS + 1);
    let mut mine = Vec::new();
    all.retain(|task| {
        let take = task.key == key && mine.len() < EACH;
        if take {
            mine.push(task.clone());
        }
        !take
    });
    mine
}

/// Heads who save drafts: right, audit row, obligation as it was, new version of the region.
///
/// # Errors
/// When the database cannot be read or has too few follow-ups.
pub async fn drafts(place: &Place, connections: usize) -> anyhow::Result<Group> {
    let mut all = tasks(place, CITY, "0, 1").await?;
    (0..connections)
        .map(|number| -> anyhow::Result<Box<dyn Player>> {
            let tasks = of_connection(&mut all, number);
            anyhow::ensure!(!tasks.is_empty(), "no follow-ups left for a connection");
            Ok(Box::new(Writer {
                region: CITY.to_owned(),
                head: data::cookie(CITY, &data::head(number % UNITS)),
                verifier: String::new(),
                tasks,
                turn: 0,
                pace: None,
            }))
        })
        .collect()
}

/// The same, each connection in a smaller region of its own.
///
/// # Errors
/// As `drafts`.
pub async fn drafts_elsewhere(place: &Place, connections: usize) -> anyhow::Result<Group> {
    let mut group: Group = Vec::new();
    for number in 0..data::SMALL_REGIONS {
        let region = data::small_code(number);
        let mut all = tasks(place, &region, "0, 1, 4").await?;
        let tasks = of_connection(&mut all, 0);
        if tasks.is_empty() {
            continue;
        }
        group.push(Box::new(Writer {
            head: data::cookie(&region, &data::head(0)),
            region,
            verifier: String::new(),
            tasks,
            turn: 0,
            pace: None,
        }));
        if group.len() == connections {
            return Ok(group);
        }
    }
    anyhow::bail!("too few regions with follow-ups")
}

/// Heads who send, and a verifier who sends back: each a step of review with a receipt or a note,
/// a change of the obligation and the tally, and a job that tells people.
///
/// # Errors
/// As `drafts`.
pub async fn reviews(
    place: &Place,
    connections: usize,
    pace: Option<std::time::Duration>,
) -> anyhow::Result<Group> {
    let mut all = tasks(place, CITY, "2, 3").await?;
    (0..connections)
        .map(|number| -> anyhow::Result<Box<dyn Player>> {
            let tasks = of_connection(&mut all, number);
            anyhow::ensure!(!tasks.is_empty(), "no reports left for a connection");
            Ok(Box::new(Writer {
                region: CITY.to_owned(),
                head: data::cookie(CITY, &data::head(number % UNITS)),
                verifier: data::cookie(CITY, &data::verifier()),
                tasks,
                turn: 0,
                pace,
            }))
        })
        .collect()
}

/// One connection that writes. Without a verifier it saves drafts.
struct Writer {
    region: String,
    head: String,
    verifier: String,
    tasks: Vec<Task>,
    turn: usize,
    pace: Option<std::time::Duration>,
}

impl Writer {
    fn news(&self) -> &'static str {
        match (self.verifier.is_empty(), self.tasks[self.turn].round) {
            (true, _) => "kabar=draf",
            (false, 3) => "kabar=kirim",
            (false, _) => "kabar=kembali",
        }
    }
}

impl Player for Writer {
    fn ask(&mut self) -> Ask {
        let task = &self.tasks[self.turn];
        let base = format!("/{}/tindak-lanjut/{}", self.region, task.id);
        let path = match self.news() {
            "kabar=draf" => format!("{base}/lapor"),
            "kabar=kirim" => format!("{base}/kirim"),
            _ => {
                let report = task.report.unwrap_or_default();
                let path = format!("/{}/laporan/{report}/kembalikan", self.region);
                let note = format!(
                    "versi={}&catatan=Lengkapi+foto+tiap+kelurahan",
                    task.version
                );
                return Ask::form(&path, &self.verifier, note);
            }
        };
        let once = random::id(SystemClock.now()).to_string();
        let fields = [
            ("versi", task.version.to_string()),
            ("sekali", once),
            ("jumlah", (task.version % 1000).to_string()),
            (
                "uraian",
                "Kegiatan sudah dilaksanakan bersama kecamatan dan kelurahan.".into(),
            ),
            ("kendala", String::new()),
            ("keterangan", String::new()),
            ("tautan", String::new()),
        ];
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Ask {
            accept: "identity",
            ..Ask::upload(&path, &self.head, &fields)
        }
    }

    fn hear(&mut self, reply: &Reply) -> anyhow::Result<()> {
        let news = self.news();
        let good = reply.status == 303 && reply.location.ends_with(news);
        if !good {
            let said = String::from_utf8_lossy(&reply.body);
            anyhow::bail!(
                "{} {} instead of {news}: {said}",
                reply.status,
                reply.location
            );
        }
        let task = &mut self.tasks[self.turn];
        task.version += 1;
        task.round = match (self.verifier.is_empty(), task.round) {
            (true, round) => round,
            (false, 3) => 2,
            (false, _) => 3,
        };
        self.turn = (self.turn + 1) % self.tasks.len();
        Ok(())
    }

    fn pace(&self) -> Option<std::time::Duration> {
        self.pace
    }
}

/// One connection that reads a page.
pub struct Reader {
    path: String,
    cookie: String,
}

impl Reader {
    /// A reader of `path` behind the city, signed in as `who`.
    pub fn new(path: &str, who: &str) -> Self {
        Self {
            path: format!("/{CITY}{path}"),
            cookie: data::cookie(CITY, who),
        }
    }
}

impl Player for Reader {
    fn ask(&mut self) -> Ask {
        let ask = Ask::page(&self.path, &self.cookie);
        debug_assert_eq!(ask.method, Method::GET);
        ask
    }

    fn hear(&mut self, reply: &Reply) -> anyhow::Result<()> {
        anyhow::ensure!(reply.status == 200, "{} {}", reply.status, reply.location);
        Ok(())
    }
}
