//! People who send reports until the line goes dead.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use platform::{Clock, Uuid, clock::SystemClock, random};
use testing::client::picture;
use tokio::{sync::Notify, task::JoinHandle};

use crate::{
    scene::Scene,
    wire::{Broken, Form, Reply, Wire},
};

/// Chance that can be repeated (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// What all people of one round share.
#[derive(Default)]
pub struct Stream {
    /// Told when the first answer of the round has come.
    pub first: Notify,
    /// Whether the database may be away for a while: who is asked to wait sends the form again.
    patient: bool,
    acknowledged: AtomicU64,
    told: AtomicU64,
}

impl Stream {
    /// For people who may have to wait.
    pub fn of_patient_people() -> Self {
        Self {
            patient: true,
            ..Self::default()
        }
    }

    /// Forms acknowledged so far in this round.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// How often somebody was asked to wait.
    pub fn told_to_wait(&self) -> u64 {
        self.told.load(Ordering::SeqCst)
    }

    /// Whether the answer asks to wait, in words a person can act on.
    fn asks_to_wait(&self, reply: &Reply) -> bool {
        if !self.patient || reply.status != 503 {
            return false;
        }
        assert!(reply.body.contains("beberapa saat"), "{}", reply.body);
        self.told.fetch_add(1, Ordering::SeqCst);
        true
    }
}

/// How long a patient person waits before the next attempt.
const WAIT: Duration = Duration::from_millis(100);

/// One form that was sent. No two share a number: it is the amount and makes the picture.
#[derive(Clone, Debug)]
pub struct Save {
    pub seat: usize,
    pub follow_up: Uuid,
    pub number: u64,
    /// Sent, or only kept as a draft.
    pub sent: bool,
    /// The mark by which a second sending counts once.
    pub once: Uuid,
    version: i64,
}

/// A form whose answer was lost when the server died, to be sent again as a browser would.
#[derive(Clone, Debug)]
pub struct Again {
    pub save: Save,
    /// Whether the first sending is in the database.
    pub landed: bool,
}

/// What a person leaves when the line is dead.
#[derive(Default)]
pub struct Done {
    pub seat: usize,
    /// Follow-ups not begun.
    pub rest: Vec<Uuid>,
    pub acknowledged: Vec<Save>,
    pub unanswered: Vec<Save>,
}

/// Lets everybody begin, each at one of the nodes in turn.
pub fn start(
    stream: &Arc<Stream>,
    scene: &mut Scene,
    ports: &[u16],
    dice: &mut Dice,
) -> Vec<JoinHandle<Done>> {
    let mut people = Vec::new();
    for (number, seat) in scene.seats.iter_mut().enumerate() {
        let person = Person {
            stream: Arc::clone(stream),
            cookie: seat.cookie.clone(),
            dice: Dice::new(dice.below(u64::MAX)),
            done: Done {
                seat: number,
                rest: std::mem::take(&mut seat.tasks),
                ..Done::default()
            },
        };
        let again = std::mem::take(&mut seat.again);
        people.push(tokio::spawn(
            person.work(ports[number % ports.len()], again),
        ));
    }
    people
}

struct Person {
    stream: Arc<Stream>,
    cookie: String,
    dice: Dice,
    done: Done,
}

impl Person {
    async fn work(mut self, port: u16, again: Vec<Again>) -> Done {
        // whatever breaks, it is the server that died
        let _ = self.until_dead(port, again).await;
        self.done
    }

    async fn until_dead(&mut self, port: u16, again: Vec<Again>) -> Result<(), Broken> {
        let mut wire = Wire::open(port).await?;
        for Again { save, landed } in again {
            let taken = self.deliver(&mut wire, &save).await?;
            assert!(
                taken || landed,
                "refused, though it had not been kept: {save:?}"
            );
        }
        let mut looked = false;
        while let Some(follow_up) = self.done.rest.pop() {
            let mut once = random::id(SystemClock.now());
            if !looked {
                looked = true;
                once = self.look(&mut wire, follow_up).await?;
            }
            let drafts = i64::try_from(self.dice.below(3)).unwrap_or(0);
            for version in 1..=drafts + 1 {
                let save = Save {
                    seat: self.done.seat,
                    follow_up,
                    number: next_number(),
                    sent: version > drafts,
                    once,
                    version,
                };
                let taken = self.deliver(&mut wire, &save).await?;
                assert!(taken, "refused: {save:?}");
                once = random::id(SystemClock.now());
            }
        }
        Ok(())
    }

    /// Looks at the form as a person would; the fields sent later are the ones it shows.
    async fn look(&self, wire: &mut Wire, follow_up: Uuid) -> Result<Uuid, Broken> {
        let path = format!("/99.99/tindak-lanjut/{follow_up}/lapor");
        let mut page = wire.get(&path, &self.cookie).await?;
        while self.stream.asks_to_wait(&page) {
            tokio::time::sleep(WAIT).await;
            page = wire.get(&path, &self.cookie).await?;
        }
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(hidden(&page, "versi"), "1");
        Ok(Uuid::parse_str(&hidden(&page, "sekali")).expect("an id"))
    }

    /// Sends a form; `false` when the server knows it already and says so. Without an answer the
    /// form stays with the unanswered.
    async fn deliver(&mut self, wire: &mut Wire, save: &Save) -> Result<bool, Broken> {
        let (verb, news) = if save.sent {
            ("kirim", "kirim")
        } else {
            ("lapor", "draf")
        };
        let base = format!("/99.99/tindak-lanjut/{}", save.follow_up);
        let form = Form::default()
            .field("versi", &save.version.to_string())
            .field("sekali", &save.once.to_string())
            .field("jumlah", &save.number.to_string())
            .field(
                "uraian",
                &format!("Kegiatan {} sudah berjalan", save.number),
            )
            .field("kendala", "")
            .field("keterangan", "")
            .field("tautan", "")
            .picture(&format!("foto-{}.png", save.number), &picture(save.number));
        self.done.unanswered.push(save.clone());
        let path = format!("{base}/{verb}");
        let mut reply = wire.upload(&path, &self.cookie, form.clone()).await?;
        while self.stream.asks_to_wait(&reply) {
            tokio::time::sleep(WAIT).await;
            reply = wire.upload(&path, &self.cookie, form.clone()).await?;
        }
        self.done.unanswered.pop();
        if reply.status == 303 && reply.location == format!("{base}?kabar={news}") {
            self.stream.acknowledged.fetch_add(1, Ordering::SeqCst);
            self.stream.first.notify_one();
            self.done.acknowledged.push(save.clone());
            return Ok(true);
        }
        let known = reply.status == 422 && reply.body.contains("diubah orang lain");
        assert!(
            known,
            "{} {} for {save:?}: {}",
            reply.status, reply.location, reply.body
        );
        Ok(false)
    }
}

/// The value of a hidden field.
fn hidden(page: &Reply, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&mark).expect("the field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::SeqCst)
}
