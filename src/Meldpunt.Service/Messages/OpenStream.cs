using Meldpunt.Admin.Access;
using Meldpunt.Service.Access;

namespace Meldpunt.Service.Messages;

/// <summary>One stream of events that somebody listens to, with whom it is for. Ends with the request, with the service, and when <see cref="StreamBook"/> says so.</summary>
internal sealed class OpenStream : IDisposable
{
    private readonly StreamBook _book;
    private readonly CancellationTokenSource _end;

    public OpenStream(StreamBook book, Caller caller, LiveSession? session, CancellationToken aborted, CancellationToken stopping)
    {
        _book = book;
        Caller = caller;
        Session = session;
        _end = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        Ended = _end.Token;
    }

    public Caller Caller { get; }

    /// <summary>Null for who came with a token.</summary>
    public LiveSession? Session { get; }

    /// <summary>Cancelled as soon as nothing may be sent any more.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Nothing may be sent any more.</summary>
    public async Task EndAsync()
    {
        try
        {
            await _end.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }

    public void Dispose()
    {
        _book.Close(this);
        _end.Dispose();
    }
}
