using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>Keeps the writer busy, so that what is given meanwhile comes in one batch.</summary>
internal sealed class HeldWriter : IAsyncDisposable
{
    private readonly HeldCommit _held;
    private readonly Task _first;

    public HeldWriter(StoreWriter writer)
    {
        _held = new HeldCommit(writer);
        _first = writer.ProbeAsync();
        _held.Reached.GetAwaiter().GetResult();
    }

    public void Release() => _held.Release();

    public async ValueTask DisposeAsync()
    {
        _held.Dispose();
        await _first;
    }
}
