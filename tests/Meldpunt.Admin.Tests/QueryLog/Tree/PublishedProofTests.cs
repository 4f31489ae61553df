using System.Text.Json;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

/// <summary>
/// The cases of the Go library transparency-dev/merkle (its folder <c>testdata</c>), right proofs and wrong ones. They are not in this repository; the
/// environment variable names the folder they are in.
/// </summary>
public sealed class PublishedProofTests
{
    private const string Variable = "MELDPUNT_MERKLE_VECTORS";

    [Fact]
    public void Inclusion_is_judged_as_published()
    {
        JudgedAsPublished("inclusion", test => ProofCheck.Includes(
            NumberOf(test, "treeSize"),
            HashOf(test, "root"),
            NumberOf(test, "leafIdx"),
            HashOf(test, "leafHash"),
            ProofOf(test)));
    }

    [Fact]
    public void Consistency_is_judged_as_published()
    {
        JudgedAsPublished("consistency", test => ProofCheck.IsConsistent(
            NumberOf(test, "size1"),
            HashOf(test, "root1"),
            NumberOf(test, "size2"),
            HashOf(test, "root2"),
            ProofOf(test)));
    }

    private static void JudgedAsPublished(string kind, Func<JsonElement, bool> judge)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder.");
        var files = Directory.GetFiles(Path.Combine(folder!, kind), "*.json", SearchOption.AllDirectories);
        var wrong = new List<string>();
        var judged = 0;
        foreach (var file in files)
        {
            using var test = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = test.RootElement;
            if (StartsEmpty(root) || !HasOnlyHashes(root))
            {
                continue;
            }

            var accepted = judge(root);
            judged++;
            if (accepted == root.GetProperty("wantErr").GetBoolean())
            {
                wrong.Add($"{Path.GetRelativePath(folder!, file)}: {(accepted ? "believed" : "refused")}");
            }
        }

        Assert.InRange(judged, files.Length / 2, files.Length);
        Assert.Empty(wrong);
    }

    // That library refuses every proof from the empty tree as useless; a witness (C2SP tlog-witness) takes one, and ProofCheckTests hold what we do.
    private static bool StartsEmpty(JsonElement test) => test.TryGetProperty("size1", out var size) && size.GetInt64() == 0;

    // Some have a sentence or nothing in the place of a hash. Ours have 32 bytes or do not exist.
    private static bool HasOnlyHashes(JsonElement test) => ((string[])["root", "leafHash", "root1", "root2"])
        .Where(name => test.TryGetProperty(name, out _))
        .Select(test.GetProperty)
        .Concat(ProofLines(test))
        .All(hash => hash.TryGetBytesFromBase64(out var bytes) && bytes.Length == LogFormat.HashBytes);

    // Numbers beyond 63 bits are no number of ours, and none is as wrong as they are.
    private static long NumberOf(JsonElement test, string name) => test.GetProperty(name).TryGetInt64(out var number) ? number : -1;

    private static MerkleHash HashOf(JsonElement test, string name) => Read(test.GetProperty(name));

    private static MerkleHash[] ProofOf(JsonElement test) => [.. ProofLines(test).Select(Read)];

    private static JsonElement[] ProofLines(JsonElement test) =>
        test.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof ? [.. proof.EnumerateArray()] : [];

    private static MerkleHash Read(JsonElement text) => MerkleHash.FromBytes(text.GetBytesFromBase64());
}
