//! The rights of this capability. Types that share a code share its label: the audit chain keeps
//! the code only, and says in the details what exactly was done.

use government::{
    Directories,
    account::{PersonCard, person_card},
    assignment::find_letter,
    handover::{self, Seen},
    posts::{Holding, Post, find_holding, find_post},
    structure::Institution,
    team::{Team, find_team},
};
use platform::{Actor, App, Located, PathParams, Problem, RegionCode, Uuid, rights};

use crate::store::{self, FoundJob, Person};

const OWN_CHANGED: &str = "Mengubah akun sendiri";
const ACCOUNT_CHANGED: &str = "Mengelola akun";
const POST_CHANGED: &str = "Mengelola jabatan dan pejabat";
const LIST_CHANGED: &str = "Mengelola daftar alamat";
const LETTER_CHANGED: &str = "Mengelola penugasan";
const TEAM_CHANGED: &str = "Mengelola tim";
const INSTITUTION_CHANGED: &str = "Mengelola daftar lembaga";
const HANDOVER_READ: &str = "Melihat serah terima tugas";
const UNIT_CHANGED: &str = "Mengubah unit kerja atau aturan daerah";

rights! {
    /// Sees the own account.
    ReadOwn "self.read" "Melihat akun sendiri";
    /// Changes the own account.
    WriteOwn "self.write" OWN_CHANGED;
    /// Opens the settings.
    ReadSettings "settings.read" "Membuka pengaturan";
    /// Sees the list of accounts.
    ReadAccounts "account.read" "Melihat daftar akun";
    /// Makes accounts.
    WriteAccounts "account.write" ACCOUNT_CHANGED;
    /// Sees the units.
    ReadUnits "unit.read" "Melihat unit kerja";
    /// Sets the rules of the region.
    WriteRules "unit.write" UNIT_CHANGED;
    /// Sees the calendar.
    ReadCalendar "calendar.read" "Melihat kalender";
    /// Adds days to the calendar.
    WriteCalendar "calendar.write" "Menambah hari libur";
    /// Reads and checks the audit chain.
    ReadAudit "audit.read" "Membuka jejak audit";
    /// Sees address lists.
    ReadLists "post.read" "Melihat jabatan dan pejabat";
    /// Makes address lists.
    AddList "list.write" LIST_CHANGED;
    /// Sees letters of assignment.
    ReadLetters "post.read" "Melihat jabatan dan pejabat";
    /// Enters a letter of assignment.
    AddLetter "assignment.write" LETTER_CHANGED;
    /// Sees teams.
    ReadTeams "post.read" "Melihat jabatan dan pejabat";
    /// Enters a team.
    AddTeam "team.write" TEAM_CHANGED;
    /// Sees institutions.
    ReadInstitutions "post.read" "Melihat jabatan dan pejabat";
    /// Enters an institution.
    AddInstitution "list.write" INSTITUTION_CHANGED;
    /// Moves people by decree.
    Transfer "transfer.write" "Mutasi jabatan";
    /// Enters a person without an account.
    AddPerson "account.write" ACCOUNT_CHANGED;
    /// Fills a region from one workbook.
    WriteStarter "starter.write" "Mengisi daerah dari Paket Awal";
    /// Sees what is handed over.
    ReadHandovers "handover.read" HANDOVER_READ;
    /// Sees the jobs.
    ReadJobs "job.read" "Melihat pekerjaan sistem";
}

rights! {
    Uuid, own_session;
    /// Ends an open session of one's own.
    EndSession "self.write" OWN_CHANGED;
}

rights! {
    Person, person;
    /// Changes an account: invitation, in or out.
    WriteAccount "account.write" ACCOUNT_CHANGED;
    /// Reads the full NIP of a person.
    RevealNip "account.reveal" "Melihat NIP lengkap";
}

rights! {
    Uuid, unit;
    /// Sees how a unit is related to others.
    ReadUnit "unit.read" "Melihat unit kerja";
    /// Sets the flags of a unit.
    WriteUnit "unit.write" UNIT_CHANGED;
    /// Sees the posts of a unit.
    ReadUnitPosts "post.read" "Melihat jabatan dan pejabat";
    /// Makes a post.
    AddPost "post.write" POST_CHANGED;
}

rights! {
    Post, post;
    /// Sees the history of a post.
    ReadPost "post.read" "Melihat jabatan dan pejabat";
    /// Changes a post, and puts a person on it.
    WritePost "post.write" POST_CHANGED;
}

rights! {
    Holding, holding;
    /// Corrects or ends a holding.
    CorrectHolding "post.write" POST_CHANGED;
}

rights! {
    Seen, handover;
    /// Sees a handover.
    ReadHandover "handover.read" HANDOVER_READ;
    /// Writes the notes of a handover and gives it.
    GiveHandover "handover.write" "Menyerahkan tugas";
    /// Receives a handover.
    ReceiveHandover "handover.receive" "Menerima serah terima tugas";
}

rights! {
    PersonCard, card;
    /// Changes what is known of a person.
    WritePerson "account.write" ACCOUNT_CHANGED;
}

rights! {
    Uuid, letter;
    /// Ends what a letter gave.
    EndLetter "assignment.write" LETTER_CHANGED;
}

rights! {
    Team, team;
    /// Sees a team.
    ReadTeam "post.read" "Melihat jabatan dan pejabat";
    /// Changes a team and its members.
    WriteTeam "team.write" TEAM_CHANGED;
}

rights! {
    Institution, institution;
    /// Changes an institution.
    WriteInstitution "list.write" INSTITUTION_CHANGED;
}

rights! {
    String, list;
    /// Sees an address list.
    ReadList "post.read" "Melihat jabatan dan pejabat";
    /// Changes an address list.
    WriteList "list.write" LIST_CHANGED;
}

rights! {
    FoundJob, job;
    /// Puts a job that stopped back into the queue.
    WriteJob "job.write" "Mengulangi pekerjaan sistem";
}

async fn own_session(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Uuid>>, Problem> {
    let found = store::own_session(app, region, actor.person, path.id("session")?).await?;
    Ok(found.map(Located::region))
}

async fn person(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Person>>, Problem> {
    let found = store::person(app, region, path.id("account")?).await?;
    Ok(found.map(Located::region))
}

async fn unit(
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

async fn post(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Post>>, Problem> {
    let found = find_post(app.db().read(), region, path.id("post")?).await?;
    Ok(found.map(Located::region))
}

async fn holding(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Holding>>, Problem> {
    let found = find_holding(app.db().read(), region, path.id("holding")?).await?;
    Ok(found.map(Located::region))
}

/// Who gives it and who holds the post reach it wherever they act.
async fn handover(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Seen>>, Problem> {
    let directory = Directories::at(app, region, actor.directory).await?;
    let today = directory.region.today(app.now());
    let (db, id) = (app.db().read(), path.id("handover")?);
    let found = handover::find(db, region, id, actor.person, today).await?;
    Ok(found.map(|seen| {
        let mut places = vec![seen.handover.place.clone()];
        if actor.region == *region && (seen.holds || seen.handover.account == actor.person) {
            places.push(actor.place.clone());
        }
        Located::units(seen, places)
    }))
}

async fn card(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<PersonCard>>, Problem> {
    let found = person_card(app.db().read(), region, path.id("account")?).await?;
    Ok(found.map(Located::region))
}

async fn letter(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Uuid>>, Problem> {
    let found = find_letter(app.db().read(), region, path.id("letter")?).await?;
    Ok(found.map(Located::region))
}

async fn team(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Team>>, Problem> {
    let found = find_team(app.db().read(), region, path.id("team")?).await?;
    Ok(found.map(Located::region))
}

async fn institution(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Institution>>, Problem> {
    let directory = Directories::at(app, region, actor.directory).await?;
    let found = directory.institution(path.id("institution")?).cloned();
    Ok(found.map(Located::region))
}

async fn list(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<String>>, Problem> {
    let key = path.text("list")?;
    let directory = Directories::at(app, region, actor.directory).await?;
    Ok(directory
        .group(key)
        .map(|group| Located::region(group.key.clone())))
}

async fn job(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<FoundJob>>, Problem> {
    let found = store::job(app, region, path.id("job")?).await?;
    Ok(found.map(Located::region))
}
