using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Tests.Support;

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
}
