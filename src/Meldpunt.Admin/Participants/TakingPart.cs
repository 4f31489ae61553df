using Dapper;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Participants;

/// <summary>Who takes part on a day, as the database is asked; <see cref="Participant.TakesPartOn"/> says the same in memory.</summary>
internal static class TakingPart
{
    /// <summary>A condition on <c>participant</c>, with the day as <c>@today</c>. What is not there is not true, so without papers nobody takes part.</summary>
    public const string Condition = "left_on IS NULL AND declaration_signed_on <= @today AND permit_from <= @today AND permit_until >= @today";

    /// <summary>
    /// Inside the transaction that makes something: throws <see cref="TakesNoPartException"/> unless the participant takes part. When the request came in it did; it
    /// may have gone since, and its data may have been erased.
    /// </summary>
    public static void Require(SqliteConnection connection, OpaqueId id, DateOnly today)
    {
        if (!connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM participant WHERE id = @id AND {Condition})", new { id, today }))
        {
            throw new TakesNoPartException();
        }
    }
}
