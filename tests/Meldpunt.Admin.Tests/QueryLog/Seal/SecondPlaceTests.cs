using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>The file away from the database that only its holder may change, and only from what it last put there.</summary>
public sealed class SecondPlaceTests : IDisposable
{
    private readonly TempFolder _keys = new();
    private readonly SecondPlace _place;

    public SecondPlaceTests()
    {
        _place = SecondPlace.Hold(_keys.Path);
        Put("one");
    }

    public void Dispose()
    {
        _place.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public void It_changes_from_what_was_expected_there()
    {
        Assert.True(_place.TryReplace("one", "two"));
        Assert.Equal("two", SecondPlace.ReadFrom(_keys.Path));
    }

    [Fact]
    public void It_does_not_change_from_anything_else()
    {
        Put("another's");

        Assert.False(_place.TryReplace("one", "two"));
        Assert.Equal("another's", SecondPlace.ReadFrom(_keys.Path));
    }

    [Fact]
    public void It_is_not_made_when_it_is_gone()
    {
        File.Delete(SecondPlace.PathIn(_keys.Path));

        Assert.False(_place.TryReplace("one", "two"));
        Assert.Null(SecondPlace.ReadFrom(_keys.Path));
    }

    [Fact]
    public void After_writes_that_failed_any_of_them_may_stand_there()
    {
        FailAfter(DurableFile.Replace);
        Assert.Throws<IOException>(() => _place.TryReplace("one", "two"));
        FailAfter((_, _) => { });
        Assert.Throws<IOException>(() => _place.TryReplace("one", "three"));
        Assert.Throws<IOException>(() => _place.TryReplace("one", "three"));
        _place.Write = (path, content) => DurableFile.Replace(path, content.Span);

        Assert.True(_place.TryReplace("one", "three"));
        Assert.Equal("three", SecondPlace.ReadFrom(_keys.Path));
    }

    [Fact]
    public void What_was_tried_before_the_last_write_that_succeeded_may_not_stand_there_any_more()
    {
        FailAfter(DurableFile.Replace);
        Assert.Throws<IOException>(() => _place.TryReplace("one", "two"));
        _place.Write = (path, content) => DurableFile.Replace(path, content.Span);
        _place.TryReplace("one", "three");
        Put("two");

        Assert.False(_place.TryReplace("three", "four"));
    }

    [Fact]
    public void A_write_that_fails_leaves_no_unfinished_file()
    {
        // What is to be replaced is a folder, so the renaming fails.
        Directory.CreateDirectory(_keys.Combine("folder", "in it"));

        Assert.ThrowsAny<IOException>(() => DurableFile.Replace(_keys.Combine("folder"), "content"u8));

        Assert.Empty(Directory.GetFiles(_keys.Path, "*.new"));
    }

    private void Put(string text) => File.WriteAllText(SecondPlace.PathIn(_keys.Path), text);

    private void FailAfter(Replacing replace) => _place.Write = (path, content) =>
    {
        replace(path, content.Span);
        throw new IOException("failed by the test");
    };

    private delegate void Replacing(string path, ReadOnlySpan<byte> content);
}
