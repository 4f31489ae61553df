using System.Text.Json;

namespace Meldpunt.Service.Messages;

/// <summary>One event.</summary>
/// <param name="Seq">Its number in the stream.</param>
/// <param name="Name">What it is.</param>
/// <param name="Data">Writes the fields of what it carries.</param>
internal sealed record StreamEvent(long Seq, string Name, Action<Utf8JsonWriter> Data);
