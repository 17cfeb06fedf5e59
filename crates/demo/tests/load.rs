//! Everything that is loaded, loaded once.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::sync::Arc;

use directives::Directives;
use documents::Documents;
use government::{
    CivicCapability, DailySteps, Directories, Government, ObligationSources,
    account::{Passwords, SessionIdentify},
    follow_up, obligation,
};
use performance::Performance;
use plans::Plans;
use platform::{
    App, Db, Instant, RegionCode,
    app::{Parts, Settings},
    capability::Capability,
    clock::SetClock,
    date,
    files::Files,
    keys::Keys,
    migrations::{Migrator, Step},
    right::{ActionLabels, Matrix},
    store::{DbOptions, Durability, audit, sql},
};
use priorities::Priorities;
use recommendations::Recommendations;
use reporting::Reporting;

fn steps() -> Vec<Step> {
    let mut steps = platform::migrations::steps();
    steps.extend(Government.migrations());
    steps.extend(Documents.migrations());
    steps.extend(Directives.migrations());
    steps.extend(Reporting.migrations());
    steps.extend(Priorities.migrations());
    steps.extend(Recommendations.migrations());
    steps.extend(Plans.migrations());
    steps.extend(Performance.migrations());
    steps
}

struct House {
    app: App,
    clock: Arc<SetClock>,
    today: Instant,
    _folder: tempfile::TempDir,
}

async fn house(day: &str) -> House {
    let folder = tempfile::tempdir().unwrap();
    let today = date::at(date::parse(day).unwrap(), 8 * 60, 7);
    let clock = Arc::new(SetClock::new(today));
    let options = DbOptions {
        url: format!("sqlite://{}", folder.path().join("tuntas.db").display()),
        readers: 4,
        durability: Durability::Relaxed,
    };
    let db = Db::open(&options, clock.clone()).await.unwrap();
    Migrator::new(steps).migrate(&db).await.unwrap();
    let parts = Parts {
        db,
        clock: clock.clone(),
        files: Files::open(&folder.path().join("files"), 1_000_000).unwrap(),
        keys: Keys::ephemeral(),
        matrix: Matrix::parse(include_str!("../../../rights.csv")).unwrap(),
        identify: Box::new(SessionIdentify),
        settings: Settings::default(),
    };
    let mut sources = Government.obligations();
    sources.extend(Directives.obligations());
    sources.extend(Reporting.obligations());
    let app = App::new(
        parts,
        &[
            &Government,
            &Directives,
            &Reporting,
            &Priorities,
            &Recommendations,
            &Plans,
            &Performance,
        ],
        vec![
            Box::new(Directories::default()),
            Box::new(DailySteps(Reporting.daily())),
            Box::new(ObligationSources(sources)),
            Box::new(Passwords::default()),
            Box::new(ActionLabels::default()),
        ],
    );
    House {
        app,
        clock,
        today,
        _folder: folder,
    }
}

impl House {
    async fn count(&self, region: &str, question: &str) -> i64 {
        sql::number(self.app.db().read(), question, vec![region.into()])
            .await
            .unwrap()
    }

    /// The chain holds and what is owed follows from what is there.
    async fn sound(&self, region: &str) {
        let code: RegionCode = region.parse().unwrap();
        let chain = audit::verify(self.app.db().read(), &code, &[])
            .await
            .unwrap();
        assert!(chain.is_ok(), "{region}: {chain:?}");
        let differences = self
            .app
            .db()
            .upkeep(&code, |tx| {
                Box::pin(obligation::verify(tx, &follow_up::OBLIGATIONS))
            })
            .await
            .unwrap();
        assert!(differences.is_empty(), "{region}: {differences:?}");
        let question = "select count(*) from job where region = $1 and state <> 1";
        assert_eq!(self.count(region, question).await, 0, "{region}: jobs left");
        let question = "select count(*) from audit a join audit b on b.region = a.region \
            and b.seq = a.seq + 1 where a.region = $1 and b.at < a.at";
        assert_eq!(
            self.count(region, question).await,
            0,
            "{region}: time went back"
        );
    }
}

const MEETINGS: &str = "select count(*) from meeting where region = $1";
const REPORTS: &str = "select count(*) from progress_report where region = $1";
const ACCOUNTS: &str = "select count(*) from account where region = $1";

#[tokio::test(flavor = "multi_thread")]
async fn four_regions() {
    let house = house("2026-11-21").await;
    let mut told = 0;
    let loaded = demo::load_all(&house.app, &house.clock, house.today, |_| told += 1)
        .await
        .unwrap();
    assert_eq!(loaded.regions.len(), 4);
    assert!(told > 12);
    for region in &loaded.regions {
        println!("{region:?}");
        house.sound(region.code.as_str()).await;
    }
    for region in demo::REAL {
        assert_eq!(house.count(region, REPORTS).await, 0, "{region}");
        assert_eq!(house.count(region, ACCOUNTS).await, 0, "{region}");
        let question = "select count(*) from meeting where region = $1 and state <> 2";
        assert_eq!(house.count(region, question).await, 0, "{region}");
    }
    assert_eq!(house.count("12.72", MEETINGS).await, 3);
    assert_eq!(house.count("19.71", MEETINGS).await, 1);
    assert_eq!(house.count("18.72", MEETINGS).await, 1);
    real_points(&house).await;
    played(&house, &loaded).await;
    assert!(house.app.now() >= house.today && house.app.now().0 < house.today.0 + 1_000_000);
}

/// The rakor of Tuesday 17 May 2022 has ten points; only what was stated is agreed.
async fn real_points(house: &House) {
    let numbers: Vec<i64> = sql::values(
        house.app.db().read(),
        "select p.number from point p join meeting m on m.region = p.region and m.id = p.meeting_id \
         where p.region = $1 and m.date = '2022-05-17' order by p.number",
        vec!["12.72".into()],
    )
    .await
    .unwrap();
    assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    assert_eq!(
        date::long(date::parse("2022-05-17").unwrap()),
        "Selasa, 17 Mei 2022"
    );
    let locked = "select count(*) from follow_up where region = $1 and terms = 2";
    for region in demo::REAL {
        assert_eq!(
            house.count(region, locked).await,
            0,
            "{region}: no source states all three"
        );
    }
    let holidays = "select count(*) from holiday where region = $1 and source <> ''";
    assert_eq!(house.count("18.72", holidays).await, 108);
}

async fn played(house: &House, loaded: &demo::Loaded) {
    let region = &loaded.regions[0];
    assert_eq!((region.meetings, region.dropped), (12, 0));
    // twelve were held, one is prepared
    assert_eq!(house.count(demo::PLAYED, MEETINGS).await, 13);
    let question = "select count(*) from meeting where region = $1 and date >= '2026-11-21'";
    assert_eq!(house.count(demo::PLAYED, question).await, 1);
    for question in [
        "select count(*) from briefing_release where region = $1",
        "select count(*) from escalation where region = $1 and note <> ''",
        "select count(*) from follow_up_risk where region = $1",
        "select count(*) from disposition where region = $1",
        "select count(*) from priority where region = $1",
        "select count(*) from sent_report where region = $1",
    ] {
        let count = house.count(demo::PLAYED, question).await;
        assert!(count > 0, "{question}");
    }
    for (state, least) in [(0, 100), (1, 20), (2, 10), (3, 100), (4, 1)] {
        let question = format!(
            "select count(*) from obligation where region = $1 and kind = 'follow_up' and state = {state}"
        );
        let count = house.count(demo::PLAYED, &question).await;
        println!("state {state}: {count}");
        assert!(count >= least, "state {state}: {count}");
    }
    let late = format!(
        "select count(*) from obligation where region = $1 and kind = 'follow_up' \
         and state in (0, 2) and due_at <= {}",
        house.today.0
    );
    let late = house.count(demo::PLAYED, &late).await;
    println!("late: {late}");
    assert!(late > 20);
    let all = "select count(*) from obligation where region = $1 and kind = 'follow_up'";
    assert!(house.count(demo::PLAYED, all).await > 300);
    let own = "select count(*) from progress_report where region = $1 and state = 4 \
        and (decided_by = submitted_by or decided_by = drafted_by)";
    assert_eq!(house.count(demo::PLAYED, own).await, 0, "four eyes");
    for question in [
        "select count(*) from evidence where region = $1 and media_type = 'image/png'",
        "select count(*) from evidence where region = $1 and url is not null",
        "select count(*) from notice where region = $1",
        "select count(*) from progress_report where region = $1 and late and state = 4",
        "select count(*) from follow_up_terms where region = $1 and proposed_by <> decided_by",
    ] {
        let count = house.count(demo::PLAYED, question).await;
        println!("{count}: {question}");
        assert!(count > 10, "{question}");
    }
    let fresh = "select count(*) from notice n join account a on a.region = n.region \
        and a.sign_in = 'kadis.dlh' where n.region = $1 and n.at > a.notices_seen_at";
    let fresh = house.count(demo::PLAYED, fresh).await;
    println!("{fresh} fresh notices in the whole city");
    assert!((1..400).contains(&fresh));
    assert_eq!(loaded.accounts.len(), 16);
    assert!(
        loaded
            .accounts
            .iter()
            .any(|a| a.note.contains("Plt. Direktur RSUD"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_small_one_has_people_and_no_meetings() {
    let house = house("2026-11-21").await;
    let loaded = demo::load_small_played(&house.app, &house.clock, house.today)
        .await
        .unwrap();
    assert_eq!(loaded.regions[0].meetings, 0);
    assert_eq!(house.count(demo::PLAYED, ACCOUNTS).await, 112);
    assert_eq!(house.count(demo::PLAYED, MEETINGS).await, 0);
    house.sound(demo::PLAYED).await;
}

/// Whatever the day, the year fits before it.
#[tokio::test(flavor = "multi_thread")]
async fn any_day_will_do() {
    for day in ["2026-04-01", "2027-01-05"] {
        let house = house(day).await;
        let loaded = demo::load_played(&house.app, &house.clock, house.today)
            .await
            .unwrap();
        println!("{day}: {:?}", loaded.regions[0]);
        assert_eq!(loaded.regions[0].meetings, 12, "{day}");
        assert!(
            loaded.regions[0].dropped <= 20,
            "{day}: {}",
            loaded.regions[0].dropped
        );
        house.sound(demo::PLAYED).await;
    }
}
