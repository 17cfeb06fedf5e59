//! S4-21 as a duty: every IKK of mandatory and optional affairs is served by a sub-activity with money, or the
//! planning unit says in writing why not, before the next Renja is closed.

use axum::http::StatusCode;
use government::Role;
use platform::date;
use testing::{Answer, Client, World, both};

use crate::{
    books,
    imports::{over, send},
    plan_tree::{plan, workbook},
};

/// The outcome IKK of an affair that the shipped list holds: group and codes.
fn outcomes(group: &str) -> Vec<String> {
    let pack = regulations::pack("lppd-ikk-kabkota").unwrap();
    let of_group = pack.indicators.iter().filter(|it| it.affair == group);
    let outcomes = of_group.filter(|it| it.kind == regulations::Kind::Outcome);
    outcomes.map(|it| it.code.clone()).collect()
}

/// The affairs that still have an open IKK, as the page leads to them.
fn open_affairs(page: &Answer) -> Vec<String> {
    let mut all: Vec<String> = page
        .body
        .split("/urusan?kode=")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .map(|code| code.replace("%2E", "."))
        .collect();
    all.dedup();
    all
}

/// Answers the IKK of an affair: this one with a sub-activity, the others with a reason.
async fn answer(
    who: &mut Client,
    page: &str,
    group: &str,
    (mapped, sub): (&str, &str),
    reason: &str,
) -> Answer {
    let path = format!("{page}/urusan?kode={group}");
    let form = who.get(&path).await;
    // who may not write has no form; the answer to what is sent anyway is what matters
    let version = match form.body.contains("name=\"versi\"") {
        true => form.field("versi"),
        false => "0".to_owned(),
    };
    let mut fields = vec![("versi", version.as_str()), ("kode", group)];
    let codes = outcomes(group);
    for code in &codes {
        let one = code == mapped;
        fields.push(("ikk", code));
        fields.push(("sub", if one { sub } else { "" }));
        fields.push(("alasan", if one { "" } else { reason }));
    }
    who.post(&format!("{page}/urusan"), &fields).await
}

/// A plan of which nothing is mapped, and the request for 2026 to the planning unit; both pages.
async fn asked(world: &World, sekda: &mut Client, due: &str) -> (String, String) {
    let tree = plan(world, sekda).await;
    let shown = send(sekda, &tree, &workbook("75", "")).await;
    over(sekda, &shown).await;
    let kept = sekda.post(&format!("{shown}/simpan"), &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let path = format!("{tree}/ikk");
    let form = sekda.get(&format!("{path}?tahun=2026")).await;
    // the unit is found by what it owns: planning, 5.01
    let unit = world.unit("bapperida").await.to_string();
    assert!(
        form.body
            .contains(&format!("<option value=\"{unit}\" selected>")),
        "the planning unit is proposed"
    );
    let fields = [("tahun", "2026"), ("unit", &unit), ("batas", due)];
    let made = sekda.post(&path, &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    (tree, made.location().to_owned())
}

const SUB: &str = "1.02.02.2.01.0001 Kelas ibu hamil";

both!(
    s4_21_every_ikk_is_mapped_or_explained_before_the_next_renja_closes,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let (tree, page) = asked(&world, &mut sekda, "31/12/2026").await;
        let unit = world.unit("bapperida").await;
        let mut staff = world
            .person("99.99", unit, Role::Operator, "Staf Renja")
            .await
            .client;
        let mut head = world
            .person("99.99", unit, Role::Head, "Kaban Renja")
            .await
            .client;

        // the planning unit owes it, with its date
        let owed = head.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(
            owed.contains("Lengkapi pemetaan IKK ke sub kegiatan 2026"),
            "{owed}"
        );
        assert!(owed.contains("31 Desember 2026"), "{owed}");

        // coverage in percent, and what is not mapped by kind of affair and owning unit
        let all: usize = ["1.", "2.", "3."]
            .iter()
            .map(|kind| {
                let pack = regulations::pack("lppd-ikk-kabkota").unwrap();
                let outcome = |it: &&regulations::Indicator| it.kind == regulations::Kind::Outcome;
                pack.indicators
                    .iter()
                    .filter(outcome)
                    .filter(|it| it.code.starts_with(kind))
                    .count()
            })
            .sum();
        let shown = head.get(&page).await.words();
        for words in [
            format!("0 dari {all} IKK hasil (0,0 %)"),
            format!("Masih terbuka {all} IKK"),
            "Urusan wajib pelayanan dasar".into(),
            "Urusan pilihan".into(),
            "Dinas Kesehatan".into(),
        ] {
            assert!(shown.contains(&words), "{words}: {shown}");
        }

        // nothing is sent while something is open
        let early = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = format!("{all} IKK belum dipetakan dan belum diberi alasan");
        assert!(early.words().contains(&words), "{}", early.words());

        // an IKK is mapped only to a sub-activity with money; what is wrong is said beside the field, what
        // was typed stays, nothing is kept
        let first = outcomes("1.b").remove(0);
        for (sub, words) in [
            ("1.02.02", "kode ini program"),
            ("9.99", "tidak ada pada pohon RPJMD"),
        ] {
            let refused = answer(
                &mut staff,
                &page,
                "1.b",
                (&first, sub),
                "Alasan yang diketik",
            )
            .await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                refused.body.contains("id=\"salah-sub-1\""),
                "beside the field"
            );
            assert!(refused.words().contains(words), "{}", refused.words());
            assert!(refused.body.contains(&format!("value=\"{sub}\"")), "typed");
            assert!(refused.body.contains("Alasan yang diketik"), "typed");
        }
        assert_eq!(
            world
                .number("select count(*) from ikk_mapping_reason")
                .await,
            0
        );
        let kept = answer(&mut staff, &page, "1.b", (&first, SUB), "Dianggarkan 2027").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let shown = head.get(&page).await.words();
        assert!(
            shown.contains(&format!("1 dari {all} IKK hasil")),
            "{shown}"
        );
        let in_tree = head.get(&tree).await.words();
        assert!(
            in_tree.contains(&format!("IKK {first}")),
            "one tree: {in_tree}"
        );

        // a draft is the unit's; others see that it is being written
        let mut other = world.sign_in("kadis.dinkes").await;
        let seen = other.get(&page).await.words();
        assert!(
            seen.contains("Masih disusun") && !seen.contains("Dianggarkan 2027"),
            "{seen}"
        );
        let rows = books::rows(&other.get(&format!("{page}/daftar.xlsx")).await);
        assert!(
            !rows
                .iter()
                .flatten()
                .any(|cell| cell.contains("Dianggarkan"))
        );
        let denied = answer(&mut other, &page, "1.b", ("", ""), "Bukan kami").await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        // the rest has a reason; then it goes to somebody else
        let affairs = open_affairs(&head.get(&page).await);
        for group in affairs.iter().filter(|it| *it != "1.b") {
            let kept = answer(&mut staff, &page, group, ("", ""), "Belum dianggarkan").await;
            assert_eq!(
                kept.status,
                StatusCode::SEE_OTHER,
                "{group}: {}",
                kept.words()
            );
        }
        let denied = staff.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN, "the head sends");
        let sent = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let locked = answer(&mut staff, &page, "1.a", ("", ""), "Terlambat berubah").await;
        assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            locked.words().contains("sudah dikirim"),
            "{}",
            locked.words()
        );

        // returned with a note, sent again, found right
        let put = format!("{page}/putuskan");
        let bare = sekda
            .decide(&page, &put, &[("putusan", "kembalikan")])
            .await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.body.contains("catatan-error"), "beside the field");
        let note = [
            ("putusan", "kembalikan"),
            ("catatan", "Alasan kesehatan terlalu umum"),
        ];
        let back = sekda.decide(&page, &put, &note).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.words());
        let owed = head.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("Lengkapi pemetaan IKK"), "{owed}");
        let again = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
        let right = sekda.decide(&page, &put, &[("putusan", "setujui")]).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.words());
        let done = other.get(&page).await.words();
        for words in [
            "Tuntas",
            "1 dipetakan",
            "Dianggarkan 2027",
            "Alasan kesehatan terlalu umum",
        ] {
            assert!(done.contains(words), "{words}: {done}");
        }
        let state = "select count(*) from obligation where kind = 'ikk_mapping' and state = 3";
        assert_eq!(world.number(state).await, 1, "fulfilled");

        // the list for everybody: by kind, affair and owning unit
        let rows = books::rows(&other.get(&format!("{page}/daftar.xlsx")).await);
        let row = rows
            .iter()
            .find(|row| row[3] == first)
            .expect("the mapped one");
        assert_eq!(
            (row[5].as_str(), row[6].as_str()),
            ("Dinas Kesehatan", "Ada")
        );
        let row = rows
            .iter()
            .find(|row| row[3] == outcomes("1.b")[1])
            .expect("an explained one");
        assert_eq!(
            (row[6].as_str(), row[7].as_str()),
            ("Belum ada", "Dianggarkan 2027")
        );
        let same = books::rows(&other.get(&format!("{tree}/ikk.xlsx?tahun=2026")).await);
        assert!(same.iter().flatten().any(|cell| cell == "Dianggarkan 2027"));

        // one that is done is not asked for again
        let fields = [
            ("tahun", "2026"),
            ("unit", &unit.to_string()),
            ("batas", "31/12/2026"),
        ];
        let refused = sekda.post(&format!("{tree}/ikk"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.words().contains("sudah tuntas"),
            "{}",
            refused.words()
        );
        world.check().await;
    }
);

both!(a_mapping_sent_late_is_late, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let (tree, page) = asked(&world, &mut sekda, "30/11/2026").await;
    // a request needs a unit and a day that is still to come, each said beside its field
    for (field, fields) in [
        (
            "unit",
            [("tahun", "2026"), ("unit", ""), ("batas", "31/12/2026")],
        ),
        (
            "batas",
            [("tahun", "2026"), ("unit", ""), ("batas", "1/11/2026")],
        ),
        ("batas", [("tahun", "2026"), ("unit", ""), ("batas", "")]),
    ] {
        let refused = sekda.post(&format!("{tree}/ikk"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!("{field}-error")), "{field}");
    }
    let unit = world.unit("bapperida").await;
    world
        .clock
        .set(date::at(date::parse("2026-12-03").unwrap(), 9 * 60, 7));
    // sessions of before have run out by then
    let mut head = world
        .person("99.99", unit, Role::Head, "Kaban Renja")
        .await
        .client;
    let mut sekda = world.sign_in("sekda").await;
    let owed = head.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(owed.contains("terlambat 3 hari kerja"), "{owed}");
    for group in open_affairs(&head.get(&page).await) {
        let kept = answer(&mut head, &page, &group, ("", ""), "Belum dianggarkan").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    }
    let sent = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "lateness locks nothing");
    let shown = sekda.get(&page).await.words();
    assert!(shown.contains("Dikirim sesudah batas waktu"), "{shown}");
    world.check().await;
});

both!(what_was_mapped_wrongly_is_taken_off_again, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let (tree, page) = asked(&world, &mut sekda, "31/12/2026").await;
    let unit = world.unit("bapperida").await;
    let mut staff = world
        .person("99.99", unit, Role::Operator, "Staf Renja")
        .await
        .client;
    let codes = outcomes("1.b");
    let (first, second) = (&codes[0], &codes[1]);
    let kept = answer(&mut staff, &page, "1.b", (first, SUB), "Dianggarkan 2027").await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let shown = staff.get(kept.location()).await.words();
    for words in [
        "Jawaban untuk Kesehatan tersimpan.",
        "urusan masih terbuka",
        "Kesehatan Terjawab 1 dari 14 IKK dipetakan Ubah",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }

    // the form says where it is mapped to; what is not mapped cannot be taken off
    let path = format!("{page}/urusan?kode=1.b");
    let form = staff.get(&path).await;
    let words = form.words();
    assert!(words.contains("Sudah dipetakan 1 IKK"), "{words}");
    assert!(
        words.contains(&format!("{SUB} Salah petakan: lepaskan")),
        "{words}"
    );
    let version = form.field("versi");
    let off = |code| {
        [
            ("versi", version.as_str()),
            ("kode", "1.b"),
            ("lepas", code),
        ]
    };
    let nothing = staff.post(&format!("{page}/urusan"), &off(second)).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        nothing.words().contains("Tidak ada yang diisi"),
        "{}",
        nothing.words()
    );

    let done = staff.post(&format!("{page}/urusan"), &off(first)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let shown = staff.get(done.location()).await.words();
    assert!(
        shown.contains("Kesehatan 1 belum dijawab 0 dari 14"),
        "{shown}"
    );
    let in_tree = sekda.get(&tree).await.words();
    assert!(!in_tree.contains(&format!("IKK {first}")), "{in_tree}");
    let again = staff.post(&format!("{page}/urusan"), &off(first)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it is off");
    let audit =
        "select count(*) from audit where region = '99.99' and payload like '%IKK dilepas%'";
    assert_eq!(world.number(audit).await, 1);
    world.check().await;
});
