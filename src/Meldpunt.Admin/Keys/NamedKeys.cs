using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>The files of the named keys: <c>keys/named/NAME.key</c>, each wrapped under the master with its name (docs/keys.md).</summary>
internal static class NamedKeys
{
    public const string Folder = "named";

    public const string Index = "index";
    public const string Sessions = "sessions";
    public const string Bodies = "bodies";
    public const string QueryIds = "query-ids";
    public const string Credentials = "credentials";
    public const string Honey = "honey";

    // The name, and the label by which the same key was derived from the master before it had a file.
    private static readonly (string Name, string Derived)[] All =
    [
        (Index, "meldpunt index v1"), (Sessions, "meldpunt sessions v1"), (Bodies, "meldpunt idempotency v1"),
        (QueryIds, "meldpunt query ids v1"), (Credentials, "meldpunt credentials v1"), (Honey, "meldpunt honey v1"),
    ];

    public static IEnumerable<string> Names => All.Select(key => key.Name);

    public static string LabelOf(string name) => $"meldpunt named {name}";

    public static string PathOf(string keysFolder, string name) => Path.Combine(keysFolder, Folder, $"{name}.key");

    /// <summary>Makes all of them, at random.</summary>
    public static void Create(string keysFolder, SecretKey master) => WriteAll(keysFolder, master, _ => SecretKey.Create());

    /// <summary>An installation from before: what was derived from its master is written down, once, so that nothing of what it made changes.</summary>
    public static void WriteDownDerived(string keysFolder, SecretKey master) =>
        WriteAll(keysFolder, master, derived => master.Derive(Encoding.UTF8.GetBytes(derived)));

    /// <summary>True when they have files.</summary>
    public static bool Exist(string keysFolder) => Directory.Exists(Path.Combine(keysFolder, Folder));

    // The folder gets its name when everything is in it: all of them are there or none, and one that is missing later was lost and is never made again.
    private static void WriteAll(string keysFolder, SecretKey master, Func<string, SecretKey> make)
    {
        var unfinished = Path.Combine(keysFolder, Folder + DurableFile.Unfinished);
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        DurableFile.CreateFolder(unfinished);
        foreach (var (name, derived) in All)
        {
            using var key = make(derived);
            DurableFile.WriteNew(Path.Combine(unfinished, $"{name}.key"), KeyWrap.Wrap(master, key, LabelOf(name)));
        }

        DurableFile.NameFolder(unfinished, Path.Combine(keysFolder, Folder));
    }
}
