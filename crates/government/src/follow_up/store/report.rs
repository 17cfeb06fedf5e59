//! Progress reports: drafted by the operator, sent by the head, returned or verified by somebody
//! else. One report is a round of review; the next round is the next report.

use figures::Amount;
use platform::{
    Problem, Ref, Tx, Uuid, random,
    store::sql::{self, insert},
};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    evidence::{self, Evidence, NewEvidence},
    follow_up::{
        FollowUp, REPORT, SUBJECT,
        rules::{FollowUpKind, Standing, Status, Terms},
        store::owed,
        store::read::{REPORT_COLUMNS, Report},
        store::terms::conflict_unless,
    },
    notice,
    review::{self, Before, Outcome, ReviewState, Step},
};

/// What a unit reports.
#[derive(Clone, Debug)]
pub struct ReportInput {
    /// How many so far; a draft may lack it.
    pub amount: Option<Amount>,
    /// What was done.
    pub note: String,
    /// What stands in the way, or empty.
    pub obstacle: String,
    /// New evidence.
    pub evidence: Vec<NewEvidence>,
    /// Evidence that is already there and serves this report too.
    pub reused: Vec<Uuid>,
    /// Whether it is sent, or only kept as a draft.
    pub send: bool,
}

/// A report that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub report: Uuid,
    /// Number of the receipt, when it was sent.
    pub receipt: Option<i64>,
}

/// What is decided about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Found right.
    Verify,
    /// Sent back with a note.
    Return,
    /// Found right before, and opened again for a stated reason.
    Reopen,
}

/// Keeps a report as a draft or sends it.
///
/// # Errors
/// `Problem::Refused` when it cannot be reported now; `Problem::Conflict` when the follow-up
/// changed since it was read.
pub async fn save(tx: &mut Tx, follow_up: &FollowUp, input: ReportInput) -> Result<Saved, Problem> {
    refuse(follow_up, &input)?;
    let open = latest(tx, follow_up.id).await?;
    let (number, current) = match open {
        Some(report) => match report.state() {
            ReviewState::Draft | ReviewState::Returned => (report.number, Some(report)),
            ReviewState::Submitted => return Err(Problem::Refused(
                "Laporan sebelumnya masih menunggu verifikasi. Tunggu hasilnya sebelum melapor lagi."
                    .into(),
            )),
            ReviewState::Verified | ReviewState::Final => (report.number + 1, None),
        },
        None => (1, None),
    };
    let before = current.as_ref().map_or(ReviewState::Draft, Report::state);
    let step = match before {
        ReviewState::Returned => Step::Answer,
        _ => Step::Submit,
    };
    let outcome = if input.send {
        review::apply(
            Before {
                state: before,
                actor: tx.person(),
                authors: [None, None],
                one_person_both_steps: true,
            },
            step,
            &input.note,
        )
        .map_err(|error| Problem::Refused(error.text()))?
    } else {
        Outcome {
            state: before,
            combined: false,
        }
    };
    let id = match current {
        Some(report) => report.id,
        None => add(tx, follow_up.id, number).await?,
    };
    for piece in input.evidence.clone() {
        let (of, audience) = (Ref::new(REPORT, id), follow_up.audience);
        evidence::add_for(tx, follow_up.lead, of, piece, audience).await?;
    }
    for known in &input.reused {
        let own = evidence::find(tx.conn(), tx.region(), *known)
            .await?
            .is_some_and(|found| {
                let fits = !found.audience().is_limited() || follow_up.audience.is_limited();
                found.unit_id == follow_up.lead && fits
            });
        if own {
            evidence::reuse(tx, *known, Ref::new(REPORT, id)).await?;
        }
    }
    let late = follow_up.due.is_some_and(|due| tx.now() >= due.at);
    let receipt = input.send.then(|| tx.chain().0 + 1);
    let proofs = if input.send {
        evidence::of_subjects(tx.conn(), tx.region(), REPORT, &[id]).await?
    } else {
        vec![]
    };
    let content = content_hash(follow_up, number, &input, &proofs);
    update(tx, id, &input, outcome.state, late, receipt, &content).await?;
    let standing = Verified::as_before(follow_up);
    set_round(tx, follow_up, outcome.state, input.amount, standing).await?;
    let action = if input.send {
        "report.send"
    } else {
        "report.write"
    };
    // a draft is its unit's own: the chain keeps that it was saved, and a digest of it
    let details = if input.send {
        json!({
            "Laporan ke": number, "Jumlah": input.amount.map(|a| a.to_string()),
            "Uraian": input.note, "Kendala": input.obstacle, "Data dukung": proofs.len(),
            "Terlambat": late.then_some(true), "Sidik isi": content,
        })
    } else {
        json!({ "Laporan ke": number, "Sidik isi": content })
    };
    tx.record_as(action, Ref::new(SUBJECT, follow_up.id), &details)
        .await?;
    if input.send {
        review::note(tx, Ref::new(REPORT, id), step, outcome, "").await?;
        owed::settle_all(tx, follow_up.id).await?;
        notice::tell_follow_up(tx, notice::Event::Reported, follow_up.id).await?;
    } else {
        owed::settle_all(tx, follow_up.id).await?;
    }
    Ok(Saved {
        report: id,
        receipt,
    })
}

/// Decides about a sent report. Four eyes compares persons.
///
/// # Errors
/// `Problem::Refused` when the step does not follow; `Problem::Conflict` when the follow-up
/// changed since it was read.
pub async fn decide(
    tx: &mut Tx,
    follow_up: &FollowUp,
    report: Uuid,
    decision: Decision,
    note: &str,
    one_person_both_steps: bool,
) -> Result<(), Problem> {
    if follow_up.standing != Standing::Active {
        return Err(Problem::Refused(
            "Tindak lanjut ini sudah dibatalkan; buka kembali dulu sebelum laporannya diputuskan."
                .into(),
        ));
    }
    let row = latest(tx, follow_up.id)
        .await?
        .filter(|row| row.id == report)
        .ok_or(Problem::NotFound)?;
    let step = match decision {
        Decision::Verify => Step::Verify,
        Decision::Return => Step::Return,
        Decision::Reopen => Step::Reopen,
    };
    let outcome = review::apply(
        Before {
            state: row.state(),
            actor: tx.person(),
            authors: [row.drafted_by, row.submitted_by],
            one_person_both_steps,
        },
        step,
        note,
    )
    .map_err(|error| Problem::Refused(error.text()))?;
    sql::run(
        tx.conn(),
        "update progress_report set state = $3, decided_by = $4, decided_name = $5, \
         decided_at = $6, version = version + 1 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            report.into(),
            outcome.state.code().into(),
            tx.person().into(),
            tx.stamp().label.clone().into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    let standing = match decision {
        Decision::Verify => Verified::by(follow_up, row.amount(), tx.now().0),
        Decision::Return => Verified::as_before(follow_up),
        Decision::Reopen => Verified::by(follow_up, earlier(tx, &row).await?, tx.now().0),
    };
    set_round(tx, follow_up, outcome.state, row.amount(), standing).await?;
    review::note(tx, Ref::new(REPORT, report), step, outcome, note).await?;
    owed::settle_all(tx, follow_up.id).await?;
    tx.record(
        Ref::new(SUBJECT, follow_up.id),
        &json!({
            "Keputusan": review::Step::label_of(step.code()),
            "Laporan ke": row.number, "Jumlah": row.amount().map(|a| a.to_string()),
            "Catatan": note, "Merangkap": outcome.combined.then_some(true),
        }),
    )
    .await?;
    let event = match decision {
        Decision::Verify => notice::Event::Verified,
        Decision::Return | Decision::Reopen => notice::Event::Returned,
    };
    notice::tell_follow_up(tx, event, follow_up.id).await
}

fn refuse(follow_up: &FollowUp, input: &ReportInput) -> Result<(), Problem> {
    if follow_up.standing != Standing::Active {
        return Err(Problem::Refused(
            "Tindak lanjut ini sudah dibatalkan, jadi tidak dilaporkan lagi.".into(),
        ));
    }
    if follow_up.kind == FollowUpKind::Appeal {
        return Err(Problem::Refused("Imbauan tidak perlu dilaporkan.".into()));
    }
    if follow_up.status() == Status::Done {
        return Err(Problem::Refused(
            "Tindak lanjut ini sudah tuntas. Bila ada yang keliru, minta verifikator membuka kembali \
             laporan terakhirnya."
                .into(),
        ));
    }
    if !input.send {
        return Ok(());
    }
    if follow_up.terms != Terms::Locked {
        return Err(Problem::Refused(
            "Target dan batas waktunya belum disepakati. Simpan laporan ini sebagai draf, usulkan \
             targetnya, lalu kirim setelah disepakati."
                .into(),
        ));
    }
    if input.amount.is_none() || input.note.trim().is_empty() {
        return Err(Problem::Refused(
            "Isi jumlah yang sudah dicapai dan uraiannya sebelum mengirim.".into(),
        ));
    }
    Ok(())
}

async fn latest(tx: &Tx, follow_up: Uuid) -> Result<Option<Report>, Problem> {
    let question = format!(
        "select {REPORT_COLUMNS} from progress_report \
         where region = $1 and follow_up_id = $2 order by number desc limit 1"
    );
    sql::one(
        tx.conn(),
        &question,
        vec![tx.region().as_str().into(), follow_up.into()],
    )
    .await
}

async fn add(tx: &Tx, follow_up: Uuid, number: i64) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "progress_report",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("follow_up_id", follow_up.into()),
            ("number", number.into()),
            ("note", "".into()),
            ("obstacle", "".into()),
            ("state", ReviewState::Draft.code().into()),
            ("late", false.into()),
            ("drafted_name", "".into()),
            ("submitted_name", "".into()),
            ("content_hash", "".into()),
            ("decided_name", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    Ok(id)
}

async fn update(
    tx: &Tx,
    id: Uuid,
    input: &ReportInput,
    state: ReviewState,
    late: bool,
    receipt: Option<i64>,
    content: &str,
) -> Result<(), Problem> {
    let label = tx.stamp().label.clone();
    let mut values = vec![
        tx.region().as_str().into(),
        id.into(),
        input.amount.map(Amount::stored).into(),
        input.note.clone().into(),
        input.obstacle.clone().into(),
        state.code().into(),
        tx.person().into(),
        label.into(),
    ];
    let by = if input.send {
        values.extend([
            late.into(),
            tx.now().0.into(),
            receipt.into(),
            content.to_owned().into(),
        ]);
        "submitted_by = $7, submitted_name = $8, late = $9, submitted_at = $10, \
         receipt_number = $11, content_hash = $12"
    } else {
        "drafted_by = $7, drafted_name = $8"
    };
    sql::run(
        tx.conn(),
        &format!(
            "update progress_report set amount = $3, note = $4, obstacle = $5, state = $6, \
             version = version + 1, {by} where region = $1 and id = $2"
        ),
        values,
    )
    .await
    .map(drop)
}

/// What is verified of a follow-up, and since when its target is reached.
struct Verified {
    done: Option<Amount>,
    fulfilled_at: Option<i64>,
}

impl Verified {
    fn as_before(follow_up: &FollowUp) -> Self {
        Self {
            done: follow_up.done,
            fulfilled_at: follow_up.fulfilled_at,
        }
    }

    fn by(follow_up: &FollowUp, done: Option<Amount>, now: i64) -> Self {
        let reached = follow_up.kind == FollowUpKind::Mandatory
            && matches!((done, follow_up.target), (Some(done), Some(target)) if done >= target);
        Self {
            done,
            fulfilled_at: reached.then(|| follow_up.fulfilled_at.unwrap_or(now)),
        }
    }
}

/// What the latest verified report before `report` found.
async fn earlier(tx: &Tx, report: &Report) -> Result<Option<Amount>, Problem> {
    let found: Option<Option<String>> = sql::value(
        tx.conn(),
        "select amount from progress_report where region = $1 and follow_up_id = $2 \
         and number < $3 and state in (4, 5) order by number desc limit 1",
        vec![
            tx.region().as_str().into(),
            report.follow_up_id.into(),
            report.number.into(),
        ],
    )
    .await?;
    Ok(found.flatten().and_then(|text| text.parse().ok()))
}

/// Notes where the latest report stands, and what is verified by it.
async fn set_round(
    tx: &Tx,
    follow_up: &FollowUp,
    state: ReviewState,
    reported: Option<Amount>,
    verified: Verified,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update follow_up set round = $4, reported = $5, done = $6, fulfilled_at = $7, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            follow_up.id.into(),
            follow_up.version.into(),
            state.code().into(),
            reported.map(Amount::stored).into(),
            verified.done.map(Amount::stored).into(),
            verified.fulfilled_at.into(),
        ],
    )
    .await?;
    conflict_unless(touched == 1)
}

/// SHA-256 over what was sent with all its evidence, printed on the receipt.
fn content_hash(
    follow_up: &FollowUp,
    number: i64,
    input: &ReportInput,
    proofs: &[Evidence],
) -> String {
    let mut digest = Sha256::new();
    let mut field = |text: &str| {
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text.as_bytes());
    };
    field(&follow_up.id.to_string());
    field(&number.to_string());
    field(&input.amount.map(Amount::stored).unwrap_or_default());
    field(&input.note);
    field(&input.obstacle);
    for piece in proofs {
        field(&piece.title);
        field(piece.file_hash.as_deref().unwrap_or_default());
        field(piece.url.as_deref().unwrap_or_default());
    }
    random::hex(&digest.finalize())
}
