using Meldpunt.Admin.Installations;

namespace Meldpunt.Admin.Tests.Architecture;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("Meldpunt.Service")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Extensions.Hosting")]
    [InlineData("System.Net.Http")]
    public void The_register_knows_no_web_and_nothing_above_it(string forbidden)
    {
        var references = typeof(Installation).Assembly.GetReferencedAssemblies().Select(reference => reference.Name);

        Assert.DoesNotContain(references, reference => reference!.StartsWith(forbidden, StringComparison.OrdinalIgnoreCase));
    }
}
