//! What must be there after the server was killed, and what must not be there by half.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
};

use figures::Amount;
use platform::{
    Uuid,
    store::{
        audit::{self, Head},
        sql,
    },
};
use sea_orm::FromQueryResult;
use testing::client::picture;

use crate::{
    scene::{Scene, region},
    stream::{Again, Save},
};

/// Nobody's fault, and tried again, when the database itself was away.
const FAILED: &str = "a job that failed";

/// Counts that are all 0 in a whole database. What is written by one transaction either all
/// counts or does not.
const HALVES: [(&str, &str); 17] = [
    (
        "a sent report without its step of review, or with two",
        "select count(*) from progress_report p where p.region = '99.99' and p.state = 2 and \
         (select count(*) from review_action r where r.region = p.region and r.step = 'submit' \
          and r.subject_kind = 'government.progress_report' and r.subject_id = p.id) <> 1",
    ),
    (
        "a step of review without its sent report",
        "select count(*) from review_action r where r.region = '99.99' and not exists \
         (select 1 from progress_report p where p.region = r.region and p.id = r.subject_id \
          and p.state = 2)",
    ),
    (
        "a sent report whose receipt is no audit row",
        "select count(*) from progress_report p where p.region = '99.99' and p.state = 2 and not \
         exists (select 1 from audit a where a.region = p.region and a.seq = p.receipt_number \
         and a.action = 'report.send' and a.subject_id = p.follow_up_id)",
    ),
    (
        "audit rows of sending against sent reports",
        "select (select count(*) from audit where region = '99.99' and action = 'report.send') \
         - (select count(*) from progress_report where region = '99.99' and state = 2)",
    ),
    (
        "a sent report whose obligation does not say so",
        "select count(*) from progress_report p where p.region = '99.99' and p.state = 2 and not \
         exists (select 1 from obligation o where o.region = p.region and o.kind = 'follow_up' \
         and o.subject_id = p.follow_up_id and o.state = 1)",
    ),
    (
        "an obligation that waits for a report nobody sent",
        "select count(*) from obligation o where o.region = '99.99' and o.kind = 'follow_up' \
         and o.state = 1 and not exists (select 1 from progress_report p where \
         p.region = o.region and p.follow_up_id = o.subject_id and p.state = 2)",
    ),
    (
        "a follow-up that does not stand where its report stands",
        "select count(*) from follow_up f where f.region = '99.99' and f.round <> coalesce( \
         (select p.state from progress_report p where p.region = f.region \
          and p.follow_up_id = f.id), 0)",
    ),
    (
        "a second report of one follow-up",
        "select count(*) from progress_report where region = '99.99' and number <> 1",
    ),
    (
        "versions of follow-ups against saved forms",
        "select cast(sum(version - 1) as bigint) - (select count(*) from audit where \
         region = '99.99' and action in ('report.send', 'report.write')) \
         from follow_up where region = '99.99'",
    ),
    (
        "forms that count once against saved forms",
        "select (select count(*) from sent_once where region = '99.99') - (select count(*) \
         from audit where region = '99.99' and action in ('report.send', 'report.write'))",
    ),
    (
        "evidence against saved forms, each of which brought a picture",
        "select (select count(*) from evidence where region = '99.99') - (select count(*) \
         from audit where region = '99.99' and action in ('report.send', 'report.write'))",
    ),
    (
        "evidence that serves no record",
        "select (select count(*) from evidence where region = '99.99') - (select \
         count(distinct x.evidence_id) from evidence_use x join progress_report p on \
         p.region = x.region and p.id = x.subject_id where x.region = '99.99')",
    ),
    (
        "jobs that tell of a report against sent reports",
        "select (select count(*) from job where region = '99.99' and kind = 'government.tell' \
         and payload like '%\"reported\"%') - (select count(*) from progress_report where \
         region = '99.99' and state = 2)",
    ),
    (
        "notices of reports against jobs done and units told",
        "select (select count(*) from notice where region = '99.99' and text like 'Laporan \
         menunggu verifikasi: %') - (select count(*) from job where region = '99.99' and \
         state = 1 and payload like '%\"reported\"%') * (select count(*) from (select unit_id \
         from post where region = '99.99' and role in ('verifier', 'organiser') union select \
         unit_id from assignment where region = '99.99' and role in ('verifier', 'organiser')) u)",
    ),
    (
        "a job that was given up",
        "select count(*) from job where region = '99.99' and state = 2",
    ),
    (
        FAILED,
        "select count(*) from job where region = '99.99' and last_error <> ''",
    ),
    (
        "a follow-up without obligation or with a wrong number of them",
        "select (select count(*) from follow_up where region = '99.99') \
         - (select count(*) from obligation where region = '99.99')",
    ),
];

/// What was seen so far.
#[derive(Default)]
pub struct Verdict {
    /// Whether the database itself was taken away while jobs ran.
    database_was_away: bool,
    acknowledged: Vec<Save>,
    /// How many of them were checked in earlier rounds.
    checked: usize,
    /// Forms of this round whose answer did not come.
    unanswered: Vec<Save>,
    /// Numbers of forms that were kept though nobody was told.
    landed: HashSet<u64>,
    unanswered_in_all: usize,
    /// The audit chain as far as it was checked.
    chain: Option<Head>,
    /// Evidence files found whole.
    files: HashSet<String>,
}

#[derive(FromQueryResult)]
struct ReportRow {
    follow_up_id: Uuid,
    amount: Option<String>,
    state: i16,
    action: Option<String>,
    payload: Option<String>,
}

#[derive(FromQueryResult)]
struct EvidenceRow {
    follow_up_id: Uuid,
    file_hash: String,
}

impl Verdict {
    /// Of a database that was itself taken away.
    pub fn of_a_database_that_was_away() -> Self {
        Self {
            database_was_away: true,
            ..Self::default()
        }
    }

    /// Takes what one person saw in a round.
    pub fn take(&mut self, acknowledged: Vec<Save>, unanswered: Vec<Save>) {
        self.acknowledged.extend(acknowledged);
        self.unanswered_in_all += unanswered.len();
        self.unanswered.extend(unanswered);
    }

    /// Checks what this round brought.
    pub async fn new_ones(&mut self, scene: &Scene) {
        for save in &self.unanswered {
            let known = scene.world.literal(save.once);
            let question =
                format!("select count(*) from sent_once where region = '99.99' and id = {known}");
            if scene.world.number(&question).await == 1 {
                self.landed.insert(save.number);
            }
        }
        let new = self.acknowledged[self.checked..].to_vec();
        self.checked = self.acknowledged.len();
        self.acknowledged_are_there(scene, &new).await;
        for (what, question) in HALVES {
            if what == FAILED && self.database_was_away {
                continue;
            }
            let count = scene.world.number(question).await;
            assert_eq!(count, 0, "by half: {what}");
        }
        self.chain_goes_on(scene).await;
        self.files_are_whole(scene).await;
    }

    /// Checks everything from the beginning.
    pub async fn everything(&mut self, scene: &Scene) {
        scene.world.check().await;
        let (db, app) = (scene.world.app.db().read(), &scene.world.app);
        let anchors = audit::anchors(&app.settings().anchors, &region());
        let chain = audit::verify(db, &region(), &anchors).await.expect("audit");
        assert!(
            chain.is_ok(),
            "the chain against {} anchors: {chain:?}",
            anchors.len()
        );
        self.files.clear();
        self.files_are_whole(scene).await;
        self.acknowledged_are_there(scene, &self.acknowledged).await;
    }

    /// Ends the round: the unanswered forms, to be sent again.
    pub fn round_ends(&mut self) -> Vec<Again> {
        let unanswered = std::mem::take(&mut self.unanswered).into_iter();
        unanswered
            .map(|save| Again {
                landed: self.landed.contains(&save.number),
                save,
            })
            .collect()
    }

    /// Every acknowledged form: its report with its amount (or that of a later form), its audit
    /// row, its picture; of a sent one also its job.
    async fn acknowledged_are_there(&self, scene: &Scene, saves: &[Save]) {
        let (db, files) = (scene.world.app.db().read(), scene.world.app.files());
        let mut by_follow_up: BTreeMap<Uuid, Vec<&Save>> = BTreeMap::new();
        for save in saves {
            by_follow_up.entry(save.follow_up).or_default().push(save);
        }
        let told = told(scene).await;
        let mut lost: Vec<String> = Vec::new();
        let all: Vec<_> = by_follow_up.into_iter().collect();
        for some in all.chunks(500) {
            let mut values: Vec<sea_orm::Value> = vec!["99.99".into()];
            values.extend(some.iter().map(|(id, _)| sea_orm::Value::from(*id)));
            let places = sql::places(1, some.len());
            let reports: Vec<ReportRow> = sql::all(
                db,
                &format!(
                    "select p.follow_up_id, p.amount, p.state, a.action, a.payload \
                     from progress_report p left join audit a on a.region = p.region \
                     and a.seq = p.receipt_number and a.subject_id = p.follow_up_id \
                     where p.region = $1 and p.follow_up_id in ({places})"
                ),
                values.clone(),
            )
            .await
            .expect("reports");
            let reports: HashMap<_, _> =
                reports.iter().map(|row| (row.follow_up_id, row)).collect();
            let evidence: Vec<EvidenceRow> = sql::all(
                db,
                &format!(
                    "select p.follow_up_id, e.file_hash from progress_report p \
                     join evidence_use x on x.region = p.region and x.subject_id = p.id \
                     and x.subject_kind = 'government.progress_report' \
                     join evidence e on e.region = x.region and e.id = x.evidence_id \
                     where p.region = $1 and p.follow_up_id in ({places})"
                ),
                values,
            )
            .await
            .expect("evidence");
            let pictures: HashSet<(Uuid, Vec<u8>)> = evidence
                .into_iter()
                .filter_map(|row| {
                    let bytes = std::fs::read(files.path(&row.file_hash)).ok()?;
                    Some((row.follow_up_id, bytes))
                })
                .collect();
            for (follow_up, saves) in some {
                let report = reports.get(follow_up).copied();
                for save in saves {
                    if let Some(what) = self.missing(report, save) {
                        lost.push(format!("{what}: {save:?}"));
                    }
                    if !pictures.contains(&(*follow_up, picture(save.number))) {
                        lost.push(format!("its picture: {save:?}"));
                    }
                    if save.sent && !told.contains(follow_up) {
                        lost.push(format!("its job: {save:?}"));
                    }
                }
            }
        }
        assert!(
            lost.is_empty(),
            "{} LOST though acknowledged:\n{}",
            lost.len(),
            lost.join("\n")
        );
    }

    /// What is missing of an acknowledged form.
    fn missing(&self, report: Option<&ReportRow>, save: &Save) -> Option<&'static str> {
        let Some(report) = report else {
            return Some("its report");
        };
        let amount = report
            .amount
            .as_deref()
            .and_then(|text| text.parse::<u64>().ok());
        if !save.sent {
            // a later form of the same follow-up may have replaced the number
            return (amount < Some(save.number)).then_some("its amount");
        }
        if report.state != 2 || amount != Some(save.number) {
            return Some("its state or amount");
        }
        let payload: serde_json::Value =
            serde_json::from_str(report.payload.as_deref().unwrap_or("null")).unwrap_or_default();
        let written = save
            .number
            .to_string()
            .parse::<Amount>()
            .expect("an amount");
        let right = report.action.as_deref() == Some("report.send")
            && payload["Jumlah"] == written.to_string();
        (!right).then_some("its audit row")
    }

    /// The rows of the audit chain since the last look, each hashed anew and linked to the one
    /// before it, up to the head.
    async fn chain_goes_on(&mut self, scene: &Scene) {
        let db = scene.world.app.db().read();
        let kept = audit::head(db, &region()).await.expect("audit");
        let (length, hash) = kept.expect("a head");
        let seen = self.chain.take().unwrap_or_else(Head::start);
        let new = audit::latest(db, &region(), 0, length - seen.length + 1)
            .await
            .expect("audit");
        let mut at = seen;
        for entry in new
            .iter()
            .rev()
            .filter(|entry| entry.seq > at.length)
            .collect::<Vec<_>>()
        {
            assert_eq!(entry.seq, at.length + 1, "the chain has a gap");
            assert_eq!(entry.prev, at.hash, "row {} does not follow", entry.seq);
            assert_eq!(
                entry.hash,
                entry.expected_hash("99.99"),
                "row {}",
                entry.seq
            );
            at = Head {
                length: entry.seq,
                hash: entry.hash.clone(),
            };
        }
        assert_eq!(
            (at.length, &at.hash),
            (length, &hash),
            "the head is another row"
        );
        self.chain = Some(at);
    }

    /// No row of evidence names a file that is not on the disk, whole.
    async fn files_are_whole(&mut self, scene: &Scene) {
        let hashes: Vec<String> = sql::values(
            scene.world.app.db().read(),
            "select distinct file_hash from evidence where region = '99.99'",
            vec![],
        )
        .await
        .expect("hashes");
        for hash in hashes {
            if !self.files.contains(&hash) {
                let whole = scene.world.app.files().is_whole(&hash);
                assert!(whole, "by half: the file {hash} is missing or torn");
                self.files.insert(hash);
            }
        }
    }
}

/// Follow-ups with a job that tells of their report, done or not.
async fn told(scene: &Scene) -> HashSet<Uuid> {
    let payloads: Vec<String> = sql::values(
        scene.world.app.db().read(),
        "select payload from job where region = '99.99' and kind = 'government.tell' \
         and state in (0, 1) and payload like '%\"reported\"%'",
        vec![],
    )
    .await
    .expect("jobs");
    payloads
        .iter()
        .filter_map(|text| serde_json::from_str::<serde_json::Value>(text).ok())
        .filter_map(|payload| payload["follow_up"].as_str()?.parse().ok())
        .collect()
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = self.acknowledged.iter().filter(|save| save.sent).count();
        write!(
            f,
            "{} acknowledged ({sent} sent, {} drafts), {} unanswered ({} of them kept), 0 lost, \
             0 by half",
            self.acknowledged.len(),
            self.acknowledged.len() - sent,
            self.unanswered_in_all,
            self.landed.len(),
        )
    }
}
