//! Meetings, points and follow-ups with what was reported and decided about them.

use directives::store::POINT;
use government::{
    follow_up::{REPORT, SUBJECT},
    structure::Due,
};
use platform::{
    Clock, Instant, Problem, Ref, Tx, Uuid, clock::SystemClock, date, random, store::Rows,
};
use serde_json::json;
use time::{Date, Duration};

use super::{
    chain::Chain,
    people::People,
    plan::{Dice, Fate, Plan},
};

const DAY: i64 = 24 * 3_600;
const TASKS: [&str; 6] = [
    "Membersihkan saluran air dan sungai di kelurahan rawan genangan",
    "Menata parkir dan pedagang kaki lima di sekitar pasar",
    "Memutakhirkan data penerima bantuan bersama kelurahan",
    "Menurunkan waktu tunggu pelayanan dan mengumumkan hasilnya",
    "Memperbaiki lampu jalan dan menutup lubang di jalan kota",
    "Menyampaikan laporan capaian kinerja beserta data dukungnya",
];
const MEASURES: [&str; 4] = ["kelurahan", "laporan", "kegiatan", "titik"];

/// Everything that is filled.
struct Tables {
    meetings: Rows<21>,
    points: Rows<11>,
    follow_ups: Rows<24>,
    terms: Rows<17>,
    reports: Rows<20>,
    steps: Rows<11>,
    chain: Chain,
}

impl Tables {
    async fn new(tx: &Tx) -> Result<Self, Problem> {
        Ok(Self {
            meetings: Rows::new(
                "meeting",
                [
                    "region",
                    "id",
                    "series_id",
                    "kind",
                    "title",
                    "date",
                    "start_minute",
                    "end_minute",
                    "place",
                    "chair_name",
                    "chair_office",
                    "chair_role",
                    "reporter_name",
                    "reporter_office",
                    "purpose",
                    "remarks",
                    "source",
                    "participants_stated",
                    "state",
                    "created_at",
                    "version",
                ],
            ),
            points: Rows::new(
                "point",
                [
                    "region",
                    "id",
                    "meeting_id",
                    "number",
                    "speaker",
                    "office",
                    "kind",
                    "addressees",
                    "text",
                    "created_at",
                    "version",
                ],
            ),
            follow_ups: Rows::new(
                "follow_up",
                [
                    "region",
                    "id",
                    "year",
                    "serial",
                    "origin_kind",
                    "origin_id",
                    "task",
                    "kind",
                    "lead_unit_id",
                    "measure",
                    "target",
                    "due_date",
                    "due_minute",
                    "due_at",
                    "terms",
                    "standing",
                    "standing_reason",
                    "round",
                    "done",
                    "reported",
                    "fulfilled_at",
                    "created_at",
                    "created_by",
                    "version",
                ],
            ),
            terms: Rows::new(
                "follow_up_terms",
                [
                    "region",
                    "id",
                    "follow_up_id",
                    "number",
                    "measure",
                    "target",
                    "due_date",
                    "due_minute",
                    "due_at",
                    "state",
                    "reason",
                    "proposed_by",
                    "proposed_name",
                    "proposed_at",
                    "decided_name",
                    "decided_at",
                    "decision_note",
                ],
            ),
            reports: Rows::new(
                "progress_report",
                [
                    "region",
                    "id",
                    "follow_up_id",
                    "number",
                    "amount",
                    "note",
                    "obstacle",
                    "state",
                    "late",
                    "drafted_by",
                    "drafted_name",
                    "submitted_by",
                    "submitted_name",
                    "submitted_at",
                    "receipt_number",
                    "content_hash",
                    "decided_by",
                    "decided_name",
                    "decided_at",
                    "version",
                ],
            ),
            steps: Rows::new(
                "review_action",
                [
                    "region",
                    "subject_kind",
                    "subject_id",
                    "number",
                    "step",
                    "state",
                    "person",
                    "actor_label",
                    "at",
                    "note",
                    "combined",
                ],
            ),
            chain: Chain::read(tx).await?,
        })
    }

    async fn write(&mut self, tx: &Tx) -> Result<(), Problem> {
        self.meetings.write(tx.conn()).await?;
        self.points.write(tx.conn()).await?;
        self.follow_ups.write(tx.conn()).await?;
        self.terms.write(tx.conn()).await?;
        self.reports.write(tx.conn()).await?;
        self.steps.write(tx.conn()).await?;
        self.chain.write(tx).await
    }
}

/// One follow-up on its way.
struct Given<'a> {
    people: &'a People,
    point: Uuid,
    lead: usize,
    serial: i64,
    day: Date,
    at: Instant,
    fate: Fate,
}

/// Fills a region.
pub async fn fill(tx: &Tx, plan: &Plan, people: &People) -> Result<(), Problem> {
    let mut dice = Dice(plan.points as u64);
    let mut tables = Tables::new(tx).await?;
    let today = SystemClock.now().at_zone(7).date();
    let (mut serial, mut year, mut point) = (0, 0, 0);
    for number in 0..plan.meetings {
        let months = i64::try_from(plan.meetings - number).unwrap_or(0);
        let day = today.saturating_sub(Duration::days(months * 30 - 3));
        let at = date::at(day, 11 * 60, 7);
        let meeting = meeting(tx, &mut tables, day, at);
        let until = plan.points * (number + 1) / plan.meetings;
        let first = point;
        while point < until {
            let id = add_point(tx, &mut tables, meeting, (point - first + 1) as i64, at);
            for lead in plan.leads(point, &mut dice) {
                if day.year() != year {
                    (year, serial) = (day.year(), 0);
                }
                serial += 1;
                let fate = plan.fate(number, &mut dice);
                let given = Given {
                    people,
                    point: id,
                    lead,
                    serial,
                    day,
                    at,
                    fate,
                };
                follow_up(tx, &mut tables, &given, &mut dice);
            }
            point += 1;
        }
        tables.write(tx).await?;
    }
    Ok(())
}

fn meeting(tx: &Tx, tables: &mut Tables, day: Date, at: Instant) -> Uuid {
    let id = random::id(at);
    tables.meetings.push([
        tx.region().as_str().into(),
        id.into(),
        None::<Uuid>.into(),
        "rakor".into(),
        format!("Rapat Koordinasi {}", date::medium(day)).into(),
        date::iso(day).into(),
        Some(510_i64).into(),
        Some(690_i64).into(),
        "Aula Sekretariat Daerah".into(),
        "Nama Wali Kota".into(),
        "Wali Kota".into(),
        "memimpin".into(),
        "".into(),
        "".into(),
        "".into(),
        "".into(),
        "Data buatan untuk pengukuran".into(),
        None::<i64>.into(),
        0_i16.into(),
        at.0.into(),
        1_i64.into(),
    ]);
    id
}

fn add_point(tx: &Tx, tables: &mut Tables, meeting: Uuid, number: i64, at: Instant) -> Uuid {
    let id = random::id(at);
    tables.points.push([
        tx.region().as_str().into(),
        id.into(),
        meeting.into(),
        number.into(),
        "Nama Wali Kota".into(),
        "Wali Kota".into(),
        1_i16.into(),
        "Kepala OPD terkait".into(),
        format!("Segera ditindaklanjuti dan dilaporkan: butir {number} dari rapat ini.").into(),
        at.0.into(),
        1_i64.into(),
    ]);
    id
}

fn follow_up(tx: &Tx, tables: &mut Tables, given: &Given<'_>, dice: &mut Dice) {
    let region = tx.region().as_str();
    let id = random::id(given.at);
    let number = usize::try_from(given.serial).unwrap_or(0);
    let measure = MEASURES[number % MEASURES.len()];
    let target = 1 + dice.below(20);
    let now = SystemClock.now();
    let today = now.at_zone(7).date();
    let due = match given.fate {
        Fate::Open => today.saturating_add(Duration::days(dice.days(2, 60))),
        Fate::Late => {
            let planned = given.day.saturating_add(Duration::days(dice.days(14, 90)));
            planned.min(today.saturating_sub(Duration::days(dice.days(1, 20))))
        }
        _ => given.day.saturating_add(Duration::days(dice.days(14, 90))),
    };
    let due = Due::new(due, None, 7);
    // from here on times only go forward, and never past now
    let sent =
        Instant((given.at.plus_seconds(DAY * dice.days(3, 60)).0).min(now.0 - 7_200_000_000));
    let decided = sent.plus_seconds(3_600);
    let fulfilled = given.fate == Fate::Fulfilled;
    let partly = matches!(given.fate, Fate::Open | Fate::Late) && dice.below(10) < 3 && target > 1;
    let round = match given.fate {
        Fate::Fulfilled => 4_i16,
        Fate::Submitted => 2,
        Fate::Returned => 3,
        _ if partly => 4,
        _ => 0,
    };
    let amount = if fulfilled {
        target
    } else {
        target.div_ceil(2).min(target - 1)
    };
    let stored = amount.to_string();
    let head = &given.people.heads[given.lead];
    tables.chain.push(
        given.at.0,
        head,
        "follow_up.open",
        Ref::new(SUBJECT, id),
        &json!({ "Nomor": given.serial, "Tindak lanjut": TASKS[number % TASKS.len()],
            "Penanggung jawab": given.people.units[given.lead], "Satuan": measure,
            "Target": target.to_string(), "Batas waktu": date::long(due.date) }),
    );
    let changes = i64::from(round > 0) + i64::from(round > 2);
    tables.follow_ups.push([
        region.into(),
        id.into(),
        i64::from(given.day.year()).into(),
        given.serial.into(),
        POINT.into(),
        given.point.into(),
        TASKS[number % TASKS.len()].into(),
        1_i16.into(),
        given.people.units[given.lead].into(),
        Some(measure).into(),
        Some(target.to_string()).into(),
        Some(date::iso(due.date)).into(),
        Some(due.minute).into(),
        Some(due.at.0).into(),
        2_i16.into(),
        0_i16.into(),
        "".into(),
        round.into(),
        (round == 4).then(|| stored.clone()).into(),
        (round > 0).then(|| stored.clone()).into(),
        fulfilled.then_some(decided.0).into(),
        given.at.0.into(),
        head.0.into(),
        (1 + changes).into(),
    ]);
    tables.terms.push([
        region.into(),
        random::id(given.at).into(),
        id.into(),
        1_i64.into(),
        Some(measure).into(),
        Some(target.to_string()).into(),
        Some(date::iso(due.date)).into(),
        Some(due.minute).into(),
        Some(due.at.0).into(),
        2_i16.into(),
        "".into(),
        head.0.into(),
        head.1.clone().into(),
        given.at.0.into(),
        head.1.clone().into(),
        Some(given.at.0).into(),
        "".into(),
    ]);
    if round > 0 {
        report(tx, tables, given, id, (round, &stored), (sent, decided));
    }
}

fn report(
    tx: &Tx,
    tables: &mut Tables,
    given: &Given<'_>,
    follow_up: Uuid,
    (state, amount): (i16, &str),
    (sent, decided): (Instant, Instant),
) {
    let region = tx.region().as_str();
    let id = random::id(sent);
    let (head, verifier) = (&given.people.heads[given.lead], &given.people.verifier);
    let subject = Ref::new(SUBJECT, follow_up);
    let note = "Kegiatan sudah dilaksanakan bersama kecamatan dan kelurahan; foto terlampir.";
    let receipt = tables.chain.push(
        sent.0,
        head,
        "report.send",
        subject,
        &json!({ "Laporan ke": 1, "Jumlah": amount, "Uraian": note, "Kendala": "",
            "Data dukung": 0, "Sidik isi": "0".repeat(64) }),
    );
    let mut step = |number: i64, step: &str, state: i16, who: &(Uuid, String), at: Instant| {
        tables.steps.push([
            region.into(),
            REPORT.into(),
            id.into(),
            number.into(),
            step.into(),
            state.into(),
            who.0.into(),
            who.1.clone().into(),
            at.0.into(),
            if step == "return" {
                "Lengkapi foto tiap kelurahan."
            } else {
                ""
            }
            .into(),
            false.into(),
        ]);
    };
    step(1, "submit", 2, head, sent);
    if state > 2 {
        step(
            2,
            if state == 3 { "return" } else { "verify" },
            state,
            verifier,
            decided,
        );
        let details = json!({ "Laporan ke": 1, "Jumlah": amount, "Catatan": "" });
        tables
            .chain
            .push(decided.0, verifier, "report.review", subject, &details);
    }
    let done = state > 2;
    tables.reports.push([
        region.into(),
        id.into(),
        follow_up.into(),
        1_i64.into(),
        Some(amount).into(),
        note.into(),
        "".into(),
        state.into(),
        false.into(),
        Some(head.0).into(),
        head.1.clone().into(),
        Some(head.0).into(),
        head.1.clone().into(),
        Some(sent.0).into(),
        Some(receipt).into(),
        "0".repeat(64).into(),
        done.then_some(verifier.0).into(),
        if done {
            verifier.1.clone()
        } else {
            String::new()
        }
        .into(),
        done.then_some(decided.0).into(),
        (1 + i64::from(done)).into(),
    ]);
}
