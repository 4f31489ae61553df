using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.NotMe;

/// <summary>When a visitor may be marked, and by what the mark knows them.</summary>
internal static class NotMeRules
{
    /// <summary>What stands in the way whoever the visitor is; null when nothing does.</summary>
    public static Fault? Refusal(SqliteConnection connection, Caller caller, FollowUp one) => one switch
    {
        _ when one.SideOf(caller.Participant!.Id) == FollowUpSide.Source => NotMeRefusals.IsOfTheAsker,
        { State: FollowUpState.Lapsed } => FollowUpRefusals.Ended,
        { Outcome: not VisitorIdentity.OtherPerson } => NotMeRefusals.NotAnother,
        _ when NotMeStore.Has(connection, one.Id) => NotMeRefusals.IsThere,
        { IsOwn: true } when !IsSecondOfficer(connection, caller, one) => NotMeRefusals.AnotherOfficer,
        _ when IsCorrectedSince(connection, one) => NotMeRefusals.Corrected,
        _ => null,
    };

    /// <summary>The mark of a visitor: by name and date where these tell them from the registered person, else with the birthplace; null when nothing tells them apart.</summary>
    public static NotMeRow? TryMark(EntryCipher cipher, PersonDetails registered, PersonDetails visitor)
    {
        var distinction = PersonIndex.Tell(registered, visitor);
        using var key = cipher.NotMeKey();
        var mark = new byte[NotMeMark.SizeBytes];
        if (distinction == Distinction.NameOrDate)
        {
            NotMeMark.Write(key, visitor, mark);
            return new NotMeRow { Mark = mark };
        }

        return distinction == Distinction.Birthplace && NotMeMark.TryWriteWithPlace(key, visitor, mark) ? new NotMeRow { Mark = mark, WithPlace = true } : null;
    }

    /// <summary>How many marks were ever made of a case, by the acts: also those that were taken away.</summary>
    public static int CountMade(SqliteConnection connection, FollowUp one) => connection.Query<string>(
        "SELECT text FROM administrative_act WHERE subject_id = @Id", new { one.Id })
        .Count(text => Act.Parse(text).Kind.Equals(ActKinds.NotMeMarked, StringComparison.Ordinal));

    // As with the confirmation of a registration: another than who said it, and nobody to whom that one gave their code.
    private static bool IsSecondOfficer(SqliteConnection connection, Caller caller, FollowUp one)
    {
        if (ParticipantStore.WorksWithOneOfficer(connection, one.AskerId))
        {
            return true;
        }

        var first = OfficerOfOutcome(connection, one);
        return first != caller.AccountId && first != AccountStore.FindInviter(connection, caller.AccountId);
    }

    // The last one: whoever recorded it anew said it too. The case itself keeps who spoke first.
    private static OpaqueId? OfficerOfOutcome(SqliteConnection connection, FollowUp one) => connection.Query<(string Text, byte[] Row)>(
        "SELECT text, row FROM administrative_act JOIN query_log USING (seq) WHERE subject_id = @Id ORDER BY seq DESC", new { one.Id }, buffered: false)
        .Where(done => Act.Parse(done.Text).Kind.Equals(ActKinds.CallRecorded, StringComparison.Ordinal))
        .Select(done => (OpaqueId?)QueryRow.IdAt(done.Row, LogFormat.AccountAt))
        .FirstOrDefault() ?? one.CalledBy;

    private static bool IsCorrectedSince(SqliteConnection connection, FollowUp one) => connection.Query<string>(
        "SELECT text FROM administrative_act WHERE subject_id = @EntryId AND seq > @Seq", new { one.EntryId, one.Seq })
        .Any(text => Act.Parse(text).Kind.Equals(ActKinds.EntryCorrected, StringComparison.Ordinal));
}
