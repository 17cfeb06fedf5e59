//! The rules of a region in a year: the pack that holds, with what the region lays over it.

use std::collections::HashMap;

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use regulations::{Held, Overlay, Pack, held, own_id};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::Listed;

/// Kind of an overlay in audit rows.
pub const OVERLAY: &str = "values.overlay";

/// What a region keeps of its own over a pack, for a fiscal year.
#[derive(Clone, Debug)]
pub struct KeptOverlay {
    /// Id.
    pub id: Uuid,
    /// What it changes.
    pub overlay: Overlay,
    /// Who wrote it last.
    pub written_name: String,
    /// When, microseconds.
    pub written_at: i64,
    /// Version.
    pub version: i64,
}

/// Which pack of a family a region uses in a year for which several hold.
#[derive(Clone, Debug, FromQueryResult)]
struct PackChoice {
    family: String,
    year: i64,
    pack: String,
}

/// Everything a region says of its own about packs.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    overlays: Vec<KeptOverlay>,
    choices: Vec<PackChoice>,
}

impl Rules {
    /// Reads it: two statements.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn load<C: ConnectionTrait>(conn: &C, region: &RegionCode) -> Result<Self, Problem> {
        let overlays = overlays(conn, region).await?;
        let choices = sql::all(
            conn,
            "select family, year, pack from pack_choice where region = $1",
            vec![region.as_str().into()],
        );
        Ok(Self {
            overlays,
            choices: choices.await?,
        })
    }

    /// All overlays, by pack and year.
    pub fn overlays(&self) -> &[KeptOverlay] {
        &self.overlays
    }

    /// What the region wrote for this year over a pack.
    pub fn kept(&self, pack: &str, year: u16) -> Option<&KeptOverlay> {
        let wanted = |it: &&KeptOverlay| it.overlay.pack == pack && it.overlay.year == year;
        self.overlays.iter().find(wanted)
    }

    /// What lies over a pack in a year. Codes that became new ones and scales go on holding until a
    /// later year says otherwise; a list and due dates are of their year alone.
    pub fn overlay(&self, pack: &str, year: u16) -> Overlay {
        if let Some(kept) = self.kept(pack, year) {
            return kept.overlay.clone();
        }
        let goes_on = self.before(pack, year).cloned();
        let goes_on = goes_on.map(|it| Overlay {
            affairs: vec![],
            indicators: vec![],
            left_out: vec![],
            calendar: vec![],
            year,
            ..it
        });
        goes_on.unwrap_or_else(|| Overlay {
            pack: pack.to_owned(),
            year,
            ..Overlay::default()
        })
    }

    /// What the region wrote last over a pack before a year.
    fn before(&self, pack: &str, year: u16) -> Option<&Overlay> {
        let all = self.overlays.iter().map(|it| &it.overlay);
        let earlier = all.filter(|it| it.pack == pack && it.year < year);
        earlier.max_by_key(|it| it.year)
    }

    /// The code that an indicator with this code in the list of `from` had in the list of an earlier
    /// year.
    pub fn code_in(&self, year: i64, from: i64, code: &str) -> String {
        let mut code = code.to_owned();
        for year in (year + 1..=from).rev() {
            let former = u16::try_from(year).map(|year| self.former(year, &[&code]));
            if let Some(before) = former.ok().and_then(|mut found| found.remove(&code)) {
                code = before;
            }
        }
        code
    }

    fn former(&self, year: u16, codes: &[&str]) -> HashMap<String, String> {
        let mut former = HashMap::new();
        let mut packs: Vec<&str> = self
            .overlays
            .iter()
            .map(|it| it.overlay.pack.as_str())
            .collect();
        packs.dedup();
        for pack in packs {
            let (now, then) = (self.overlay(pack, year), self.overlay(pack, year - 1));
            for code in codes {
                let of_pack = now.old_code(code);
                let before = then.new_code(of_pack);
                let moved = now
                    .codes
                    .iter()
                    .any(|it| it.new == **code || it.old == **code);
                if before != *code && moved {
                    former.insert((*code).to_owned(), before.to_owned());
                }
            }
        }
        former
    }

    /// The formula the rules of its year have for an indicator of a list: of the pack it was taken
    /// from, or the region's own over it. A list that came from no pack has no other rule.
    pub fn formula(&self, it: &Listed<'_>) -> Option<String> {
        let year = u16::try_from(it.year).ok()?;
        // asked for every indicator of a country: nothing is copied but the formula
        let of_year = self.kept(it.pack, year).map(|kept| &kept.overlay);
        let mut own = of_year.iter().flat_map(|overlay| &overlay.indicators);
        let own = own.find(|own| own.code == it.code);
        let own = own.and_then(|own| own.formula.clone());
        own.or_else(|| {
            let pack = regulations::pack(it.pack)?;
            let lies = of_year.or_else(|| self.before(it.pack, year));
            let code = lies.map_or(it.code, |overlay| overlay.old_code(it.code));
            Some(pack.indicator(code)?.formula.clone())
        })
    }

    /// The pack of a family, or with this id, that holds for a year, as it is shipped. Where none
    /// holds and the region wrote a list, an empty one for it to lie over.
    pub fn base(&self, name: &str, year: u16) -> Held<Pack> {
        let packs = held(regulations::packs(), name, year);
        match packs.as_slice() {
            [one] => Held::One((*one).clone()),
            [] => match self.kept(&own_id(name), year) {
                Some(own) => Held::One(Pack::of_region(name, year, &own.overlay.basis)),
                None => Held::None,
            },
            _ => {
                let choice = self
                    .choices
                    .iter()
                    .find(|it| it.family == name && it.year == i64::from(year));
                let chosen = choice.and_then(|it| regulations::pack(&it.pack));
                match chosen {
                    Some(pack) => Held::One(pack.clone()),
                    None => Held::Several(packs),
                }
            }
        }
    }

    /// The pack of a family, or with this id, that holds for a year, with what the region lays over
    /// it.
    pub fn merged(&self, name: &str, year: u16) -> Held<Pack> {
        match self.base(name, year) {
            Held::One(pack) => Held::One(pack.with(&self.overlay(&pack.id, year))),
            other => other,
        }
    }
}

/// What indicators of a year were called in the list of the year before, by the code they have now;
/// those that kept their code are not in it. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn former_codes<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i64,
    codes: &[&str],
) -> Result<HashMap<String, String>, Problem> {
    let rules = Rules {
        overlays: overlays(conn, region).await?,
        choices: vec![],
    };
    Ok(u16::try_from(year).map_or_else(|_| HashMap::new(), |year| rules.former(year, codes)))
}

async fn overlays<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<KeptOverlay>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        body: String,
        written_name: String,
        written_at: i64,
        version: i64,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select id, body, written_name, written_at, version from pack_overlay \
         where region = $1 order by pack, year",
        vec![region.as_str().into()],
    )
    .await?;
    let overlays = rows.into_iter().map(|row| {
        Ok(KeptOverlay {
            id: row.id,
            overlay: serde_json::from_str(&row.body)?,
            written_name: row.written_name,
            written_at: row.written_at,
            version: row.version,
        })
    });
    overlays.collect()
}

/// The rules of a region in a year: the pack of a family, or with this id, and what the region lays
/// over it. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn rules_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    family_or_pack: &str,
    year: u16,
) -> Result<Held<Pack>, Problem> {
    Ok(Rules::load(conn, region)
        .await?
        .merged(family_or_pack, year))
}

/// Keeps what a region lays over a pack in a year; one that changes nothing is not written. Whether
/// anything changed.
///
/// # Errors
/// When a statement fails.
pub async fn put_overlay(tx: &mut Tx, overlay: &Overlay) -> Result<bool, Problem> {
    let rules = Rules::load(tx.conn(), tx.region()).await?;
    let there = rules.kept(&overlay.pack, overlay.year);
    let empty = Overlay {
        basis: overlay.basis.clone(),
        ..rules.overlay(&overlay.pack, overlay.year)
    };
    if there.map_or(*overlay == empty, |it| it.overlay == *overlay) {
        return Ok(false);
    }
    let id = there.map_or_else(|| tx.new_id(), |it| it.id);
    let version = there.map_or(1, |it| it.version + 1);
    let facts = vec![
        ("basis", overlay.basis.as_str().into()),
        ("body", serde_json::to_string(overlay)?.into()),
        ("written_by", tx.person().into()),
        ("written_name", tx.stamp().label.as_str().into()),
        ("written_at", tx.now().0.into()),
        ("version", version.into()),
    ];
    if there.is_some() {
        let mut values = vec![tx.region().as_str().into(), id.into()];
        let mut sets = Vec::new();
        for (column, value) in facts {
            values.push(value);
            sets.push(format!("{column} = ${}", values.len()));
        }
        let statement = format!(
            "update pack_overlay set {} where region = $1 and id = $2",
            sets.join(", ")
        );
        sql::run(tx.conn(), &statement, values).await?;
    } else {
        let mut row = vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("pack", overlay.pack.as_str().into()),
            ("year", i64::from(overlay.year).into()),
        ];
        row.extend(facts);
        insert(tx.conn(), "pack_overlay", row).await?;
    }
    let codes = |count: usize, codes: &[String]| match codes {
        [] => json!(count),
        codes => json!(codes.join(", ")),
    };
    let own: Vec<String> = overlay
        .indicators
        .iter()
        .map(|it| it.code.clone())
        .collect();
    let moved: Vec<String> = overlay
        .codes
        .iter()
        .map(|it| format!("{} menjadi {}", it.old, it.new))
        .collect();
    let scales: Vec<String> = overlay.scales.iter().map(|it| it.title.clone()).collect();
    let dues: Vec<String> = overlay.calendar.iter().map(|it| it.title.clone()).collect();
    let details = json!({
        "Paket": overlay.pack, "Tahun": overlay.year, "Dasar": overlay.basis,
        "Indikator daerah": codes(own.len(), &own),
        "Kode baru": codes(moved.len(), &moved),
        "Tidak diminta": codes(overlay.left_out.len(), &overlay.left_out),
        "Skala": codes(scales.len(), &scales), "Batas waktu": codes(dues.len(), &dues),
    });
    tx.record(Ref::new(OVERLAY, id), &details).await?;
    Ok(true)
}

/// Says which pack of a family is used in a year for which several hold.
///
/// # Errors
/// When a statement fails.
pub async fn choose_pack(tx: &mut Tx, pack: &Pack, year: u16) -> Result<(), Problem> {
    let values = vec![
        tx.region().as_str().into(),
        pack.family.as_str().into(),
        i64::from(year).into(),
        pack.id.as_str().into(),
        tx.stamp().label.as_str().into(),
        tx.now().0.into(),
    ];
    sql::run(
        tx.conn(),
        "insert into pack_choice (region, family, year, pack, written_name, written_at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (region, family, year) do update \
         set pack = excluded.pack, written_name = excluded.written_name, \
         written_at = excluded.written_at",
        values,
    )
    .await?;
    let details = json!({ "Paket yang dipakai": pack.id, "Tahun": year });
    tx.record(Ref::new(OVERLAY, Uuid::nil()), &details).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use regulations::{Change, Held, NewCode, Overlay};

    use super::{KeptOverlay, Listed, Rules, Uuid};

    const LIST: &str = "lppd-ikk-kabkota";

    fn kept(overlay: Overlay) -> KeptOverlay {
        KeptOverlay {
            id: Uuid::nil(),
            overlay,
            written_name: String::new(),
            written_at: 0,
            version: 1,
        }
    }

    fn rules() -> Rules {
        let codes = vec![NewCode {
            old: "1.a.1".into(),
            new: "1.a.101".into(),
        }];
        Rules {
            overlays: vec![kept(Overlay {
                pack: LIST.into(),
                year: 2024,
                basis: "SK 1/2024".into(),
                codes,
                left_out: vec!["1.a.2".into()],
                ..Overlay::default()
            })],
            choices: vec![],
        }
    }

    #[test]
    fn a_list_is_of_its_year_and_codes_go_on() {
        let rules = rules();
        let codes = |year| {
            let merged = rules.merged("lppd-ikk", year).one().expect("a pack");
            let has = |code: &str| merged.indicator(code).is_some();
            (has("1.a.1"), has("1.a.101"), has("1.a.2"))
        };
        assert_eq!(codes(2023), (true, false, true));
        assert_eq!(codes(2024), (false, true, false));
        assert_eq!(codes(2025), (false, true, true));
    }

    #[test]
    fn a_code_that_moved_finds_last_year_once() {
        let rules = rules();
        let former = |year| rules.former(year, &["1.a.101", "1.a.3"]);
        assert_eq!(
            former(2024).get("1.a.101").map(String::as_str),
            Some("1.a.1")
        );
        assert_eq!(former(2024).get("1.a.3"), None);
        assert_eq!(rules.code_in(2023, 2026, "1.a.101"), "1.a.1");
        assert_eq!(rules.code_in(2024, 2026, "1.a.101"), "1.a.101");
        assert_eq!(rules.code_in(2023, 2026, "1.a.3"), "1.a.3");
        // the year after, last year's list has the new code already
        assert!(former(2025).is_empty() && former(2023).is_empty());
    }

    #[test]
    fn a_formula_is_the_one_of_its_year() {
        let mut rules = rules();
        let own = Change {
            code: "1.a.2".into(),
            formula: Some("A/B".into()),
            ..Change::default()
        };
        rules.overlays[0].overlay.indicators.push(own);
        let formula = |pack: &str, year, code: &str| {
            let it = Listed {
                pack,
                year,
                code,
                formula: "A",
            };
            rules.formula(&it)
        };
        let of_pack = Some("A/B*100".to_owned());
        assert_eq!(formula(LIST, 2024, "1.a.2"), Some("A/B".to_owned()));
        assert_eq!(formula(LIST, 2025, "1.a.2"), of_pack);
        // under its new code, in this year and on
        assert_eq!(formula(LIST, 2024, "1.a.101"), of_pack);
        assert_eq!(formula(LIST, 2025, "1.a.101"), of_pack);
        assert_eq!(formula("Impor Excel", 2024, "1.a.2"), None);
    }

    #[test]
    fn where_no_pack_holds_only_the_regions_own_list_is_there() {
        let mut rules = rules();
        assert!(matches!(rules.merged("lppd-ikk", 2019), Held::None));
        rules.overlays.push(kept(Overlay {
            pack: "lppd-ikk-daerah".into(),
            year: 2019,
            basis: "SK 1/2019".into(),
            ..Overlay::default()
        }));
        let own = rules.merged("lppd-ikk", 2019).one().expect("its own");
        assert!(own.has_own() && own.indicators.is_empty());
    }
}
