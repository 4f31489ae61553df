using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>What a watch saw when a question came that is a sign: the questions that make it one, up to and with this question.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sighting(
    SignalKind Kind, OpaqueId ParticipantId, OpaqueId AccountId, long FirstUnixMilliseconds, long FirstSeq, long LastUnixMilliseconds, long LastSeq, int Count);
