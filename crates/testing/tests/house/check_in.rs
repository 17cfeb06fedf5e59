//! Attendance by the code on the screen: S2-4 by phone, S2-5 a speaker without NIP.

use axum::http::StatusCode;
use directives::{
    rules::code,
    store::{self, OpenList},
};
use government::Role;
use testing::{Client, World, both};

use crate::steps::hold_meeting;

const OMBUDSMAN: &str = "Ombudsman RI Perwakilan Sumatera Utara";

/// Opens the attendance list of a fresh meeting.
async fn opened(world: &World, tapem: &mut Client) -> String {
    let meeting = hold_meeting(world, tapem, "Rapat Fasilitasi Pelayanan").await;
    let path = format!("/99.99/rapat/{meeting}/kode-hadir/buka");
    let open = tapem.post(&path, &[]).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.words());
    meeting
}

async fn lists(world: &World) -> Vec<OpenList> {
    let (region, now) = (world.contoh(), world.app.now());
    store::open_lists(world.app.db().read(), &region, now)
        .await
        .unwrap()
}

/// Where the code leads that stands on the screen now.
async fn door(world: &World) -> String {
    let open = lists(world).await;
    let shown = code(&open[0].secret, world.app.now());
    format!("/99.99/hadir/{shown}")
}

async fn minutes(client: &mut Client, meeting: &str) -> String {
    let path = format!("/99.99/rapat/{meeting}/notula");
    client.get(&path).await.words()
}

async fn guest(world: &World, path: &str, name: &str, place: &str, more: &[(&str, &str)]) {
    let mut fields = vec![("nama", name), ("instansi", place)];
    fields.extend_from_slice(more);
    let came = world.visitor().post(path, &fields).await;
    assert_eq!(came.status, StatusCode::OK, "{}", came.words());
    assert!(came.words().contains("Pencatat rapat akan memeriksanya"));
}

/// Decides about everybody who waits.
async fn decide(tapem: &mut Client, meeting: &str, verdict: &str) {
    let path = format!("/99.99/rapat/{meeting}/kode-hadir");
    let board = tapem.get(&path).await;
    let ids: Vec<String> = board
        .body
        .split("name=\"orang\" value=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .map(str::to_owned)
        .collect();
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("orang", id.as_str())).collect();
    fields.push(("putusan", verdict));
    let sent = tapem.post(&format!("{path}/konfirmasi"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
}

both!(
    s2_4_ninety_come_by_code_and_the_total_equals_the_list,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = opened(&world, &mut tapem).await;
        let board = format!("/99.99/rapat/{meeting}/kode-hadir");
        let shown = tapem.get(&board).await;
        assert!(shown.body.contains("<svg class=\"scan-code\""));
        assert!(!shown.body.contains("style="), "nothing the CSP forbids");

        // with an account: name, office and unit are known
        let path = door(&world).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let own = kadis.get(&format!("{path}/akun")).await.words();
        assert!(own.contains("Kepala Dinas Lingkungan Hidup"), "{own}");
        let came = kadis
            .post(&format!("{path}/akun"), &[("sebagai", "")])
            .await;
        assert!(came.words().contains("tercatat hadir"), "{}", came.words());
        let twice = kadis
            .post(&format!("{path}/akun"), &[("sebagai", "")])
            .await;
        assert!(
            twice.words().contains("Sudah Tercatat"),
            "{}",
            twice.words()
        );

        // S2-5: a speaker of another institution without NIP, and 88 others
        let speaker = [("jabatan", "Narasumber")];
        guest(&world, &path, "Narasumber Ombudsman", OMBUDSMAN, &speaker).await;
        let nip = [("nip", "19860926 201505 1 001")];
        for n in 1..=88 {
            let name = format!("Peserta {n}");
            guest(&world, &path, &name, "Pemerintah Kota Contoh", &nip).await;
        }
        let again = [
            ("nama", "peserta  1"),
            ("instansi", "pemerintah kota contoh"),
        ];
        let again = world.visitor().post(&path, &again).await;
        assert!(again.words().contains("sudah tercatat sebelumnya"));
        assert!(minutes(&mut tapem, &meeting).await.contains("Hadir 1 "));
        let waiting = tapem.get(&board).await.words();
        assert!(waiting.contains("89 tamu menunggu"), "{waiting}");
        assert!(waiting.contains("• 001") && !waiting.contains("19860926"));
        let sealed = world
            .text("select nip_sealed from attendance_check_in where region = '99.99' and nip_sealed is not null limit 1")
            .await;
        assert!(!sealed.contains("19860926"));

        decide(&mut tapem, &meeting, "terima").await;
        let kept = "select count(*) from attendance where region = '99.99' and status = 1";
        assert_eq!(world.number(kept).await, 90);
        let paper = minutes(&mut tapem, &meeting).await;
        assert!(paper.contains("Jumlah 90 90 0 0"), "{paper}");
        assert!(
            paper.contains(&format!("Narasumber, {OMBUDSMAN}")),
            "{paper}"
        );
        let sheet = tapem
            .get(&format!("/99.99/rapat/{meeting}/kehadiran"))
            .await;
        assert!(sheet.body.contains("lewat kode, 21 November 2026"));
        world.check().await;
    }
);

both!(
    somebody_comes_for_the_head_and_a_line_is_used_once,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = opened(&world, &mut tapem).await;
        let unit = world.unit("dlh").await;
        let sheet = format!("/99.99/rapat/{meeting}/kehadiran");
        let version = tapem.get(&sheet).await.field("versi");
        let id = unit.to_string();
        let line = |status, name, office| {
            [
                ("urutan", ""),
                ("kelompok", ""),
                ("unit", id.as_str()),
                ("instansi", ""),
                ("status", status),
                ("nama", name),
                ("jabatan", office),
                ("keterangan", ""),
            ]
        };
        let mut fields = vec![("versi", version.as_str())];
        fields.extend(line("invited", "", "Kepala Dinas Lingkungan Hidup"));
        let saved = tapem.post(&sheet, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());

        // the recorder has the sheet open while people come
        let before = tapem.get(&sheet).await.field("versi");
        let path = format!("{}/akun", door(&world).await);
        let mut operator = world.sign_in("operator.dlh").await;
        let form = operator.get(&path).await;
        assert!(
            form.words()
                .contains("Mewakili Kepala Dinas Lingkungan Hidup")
        );
        let seat = form.body.split("Mewakili").next().unwrap();
        let seat = seat.rsplit("value=\"").next().unwrap();
        let seat = seat.split('"').next().unwrap().to_owned();
        let came = operator.post(&path, &[("sebagai", &seat)]).await;
        assert_eq!(came.status, StatusCode::OK, "{}", came.words());
        let paper = minutes(&mut tapem, &meeting).await;
        assert!(paper.contains("Jumlah 1 0 1 0"), "{paper}");

        // the seat is taken; the head stands on a line of its own
        let mut kadis = world.sign_in("kadis.dlh").await;
        let taken = kadis.post(&path, &[("sebagai", &seat)]).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        let own = kadis.post(&path, &[("sebagai", "")]).await;
        assert_eq!(own.status, StatusCode::OK, "{}", own.words());
        let paper = minutes(&mut tapem, &meeting).await;
        assert!(paper.contains("Jumlah 2 1 1 0"), "{paper}");

        // a sheet opened before does not take them off unseen
        let mut fields = vec![("versi", before.as_str())];
        fields.extend(line("absent", "", "Kepala Dinas Lingkungan Hidup"));
        let stale = tapem.post(&sheet, &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let others = world.unit("dinkes").await;
        let mut stranger = world
            .person("99.99", others, Role::Operator, "Orang Dinkes")
            .await;
        let foreign = stranger.client.get(&path).await.words();
        assert!(!foreign.contains("Mewakili"), "{foreign}");
        world.check().await;
    }
);

both!(a_code_opens_only_while_the_list_is_open, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = opened(&world, &mut tapem).await;
    let first = door(&world).await;
    let mut visitor = world.visitor();
    assert_eq!(visitor.get(&first).await.status, StatusCode::OK);
    assert_eq!(
        visitor.get(&first.to_lowercase()).await.status,
        StatusCode::OK
    );
    let typed = visitor.get("/99.99/hadir?kode=K7MQ-2ZPD").await;
    assert_eq!(typed.location(), "/99.99/hadir/K7MQ2ZPD");
    assert_eq!(
        visitor.get(typed.location()).await.status,
        StatusCode::NOT_FOUND
    );
    let foreign = first.replace("99.99", "12.72");
    assert_eq!(visitor.get(&foreign).await.status, StatusCode::NOT_FOUND);

    // a photo of the code, passed on, opens nothing twenty minutes later
    world.clock.advance(20 * 60);
    assert_eq!(visitor.get(&first).await.status, StatusCode::NOT_FOUND);
    let fields = [("nama", "Orang Jauh"), ("instansi", "Rumah")];
    let late = visitor.post(&first, &fields).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    let now = door(&world).await;
    assert_eq!(visitor.get(&now).await.status, StatusCode::OK);

    let wrong = [("nama", ""), ("instansi", "Dinas"), ("nip", "123")];
    let wrong = visitor.post(&now, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.words().contains("NIP terdiri dari 18 angka"));
    guest(&world, &now, "Tamu Tak Dikenal", "Tidak jelas", &[]).await;
    decide(&mut tapem, &meeting, "tolak").await;
    let none = "select count(*) from attendance where region = '99.99'";
    assert_eq!(world.number(none).await, 0);

    let close = format!("/99.99/rapat/{meeting}/kode-hadir/tutup");
    tapem.post(&close, &[]).await;
    assert_eq!(visitor.get(&now).await.status, StatusCode::NOT_FOUND);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let own = kadis.get(&format!("{now}/akun")).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);

    // opened again, it has other codes; nobody closes it, and it closes by itself
    tapem
        .post(&format!("/99.99/rapat/{meeting}/kode-hadir/buka"), &[])
        .await;
    assert_ne!(door(&world).await, now);
    world.clock.advance(6 * 3600);
    assert!(lists(&world).await.is_empty());
    world.check().await;
});

both!(how_somebody_came_is_forgotten_and_the_list_stays, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = opened(&world, &mut tapem).await;
    let path = door(&world).await;
    let nip = [("nip", "19860926 201505 1 001")];
    guest(&world, &path, "Siti Aminah", OMBUDSMAN, &nip).await;
    decide(&mut tapem, &meeting, "terima").await;
    let kept = "select count(*) from attendance_check_in where region = '99.99'";
    let codes = "select count(*) from attendance_code where region = '99.99'";
    for (day, left) in [("2026-12-20", 1), ("2026-12-22", 0)] {
        let day = platform::date::parse(day).unwrap();
        world.clock.set(platform::date::at(day, 8 * 60, 7));
        government::notice::schedule(&world.app, &world.contoh())
            .await
            .unwrap();
        world.run_jobs().await;
        assert_eq!(world.number(kept).await, left, "{day}");
        assert_eq!(world.number(codes).await, left, "{day}");
    }
    let mut tapem = world.sign_in("tapem").await;
    let paper = minutes(&mut tapem, &meeting).await;
    assert!(paper.contains("Siti Aminah"), "{paper}");
    let history = tapem.get(&format!("/99.99/rapat/{meeting}/riwayat")).await;
    let words = history.words();
    assert!(words.contains("dihapus setelah 30 hari"), "{words}");
    world.check().await;
});
