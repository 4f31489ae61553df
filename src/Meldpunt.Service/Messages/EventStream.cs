using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Http.Features;

namespace Meldpunt.Service.Messages;

/// <summary>
/// Server-sent events over the store (docs/adr/0030). A stream is a place in the order of messages: whoever comes back with it hears first what there was meanwhile. Nothing is queued for a listener:
/// one that reads slowly is read for slowly, and one that reads nothing is cut off by the server's own limit on slow readers.
/// </summary>
internal sealed class EventStream(StreamBook book, MessageBell bell, MessageStore messages, TimeProvider time)
{
    /// <summary>The name of the event without anything in it that says that the line is alive; a comment would not be seen by a page.</summary>
    public const string Heartbeat = "hartslag";

    /// <summary>The name of the event that something of this desk changed of which nobody is told: a colleague recorded it. Without anything in it.</summary>
    public const string Stir = "verandering";

    /// <summary>How often that is said when there is nothing else.</summary>
    public static readonly TimeSpan HeartbeatWait = TimeSpan.FromSeconds(15);

    private const string LastEventId = "Last-Event-ID";
    private const string AfterParameter = "na";
    private const int AtOnce = 100;
    private const string RetryAfterSeconds = "30";

    /// <summary>Answers with a stream; ends when the listener goes, when the service stops, or when the listener may hear nothing more.</summary>
    public async Task RunAsync(HttpContext http, StreamSource source)
    {
        var faults = new List<Fault>();
        var after = ReadStart(http.Request, faults);
        if (faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
            return;
        }

        using var stream = book.Open(http);
        if (stream is null)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "Er staan te veel stromen open, van dit account of in totaal. Sluit er een, of probeer het straks opnieuw.");
            return;
        }

        // Never beyond what there is, or a restored store would be silent until it has caught up.
        var newest = messages.LastSeq();
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await FollowAsync(http, stream, source, Math.Min(after ?? newest, newest));
        }
        catch (OperationCanceledException) when (stream.Ended.IsCancellationRequested)
        {
            // In the middle of a write: the listener does not read, and is not waited for.
            http.Abort();
        }
    }

    private async Task FollowAsync(HttpContext http, OpenStream stream, StreamSource source, long position)
    {
        await SendAsync(http, string.Create(CultureInfo.InvariantCulture, $"retry: 2000\nid: {position}\nevent: {Heartbeat}\ndata:\n\n"), stream.Ended);
        var sentAt = time.GetTimestamp();
        var isRung = false;
        while (!stream.Ended.IsCancellationRequested)
        {
            // The bell before the store: what is written after this reading rings it.
            var ring = bell.Next(source.ParticipantId);
            var some = messages.After(source.ParticipantId, source.LocationId, position, AtOnce);
            if (!book.Allows(stream))
            {
                return;
            }

            if (some.Count > 0)
            {
                position = some[^1].Seq;
                sentAt = await SendAsync(http, source.Write(some), stream.Ended) ? time.GetTimestamp() : sentAt;
            }
            else if (isRung && source.LocationId is null)
            {
                await SendAsync(http, $"event: {Stir}\ndata: {{}}\n\n", stream.Ended);
                sentAt = time.GetTimestamp();
            }

            if (some.Count < AtOnce)
            {
                await WaitAsync(ring, HeartbeatWait - time.GetElapsedTime(sentAt), stream.Ended);
            }

            isRung = ring.IsCompleted;

            if (time.GetElapsedTime(sentAt) >= HeartbeatWait && !stream.Ended.IsCancellationRequested)
            {
                await SendAsync(http, $"event: {Heartbeat}\ndata:\n\n", stream.Ended);
                sentAt = time.GetTimestamp();
            }
        }
    }

    private async Task WaitAsync(Task ring, TimeSpan wait, CancellationToken ended)
    {
        if (wait > TimeSpan.Zero)
        {
            // Rung, in time for a heartbeat, or ended: whoever called looks which.
            await ring.WaitAsync(wait, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task SendAsync(HttpContext http, string text, CancellationToken ended) => SendAsync(http, Encoding.UTF8.GetBytes(text), ended);

    // False when there was nothing to say of them.
    private static async Task<bool> SendAsync(HttpContext http, IEnumerable<StreamEvent> events, CancellationToken ended)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var one in events)
        {
            buffer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {one.Seq}\nevent: {one.Name}\ndata: ")));
            using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
            {
                json.WriteStartObject();
                one.Data(json);
                json.WriteEndObject();
            }

            buffer.Write("\n\n"u8);
        }

        if (buffer.WrittenCount == 0)
        {
            return false;
        }

        await SendAsync(http, buffer.WrittenMemory, ended);
        return true;
    }

    private static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> bytes, CancellationToken ended)
    {
        await http.Response.Body.WriteAsync(bytes, ended);
        await http.Response.Body.FlushAsync(ended);
    }

    // What a browser says of itself when it comes back, or what its page says, which cannot set a header; the later one.
    private static long? ReadStart(HttpRequest request, List<Fault> faults)
    {
        var query = new ListParameters(request.Query, faults);
        var asked = ReadNumber(query.Text(AfterParameter), AfterParameter, faults);
        query.RefuseOthers();
        var header = request.Headers[LastEventId];
        var heard = header.Count == 0 ? null : ReadNumber(header.ToString(), LastEventId, faults);
        return asked is null || heard > asked ? heard : asked;
    }

    private static long? ReadNumber(string? text, string name, List<Fault> faults)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Add(new Fault(name, "parameter", "Schrijf het volgnummer van de laatste melding die u hoorde, zoals 17."));
        return null;
    }
}
