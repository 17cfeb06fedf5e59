//! The database that is written to: Kota Contoh with a point, and heads of units who have
//! follow-ups to report on.

use std::{path::Path, sync::Arc, time::Duration};

use directives::store::{add_meeting, add_point};
use government::follow_up::{self, NewFollowUp};
use platform::{App, Clock, RegionCode, Uuid, clock::SystemClock, store::Durability};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, Statement};
use testing::{
    Engine, World, database,
    stage::{meeting_input, new_follow_up, point_input},
    world::{CONTOH, config},
};
use tuntas::{Assembly, assemble};

use crate::{stream::Again, wire::Wire};

/// Heads of units, one post each: the name to sign in with and the unit.
const HEADS: [(&str, &str); 12] = [
    ("kepala-pupr", "pupr"),
    ("kepala-perkim", "perkim"),
    ("kepala-dinsos", "dinsos"),
    ("kepala-dp3ap2kb", "dp3ap2kb"),
    ("kepala-dkppp", "dkppp"),
    ("kadis.dlh", "dlh"),
    ("kepala-disdukcapil", "disdukcapil"),
    ("kepala-dishub", "dishub"),
    ("kepala-diskominfo", "diskominfo"),
    ("kadis.dpmptsp", "dpmptsp"),
    ("kepala-bkad", "bkad"),
    ("kepala-bapenda", "bapenda"),
];

/// Follow-ups that wait for each head at the start of a round: more than one can report on in
/// half a second.
const STOCK: usize = 40;

/// A head of a unit.
pub struct Seat {
    name: &'static str,
    unit: Uuid,
    /// The session's cookie.
    pub cookie: String,
    /// Follow-ups nobody has reported on yet.
    pub tasks: Vec<Uuid>,
    /// Forms whose answer was lost, to be sent again.
    pub again: Vec<Again>,
}

/// The database and the people.
pub struct Scene {
    /// The application on it; open between `enter` and `leave` only.
    pub world: World,
    pub seats: Vec<Seat>,
    /// Whether the database is one that syncs.
    pub durability: Durability,
    point: Uuid,
}

impl Scene {
    /// Makes the database, under the target folder: a disk, unlike some temporary folders.
    pub async fn prepare(engine: Engine) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let temp = tempfile::tempdir_in(folder).expect("a folder");
        let url = database::empty(engine, temp.path()).await;
        let world = World::at(engine, temp, url).await;
        let now = SystemClock.now();
        demo::load_small_played(&world.app, &world.clock, now)
            .await
            .expect("Kota Contoh");
        let written = world
            .app
            .db()
            .maintain(&region(), "system.load", |tx| {
                Box::pin(async move {
                    let meeting = add_meeting(tx, &meeting_input()).await?;
                    add_point(tx, meeting, &point_input()).await
                })
            })
            .await
            .expect("a point");
        let mut seats = Vec::new();
        for (name, unit) in HEADS {
            seats.push(Seat {
                name,
                unit: world.unit(unit).await,
                cookie: String::new(),
                tasks: Vec::new(),
                again: Vec::new(),
            });
        }
        Self {
            world,
            seats,
            durability: match engine {
                Engine::Sqlite => Durability::Required,
                Engine::Postgres => Durability::Relaxed,
            },
            point: written.value,
        }
    }

    /// Signs everybody in, once: sessions outlive the server.
    pub async fn sign_in(&mut self, port: u16) {
        for seat in &mut self.seats {
            let mut wire = Wire::open(port).await.expect("the server");
            let form = format!("nama={}&sandi={}", seat.name, demo::DEMO_PASSWORD);
            let reply = wire
                .post("/99.99/masuk", "", &form)
                .await
                .expect("an answer");
            assert_eq!(reply.status, 303, "{}: {}", seat.name, reply.body);
            seat.cookie = reply.cookies.join("; ");
        }
    }

    /// Opens the application: on SQLite this recovers what a killed server left.
    pub async fn enter(&mut self) {
        self.world.app = open(&self.world.folder, &self.world.url, self.durability).await;
    }

    /// Closes it, so that the server is alone with the database.
    pub async fn leave(&self) {
        self.world.app.db().close().await;
    }

    /// Opens new follow-ups until everybody has enough of them.
    pub async fn fill_up(&mut self) {
        let mut wanted: Vec<(usize, NewFollowUp)> = Vec::new();
        for (number, seat) in self.seats.iter().enumerate() {
            for _ in seat.tasks.len()..STOCK {
                wanted.push((number, new_follow_up(self.point, seat.unit)));
            }
        }
        let written = self
            .world
            .app
            .db()
            .maintain(&region(), "system.load", |tx| {
                Box::pin(async move {
                    let mut opened = Vec::new();
                    for (number, new) in wanted {
                        opened.push((number, follow_up::open(tx, new).await?));
                    }
                    if opened.is_empty() {
                        tx.nothing_changed();
                    }
                    Ok(opened)
                })
            })
            .await
            .expect("follow-ups");
        for (number, id) in written.value {
            self.seats[number].tasks.push(id);
        }
    }

    /// Takes back what a person did not begin.
    pub fn come_back(&mut self, seat: usize, tasks: Vec<Uuid>) {
        self.seats[seat].tasks = tasks;
    }

    /// Hands out forms to be sent again.
    pub fn again(&mut self, forms: Vec<Again>) {
        for form in forms {
            self.seats[form.save.seat].again.push(form);
        }
    }

    /// On PostgreSQL a statement that had arrived is finished after its client is dead; what is
    /// looked at must stand still.
    pub async fn wait_for_the_last_backend(&self) {
        if self.world.engine == Engine::Sqlite {
            return;
        }
        let mut options = ConnectOptions::new(self.world.url.clone());
        options.max_connections(1).sqlx_logging(false);
        let conn = Database::connect(options).await.expect("PostgreSQL");
        let question = "select count(*) from pg_stat_activity where datname = current_database() \
            and backend_type = 'client backend' and pid <> pg_backend_pid()";
        for attempt in 0.. {
            let row = conn
                .query_one_raw(Statement::from_string(
                    conn.get_database_backend(),
                    question,
                ))
                .await
                .expect("the list of backends")
                .expect("a row");
            let others: i64 = row.try_get_by_index(0).expect("a number");
            if others == 0 {
                break;
            }
            assert!(
                attempt < 2_000,
                "{others} backends of the killed server still work"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let _ = conn.close().await;
    }
}

/// The played region.
pub fn region() -> RegionCode {
    CONTOH.parse().expect("a code")
}

async fn open(folder: &Path, url: &str, durability: Durability) -> App {
    assemble(Assembly {
        config: config(folder, url),
        clock: Arc::new(SystemClock),
        durability,
        keys: None,
        renderer: Arc::new(documents::NoRenderer),
        migrate: false,
    })
    .await
    .expect("the application does not open")
}
