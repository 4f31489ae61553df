using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Meldpunt.Accuracy;

/// <summary>What a run asks, and of whom.</summary>
internal sealed record StressOptions
{
    public const string Usage =
        "usage: [--seed N] [--registered N] [--true N] [--hard N] [--random N] [--ambiguous N] [--twins N] "
        + "[--strength streng|gewogen|ruim] [--threads N] [--export DIR] [--list FILE] [--missed FILE]";

    public int Seed { get; private set; } = 1;

    public int Registered { get; private set; } = 20_000;

    public int True { get; private set; } = 40_000;

    public int Hard { get; private set; } = 1_000_000;

    public int Random { get; private set; } = 300_000;

    public int Ambiguous { get; private set; } = 20_000;

    public int Twins { get; private set; } = 40_000;

    public int Threads { get; private set; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Name of the strictness as the consortium knows it.</summary>
    public string Strength { get; private set; } = "gewogen";

    /// <summary>Folder for the same people and questions as files; null for none.</summary>
    public string? Export { get; private set; }

    /// <summary>File for the false matches, for a human to read; null for none.</summary>
    public string? List { get; private set; }

    /// <summary>File for the true visitors who were not found; null for none.</summary>
    public string? Missed { get; private set; }

    /// <summary>Reads pairs of an option and its value.</summary>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out StressOptions? options, [NotNullWhen(false)] out string? fault)
    {
        var read = new StressOptions();
        options = null;
        fault = args.Length % 2 == 0 ? null : "Each option takes one value.";
        for (var index = 0; fault is null && index < args.Length; index += 2)
        {
            if (!read.TrySetText(args[index], args[index + 1]) && !read.TrySetNumber(args[index], args[index + 1]))
            {
                fault = $"Not understood: {args[index]} {args[index + 1]}";
            }
        }

        options = fault is null ? read : null;
        return options is not null;
    }

    private bool TrySetText(string option, string value)
    {
        switch (option)
        {
            case "--strength" when value is "streng" or "gewogen" or "ruim": Strength = value; return true;
            case "--export": Export = value; return true;
            case "--list": List = value; return true;
            case "--missed": Missed = value; return true;
            default: return false;
        }
    }

    private bool TrySetNumber(string option, string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        switch (option)
        {
            case "--seed": Seed = value; return true;
            case "--registered" when value > 0: Registered = value; return true;
            case "--true": True = value; return true;
            case "--hard": Hard = value; return true;
            case "--random": Random = value; return true;
            case "--ambiguous": Ambiguous = value; return true;
            case "--twins": Twins = value; return true;
            case "--threads" when value > 0: Threads = value; return true;
            default: return false;
        }
    }
}
