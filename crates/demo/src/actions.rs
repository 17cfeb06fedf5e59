//! The rights the people of Kota Contoh act with. The codes are those of `rights.csv`, so that
//! the chain tells the same as for a person at the screen. None of these is on a route.

use platform::rights;

rights! {
    /// Keeps meetings.
    MeetingWrite "meeting.write" "Mencatat rapat";
    /// Keeps points.
    PointWrite "point.write" "Mencatat butir arahan";
    /// Notes issues.
    IssueWrite "issue.write" "Mencatat permasalahan";
    /// Sets priorities of a year.
    PriorityWrite "priority.write" "Menetapkan prioritas tahunan";
    /// Passes work down.
    DispositionWrite "disposition.write" "Mendisposisikan tindak lanjut";
    /// Reports further up.
    EscalationWrite "escalation.write" "Melaporkan ke Asisten atau Sekda";
    /// Notes risks.
    RiskWrite "risk.write" "Mencatat risiko tindak lanjut";
    /// Asks for material.
    BriefingPrepare "briefing.prepare" "Menyiapkan bahan rakor";
    /// Brings it.
    BriefingWrite "briefing.write" "Mengisi bahan rakor";
    /// Confirms it.
    BriefingConfirm "briefing.confirm" "Mengonfirmasi bahan rakor";
    /// Releases it.
    BriefingRelease "briefing.release" "Merilis bahan rakor";
    /// Sets up standing reports.
    StandingWrite "standing_report.write" "Menetapkan laporan berkala";
    /// Fills in a standing report.
    PeriodWrite "period_report.write" "Mengisi laporan berkala";
    /// Sends it.
    PeriodSend "period_report.send" "Mengirim laporan berkala";
    /// Notes what was found in the field.
    CheckWrite "field_check.write" "Mencatat pemeriksaan lapangan";
    /// Hands points over.
    FollowUpOpen "follow_up.open" "Membagi tindak lanjut";
    /// Withdraws follow-ups.
    FollowUpWithdraw "follow_up.withdraw" "Mengubah status tindak lanjut";
    /// Proposes terms.
    TermsPropose "terms.propose" "Mengusulkan target";
    /// Agrees to terms.
    TermsDecide "terms.decide" "Memutuskan usulan target";
    /// Drafts reports.
    ReportWrite "report.write" "Menyimpan draf laporan";
    /// Sends reports.
    ReportSend "report.send" "Mengirim laporan kemajuan";
    /// Reviews reports.
    ReportReview "report.review" "Memeriksa laporan";
}
