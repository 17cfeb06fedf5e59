//! Whether the keys are those of the database.

use platform::{Problem, keys::Keys, store::sql};
use sea_orm::ConnectionTrait;

/// Whether something sealed that the database holds can be opened with these keys; `None` when it
/// holds nothing sealed. Asked once at the start, over all regions: a wrong key file would go
/// unnoticed until somebody needs a NIP, and seal new ones with another key meanwhile.
///
/// # Errors
/// When the database cannot be read.
pub async fn keys_fit<C: ConnectionTrait>(conn: &C, keys: &Keys) -> Result<Option<bool>, Problem> {
    for (column, context) in [("nip_sealed", "account.nip"), ("wa_sealed", "account.wa")] {
        let question = format!("select {column} from account where {column} is not null limit 1");
        let sealed: Option<String> = sql::value(conn, &question, vec![]).await?;
        if let Some(sealed) = sealed {
            return Ok(Some(keys.open_sealed(context, &sealed).is_ok()));
        }
    }
    Ok(None)
}
