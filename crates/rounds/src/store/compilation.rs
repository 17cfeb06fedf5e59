//! Compilations of a round: frozen with who was at the end and who was named as missing, laid before
//! the mayor, signed or returned. And signatures of heads that follow later.

use std::collections::HashSet;

use documents::Paper;
use futures_util::future::BoxFuture;
use government::{
    ObligationSource, Role,
    notice::{NewNotice, push},
    obligation::{self, Audience, ObligationKind, ObligationState, Owed},
};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::{COMPILATION, FILLING, Filling, ROUND, Round, changed, fillings};
use crate::rules::{
    CompilationAct, CompilationState, Ending, ResultLine, holding_back, may_sign_later,
};

/// A compilation, without the paper.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Compilation {
    /// Id.
    pub id: Uuid,
    /// The round.
    pub round_id: Uuid,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i64,
    /// The unit that compiles it, where it is recorded.
    pub desk_id: Option<Uuid>,
    /// Number of the compilation, from 1.
    pub number: i64,
    /// Number of the last one.
    pub latest: i64,
    state: i16,
    /// Why units are missing in it, or empty.
    pub reason: String,
    /// Who compiled.
    pub made_name: String,
    /// When, microseconds.
    pub made_at: i64,
    /// The unit of the mayor it lies before.
    pub leader_id: Option<Uuid>,
    /// Who laid it before the mayor.
    pub presented_name: String,
    /// When.
    pub presented_at: Option<i64>,
    /// What the mayor says.
    pub note: String,
    /// Who signed it or returned it.
    pub decided_name: String,
    /// When.
    pub decided_at: Option<i64>,
    /// Version.
    pub version: i64,
}

impl Compilation {
    /// How it stands.
    pub fn state(&self) -> CompilationState {
        CompilationState::from_code(self.state)
    }

    /// Whether no later one took its place.
    pub fn is_latest(&self) -> bool {
        self.number == self.latest
    }

    fn owed(&self) -> Option<Owed> {
        let state = match self.state() {
            CompilationState::Compiled => return None,
            CompilationState::Presented if self.is_latest() => ObligationState::Open,
            _ => ObligationState::Fulfilled,
        };
        Some(Owed {
            kind: MAYOR,
            subject: Ref::new(COMPILATION, self.id),
            unit: self.leader_id?,
            title: format!("Tanda tangan {}, kompilasi {}", self.title, self.number),
            measure: None,
            done: None,
            total: None,
            due: None,
            state,
            reason: String::new(),
            audience: Audience::Region,
            origin: (String::new(), self.round_id),
        })
    }
}

const MAYOR: &str = "data_round.mayor";

/// What was presented is owed by the mayor.
pub const COMPILATIONS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: MAYOR,
        label: "Tanda Tangan Kepala Daerah",
        verb: "Tanda Tangani",
        open: "Belum TTD",
        reminded: false,
    }],
    derive,
};

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let rows = match subject {
            Some(id) => some(tx.conn(), tx.region(), "and c.id = $2", vec![id.into()]).await?,
            None => some(tx.conn(), tx.region(), "", vec![]).await?,
        };
        Ok(rows.iter().filter_map(Compilation::owed).collect())
    })
}

const QUESTION: &str = "select c.id as id, c.round_id as round_id, r.title as title, \
    r.year as year, d.unit_id as desk_id, c.number as number, (select max(o.number) \
    from compilation o where o.region = c.region and o.round_id = c.round_id) as latest, \
    c.state as state, c.reason as reason, c.made_name as made_name, c.made_at as made_at, \
    c.leader_id as leader_id, c.presented_name as presented_name, \
    c.presented_at as presented_at, c.note as note, c.decided_name as decided_name, \
    c.decided_at as decided_at, c.version as version from compilation c \
    join data_round r on r.region = c.region and r.id = c.round_id \
    left join round_desk d on d.region = c.region and d.round_id = c.round_id";

async fn some<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    which: &str,
    more: Vec<Value>,
) -> Result<Vec<Compilation>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(more);
    let question = format!("{QUESTION} where c.region = $1 {which} order by c.number desc, c.id");
    sql::all(conn, &question, values).await
}

/// The compilations of a round, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn compilations<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    round: Uuid,
) -> Result<Vec<Compilation>, Problem> {
    some(conn, region, "and c.round_id = $2", vec![round.into()]).await
}

/// One compilation.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_compilation<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Compilation>, Problem> {
    let found = some(conn, region, "and c.id = $2", vec![id.into()]).await?;
    Ok(found.into_iter().next())
}

/// The tables as they were compiled.
///
/// # Errors
/// When the database cannot be read.
pub async fn compiled_paper<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Paper, Problem> {
    let found: Vec<String> = sql::values(
        conn,
        "select paper from compilation where region = $1 and id = $2",
        vec![region.as_str().into(), id.into()],
    )
    .await?;
    let paper = found.first().ok_or(Problem::NotFound)?;
    serde_json::from_str(paper).map_err(Problem::internal)
}

/// The results as they were compiled; none of compilations that were made before results were kept.
///
/// # Errors
/// When the database cannot be read.
pub async fn compiled_results<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Vec<ResultLine>>, Problem> {
    let found: Vec<String> = sql::values(
        conn,
        "select content from compiled_result where region = $1 and compilation_id = $2",
        vec![region.as_str().into(), id.into()],
    )
    .await?;
    let read = |content: &String| serde_json::from_str(content).map_err(Problem::internal);
    found.first().map(read).transpose()
}

/// The units of a compilation, in their order, with how each stood.
///
/// # Errors
/// When the database cannot be read.
pub async fn compiled_units<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Vec<(Uuid, Ending)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        unit_id: Uuid,
        ending: i16,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select f.unit_id as unit_id, k.ending as ending from compiled_filling k \
         join filling f on f.region = k.region and f.id = k.filling_id \
         join unit u on u.region = f.region and u.id = f.unit_id \
         where k.region = $1 and k.compilation_id = $2 order by u.number",
        vec![region.as_str().into(), id.into()],
    )
    .await?;
    let one = |row: Row| (row.unit_id, Ending::from_code(row.ending));
    Ok(rows.into_iter().map(one).collect())
}

/// The fillings a compilation asks about, with how each stands.
pub fn endings(all: &[Filling]) -> Vec<(&Filling, Ending)> {
    let whole = all
        .iter()
        .filter(|it| !it.is_part() && it.dropped.is_empty());
    whole.map(|it| (it, it.ending())).collect()
}

/// What is compiled.
#[derive(Clone, Debug)]
pub struct NewCompilation {
    /// Its number, as it is printed.
    pub number: i64,
    /// The tables.
    pub paper: Paper,
    /// The results behind them, for what is written around them.
    pub results: Vec<ResultLine>,
    /// Fillings that are named as missing.
    pub missing: Vec<Uuid>,
    /// Why it goes on without them.
    pub reason: String,
}

/// Compiles a round: freezes its tables, and who is in them.
///
/// # Errors
/// `Problem::Refused` while a unit is neither at its end nor named, `Problem::Conflict` when somebody
/// compiled meanwhile.
pub async fn compile(tx: &mut Tx, it: &Round, new: &NewCompilation) -> Result<Uuid, Problem> {
    let all = fillings(tx.conn(), tx.region(), it.id).await?;
    let standing = endings(&all);
    let ids: Vec<(Uuid, Ending)> = standing.iter().map(|(it, end)| (it.id, *end)).collect();
    let open: HashSet<Uuid> = holding_back(&ids, &new.missing).into_iter().collect();
    if !open.is_empty() {
        return Err(Problem::Refused(format!(
            "{} unit belum selesai dan belum dinyatakan belum masuk. Tandai unit yang ditinggalkan \
             dan tulis alasannya, atau tunggu sampai selesai.",
            open.len()
        )));
    }
    let before = compilations(tx.conn(), tx.region(), it.id).await?;
    if before.first().map_or(0, |last| last.number) + 1 != new.number {
        return Err(Problem::Conflict(
            "Periode ini baru saja dikompilasi orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    let id = tx.new_id();
    let paper = serde_json::to_string(&new.paper).map_err(Problem::internal)?;
    insert(
        tx.conn(),
        "compilation",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("round_id", it.id.into()),
            ("number", new.number.into()),
            ("state", CompilationState::Compiled.code().into()),
            ("reason", new.reason.as_str().into()),
            ("paper", paper.into()),
            ("made_name", tx.stamp().label.as_str().into()),
            ("made_at", tx.now().0.into()),
            ("presented_name", "".into()),
            ("note", "".into()),
            ("decided_name", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let results = serde_json::to_string(&new.results).map_err(Problem::internal)?;
    insert(
        tx.conn(),
        "compiled_result",
        vec![
            ("region", tx.region().as_str().into()),
            ("compilation_id", id.into()),
            ("content", results.into()),
        ],
    )
    .await?;
    let mut counts = [0_i64; 3];
    for (filling, ending) in &ids {
        insert(
            tx.conn(),
            "compiled_filling",
            vec![
                ("region", tx.region().as_str().into()),
                ("compilation_id", id.into()),
                ("filling_id", (*filling).into()),
                ("ending", ending.code().into()),
            ],
        )
        .await?;
        let place = usize::try_from(ending.code()).ok();
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    let [signed, later, missing] = counts;
    let details = json!({
        "Kompilasi": new.number, "Ditandatangani": signed, "Tanda tangan menyusul": later,
        "Belum selesai": missing, "Alasan": new.reason,
    });
    tx.record(Ref::new(ROUND, it.id), &details).await?;
    // what lay before the mayor has a successor
    for old in &before {
        obligation::settle(tx, &COMPILATIONS, old.id).await?;
    }
    tx.touch(Ref::new(COMPILATION, id));
    Ok(id)
}

/// Takes a step of a compilation; `leader` is the unit of the mayor when it is presented.
///
/// # Errors
/// `Problem::Refused` in words, `Problem::Conflict` when it changed meanwhile.
pub async fn take_compilation(
    tx: &mut Tx,
    it: &Compilation,
    act: CompilationAct,
    note: &str,
    version: i64,
    leader: Option<Uuid>,
) -> Result<(), Problem> {
    let now = find_compilation(tx.conn(), tx.region(), it.id).await?;
    let it = now.ok_or(Problem::NotFound)?;
    let state = it
        .state()
        .take(act, it.is_latest(), note)
        .map_err(|error| Problem::Refused(error.text()))?;
    let sets = match act {
        CompilationAct::Present => "presented_name = $5, presented_at = $6, leader_id = $7",
        CompilationAct::Sign | CompilationAct::Return => {
            "decided_name = $5, decided_at = $6, note = $7"
        }
    };
    let last: Value = match act {
        CompilationAct::Present => leader.into(),
        _ => note.into(),
    };
    let statement = format!(
        "update compilation set {sets}, state = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3"
    );
    let values = vec![
        tx.region().as_str().into(),
        it.id.into(),
        version.into(),
        state.code().into(),
        tx.stamp().label.as_str().into(),
        tx.now().0.into(),
        last,
    ];
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    let details = json!({ "Kompilasi": it.number, "Status": state.label(), "Catatan": note });
    tx.record(Ref::new(ROUND, it.round_id), &details).await?;
    tx.touch(Ref::new(COMPILATION, it.id));
    obligation::settle(tx, &COMPILATIONS, it.id).await?;
    let told = match act {
        CompilationAct::Present => leader.map(|unit| (unit, vec![Role::Leader])),
        _ => it
            .desk_id
            .map(|unit| (unit, vec![Role::Organiser, Role::Secretary])),
    };
    let Some((unit, roles)) = told else {
        return Ok(());
    };
    let notice = NewNotice {
        unit,
        roles,
        text: format!("{}, kompilasi {}: {}", it.title, it.number, state.label()),
        path: format!("/kompilasi/{}", it.id),
        once_key: None,
    };
    push(tx, notice).await.map(drop)
}

/// Lets the signature of a head follow later: the round may be compiled, the signature stays owed.
///
/// # Errors
/// `Problem::Refused` where something else is missing too.
pub async fn sign_later(tx: &mut Tx, it: &Filling, note: &str) -> Result<(), Problem> {
    if !may_sign_later(it.stand(), it.is_part()) {
        return Err(Problem::Refused(format!(
            "Tanda tangan menyusul hanya berlaku bagi isian yang selesai direviu dan belum \
             ditandatangani; isian ini \"{}\".",
            it.label()
        )));
    }
    sql::run(
        tx.conn(),
        "insert into late_signature (region, filling_id, note, made_name, made_at) \
         values ($1, $2, $3, $4, $5) on conflict (region, filling_id) do update \
         set note = excluded.note, made_name = excluded.made_name, made_at = excluded.made_at",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            note.into(),
            tx.stamp().label.as_str().into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    let details = json!({ "Tanda tangan menyusul": note });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    Ok(())
}

/// Forgets that a signature follows later: it was given, or the filling is not at its end any more.
///
/// # Errors
/// When the statement fails.
pub(super) async fn sign_now(tx: &Tx, filling: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from late_signature where region = $1 and filling_id = $2",
        vec![tx.region().as_str().into(), filling.into()],
    )
    .await
    .map(drop)
}
