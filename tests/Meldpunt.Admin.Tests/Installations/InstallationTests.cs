using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.Installations;

public sealed class InstallationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new(TestDays.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_an_installation_is_refused_and_stays_empty()
    {
        Assert.False(Installation.Exists(_folder.Path));
        Assert.Throws<InstallationException>(() => Installation.Open(_folder.Path, keyFile: null, _time));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_installation_is_made_once()
    {
        Installation.Create(_folder.Path, keyFile: null, _time);
        var root = File.ReadAllBytes(InstallationFolder.RootKey(_folder.Path));

        Assert.Throws<InstallationException>(() => Installation.Create(_folder.Path, keyFile: null, _time));

        Assert.True(Installation.Exists(_folder.Path));
        Assert.Equal(root, File.ReadAllBytes(InstallationFolder.RootKey(_folder.Path)));
    }

    [Fact]
    public void An_installation_is_not_made_over_keys_that_are_there_already()
    {
        Directory.CreateDirectory(InstallationFolder.Keys(_folder.Path));

        Assert.Throws<InstallationException>(() => Installation.Create(_folder.Path, keyFile: null, _time));
    }

    [Fact]
    public async Task The_strength_of_a_new_installation_is_the_middle_one()
    {
        Installation.Create(_folder.Path, keyFile: null, _time);

        await using var installation = Installation.Open(_folder.Path, keyFile: null, _time);

        Assert.Equal(MatchStrength.Balanced, installation.Strength);
    }

    [Theory]
    [InlineData(MatchStrength.Strict, "streng")]
    [InlineData(MatchStrength.Balanced, "gewogen")]
    [InlineData(MatchStrength.Lenient, "ruim")]
    public async Task The_strength_that_was_chosen_is_in_force_after_the_next_start_and_stands_in_every_row(MatchStrength strength, string name)
    {
        await using var register = TestRegister.Create();
        var noord = await register.JoinAsync();
        await register.RegisterAsync(noord, new Draft());
        await register.Installation.ChooseStrengthAsync(strength);
        Assert.Equal(MatchStrength.Balanced, register.Installation.Strength);

        await register.RestartAsync();
        await register.AppendAsync(noord);

        // Initials count in every strength but the strict one.
        Assert.Equal(strength, register.Installation.Strength);
        Assert.Equal(strength == MatchStrength.Strict ? 0 : 1, Count(register, new Draft { FirstNames = "Q.", Birthplace = "Schoonhuizen" }));
        Assert.EndsWith($"/{name}", register.Installation.QueryLogReader.All().Last().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_key_may_stand_outside_the_folder()
    {
        using var elsewhere = new TempFolder();
        var keyFile = elsewhere.Combine("root.key");
        var data = _folder.Combine("data");
        Installation.Create(data, keyFile, _time);

        await using var installation = Installation.Open(data, keyFile, _time);

        Assert.False(File.Exists(InstallationFolder.RootKey(data)));
        Assert.Equal(0, installation.Projection.Count);
        Assert.Throws<FileNotFoundException>(() => Installation.Open(data, keyFile: null, _time));
    }

    private static int Count(TestRegister register, Draft visitor) =>
        register.Installation.Projection.Find(visitor.Person(), TestDays.Today, new FoundEntry[4]);
}
