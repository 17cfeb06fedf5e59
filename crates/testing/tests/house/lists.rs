//! Lists that go over many pages.

use axum::http::StatusCode;
use testing::{Engine, World};

/// Turns the pages of all follow-ups of the played year.
async fn turn_the_pages(engine: Engine) {
    let world = World::full(engine).await;
    let mut sekda = world.sign_in("sekda").await;
    let mut seen = Vec::new();
    let mut pages = 0;
    loop {
        pages += 1;
        let page = sekda
            .get(&format!("/99.99/tindak-lanjut?halaman={pages}"))
            .await;
        assert_eq!(page.status, StatusCode::OK);
        let before = seen.len();
        seen.extend(
            page.body
                .split("class=\"row-link\" href=\"")
                .skip(1)
                .map(|rest| {
                    let path = rest.split('"').next().unwrap_or_default();
                    path.rsplit('/').next().unwrap_or_default().to_owned()
                }),
        );
        if seen.len() - before < 50 {
            break;
        }
    }
    let count = |what: &'static str| world.number(what);
    // what auditors found is on no shared list
    let all = count("select count(*) from follow_up where region = '99.99' and audience = 0").await;
    let owed = count(
        "select count(*) from obligation where region = '99.99' and kind = 'follow_up' \
         and state in (0, 2)",
    )
    .await;
    assert!(
        owed > 50 && all > owed + 50,
        "{owed} of {all}: both ways are used"
    );
    let number = seen.len();
    assert_eq!(i64::try_from(number).unwrap(), all, "on {pages} pages");
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), number, "nobody stands on two pages");

    // the most urgent first: by date, those without one last, then what is not owed
    let in_order = match engine {
        Engine::Sqlite => "group_concat(lower(hex(id)), ' ')",
        Engine::Postgres => "string_agg(replace(id::text, '-', ''), ' ')",
    };
    let question = format!(
        "select {in_order} from (select f.id from follow_up f left join obligation o \
         on o.region = f.region and o.kind = 'follow_up' and o.subject_id = f.id \
         where f.region = '99.99' and f.audience = 0 order by coalesce(o.state, 9) not in (0, 2), \
         coalesce(o.state, 9) <> 1, o.due_at is null, o.due_at, f.id desc) x"
    );
    let wanted = world.text(&question).await;
    let seen: Vec<String> = seen.iter().map(|id| id.replace('-', "")).collect();
    assert_eq!(seen.join(" "), wanted);
}

#[tokio::test]
async fn every_follow_up_stands_on_one_page_sqlite() {
    turn_the_pages(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_follow_up_stands_on_one_page_postgres() {
    turn_the_pages(Engine::Postgres).await;
}
