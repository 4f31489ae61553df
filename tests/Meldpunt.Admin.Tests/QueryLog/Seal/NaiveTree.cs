using System.Security.Cryptography;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>RFC 6962, section 2.1, as it is written there: recursion over the rows, all of it at every call. Shares no code with what it judges.</summary>
internal static class NaiveTree
{
    /// <summary>The root over the first so many rows, in base64.</summary>
    public static string Root(IReadOnlyList<byte[]> rows, long size) => Convert.ToBase64String(Hash([.. rows.Take(checked((int)size))]));

    private static byte[] Hash(ReadOnlySpan<byte[]> rows)
    {
        if (rows.IsEmpty)
        {
            return SHA256.HashData([]);
        }

        if (rows.Length == 1)
        {
            return SHA256.HashData([0, .. rows[0]]);
        }

        var left = 1;
        while (left * 2 < rows.Length)
        {
            left *= 2;
        }

        return SHA256.HashData([1, .. Hash(rows[..left]), .. Hash(rows[left..])]);
    }
}
