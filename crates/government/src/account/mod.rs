//! Accounts are persons. A session acts in one capacity: a post held today or an assignment.

mod password;
mod store;

pub use password::{Passwords, weakness};
pub use store::{
    AccountRow, Acting, Attempt, Capacity, CapacityKind, Held, NewAccount, NewAssignment,
    OpenSession, PersonCard, PersonInput, Refusal, Rostered, SessionIdentify, SignedIn,
    SignerFacts, accept, account_by_sign_in, accounts, add_account, add_assignment, add_person,
    all_assignments, capacities, change_password, change_person, check_invitation, confirm_totp,
    disable_totp, enable_totp, end_all, end_capacity, end_session, format_nip, give_account, held,
    invite, keys_fit, look_up, mask_nip, normal_nip, open_sessions, person_card, prepare_totp,
    reveal_nip, roster, session_for_tests, set_active, sign_in, signer_facts, switch_capacity,
    take_totp_away,
};
