//! Institutions outside the regional government and teams raise points and issues, and institutions
//! support work without owing anything here.

use axum::http::StatusCode;
use documents::Block;
use testing::{Client, World, both, press};

use crate::{
    books::rows,
    imports::send,
    papers::words_of,
    register::prepare,
    steps::{add_point, hand_over, hold_meeting},
};

/// Enters BPN and a team, and returns the word of each in forms.
async fn outside(world: &World, organiser: &mut Client) -> (String, String) {
    let bpn = [("nama", "Kantor Pertanahan Contoh"), ("singkatan", "BPN")];
    let made = organiser.post("/99.99/pengaturan/lembaga", &bpn).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    let team = [("nama", "Pokja Sungai Bersih"), ("dasar", "SK 100/7/2026")];
    let made = organiser.post("/99.99/pengaturan/tim", &team).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    let id =
        "select id from institution where region = '99.99' and name = 'Kantor Pertanahan Contoh'";
    let institution = world.id(id).await;
    let team = world
        .id("select id from team where region = '99.99' and name = 'Pokja Sungai Bersih'")
        .await;
    (format!("lembaga:{institution}"), format!("tim:{team}"))
}

/// Changes who raised a point.
async fn raised_by(who: &mut Client, point: &str, raiser: &str) -> StatusCode {
    let form = who.get(&format!("/99.99/butir/{point}/ubah")).await;
    let (text, kind, version) = ("Sertifikat lahan depo.", "wajib", form.field("versi"));
    let fields = [
        ("isi", text),
        ("jenis", kind),
        ("disampaikan", "Nama Pimpinan, M.Si"),
        ("jabatan", "Wali Kota"),
        ("asal", raiser),
        ("versi", version.as_str()),
    ];
    who.post(&format!("/99.99/butir/{point}/ubah"), &fields)
        .await
        .status
}

both!(
    an_institution_raises_a_point_and_supports_the_work,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let mut notulis = world.sign_in("notulis").await;
        let (bpn, team) = outside(&world, &mut notulis).await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let point = add_point(&world, &mut tapem, &meeting, "Sertifikat lahan depo.").await;
        let form = tapem.get(&format!("/99.99/butir/{point}/ubah")).await;
        for choice in [&bpn, &team] {
            let offered = form.body.contains(&format!("value=\"{choice}\""));
            assert!(offered, "{choice}: {}", form.body);
        }
        let unknown = format!("lembaga:{}", world.unit("dlh").await);
        let refused = raised_by(&mut tapem, &point, &unknown).await;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "a unit is none");
        let kept = raised_by(&mut tapem, &point, &bpn).await;
        assert_eq!(kept, StatusCode::SEE_OTHER);

        // it supports what comes of the point, and owes nothing
        let institution = bpn.strip_prefix("lembaga:").unwrap();
        let more = [("lembaga", institution)];
        let work = hand_over(&world, &mut tapem, &point, "dinkes", &["kec-utara"], &more)
            .await
            .remove(0);
        let page = tapem.get(&format!("/99.99/tindak-lanjut/{work}")).await;
        assert!(page.words().contains("Kantor Pertanahan Contoh"));
        let owed = "select count(*) from obligation where region = '99.99' \
        and kind = 'follow_up.support'";
        assert_eq!(world.number(owed).await, 1, "the kecamatan's only");

        let from = "asal Kantor Pertanahan Contoh";
        let base = format!("/99.99/rapat/{meeting}");
        for path in [
            base.clone(),
            format!("{base}/notula"),
            format!("/99.99/butir/{point}"),
        ] {
            let words = tapem.get(&path).await.words();
            assert!(words.contains(from), "{path}: {words}");
        }
        tapem.get(&format!("{base}/notula.pdf")).await;
        let paper = world.proofs.last();
        let said = "Nama Pimpinan, M.Si, Wali Kota; asal Kantor Pertanahan Contoh";
        let named = paper
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Paragraph { source, .. } if source == said));
        assert!(named, "{paper:?}");
        let docx = tapem.get(&format!("{base}/notula.docx")).await;
        assert!(words_of(&docx.bytes).contains(from));
        prepare(&mut tapem, &meeting, &[("jenis", "matriks-arahan")]).await;
        world.proofs.take();
        tapem.get(&format!("{base}/berkas-rapat.pdf")).await;
        let set = world.proofs.take();
        let matrix = set.iter().find(|paper| paper.title[0] == "MATRIKS ARAHAN");
        let row = press::rows(matrix.unwrap()).remove(0);
        assert!(row[2].ends_with(from), "{row:?}");
        assert!(row[4].ends_with("Kantor Pertanahan Contoh"), "{row:?}");

        // the workbook names both, and comes in again at the next meeting, of which it is no point
        let own = tapem.get(&format!("{base}/tindak-lanjut.xlsx")).await;
        let all = rows(&own);
        let row = all.iter().find(|row| row[1].starts_with("TL-")).unwrap();
        assert_eq!(row[3], format!("Butir 1; {from}"));
        assert!(row[12].ends_with("; Kantor Pertanahan Contoh"), "{row:?}");
        let next = hold_meeting(&world, &mut tapem, "Rakor kedua").await;
        add_point(&world, &mut tapem, &next, "Butir yang sudah ada.").await;
        let preview = send(&mut tapem, &format!("/99.99/rapat/{next}"), &own.bytes).await;
        let words = tapem.get(&preview).await.words();
        assert!(words.contains("tidak ada masalah"), "{words}");
        let kept = tapem.post(&format!("{preview}/simpan"), &[]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let named = "select count(*) from follow_up_institution where region = '99.99'";
        assert_eq!(world.number(named).await, 2);

        // a team in its place; the history says both, and an ended institution stays where it stands
        let kept = raised_by(&mut tapem, &point, &team).await;
        assert_eq!(kept, StatusCode::SEE_OTHER);
        let words = tapem.get(&format!("/99.99/butir/{point}")).await.words();
        assert!(words.contains("asal Pokja Sungai Bersih") && !words.contains(from));
        let history = tapem.get(&format!("/99.99/butir/{point}/riwayat")).await;
        for name in ["Kantor Pertanahan Contoh", "Pokja Sungai Bersih"] {
            assert!(history.words().contains(name), "{name}");
        }
        world.check().await;
    }
);

both!(an_institution_and_a_team_raise_issues, |world| {
    let mut notulis = world.sign_in("notulis").await;
    let (bpn, team) = outside(&world, &mut notulis).await;
    let mut kadis = world.sign_in("kadis.dinkes").await;
    let unit = world.unit("dinkes").await.to_string();
    let fields = [
        ("unit", unit.as_str()),
        ("jenis", "permasalahan"),
        ("isi", "Lahan Puskesmas belum bersertifikat."),
        ("asal", bpn.as_str()),
    ];
    let raised = kadis.post("/99.99/permasalahan", &fields).await;
    assert_eq!(raised.status, StatusCode::SEE_OTHER, "{}", raised.words());
    let path = raised.location().to_owned();
    let by = "Kantor Pertanahan Contoh (dicatat Dinas Kesehatan)";
    let words = kadis.get(&path).await.words();
    assert!(words.contains(by), "{words}");
    let list = kadis.get("/99.99/permasalahan").await.words();
    assert!(
        list.contains("disampaikan Kantor Pertanahan Contoh"),
        "{list}"
    );
    let book = rows(&kadis.get("/99.99/permasalahan.xlsx").await);
    let row = book
        .iter()
        .find(|row| row[1] == "Lahan Puskesmas belum bersertifikat.");
    assert_eq!(row.unwrap()[4], "Kantor Pertanahan Contoh");

    // an institution that ended is no choice any more, and stays where it is named
    let id = bpn.strip_prefix("lembaga:").unwrap();
    let lembaga = format!("/99.99/pengaturan/lembaga/{id}/ubah");
    let version = notulis.get(&lembaga).await.field("versi");
    let ended = [
        ("nama", "Kantor Pertanahan Contoh"),
        ("sampai", "2026-11-20"),
        ("versi", version.as_str()),
    ];
    let changed = notulis.post(&lembaga, &ended).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
    let refused = kadis.post("/99.99/permasalahan", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("asal-error"));
    let form = kadis.get(&format!("{path}/ubah")).await;
    assert!(form.body.contains(&format!("value=\"{bpn}\" selected")));

    // a team takes its place
    let version = form.field("versi");
    let fields = [
        ("unit", unit.as_str()),
        ("jenis", "permasalahan"),
        ("isi", "Lahan Puskesmas belum bersertifikat."),
        ("asal", team.as_str()),
        ("versi", version.as_str()),
    ];
    let changed = kadis.post(&format!("{path}/ubah"), &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
    let words = kadis.get(&path).await.words();
    assert!(
        words.contains("Pokja Sungai Bersih (dicatat Dinas Kesehatan)"),
        "{words}"
    );
    world.check().await;
});
