using System.Buffers.Binary;
using System.Security.Cryptography;
using Dapper;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.NotMe;

/// <summary>Whether somebody is the visitor whom the row of a case is about.</summary>
internal static class AskedVisitor
{
    /// <summary>True when name and birth date give the pseudonym in the row. False also when the key of that month is gone: then nobody can say it any more.</summary>
    public static bool IsOf(SqliteConnection connection, MonthKeys subjects, FollowUp one, PersonDetails visitor)
    {
        if (connection.QuerySingleOrDefault<byte[]>("SELECT row FROM query_log WHERE seq = @Seq", new { one.Seq }) is not { } row)
        {
            return false;
        }

        var month = CalendarMonth.Of(new DateOnly(BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(LogFormat.SubjectYearAt)), row[LogFormat.SubjectMonthAt], day: 1));
        var pseudonym = new byte[SubjectPseudonym.SizeBytes];
        return subjects.TryUse(month, key => SubjectPseudonym.Write(key, visitor, pseudonym))
            && CryptographicOperations.FixedTimeEquals(pseudonym, row.AsSpan(LogFormat.SubjectAt, SubjectPseudonym.SizeBytes));
    }
}
