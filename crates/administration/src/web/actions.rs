//! The rights of this capability. Types that share a code share its label: the audit chain keeps
//! the code only, and says in the details what exactly was done.

use government::Directories;
use platform::{Action, Actor, App, Located, PathParams, Problem, RegionCode, Uuid};

use crate::store::{self, FoundJob, Person};

macro_rules! of_the_region {
    ($(#[$doc:meta])* $name:ident, $code:literal, $label:expr) => {
        $(#[$doc])*
        pub struct $name;

        impl Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = ();

            async fn locate(
                _: &App,
                _: &Actor,
                _: &RegionCode,
                _: &PathParams,
            ) -> Result<Option<Located<()>>, Problem> {
                Ok(Located::filtered(()))
            }
        }
    };
}

const OWN_CHANGED: &str = "Mengubah akun sendiri";
const ACCOUNT_CHANGED: &str = "Mengelola akun";
const UNIT_CHANGED: &str = "Mengubah unit kerja atau aturan daerah";

of_the_region!(
    /// Sees the own account.
    ReadOwn, "self.read", "Melihat akun sendiri"
);
of_the_region!(
    /// Changes the own account.
    WriteOwn, "self.write", OWN_CHANGED
);
of_the_region!(
    /// Opens the settings.
    ReadSettings, "settings.read", "Membuka pengaturan"
);
of_the_region!(
    /// Sees the list of accounts.
    ReadAccounts, "account.read", "Melihat daftar akun"
);
of_the_region!(
    /// Makes accounts.
    WriteAccounts, "account.write", ACCOUNT_CHANGED
);
of_the_region!(
    /// Sees the units.
    ReadUnits, "unit.read", "Melihat unit kerja"
);
of_the_region!(
    /// Sets the rules of the region.
    WriteRules, "unit.write", UNIT_CHANGED
);
of_the_region!(
    /// Sees the calendar.
    ReadCalendar, "calendar.read", "Melihat kalender"
);
of_the_region!(
    /// Adds days to the calendar.
    WriteCalendar, "calendar.write", "Menambah hari libur"
);
of_the_region!(
    /// Reads and checks the audit chain.
    ReadAudit, "audit.read", "Membuka jejak audit"
);
of_the_region!(
    /// Sees the jobs.
    ReadJobs, "job.read", "Melihat pekerjaan sistem"
);

/// Ends an open session of one's own.
pub struct EndSession;

impl Action for EndSession {
    const CODE: &'static str = "self.write";
    const LABEL: &'static str = OWN_CHANGED;
    type Target = Uuid;

    async fn locate(
        app: &App,
        actor: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> Result<Option<Located<Uuid>>, Problem> {
        let found = store::own_session(app, region, actor.person, path.id("session")?).await?;
        Ok(found.map(Located::region))
    }
}

/// Changes an account: invitation, in or out.
pub struct WriteAccount;

impl Action for WriteAccount {
    const CODE: &'static str = "account.write";
    const LABEL: &'static str = ACCOUNT_CHANGED;
    type Target = Person;

    async fn locate(
        app: &App,
        _: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> Result<Option<Located<Person>>, Problem> {
        person(app, region, path).await
    }
}

/// Reads the full NIP of a person.
pub struct RevealNip;

impl Action for RevealNip {
    const CODE: &'static str = "account.reveal";
    const LABEL: &'static str = "Melihat NIP lengkap";
    type Target = Person;

    async fn locate(
        app: &App,
        _: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> Result<Option<Located<Person>>, Problem> {
        person(app, region, path).await
    }
}

async fn person(
    app: &App,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Person>>, Problem> {
    let found = store::person(app, region, path.id("account")?).await?;
    Ok(found.map(Located::region))
}

/// Sets the flags of a unit.
pub struct WriteUnit;

impl Action for WriteUnit {
    const CODE: &'static str = "unit.write";
    const LABEL: &'static str = UNIT_CHANGED;
    type Target = Uuid;

    async fn locate(
        app: &App,
        actor: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> Result<Option<Located<Uuid>>, Problem> {
        let id = path.id("unit")?;
        let directory = Directories::at(app, region, actor.directory).await?;
        Ok(directory
            .unit(id)
            .map(|unit| Located::units(id, vec![unit.place.clone()])))
    }
}

/// Puts a job that stopped back into the queue.
pub struct WriteJob;

impl Action for WriteJob {
    const CODE: &'static str = "job.write";
    const LABEL: &'static str = "Mengulangi pekerjaan sistem";
    type Target = FoundJob;

    async fn locate(
        app: &App,
        _: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> Result<Option<Located<FoundJob>>, Problem> {
        let found = store::job(app, region, path.id("job")?).await?;
        Ok(found.map(Located::region))
    }
}
