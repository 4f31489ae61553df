using System.Runtime.InteropServices;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>What figures need of a case; a million of them are held for a minute.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FigureCase
{
    /// <summary>Nobody called, or advised.</summary>
    public const int Never = -1;

    /// <summary>Places of month and participant in their lists.</summary>
    public required short Month { get; init; }

    public required short Participant { get; init; }

    /// <summary>Milliseconds from the match, or <see cref="Never"/>.</summary>
    public required int ToCall { get; init; }

    public required int ToAdvice { get; init; }

    /// <summary>0 while nobody said.</summary>
    public required byte Outcome { get; init; }

    public required byte SourceSays { get; init; }

    public required byte State { get; init; }

    public required byte Tries { get; init; }
}
