//! Performance agreements in the played year: opened in January, written, signed in one ceremony by all
//! but one, reported after each quarter, noted on by the verifier.

use std::sync::Arc;

use figures::{Amount, Direction, Money, Quarterly, State};
use government::{Directory, structure::Due};
use performance::{
    rules::{Quarter, after_budget},
    store::{
        self, Agreement, LineInput, ProgramInput, QuarterResult, Ready, SigningInput, YearInput,
    },
};
use platform::{Problem, Tx, Uuid};
use time::{Date, Month};

use super::{
    plan::{Act, Planner},
    stage::Stage,
};
use crate::{
    actions::{AgreementNote, AgreementOpen, AgreementSend, AgreementSign, AgreementWrite},
    data::{self, AgreementData, LineData, ProgramData, wrong},
};

impl Planner<'_> {
    /// Plans the agreements of the year in which the played year ends.
    pub(super) fn agreements(&mut self, today: Date) {
        let year = today.year();
        let Ok(first) = Date::from_calendar_date(year, Month::January, 7) else {
            return;
        };
        let calendar = &self.directory.calendar;
        let open = super::dates::working(calendar, first);
        let written = calendar.add_working_days(open, 3);
        let signed = calendar.add_working_days(open, 9);
        self.push(open, 9 * 60 + 20, Act::OpenAgreements);
        self.push(written, 13 * 60 + 20, Act::WriteAgreements);
        self.push(signed, 10 * 60 + 20, Act::SignAgreements);
        for quarter in Quarter::all(year) {
            let Some(last) = quarter.last() else { continue };
            let calendar = &self.directory.calendar;
            let sent = calendar.add_working_days(last, 7);
            let noted = calendar.add_working_days(last, 12);
            self.push(sent, 14 * 60 + 20, Act::ReportAgreements(quarter.number));
            self.push(noted, 9 * 60 + 50, Act::NoteAgreements(quarter.number));
        }
    }
}

fn quarterly(word: &str) -> Result<Quarterly, Problem> {
    Ok(match word {
        "sum" => Quarterly::Accumulated,
        "mean" => Quarterly::Mean,
        "end" => Quarterly::EndPosition,
        "yearly" => Quarterly::YearlyOnly,
        other => return Err(wrong(format!("agreements.toml: quarterly {other}"))),
    })
}

fn line(it: &LineData, above: &[Uuid]) -> Result<LineInput, Problem> {
    let quarter = |place: usize| it.quarters.get(place).map(|it| Amount::whole(*it));
    let served = it
        .above
        .and_then(|number| above.get(number.checked_sub(1)?));
    Ok(LineInput {
        objective: it.objective.clone(),
        indicator: it.indicator.clone(),
        measure: it.measure.clone(),
        direction: Direction::Higher,
        target: Amount::whole(it.target),
        kind: quarterly(&it.quarterly)?,
        quarters: [quarter(0), quarter(1), quarter(2), quarter(3)],
        ikk: it.ikk.clone(),
        mission: None,
        above: served.copied(),
    })
}

fn program(it: &ProgramData) -> Result<ProgramInput, Problem> {
    Ok(ProgramInput {
        name: it.name.clone(),
        budget: Money::read(&it.budget).map_err(wrong)?,
        source: it.source.clone(),
    })
}

async fn current(tx: &Tx, id: Uuid) -> Result<Agreement, Problem> {
    let found = store::find_agreement(tx.conn(), tx.region(), id).await?;
    found.ok_or(Problem::NotFound)
}

impl Stage<'_> {
    fn owing(&self, key: &str) -> Result<Uuid, Problem> {
        let unit = self.setting.directory.unit_by_key(key);
        unit.map(government::structure::Unit::id)
            .ok_or_else(|| wrong(format!("agreements.toml: no unit {key}")))
    }

    /// The agreements of the played year.
    async fn agreements_now(&self) -> Result<Vec<Agreement>, Problem> {
        let (db, region) = (self.app.db().read(), self.region());
        match store::years(db, region).await?.first() {
            Some(year) => store::agreements(db, region, year.id).await,
            None => Ok(vec![]),
        }
    }

    /// The secretary opens the year.
    pub(super) async fn open_agreements(&self, day: Date) -> Result<(), Problem> {
        let data = data::agreements(self.region())?;
        let budget = Date::from_calendar_date(day.year(), Month::January, data.budget_day);
        let budget = budget.map_err(wrong)?;
        let directory = Arc::clone(&self.setting.directory);
        let zone = directory.region.zone;
        let mut units = Vec::new();
        for it in &data.agreements {
            units.push(self.owing(&it.unit)?);
        }
        let input = YearInput {
            year: day.year().into(),
            budget: Some(budget),
            due: after_budget(day.year(), budget).map(|it| Due::new(it, None, zone)),
            quarter_days: Some(data.quarter_days),
        };
        let actor = self.setting.people.cast.secretary(day)?;
        self.act::<AgreementOpen, _, _>(actor, move |tx| {
            Box::pin(async move {
                let year = store::add_year(tx, &input).await?;
                let units: Vec<_> = units.iter().filter_map(|id| directory.unit(*id)).collect();
                store::add_agreements(tx, year, &units).await.map(drop)
            })
        })
        .await
    }

    /// Units write theirs; all but those that are not signed send it.
    pub(super) async fn write_agreements(&self, day: Date) -> Result<(), Problem> {
        let data = data::agreements(self.region())?;
        let mut above: Vec<Uuid> = vec![];
        for it in &data.agreements {
            let (unit, now) = (self.owing(&it.unit)?, self.agreements_now().await?);
            let found = now.into_iter().find(|known| known.unit_id == unit);
            let found = found.ok_or_else(|| wrong("agreements.toml: not opened"))?;
            self.write_agreement(&found, it, &above, day).await?;
            if above.is_empty() {
                let (db, region) = (self.app.db().read(), self.region());
                let lines = store::lines_of(db, region, found.version_id).await?;
                above = lines.into_iter().map(|line| line.key).collect();
            }
        }
        Ok(())
    }

    async fn write_agreement(
        &self,
        found: &Agreement,
        it: &AgreementData,
        above: &[Uuid],
        day: Date,
    ) -> Result<(), Problem> {
        let head = self.setting.people.cast.head(found.unit_id, day)?;
        let lines: Result<Vec<_>, _> = it.line.iter().map(|it| line(it, above)).collect();
        let programs: Result<Vec<_>, _> = it.program.iter().map(program).collect();
        let (lines, programs, id) = (lines?, programs?, found.id);
        self.act::<AgreementWrite, _, _>(Arc::clone(&head), move |tx| {
            Box::pin(async move {
                for line in &lines {
                    let now = current(tx, id).await?;
                    store::add_line(tx, &now, now.version, line).await?;
                }
                for program in &programs {
                    let now = current(tx, id).await?;
                    store::add_program(tx, &now, now.version, program).await?;
                }
                Ok(())
            })
        })
        .await?;
        if !it.signed {
            return Ok(());
        }
        self.act::<AgreementSend, _, _>(head, move |tx| {
            Box::pin(async move {
                let now = current(tx, id).await?;
                store::send(tx, &now, now.version, true).await
            })
        })
        .await
    }

    /// All that were sent are signed in one ceremony.
    pub(super) async fn sign_agreements(&self, day: Date) -> Result<(), Problem> {
        let place = data::agreements(self.region())?.place;
        let (db, keys) = (self.app.db().read(), self.app.keys());
        let directory: Arc<Directory> = Arc::clone(&self.setting.directory);
        let all = self.agreements_now().await?;
        let sent = performance::rules::VersionState::Sent;
        let all: Vec<Agreement> = all.into_iter().filter(|it| it.state() == sent).collect();
        let Some(year) = all.first().map(|it| it.year_id) else {
            return Ok(());
        };
        let units: Vec<Uuid> = all.iter().map(|it| it.unit_id).collect();
        let mut parties = store::parties(db, &directory, &units, day).await?;
        let mut fill: Vec<_> = parties.values_mut().collect();
        store::party_accounts(db, keys, &directory, &mut fill).await?;
        let ready: Result<Vec<Ready>, Problem> = all
            .into_iter()
            .map(|it| {
                let parties = parties.get(&it.unit_id).cloned().unwrap_or_default();
                let seen = it.version;
                Ready::new(keys, it, seen, parties)
            })
            .collect();
        let ready = ready?;
        let actor = self.setting.people.cast.secretary(day)?;
        self.act::<AgreementSign, _, _>(actor, move |tx| {
            Box::pin(async move {
                let input = SigningInput {
                    year,
                    day,
                    place,
                    meeting: None,
                };
                let id = store::add_signing(tx, &input).await?;
                let region = tx.region().clone();
                let signing = store::find_signing(tx.conn(), &region, id).await?;
                let signing = signing.ok_or(Problem::NotFound)?;
                store::sign(tx, &directory, &signing, day, &ready).await
            })
        })
        .await
    }

    /// What each unit reached in a quarter; who has no figure says that the data are not there yet.
    pub(super) async fn report_agreements(&self, quarter: u8, day: Date) -> Result<(), Problem> {
        store::begin_quarters(self.app, self.region()).await?;
        let data = data::agreements(self.region())?;
        let (db, region) = (self.app.db().read(), self.region());
        for it in self.agreements_now().await? {
            let key = self
                .setting
                .directory
                .unit(it.unit_id)
                .map(|it| it.key.clone());
            let known = data
                .agreements
                .iter()
                .find(|one| Some(&one.unit) == key.as_ref());
            let reports = store::quarters_of(db, region, it.id).await?;
            let report = reports
                .into_iter()
                .find(|it| it.quarter == i64::from(quarter));
            let (Some(known), Some(report)) = (known, report) else {
                continue;
            };
            let lines = store::lines_of(db, region, it.version_id).await?;
            let results: Vec<QuarterResult> = lines
                .iter()
                .zip(&known.line)
                .map(|(line, it)| {
                    let place = usize::from(quarter).saturating_sub(1);
                    let reached = it.reached.get(place).map(|it| Amount::whole(*it));
                    let yearly = line.input.kind == Quarterly::YearlyOnly && quarter < 4;
                    let (state, remark) = match (reached, yearly) {
                        (Some(_), _) => (State::Known, ""),
                        (None, true) => (State::NotDue, ""),
                        (None, false) => (State::NotYetAvailable, "Rekap masih dihimpun"),
                    };
                    QuarterResult {
                        quarter: report.id,
                        line: line.key,
                        state,
                        amount: reached,
                        taken: String::new(),
                        remark: remark.into(),
                    }
                })
                .collect();
            let head = self.setting.people.cast.head(it.unit_id, day)?;
            self.act::<AgreementSend, _, _>(head, move |tx| {
                Box::pin(async move {
                    store::keep_results(tx, &report, report.version, &results).await?;
                    let region = tx.region().clone();
                    let now = store::find_quarter(tx.conn(), &region, report.id).await?;
                    let now = now.ok_or(Problem::NotFound)?;
                    store::send_quarter(tx, &now, now.version).await
                })
            })
            .await?;
        }
        Ok(())
    }

    /// The verifier asks those who had no figure for it.
    pub(super) async fn note_agreements(&self, quarter: u8, day: Date) -> Result<(), Problem> {
        let (db, region) = (self.app.db().read(), self.region());
        let Some(year) = store::years(db, region).await?.into_iter().next() else {
            return Ok(());
        };
        let reports = store::quarters_of_year(db, region, year.id, quarter.into()).await?;
        let ids: Vec<Uuid> = reports.iter().map(|it| it.id).collect();
        let results = store::results_of(db, region, &ids).await?;
        let cast = &self.setting.people.cast;
        for it in reports.into_iter().filter(|it| it.sent_at.is_some()) {
            let mut own = results.iter().filter(|result| result.quarter == it.id);
            let silent = own.any(|result| result.state == State::NotYetAvailable);
            let note = match silent {
                true => "Sampaikan angkanya paling lambat bersama realisasi triwulan berikutnya.",
                false => "Realisasi sesuai data dukung.",
            };
            let verifier = cast.verifier(0, &[], day)?;
            self.act::<AgreementNote, _, _>(verifier, move |tx| {
                Box::pin(async move { store::note_quarter(tx, &it, it.version, note, false).await })
            })
            .await?;
        }
        Ok(())
    }
}
