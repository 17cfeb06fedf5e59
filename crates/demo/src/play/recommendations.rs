//! Two decisions of the council with a recommendation that comes back, and what auditors found.

use std::sync::Arc;

use figures::Amount;
use government::{
    Directory, Role,
    follow_up::{self, Decision, FollowUp, ReportInput, TermsInput},
    structure::Due,
};
use platform::{Problem, Uuid};
use recommendations::{
    rules::audit::regulation,
    store::{
        self, DecisionInput, ITEM, ItemInput,
        audit::{
            self, AuditItemInput, AuditReportInput, FindingInput, Opening, PaymentInput, SaidInput,
        },
    },
};
use time::{Date, Duration};

use super::{
    plan::{Act, Planner},
    stage::{Stage, current},
};
use crate::{
    actions::{AuditWrite, CouncilWrite, ReportReview, ReportSend, TermsDecide, TermsPropose},
    data::{self, AuditItemData, ItemData, wrong},
};

/// Working days after the first meeting on which the council's decisions are noted.
const DECIDED: u32 = 20;
/// Working days after that on which units report.
const REPORTED: u32 = 60;

/// A recommendation that a unit works on.
type Working = (Uuid, ItemData);

impl Planner<'_> {
    /// Plans what comes from the council and from auditors, as far as the year goes.
    pub(super) fn recommendations(&mut self) {
        let calendar = &self.directory.calendar;
        let Some(first) = self.plan.meetings.iter().map(|held| held.day).min() else {
            return;
        };
        let decided = calendar.add_working_days(first, DECIDED);
        let reported = calendar.add_working_days(decided, REPORTED);
        let heard = calendar.add_working_days(reported, 5);
        self.push(decided, 10 * 60 + 15, Act::Council);
        self.push(decided, 10 * 60 + 45, Act::Audits);
        self.push(reported, 10 * 60 + 15, Act::AnswerCouncil);
        self.push(heard, 10 * 60 + 15, Act::HearAuditors);
    }
}

fn unit(directory: &Directory, key: &str) -> Result<Uuid, Problem> {
    let unit = directory.unit_by_key(key);
    unit.map(government::structure::Unit::id)
        .ok_or_else(|| wrong(format!("recommendations.toml: no unit {key}")))
}

fn units(directory: &Directory, keys: &[String]) -> Result<Vec<Uuid>, Problem> {
    keys.iter().map(|key| unit(directory, key)).collect()
}

fn days_after(day: Date, days: Option<i64>, zone: i8) -> Option<Due> {
    days.map(|days| Due::new(day.saturating_add(Duration::days(days)), None, zone))
}

impl Stage<'_> {
    /// The secretary notes the council's decisions, the later with what it repeats.
    pub(super) async fn council(&mut self, day: Date) -> Result<(), Problem> {
        let directory = Arc::clone(&self.setting.directory);
        let zone = directory.region.zone;
        let actor = self.setting.people.cast.secretary(day)?;
        let mut before: Vec<Uuid> = vec![];
        for decision in data::recommendations(self.region())?.decisions {
            let made = day.saturating_add(Duration::days(-365 * i64::from(decision.years_before)));
            let input = DecisionInput {
                number: decision.number,
                day: made,
                lkpj_year: i64::from(made.year()) - 1,
                end_of_term: false,
                about: decision.about,
            };
            let mut items = Vec::new();
            for it in &decision.items {
                let repeats = it.repeats.and_then(|n| n.checked_sub(1));
                let input = ItemInput {
                    text: it.text.clone(),
                    commission: it.commission.clone(),
                    affair: it.affair.clone(),
                    lead: unit(&directory, &it.lead)?,
                    units: units(&directory, &it.others)?,
                    repeats: repeats.and_then(|n| before.get(n).copied()),
                };
                let when = store::Due {
                    due: days_after(day, it.due_days, zone),
                    today: day,
                };
                items.push((input, when));
            }
            let ids = self
                .act::<CouncilWrite, _, _>(Arc::clone(&actor), move |tx| {
                    Box::pin(async move {
                        let id = store::add_decision(tx, &input).await?;
                        let made = store::find_decision(tx.conn(), tx.region(), id).await?;
                        let made = made.ok_or(Problem::NotFound)?;
                        let mut ids = Vec::new();
                        for (input, when) in &items {
                            ids.push(store::add_item(tx, &made, input, *when).await?);
                        }
                        Ok(ids)
                    })
                })
                .await?;
            self.council_items
                .extend(ids.iter().copied().zip(decision.items));
            before = ids;
        }
        Ok(())
    }

    /// Units agree on targets and report what they did; it is verified.
    pub(super) async fn answer_council(&self, day: Date) -> Result<(), Problem> {
        let reported = |(_, it): &&Working| !it.progress.is_empty();
        for (item, it) in self.council_items.iter().filter(reported) {
            let (db, region) = (self.app.db().read(), self.region());
            let works = follow_up::of_origins(db, region, ITEM, &[*item]).await?;
            for work in works {
                self.carry(work, it, day).await?;
            }
        }
        Ok(())
    }

    async fn carry(&self, work: FollowUp, it: &ItemData, day: Date) -> Result<(), Problem> {
        let cast = &self.setting.people.cast;
        let terms = TermsInput {
            measure: Some(it.measure.clone()),
            target: it.target.map(Amount::whole),
            due: work.due,
        };
        let (id, head) = (work.id, cast.head(work.lead, day)?);
        self.act::<TermsPropose, _, _>(Arc::clone(&head), move |tx| {
            Box::pin(async move {
                let now = current(tx, id).await?;
                follow_up::propose(tx, &now, terms, "").await
            })
        })
        .await?;
        self.act::<TermsDecide, _, _>(cast.assistant(&it.lead, day)?, move |tx| {
            Box::pin(async move {
                let now = current(tx, id).await?;
                follow_up::agree(tx, &now).await
            })
        })
        .await?;
        let input = ReportInput {
            amount: it.done.map(Amount::whole),
            note: it.progress.clone(),
            obstacle: String::new(),
            evidence: vec![],
            reused: vec![],
            send: true,
        };
        let verifier = cast.verifier(0, &[head.person], day)?;
        let saved = self
            .act::<ReportSend, _, _>(head, move |tx| {
                Box::pin(async move {
                    let now = current(tx, id).await?;
                    follow_up::save(tx, &now, input).await
                })
            })
            .await?;
        self.act::<ReportReview, _, _>(verifier, move |tx| {
            Box::pin(async move {
                let now = current(tx, id).await?;
                let verdict = Decision::Verify;
                follow_up::decide(tx, &now, saved.report, verdict, "", false).await
            })
        })
        .await
    }

    /// The internal auditors note what was found.
    pub(super) async fn audits(&mut self, day: Date) -> Result<(), Problem> {
        let directory = Arc::clone(&self.setting.directory);
        let zone = directory.region.zone;
        let apip = self.auditor(day)?;
        for report in data::recommendations(self.region())?.reports {
            let input = AuditReportInput {
                source: report.source.clone(),
                number: report.number,
                title: report.title,
                day: day.saturating_add(Duration::days(-10)),
                received: day.saturating_add(Duration::days(-5)),
            };
            let rule = regulation().source(&report.source);
            let by_rule = rule.and_then(|it| it.answer_days).map(i64::from);
            let mut findings = Vec::new();
            for finding in report.findings {
                let mut items = Vec::new();
                for it in finding.items {
                    let input = AuditItemInput {
                        text: it.text.clone(),
                        value_sen: it.rupiah.map(|rupiah| rupiah * 100),
                        units: units(&directory, &it.units)?,
                    };
                    let due = match by_rule {
                        Some(days) => days_after(input_day(day), Some(days), zone),
                        None => days_after(day, it.due_days, zone),
                    };
                    items.push((input, Opening { due, today: day }, it));
                }
                let input = FindingInput {
                    number: finding.number,
                    title: finding.title,
                    value_sen: finding.rupiah.map(|rupiah| rupiah * 100),
                };
                findings.push((input, items));
            }
            let made = self
                .act::<AuditWrite, _, _>(Arc::clone(&apip), move |tx| {
                    Box::pin(async move {
                        let report = audit::add_report(tx, &input).await?;
                        let mut made = Vec::new();
                        for (input, items) in findings {
                            let finding = audit::add_finding(tx, report, &input).await?;
                            for (input, opening, it) in items {
                                let id =
                                    audit::add_audit_item(tx, finding, &input, opening).await?;
                                made.push((id, it));
                            }
                        }
                        Ok(made)
                    })
                })
                .await?;
            self.audit_items.extend(made);
        }
        Ok(())
    }

    /// What was paid in, and what the auditors outside said, is noted.
    pub(super) async fn hear_auditors(&self, day: Date) -> Result<(), Problem> {
        let apip = self.auditor(day)?;
        for (id, it) in &self.audit_items {
            let (id, said, paid) = (*id, said(it, day)?, it.paid);
            let lead = it.units.first().map(String::as_str).unwrap_or_default();
            let lead = unit(&self.setting.directory, lead)?;
            if said.is_none() && paid.is_none() {
                continue;
            }
            self.act::<AuditWrite, _, _>(Arc::clone(&apip), move |tx| {
                Box::pin(async move {
                    let found = audit::find_audit_item(tx.conn(), tx.region(), id).await?;
                    let found = found.ok_or(Problem::NotFound)?;
                    if let Some(rupiah) = paid {
                        let input = PaymentInput {
                            amount_sen: rupiah * 100,
                            day,
                            note: "Surat tanda setoran (contoh)".into(),
                        };
                        audit::add_payment(tx, &found, lead, &input, vec![]).await?;
                    }
                    if let Some(said) = said {
                        audit::note_status(tx, &found, found.version, &said).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        }
        Ok(())
    }

    fn auditor(&self, day: Date) -> Result<Arc<platform::Actor>, Problem> {
        let mut all = self.setting.people.cast.with_role(Role::Auditor, day);
        all.pop()
            .ok_or_else(|| wrong("nobody acts as auditor".to_owned()))
    }
}

/// The day a report was received that is noted on `day`.
fn input_day(day: Date) -> Date {
    day.saturating_add(Duration::days(-5))
}

fn said(it: &AuditItemData, day: Date) -> Result<Option<SaidInput>, Problem> {
    let Some(code) = &it.status else {
        return Ok(None);
    };
    let status = regulation().status(code);
    Ok(Some(SaidInput {
        status: status.ok_or_else(|| wrong(format!("no status {code}")))?,
        reason: String::new(),
        letter: it.letter.clone().unwrap_or_default(),
        day,
        note: String::new(),
    }))
}
