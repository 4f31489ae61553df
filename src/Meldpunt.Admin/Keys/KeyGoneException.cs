namespace Meldpunt.Admin.Keys;

/// <summary>The key of a month was destroyed, or its file is not in the key folder.</summary>
public sealed class KeyGoneException : InvalidOperationException
{
    public KeyGoneException(string purpose, CalendarMonth month)
        : base($"The {purpose} key of {month} is not in the key folder.")
    {
        Month = month;
    }

    public CalendarMonth Month { get; }
}
