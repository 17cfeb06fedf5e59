//! What an evaluation looks at, put together from what agreements, quarters and reports already say.

use figures::Figure;
use government::{Directory, review::ReviewState};
use platform::{Actor, App, Instant, Problem, Uuid};

use super::HeadOf;
use crate::{
    books::{EvaluatedHead, PartLine},
    rules::{self, Head, Quarter, Sending, Signature, Standing, proposal_state},
    store::{
        self, Agreement, AgreementYear, HeadEvaluation, Line, LppdShares, QuarterReport, Report,
        Reported,
    },
    web::monitoring::lateness,
};

/// What is known of the agreements whose heads are looked at.
pub(super) struct Facts {
    pub(super) lines: Vec<Line>,
    pub(super) reported: Reported,
    pub(super) quarters: Vec<QuarterReport>,
    pub(super) reports: Vec<Report>,
    pub(super) evaluations: Vec<HeadEvaluation>,
    pub(super) lppd: LppdShares,
}

impl Facts {
    /// Of all agreements of a year.
    pub(super) async fn of_year(
        app: &App,
        directory: &Directory,
        year: &AgreementYear,
    ) -> Result<Self, Problem> {
        let (db, region) = (app.db().read(), &directory.region.code);
        Ok(Self {
            lines: store::all_lines(db, region, year.id).await?,
            reported: store::reported_of_year(db, region, year.id).await?,
            quarters: store::all_quarters(db, region, year.id).await?,
            reports: store::reports(db, region, year.id).await?,
            evaluations: store::evaluations(db, region, year.id).await?,
            lppd: store::lppd_shares(db, region, year.year).await?,
        })
    }

    /// Of one agreement, with the lines and figures of these earlier ones.
    pub(super) async fn of_head(
        app: &App,
        directory: &Directory,
        it: &HeadOf,
        earlier: &[Agreement],
    ) -> Result<Self, Problem> {
        let (db, region) = (app.db().read(), &directory.region.code);
        let signed = it.signatures.iter().map(|it| it.version);
        let versions: Vec<Uuid> = signed
            .chain(earlier.iter().filter_map(|it| it.signed_id))
            .collect();
        let agreements: Vec<Uuid> = [it.agreement.id]
            .into_iter()
            .chain(earlier.iter().map(|it| it.id))
            .collect();
        let (agreement, account) = (it.agreement.id, it.head.account);
        let report = store::report_of_agreement(db, region, agreement).await?;
        let evaluation = store::evaluation_of(db, region, agreement, account).await?;
        Ok(Self {
            lines: store::lines_of_versions(db, region, &versions).await?,
            reported: store::reported_of_all(db, region, &agreements).await?,
            quarters: store::quarters_of(db, region, agreement).await?,
            reports: report.into_iter().collect(),
            evaluations: evaluation.into_iter().collect(),
            lppd: store::lppd_shares(db, region, it.agreement.year).await?,
        })
    }

    /// What was proposed about a head.
    pub(super) fn evaluation(&self, agreement: Uuid, account: Uuid) -> Option<&HeadEvaluation> {
        let mut all = self.evaluations.iter();
        all.find(|it| it.agreement_id == agreement && it.account_id == account)
    }

    /// The quarters of an agreement that a head answers for.
    pub(super) fn quarters_of<'a>(
        &'a self,
        agreement: Uuid,
        head: &'a Head,
    ) -> impl Iterator<Item = &'a QuarterReport> {
        let own = |it: &&QuarterReport| {
            u8::try_from(it.quarter).is_ok_and(|number| head.quarters.contains(&number))
        };
        let all = self.quarters.iter();
        all.filter(move |it| it.agreement_id == agreement)
            .filter(own)
    }

    /// How the report of a quarter of an agreement stands.
    fn sending(&self, agreement: Uuid, number: u8) -> Sending {
        let mut all = self.quarters.iter();
        let report = all.find(|it| it.agreement_id == agreement && it.quarter == i64::from(number));
        match report {
            _ if self.reported.is_sent(agreement, number) => Sending::Sent,
            Some(report) if report.noted_at.is_some() => Sending::Returned,
            _ => Sending::Silent,
        }
    }

    /// The lines of the version a head is held against, with what was achieved, and up to which quarter.
    fn lines(
        &self,
        it: &Agreement,
        head: &Head,
        signed: Option<&Signature>,
    ) -> (Vec<PartLine>, u8) {
        let version = signed.map(|it| it.version);
        let sent = |number: &&u8| self.reported.is_sent(it.id, **number);
        let last = head
            .quarters
            .iter()
            .filter(sent)
            .max()
            .copied()
            .unwrap_or(0);
        let own = self.lines.iter();
        let own = own.filter(|line| Some(line.version_id) == version);
        let lines = own.map(|line| {
            let figures: Vec<Option<Figure>> = self.reported.up_to(it.id, line.key, last);
            PartLine::of(line, &head.quarters, &figures)
        });
        match head.quarters.is_empty() {
            true => (vec![], 0),
            false => (lines.collect(), last),
        }
    }
}

/// How late a report is. One that came back to be corrected had come in, and when it first did is not kept:
/// it is not called late.
pub(super) fn overdue(directory: &Directory, it: &QuarterReport, now: Instant) -> String {
    match (it.sent_at, it.noted_at) {
        (None, Some(_)) => String::new(),
        (sent, _) => lateness(directory, it.due(), sent.map_or(now, Instant)),
    }
}

/// "Triwulan II: Terlambat 3 hari kerja".
fn late(directory: &Directory, it: &QuarterReport, now: Instant) -> Option<String> {
    let words = overdue(directory, it, now);
    let quarter = Quarter::of(0, it.quarter)?;
    (!words.is_empty()).then(|| format!("{}: {}", quarter.short(), words.to_lowercase()))
}

/// What a reader may know of a proposal: who concerns it reads it once it was decided.
pub(super) fn proposal(it: Option<&HeadEvaluation>, account: Uuid, actor: &Actor) -> String {
    match it {
        Some(it) if it.is_decided() || account != actor.person => it.words(),
        // the same words whether something waits or not
        _ if account == actor.person => "Belum ada putusan".into(),
        _ => proposal_state(ReviewState::Draft).0.into(),
    }
}

/// A unit whose head is looked at.
pub(super) struct OfUnit<'a> {
    pub(super) unit: Uuid,
    pub(super) year: i32,
    pub(super) agreement: Option<&'a Agreement>,
    pub(super) signatures: &'a [&'a Signature],
    /// Quarters nobody is known to have led.
    pub(super) unled: Vec<u8>,
}

/// A head of a unit, or that nobody is recorded.
pub(super) fn evaluated(
    (app, actor): (&App, &Actor),
    directory: &Directory,
    facts: &Facts,
    of: &OfUnit<'_>,
    head: Option<&Head>,
) -> EvaluatedHead {
    let now = app.now();
    let agreement = of.agreement;
    let both = agreement.zip(head);
    let signed = match head {
        Some(head) => head.held_against(of.year, of.signatures),
        None => of.signatures.last().copied(),
    };
    let (lines, last) = both.map_or((vec![], 0), |(it, head)| facts.lines(it, head, signed));
    let dropped = agreement.map_or("", |it| it.dropped.as_str());
    let standing = Standing {
        exists: agreement.is_some(),
        signed,
        dropped,
    };
    let sending = |number| agreement.map_or(Sending::Silent, |it| facts.sending(it.id, number));
    let today = directory.region.today(now);
    let report = agreement.and_then(|it| {
        let mut all = facts.reports.iter();
        all.find(|report| report.agreement_id == it.id)
    });
    EvaluatedHead {
        agreement: agreement.map(|it| it.id),
        account: head.map(|it| it.account),
        unit: directory.unit_name(of.unit).to_owned(),
        name: head.map_or_else(|| "Belum tercatat".to_owned(), |it| it.name.clone()),
        times: head.map(Head::times).unwrap_or_default(),
        part: rules::part(of.year, head.map_or(&of.unled, |it| &it.quarters)),
        mean: rules::mean(lines.iter().map(|it| &it.achieved.raw)),
        capped: rules::mean(lines.iter().map(|it| &it.achieved.capped)),
        lines,
        sent: Quarter::of(of.year, i64::from(last)).map_or("Belum ada", Quarter::short),
        missing: rules::missing(head, standing, of.year, sending, today),
        // a report is late under whoever leads on the day it is due, not on the day the quarter ended
        late: both
            .filter(|_| dropped.is_empty())
            .map(|(it, head)| {
                let all = facts.quarters.iter();
                let was_there =
                    |one: &QuarterReport| one.due().is_some_and(|due| head.was_there(due.date));
                all.filter(|one| one.agreement_id == it.id && was_there(one))
                    .filter_map(|one| late(directory, one, now))
                    .collect()
            })
            .unwrap_or_default(),
        report: report.map_or("Belum diminta", |it| it.label().0),
        lppd: facts.lppd.words(of.unit),
        waits: both.is_some_and(|(it, head)| {
            let known = facts.evaluation(it.id, head.account);
            let waits = known.is_some_and(|it| it.state() == ReviewState::Submitted);
            waits && head.account != actor.person
        }),
        proposal: match both {
            Some((it, head)) => {
                let known = facts.evaluation(it.id, head.account);
                proposal(known, head.account, actor)
            }
            None => proposal_state(ReviewState::Draft).0.into(),
        },
    }
}
