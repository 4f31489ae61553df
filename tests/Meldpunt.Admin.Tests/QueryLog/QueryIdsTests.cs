using System.Security.Cryptography;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.QueryLog;

/// <summary>ADR 0018: an id of a query tells its row to whoever has the key, and nothing to anybody else.</summary>
public sealed class QueryIdsTests : IDisposable
{
    private readonly SecretKey _key = SecretKey.Create();
    private readonly QueryIds _ids;

    public QueryIdsTests() => _ids = new QueryIds(_key);

    public void Dispose()
    {
        _ids.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(10_000_000)]
    [InlineData(long.MaxValue)]
    public void An_id_tells_the_number_of_its_row(long seq) => Assert.Equal(seq, _ids.SeqOf(Make(_ids, seq)));

    [Fact]
    public void Two_ids_of_one_row_that_had_to_be_written_again_have_nothing_in_common() =>
        Assert.InRange(SharedBits(Make(_ids, 17), Make(_ids, 17)), 20, 108);

    [Fact]
    public void Ids_of_neighbouring_rows_are_no_neighbours()
    {
        var ids = Enumerable.Range(1, 200).Select(seq => Make(_ids, seq, random: new byte[16])).ToList();

        Assert.All(ids.Zip(ids.Skip(1)), pair => Assert.InRange(SharedBits(pair.First, pair.Second), 20, 108));
    }

    [Fact]
    public void Another_key_reads_another_number()
    {
        using var otherKey = SecretKey.Create();
        using var others = new QueryIds(otherKey);

        Assert.NotEqual(17, others.SeqOf(Make(_ids, 17)));
    }

    private static OpaqueId Make(QueryIds ids, long seq, byte[]? random = null)
    {
        var bytes = random ?? RandomNumberGenerator.GetBytes(OpaqueId.SizeBytes);
        ids.Write(bytes, seq);
        return new OpaqueId(bytes);
    }

    // Of 128 bits, half on the average; 20 to 108 leaves out one case in 10^14.
    private static int SharedBits(OpaqueId left, OpaqueId right) =>
        left.ToByteArray().Zip(right.ToByteArray(), (a, b) => 8 - int.PopCount(a ^ b)).Sum();
}
