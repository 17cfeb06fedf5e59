//! The last weeks of the played year: priorities, what is passed down, what goes further up, risks,
//! and the material of the next meeting, collected and released.

use std::sync::Arc;

use directives::store as meetings;
use figures::{Amount, Money};
use government::{
    Role,
    follow_up::{
        self, Filter, FollowUp, FollowUpKind, Level, NewFollowUp, RiskInput, RiskLevel, TermsInput,
        disposition::{self, DispositionKind, NewDisposition, Recipient},
    },
    structure::Due,
};
use platform::{Actor, Problem, Ref, Uuid};
use priorities::store::{PRIORITY, PriorityInput, add_priority};
use time::{Date, Duration};

use super::{
    dates::stable,
    plan::{Act, Planner},
    stage::{Stage, current},
};
use crate::{
    actions::{
        BriefingConfirm, BriefingPrepare, BriefingRelease, BriefingWrite, DispositionWrite,
        EscalationWrite, FollowUpOpen, MeetingWrite, PriorityWrite, RiskWrite,
    },
    data::{self, wrong},
};

/// Working days before the end on which the material is released.
const RELEASED: u32 = 2;

impl Planner<'_> {
    /// Plans the last weeks. Nothing is prepared where the newest meeting was only just held.
    pub(super) fn secretariat(&mut self, today: Date) {
        let calendar = &self.directory.calendar;
        let back = |days: u32| {
            let mut day = today;
            for _ in 0..days {
                day = calendar.working_day_before(day);
            }
            day
        };
        let days = self.plan.meetings.iter().map(|held| held.day);
        let (Some(first), Some(newest)) = (days.clone().min(), days.max()) else {
            return;
        };
        let agenda = calendar.add_working_days(first, 1);
        let (ask, fill, worry, release) = (
            back(RELEASED + 5),
            back(RELEASED + 2),
            back(RELEASED + 1),
            back(RELEASED),
        );
        self.push(agenda, 10 * 60, Act::SetPriorities);
        self.push(worry, 9 * 60, Act::Worry);
        if ask > newest {
            self.push(ask, 9 * 60, Act::AskMaterial(release));
            self.push(fill, 10 * 60, Act::FillMaterial);
            self.push(release, 15 * 60, Act::ReleaseMaterial);
        }
    }
}

impl Stage<'_> {
    /// The organising section sets the priorities of the year, and gives the first work on each.
    pub(super) async fn set_priorities(&self, day: Date) -> Result<(), Problem> {
        let directory = Arc::clone(&self.setting.directory);
        let zone = directory.region.zone;
        // the agenda of the year in which the played year ends
        let year = day.saturating_add(Duration::days(330)).year();
        let items = data::priorities(self.region())?;
        let mut made: Vec<(Uuid, Uuid, String, Date)> = Vec::new();
        for item in items {
            let unit = directory
                .unit_by_key(&item.unit)
                .ok_or_else(|| wrong(format!("priorities.toml: no unit {}", item.unit)))?
                .id();
            let due = Date::from_calendar_date(year, time::Month::December, 31).map_err(wrong)?;
            let input = PriorityInput {
                title: item.title,
                description: item.description,
                basis: item.basis,
                unit,
                due,
            };
            let actor = self.setting.people.cast.organiser(day)?;
            let id = self
                .act::<PriorityWrite, _, _>(actor, move |tx| {
                    Box::pin(async move { add_priority(tx, year, &input).await })
                })
                .await?;
            made.push((id, unit, item.work, due));
        }
        for (id, lead, task, due) in made.into_iter().filter(|it| !it.2.is_empty()) {
            let new = NewFollowUp {
                origin: Ref::new(PRIORITY, id),
                task,
                kind: FollowUpKind::Mandatory,
                lead,
                supporters: vec![],
                terms: TermsInput {
                    due: Some(Due::new(due, None, zone)),
                    ..TermsInput::default()
                },
                agreed: false,
                today: day,
            };
            let actor = self.setting.people.cast.recorder(day)?;
            self.act::<FollowUpOpen, _, _>(actor, move |tx| {
                Box::pin(async move { follow_up::open(tx, new).await.map(drop) })
            })
            .await?;
        }
        Ok(())
    }

    async fn some(&self, status: &str, rows: i64) -> Result<Vec<FollowUp>, Problem> {
        let filter = Filter {
            status: status.into(),
            now: self.app.now().0,
            page: 1,
            rows,
            ..Filter::default()
        };
        let page = follow_up::list(self.app.db().read(), self.region(), &filter).await?;
        Ok(page.rows)
    }

    /// Heads pass work down, report what is stuck further up, and note risks.
    pub(super) async fn worry(&self, day: Date) -> Result<(), Problem> {
        let cast = &self.setting.people.cast;
        for (n, it) in self.some("terlambat", 4).await?.into_iter().enumerate() {
            let (level, note) = match n % 2 {
                0 => (
                    Level::Secretary,
                    "Lahan belum dibebaskan; perlu keputusan pimpinan.",
                ),
                _ => (
                    Level::Assistant,
                    "Data dari unit lain belum diterima; mohon dikoordinasikan.",
                ),
            };
            let actor = cast.head(it.lead, day)?;
            let id = it.id;
            self.act::<EscalationWrite, _, _>(actor, move |tx| {
                Box::pin(async move {
                    let it = current(tx, id).await?;
                    follow_up::escalate(tx, &it, level, note).await
                })
            })
            .await?;
        }
        let open = self.some("terbuka", 200).await?;
        for (n, it) in open.iter().skip(4).take(4).enumerate() {
            let risk = RiskInput {
                words: "Musim hujan dapat menunda pekerjaan di lapangan.".into(),
                likelihood: [RiskLevel::High, RiskLevel::Medium][n % 2],
                impact: [RiskLevel::Medium, RiskLevel::High, RiskLevel::Low][n % 3],
                mitigation: "Jadwal dimajukan dan lokasi cadangan disiapkan.".into(),
            };
            let (actor, id) = (cast.head(it.lead, day)?, it.id);
            self.act::<RiskWrite, _, _>(actor, move |tx| {
                Box::pin(async move {
                    let it = current(tx, id).await?;
                    follow_up::set_risk(tx, &it, None, Some(&risk)).await
                })
            })
            .await?;
        }
        let mut passed = 0;
        for it in &open {
            let (head, operator) = (cast.head(it.lead, day)?, cast.operator(it.lead, day)?);
            // in a kelurahan nobody but the lurah works
            if passed < 6 && head.person != operator.person {
                self.pass_down(it.id, head, &operator, day).await?;
                passed += 1;
            }
        }
        Ok(())
    }

    async fn pass_down(
        &self,
        id: Uuid,
        head: Arc<Actor>,
        operator: &Actor,
        day: Date,
    ) -> Result<(), Problem> {
        let new = NewDisposition {
            kind: DispositionKind::Down,
            from_unit: head.place.id,
            to: Recipient {
                unit: operator.place.id,
                account: Some(operator.person),
                name: format!("{} ({})", operator.name, operator.title),
            },
            words: vec!["Proses lebih lanjut".into()],
            note: "Siapkan data dukungnya dan laporkan sebelum rapat.".into(),
            due: Some(day.saturating_add(Duration::days(7))),
            about_report: false,
            answers: None,
        };
        self.act::<DispositionWrite, _, _>(head, move |tx| {
            Box::pin(async move {
                let it = current(tx, id).await?;
                disposition::pass(tx, &it, new).await.map(drop)
            })
        })
        .await
    }

    /// The organising section makes the next meeting and asks the agencies for their material.
    pub(super) async fn ask_material(&mut self, release: Date, day: Date) -> Result<(), Problem> {
        let directory = Arc::clone(&self.setting.directory);
        let newest = (0..self.plan.meetings.len()).max_by_key(|n| self.plan.meetings[*n].day);
        let held = newest.map(|n| self.meetings[n]).unwrap_or_default();
        let held = meetings::find(self.app.db().read(), self.region(), held).await?;
        let held = held.ok_or(Problem::NotFound)?;
        let actor = self.setting.people.cast.organiser(day)?;
        let id = self
            .act::<MeetingWrite, _, _>(Arc::clone(&actor), move |tx| {
                Box::pin(async move { meetings::next_meeting(tx, &held).await })
            })
            .await?;
        let group = directory.group("semua-opd");
        let units: Vec<Uuid> = group
            .map(|group| group.members(&directory.units, day))
            .unwrap_or_default()
            .into_iter()
            .map(government::structure::Unit::id)
            .collect();
        let due = Due::new(release, Some(12 * 60), directory.region.zone);
        self.act::<BriefingPrepare, _, _>(actor, move |tx| {
            Box::pin(async move { meetings::open_collection(tx, id, &units, due).await })
        })
        .await?;
        self.next = Some(id);
        Ok(())
    }

    /// Most units bring their material, and most of these confirm it.
    pub(super) async fn fill_material(&self, day: Date) -> Result<(), Problem> {
        let Some(meeting) = self.next else {
            return Ok(());
        };
        let rows = meetings::unit_rows(self.app.db().read(), self.region(), meeting).await?;
        for (n, row) in rows.into_iter().enumerate().filter(|(n, _)| n % 5 != 4) {
            let seed = row.id.to_string();
            let ceiling = format!("{}.000.000", 800 + stable(&seed, 9_000));
            let percent = |salt: &str, least: i64| {
                let more = stable(&format!("{seed}{salt}"), 25);
                u32::try_from(least + more).ok().map(Amount::whole)
            };
            let input = meetings::RowInput {
                budget: directives::rules::Budget {
                    ceiling: Money::read(&ceiling).ok(),
                    financial: percent("k", 60),
                    physical: percent("f", 65),
                },
                results: "Kegiatan bulan ini berjalan sesuai jadwal; laporan lapangan terlampir."
                    .into(),
                link: String::new(),
            };
            let head = self.setting.people.cast.head(row.unit_id, day)?;
            let (id, version) = (row.id, row.version);
            self.act::<BriefingWrite, _, _>(Arc::clone(&head), move |tx| {
                Box::pin(async move { meetings::write_row(tx, &row, version, &input).await })
            })
            .await?;
            if n % 4 == 3 {
                continue;
            }
            self.act::<BriefingConfirm, _, _>(head, move |tx| {
                Box::pin(async move {
                    let row = meetings::find_row(tx.conn(), tx.region(), id).await?;
                    let row = row.ok_or(Problem::NotFound)?;
                    meetings::confirm_row(tx, &row, version + 1).await
                })
            })
            .await?;
        }
        Ok(())
    }

    /// The secretary releases it.
    pub(super) async fn release_material(&self, day: Date) -> Result<(), Problem> {
        let Some(id) = self.next else {
            return Ok(());
        };
        let (db, region) = (self.app.db().read(), self.region());
        let meeting = meetings::find(db, region, id)
            .await?
            .ok_or(Problem::NotFound)?;
        let rows = meetings::unit_rows(db, region, id).await?;
        let directory = &self.setting.directory;
        let briefing = directives::compose_briefing(self.app, directory, &meeting, &rows).await?;
        let collection = meetings::collection(db, region, id).await?;
        let collection = collection.ok_or(Problem::NotFound)?;
        let secretaries = self.setting.people.cast.with_role(Role::Secretary, day);
        let secretary = secretaries.into_iter().next_back();
        let secretary = secretary.ok_or_else(|| wrong("nobody acts as secretary"))?;
        self.act::<BriefingRelease, _, _>(secretary, move |tx| {
            Box::pin(async move { meetings::release(tx, &collection, &briefing).await })
        })
        .await
    }
}
