namespace Meldpunt.Admin.Keys;

/// <summary>The words for <see cref="RotatedKey"/>, at the command line, in requests and in acts.</summary>
public static class RotatedKeys
{
    public static string ToDutch(this RotatedKey key) => key switch
    {
        RotatedKey.Master => "hoofd",
        RotatedKey.Index => "index",
        RotatedKey.Root => "wortel",
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    public static bool TryParse(string? word, out RotatedKey key)
    {
        foreach (var candidate in Enum.GetValues<RotatedKey>())
        {
            if (string.Equals(candidate.ToDutch(), word, StringComparison.Ordinal))
            {
                key = candidate;
                return true;
            }
        }

        key = default;
        return false;
    }
}
