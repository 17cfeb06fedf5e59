//! Signing in, capacities, sessions, invitations.

use axum::http::StatusCode;
use government::{Role, account};
use testing::{Client, World, both};

/// Names of the fields for the person and the password.
fn sign_in_names(page: &str) -> (String, String) {
    let name = |kind: &str| {
        page.split("<input")
            .find(|tag| tag.contains(&format!("type=\"{kind}\"")))
            .and_then(|tag| tag.split("name=\"").nth(1))
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .to_owned()
    };
    (name("text"), name("password"))
}

async fn attempt(client: &mut Client, who: &str, password: &str) -> testing::Answer {
    let page = client.get("/99.99/masuk").await;
    let (user, secret) = sign_in_names(&page.body);
    client
        .post("/99.99/masuk", &[(&user, who), (&secret, password)])
        .await
}

both!(a_person_signs_in_by_name_or_nip, |world| {
    let mut by_name = world.visitor();
    assert_eq!(
        attempt(&mut by_name, "KADIS.dlh", demo::DEMO_PASSWORD)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let sealed = world
        .text("select nip_sealed from account where region = '99.99' and sign_in = 'kadis.dlh'")
        .await;
    let nip = world
        .app
        .keys()
        .open_sealed("account.nip", &sealed)
        .unwrap();
    assert!(
        !sealed.contains(&nip),
        "a NIP is not stored in the open: {sealed}"
    );
    for written in [nip.clone(), account::format_nip(&nip)] {
        let mut by_nip = world.visitor();
        assert_eq!(
            attempt(&mut by_nip, &written, demo::DEMO_PASSWORD)
                .await
                .status,
            StatusCode::SEE_OTHER,
            "{written}"
        );
        assert_eq!(by_nip.get("/99.99").await.status, StatusCode::OK);
    }
});

both!(a_wrong_password_is_refused_and_delays_grow, |world| {
    let mut owner = world.sign_in("kadis.dlh").await;
    let mut stranger = world.visitor();
    for _ in 0..4 {
        let answer = attempt(&mut stranger, "kadis.dlh", "salah salah salah").await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.words()
        );
        assert!(answer.words().contains("tidak cocok"));
        assert!(answer.body.contains("kadis.dlh") && !answer.body.contains("salah salah"));
    }
    let answer = attempt(&mut stranger, "kadis.dlh", demo::DEMO_PASSWORD).await;
    assert_eq!(
        answer.status,
        StatusCode::TOO_MANY_REQUESTS,
        "the right password has to wait too"
    );
    // the owner's own device is not slowed down by strangers
    let answer = attempt(&mut owner, "kadis.dlh", demo::DEMO_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    // never a lock: after the wait it opens
    world.clock.advance(3);
    let answer = attempt(&mut stranger, "kadis.dlh", demo::DEMO_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    world.check().await;
});

both!(a_person_switches_between_capacities, |world| {
    // head of the health agency, and acting director of the hospital
    let mut kadis = world.sign_in("kadis.dinkes").await;
    let page = kadis.get("/99.99/bertindak-sebagai").await;
    let words = page.words();
    assert!(
        words.contains("Kepala Dinas Kesehatan") && words.contains("Plt. Direktur"),
        "{words}"
    );
    let at = page.body.find("Plt. Direktur").unwrap();
    let start = page.body[..at].rfind("<input").unwrap();
    let tag = &page.body[start..at];
    let attribute = |name: &str| {
        tag.split(&format!("{name}=\""))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let answer = kadis
        .post(
            "/99.99/bertindak-sebagai",
            &[(&attribute("name"), &attribute("value"))],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let home = kadis.get("/99.99").await.words();
    assert!(home.contains("Bertindak sebagai: Plt. Direktur"), "{home}");
    world.check().await;
});

both!(a_capacity_that_ended_opens_nothing, |world| {
    let mut kadis = world.sign_in("kadis.dlh").await;
    assert_eq!(
        kadis.get("/99.99/perlu-ditindaklanjuti").await.status,
        StatusCode::OK
    );
    world
        .tamper("update holder set until_date = '2026-11-20' where region = '99.99'")
        .await;
    assert_eq!(
        kadis.get("/99.99/perlu-ditindaklanjuti").await.status,
        StatusCode::SEE_OTHER,
        "to the door"
    );
});

both!(signing_out_ends_the_session_on_the_server, |world| {
    let mut kadis = world.sign_in("kadis.dlh").await;
    let cookie = kadis.cookie("tuntas").unwrap().clone();
    assert_eq!(
        kadis.post("/99.99/keluar", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let mut thief = world.visitor();
    thief.set_cookie("tuntas", &cookie);
    assert_eq!(thief.get("/99.99").await.status, StatusCode::SEE_OTHER);
    let tokens = world
        .number("select count(*) from session where token_digest like '%~%'")
        .await;
    assert_eq!(tokens, 0, "tokens are not stored");
    world.check().await;
});

both!(an_invitation_works_once, |world| {
    let unit = world.unit("dlh").await;
    let person = world
        .person("99.99", unit, Role::Operator, "Pegawai Baru")
        .await;
    let link = world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move { account::invite(tx, person.account).await })
        })
        .await
        .unwrap()
        .value;
    let path = format!("/99.99/undangan/{link}");
    let mut guest = world.visitor();
    let page = guest.get(&path).await;
    assert!(page.words().contains("Pegawai Baru"), "{}", page.words());
    let secrets: Vec<String> = page
        .body
        .split("<input")
        .filter(|tag| tag.contains("type=\"password\""))
        .filter_map(|tag| {
            tag.split("name=\"")
                .nth(1)?
                .split('"')
                .next()
                .map(str::to_owned)
        })
        .collect();
    assert_eq!(secrets.len(), 2);
    let weak = guest
        .post(&path, &[(&secrets[0], "pendek"), (&secrets[1], "pendek")])
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good = [
        (secrets[0].as_str(), "kuda hijau besar"),
        (secrets[1].as_str(), "kuda hijau besar"),
    ];
    assert_eq!(guest.post(&path, &good).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        attempt(&mut guest, "pegawai.baru", "kuda hijau besar")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let again = world.visitor().get(&path).await;
    assert!(again.words().contains("administrator"), "{}", again.words());
    assert!(again.status.is_client_error());
    world.check().await;
});

both!(four_eyes_compare_persons_not_capacities, |world| {
    let unit = world.unit("dlh").await;
    let subjects = world.subjects("99.99", unit).await;
    // the same person sends as head and would verify in another capacity
    let person = world
        .person(
            "99.99",
            world.unit("bag-tapem").await,
            Role::Verifier,
            "Orang Rangkap",
        )
        .await;
    let report = platform::Uuid::parse_str(&subjects["report"]).unwrap();
    world
        .tamper(&format!(
            "update progress_report set submitted_by = {} where region = '99.99' and id = {}",
            world.literal(person.account),
            world.literal(report)
        ))
        .await;
    let mut client = person.client;
    let path = format!("/99.99/laporan/{}/verifikasi", subjects["report"]);
    let page = format!("/99.99/tindak-lanjut/{}", subjects["follow_up"]);
    let refused = client.decide(&page, &path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .words()
            .contains("orang lain yang harus memverifikasinya"),
        "{}",
        refused.words()
    );
    // a region may allow it, and then it is marked
    world
        .tamper("update region set one_person_both_steps = true where region = '99.99'")
        .await;
    world.tamper("update region_clock set directory_version = directory_version + 1 where region = '99.99'").await;
    assert_eq!(
        client.decide(&page, &path, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let page = client.get(&page).await;
    assert!(page.words().contains("merangkap"), "{}", page.words());
    world.check().await;
});

both!(the_second_step_can_be_switched_off, |world| {
    use crate::steps::{add_point, agree_terms, hand_over, hold_meeting, report};
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut operator = world.sign_in("operator.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Arahan.").await;
    let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &id).await;
    assert_eq!(
        report(&mut operator, &id, "3", "oleh operator", true)
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    world
        .tamper("update region set head_sends = false where region = '99.99'")
        .await;
    world.tamper("update region_clock set directory_version = directory_version + 1 where region = '99.99'").await;
    let sent = report(&mut operator, &id, "3", "oleh operator", true).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    world.check().await;
});

both!(personal_data_is_not_in_the_open, |world| {
    let check = async |world: &World, table: &str, column: &str, like: &str| {
        let question = format!("select count(*) from {table} where {column} like '{like}'");
        assert_eq!(world.number(&question).await, 0, "{table}.{column}");
    };
    check(&world, "account", "wa_sealed", "08%").await;
    check(&world, "account", "password", "%tuntas-kota%").await;
    // sealed texts begin with the id of their key; digests are 64 hexadecimal digits
    for (question, what) in [
        (
            "select count(*) from account where nip_sealed not like 'k1:%'",
            "sealed NIP",
        ),
        (
            "select count(*) from account where wa_sealed not like 'k1:%'",
            "sealed number",
        ),
        (
            "select count(*) from account where length(nip_digest) <> 64",
            "digest",
        ),
    ] {
        assert_eq!(world.number(question).await, 0, "{what}");
    }
    assert!(
        world
            .number("select count(*) from account where nip_sealed is not null")
            .await
            > 50
    );
    check(&world, "audit", "payload", "%\"NIP\"%").await;
});

both!(a_second_factor_is_asked_for_once_it_is_on, |world| {
    let mut kadis = world.sign_in("kadis.dlh").await;
    let page = kadis.post("/99.99/akun/kode/siapkan", &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let sealed = page.field("kunci");
    let secret = world
        .app
        .keys()
        .open_sealed("account.totp", &sealed)
        .unwrap();
    let secret = platform::random::unhex(&secret).unwrap();
    let digits = |world: &World| {
        let now = u64::try_from(world.app.now().unix_seconds()).unwrap();
        let totp = totp_rs::Builder::new()
            .with_secret(secret.clone())
            .with_account_name("uji")
            .build()
            .unwrap();
        totp.generate(now).to_string()
    };
    let secret_word = ("sandi_kode", demo::DEMO_PASSWORD);
    let wrong = [("kunci", sealed.as_str()), ("kode", "000000"), secret_word];
    let refused = kadis.post("/99.99/akun/kode/aktifkan", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let used = digits(&world);
    let right = [
        ("kunci", sealed.as_str()),
        ("kode", used.as_str()),
        secret_word,
    ];
    let on = kadis.post("/99.99/akun/kode/aktifkan", &right).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER, "{}", on.words());

    // the password alone opens nothing any more
    let mut visitor = world.visitor();
    let answer = attempt(&mut visitor, "kadis.dlh", demo::DEMO_PASSWORD).await;
    assert_ne!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.body.contains("name=\"kode\""), "{}", answer.words());
    let fields = sign_in_names(&answer.body);
    let mut with_code = async |code: &str| {
        let form = [
            (fields.0.as_str(), "kadis.dlh"),
            (fields.1.as_str(), demo::DEMO_PASSWORD),
            ("kode", code),
        ];
        visitor.post("/99.99/masuk", &form).await.status
    };
    assert_ne!(
        with_code(&used).await,
        StatusCode::SEE_OTHER,
        "digits work once"
    );
    world.clock.advance(31);
    let fresh = digits(&world);
    assert_eq!(with_code(&fresh).await, StatusCode::SEE_OTHER);
    world.check().await;
});

both!(a_forged_cookie_opens_nothing, |world| {
    let _somebody = world.sign_in("walikota").await;
    for cookie in [
        format!("99.99~{}", "0".repeat(64)),
        "99.99~".to_owned(),
        "99.99~' or '1'='1".to_owned(),
        "~".to_owned(),
        "99.99".to_owned(),
    ] {
        let mut forger = world.visitor();
        forger.set_cookie("tuntas", &cookie);
        let answer = forger.get("/99.99/dasbor").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{cookie}");
        let answer = forger.post("/99.99/rapat", &[("judul", "x")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{cookie}");
    }
});
