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
    /// Notes recommendations of the council.
    CouncilWrite "council.write" "Mencatat rekomendasi DPRD";
    /// Notes what auditors found.
    AuditWrite "audit_finding.write" "Mencatat hasil pemeriksaan";
    /// Keeps the missions.
    MissionWrite "mission.write" "Menetapkan misi daerah";
    /// Writes plans.
    PlanWrite "action_plan.write" "Menyusun rencana aksi";
    /// Sends plans.
    PlanSend "action_plan.send" "Mengirim rencana aksi";
    /// Agrees to plans.
    PlanDecide "action_plan.decide" "Menyepakati rencana aksi";
    /// Opens a year of agreements.
    AgreementOpen "agreement_year.write" "Membuka tahun perjanjian kinerja";
    /// Writes agreements.
    AgreementWrite "agreement.write" "Menyusun perjanjian kinerja";
    /// Sends them.
    AgreementSend "agreement.send" "Mengirim perjanjian kinerja";
    /// Notes that they were signed.
    AgreementSign "agreement.sign" "Mencatat penandatanganan perjanjian kinerja";
    /// Notes on a quarter.
    AgreementNote "agreement.note" "Mencatat hasil pemeriksaan realisasi perjanjian kinerja";
    /// Notes the plan of the term of office.
    PlanTreeWrite "plan_tree.write" "Mencatat RPJMD";
    /// Begins campaigns.
    CampaignWrite "campaign.write" "Menetapkan gerakan";
    /// Notes activities.
    ActivityWrite "activity.write" "Mencatat kegiatan";
    /// Begins joint operations.
    OperationWrite "operation.write" "Menetapkan operasi gabungan";
    /// Notes what was found at their places.
    OperationVisit "operation.visit" "Mencatat hasil di lokasi operasi";
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
