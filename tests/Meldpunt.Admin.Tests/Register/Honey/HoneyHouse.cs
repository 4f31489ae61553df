using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register.Honey;

/// <summary>A register with one garage and somebody of the consortium who invents people.</summary>
internal sealed class HoneyHouse : IAsyncDisposable
{
    private HoneyHouse(TestRegister register, Garage garage, Caller auditor) => (Register, Garage, Auditor) = (register, garage, auditor);

    public TestRegister Register { get; }

    public Garage Garage { get; }

    public Caller Auditor { get; }

    /// <summary>The officer in a browser.</summary>
    public Caller Officer => Register.Installation.Directory.Accounts.Where(account => account.Id == Garage.Desk.AccountId)
        .Select(account => Register.Installation.Directory.FindByAccount(account.Id, account.SecurityStamp)!).Single();

    public static async Task<HoneyHouse> OpenAsync()
    {
        var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var token = await register.TokenAsync("toezicht", Role.Oversight, participantId: null, locationId: null);
        return new HoneyHouse(register, garage, register.Installation.Directory.FindByToken(token)!);
    }

    /// <summary>Somebody who does not exist; fails the test when that is refused.</summary>
    public async Task<Entry> InventAsync(Draft draft, Caller? officer = null)
    {
        var made = await Register.Installation.HoneyDesk.MakeAsync(Auditor, (officer ?? Garage.Desk).AccountId, draft.Input(), []);
        Assert.Empty(made.Faults);
        return made.Entry!;
    }

    public ValueTask DisposeAsync() => Register.DisposeAsync();
}
