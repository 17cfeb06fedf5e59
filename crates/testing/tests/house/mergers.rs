//! An agency merged into another in mid-year: nothing is lost, nobody is locked out.

use std::collections::HashMap;

use axum::http::StatusCode;
use directives::{
    rules::Budget,
    store::{RowInput, add_meeting, open_collection, unit_rows, write_row},
};
use figures::Amount;
use government::{
    Role,
    follow_up::{self, Standing},
    structure::{NewEntry, NewUnit, UnitKind, add_entries, add_list, add_units},
};
use platform::Uuid;
use testing::{
    Answer, Client, World, both,
    stage::{meeting_input, new_follow_up},
};

use crate::steps::{latest_report, report};

const OWED: &str = "select count(*) from obligation where region = '99.99' and state in (0, 1, 2)";

/// Ids of what stands around the agency, by name.
async fn stand(world: &World, old: Uuid, new: Uuid, third: Uuid) -> HashMap<&'static str, Uuid> {
    world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                let mut made = HashMap::new();
                let below =
                    [("uptd-sampah", "dlh"), ("pos-sampah", "uptd-sampah")].map(|(key, parent)| {
                        NewUnit {
                            key: key.into(),
                            name: format!("UPTD {key}"),
                            abbreviation: String::new(),
                            kind: UnitKind::TechnicalUnit,
                            parent: parent.into(),
                            area: String::new(),
                            public_service: false,
                            spotlight: false,
                            source: "uji".into(),
                        }
                    });
                let units = add_units(tx, below.into()).await?;
                made.insert("child", units["uptd-sampah"]);
                let meeting = add_meeting(tx, &meeting_input()).await?;
                for (name, lead, supporters) in [
                    ("supported", third, vec![old]),
                    ("both support", third, vec![old, new]),
                    ("led", old, vec![new]),
                    ("led too", old, vec![]),
                    ("cancelled", old, vec![]),
                ] {
                    let mut new = new_follow_up(meeting, lead);
                    // two tasks in the same words
                    new.task = name.trim_end_matches(" too").into();
                    new.supporters = supporters;
                    made.insert(name, follow_up::open(tx, new).await?);
                }
                let found = follow_up::find(tx.conn(), tx.region(), made["cancelled"]).await?;
                let found = found.expect("just made").follow_up;
                follow_up::withdraw(tx, &found, Standing::Cancelled, "uji").await?;
                // both bring material to one meeting
                let due = new_follow_up(meeting, old).terms.due.expect("a date");
                open_collection(tx, meeting, &[old, new], due).await?;
                for row in unit_rows(tx.conn(), tx.region(), meeting).await? {
                    let ours = row.unit_id == old;
                    let input = RowInput {
                        budget: Budget {
                            physical: ours.then(|| Amount::whole(40)),
                            ..Budget::default()
                        },
                        results: if ours {
                            "Tiga depo dibangun"
                        } else {
                            "Posyandu aktif"
                        }
                        .into(),
                        link: String::new(),
                    };
                    write_row(tx, &row, row.version, &input).await?;
                }
                let list = add_list(tx, "opd-teknis", "OPD Teknis").await?;
                add_entries(tx, list, &[NewEntry::Unit(old)], None).await?;
                made.insert("list", list);
                Ok(made)
            })
        })
        .await
        .unwrap()
        .value
}

pub async fn merge(admin: &mut Client, path: &str, to: &str, step: &str, seen: &str) -> Answer {
    let fields = [
        ("pengganti", to),
        ("berakhir", "2026-11-20"),
        ("dasar", "Perda Nomor 4 Tahun 2026"),
        ("kepala", "kepala"),
        ("langkah", step),
        ("versi", seen),
    ];
    admin.post(path, &fields).await
}

async fn lead_of(world: &World, id: Uuid) -> Uuid {
    let id = world.literal(id);
    let question =
        format!("select lead_unit_id from follow_up where region = '99.99' and id = {id}");
    world.id(&question).await
}

async fn of_unit(world: &World, question: &str, unit: Uuid) -> i64 {
    let unit = world.literal(unit);
    world.number(&question.replace("{unit}", &unit)).await
}

both!(
    an_agency_merged_in_mid_year_loses_nothing_and_locks_nobody_out,
    |world| {
        let (old, new) = (world.unit("dlh").await, world.unit("dinkes").await);
        let third = world.unit("pupr").await;
        let subjects = world.subjects("99.99", old).await;
        let made = stand(&world, old, new, third).await;
        let mut late_comer = world
            .person("99.99", new, Role::Operator, "Operator Dinkes")
            .await;
        let owed = world.number(OWED).await;
        let path = format!("/99.99/pengaturan/unit/{old}/gabung");
        let to = new.to_string();
        let mut admin = world.sign_in("admin").await;

        // what is missing is said, what would move is listed, and nothing moves yet
        assert_eq!(admin.get(&path).await.status, StatusCode::OK);
        let refused = merge(&mut admin, &path, "", "periksa", "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let below = made["child"].to_string();
        let refused = merge(&mut admin, &path, &below, "gabungkan", "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let listed = merge(&mut admin, &path, &to, "periksa", "").await;
        assert_eq!(listed.status, StatusCode::OK, "{}", listed.words());
        let words = listed.words();
        for word in [
            "Membersihkan sungai",
            "both support",
            "Armada pengangkut sampah kurang",
            "UPTD uptd-sampah",
            "OPD Teknis",
            "Tim Uji",
            "Rakor Uji",
            ": kepada Unit Uji",
            "Kepala Dinas Lingkungan Hidup",
        ] {
            assert!(words.contains(word), "{word}: {words}");
        }
        assert!(!words.contains("cancelled"), "{words}");
        let numbers: std::collections::HashSet<&str> = words
            .split_whitespace()
            .zip(words.split_whitespace().skip(1))
            .filter(|(number, task)| number.starts_with("TL-") && *task == "led")
            .map(|(number, _)| number)
            .collect();
        assert_eq!(numbers.len(), 2, "the same words, told apart: {words}");
        assert_eq!(world.number(OWED).await, owed);

        // somebody raises an issue meanwhile: the list is shown anew
        let mut kadis = world.sign_in("kadis.dlh").await;
        let raised = [
            ("unit", &*old.to_string()),
            ("jenis", "hambatan"),
            ("isi", "Lahan depo belum bersertifikat."),
        ];
        let raised = kadis.post("/99.99/permasalahan", &raised).await;
        assert_eq!(raised.status, StatusCode::SEE_OTHER, "{}", raised.words());
        let seen = listed.field("versi");
        let stale = merge(&mut admin, &path, &to, "gabungkan", &seen).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.words().contains("Lahan depo"), "{}", stale.words());
        assert_eq!(world.number("select count(*) from unit_merger").await, 0);
        let seen = stale.field("versi");
        let merged = merge(&mut admin, &path, &to, "gabungkan", &seen).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.words());
        world.check().await;

        // nothing is owed by the old unit, nothing open was lost: what both supported and what both
        // brought is owed once, and the new unit does not support what it leads
        let open = "select count(*) from obligation where region = '99.99' and unit_id = {unit} \
            and state in (0, 1, 2)";
        assert_eq!(of_unit(&world, open, old).await, 0);
        assert_eq!(world.number(OWED).await, owed - 3);
        assert_eq!(lead_of(&world, made["led"]).await, new);
        assert_eq!(lead_of(&world, made["supported"]).await, third);
        assert_eq!(
            lead_of(&world, made["cancelled"]).await,
            old,
            "what is over stays"
        );
        for (question, kept) in [
            (
                "select count(*) from follow_up_supporter where unit_id = {unit}",
                0,
            ),
            (
                "select count(*) from issue where solved_at is null and (unit_id = {unit} \
                 or raised_by_unit_id = {unit} or owner_unit_id = {unit})",
                0,
            ),
            (
                "select count(*) from briefing_row where unit_id = {unit}",
                0,
            ),
            ("select count(*) from unit where parent_id = {unit}", 0),
            ("select count(*) from team where home_unit_id = {unit}", 0),
            (
                "select count(*) from disposition where state = 0 and to_unit_id = {unit}",
                0,
            ),
            (
                "select count(*) from unit_group_entry where unit_id = {unit} \
                 and until_date is null",
                0,
            ),
        ] {
            assert_eq!(of_unit(&world, question, old).await, kept, "{question}");
        }
        let results = world
            .text(&format!(
                "select results from briefing_row where unit_id = {} and results <> ''",
                world.literal(new)
            ))
            .await;
        for word in ["Posyandu aktif", "Tiga depo dibangun", "fisik 40 %"] {
            assert!(results.contains(word), "{word}: {results}");
        }
        // the whole subtree stands below the new unit
        let paths = format!(
            "select count(*) from unit b join unit n on n.region = b.region \
             and b.path like n.path || '%' where b.region = '99.99' and n.id = {} \
             and b.key in ('uptd-sampah', 'pos-sampah')",
            world.literal(new)
        );
        assert_eq!(world.number(&paths).await, 2);

        // everybody of the old unit gets in, and works for the new one
        let follow_up = &subjects["follow_up"];
        let detail = format!("/99.99/tindak-lanjut/{follow_up}");
        for who in ["kadis.dlh", "operator.dlh"] {
            let mut person = world.sign_in(who).await;
            let page = person.get("/99.99/bertindak-sebagai").await.words();
            assert!(page.contains("(dari DLH)"), "{who}: {page}");
            let work = person.get("/99.99/perlu-ditindaklanjuti").await;
            assert_eq!(work.status, StatusCode::OK, "{who}");
            assert_eq!(person.get(&detail).await.status, StatusCode::OK, "{who}");
        }

        // the report that waited is verified; the next one comes from the new unit
        let waiting = latest_report(&world, follow_up).await;
        let mut verifier = world.sign_in("verifikator").await;
        let verified = verifier
            .decide(
                &detail,
                &format!("/99.99/laporan/{waiting}/verifikasi"),
                &[],
            )
            .await;
        assert_eq!(
            verified.status,
            StatusCode::SEE_OTHER,
            "{}",
            verified.words()
        );
        let draft = report(&mut late_comer.client, follow_up, "4", "Satu lagi", false).await;
        assert_eq!(draft.status, StatusCode::SEE_OTHER, "{}", draft.words());
        let mut head = world.sign_in("kadis.dinkes").await;
        let sent = report(&mut head, follow_up, "4", "Satu lagi", true).await;
        assert!(
            sent.location().ends_with("?kabar=kirim"),
            "{}",
            sent.words()
        );

        // the history says so, and the leader's board names the new unit
        let said = "Dialihkan dari Dinas Lingkungan Hidup ke Dinas Kesehatan karena penggabungan \
            (Perda Nomor 4 Tahun 2026)";
        for page in [
            format!("{detail}/riwayat"),
            format!("/99.99/tindak-lanjut/{}/riwayat", made["supported"]),
            format!("/99.99/permasalahan/{}/riwayat", subjects["issue"]),
        ] {
            let words = admin.get(&page).await.words();
            assert!(words.contains(said), "{page}: {words}");
        }
        let mut mayor = world.sign_in("walikota").await;
        let board = mayor.get(&format!("/99.99/dasbor/{new}")).await.words();
        assert!(board.contains("Membersihkan sungai"), "{board}");
        let units = admin.get("/99.99/pengaturan/unit").await.words();
        for word in [
            "dilanjutkan Dinas Kesehatan (Perda Nomor 4 Tahun 2026)",
            "Melanjutkan Dinas Lingkungan Hidup",
        ] {
            assert!(units.contains(word), "{word}: {units}");
        }
        // a second sending finds nothing to merge
        let again = merge(&mut admin, &path, &to, "gabungkan", &seen).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.check().await;
    }
);

both!(a_renamed_unit_keeps_its_work_and_its_former_name, |world| {
    let unit = world.unit("dlh").await;
    let subjects = world.subjects("99.99", unit).await;
    let path = format!("/99.99/pengaturan/unit/{unit}/nama");
    let mut admin = world.sign_in("admin").await;
    let shown = admin.get(&path).await;
    let (name, short) = (shown.field("lama"), shown.field("singkatan_lama"));
    let fields = |new: &'static str, from: &'static str| {
        vec![
            ("nama", new),
            ("singkatan", "DLHP"),
            ("berlaku", from),
            ("dasar", "Perda Nomor 5 Tahun 2026"),
            ("lama", name.as_str()),
            ("singkatan_lama", short.as_str()),
        ]
    };
    let wanted = "Dinas Lingkungan Hidup dan Pertamanan";
    for (new, from) in [
        (wanted, "2026-12-01"),
        ("", "2026-11-01"),
        ("Dinas Kesehatan", "2026-11-01"),
    ] {
        let refused = admin.post(&path, &fields(new, from)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
    }
    let renamed = admin.post(&path, &fields(wanted, "2026-11-01")).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.words());
    // typed on the name it had before
    let other = "Dinas Lingkungan dan Taman";
    let stale = admin.post(&path, &fields(other, "2026-11-01")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.words());
    let units = admin.get("/99.99/pengaturan/unit").await.words();
    for word in [
        wanted,
        "Sebelumnya: Dinas Lingkungan Hidup (DLH), sampai 31 Okt",
        "Perda Nomor 5 Tahun 2026",
    ] {
        assert!(units.contains(word), "{word}: {units}");
    }
    assert!(!units.contains(other), "{units}");
    let detail = format!("/99.99/tindak-lanjut/{}", subjects["follow_up"]);
    let work = admin.get(&detail).await.words();
    assert!(work.contains(wanted), "{work}");
    let mut head = world.sign_in("kadis.dlh").await;
    assert_eq!(head.get(&detail).await.status, StatusCode::OK);
    world.check().await;
});
