using Meldpunt.Admin.Accounts;

namespace Meldpunt.Admin.Tests.Accounts;

public sealed class RoleNamesTests
{
    [Fact]
    public void Every_role_has_a_name_and_every_name_its_role()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.True(RoleNames.TryParse(RoleNames.Of(role), out var parsed));
            Assert.Equal(role, parsed);
        }

        Assert.Equal(Enum.GetValues<Role>().Length, RoleNames.All.Count);
        Assert.Equal("toezicht", RoleNames.Of(Role.Oversight));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Poort")]
    [InlineData("beheerder")]
    [InlineData("1")]
    public void Another_word_is_no_role(string name)
    {
        Assert.False(RoleNames.TryParse(name, out _));
    }
}
