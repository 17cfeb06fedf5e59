//! *Kendala/risiko* of a follow-up: what could go wrong, how likely, how badly, and what is done
//! about it.

use platform::{Problem, Ref, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::follow_up::{FollowUp, SUBJECT};

/// How likely, or how bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RiskLevel {
    /// *Rendah*.
    Low,
    /// *Sedang*.
    Medium,
    /// *Tinggi*.
    High,
}

impl RiskLevel {
    /// All levels, from low to high.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Low => 1,
            Self::Medium => 2,
            Self::High => 3,
        }
    }

    /// The level behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Low => "Rendah",
            Self::Medium => "Sedang",
            Self::High => "Tinggi",
        }
    }
}

/// A risk of a follow-up.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Risk {
    /// The follow-up.
    pub follow_up_id: Uuid,
    /// What could go wrong.
    pub words: String,
    /// How likely, as stored.
    pub likelihood: i16,
    /// How bad, as stored.
    pub impact: i16,
    /// What is done about it.
    pub mitigation: String,
    /// Who noted it.
    pub by_name: String,
    /// When, microseconds.
    pub at: i64,
}

impl Risk {
    /// How likely.
    pub fn likelihood(&self) -> RiskLevel {
        RiskLevel::from_code(self.likelihood).unwrap_or(RiskLevel::Low)
    }

    /// How bad.
    pub fn impact(&self) -> RiskLevel {
        RiskLevel::from_code(self.impact).unwrap_or(RiskLevel::Low)
    }

    /// Whether the leader should see it: one of both is high and the other not low. The house's own
    /// judgement, unverified; no regulation was seen that says so for follow-ups.
    pub fn is_high(&self) -> bool {
        let (least, most) = (
            self.likelihood().min(self.impact()),
            self.likelihood().max(self.impact()),
        );
        most == RiskLevel::High && least >= RiskLevel::Medium
    }
}

const COLUMNS: &str = "r.follow_up_id as follow_up_id, r.words as words, \
    r.likelihood as likelihood, r.impact as impact, r.mitigation as mitigation, \
    r.by_name as by_name, r.at as at";

/// The risk of a follow-up.
///
/// # Errors
/// When the database cannot be read.
pub async fn risk<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Option<Risk>, Problem> {
    let question = format!(
        "select {COLUMNS} from follow_up_risk r where r.region = $1 and r.follow_up_id = $2"
    );
    let values = vec![region.as_str().into(), follow_up.into()];
    sql::one(conn, &question, values).await
}

/// A risk to be noted.
#[derive(Clone, Debug)]
pub struct RiskInput {
    /// What may go wrong.
    pub words: String,
    /// How likely.
    pub likelihood: RiskLevel,
    /// How bad.
    pub impact: RiskLevel,
    /// What is done about it; may be empty.
    pub mitigation: String,
}

/// Notes the risk of a follow-up in place of the one that was seen (when it was noted; `None`:
/// there was none). `None` as the new one takes it away.
///
/// # Errors
/// `Problem::Conflict` when another risk stands there by now.
pub async fn set_risk(
    tx: &mut Tx,
    follow_up: &FollowUp,
    seen: Option<i64>,
    new: Option<&RiskInput>,
) -> Result<(), Problem> {
    let now = risk(tx.conn(), tx.region(), follow_up.id).await?;
    if now.as_ref().map(|risk| risk.at) != seen {
        let stands = now.map_or_else(
            || "sudah dihapus".to_owned(),
            |risk| format!("menjadi \"{}\" ({})", risk.words, risk.by_name),
        );
        return Err(Problem::Conflict(format!(
            "Kendala/risiko ini baru saja diubah orang lain, {stands}. Isian Anda belum disimpan; \
             periksa, lalu simpan lagi bila masih perlu."
        )));
    }
    let key = || vec![tx.region().as_str().into(), follow_up.id.into()];
    sql::run(
        tx.conn(),
        "delete from follow_up_risk where region = $1 and follow_up_id = $2",
        key(),
    )
    .await?;
    let details = match new {
        None => json!({ "Risiko": "Dihapus" }),
        Some(new) => {
            let mut row = key();
            row.extend([
                new.words.clone().into(),
                new.likelihood.code().into(),
                new.impact.code().into(),
                new.mitigation.clone().into(),
                tx.stamp().label.clone().into(),
                tx.now().0.into(),
            ]);
            sql::run(
                tx.conn(),
                "insert into follow_up_risk (region, follow_up_id, words, likelihood, impact, \
                 mitigation, by_name, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                row,
            )
            .await?;
            json!({
                "Risiko": new.words, "Kemungkinan": new.likelihood.label(),
                "Dampak": new.impact.label(), "Penanganan": new.mitigation,
            })
        }
    };
    tx.record(Ref::new(SUBJECT, follow_up.id), &details).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::{Risk, RiskLevel};

    #[test]
    fn high_is_one_high_and_the_other_not_low() {
        use RiskLevel::{High, Low, Medium};
        let high = |likelihood: RiskLevel, impact: RiskLevel| {
            Risk {
                follow_up_id: Uuid::nil(),
                words: String::new(),
                likelihood: likelihood.code(),
                impact: impact.code(),
                mitigation: String::new(),
                by_name: String::new(),
                at: 0,
            }
            .is_high()
        };
        assert!(high(High, High) && high(High, Medium) && high(Medium, High));
        assert!(!high(High, Low) && !high(Low, High) && !high(Medium, Medium));
    }
}
