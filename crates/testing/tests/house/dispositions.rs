//! Passing a follow-up down, on and up within a unit, and who sees it.

use axum::http::StatusCode;
use platform::Uuid;
use testing::{Client, World, both};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting, report};

/// A follow-up of DLH, supported by Kecamatan Utara, with agreed terms.
async fn agreed(world: &World) -> String {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Bersihkan kota.").await;
    let id = hand_over(world, &mut tapem, &point, "dlh", &["kec-utara"], &[])
        .await
        .remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    agree_terms(&mut kadis, &mut asisten, &id).await;
    id
}

/// The value of the choice that stands beside `name` on the sheet.
async fn desk(client: &mut Client, sheet: &str, name: &str) -> String {
    let page = client.get(sheet).await;
    let at = page
        .body
        .find(&format!("form-check-label\">{name}"))
        .unwrap_or_else(|| panic!("{name} is not on: {}", page.words()));
    let tag = page.body[..at].rfind("value=\"").unwrap() + 7;
    page.body[tag..].split('"').next().unwrap().to_owned()
}

/// Id and version of the newest disposition.
async fn newest(world: &World) -> (String, String) {
    let last =
        "from disposition where region = '99.99' order by created_at desc, number desc limit 1";
    let id: Uuid = world.id(&format!("select id {last}")).await;
    let version = world.number(&format!("select version {last}")).await;
    (id.to_string(), version.to_string())
}

const OPERATOR: &str = "Gumelar Manggalayuda, S.E.";

both!(a_head_passes_it_down_and_it_comes_up_again, |world| {
    let id = agreed(&world).await;
    let detail = format!("/99.99/tindak-lanjut/{id}");
    let sheet = format!("{detail}/disposisi");
    let before = world
        .text("select title from obligation where region = '99.99' and kind = 'follow_up'")
        .await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let operator = desk(&mut kadis, &sheet, OPERATOR).await;

    // nobody chosen, nothing said: refused beside the fields, what was typed stays
    let refused = kadis.post(&sheet, &[("tenggat", "9/12/2026")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("tujuan-error") && refused.body.contains("catatan-error"));
    assert!(refused.body.contains("9/12/2026"), "{}", refused.body);

    let given = kadis
        .post(
            &sheet,
            &[
                ("tujuan", operator.as_str()),
                ("kata", "Proses lebih lanjut"),
                ("kata", "Bukan dari daftar"),
                ("catatan", "Siapkan bahannya."),
                ("tenggat", "9/12/2026"),
            ],
        )
        .await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.words());
    world.run_jobs().await;

    // on the person's list, in the notices, on the page and in the history
    let mut staff = world.sign_in("operator.dlh").await;
    let list = staff.get("/99.99/perlu-ditindaklanjuti").await.words();
    for text in [
        "Disposisi untuk Anda",
        "Proses lebih lanjut",
        "Siapkan bahannya.",
        "Rabu, 9 Desember 2026",
        "Menyusun rencana aksi kebersihan",
    ] {
        assert!(list.contains(text), "{text}: {list}");
    }
    assert!(!list.contains("Bukan dari daftar"));
    let notices = staff.get("/99.99/pemberitahuan").await.words();
    assert!(notices.contains("Didisposisikan kepada Anda"), "{notices}");
    let page = kadis.get(&detail).await.words();
    assert!(
        page.contains(&format!("Dikerjakan oleh {OPERATOR}")),
        "{page}"
    );
    let history = kadis.get(&format!("{detail}/riwayat")).await.words();
    assert!(history.contains("Didisposisikan"), "{history}");
    assert!(
        !history.contains("Siapkan bahannya."),
        "the note stays within the unit"
    );

    // what the unit owes stays the unit's
    let owes = "select count(*) from obligation where region = '99.99' \
                    and kind = 'follow_up' and state = 0";
    assert_eq!(world.number(owes).await, 1);
    let after = "select title from obligation where region = '99.99' and kind = 'follow_up'";
    assert_eq!(world.text(after).await, before);

    // up again, and closed by the head
    let (down, version) = newest(&world).await;
    let up = [
        ("versi", version.as_str()),
        ("catatan", "Bahan sudah siap."),
    ];
    let sent = staff
        .post(&format!("/99.99/disposisi/{down}/ke-atasan"), &up)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let again = staff
        .post(&format!("/99.99/disposisi/{down}/ke-atasan"), &up)
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT, "once is enough");
    let list = staff.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(!list.contains("Disposisi untuk Anda"), "{list}");
    let list = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(list.contains("Bahan sudah siap."), "{list}");
    let (upward, version) = newest(&world).await;
    let path = format!("/99.99/disposisi/{upward}/selesai");
    let foreign = staff.post(&path, &[("versi", version.as_str())]).await;
    assert_eq!(
        foreign.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it lies on somebody else's desk"
    );
    let done = kadis.post(&path, &[("versi", version.as_str())]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    world.check().await;
});

both!(
    s3_11_the_head_sees_open_tasks_per_staff_member_before_assigning,
    |world| {
        let id = agreed(&world).await;
        let sheet = format!("/99.99/tindak-lanjut/{id}/disposisi");
        let mut kadis = world.sign_in("kadis.dlh").await;
        let row = format!("{OPERATOR} Operator Dinas Lingkungan Hidup");
        let shown = kadis.get(&sheet).await.words();
        assert!(shown.contains(&format!("{row} 0 0")), "{shown}");
        let operator = desk(&mut kadis, &sheet, OPERATOR).await;
        for due in ["23/11/2026", "9/12/2026"] {
            let fields = [
                ("tujuan", operator.as_str()),
                ("catatan", "Kerjakan."),
                ("tenggat", due),
            ];
            let given = kadis.post(&sheet, &fields).await;
            assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.words());
        }
        world.clock.advance(5 * 24 * 3600);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let shown = kadis.get(&sheet).await.words();
        assert!(shown.contains(&format!("{row} 2 1")), "{shown}");
        // what is finished lies on nobody's desk
        let (last, version) = newest(&world).await;
        let mut staff = world.sign_in("operator.dlh").await;
        staff
            .post(
                &format!("/99.99/disposisi/{last}/selesai"),
                &[("versi", version.as_str())],
            )
            .await;
        let shown = kadis.get(&sheet).await.words();
        assert!(shown.contains(&format!("{row} 1 1")), "{shown}");
        world.check().await;
    }
);

both!(
    a_supporter_passes_it_to_a_kelurahan_and_others_do_not_see,
    |world| {
        let id = agreed(&world).await;
        let sheet = format!("/99.99/tindak-lanjut/{id}/disposisi");
        let mut camat = world.sign_in("camat.utara").await;
        let rimba = world.unit("kel-padma-rimba").await;
        let below = format!("unit:{rimba}");
        let fields = [("tujuan", below.as_str()), ("catatan", "Kerahkan warga.")];
        let given = camat.post(&sheet, &fields).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.words());
        let role = government::Role::Head;
        let mut lurah = world.person("99.99", rimba, role, "Lurah Uji").await.client;
        let list = lurah.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(list.contains("Kerahkan warga."), "{list}");

        // a unit that has nothing to do with it neither reads nor gives
        let mut dinkes = world.sign_in("kadis.dinkes").await;
        assert_eq!(dinkes.get(&sheet).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            dinkes.post(&sheet, &fields).await.status,
            StatusCode::FORBIDDEN
        );
        // and nobody gives it to a unit that is not below
        let other = format!("unit:{}", world.unit("dinkes").await);
        let refused = camat
            .post(&sheet, &[("tujuan", other.as_str()), ("catatan", "x")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.check().await;
    }
);

both!(the_words_of_the_sheet_are_the_regions_own, |world| {
    let id = agreed(&world).await;
    let mut sekda = world.sign_in("sekda").await;
    let path = "/99.99/pengaturan/kerja-harian";
    let page = sekda.get(path).await.words();
    assert!(page.contains("belum diverifikasi"), "{page}");
    let refused = sekda.post(path, &[("kata", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = sekda.post(path, &[("kata", "Selesaikan\nArsipkan")]).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    let mut kadis = world.sign_in("kadis.dlh").await;
    let sheet = format!("/99.99/tindak-lanjut/{id}/disposisi");
    let words = kadis.get(&sheet).await.words();
    assert!(words.contains("Arsipkan"), "{words}");
    assert!(!words.contains("Koordinasi/konfirmasi"), "{words}");
    world.check().await;
});

both!(a_finished_follow_up_lies_on_nobodys_desk, |world| {
    let id = agreed(&world).await;
    let sheet = format!("/99.99/tindak-lanjut/{id}/disposisi");
    let mut kadis = world.sign_in("kadis.dlh").await;
    let operator = desk(&mut kadis, &sheet, OPERATOR).await;
    let fields = [("tujuan", operator.as_str()), ("catatan", "Kerjakan.")];
    kadis.post(&sheet, &fields).await;
    report(&mut kadis, &id, "5", "Selesai semua", true).await;
    let mut verifier = world.sign_in("verifikator").await;
    let sent = crate::steps::latest_report(&world, &id).await;
    let detail = format!("/99.99/tindak-lanjut/{id}");
    let path = format!("/99.99/laporan/{sent}/verifikasi");
    let verified = verifier.decide(&detail, &path, &[]).await;
    assert_eq!(verified.status, StatusCode::SEE_OTHER);
    let mut staff = world.sign_in("operator.dlh").await;
    let list = staff.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(!list.contains("Disposisi untuk Anda"), "{list}");
    let refused = kadis.post(&sheet, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Tuntas"));
    world.check().await;
});
