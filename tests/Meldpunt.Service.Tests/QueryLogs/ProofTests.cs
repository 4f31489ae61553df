using System.Net;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.QueryLogs;

/// <summary>GET /v1/bevragingen/{id}/bewijs: what can be carried away and checked without this service.</summary>
public sealed class ProofTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_proof_holds_the_row_and_leads_from_it_to_the_signed_checkpoint()
    {
        using var auditor = house.Client("toezicht");
        var ids = await house.AskAsync(3);
        foreach (var id in ids)
        {
            var response = await auditor.ReadAsync($"{Talk.Queries}/{id}/bewijs");
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
            Assert.Equal($"bevraging-{id}.tlog-proof", response.Content.Headers.ContentDisposition!.FileName);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.True(TlogProof.TryParse(text, out var proof), text);
            Assert.True(proof.Checkpoint.IsSignedBy(house.Key()));
            Assert.True(Checkpoint.TryParse(proof.Checkpoint.Text, out var checkpoint));
            Assert.True(ProofCheck.Includes(checkpoint.Size, checkpoint.Root, proof.Index, MerkleHash.Leaf(proof.Extra), proof.Hashes));
            var row = QueryLogReader.Read(proof.Extra);
            Assert.Equal((id, proof.Index + 1), (row.QueryId.ToString(), row.Seq));
        }
    }

    [Fact]
    public async Task A_desk_gets_the_proof_of_its_own_rows_and_does_not_learn_that_there_are_others()
    {
        using var own = house.Client("veiligheid");
        using var other = house.Client("veiligheid-haven");
        var id = (await house.AskAsync(1))[0];

        var mine = await own.ReadAsync($"{Talk.Queries}/{id}/bewijs");
        var foreign = await other.ReadAsync($"{Talk.Queries}/{id}/bewijs");
        var absent = await other.ReadAsync($"{Talk.Queries}/{new string('a', 32)}/bewijs");
        var nonsense = await other.ReadAsync($"{Talk.Queries}/x/bewijs");

        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, absent.StatusCode, nonsense.StatusCode));
        Assert.Equal(
            await absent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await foreign.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_row_that_gets_no_seal_has_no_proof_yet_and_that_is_told_in_time()
    {
        var id = (await house.AskAsync(1))[0];
        await house.SealedAsync(1);
        using var gate = house.Client("poort");
        using var auditor = house.Client("toezicht");

        // The row is written, and what would seal it is not.
        var asked = 0;
        house.Installation.Writer.BeforeCommit = connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM query_log WHERE seq > (SELECT max(size) FROM log_checkpoint)";
            if (Interlocked.Increment(ref asked) > 1 && Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0)
            {
                throw new InvalidOperationException("no seal today");
            }
        };
        try
        {
            var answer = await gate.PostAsync(Talk.Queries, Talk.Person());
            id = (await answer.JsonAsync()).Text("id");
            var began = TimeProvider.System.GetTimestamp();

            var response = await auditor.ReadAsync($"{Talk.Queries}/{id}/bewijs");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
            Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1.5, 10);
        }
        finally
        {
            house.Installation.Writer.BeforeCommit = null;
        }

        await house.SealedAsync(2);
        Assert.Equal(HttpStatusCode.OK, (await auditor.ReadAsync($"{Talk.Queries}/{id}/bewijs")).StatusCode);
    }
}
