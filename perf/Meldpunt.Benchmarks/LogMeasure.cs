using System.Buffers.Binary;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Benchmarks;

/// <summary>
/// How the query log grows: what sealing costs a row, how long an auditor's search takes, how fast the whole is verified. The log is a real one in a temporary folder;
/// its rows are written without the service, fifty participants with three locations and twelve accounts each, one query in a hundred a match.
/// </summary>
internal static class LogMeasure
{
    private const int Participants = 50;
    private const int LocationsEach = 3;
    private const int AccountsEach = 12;
    private const int RowsPerCommit = 100_000;
    private const int MatchEvery = 100;
    private const int MillisecondsApart = 250;
    private const int Searches = 200;
    private const int PageSize = 51;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(int rows, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-log-").FullName;
        try
        {
            Installation.Create(folder, keyFile: null, TimeProvider.System);
            await using var installation = Installation.Open(folder, keyFile: null, TimeProvider.System);
            await LoneRow.MeasureAsync(output);
            var parties = Fill(installation, rows);
            var sealing = await SealAsync(installation);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{rows} rows: sealed in {sealing.TotalSeconds:0.0} s, {sealing.TotalMicroseconds / rows:0.0} us a row; {new FileInfo(installation.Database.FilePath).Length / rows} bytes a row"));
            Search(installation, parties, rows, output);
            var start = TimeProvider.System.GetTimestamp();
            var report = new LogVerifier(TimeProvider.System).Verify(folder, new VerificationRequest());
            var verifying = TimeProvider.System.GetElapsedTime(start);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"  verified in {verifying.TotalSeconds:0.0} s, {rows / verifying.TotalSeconds:0} rows/s; in order: {report.IsInOrder}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static List<Party> Fill(Installation installation, int rows)
    {
        var parties = Enumerable.Range(0, Participants)
            .Select(_ => OpaqueId.Create())
            .SelectMany(participant => Enumerable.Range(0, LocationsEach)
                .Select(_ => OpaqueId.Create())
                .SelectMany(location => Enumerable.Range(0, AccountsEach / LocationsEach).Select(_ => new Party(participant, location, OpaqueId.Create()))))
            .ToList();
        var random = new Random(1);
        var row = new byte[LogFormat.RowBytes];
        using var connection = installation.Database.OpenForWriting();
        for (var first = 1; first <= rows; first += RowsPerCommit)
        {
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO query_log (seq, row) VALUES (@seq, @row)";
            var seq = insert.Parameters.Add("@seq", SqliteType.Integer);
            insert.Parameters.Add("@row", SqliteType.Blob).Value = row;
            for (var number = first; number < Math.Min(first + RowsPerCommit, rows + 1); number++)
            {
                Write(row, number, parties[random.Next(parties.Count)], random);
                seq.Value = number;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return parties;
    }

    private static void Write(byte[] row, int number, Party party, Random random)
    {
        var isMatch = number % MatchEvery == 0;
        Array.Clear(row);
        row[LogFormat.VersionAt] = LogFormat.RowVersion;
        row[LogFormat.PurposeAt] = (byte)QueryPurpose.Gate;
        row[LogFormat.OutcomeAt] = (byte)(isMatch ? QueryOutcome.Match : QueryOutcome.NoMatch);
        random.NextBytes(row.AsSpan(LogFormat.QueryIdAt, LogFormat.IdBytes));
        party.Participant.CopyTo(row.AsSpan(LogFormat.ParticipantAt));
        party.Location.CopyTo(row.AsSpan(LogFormat.LocationAt));
        party.Account.CopyTo(row.AsSpan(LogFormat.AccountAt));
        random.NextBytes(row.AsSpan(LogFormat.TraceIdAt, LogFormat.IdBytes));
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(LogFormat.MatchedCountAt), isMatch ? 1 : 0);
        if (isMatch)
        {
            random.NextBytes(row.AsSpan(LogFormat.MatchedAt, LogFormat.IdBytes));
        }

        BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(LogFormat.SubjectYearAt), (ushort)Begin.Year);
        row[LogFormat.SubjectMonthAt] = 1;
        "koppeling-1/gewogen"u8.CopyTo(row.AsSpan(LogFormat.RuleAt));
        random.NextBytes(row.AsSpan(LogFormat.SubjectAt, 2 * LogFormat.HashBytes));

        // All in one year, so that references are simply counted.
        var moment = Begin.ToUnixTimeMilliseconds() + ((long)number * MillisecondsApart);
        QueryRow.WritePlace(row, number, moment, isMatch ? Begin.Year : 0, isMatch ? number / MatchEvery : 0);
    }

    internal static async Task<TimeSpan> SealAsync(Installation installation)
    {
        using var sealer = LogSealer.Open(installation);
        var start = TimeProvider.System.GetTimestamp();
        while (await sealer.SealAsync())
        {
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    private static void Search(Installation installation, List<Party> parties, int rows, TextWriter output)
    {
        var random = new Random(2);
        Party Any() => parties[random.Next(parties.Count)];
        DateTimeOffset Moment() => Begin.AddMilliseconds((double)random.Next(rows) * MillisecondsApart);
        (string Name, Func<QueryLogFilter> Filter)[] kinds =
        [
            ("newest page", () => new QueryLogFilter()),
            ("a page somewhere", () => new QueryLogFilter { BeforeSeq = random.Next(rows) }),
            ("participant", () => new QueryLogFilter { ParticipantId = Any().Participant, BeforeSeq = random.Next(rows) }),
            ("location", () => new QueryLogFilter { LocationId = Any().Location, BeforeSeq = random.Next(rows) }),
            ("account", () => new QueryLogFilter { AccountId = Any().Account, BeforeSeq = random.Next(rows) }),
            ("matches", () => new QueryLogFilter { Outcome = QueryOutcome.Match, BeforeSeq = random.Next(rows) }),
            ("matches of a location", () => new QueryLogFilter { LocationId = Any().Location, Outcome = QueryOutcome.Match }),
            ("no match, of an account", () => new QueryLogFilter { AccountId = Any().Account, Outcome = QueryOutcome.NoMatch }),
            ("reference", () => new QueryLogFilter { Reference = (Begin.Year, 1 + random.Next(rows / MatchEvery)) }),
            ("location in an hour", () => new QueryLogFilter { LocationId = Any().Location, From = Moment() is var from ? from : null, Before = from.AddHours(1) }),
        ];
        foreach (var (name, filter) in kinds)
        {
            var times = Enumerable.Range(0, Searches).Select(_ => TimeOf(installation.QueryLogReader, filter())).Order().ToList();
            output.WriteLine(FormattableString.Invariant(
                $"  {name,-24} p50 {times[Searches / 2].TotalMilliseconds,7:0.00} ms  p95 {times[Searches * 95 / 100].TotalMilliseconds,7:0.00} ms"));
        }
    }

    private static TimeSpan TimeOf(QueryLogReader reader, QueryLogFilter filter)
    {
        var start = TimeProvider.System.GetTimestamp();
        _ = reader.List(filter, PageSize);
        return TimeProvider.System.GetElapsedTime(start);
    }

    internal sealed record Party(OpaqueId Participant, OpaqueId Location, OpaqueId Account);
}
