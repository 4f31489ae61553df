using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;

namespace Meldpunt.Benchmarks;

/// <summary>
/// How long a desk with many entries waits for its lists: what the pages <c>/bureau</c> and <c>/registraties</c> and <c>GET /v1/registraties</c> ask of the store. All entries are
/// of one participant, in a real register in a temporary folder. Cold is the first time in a process that has opened nothing yet but the installation.
/// </summary>
internal static class RegisterMeasure
{
    private const int Turns = 50;
    private const int PageOfDesk = 20;
    private const int PageOfList = 51;
    private const int PageOfInterface = 201;

    public static async Task RunAsync(int entries, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-register-").FullName;
        try
        {
            Installation.Create(folder, keyFile: null, TimeProvider.System);
            await using (var installation = Installation.Open(folder, keyFile: null, TimeProvider.System))
            {
                await StartMeasure.FillAsync(installation, entries);
            }

            foreach (var (name, read) in Kinds())
            {
                await using var installation = Installation.Open(folder, keyFile: null, TimeProvider.System);
                var participant = installation.Directory.Participants.Single().Id;
                var account = installation.Directory.Accounts.Single().Id;
                var cold = TimeOf(() => read(installation, participant, account));
                var warm = Enumerable.Range(0, Turns).Select(_ => TimeOf(() => read(installation, participant, account))).Order().ToList();
                await output.WriteLineAsync(FormattableString.Invariant(
                    $"| {entries} | {name} | {cold.TotalMilliseconds:0.0} ms | {warm[Turns / 2].TotalMilliseconds:0.0} ms | {warm[Turns * 95 / 100].TotalMilliseconds:0.0} ms |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, Action<Installation, OpaqueId, OpaqueId> Read)> Kinds()
    {
        var today = DutchCalendar.Today(TimeProvider.System);
        yield return ("`/bureau`", (house, participant, account) =>
        {
            var work = new DeskWork(house.Database, house.Entries);
            _ = work.ToConfirm(participant, account, today, PageOfDesk);
            _ = work.ListToTell(participant, today, PageOfDesk);
            _ = work.Restricted(participant, today, PageOfDesk);
            _ = work.WaitingForAnother(participant, account, today, PageOfDesk);
            _ = work.Ending(participant, today, PageOfDesk);
        }
        );
        yield return ("`/registraties`, first page", (house, participant, _) => house.Entries.List(participant, today, after: null, PageOfList));
        yield return ("`/registraties`, a state that nothing is in", (house, participant, _) => house.Entries.List(participant, today, after: null, PageOfList, EntryState.Restricted));
        yield return ("`GET /v1/registraties?aantal=200`", (house, participant, _) => house.Entries.List(participant, today, after: null, PageOfInterface));
    }

    private static TimeSpan TimeOf(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(start);
    }
}
