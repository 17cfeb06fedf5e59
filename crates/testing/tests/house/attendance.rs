//! Attendance lists: who was asked, who came, counted by group.

use axum::http::StatusCode;
use testing::{Client, both};

use crate::steps::hold_meeting;

/// A line as the sheet sends it.
struct Line<'a> {
    unit: &'a str,
    status: &'a str,
    name: &'a str,
    office: &'a str,
    institution: &'a str,
}

async fn fill(client: &mut Client, meeting: &str, lines: &[Line<'_>]) {
    let mut fields = vec![("versi", "1")];
    for line in lines {
        fields.extend([
            ("urutan", ""),
            ("kelompok", ""),
            ("unit", line.unit),
            ("instansi", line.institution),
            ("status", line.status),
            ("nama", line.name),
            ("jabatan", line.office),
            ("keterangan", ""),
        ]);
    }
    let path = format!("/99.99/rapat/{meeting}/kehadiran");
    let saved = client.post(&path, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());
}

async fn minutes(client: &mut Client, meeting: &str) -> String {
    let path = format!("/99.99/rapat/{meeting}/notula");
    client.get(&path).await.words()
}

both!(
    s2_4_ninety_participants_and_a_speaker_without_nip,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rapat Fasilitasi").await;
        let names: Vec<String> = (1..=89).map(|n| format!("Peserta {n}")).collect();
        let mut lines: Vec<Line<'_>> = names
            .iter()
            .map(|name| Line {
                unit: "",
                status: "present",
                name,
                office: "",
                institution: "Pemerintah Kota Contoh",
            })
            .collect();
        // S2-5: a guest of another institution, without NIP
        lines.push(Line {
            unit: "",
            status: "present",
            name: "Narasumber Ombudsman",
            office: "Narasumber",
            institution: "Ombudsman RI Perwakilan Sumatera Utara",
        });
        fill(&mut tapem, &meeting, &lines).await;
        let kept = "select count(*) from attendance where region = '99.99'";
        assert_eq!(world.number(kept).await, 90);
        let paper = minutes(&mut tapem, &meeting).await;
        assert!(paper.contains("Hadir 90"), "{paper}");
        assert!(paper.contains("Jumlah 90 90 0 0"), "{paper}");
        assert!(
            paper.contains("Narasumber, Ombudsman RI Perwakilan Sumatera Utara"),
            "{paper}"
        );
        world.check().await;
    }
);

both!(s4_24_attendance_is_counted_by_group, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rapat Kerja").await;
    let unit = |key: &'static str| world.unit(key);
    let (utara, timur, dlh, dinkes) = (
        unit("kec-utara").await.to_string(),
        unit("kec-timur").await.to_string(),
        unit("dlh").await.to_string(),
        unit("dinkes").await.to_string(),
    );
    let line = |unit, status, name| Line {
        unit,
        status,
        name,
        office: "",
        institution: "",
    };
    let lines = [
        line(utara.as_str(), "present", "Camat Utara"),
        line(&timur, "absent", ""),
        line(&dlh, "represented", "Sekretaris Dinas"),
        line(&dinkes, "invited", ""),
    ];
    fill(&mut tapem, &meeting, &lines).await;
    let paper = minutes(&mut tapem, &meeting).await;
    let heads = "Kelompok Diundang Hadir Diwakili Tidak hadir";
    for row in [
        heads,
        "Kecamatan 2 1 0 1",
        "Dinas 2 0 1 0",
        "Jumlah 4 1 1 1",
    ] {
        assert!(paper.contains(row), "{row}: {paper}");
    }
    world.check().await;
});
