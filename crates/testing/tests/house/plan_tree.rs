//! The plan tree of a term of office, its priority programmes, and which IKK it covers.

use axum::http::StatusCode;
use documents::workbook::{Cell, List, write_book};
use platform::Instant;
use testing::{Client, World, both, press};

use crate::{
    books,
    imports::{over, send},
};

pub(crate) fn sheet(name: &str, columns: &[&str], rows: &[Vec<&str>]) -> List {
    let columns: Vec<(&str, u16)> = columns.iter().map(|name| (*name, 20)).collect();
    let rows = rows
        .iter()
        .map(|row| row.iter().map(|cell| Cell::from(*cell)).collect());
    List::simple(name, Instant(0), &columns).rows(rows)
}

pub(crate) const YEARS: [&str; 9] = [
    "Kode",
    "Indikator",
    "Satuan",
    "Target Tahun 1",
    "Target Tahun 2",
    "Target Tahun 3",
    "Target Tahun 4",
    "Target Tahun 5",
    "Target Tahun 6",
];

/// A tree of one branch; `last` is the target of 2027, `ikk` what the sub-activity serves.
pub fn workbook(last: &str, ikk: &str) -> Vec<u8> {
    let nodes = [
        vec!["T1", "Tujuan", "Kota sehat", "", "1", "", ""],
        vec!["S1", "Sasaran", "Penduduk sehat", "T1", "", "", ""],
        vec![
            "1.02.02",
            "Program",
            "Upaya kesehatan",
            "S1",
            "",
            "Dinas Kesehatan",
            "",
        ],
        vec![
            "1.02.02.2.01",
            "Kegiatan",
            "Layanan ibu",
            "1.02.02",
            "",
            "",
            "",
        ],
        vec![
            "1.02.02.2.01.0001",
            "Sub Kegiatan",
            "Kelas ibu hamil",
            "1.02.02.2.01",
            "",
            "",
            ikk,
        ],
    ];
    let indicators = [vec![
        "T1",
        "Usia harapan hidup",
        "tahun",
        "70",
        "71",
        "72",
        "73",
        "74",
        last,
    ]];
    let budgets = [
        vec!["1.02.02.2.01.0001", "2026", "Murni", "100.000.000"],
        vec!["1.02.02.2.01.0001", "2026", "Perubahan", "125.000.000"],
        vec!["1.02.02.2.01.0001", "2027", "Murni", "0"],
    ];
    let lists = [
        sheet(
            "Pohon",
            &[
                "Kode",
                "Tingkat",
                "Uraian",
                "Kode Induk",
                "Misi",
                "Unit",
                "Kode IKK",
            ],
            &nodes,
        ),
        sheet("Indikator", &YEARS, &indicators),
        sheet(
            "Anggaran",
            &["Kode", "Tahun", "Versi", "Anggaran"],
            &budgets,
        ),
    ];
    write_book("RPJMD", &lists).unwrap()
}

/// A plan of 2022-2027 with two missions; its page.
pub async fn plan(world: &World, who: &mut Client) -> String {
    for (number, words) in [("1", "Kota sehat"), ("2", "Kota sejahtera")] {
        let fields = [
            ("awal", "2022"),
            ("akhir", "2027"),
            ("nomor", number),
            ("isi", words),
        ];
        let made = who.post("/99.99/rencana-aksi/misi", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    }
    let fields = [
        ("judul", "RPJMD Kota Contoh 2022-2027"),
        ("peraturan", "Perda 7 Tahun 2022"),
        ("awal", "2022"),
        ("akhir", "2027"),
        ("visi", "Sehat, Sejahtera, dan Berkualitas"),
    ];
    let made = who.post("/99.99/rpjmd", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    let twice = who.post("/99.99/rpjmd", &fields).await;
    assert!(twice.words().contains("Periode ini sudah dicatat"));
    let count = world.number("select count(*) from development_plan").await;
    assert_eq!(count, 1);
    made.location().to_owned()
}

both!(
    s0_18_the_plan_holds_exactly_the_years_of_its_period,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let page = plan(&world, &mut sekda).await;
        // a target for each year: without the last nothing is kept
        let shown = send(&mut sekda, &page, &workbook("", "")).await;
        let preview = over(&mut sekda, &shown).await.words();
        assert!(preview.contains("Tulis target tahun 2027"), "{preview}");
        let kept = sekda.post(&format!("{shown}/simpan"), &[]).await;
        assert_ne!(kept.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(world.number("select count(*) from plan_node").await, 0);

        let shown = send(&mut sekda, &page, &workbook("75", "1.b.1")).await;
        let preview = over(&mut sekda, &shown).await.words();
        assert!(preview.contains("Usia harapan hidup"), "{preview}");
        let kept = sekda.post(&format!("{shown}/simpan"), &[]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let years = "select count(*) from plan_target where year between 2022 and 2027";
        assert_eq!(world.number(years).await, 6);
        assert_eq!(world.number("select count(*) from plan_target").await, 6);
        let tree = sekda.get(&page).await.words();
        for word in [
            "Sehat, Sejahtera, dan Berkualitas",
            "Misi 1: Kota sehat",
            "Sub Kegiatan 1.02.02.2.01.0001 Kelas ibu hamil",
            "2022 70; 2023 71",
            "Anggaran 2026 Murni: Rp 100.000.000",
            "Anggaran 2026 Perubahan: Rp 125.000.000",
            "Belum ada tujuan di bawah misi ini",
        ] {
            assert!(tree.contains(word), "{word}: {tree}");
        }

        // the same workbook again changes in place, and the tree is no wider
        let shown = send(&mut sekda, &page, &workbook("76", "1.b.1")).await;
        let preview = over(&mut sekda, &shown).await.words();
        assert!(preview.contains("Diperbarui"), "{preview}");
        let kept = sekda.post(&format!("{shown}/simpan"), &[]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        assert_eq!(world.number("select count(*) from plan_node").await, 5);
        let last = world
            .text("select target from plan_target where year = 2027")
            .await;
        assert_eq!(last, "76");

        // as a sheet of A3 and as a table
        sekda.get(&format!("{page}/pohon.pdf")).await;
        let paper = world.proofs.last();
        assert_eq!((paper.format.width, paper.format.height), (420, 297));
        let rows = press::rows(&paper);
        assert_eq!(rows[0][0], "Misi 1: Kota sehat");
        assert_eq!(rows[0][1], "T1 Kota sehat");
        let rows = books::rows(&sekda.get(&format!("{page}/tabel.xlsx")).await);
        assert!(
            rows.iter().flatten().any(|cell| cell == "125.000.000"),
            "the latest version"
        );
        assert!(!rows.iter().flatten().any(|cell| cell == "100.000.000"));
        world.check().await;
    }
);

both!(s4_21_ikk_are_covered_by_activities_with_money, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let page = plan(&world, &mut sekda).await;
    let pack = regulations::pack("lppd-ikk-kabkota").unwrap();
    let outcome = |it: &&regulations::Indicator| it.kind == regulations::Kind::Outcome;
    let all = pack.indicators.iter().filter(outcome).count();
    let ikk = pack
        .indicators
        .iter()
        .find(|it| outcome(it) && it.affair == "1.b")
        .unwrap();
    let shown = send(&mut sekda, &page, &workbook("75", &ikk.code)).await;
    over(&mut sekda, &shown).await;
    let kept = sekda.post(&format!("{shown}/simpan"), &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let covered = sekda.get(&format!("{page}/ikk?tahun=2026")).await.words();
    assert!(
        covered.contains(&format!("1 dari {all} IKK hasil")),
        "{covered}"
    );
    assert!(!covered.contains(&ikk.name), "what is mapped is not listed");
    for kind in ["Urusan wajib pelayanan dasar", "Urusan pilihan"] {
        assert!(covered.contains(kind), "{kind}");
    }
    // without money an activity covers nothing
    let bare = sekda.get(&format!("{page}/ikk?tahun=2027")).await.words();
    assert!(
        bare.contains(&format!("0 dari {all} IKK hasil (0,0 %)")),
        "{bare}"
    );
    assert!(bare.contains(&ikk.name));
    world.check().await;
});

both!(
    s3_18_the_board_holds_nine_programmes_each_linked_to_a_mission,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let page = plan(&world, &mut sekda).await;
        let form = sekda.get(&format!("{page}/prioritas")).await;
        let missions = form.body.split("name=\"misi\"").nth(1).unwrap();
        let mission = missions.split("<option value=\"").nth(2).unwrap();
        let mission = mission.split('"').next().unwrap().to_owned();
        let unit = world.unit("diskominfo").await.to_string();
        let add = format!("{page}/prioritas");
        let numbers: Vec<String> = (1..=9).map(|number| number.to_string()).collect();
        for number in &numbers {
            let name = format!("Program ke-{number}");
            let fields = [
                ("nomor", number.as_str()),
                ("nama", name.as_str()),
                ("tujuan", "Kesejahteraan masyarakat"),
                ("unit", unit.as_str()),
            ];
            // without a mission none is kept
            let refused = sekda.post(&add, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains("misi-error") && refused.body.contains(&name));
            let mut whole = fields.to_vec();
            whole.push(("misi", mission.as_str()));
            let made = sekda.post(&add, &whole).await;
            assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        }
        let mut anyone = world.sign_in("kadis.dlh").await;
        let board = anyone.get("/99.99/program-prioritas").await;
        assert!(
            board.words().contains("9 program prioritas"),
            "{}",
            board.words()
        );
        assert_eq!(board.words().matches("Misi 1: Kota sehat").count(), 9);
        let one = board
            .body
            .split("href=\"/99.99/program-prioritas/")
            .nth(1)
            .unwrap();
        let one = format!(
            "/99.99/program-prioritas/{}",
            one.split('"').next().unwrap()
        );
        // S3-17: its page shows regulation and period
        let shown = anyone.get(&one).await.words();
        for word in ["Perda 7 Tahun 2022", "2022-2027", "Misi 1: Kota sehat"] {
            assert!(shown.contains(word), "{word}: {shown}");
        }
        let denied = anyone.post(&format!("{one}/ubah"), &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        world.check().await;
    }
);
