using System.Text.Json.Nodes;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary><c>logboek bewijs</c>: somebody who carried proofs away checks them with the key alone.</summary>
public sealed class ProofVerbTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _proofs = [];
    private string _key = string.Empty;

    public async ValueTask InitializeAsync()
    {
        Installation.Create(_folder.Sub("huis"), keyFile: null, TimeProvider.System);
        await using var house = Installation.Open(_folder.Sub("huis"), keyFile: null, TimeProvider.System);
        var caller = new Caller { AccountId = OpaqueId.Create(), UserName = "poort", Role = Role.Gate };
        var person = PersonCheck.Check(
            new PersonInput { Surname = "Zonderland", FirstNames = "Maria", BirthDate = "1990-05-01" }, new DateOnly(2026, 1, 1), string.Empty, []);
        for (var row = 0; row < 3; row++)
        {
            await house.QueryLog.AppendAsync(caller, person!, ReadOnlySpan<FoundEntry>.Empty, matchedCount: 0);
        }

        using var sealer = LogSealer.Open(house);
        await sealer.SealAsync();
        var desk = new CosignatureDesk(sealer, house.Witnesses);
        _proofs.AddRange(house.QueryLogReader.AllBytes().Select(row => desk.Prove(row)!.ToString()));
        _key = house.LogIdentity.Vkey;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void One_proof_and_many_hold_with_the_key_alone()
    {
        Directory.Delete(_folder.Sub("huis"), recursive: true);

        var one = Run(_proofs[1], _key);
        var many = Run(Lines(_proofs), _key);

        Assert.Equal((0, 0), (one.ExitCode, many.ExitCode));
        Assert.Contains("Het bewijs klopt: rij 2 van 2", one.Output, StringComparison.Ordinal);
        Assert.Contains("Alle 3 bewijzen kloppen", many.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_of_another_row_of_another_place_or_by_another_key_does_not_hold()
    {
        var row = _proofs[0].Split('\n')[1];
        var otherRow = _proofs[1].Split('\n')[1];
        var otherKey = _key.Replace("meldpunt/", "ander/", StringComparison.Ordinal);
        var foreign = MeldpuntProcess.Run(["init", "--data", _folder.Sub("ander")]);
        Assert.Equal(0, foreign.ExitCode);
        var foreignKey = MeldpuntProcess.Run(["logboek", "sleutel", "--data", _folder.Sub("ander")]).Output.Trim();

        Assert.Equal(3, Run(_proofs[0].Replace(row, otherRow, StringComparison.Ordinal), _key).ExitCode);
        Assert.Equal(3, Run(_proofs[0].Replace("index 0", "index 1", StringComparison.Ordinal), _key).ExitCode);
        Assert.Equal(3, Run(_proofs[0], foreignKey).ExitCode);
        Assert.Equal(3, Run(Lines([_proofs[0], "iets anders"]), _key).ExitCode);
        Assert.Equal(3, Run("{}\n", _key).ExitCode);
        Assert.Equal(3, Run("geen bewijs", _key).ExitCode);
        Assert.Equal(1, Run(_proofs[0], otherKey).ExitCode);
        Assert.Equal(1, Run(string.Empty, _key).ExitCode);
    }

    private static string Lines(IEnumerable<string> proofs) => string.Concat(proofs.Select(proof => new JsonObject { ["bewijs"] = proof }.ToJsonString() + "\n"));

    private (int ExitCode, string Output, string Error) Run(string content, string key)
    {
        File.WriteAllText(_folder.Sub("bewijs"), content);
        return MeldpuntProcess.Run(["logboek", "bewijs", _folder.Sub("bewijs"), "--sleutel", key]);
    }
}
