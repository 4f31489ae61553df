using System.Diagnostics;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Tests;

namespace Meldpunt.Benchmarks;

/// <summary>
/// Times what a start waits for: reading the whole register, decrypting every person, and building the index from it. The register is a real one in a temporary
/// folder, filled before the clock runs.
/// </summary>
internal static class StartMeasure
{
    private const int EntriesPerCommit = 2_000;

    public static async Task RunAsync(int entries, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-start-").FullName;
        try
        {
            Installation.Create(folder, keyFile: null, TimeProvider.System);
            await using (var installation = Installation.Open(folder, keyFile: null, TimeProvider.System))
            {
                await FillAsync(installation, entries);
            }

            await using var again = Installation.Open(folder, keyFile: null, TimeProvider.System);
            var before = WorkingSetBytes();
            var start = TimeProvider.System.GetTimestamp();
            var indexed = again.Projection.Count;
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            var grown = WorkingSetBytes() - before;
            await output.WriteLineAsync(FormattableString.Invariant(
                $"| {entries} | {indexed} | {elapsed.TotalSeconds:0.0} s | {elapsed.TotalMicroseconds / entries:0.0} us | {(double)grown / entries:0} B |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static async Task FillAsync(Installation installation, int entries)
    {
        var participant = await installation.SettleAsync("Garage Meting", "+31 20 555 0105", ["Ingang"]);
        var account = await installation.Accounts.CreateAsync("meting", password: null, Role.Security, participant.Id, locationId: null);
        var crowd = new Crowd(entries);
        var today = DutchCalendar.Today(TimeProvider.System);
        for (var first = 0; first < entries; first += EntriesPerCommit)
        {
            var rows = Enumerable.Range(first, Math.Min(EntriesPerCommit, entries - first)).AsParallel()
                .Select(number => EntryRow.Seal(
                    Registration(crowd, number, today), OpaqueId.Create(), participant.Id, account.Id, TimeProvider.System.GetUtcNow(), installation.Keys.Epochs))
                .ToList();
            await installation.Writer.WriteAsync(connection =>
            {
                foreach (var row in rows)
                {
                    EntryStore.Insert(connection, row);
                }

                return rows.Count;
            });
        }
    }

    private static Registration Registration(Crowd crowd, int number, DateOnly today) => new()
    {
        Kind = EntryKind.Warning,
        Person = crowd.Registered(number),
        FirstDay = today,
        LastDay = today.AddMonths(1 + (number % RegistrationRules.TermMonths)),
        FileReference = "meting",
        IncidentDate = today,
        Crime = false,
        CrimeReported = false,
        EvidenceInFile = true,
        Weighing = "Verzonnen registratie voor een meting.",
        Notice = NoticeKind.Post,
        NoticeDate = today,
    };

    private static long WorkingSetBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
