//! Records to act on, made behind the program's back where a test only needs them to be there.

use std::collections::HashMap;

use directives::{
    rules::IssueKind,
    store::{IssueInput, MEETING, MeetingInput, POINT, PointInput},
};
use documents::register::{self, Details, PaperKind};
use figures::Amount;
use government::{
    Directories, Role,
    account::{NewAccount, NewAssignment, add_account, add_assignment},
    follow_up::{
        self, FollowUp, FollowUpKind, NewFollowUp, ReportInput, TermsInput,
        disposition::{self, DispositionKind, NewDisposition, Recipient},
        upload_link::{self, Arrived, Asks, NewLink},
    },
    structure::{Due, NewRegion, NewUnit, Region, UnitKind, add_region, add_units},
};
use platform::{Ref, RegionCode, Uuid, date, random};

use crate::{
    Client, World,
    agreements::{agreement_subjects, compiled_subject, long_paper, tree_subjects},
    client::picture,
    people::people_subjects,
    plans::plan_subjects,
    reports::report_subjects,
    rounds::round_subjects,
};

/// A person in one role at one unit, already signed in.
pub struct Person {
    /// The account.
    pub account: Uuid,
    /// Signed in.
    pub client: Client,
}

/// Records of one unit, by the name their id has in paths.
pub type Subjects = HashMap<&'static str, String>;

impl World {
    /// Makes a person with `role` at `unit` of `region`, and signs them in without the door.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn person(&self, region: &str, unit: Uuid, role: Role, name: &str) -> Person {
        let code: RegionCode = region.parse().expect("a code");
        let (app, label) = (self.app.clone(), name.to_owned());
        let written = self
            .app
            .db()
            .maintain(&code, "system.load", move |tx| {
                Box::pin(async move {
                    let account = NewAccount {
                        name: label.clone(),
                        sign_in: label.to_lowercase().replace(' ', "."),
                        nip: String::new(),
                        wa: String::new(),
                        grade: String::new(),
                        password: None,
                    };
                    let account = add_account(tx, app.keys(), account).await?;
                    let assignment = NewAssignment {
                        account,
                        unit,
                        role,
                        title: format!("{role} {label}"),
                        decree: "uji".into(),
                        from: None,
                        until: None,
                    };
                    let capacity = add_assignment(tx, assignment).await?;
                    Ok((account, capacity))
                })
            })
            .await
            .expect("a person");
        let (account, capacity) = written.value;
        let token = self.session(&code, account, capacity).await;
        let mut client = self.visitor();
        client.set_cookie("tuntas", &format!("{region}~{token}"));
        Person { account, client }
    }

    /// Makes a session row and returns its token.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn session(&self, code: &RegionCode, account: Uuid, capacity: Uuid) -> String {
        use government::account::session_for_tests;
        let token = random::token();
        let given = token.clone();
        self.app
            .db()
            .upkeep(code, move |tx| {
                Box::pin(async move { session_for_tests(tx, account, capacity, &given).await })
            })
            .await
            .expect("a session");
        token
    }

    /// Makes a played region with `units` agencies, one of them with two units below it.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn region(&self, code: &str, units: usize) -> HashMap<String, Uuid> {
        let region: RegionCode = code.parse().expect("a code");
        let new = NewRegion {
            region: Region {
                code: region.clone(),
                name: format!("Kota Uji {code}"),
                kind: "city".into(),
                province: "Provinsi Contoh".into(),
                zone: 8,
                zone_label: "WITA".into(),
                unit_word: "OPD".into(),
                head_title: "Wali Kota".into(),
                simulated: true,
                source: String::new(),
                head_sends: true,
                one_person_both_steps: false,
                remind_days: 3,
            },
            holidays: vec![],
        };
        self.app
            .db()
            .upkeep(&region, move |tx| {
                Box::pin(async move { add_region(tx, new).await })
            })
            .await
            .expect("a region");
        let mut list: Vec<NewUnit> = (0..units)
            .map(|n| unit(&format!("opd-{n}"), UnitKind::Department, ""))
            .collect();
        list.push(unit("kec", UnitKind::District, ""));
        list.push(unit("kel-1", UnitKind::Village, "kec"));
        list.push(unit("kel-2", UnitKind::Village, "kec"));
        self.app
            .db()
            .maintain(&region, "system.load", move |tx| {
                Box::pin(async move { add_units(tx, list).await })
            })
            .await
            .expect("units")
            .value
    }

    /// Makes one record of every kind for `unit`: a meeting with a point, a follow-up with agreed
    /// terms and a sent report with evidence, an account, a dead job.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn subjects(&self, region: &str, unit: Uuid) -> Subjects {
        let code: RegionCode = region.parse().expect("a code");
        let app = self.app.clone();
        let directory = Directories::now(&app, &code).await.expect("a directory");
        let written = self
            .app
            .db()
            .maintain(&code, "system.load", move |tx| {
                Box::pin(async move {
                    let meeting = directives::store::add_meeting(tx, &meeting_input()).await?;
                    directives::store::open_list(tx, meeting).await?;
                    let point = directives::store::add_point(tx, meeting, &point_input()).await?;
                    let follow_up = follow_up::open(tx, new_follow_up(point, unit)).await?;
                    let found = follow_up::find(tx.conn(), tx.region(), follow_up)
                        .await?
                        .expect("just made");
                    let saved = follow_up::save(tx, &found.follow_up, report_input()).await?;
                    let account = NewAccount {
                        name: "Orang Lain".into(),
                        sign_in: format!("lain.{}", tx.new_id()),
                        nip: String::new(),
                        wa: String::new(),
                        grade: String::new(),
                        password: None,
                    };
                    let account = add_account(tx, app.keys(), account).await?;
                    let people = people_subjects(tx, app.keys(), unit, account).await?;
                    let issue =
                        directives::store::add_issue(tx, unit, None, &issue_input(unit)).await?;
                    let about = follow_up::find(tx.conn(), tx.region(), follow_up)
                        .await?
                        .expect("just made");
                    let given = disposition_input(unit);
                    let disposition = disposition::pass(tx, &about.follow_up, given).await?;
                    let paper = register::prepare(
                        tx,
                        app.keys(),
                        Ref::new(MEETING, meeting),
                        unit,
                        PaperKind::Minutes,
                        &Details::default(),
                    )
                    .await?;
                    let due = new_follow_up(point, unit).terms.due.expect("a date");
                    directives::store::open_collection(tx, meeting, &[unit], due).await?;
                    let rows =
                        directives::store::unit_rows(tx.conn(), tx.region(), meeting).await?;
                    let row = rows.first().expect("just made").id;
                    let reports = report_subjects(tx, app.keys(), &directory, unit).await?;
                    let mut made = HashMap::from([
                        ("meeting", meeting),
                        ("point", point),
                        ("follow_up", follow_up),
                        ("report", saved.report),
                        ("issue", issue),
                        ("disposition", disposition),
                        ("paper", paper),
                        ("row", row),
                    ]);
                    let link = NewLink {
                        post: people["post"],
                        post_title: "Jabatan Uji".into(),
                        asks: Asks::Photo,
                        question: String::new(),
                    };
                    let (link, token) = upload_link::make(tx, &about.follow_up, link).await?;
                    made.insert("link", link);
                    made.extend(people);
                    made.extend(reports);
                    made.extend(plan_subjects(tx, unit).await?);
                    let mission = made["mission"];
                    made.extend(tree_subjects(tx, unit, mission).await?);
                    let keys = app.keys();
                    made.extend(agreement_subjects(tx, keys, &directory, unit, account).await?);
                    let year = made["agreement_year"];
                    let compiled = compiled_subject(tx, app.files(), year).await?;
                    made.insert("report_compilation", compiled);
                    made.extend(round_subjects(tx, unit).await?);
                    let book = Ref::new(rounds::store::LPPD_BOOK, made["round"]);
                    made.insert("report_book", long_paper(tx, app.files(), book).await?);
                    Ok((made, about.follow_up, token))
                })
            })
            .await
            .expect("subjects");
        let (made, about, token) = written.value;
        self.photo_came(&code, &about, &token).await;
        let now = self.app.now();
        let open = directives::store::open_lists(self.app.db().read(), &code, now).await;
        let open = open.expect("open lists");
        let list = open.iter().find(|list| list.meeting_id == made["meeting"]);
        let shown = directives::rules::code(&list.expect("just opened").secret, now);
        let evidence = self
            .id(&format!(
                "select evidence_id from evidence_use where region = '{region}' and subject_id = {}",
                self.literal(made["report"])
            ))
            .await;
        let job = self
            .id(&format!(
                "select id from job where region = '{region}' order by created_at desc limit 1"
            ))
            .await;
        let others = [
            ("evidence", evidence.to_string()),
            ("unit", unit.to_string()),
            ("list", "semua-unit".to_owned()),
            ("job", job.to_string()),
            ("session", Uuid::nil().to_string()),
            ("import", Uuid::nil().to_string()),
            ("token", "0".repeat(64)),
            ("code", shown),
            ("year", "2026".to_owned()),
        ];
        let made = made.into_iter().map(|(name, id)| (name, id.to_string()));
        made.chain(others).collect()
    }

    /// A photo came in by the link behind `token`.
    async fn photo_came(&self, region: &RegionCode, about: &FollowUp, token: &str) {
        let files = self.app.files();
        let mut incoming = files.incoming().expect("a file");
        incoming.write(&picture(1)).expect("a file");
        let photo = Arrived::Photo("foto.png".into(), files.keep(incoming).expect("a photo"));
        let link = upload_link::behind(self.app.db().read(), region, token)
            .await
            .expect("a link")
            .expect("just made");
        upload_link::arrive(&self.app, about, &link, region, photo, String::new())
            .await
            .expect("it came in");
    }

    /// An id as each engine writes it in a statement.
    pub fn literal(&self, id: Uuid) -> String {
        match self.engine {
            crate::Engine::Sqlite => format!("x'{}'", random::hex(id.as_bytes())),
            crate::Engine::Postgres => format!("'{id}'"),
        }
    }
}

fn unit(key: &str, kind: UnitKind, parent: &str) -> NewUnit {
    NewUnit {
        key: key.into(),
        name: format!("{} {key}", kind.label()),
        abbreviation: String::new(),
        kind,
        parent: parent.into(),
        area: String::new(),
        public_service: false,
        spotlight: false,
        source: "uji".into(),
    }
}

/// A meeting of the day tests live in.
///
/// # Panics
/// Never: the date is one.
pub fn meeting_input() -> MeetingInput {
    MeetingInput {
        series_id: None,
        kind: "rakor".into(),
        title: "Rakor Uji".into(),
        date: date::parse("2026-11-20").expect("a date"),
        start: Some(510),
        end: None,
        place: "Aula".into(),
        chair_name: "Nama Pimpinan".into(),
        chair_office: "Wali Kota".into(),
        chair_role: "memimpin".into(),
        organiser: None,
        reporter_name: String::new(),
        reporter_office: String::new(),
        purpose: String::new(),
        legal_bases: String::new(),
        recorder_name: String::new(),
        recorder_office: String::new(),
        remarks: String::new(),
        source: String::new(),
        participants_stated: None,
    }
}

/// Given to a unit as such.
pub fn disposition_input(unit: Uuid) -> NewDisposition {
    NewDisposition {
        kind: DispositionKind::Down,
        from_unit: unit,
        to: Recipient {
            unit,
            account: None,
            name: "Unit Uji".into(),
        },
        words: vec![],
        note: "Tindak lanjuti.".into(),
        due: None,
        about_report: false,
        answers: None,
    }
}

/// An open problem of a unit.
pub fn issue_input(unit: Uuid) -> IssueInput {
    IssueInput {
        raiser: None,
        unit,
        kind: IssueKind::Problem,
        text: "Armada pengangkut sampah kurang.".into(),
        steps: String::new(),
        owner: None,
    }
}

/// A point without an agenda item.
pub fn point_input() -> PointInput {
    PointInput {
        raiser: None,
        agenda_item: None,
        speaker: "Nama Pimpinan".into(),
        office: "Wali Kota".into(),
        kind: FollowUpKind::Mandatory,
        addressees: String::new(),
        text: "Sungai harus bersih sebelum musim hujan.".into(),
    }
}

/// A follow-up of five kelurahan by the end of the year, agreed.
///
/// # Panics
/// Never: the date is one.
pub fn new_follow_up(point: Uuid, lead: Uuid) -> NewFollowUp {
    let today = date::parse("2026-11-21").expect("a date");
    let end = date::parse("2026-12-31").expect("a date");
    NewFollowUp {
        origin: Ref::new(POINT, point),
        task: "Membersihkan sungai di lima kelurahan".into(),
        kind: FollowUpKind::Mandatory,
        lead,
        supporters: vec![],
        terms: TermsInput {
            measure: Some("kelurahan".into()),
            target: Some(Amount::whole(5)),
            due: Some(Due::new(end, None, 7)),
        },
        agreed: true,
        today,
    }
}

/// Three of five, with a link, sent.
pub fn report_input() -> ReportInput {
    ReportInput {
        amount: Some(Amount::whole(3)),
        note: "Tiga kelurahan selesai".into(),
        obstacle: String::new(),
        evidence: vec![government::evidence::NewEvidence::Link {
            title: "Foto".into(),
            url: "https://contoh.invalid/foto".into(),
        }],
        reused: vec![],
        send: true,
    }
}
