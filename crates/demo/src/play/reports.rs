//! A standing report in the played year: set up, filled in month by month, opened, checked.

use std::sync::Arc;

use government::posts;
use platform::{Problem, Tx, Uuid, date};
use reporting::{
    rules::{Counting, Period, Rhythm, Row, Timing},
    store::{self, PeriodReport, RecipientInput, StandingInput},
};
use time::{Date, Duration};

use super::{
    plan::{Act, Planner},
    stage::Stage,
};
use crate::{
    actions::{CheckWrite, PeriodSend, PeriodWrite, StandingWrite},
    data::{self, StandingData, wrong},
};

/// Months before this one in which the report begins. The last whole month is not reported.
const MONTHS: u32 = 5;
/// Permits of a month.
const PERMITS: usize = 5;

/// Rows of a month: its permits, with numbers and dates of that month.
fn rows(data: &StandingData, period: Period) -> Vec<Row> {
    let (month, year) = (period.first.month(), period.first.year());
    let skip = usize::from(u8::from(month)) * PERMITS;
    let permits = data.permits.iter().cycle().skip(skip).take(PERMITS);
    (1_u8..)
        .zip(permits)
        .map(|(number, [kind, holder, address, village])| {
            let day = period.first.replace_day(number * 5).unwrap_or(period.first);
            let until = day.replace_year(year + 1).unwrap_or(day);
            vec![
                format!("503/{number:03}/{:02}/{year}", u8::from(month)),
                kind.clone(),
                holder.clone(),
                address.clone(),
                village.clone(),
                date::medium(day),
                date::medium(until),
            ]
        })
        .collect()
}

impl Planner<'_> {
    /// Plans the standing report: from its first month to the last but one.
    pub(super) fn reports(&mut self, today: Date) {
        let calendar = &self.directory.calendar;
        let mut month = today.replace_day(1).unwrap_or(today);
        for _ in 0..MONTHS {
            let before = month.saturating_sub(Duration::days(1));
            month = before.replace_day(1).unwrap_or(before);
        }
        let set_up = super::dates::working(calendar, month);
        let mut steps = vec![(set_up, 9 * 60, Act::SetUpReport)];
        let mut period = Period::with(month, Rhythm::Monthly);
        for number in 1..MONTHS {
            // the second month is late
            let after = if number == 2 { 8 } else { 4 };
            let day = calendar.add_working_days(period.last, after);
            steps.push((day, 9 * 60 + 20, Act::FillReport(period.first)));
            steps.push((day, 14 * 60, Act::SendReport(period.first)));
            let read = calendar.add_working_days(day, 2);
            steps.push((read, 10 * 60, Act::OpenReport(period.first)));
            period = period.next(Rhythm::Monthly);
        }
        for (day, minute, act) in steps {
            self.push(day, minute, act);
        }
    }
}

async fn found(tx: &Tx, month: Date) -> Result<PeriodReport, Problem> {
    let (conn, region) = (tx.conn(), tx.region());
    let all = store::standing_reports(conn, region, tx.now().0).await?;
    let standing = all.first().ok_or(Problem::NotFound)?.id;
    let periods = store::periods(conn, region, standing, 100).await?;
    let of_month = |it: &&PeriodReport| it.period().is_some_and(|period| period.first == month);
    let id = periods.iter().find(of_month).ok_or(Problem::NotFound)?.id;
    let found = store::find_period(conn, region, id).await?;
    found.ok_or(Problem::NotFound)
}

impl Stage<'_> {
    fn unit(&self, key: &str) -> Result<Uuid, Problem> {
        let unit = self.setting.directory.unit_by_key(key);
        unit.map(government::structure::Unit::id)
            .ok_or_else(|| wrong(format!("reports.toml: no unit {key}")))
    }

    /// The organising section sets the report up.
    pub(super) async fn set_up_report(&self, day: Date) -> Result<(), Problem> {
        let data = data::standing(self.region())?;
        let posts = posts::posts(self.app.db().read(), self.region()).await?;
        let mut recipients = Vec::new();
        for title in &data.addressees {
            let post = posts.iter().find(|post| post.title == *title);
            let post = post.ok_or_else(|| wrong(format!("reports.toml: no post {title}")))?;
            recipients.push(RecipientInput {
                unit: post.unit,
                post: Some(post.id),
                copy: false,
                title: title.clone(),
            });
        }
        for key in &data.copies {
            let unit = self.unit(key)?;
            recipients.push(RecipientInput {
                unit,
                post: None,
                copy: true,
                title: self.setting.directory.unit_name(unit).to_owned(),
            });
        }
        let input = StandingInput {
            units: vec![self.unit(&data.unit)?],
            title: data.title,
            purpose: data.purpose,
            basis: data.basis,
            rhythm: Rhythm::Monthly,
            timing: Timing {
                counting: Counting::Working,
                days: data.days,
            },
            columns: data.columns,
            first: day,
            last: None,
            recipients,
        };
        let actor = self.setting.people.cast.organiser(day)?;
        let directory = Arc::clone(&self.setting.directory);
        self.act::<StandingWrite, _, _>(actor, move |tx| {
            Box::pin(async move {
                let id = store::add_standing(tx, &input).await?;
                store::begin_now(tx, &directory, Some(id)).await
            })
        })
        .await
    }

    /// The operator fills in a month.
    pub(super) async fn fill_report(&self, month: Date, day: Date) -> Result<(), Problem> {
        let data = data::standing(self.region())?;
        let actor = self
            .setting
            .people
            .cast
            .operator(self.unit(&data.unit)?, day)?;
        let rows = rows(&data, Period::with(month, Rhythm::Monthly));
        self.act::<PeriodWrite, _, _>(actor, move |tx| {
            Box::pin(async move {
                let it = found(tx, month).await?;
                store::keep_text(tx, &it, it.version, &data.text).await?;
                store::keep_rows(tx, &it, it.version + 1, &rows).await
            })
        })
        .await
    }

    /// The head sends it.
    pub(super) async fn send_report(&self, month: Date, day: Date) -> Result<(), Problem> {
        let data = data::standing(self.region())?;
        let actor = self.setting.people.cast.head(self.unit(&data.unit)?, day)?;
        self.act::<PeriodSend, _, _>(actor, move |tx| {
            Box::pin(async move {
                let it = found(tx, month).await?;
                store::send(tx, &it, it.version).await.map(drop)
            })
        })
        .await
    }

    /// The secretary and who gets a copy open it; of the first row a check is noted.
    pub(super) async fn open_report(&self, month: Date, day: Date) -> Result<(), Problem> {
        let data = data::standing(self.region())?;
        let (db, region) = (self.app.db(), self.region());
        let cast = &self.setting.people.cast;
        let copy = data.copies.first().map(|key| self.unit(key)).transpose()?;
        let checker = cast.head(copy.unwrap_or_default(), day)?;
        let it = db
            .upkeep(region, move |tx| {
                Box::pin(async move { found(tx, month).await })
            })
            .await?;
        let Some(sent) = store::sendings(db.read(), region, &[it.id]).await?.pop() else {
            return Ok(());
        };
        for actor in [cast.secretary(day)?, Arc::clone(&checker)] {
            let Some((_, deliveries)) =
                store::find_sent(db.read(), region, &actor, sent.id).await?
            else {
                continue;
            };
            let mine = |place: &platform::Place| place.id == actor.place.id;
            for delivery in deliveries.iter().filter(|it| it.mine && mine(&it.place)) {
                let (id, person) = (delivery.id, actor.person);
                let name = format!("{} ({})", actor.name, actor.title);
                db.upkeep(region, move |tx| {
                    Box::pin(async move { store::open(tx, id, person, &name).await })
                })
                .await?;
            }
        }
        let rows = store::rows(db.read(), region, sent.id, "reklame", 1).await?;
        let Some(row) = rows.first().map(|row| (row.id, row.number)) else {
            return Ok(());
        };
        let unit = checker.place.id;
        self.act::<CheckWrite, _, _>(checker, move |tx| {
            Box::pin(async move {
                store::add_check(tx, (it.id, row.0, row.1), unit, day, &data.check).await
            })
        })
        .await
    }
}
