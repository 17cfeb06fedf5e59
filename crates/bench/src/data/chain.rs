//! A chain of audit rows made in one go.

use platform::{
    Problem, Ref, Tx, Uuid,
    store::{
        Rows,
        audit::{self, Entry, Head},
        sql,
    },
};

/// A region's audit chain that grows by many rows at once.
pub struct Chain {
    head: Head,
    region: String,
    rows: Rows<12>,
}

impl Chain {
    /// The chain as it stands.
    pub async fn read(tx: &Tx) -> Result<Self, Problem> {
        let head = audit::head(tx.conn(), tx.region()).await?;
        let (length, hash) = head.ok_or(Problem::NotFound)?;
        let columns = [
            "region",
            "seq",
            "at",
            "person",
            "capacity",
            "actor_label",
            "action",
            "subject_kind",
            "subject_id",
            "payload",
            "prev",
            "hash",
        ];
        Ok(Self {
            head: Head { length, hash },
            region: tx.region().to_string(),
            rows: Rows::new("audit", columns),
        })
    }

    /// One more row; its number.
    pub fn push(
        &mut self,
        at: i64,
        who: &(Uuid, String),
        action: &str,
        subject: Ref,
        details: &serde_json::Value,
    ) -> i64 {
        let mut entry = Entry {
            seq: self.head.length + 1,
            at,
            person: Some(who.0),
            capacity: Some(who.0),
            actor_label: who.1.clone(),
            action: action.to_owned(),
            subject_kind: subject.kind.to_owned(),
            subject_id: subject.id,
            payload: details.to_string(),
            prev: self.head.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.expected_hash(&self.region);
        self.head = Head {
            length: entry.seq,
            hash: entry.hash.clone(),
        };
        self.rows.push([
            self.region.clone().into(),
            entry.seq.into(),
            entry.at.into(),
            entry.person.into(),
            entry.capacity.into(),
            entry.actor_label.into(),
            entry.action.into(),
            entry.subject_kind.into(),
            entry.subject_id.into(),
            entry.payload.into(),
            entry.prev.into(),
            entry.hash.into(),
        ]);
        self.head.length
    }

    /// Inserts what is new and notes the head.
    pub async fn write(&mut self, tx: &Tx) -> Result<(), Problem> {
        self.rows.write(tx.conn()).await?;
        let values = vec![
            tx.region().as_str().into(),
            self.head.length.into(),
            self.head.hash.clone().into(),
        ];
        sql::run(
            tx.conn(),
            "update region_clock set version = version + 1, audit_length = $2, audit_head = $3 \
             where region = $1",
            values,
        )
        .await
        .map(drop)
    }
}
