//! *Akun Saya*: name, capacities, open sessions, password, second factor.

mod code_disable;
mod code_enable;
mod code_prepare;
mod password;
mod session;

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Role,
    account::{Capacity, OpenSession, Passwords, capacities, open_sessions, weakness},
};
use platform::{
    Action, App, Grant, Instant, Page, Problem, Uuid,
    brake::Brakes,
    form::{Filter, FormErrors},
    right::Routes,
};

use super::{
    Frame,
    actions::ReadOwn,
    messages::{Message, sentence},
};
use crate::store::{self, Own};

/// The routes of the own account.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/akun", show)
        .post("/{region}/akun/sandi", password::send)
        .post("/{region}/akun/sesi/{session}/akhiri", session::end)
        .post("/{region}/akun/kode/siapkan", code_prepare::send)
        .post("/{region}/akun/kode/aktifkan", code_enable::send)
        .post("/{region}/akun/kode/matikan", code_disable::send)
}

struct SessionLine {
    id: Uuid,
    device: String,
    since: String,
    until: String,
    current: bool,
}

struct CapacityLine {
    title: String,
    unit: String,
    role: &'static str,
}

#[derive(Template)]
#[template(path = "administration/own.html")]
struct OwnPage<'a> {
    frame: Frame,
    name: &'a str,
    sign_in: &'a str,
    acting: &'a str,
    totp_on: bool,
    capacities: Vec<CapacityLine>,
    sessions: Vec<SessionLine>,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadOwn>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    Ok(render(&app, &grant, &FormErrors::new())
        .await?
        .flash(sentence(&query.pesan)))
}

/// The page with what was wrong in one of its forms.
async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (actor, db) = (grant.actor(), app.db().read());
    let directory = Directories::of(app, grant).await?;
    let region = &directory.region;
    let own = store::own(app, grant.region(), actor.person).await?;
    let held = capacities(db, grant.region(), actor.person, region.today(app.now())).await?;
    let open = open_sessions(db, grant.region(), actor.person, app.now()).await?;
    let session_line = |session: OpenSession| SessionLine {
        current: session.id == actor.session,
        since: region.stamp(Instant(session.created_at)),
        until: region.stamp(Instant(session.expires_at)),
        id: session.id,
        device: session.device,
    };
    let capacity_line = |capacity: Capacity| CapacityLine {
        role: Role::from_code(&capacity.role).map_or("", Role::label),
        title: capacity.title,
        unit: capacity.unit_name,
    };
    Page::new(
        "Akun Saya",
        &OwnPage {
            frame: Frame::new(app, &directory),
            name: &actor.name,
            sign_in: &own.sign_in,
            acting: &actor.title,
            totp_on: own.totp_on,
            capacities: held.into_iter().map(capacity_line).collect(),
            sessions: open.into_iter().map(session_line).collect(),
            errors,
        },
    )
}

/// Checks a new password typed twice; what is wrong stands beside the fields.
pub fn new_password(errors: &mut FormErrors, typed: &str, again: &str, sign_in: &str) {
    if typed.is_empty() {
        errors.add("sandi_baru", "Wajib diisi.");
    } else if let Some(why) = weakness(typed, sign_in) {
        errors.add("sandi_baru", why);
    }
    if typed != again {
        errors.add(
            "sandi_ulang",
            "Tidak sama dengan kata sandi baru di atasnya.",
        );
    }
}

/// Whether somebody who is signed in typed the own password.
async fn is_own_password(app: &App, own: &Own, person: Uuid, typed: &str) -> Result<bool, Problem> {
    app.part::<Brakes>().person(person, app.now())?;
    app.part::<Passwords>()
        .check(own.password.clone(), typed.to_owned())
        .await
}

#[cfg(test)]
mod tests {
    use platform::form::FormErrors;

    use super::new_password;

    #[test]
    fn a_new_password_is_long_and_typed_twice() {
        let check = |typed: &str, again: &str| {
            let mut errors = FormErrors::new();
            new_password(&mut errors, typed, again, "sekda");
            (
                !errors.of("sandi_baru").is_empty(),
                !errors.of("sandi_ulang").is_empty(),
            )
        };
        assert_eq!(
            check("kuda hijau besar", "kuda hijau besar"),
            (false, false)
        );
        assert_eq!(check("kuda hijau besar", "kuda hijau"), (false, true));
        assert_eq!(check("pendek", "pendek"), (true, false));
        assert_eq!(check("", ""), (true, false));
    }
}
