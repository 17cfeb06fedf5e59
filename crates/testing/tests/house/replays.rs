//! Stored results, computed again: what was changed behind the program's back is found, and what the
//! program changes itself never differs.

use axum::http::StatusCode;
use testing::{World, both};
use values::store::{Listed, Replay, Rules, Why, keep_replayed, replay};

use crate::regulations::{Sheet, kept};
use crate::rounds::{health, indicator, literal, open_round, row};

async fn replayed(world: &World) -> Replay {
    let (db, region) = (world.app.db().read(), world.contoh());
    let rules = Rules::load(db, &region).await.unwrap();
    let rule = &|it: &Listed<'_>| rules.formula(it);
    replay(db, &region, Some(2025), rule).await.unwrap()
}

async fn whys(world: &World) -> Vec<Why> {
    let found = replayed(world).await;
    found.differences.iter().map(|it| it.why).collect()
}

async fn repair(world: &World) -> usize {
    let (region, found) = (world.contoh(), replayed(world).await);
    let written = world
        .app
        .db()
        .maintain(&region, "system.replay", move |tx| {
            Box::pin(async move { keep_replayed(tx, &found).await })
        });
    written.await.unwrap().value
}

both!(a_changed_result_figure_or_formula_is_found, |world| {
    let mut tapem = world.sign_in("tapem").await;
    open_round(&mut tapem).await;
    let mut health = health(&world).await;
    let mothers = indicator(&world, "1.b.3").await;
    let fields = [("angka-A", "4512"), ("angka-B", "5003")];
    let kept = row(&mut health.operator, &health.path, mothers, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let found = replayed(&world).await;
    assert_eq!((found.compared, found.differences.len()), (1, 0));

    let id = literal(&world, mothers);
    let at = format!("where region = '99.99' and indicator_id = {id}");
    let result = format!("update indicator_result set amount = '91' {at}");
    world.tamper(&result).await;
    assert_eq!(whys(&world).await, [Why::Result]);
    let told = replayed(&world).await.differences.remove(0);
    assert_eq!((told.code.as_str(), told.year), ("1.b.3", 2025));
    assert_eq!(told.stored.to_string(), "91");
    assert_eq!(told.line, "(4.512 ÷ 5.003) × 100 = 90,19 %");
    assert_eq!(repair(&world).await, 1);
    assert_eq!(whys(&world).await, []);

    world
        .tamper(&format!("update indicator_result set line = 'x' {at}"))
        .await;
    assert_eq!(whys(&world).await, [Why::Line]);
    assert_eq!(repair(&world).await, 1);

    // a figure changed behind the program's back
    world
        .tamper(&format!(
            "update figure set amount = '5' {at} and letter = 'A'"
        ))
        .await;
    assert_eq!(whys(&world).await, [Why::Result]);
    assert_eq!(repair(&world).await, 1);

    // and a formula: the pack of that year has another, which no repair decides
    let formula =
        format!("update indicator set formula = 'A/B*1000' where region = '99.99' and id = {id}");
    world.tamper(&formula).await;
    assert_eq!(whys(&world).await, [Why::Formula]);
    assert_eq!(repair(&world).await, 0);
    // a list that names no pack has its own formula
    let region = world.contoh();
    let own = replay(world.app.db().read(), &region, None, &|_| None);
    let own = own.await.unwrap();
    assert_eq!(own.differences.len(), 1);
    assert_eq!(own.differences[0].why, Why::Result);
    assert!(own.differences[0].line.contains("1.000"), "{own:?}");
});

both!(a_result_follows_its_owner_and_its_formula, |world| {
    let mut tapem = world.sign_in("tapem").await;
    open_round(&mut tapem).await;
    let mut health = health(&world).await;
    let mothers = indicator(&world, "1.b.3").await;
    let fields = [("angka-A", "4512"), ("angka-B", "5003")];
    row(&mut health.operator, &health.path, mothers, &fields).await;
    let line = format!(
        "select line from indicator_result where region = '99.99' and indicator_id = {}",
        literal(&world, mothers)
    );
    assert!(world.text(&line).await.ends_with("90,19 %"));

    // another unit gives it: what this one gave counts no more
    let card = format!("/99.99/daftar-ikk/{mothers}");
    let version = tapem.get(&card).await.field("versi");
    let other = world.unit("dlh").await.to_string();
    let fields = [("utama", other.as_str()), ("versi", version.as_str())];
    let owned = tapem.post(&card, &fields).await;
    assert_eq!(owned.status, StatusCode::SEE_OTHER, "{}", owned.words());
    let now = world.text(&line).await;
    assert!(now.contains("belum diisi"), "{now}");
    world.check().await;
    let version = tapem.get(&card).await.field("versi");
    let back = world.unit("dinkes").await.to_string();
    let fields = [("utama", back.as_str()), ("versi", version.as_str())];
    tapem.post(&card, &fields).await;
    assert!(world.text(&line).await.ends_with("90,19 %"));

    // a list that is taken in anew mends a formula, and its result with it
    let id = literal(&world, mothers);
    let formula =
        format!("update indicator set formula = 'A/B*1000' where region = '99.99' and id = {id}");
    world.tamper(&formula).await;
    let fields = [("paket", "lppd-ikk-kabkota"), ("tahun", "2025")];
    let taken = tapem.post("/99.99/daftar-ikk/dari-paket", &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    world.check().await;
});

both!(
    what_a_region_lays_over_the_pack_is_the_rule_of_its_year,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let mothers = indicator(&world, "1.b.3").await;
        let fields = [("angka-A", "4512"), ("angka-B", "5003")];
        row(&mut health.operator, &health.path, mothers, &fields).await;
        let path = "/99.99/daftar-ikk/tahunan.xlsx?tahun=2025";
        let mut sheet = Sheet::of(&mut tapem, path, "Tahun").await;
        sheet.set("1.b.3", "Rumus", "A/B*1000");
        sheet.set("1.b.3", "Satuan", "per 1.000");
        sheet.set("1.b.3", "Dasar Hukum", "Perwali 3/2025");
        kept(&mut tapem, "/99.99/daftar-ikk", &sheet.bytes()).await;
        let page = format!("{}/ikk/{mothers}", health.path);
        let one = health.operator.get(&page).await.words();
        assert!(
            one.contains("= 901,86 per 1.000") && one.contains("milik daerah"),
            "{one}"
        );
        assert_eq!(whys(&world).await, []);

        // without it the list has another formula than the rules of its year
        let gone = "delete from pack_overlay where region = '99.99'";
        world.tamper(gone).await;
        assert_eq!(whys(&world).await, [Why::Formula]);
    }
);

both!(
    words_with_colons_and_digits_read_back_as_they_are,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let mothers = indicator(&world, "1.b.3").await;
        let reason = "3:dua; 12:é ✓\n:";
        let fields = [
            ("angka-A", "4512"),
            ("alasan-A", reason),
            ("angka-B", "5003"),
        ];
        let kept = row(&mut health.operator, &health.path, mothers, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let (db, region) = (world.app.db().read(), world.contoh());
        let cells = values::store::cells(db, &region, &[mothers]).await.unwrap();
        assert_eq!(cells[0].reason, reason.trim());
        assert_eq!(cells[0].entry().amount.as_deref(), Some("4512"));
        assert_eq!((cells[1].letter.as_str(), cells[1].version), ("B", 1));
        let id = literal(&world, mothers);
        let measure = format!(
            "update indicator set measure = '2:%é 0:' where region = '99.99' and id = {id}"
        );
        world.tamper(&measure).await;
        let told = replayed(&world).await.differences.remove(0);
        assert_eq!((told.indicator, told.why), (mothers, Why::Line));
        assert_eq!(told.line, "(4.512 ÷ 5.003) × 100 = 90,19 2:%é 0:");
        assert_eq!(repair(&world).await, 1);
        assert_eq!(whys(&world).await, []);
    }
);
