//! What an administrator does about people: ending what they hold, a lost second factor.

use axum::http::StatusCode;
use government::Role;
use platform::Uuid;
use testing::{Answer, Client, World, both};

const ACCOUNTS: &str = "/99.99/pengaturan/akun";
const DAY: i64 = 24 * 3600;

async fn administrator(world: &World) -> Client {
    let unit = world.unit("dinkes").await;
    let person = world.person("99.99", unit, Role::Administrator, "Admin Uji");
    person.await.client
}

async fn account(world: &World, sign_in: &str) -> Uuid {
    let question =
        format!("select id from account where region = '99.99' and sign_in = '{sign_in}'");
    world.id(&question).await
}

/// The post with this title, held by this person.
async fn holder(world: &World, account: Uuid, acting: &str) -> Uuid {
    let question = format!(
        "select id from holder where region = '99.99' and acting = '{acting}' and account_id = {}",
        world.literal(account)
    );
    world.id(&question).await
}

async fn end(admin: &mut Client, account: Uuid, capacity: Uuid, last: &str) -> Answer {
    let capacity = capacity.to_string();
    let form = [
        ("jenis", "jabatan"),
        ("jabatan", &capacity),
        ("sampai", last),
    ];
    admin
        .post(&format!("{ACCOUNTS}/{account}/akhiri"), &form)
        .await
}

/// How often the chain tells this of an account.
async fn told(world: &World, account: Uuid, what: &str) -> i64 {
    let question = format!(
        "select count(*) from audit where region = '99.99' and subject_kind = 'government.account' \
         and subject_id = {} and payload like '%{what}%'",
        world.literal(account)
    );
    world.number(&question).await
}

both!(an_administrator_ends_what_a_person_holds, |world| {
    let mut admin = administrator(&world).await;
    let kadis = account(&world, "kadis.dinkes").await;
    let acting = holder(&world, kadis, "plt").await;
    let page = admin.get(&format!("{ACCOUNTS}?q=kadis.dinkes")).await;
    let words = page.words();
    assert!(
        words.contains("Plt. Direktur") && words.contains("Akhiri"),
        "{words}"
    );
    assert!(page.statements <= 11, "{}", page.statements);
    assert!(page.body.contains(&format!("value=\"{acting}\"")));

    // without a day: today is the last
    let answer = end(&mut admin, kadis, acting, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    assert_eq!(told(&world, kadis, "21 November 2026").await, 1);
    let words = admin
        .get(answer.location().split('#').next().unwrap())
        .await
        .words();
    assert!(words.contains("sampai 21 November 2026"), "{words}");
    let mut person = world.sign_in("kadis.dinkes").await;
    let mine = person.get("/99.99/bertindak-sebagai").await.words();
    assert!(
        mine.contains("Plt. Direktur"),
        "today it still holds: {mine}"
    );
    world.clock.advance(DAY);
    let mine = person.get("/99.99/bertindak-sebagai").await.words();
    assert!(!mine.contains("Plt. Direktur"), "{mine}");
    let page = admin.get(&format!("{ACCOUNTS}?q=kadis.dinkes")).await;
    assert!(
        page.words().contains("berakhir 21 November 2026"),
        "{}",
        page.words()
    );
    assert!(
        !page.body.contains(&format!("value=\"{acting}\"")),
        "nothing left to end"
    );

    // from yesterday on: whoever acts in it is out at once
    let own = holder(&world, kadis, "").await;
    assert_eq!(person.get("/99.99").await.status, StatusCode::OK);
    let answer = end(&mut admin, kadis, own, "21/11/2026").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    assert_eq!(
        person.get("/99.99").await.status,
        StatusCode::SEE_OTHER,
        "to the door"
    );
    world.check().await;
});

both!(
    an_end_is_refused_in_words_where_it_makes_no_sense,
    |world| {
        let mut admin = administrator(&world).await;
        let kadis = account(&world, "kadis.dinkes").await;
        let other = account(&world, "kadis.dlh").await;
        let (post, foreign) = (
            holder(&world, kadis, "plt").await,
            holder(&world, other, "").await,
        );
        let dates = "select count(*) from holder where region = '99.99' and until_date is not null";
        let before = world.number(dates).await;
        for (capacity, day, status, sentence) in [
            (
                post,
                "kapan-kapan",
                StatusCode::UNPROCESSABLE_ENTITY,
                "Tulis tanggal",
            ),
            (Uuid::nil(), "", StatusCode::NOT_FOUND, "tidak ditemukan"),
            // somebody else's post under this person's name
            (foreign, "", StatusCode::NOT_FOUND, "tidak ditemukan"),
        ] {
            let answer = end(&mut admin, kadis, capacity, day).await;
            assert_eq!(answer.status, status, "{}", answer.words());
            assert!(answer.words().contains(sentence), "{}", answer.words());
            if !day.is_empty() {
                assert!(
                    answer.body.contains("value=\"kapan-kapan\""),
                    "typed and kept"
                );
            }
            assert_eq!(world.number(dates).await, before);
        }
        let answer = admin.post(&format!("{ACCOUNTS}/{kadis}/akhiri"), &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains("Pilih jabatan atau penugasan"));

        // ending is no way to prolong
        assert_eq!(
            end(&mut admin, kadis, post, "").await.status,
            StatusCode::SEE_OTHER
        );
        let longer = end(&mut admin, kadis, post, "31/12/2027").await;
        assert_eq!(longer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            longer
                .words()
                .contains("paling lama sampai 21 November 2026")
        );

        // nobody takes away what they act in
        let own = account(&world, "admin.uji").await;
        let assignment = format!(
            "select id from assignment where region = '99.99' and account_id = {}",
            world.literal(own)
        );
        let assignment = world.id(&assignment).await.to_string();
        let form = [("jenis", "penugasan"), ("jabatan", assignment.as_str())];
        let answer = admin.post(&format!("{ACCOUNTS}/{own}/akhiri"), &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.words().contains("administrator lain"),
            "{}",
            answer.words()
        );
        // nor through the other kind: an assignment is no post
        let form = [("jenis", "jabatan"), ("jabatan", assignment.as_str())];
        let kadis_path = format!("{ACCOUNTS}/{kadis}/akhiri");
        assert_ne!(
            admin.post(&kadis_path, &form).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(admin.get("/99.99").await.status, StatusCode::OK);
        world.check().await;
    }
);

/// Prepares the second factor: the sealed key and the digits of this moment.
async fn prepared(world: &World, person: &mut Client) -> (String, String) {
    let page = person.post("/99.99/akun/kode/siapkan", &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let sealed = page.field("kunci");
    let secret = world
        .app
        .keys()
        .open_sealed("account.totp", &sealed)
        .unwrap();
    let totp = totp_rs::Builder::new()
        .with_secret(platform::random::unhex(&secret).unwrap())
        .with_account_name("uji")
        .build()
        .unwrap();
    let now = u64::try_from(world.app.now().unix_seconds()).unwrap();
    (sealed, totp.generate(now).to_string())
}

async fn enable(person: &mut Client, sealed: &str, digits: &str, password: &str) -> Answer {
    let form = [
        ("kunci", sealed),
        ("kode", digits),
        ("sandi_kode", password),
    ];
    person.post("/99.99/akun/kode/aktifkan", &form).await
}

async fn with_code(world: &World) -> i64 {
    let question = "select count(*) from account where region = '99.99' and totp_on";
    world.number(question).await
}

both!(turning_the_second_factor_on_takes_the_password, |world| {
    let mut kadis = world.sign_in("kadis.dlh").await;
    let (sealed, digits) = prepared(&world, &mut kadis).await;
    for (password, sentence) in [
        ("", "Ketik kata sandi Anda"),
        ("salah salah salah", "Bukan kata sandi Anda"),
    ] {
        let answer = enable(&mut kadis, &sealed, &digits, password).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains(sentence), "{}", answer.words());
        assert!(answer.body.contains("id=\"sandi_kode-error\""));
        assert_eq!(answer.field("kunci"), sealed, "the key is still there");
        assert!(!answer.body.contains("salah salah"));
        assert_eq!(with_code(&world).await, 0);
    }
    // nineteen more passwords, and the twenty-first has to wait
    for _ in 0..19 {
        let answer = enable(&mut kadis, &sealed, &digits, "salah salah salah").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = enable(&mut kadis, &sealed, &digits, demo::DEMO_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(with_code(&world).await, 0);
    world.clock.advance(601);
    let (sealed, digits) = prepared(&world, &mut kadis).await;
    let answer = enable(&mut kadis, &sealed, &digits, demo::DEMO_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    assert_eq!(with_code(&world).await, 1);
    world.check().await;
});

both!(
    an_administrator_switches_a_lost_second_factor_off,
    |world| {
        let mut admin = administrator(&world).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let (sealed, digits) = prepared(&world, &mut kadis).await;
        let on = enable(&mut kadis, &sealed, &digits, demo::DEMO_PASSWORD).await;
        assert_eq!(on.status, StatusCode::SEE_OTHER, "{}", on.words());
        let id = account(&world, "kadis.dlh").await;
        let path = format!("{ACCOUNTS}/{id}/kode-mati");
        let page = admin.get(&format!("{ACCOUNTS}?q=kadis.dlh")).await;
        assert!(page.body.contains(&path) && page.words().contains("Matikan Kode"));

        let answer = admin.post(&path, &[("alasan", " ")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains("Wajib diisi"), "{}", answer.words());
        assert_eq!(with_code(&world).await, 1);
        let long = "x".repeat(301);
        let answer = admin.post(&path, &[("alasan", &long)]).await;
        assert!(answer.body.contains(&long), "typed and kept");

        assert_eq!(kadis.get("/99.99").await.status, StatusCode::OK);
        let answer = admin
            .post(&path, &[("alasan", "Ponsel hilang di lapangan")])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
        assert_eq!(with_code(&world).await, 0);
        assert_eq!(told(&world, id, "Ponsel hilang di lapangan").await, 1);
        assert_eq!(
            kadis.get("/99.99").await.status,
            StatusCode::SEE_OTHER,
            "to the door"
        );
        world.sign_in("kadis.dlh").await;

        // twice is said, and one's own takes the password
        let answer = admin.post(&path, &[("alasan", "lagi")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.words().contains("memang tidak aktif"),
            "{}",
            answer.words()
        );
        let own = account(&world, "admin.uji").await;
        let answer = admin
            .post(
                &format!("{ACCOUNTS}/{own}/kode-mati"),
                &[("alasan", "saya")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains("Akun Saya"), "{}", answer.words());
        world.check().await;
    }
);

both!(accounts_are_filtered_by_whether_they_may_sign_in, |world| {
    let mut admin = administrator(&world).await;
    let id = account(&world, "kadis.dlh").await;
    let off = [("keadaan", "mati")];
    let answer = admin.post(&format!("{ACCOUNTS}/{id}/aktif"), &off).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    for (state, inactive, active) in [
        ("", true, true),
        ("aktif", false, true),
        ("nonaktif", true, false),
    ] {
        let page = admin.get(&format!("{ACCOUNTS}?keadaan={state}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.body.contains("kadis.dlh<"), inactive, "{state}");
        assert_eq!(page.body.contains("kadis.dinkes<"), active, "{state}");
        assert!(
            page.body
                .contains(&format!("<option value=\"{state}\" selected>")),
            "{state}"
        );
        assert!(page.statements <= 11, "{state}: {}", page.statements);
    }
});

both!(a_backslash_is_no_wildcard_in_accounts, |world| {
    let mut admin = administrator(&world).await;
    for typed in ["kadis.dl%5Ch", "kadis%5C.dlh"] {
        let page = admin.get(&format!("{ACCOUNTS}?q={typed}")).await;
        assert!(
            page.body.contains("kadis.dlh<"),
            "{typed} on {:?}",
            world.engine
        );
    }
});
