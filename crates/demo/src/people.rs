//! The people of Kota Contoh: accounts, posts, assignments.

use std::sync::Arc;

use government::{
    Directory, Role,
    account::{
        Acting, NewAccount, NewAssignment, Passwords, add_account, add_assignment, capacities,
    },
    posts::{NewHolder, Period, add_holder, add_post},
};
use platform::{App, Problem, Tx, Uuid};
use time::{Date, Duration};

use crate::{
    DEMO_PASSWORD, DemoAccount,
    cast::Cast,
    data::{self, PersonData, PostData, wrong},
};

/// Who is there.
pub(crate) struct People {
    /// Who can act when.
    pub(crate) cast: Cast,
    /// All accounts.
    pub(crate) persons: Vec<Uuid>,
    /// Accounts for trying out.
    pub(crate) accounts: Vec<DemoAccount>,
}

/// The days the file's periods are counted from.
#[derive(Clone, Copy)]
pub(crate) struct Days {
    /// First day of the played year.
    pub(crate) first: Date,
    /// Day of the newest meeting.
    pub(crate) newest: Date,
    /// The local date at the end.
    pub(crate) today: Date,
}

impl Days {
    fn period(self, post: &PostData) -> (Date, Option<Date>) {
        let day = |days| self.newest.saturating_add(Duration::days(days));
        (
            post.from_days.map_or(self.first, day),
            post.until_days.map(day),
        )
    }
}

/// Enters the people.
pub(crate) async fn load(
    app: &App,
    directory: Arc<Directory>,
    days: Days,
) -> Result<People, Problem> {
    let region = directory.region.code.clone();
    let people: Arc<Vec<PersonData>> = Arc::new(data::people(&region)?);
    let hash = app
        .part::<Passwords>()
        .hash(DEMO_PASSWORD.to_owned())
        .await?;
    let (inside, entered) = (app.clone(), Arc::clone(&people));
    let persons = app
        .db()
        .maintain(&region, "system.load", move |tx| {
            Box::pin(async move {
                let mut ids = Vec::new();
                for person in entered.iter() {
                    ids.push(enter(&inside, tx, &directory, person, &hash, days).await?);
                }
                Ok(ids)
            })
        })
        .await?
        .value;
    let mut cast = Cast::default();
    for (person, id) in people.iter().zip(&persons) {
        // a post that has ended is found on its last day, one held today is found today
        let held = person.post.iter().map(|post| days.period(post));
        let last = held.clone().filter_map(|(_, until)| until).min();
        let day = last.unwrap_or(days.today);
        for capacity in capacities(app.db().read(), &region, *id, day).await? {
            let post = person
                .post
                .iter()
                .find(|post| title(post).is_ok_and(|t| t == capacity.title));
            let period = post.map_or((days.first, None), |post| days.period(post));
            cast.add(&region, (*id, &person.name), capacity, period);
        }
    }
    let accounts = people.iter().filter(|person| person.demo).map(demo_account);
    Ok(People {
        accounts: accounts.collect::<Result<_, _>>()?,
        cast,
        persons,
    })
}

async fn enter(
    app: &App,
    tx: &mut Tx,
    directory: &Directory,
    person: &PersonData,
    hash: &str,
    days: Days,
) -> Result<Uuid, Problem> {
    let unit = |key: &str| {
        directory
            .unit_by_key(key)
            .map(|unit| unit.id())
            .ok_or_else(|| wrong(format!("{}: no unit {key}", person.key)))
    };
    let account = NewAccount {
        name: person.name.clone(),
        sign_in: person.sign_in().to_owned(),
        nip: person.nip.clone(),
        wa: person.wa.clone(),
        grade: person.grade.clone(),
        password: Some(hash.to_owned()),
    };
    let account = add_account(tx, app.keys(), account).await?;
    for post in &person.post {
        let (from, until) = days.period(post);
        let holder = NewHolder {
            post: add_post(tx, unit(&post.unit)?, &post.title, role(&post.role)?).await?,
            account,
            acting: acting(post)?,
            period: Period {
                from: Some(from),
                until,
            },
            source: "Data simulasi".into(),
        };
        add_holder(tx, holder).await?;
    }
    for assignment in &person.assignment {
        let new = NewAssignment {
            account,
            unit: unit(&assignment.unit)?,
            role: role(&assignment.role)?,
            title: assignment.title.clone(),
            decree: assignment.decree.clone(),
            from: Some(days.first),
            until: None,
        };
        add_assignment(tx, new).await?;
    }
    Ok(account)
}

fn role(code: &str) -> Result<Role, Problem> {
    Role::from_code(code).ok_or_else(|| wrong(format!("role {code}")))
}

fn acting(post: &PostData) -> Result<Acting, Problem> {
    Acting::from_code(&post.acting).ok_or_else(|| wrong(format!("acting {}", post.acting)))
}

fn title(post: &PostData) -> Result<String, Problem> {
    Ok(acting(post)?.title(&post.title))
}

fn demo_account(person: &PersonData) -> Result<DemoAccount, Problem> {
    let mut capacities = Vec::new();
    let (main, other): (Vec<_>, Vec<_>) = person.post.iter().partition(|post| post.main);
    for post in main.into_iter().chain(other) {
        capacities.push((title(post)?, role(&post.role)?));
    }
    for assignment in &person.assignment {
        capacities.push((assignment.title.clone(), role(&assignment.role)?));
    }
    let Some(((title, role), other)) = capacities.split_first() else {
        return Err(wrong(format!("{} holds nothing", person.key)));
    };
    let mut note = note(*role).to_owned();
    if !other.is_empty() {
        let titles: Vec<_> = other.iter().map(|(title, _)| title.as_str()).collect();
        note += &format!(" Dapat bertindak juga sebagai {}.", titles.join(", "));
    }
    Ok(DemoAccount {
        sign_in: person.sign_in().to_owned(),
        name: person.name.clone(),
        title: title.clone(),
        role_label: role.label().to_owned(),
        note,
    })
}

/// What there is to try in a role.
fn note(role: Role) -> &'static str {
    match role {
        Role::Leader => "Melihat seluruh kota: apa yang terbuka, terlambat, dan tuntas.",
        Role::Secretary => "Mengawal rapat, menyepakati target, membatalkan dengan alasan.",
        Role::Assistant => "Menyepakati atau mengembalikan usulan target.",
        Role::Organiser => "Mencatat rapat, butir arahan, dan tindak lanjut.",
        Role::Head => "Mengusulkan target dan mengirim laporan yang disusun operator.",
        Role::Operator => "Menyusun laporan dan mengunggah data dukung.",
        Role::Verifier => "Memverifikasi laporan atau mengembalikannya dengan catatan.",
        Role::Auditor => "Membaca semuanya beserta riwayat, tanpa mengubah apa pun.",
        Role::Administrator => "Mengelola akun, unit, kalender, dan jejak audit.",
        Role::Outgoing => "Membaca sampai serah terima selesai.",
        Role::Observer => "Membaca lintas daerah, termasuk tiga kota nyata.",
    }
}
