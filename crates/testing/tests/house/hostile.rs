//! What hostile or broken clients send: a clear refusal, the filled form kept, nothing stored.

use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
use futures_util::stream;
use testing::{
    Client, World, both,
    client::{Upload, picture},
};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting};

/// A follow-up of DLH ready to be reported, its head signed in, and the report form.
async fn ready(world: &World) -> (String, Client, testing::Answer) {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Arahan.").await;
    let id = hand_over(world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &id).await;
    let form = kadis.get(&format!("/99.99/tindak-lanjut/{id}/lapor")).await;
    (id, kadis, form)
}

async fn nothing_reported(world: &World) {
    let reports = world
        .number("select count(*) from progress_report where region = '99.99'")
        .await;
    let evidence = world
        .number("select count(*) from evidence where region = '99.99'")
        .await;
    assert_eq!((reports, evidence), (0, 0));
    world.check().await;
}

both!(a_gigabyte_is_refused_early_and_the_form_is_kept, |world| {
    let (id, mut kadis, form) = ready(&world).await;
    const MARK: &str = "tuntas-mark";
    let head = format!(
        "--{MARK}\r\ncontent-disposition: form-data; name=\"jumlah\"\r\n\r\n3\r\n\
         --{MARK}\r\ncontent-disposition: form-data; name=\"uraian\"\r\n\r\nTulisan panjang yang tidak boleh hilang\r\n\
         --{MARK}\r\ncontent-disposition: form-data; name=\"versi\"\r\n\r\n{}\r\n\
         --{MARK}\r\ncontent-disposition: form-data; name=\"berkas\"; filename=\"besar.jpg\"\r\n\r\n",
        form.field("versi")
    );
    let megabyte = Bytes::from(vec![0_u8; 1 << 20]);
    let sent = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let counter = sent.clone();
    let pieces = std::iter::once(Bytes::from(head)).chain((0..1024).map(move |_| {
        counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        megabyte.clone()
    }));
    let body = Body::from_stream(stream::iter(pieces.map(Ok::<_, std::io::Error>)));
    let kind = format!("multipart/form-data; boundary={MARK}");
    let path = format!("/99.99/tindak-lanjut/{id}/kirim");
    let answer = kadis
        .send_body(Method::POST, &path, Some(&kind), body)
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.words()
    );
    assert!(
        answer.words().contains("melebihi batas 1 MB"),
        "{}",
        answer.words()
    );
    assert!(
        answer
            .body
            .contains("Tulisan panjang yang tidak boleh hilang")
    );
    let read = sent.load(std::sync::atomic::Ordering::SeqCst);
    assert!(read < 20, "{read} megabytes were read");
    assert_eq!(
        std::fs::read_dir(world.folder.join("files/incoming"))
            .unwrap()
            .count(),
        0
    );
    nothing_reported(&world).await;
});

both!(a_page_in_the_clothes_of_a_photo_is_refused, |world| {
    let (id, mut kadis, form) = ready(&world).await;
    for bytes in [
        &b"<html><script>alert(1)</script></html>"[..],
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"#!/bin/sh\nrm -rf /",
    ] {
        let files = [Upload {
            field: "berkas",
            name: "foto.jpg",
            bytes,
        }];
        let fields = [
            ("jumlah", "3"),
            ("uraian", "Uraian tetap ada"),
            ("versi", &form.field("versi")),
        ];
        let answer = kadis
            .upload(&format!("/99.99/tindak-lanjut/{id}/kirim"), &fields, &files)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.words().contains("tidak dapat diterima"),
            "{}",
            answer.words()
        );
        assert!(answer.body.contains("berkas-error") && answer.body.contains("Uraian tetap ada"));
    }
    nothing_reported(&world).await;
});

both!(
    evidence_is_never_served_as_something_a_browser_runs,
    |world| {
        let (id, mut kadis, form) = ready(&world).await;
        let mut pdf = b"%PDF-1.4\n<script>alert(1)</script>".to_vec();
        pdf.resize(400, b' ');
        let photo = picture(9);
        let files = [
            Upload {
                field: "berkas",
                name: "laporan<script>.pdf",
                bytes: &pdf,
            },
            Upload {
                field: "berkas",
                name: "foto.html",
                bytes: &photo,
            },
        ];
        let fields = [
            ("jumlah", "3"),
            ("uraian", "Dengan berkas"),
            ("versi", &form.field("versi")),
        ];
        let answer = kadis
            .upload(&format!("/99.99/tindak-lanjut/{id}/kirim"), &fields, &files)
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
        for (kind, disposition, like) in [
            ("application/pdf", "attachment", "%pdf%"),
            ("image/png", "inline", "%html%"),
        ] {
            let evidence = world
                .id(&format!(
                    "select id from evidence where region = '99.99' and file_name like '{like}'"
                ))
                .await;
            let answer = kadis.get(&format!("/99.99/data-dukung/{evidence}")).await;
            assert_eq!(answer.headers["content-type"], kind);
            assert!(
                answer.headers["content-disposition"]
                    .to_str()
                    .unwrap()
                    .starts_with(disposition)
            );
            assert_eq!(answer.headers["x-content-type-options"], "nosniff");
            assert!(
                answer.headers["content-security-policy"]
                    .to_str()
                    .unwrap()
                    .contains("sandbox")
            );
        }
        let page = kadis.get(&format!("/99.99/tindak-lanjut/{id}")).await;
        assert!(!page.body.contains("<script>alert") && !page.body.contains("\"><script>"));
        world.check().await;
    }
);

both!(scripts_are_shown_as_what_they_are, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let evil = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>";
    let meeting = hold_meeting(&world, &mut tapem, evil).await;
    let point = add_point(&world, &mut tapem, &meeting, evil).await;
    for path in [
        format!("/99.99/rapat/{meeting}"),
        format!("/99.99/rapat/{meeting}/notula"),
        format!("/99.99/rapat/{meeting}/riwayat"),
        format!("/99.99/butir/{point}"),
        "/99.99/rapat".into(),
        format!("/99.99/rapat?q={}", "%3Cscript%3E"),
        "/99.99/tindak-lanjut?q=%22%3E%3Cscript%3E&unit=%3Cscript%3E&status=%3Cscript%3E".into(),
    ] {
        let answer = tapem.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(
            !answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"),
            "{path}"
        );
        assert!(!answer.body.contains("\"><script>"), "{path}");
    }
    world.check().await;
});

both!(
    nul_and_control_characters_come_back_as_a_sentence,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let answer = tapem
            .post(
                "/99.99/rapat",
                &[
                    ("judul", "Rakor\0jahat"),
                    ("jenis", "rakor"),
                    ("tanggal", "2026-11-02"),
                    ("tempat", "Aula Utama"),
                ],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.words().contains("karakter yang tidak terbaca"),
            "{}",
            answer.words()
        );
        assert!(
            answer.body.contains("Aula Utama"),
            "the rest is still there"
        );
        for path in [
            "/99.99/rapat?q=%00",
            "/99.99/tindak-lanjut?q=%00&halaman=-5",
            "/99.99/tindak-lanjut?unit=%00&halaman=99999999999999999999",
        ] {
            assert_eq!(tapem.get(path).await.status, StatusCode::OK, "{path}");
        }
        let (id, mut kadis, form) = ready(&world).await;
        let answer = kadis
            .upload(
                &format!("/99.99/tindak-lanjut/{id}/kirim"),
                &[
                    ("jumlah", "3\0"),
                    ("uraian", "a\0b"),
                    ("versi", &form.field("versi")),
                ],
                &[],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing_reported(&world).await;
    }
);

both!(wrong_types_never_break_anything, |world| {
    let (id, mut kadis, form) = ready(&world).await;
    let version = form.field("versi");
    for (amount, sentence) in [
        ("tiga", "Tulis angka"),
        ("-3", "tidak boleh di bawah nol"),
        ("1.234", "Dapat dibaca dua cara"),
        ("99999999999999999999", "terlalu panjang"),
        ("", "Wajib diisi"),
        ("3; drop table audit", "Tulis angka"),
    ] {
        let fields = [
            ("jumlah", amount),
            ("uraian", "Uraian yang tetap ada"),
            ("versi", version.as_str()),
        ];
        let answer = kadis
            .upload(&format!("/99.99/tindak-lanjut/{id}/kirim"), &fields, &[])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{amount}");
        assert!(
            answer.words().contains(sentence),
            "{amount}: {}",
            answer.words()
        );
        assert!(
            answer.body.contains("jumlah-error") && answer.body.contains("Uraian yang tetap ada")
        );
    }
    let mut tapem = world.sign_in("tapem").await;
    for path in [
        "/99.99/rapat/bukan-id",
        "/99.99/rapat/../../etc/passwd",
        "/99.99/tindak-lanjut/0",
        "/99.99/tidak-ada",
        "/bukan-daerah/rapat",
        "/99.99/rapat/00000000-0000-0000-0000-000000000000",
    ] {
        assert_eq!(
            tapem.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let long = "a".repeat(600_000);
    let answer = tapem.post("/99.99/rapat", &[("judul", &long)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let answer = tapem
        .post(
            "/99.99/rapat",
            &[
                ("judul", &"a".repeat(300)),
                ("tanggal", "kapan-kapan"),
                ("jenis", "pesta"),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for sentence in [
        "Paling banyak 200 karakter",
        "Tulis tanggal seperti 17/5/2022",
        "Pilih jenis rapat",
    ] {
        assert!(
            answer.words().contains(sentence),
            "{sentence}: {}",
            answer.words()
        );
    }
    for (kind, body) in [
        ("application/json", "{}"),
        (
            "application/x-www-form-urlencoded",
            "judul=%FF%FE&tanggal=%",
        ),
        ("multipart/form-data; boundary=x", "--x\r\nbroken"),
        ("multipart/form-data", ""),
    ] {
        for path in [
            "/99.99/rapat".to_owned(),
            format!("/99.99/tindak-lanjut/{id}/lapor"),
        ] {
            let answer = tapem
                .send(Method::POST, &path, Some(kind), body.as_bytes().to_vec())
                .await;
            assert!(
                answer.status.is_client_error(),
                "{kind} {path}: {}",
                answer.status
            );
            assert!(
                answer.body.contains("Nomor permintaan") || answer.body.contains("error-summary"),
                "{}",
                answer.body
            );
        }
    }
    nothing_reported(&world).await;
});

both!(a_cross_site_post_is_refused, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let before = world
        .number("select count(*) from meeting where region = '99.99'")
        .await;
    for headers in [
        vec![("sec-fetch-site", "cross-site".to_owned())],
        vec![("sec-fetch-site", "same-site".to_owned())],
        vec![("origin", "https://jahat.example".to_owned())],
        vec![("origin", "null".to_owned())],
        vec![],
    ] {
        tapem.headers = headers;
        let answer = tapem
            .post(
                "/99.99/rapat",
                &[
                    ("judul", "Palsu"),
                    ("jenis", "rakor"),
                    ("tanggal", "2026-11-02"),
                ],
            )
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.words().contains("situs lain"), "{}", answer.words());
    }
    assert_eq!(
        world
            .number("select count(*) from meeting where region = '99.99'")
            .await,
        before
    );
    tapem.headers = vec![("origin", "http://tuntas.test".to_owned())];
    let answer = tapem
        .post(
            "/99.99/rapat",
            &[
                ("judul", "Asli"),
                ("jenis", "rakor"),
                ("tanggal", "2026-11-02"),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    world.check().await;
});

both!(every_page_carries_the_policy_and_a_number, |world| {
    let mut visitor = world.visitor();
    for path in ["/", "/99.99/masuk", "/tidak-ada", "/99.99/dasbor"] {
        let answer = visitor.get(path).await;
        assert_eq!(
            answer.headers["content-security-policy"],
            platform::http::CSP,
            "{path}"
        );
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert!(answer.headers.contains_key("x-request-id"), "{path}");
    }
    let lost = visitor.get("/tidak-ada").await;
    let number = lost.headers["x-request-id"].to_str().unwrap().to_owned();
    assert!(
        lost.body.contains(&number),
        "the error page shows the number to quote"
    );
});
