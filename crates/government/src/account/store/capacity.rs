//! Capacities: the posts and assignments a person may act in today.

use platform::{Place, Problem, RegionCode, Uuid, date, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use time::Date;

/// How a post is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acting {
    /// Definitif.
    Definitive,
    /// Pelaksana tugas.
    Plt,
    /// Pelaksana harian.
    Plh,
    /// Penjabat.
    Pj,
    /// Penjabat sementara.
    Pjs,
}

impl Acting {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Definitive, Self::Plt, Self::Plh, Self::Pj, Self::Pjs];

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Definitive => "Definitif",
            Self::Plt => "Plt.",
            Self::Plh => "Plh.",
            Self::Pj => "Pj.",
            Self::Pjs => "Pjs.",
        }
    }

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Definitive => "",
            Self::Plt => "plt",
            Self::Plh => "plh",
            Self::Pj => "pj",
            Self::Pjs => "pjs",
        }
    }

    /// The kind behind a stored word; an unknown word is `None`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The title as it is written: "Plt. Wali Kota".
    pub fn title(self, post: &str) -> String {
        match self {
            Self::Definitive => post.to_owned(),
            Self::Plt => format!("Plt. {post}"),
            Self::Plh => format!("Plh. {post}"),
            Self::Pj => format!("Pj. {post}"),
            Self::Pjs => format!("Pjs. {post}"),
        }
    }
}

/// What a capacity rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapacityKind {
    /// A post held.
    Holder,
    /// An assignment by decree.
    Assignment,
}

impl CapacityKind {
    /// The stored number.
    pub fn code(self) -> i16 {
        match self {
            Self::Holder => 1,
            Self::Assignment => 2,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        match code {
            1 => Some(Self::Holder),
            2 => Some(Self::Assignment),
            _ => None,
        }
    }
}

/// A capacity a person may act in.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// Holder or assignment.
    pub kind: CapacityKind,
    /// Id of the holder or assignment row.
    pub id: Uuid,
    /// "Plt. Direktur RSUD".
    pub title: String,
    /// Role, as in `rights.csv`.
    pub role: String,
    /// The unit.
    pub place: Place,
    /// Name of the unit.
    pub unit_name: String,
}

#[derive(FromQueryResult)]
struct Row {
    kind: i16,
    id: Uuid,
    title: String,
    acting: String,
    role: String,
    from_date: Option<String>,
    until_date: Option<String>,
    unit_id: Uuid,
    path: String,
    unit_name: String,
}

/// Whether a period that may lack either end covers `today`.
pub(super) fn covers(from: Option<&str>, until: Option<&str>, today: Date) -> bool {
    from.and_then(date::parse).is_none_or(|from| from <= today)
        && until
            .and_then(date::parse)
            .is_none_or(|until| today <= until)
}

/// The capacities of a person on `today`: definitive posts first, then acting, then assignments.
///
/// # Errors
/// When the database cannot be read.
pub async fn capacities<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    account: Uuid,
    today: Date,
) -> Result<Vec<Capacity>, Problem> {
    let rows: Vec<Row> = sql::all(
        conn,
        "select cast(1 as smallint) as kind, h.id as id, p.title as title, h.acting as acting, p.role as role, \
         h.from_date as from_date, h.until_date as until_date, u.id as unit_id, u.path as path, u.name as unit_name \
         from holder h join post p on p.region = h.region and p.id = h.post_id \
         join unit u on u.region = p.region and u.id = p.unit_id \
         where h.region = $1 and h.account_id = $2 \
         union all \
         select cast(2 as smallint), a.id, a.title, '', a.role, a.from_date, a.until_date, u.id, u.path, u.name \
         from assignment a join unit u on u.region = a.region and u.id = a.unit_id \
         where a.region = $1 and a.account_id = $2 \
         order by 1, 4, 3",
        vec![region.as_str().into(), account.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .filter(|row| covers(row.from_date.as_deref(), row.until_date.as_deref(), today))
        .filter_map(|row| {
            Some(Capacity {
                kind: CapacityKind::from_code(row.kind)?,
                id: row.id,
                title: Acting::from_code(&row.acting)?.title(&row.title),
                role: row.role,
                place: Place {
                    id: row.unit_id,
                    path: row.path,
                },
                unit_name: row.unit_name,
            })
        })
        .collect())
}
