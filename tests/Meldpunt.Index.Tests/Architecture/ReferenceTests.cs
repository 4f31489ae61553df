using Meldpunt.Index.Hot;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Tests.Architecture;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("Meldpunt.Admin")]
    [InlineData("Meldpunt.Service")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("SQLitePCLRaw")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("System.Net")]
    [InlineData("System.Data")]
    public void The_index_knows_no_database_and_no_web_and_nothing_above_it(string forbidden)
    {
        var references = typeof(PersonIndex).Assembly.GetReferencedAssemblies().Select(reference => reference.Name);

        Assert.DoesNotContain(references, reference => reference!.StartsWith(forbidden, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Nothing_that_knows_a_person_shows_it_as_text()
    {
        using var key = Support.TestPersons.VectorKey();
        var shown = new[]
        {
            Support.TestPersons.Person("Zonderling", "Xaviera", birthplace: "Delft").ToString(),
            key.ToString(),
            new IndexFullException(17).ToString(),
        };

        Assert.Equal(nameof(PersonDetails), shown[0]);
        Assert.Equal(nameof(Index.Keys.SecretKey), shown[1]);
        Assert.Contains("17 records", shown[2], StringComparison.Ordinal);
    }
}
