//! What goes with a unit that is merged into another: the indicators it owns in lists nobody signed for
//! it yet, with the figures it gave, its fillings that are not signed, what it writes that is not accepted, and
//! the rounds it compiles. What was signed or accepted stays with the unit it is of.

use government::{
    UnitMove,
    merger::{Merger, Moving, both_units, note, titled},
    obligation,
    review::ReviewState,
};
use platform::{Problem, Tx, store::sql};
use sea_orm::Value;
use values::store::{INDICATOR, refresh};

use super::{
    FILLING, NARRATIVE, NARRATIVES, OBLIGATIONS, REOPENINGS, ROUND, open_reopenings, reopenings,
};

/// The kinds, in the order of the page: a filling asks for what its unit owns, so owners come first.
pub fn moves() -> Vec<UnitMove> {
    vec![
        UnitMove {
            label: "Indikator yang diampu",
            find: |tx, merger| Box::pin(owned(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_owned(tx, merger, items)),
        },
        UnitMove {
            label: "Isian yang belum ditandatangani",
            find: |tx, merger| Box::pin(open(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_open(tx, merger, items)),
        },
        UnitMove {
            label: "Naskah laporan yang belum diverifikasi",
            find: |tx, merger| Box::pin(unwritten(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_unwritten(tx, merger, items)),
        },
        UnitMove {
            label: "Periode pengisian yang disusun",
            find: |tx, merger| Box::pin(compiled(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_compiled(tx, merger, items)),
        },
    ]
}

/// The old unit, and the state of what is signed.
fn unsigned(merger: &Merger) -> Vec<Value> {
    vec![merger.from.id().into(), ReviewState::Final.code().into()]
}

async fn owned(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select i.id as id, i.code || ' ' || i.name as title, i.version as version \
        from indicator i where i.region = $1 \
        and (i.unit_id = $2 or exists (select 1 from indicator_element e \
             where e.region = i.region and e.indicator_id = i.id and e.unit_id = $2) \
             or exists (select 1 from indicator_support s \
             where s.region = i.region and s.indicator_id = i.id and s.unit_id = $2)) \
        and not exists (select 1 from filling f \
             join data_round r on r.region = f.region and r.id = f.round_id \
             where f.region = i.region and f.unit_id = $2 and f.state = $3 \
             and r.list = i.list and r.year = i.year) order by i.year, i.order_number, i.id";
    titled(tx, question, unsigned(merger), INDICATOR, |id| {
        format!("/daftar-ikk/{id}")
    })
    .await
}

async fn open(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select f.id as id, r.title as title, f.version as version from filling f \
        join data_round r on r.region = f.region and r.id = f.round_id \
        where f.region = $1 and f.unit_id = $2 and f.state <> $3 and f.dropped = '' \
        order by r.opened_at, f.id";
    titled(tx, question, unsigned(merger), FILLING, |id| {
        format!("/isian/{id}")
    })
    .await
}

/// A figure the new unit gave for the same element stays as it is; the old one stays readable.
async fn move_owned(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        for statement in [
            "update indicator set unit_id = $3, version = version + 1 \
             where region = $1 and id = $2 and unit_id = $4",
            "update indicator_element set unit_id = $3 \
             where region = $1 and indicator_id = $2 and unit_id = $4",
            "update indicator_support set unit_id = $3 where region = $1 and indicator_id = $2 \
             and unit_id = $4 and not exists (select 1 from indicator_support o \
             where o.region = indicator_support.region \
             and o.indicator_id = indicator_support.indicator_id \
             and o.letter = indicator_support.letter and o.unit_id = $3)",
            "update figure set unit_id = $3 where region = $1 and indicator_id = $2 \
             and unit_id = $4 and not exists (select 1 from figure o \
             where o.region = figure.region and o.indicator_id = figure.indicator_id \
             and o.letter = figure.letter and o.unit_id = $3)",
        ] {
            sql::run(tx.conn(), statement, both_units(tx, id, merger)).await?;
        }
        note(tx, item.subject, merger).await?;
    }
    if !items.is_empty() {
        refresh(tx, None).await?;
    }
    Ok(())
}

/// Where the new unit is asked in the same round already, the old one is asked no more; what its
/// units below give goes to the filling of the new one.
async fn move_open(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        let moved = sql::run(
            tx.conn(),
            "update filling set unit_id = $3, version = version + 1 \
             where region = $1 and id = $2 and unit_id = $4 and not exists \
             (select 1 from filling o where o.region = filling.region \
              and o.round_id = filling.round_id and o.unit_id = $3)",
            both_units(tx, id, merger),
        )
        .await?;
        if moved == 0 {
            let reason = format!("Diisi oleh {} sejak penggabungan.", merger.to.name);
            let mut values: Vec<Value> = vec![tx.region().as_str().into(), id.into()];
            values.push(reason.into());
            sql::run(
                tx.conn(),
                "update filling set dropped = $3, version = version + 1 \
                 where region = $1 and id = $2",
                values,
            )
            .await?;
            let values = vec![
                tx.region().as_str().into(),
                id.into(),
                merger.to.id().into(),
            ];
            sql::run(
                tx.conn(),
                "update filling set parent_id = (select o.id from filling o \
                 join filling d on d.region = o.region and d.round_id = o.round_id \
                 where o.region = $1 and d.id = $2 and o.unit_id = $3) \
                 where region = $1 and parent_id = $2",
                values,
            )
            .await?;
        }
        obligation::settle(tx, &OBLIGATIONS, id).await?;
        for request in reopenings(tx.conn(), tx.region(), id).await? {
            obligation::settle(tx, &REOPENINGS, request.id).await?;
        }
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}

async fn unwritten(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select n.id as id, 'Naskah ' || upper(n.report) || ' ' || cast(r.year as text) \
        as title, n.version as version from narrative n \
        join data_round r on r.region = n.region and r.id = n.round_id \
        where n.region = $1 and n.unit_id = $2 and n.state < $3 order by r.opened_at, n.id";
    let mine = vec![merger.from.id().into(), ReviewState::Verified.code().into()];
    titled(tx, question, mine, NARRATIVE, |id| {
        format!("/naskah-laporan/{id}")
    })
    .await
}

/// The new unit writes on where the old one stopped, beside what it writes itself.
async fn move_unwritten(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        sql::run(
            tx.conn(),
            "update narrative set unit_id = $3, version = version + 1 \
             where region = $1 and id = $2 and unit_id = $4",
            both_units(tx, id, merger),
        )
        .await?;
        obligation::settle(tx, &NARRATIVES, id).await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}

async fn compiled(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select r.id as id, r.title as title, r.version as version from round_desk d \
        join data_round r on r.region = d.region and r.id = d.round_id \
        where d.region = $1 and d.unit_id = $2 order by r.opened_at, r.id";
    titled(tx, question, vec![merger.from.id().into()], ROUND, |id| {
        format!("/periode-pengisian/{id}")
    })
    .await
}

async fn move_compiled(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        sql::run(
            tx.conn(),
            "update round_desk set unit_id = $3 \
             where region = $1 and round_id = $2 and unit_id = $4",
            both_units(tx, id, merger),
        )
        .await?;
        for request in open_reopenings(tx.conn(), tx.region(), id).await? {
            obligation::settle(tx, &REOPENINGS, request.id).await?;
        }
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}
