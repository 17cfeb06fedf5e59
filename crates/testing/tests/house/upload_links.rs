//! *Tautan Unggah*: 48 hours, for a post, one photo or one number, without signing in.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
use futures_util::stream;
use testing::{
    Answer, Client, World, both,
    client::{Upload, picture},
};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting, report};

const POST: &str = "Kepala Dinas Lingkungan Hidup";
const TASK: &str = "Menyusun rencana aksi kebersihan";

/// A follow-up of DLH that can be reported, and its operator.
async fn ready(world: &World) -> (String, Client) {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Kebersihan").await;
    let id = hand_over(world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &id).await;
    (id, world.sign_in("operator.dlh").await)
}

/// Makes a link; the answer and its path.
async fn link(operator: &mut Client, id: &str, asks: &str) -> (Answer, String) {
    let page = format!("/99.99/tindak-lanjut/{id}/tautan");
    let form = operator.get(&page).await;
    let before = format!("\">{POST}<");
    let post = form.body.split(&before).next().unwrap();
    let post = post.rsplit("value=\"").next().unwrap().to_owned();
    let fields = [
        ("jabatan", post.as_str()),
        ("minta", asks),
        ("keterangan", "Tampak depan drainase"),
    ];
    let made = operator.post(&page, &fields).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.words());
    let token = made.body.split("/99.99/unggah/").nth(1).unwrap();
    let token: String = token.chars().take(64).collect();
    let path = format!("/99.99/unggah/{token}");
    (made, path)
}

fn photo(bytes: &[u8]) -> Upload<'_> {
    Upload {
        field: "foto",
        name: "drainase.png",
        bytes,
    }
}

/// Id of the newest link.
async fn newest(world: &World) -> String {
    world
        .id("select id from upload_link where region = '99.99' order by created_at desc, id desc limit 1")
        .await
        .to_string()
}

both!(
    one_photo_comes_in_once_and_becomes_a_draft_only_when_taken,
    |world| {
        let (id, mut operator) = ready(&world).await;
        let (made, path) = link(&mut operator, &id, "foto").await;
        assert_eq!(made.headers["cache-control"], "no-store");
        let text = made.words();
        for words in ["*TL-", "Yth. Kepala Dinas", "DATA SIMULASI", "sekali pakai"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        // only a digest is kept
        let token = path.rsplit('/').next().unwrap();
        let kept = world
            .text("select token_digest from upload_link where region = '99.99'")
            .await;
        assert!(kept.len() == 64 && kept != token);

        let mut visitor = world.visitor();
        let door = visitor.get(&path).await;
        assert_eq!(door.status, StatusCode::OK);
        assert_eq!(door.headers["cache-control"], "no-store");
        let shown = door.words();
        for words in [
            TASK,
            "Dinas Lingkungan Hidup",
            "Tampak depan drainase",
            "Berlaku sampai 23 November 2026, 08.00 WIB",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("Riwayat") && !shown.contains("5 kelurahan"));

        let bytes = picture(3);
        let none = visitor
            .upload(&path, &[("catatan", "Foto menyusul")], &[])
            .await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Foto menyusul") && none.body.contains("foto-error"));
        let two = visitor
            .upload(&path, &[], &[photo(&bytes), photo(&bytes)])
            .await;
        assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = [photo(b"<html><script>alert(1)</script>")];
        let bad = visitor.upload(&path, &[], &page).await;
        assert!(
            bad.words().contains("tidak dapat diterima"),
            "{}",
            bad.words()
        );

        let sent = [("catatan", "Depan kantor lurah")];
        let came = visitor.upload(&path, &sent, &[photo(&bytes)]).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.words());
        let thanks = visitor.get(came.location()).await;
        assert!(thanks.words().contains("Kiriman lewat tautan ini diterima"));
        assert!(!thanks.words().contains(TASK), "a used link shows nothing");
        let again = visitor.upload(&path, &sent, &[photo(&picture(4))]).await;
        assert!(again.words().contains("sudah dipakai"), "{}", again.words());

        // it is nobody's report yet
        let none = "select count(*) from progress_report where region = '99.99'";
        assert_eq!(world.number(none).await, 0);
        let page = operator.get(&format!("/99.99/tindak-lanjut/{id}")).await;
        assert!(
            page.words()
                .contains("Kiriman lewat tautan unggah dari Kepala Dinas")
        );
        let told = operator.get("/99.99/pemberitahuan").await;
        assert!(told.words().contains("ambil ke laporan, atau buang"));
        let links = format!("/99.99/tindak-lanjut/{id}/tautan");
        let waiting = operator.get(&links).await;
        assert!(
            waiting
                .words()
                .contains("Dikirim lewat tautan unggah oleh Kepala Dinas")
        );
        let one = newest(&world).await;
        let seen = operator.get(&format!("{links}/{one}/foto")).await;
        assert_eq!(seen.headers["content-type"], "image/png");

        // one click, and it stands in the draft with where it came from
        let taken = operator.post(&format!("{links}/{one}/ambil"), &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
        assert!(taken.location().ends_with("/lapor"));
        let draft = operator.get(taken.location()).await.words();
        assert!(
            draft.contains("Depan kantor lurah (dikirim lewat tautan unggah oleh Kepala Dinas"),
            "{draft}"
        );
        assert!(
            draft.contains("Foto, dikirim lewat tautan unggah"),
            "{draft}"
        );
        let twice = operator.post(&format!("{links}/{one}/ambil"), &[]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.number(none).await, 1);
        let history = operator
            .get(&format!("/99.99/tindak-lanjut/{id}/riwayat"))
            .await;
        assert!(
            history
                .words()
                .contains("Menerima kiriman lewat tautan unggah")
        );
        world.check().await;
    }
);

both!(a_number_is_taken_over_beside_what_the_draft_says, |world| {
    let (id, mut operator) = ready(&world).await;
    let drafted = report(&mut operator, &id, "1", "Satu kelurahan.", false).await;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.words());
    let (_, path) = link(&mut operator, &id, "angka").await;
    let mut visitor = world.visitor();
    assert!(visitor.get(&path).await.words().contains("(kelurahan)"));
    let wrong = visitor.upload(&path, &[("jumlah", "1.234")], &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.words().contains("Dapat dibaca dua cara"));
    let right = visitor.upload(&path, &[("jumlah", "2")], &[]).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let one = newest(&world).await;
    let links = format!("/99.99/tindak-lanjut/{id}/tautan");
    operator.post(&format!("{links}/{one}/ambil"), &[]).await;
    let form = operator
        .get(&format!("/99.99/tindak-lanjut/{id}/lapor"))
        .await;
    assert_eq!(form.field("jumlah"), "2");
    let draft = form.words();
    assert!(
        draft.contains("Satu kelurahan. 2 (dikirim lewat tautan unggah"),
        "{draft}"
    );
    world.check().await;
});

both!(
    a_link_ends_is_taken_back_and_does_not_outlive_its_task,
    |world| {
        let (id, mut operator) = ready(&world).await;
        let links = format!("/99.99/tindak-lanjut/{id}/tautan");
        let mut visitor = world.visitor();
        let bytes = picture(5);

        let (_, late) = link(&mut operator, &id, "foto").await;
        world.clock.advance(48 * 3600 - 1);
        assert_eq!(visitor.get(&late).await.status, StatusCode::OK);
        world.clock.advance(1);
        assert_eq!(visitor.get(&late).await.status, StatusCode::NOT_FOUND);
        let sent = visitor.upload(&late, &[], &[photo(&bytes)]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);

        let mut operator = world.sign_in("operator.dlh").await;
        let (_, back) = link(&mut operator, &id, "foto").await;
        let one = newest(&world).await;
        let withdrawn = operator.post(&format!("{links}/{one}/tarik"), &[]).await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
        let sent = visitor.upload(&back, &[], &[photo(&bytes)]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);

        // another region's door does not open with it, and a stranger's link neither
        let (_, path) = link(&mut operator, &id, "foto").await;
        let foreign = path.replace("99.99", "12.72");
        assert_eq!(visitor.get(&foreign).await.status, StatusCode::NOT_FOUND);
        let guess = "/99.99/unggah/".to_owned() + &"a".repeat(64);
        assert_eq!(visitor.get(&guess).await.status, StatusCode::NOT_FOUND);

        // what came in and was thrown away leaves no photo behind
        let came = visitor.upload(&path, &[], &[photo(&bytes)]).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
        let one = newest(&world).await;
        let gone = operator.post(&format!("{links}/{one}/buang"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.words());
        let named =
            "select count(*) from upload_link where region = '99.99' and file_hash is not null";
        assert_eq!(world.number(named).await, 0);
        let evidence = "select count(*) from evidence where region = '99.99'";
        assert_eq!(world.number(evidence).await, 0);

        // a task that was stopped takes nothing in
        let (_, path) = link(&mut operator, &id, "foto").await;
        let mut tapem = world.sign_in("tapem").await;
        let stopped = tapem
            .decide(
                &format!("/99.99/tindak-lanjut/{id}"),
                &format!("/99.99/tindak-lanjut/{id}/hentikan"),
                &[("status", "batal"), ("catatan", "Digabung")],
            )
            .await;
        assert_eq!(stopped.status, StatusCode::SEE_OTHER);
        let sent = visitor.upload(&path, &[], &[photo(&bytes)]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        world.check().await;
    }
);

both!(a_link_that_opens_nothing_takes_nothing_in, |world| {
    const MARK: &str = "tuntas-mark";
    let head = format!(
        "--{MARK}\r\ncontent-disposition: form-data; name=\"foto\"; filename=\"besar.jpg\"\r\n\r\n"
    );
    let megabyte = Bytes::from(vec![0_u8; 1 << 20]);
    let sent = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&sent);
    let pieces = std::iter::once(Bytes::from(head)).chain((0..1024).map(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        megabyte.clone()
    }));
    let body = Body::from_stream(stream::iter(pieces.map(Ok::<_, std::io::Error>)));
    let kind = format!("multipart/form-data; boundary={MARK}");
    let guess = "/99.99/unggah/".to_owned() + &"b".repeat(64);
    let answer = world
        .visitor()
        .send_body(Method::POST, &guess, Some(&kind), body)
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(sent.load(Ordering::SeqCst), 0, "megabytes were read");
});

both!(guessing_links_is_braked_by_address, |world| {
    let (id, mut operator) = ready(&world).await;
    let (_, path) = link(&mut operator, &id, "angka").await;
    let brakes = world.app.part::<platform::brake::Brakes>();
    let address = "10.1.2.3".parse().unwrap();
    for _ in 0..600 {
        brakes.address(Some(address), world.app.now()).unwrap();
    }
    let mut visitor = world.visitor();
    visitor.comes_from(address);
    let refused = visitor.get(&path).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let refused = visitor.upload(&path, &[("jumlah", "3")], &[]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    visitor.comes_from("10.1.2.4".parse().unwrap());
    assert_eq!(visitor.get(&path).await.status, StatusCode::OK);
});
