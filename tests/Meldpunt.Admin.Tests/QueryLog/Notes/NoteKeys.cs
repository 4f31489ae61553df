using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.QueryLog.Notes;

/// <summary>The keys of a log, of another log and of a witness; always the same ones.</summary>
internal sealed class NoteKeys : IDisposable
{
    private readonly SecretKey[] _seeds = [Seed(1), Seed(2), Seed(3)];

    public NoteKeys()
    {
        Log = new NoteSigner("log.example/a", _seeds[0]);
        Other = new NoteSigner("log.example/b", _seeds[1]);
        Witness = new NoteSigner("getuige.example", _seeds[2], LogFormat.CosignatureKind);
    }

    public NoteSigner Log { get; }

    public NoteSigner Other { get; }

    public NoteSigner Witness { get; }

    public void Dispose()
    {
        foreach (var seed in _seeds)
        {
            seed.Dispose();
        }
    }

    private static SecretKey Seed(byte first) => SecretKey.FromBytes([first, .. new byte[31]]);
}
