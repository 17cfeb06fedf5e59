//! Rows of relations between units.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use crate::{
    posts::Period,
    structure::{Affair, Relation, RelationKind, Unit},
};

const UNIT: &str = "government.unit";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    unit_id: Uuid,
    kind: String,
    to_unit_id: Option<Uuid>,
    affair: String,
    from_date: Option<String>,
    until_date: Option<String>,
    basis: String,
}

impl Row {
    fn read(self) -> Option<Relation> {
        let day = |text: Option<String>| text.as_deref().and_then(date::parse);
        Some(Relation {
            id: self.id,
            unit: self.unit_id,
            kind: RelationKind::from_code(&self.kind)?,
            to: self.to_unit_id,
            affair: self.affair,
            period: Period {
                from: day(self.from_date),
                until: day(self.until_date),
            },
            basis: self.basis,
        })
    }
}

/// A relation to be entered.
#[derive(Clone, Debug)]
pub struct NewRelation {
    /// The unit.
    pub unit: Uuid,
    /// What relates it.
    pub kind: RelationKind,
    /// To which unit; `None` for an affair.
    pub to: Option<Uuid>,
    /// Code of the affair, or empty.
    pub affair: String,
    /// The first day; `None` where nobody knows it.
    pub from: Option<Date>,
    /// Legal basis or source.
    pub basis: String,
}

/// All relations of a region, the oldest first.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Relation>, Problem> {
    let rows: Vec<Row> = sql::all(
        conn,
        "select id, unit_id, kind, to_unit_id, affair, from_date, until_date, basis \
         from unit_relation where region = $1 order by coalesce(from_date, '0000'), affair, id",
        vec![region.as_str().into()],
    )
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Enters a relation from a day on; what held until then ends the day before. Affairs stand beside
/// each other, so that only the same one is refused.
///
/// # Errors
/// `Problem::Refused` when something that holds begins later than that day.
pub async fn relate(tx: &mut Tx, new: &NewRelation) -> Result<(), Problem> {
    let open: Vec<Relation> = read(tx.conn(), tx.region())
        .await?
        .into_iter()
        .filter(|it| it.unit == new.unit && it.kind == new.kind && !it.period.is_void())
        .filter(|it| it.affair == new.affair)
        .filter(|it| it.period.until.is_none() || it.period.until >= new.from)
        .collect();
    let later = open
        .iter()
        .find(|it| it.period.from > new.from || (it.period.until.is_some() && new.from.is_none()));
    if let Some(later) = later {
        return Err(Problem::Refused(format!(
            "Sudah ada catatan yang mulai {}. Isi tanggal sesudahnya.",
            later.period.from.map(date::long).unwrap_or_default()
        )));
    }
    if new.kind == RelationKind::Affair && !open.is_empty() {
        return Err(Problem::Refused(
            "Urusan ini sudah diampu unit ini pada tanggal itu.".into(),
        ));
    }
    if open.iter().any(|it| it.to == new.to) {
        return Err(Problem::Refused(
            "Sama dengan yang berlaku sekarang, jadi tidak ada yang berubah.".into(),
        ));
    }
    let last = new.from.and_then(Date::previous_day);
    for it in &open {
        end(tx, it.id, last).await?;
    }
    add(tx, new, None).await?;
    let details = json!({
        "Hubungan": new.kind.label(), "Menjadi": words(new),
        "Berlaku": new.from.map(date::medium), "Dasar": new.basis,
    });
    note(tx, new.unit, &details).await
}

/// Ends a relation after `last`.
///
/// # Errors
/// `Problem::Conflict` when it ended already.
pub async fn end_relation(tx: &mut Tx, it: &Relation, last: Date) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update unit_relation set until_date = $3 where region = $1 and id = $2 \
         and until_date is null",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            date::iso(last).into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Hubungan ini sudah diakhiri. Muat ulang halaman.".into(),
        ));
    }
    let details = json!({
        "Hubungan": it.kind.label(), "Berakhir": date::medium(last),
        "Urusan": Affair::of(&it.affair).map(Affair::label),
    });
    note(tx, it.unit, &details).await
}

/// Puts a unit with everything below it under another, or at the top, and keeps where it stood.
///
/// # Errors
/// `Problem::Conflict` when it stands elsewhere by now; `Problem::Refused` below itself.
pub async fn move_unit(
    tx: &mut Tx,
    unit: &Unit,
    to: Option<&Unit>,
    from: Date,
    basis: &str,
) -> Result<(), Problem> {
    if to.is_some_and(|to| to.place.lies_in(&unit.place)) {
        return Err(Problem::Refused(
            "Unit tidak dapat berada di bawah dirinya sendiri.".into(),
        ));
    }
    let above = to.map_or("", |to| &to.place.path);
    let path = format!("{above}{}.", unit.number);
    let touched = sql::run(
        tx.conn(),
        "update unit set parent_id = $3 where region = $1 and id = $2 and path = $4",
        vec![
            tx.region().as_str().into(),
            unit.id().into(),
            to.map(Unit::id).into(),
            unit.place.path.clone().into(),
        ],
    )
    .await?;
    let there = match to {
        None => 1,
        Some(to) => {
            sql::number(
                tx.conn(),
                "select count(*) from unit where region = $1 and id = $2 and path = $3",
                vec![
                    tx.region().as_str().into(),
                    to.id().into(),
                    to.place.path.clone().into(),
                ],
            )
            .await?
        }
    };
    if touched == 0 || there == 0 {
        return Err(Problem::Conflict(
            "Susunan unit baru saja berubah. Periksa susunan sekarang, lalu ulangi.".into(),
        ));
    }
    sql::run(
        tx.conn(),
        "update unit set path = $3 || substr(path, $4) where region = $1 and path like $2",
        vec![
            tx.region().as_str().into(),
            format!("{}%", unit.place.path).into(),
            path.into(),
            i32::try_from(unit.place.path.len() + 1)
                .unwrap_or(i32::MAX)
                .into(),
        ],
    )
    .await?;
    keep_structure(tx, unit.id(), unit.parent, from.previous_day(), basis).await?;
    let details = json!({
        "Hubungan": RelationKind::Structure.label(), "Menjadi": to.map(|to| to.name.clone()),
        "Berlaku": date::medium(from), "Dasar": basis,
    });
    note(tx, unit.id(), &details).await
}

/// Keeps under which unit another stood, until its last day there.
pub(crate) async fn keep_structure(
    tx: &Tx,
    unit: Uuid,
    stood: Option<Uuid>,
    last: Option<Date>,
    basis: &str,
) -> Result<(), Problem> {
    let earlier: Vec<Relation> = read(tx.conn(), tx.region()).await?;
    let before = earlier
        .iter()
        .filter(|it| it.unit == unit && it.kind == RelationKind::Structure)
        .filter_map(|it| it.period.until)
        .max();
    let kept = NewRelation {
        unit,
        kind: RelationKind::Structure,
        to: stood,
        affair: String::new(),
        from: before.and_then(Date::next_day),
        basis: basis.to_owned(),
    };
    add(tx, &kept, last).await
}

/// Relations of a unit that ends, and of others to it, become the successor's: what others had with
/// it, and the affairs it owned. What it had itself ends with it.
///
/// # Errors
/// When a statement fails.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    (from, to): (Uuid, Uuid),
    last: Date,
    basis: &str,
) -> Result<(), Problem> {
    let first = last.next_day();
    let all = read(tx.conn(), tx.region()).await?;
    for it in concerned(&all, from, last) {
        end(tx, it.id, Some(last)).await?;
        let mut next = NewRelation {
            unit: it.unit,
            kind: it.kind,
            to: it.to,
            affair: it.affair.clone(),
            from: it.period.from.max(first),
            basis: basis.to_owned(),
        };
        if it.unit == from {
            if it.kind != RelationKind::Affair {
                continue;
            }
            next.unit = to;
        } else {
            next.to = Some(to);
        }
        let there = all.iter().any(|known| {
            (known.unit, known.kind, &known.affair) == (next.unit, next.kind, &next.affair)
                && known.id != it.id
                && known.period.until.is_none()
        });
        if !there {
            add(tx, &next, it.period.until).await?;
        }
    }
    tx.touch_directory();
    Ok(())
}

/// Relations of a unit or to it that hold beyond its last day.
pub(crate) fn concerned(all: &[Relation], unit: Uuid, last: Date) -> Vec<&Relation> {
    all.iter()
        .filter(|it| it.kind != RelationKind::Structure && !it.period.is_void())
        .filter(|it| it.unit == unit || it.to == Some(unit))
        .filter(|it| it.period.until.is_none_or(|until| until > last))
        .collect()
}

/// All relations, as a merger finds them.
pub(crate) async fn relations(tx: &Tx) -> Result<Vec<Relation>, Problem> {
    read(tx.conn(), tx.region()).await
}

async fn add(tx: &Tx, new: &NewRelation, until: Option<Date>) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "unit_relation",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("unit_id", new.unit.into()),
            ("kind", new.kind.code().into()),
            ("to_unit_id", new.to.into()),
            ("affair", new.affair.clone().into()),
            ("from_date", new.from.map(date::iso).into()),
            ("until_date", until.map(date::iso).into()),
            ("basis", new.basis.clone().into()),
            ("at", tx.now().0.into()),
        ],
    )
    .await
}

async fn end(tx: &Tx, id: Uuid, last: Option<Date>) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update unit_relation set until_date = $3 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            id.into(),
            last.map(date::iso).into(),
        ],
    )
    .await
    .map(drop)
}

fn words(new: &NewRelation) -> serde_json::Value {
    match (new.to, Affair::of(&new.affair)) {
        (Some(to), _) => json!(to),
        (None, Some(affair)) => json!(affair.label()),
        (None, None) => json!(null),
    }
}

async fn note(tx: &mut Tx, unit: Uuid, details: &serde_json::Value) -> Result<(), Problem> {
    tx.touch_directory();
    tx.record(Ref::new(UNIT, unit), details).await?;
    Ok(())
}
